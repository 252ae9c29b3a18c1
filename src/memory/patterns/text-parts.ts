import type { Incident } from '../../domain/incident.ts'
import { answersTo } from '../../domain/questions.ts'
import type { Item, Statement } from '../../domain/statement.ts'

/** The words of an incident by what they tell: what it was called, what was seen, why it came, and everything else. */
export interface TextParts {
  readonly title: string
  readonly symptom: string
  readonly cause: string
  readonly rest: string
  /** How it went and what was done about it: it resembles any other incident's. */
  readonly handling: string
}

/** Longest stretch of an original that is read, in characters. */
const readAtMost = 24_000
/** The first words of a report tell what happened. */
const openingWords = 200

const causeHeading =
  /\b(?:causes?|caused|why|triggers?|background|technical|explanations?|details?|resolution|impact)\b/i
const handlingHeading =
  /\b(?:recover\w*|repair\w*|timeline|actions?|lessons?|went|next steps|follow.?ups?|prevent\w*|corrective|context|lucky|links|reviews?|key events|identified|detection|time to)\b/i
const frontMatter = /^\uFEFF?---\r?\n[\s\S]*?\r?\n---\r?\n/
const heading = /^(?:#+\s+|\s*[-*]?\s*(?:\*\*|__))(.{1,60})/
const dated =
  /\bincident on\b|\bpost-?mortems?\b:?|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b,?/gi

/** @param templateLines what `templateLines` found in all incidents that are compared. */
export function readTextParts(incident: Incident, templateLines: ReadonlySet<string>): TextParts {
  // What was drawn from an original stands there already, beside what was not drawn.
  const documents = new Set(incident.sources.filter(({ kind }) => kind === 'document').map(({ id }) => id))
  const isOwn = ({ evidence }: Pick<Item, 'evidence'>) => !evidence.every(({ source }) => documents.has(source))
  const textOf = (items: readonly Statement[]) => items.filter(isOwn).map(({ text }) => text)
  const said = (...ids: string[]) => ids.flatMap((id) => textOf(answersTo(incident, id)))
  const original = readOriginals(incident, templateLines)
  const symptom = said('users-saw', 'what-happened', 'blocked-task', 'first-failed-step', 'support-view')
  const cause = [
    ...said('first-failed-step', 'root-cause', 'assumption'),
    ...textOf(incident.whys.filter(({ track }) => track === 'happened')),
    ...textOf(incident.factors),
  ]
  return {
    title: incident.title.replace(dated, ' '),
    symptom: [...symptom, original.opening].join('\n'),
    cause: [...cause, original.cause].join('\n'),
    rest: [...said('customer-quotes', 'silent-success', 'seen-before'), original.rest].join('\n'),
    handling: original.handling,
  }
}

/** Lines of originals that stand in many of them: forms, headings, standing phrases. Compared without numbers and marks. */
export function findTemplateLines(incidents: readonly Incident[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const incident of incidents) {
    const lines = new Set(originalsOf(incident).flatMap((text) => text.split('\n').map(bareLine)))
    for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  const most = Math.max(4, incidents.length * 0.015)
  return new Set([...counts].filter(([, count]) => count >= most).map(([line]) => line))
}

function readOriginals(incident: Incident, templateLines: ReadonlySet<string>) {
  const parts = { opening: '', cause: '', rest: '', handling: '' }
  for (const text of originalsOf(incident)) {
    let section: keyof typeof parts = 'rest'
    let words = 0
    for (const line of text.split('\n')) {
      const title = heading.exec(line)?.[1]
      if (title !== undefined) section = sectionOf(title)
      if (templateLines.has(bareLine(line))) continue
      const opens = section === 'rest' && words < openingWords
      if (opens) words += line.split(/\s+/).length
      parts[opens ? 'opening' : section] += `${line}\n`
    }
  }
  return parts
}

function sectionOf(title: string): 'cause' | 'handling' | 'rest' {
  if (causeHeading.test(title)) return 'cause'
  return handlingHeading.test(title) ? 'handling' : 'rest'
}

/** Documents that the record was made from. What people said is in the items that were drawn from it. */
function originalsOf(incident: Incident): string[] {
  const documents = incident.sources.filter(({ kind, retracted }) => kind === 'document' && !retracted)
  return documents.map(({ text }) => text.slice(0, readAtMost).replace(frontMatter, ''))
}

function bareLine(line: string): string {
  return line
    .toLowerCase()
    .replace(/[\d:.\-/]+/g, '#')
    .replace(/[^\p{L}#]+/gu, ' ')
    .trim()
}
