import { type Incident, itemsOf } from '../domain/incident.ts'
import { judgingSources } from '../domain/links.ts'

/** A record as it is found by: its title and its words in passages, letter for letter; the first is what tells most. */
export interface Description {
  readonly title: string
  readonly passages: readonly string[]
}

const passageWords = 120
/** Enough for the longest real report; what lies behind it in a log that somebody pasted tells nothing more. */
const longest = 120_000
const told = ['summary', 'what-happened', 'users-saw', 'root-cause']

/** What of a record can be found again: the words of people and documents, and what was drawn from them in other words. */
export function describeIncident(incident: Incident): Description {
  const judging = judgingSources(incident)
  const texts = incident.sources
    .filter(({ id, retracted }) => !retracted && !judging.has(id))
    .map(({ text }) => bodyOf(text, incident.title))
  const sources = plain(texts.join('\n'))
  const items = itemsOf(incident)
    .map(({ text }) => text)
    .filter((text) => !sources.includes(plain(text)))
  const lead = told.flatMap((question) =>
    incident.answers.filter((answer) => answer.question === question).map(({ text }) => text),
  )
  const rest = [...texts, items.join('\n')].join('\n\n').slice(0, longest)
  return { title: incident.title, passages: [...splitPassages(lead.join('\n')), ...splitPassages(rest)] }
}

// The title is a field of its own: in the text it would count twice.
function bodyOf(text: string, title: string): string {
  const body = text.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---\r?\n/, '')
  return body.replace(/^\s*#+[ \t]+(.+)\n/, (line, heading: string) => (plain(heading) === plain(title) ? '' : line))
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase()
}

/** Cuts a text at ends of lines and sentences into passages of about 120 words; together they are the whole text. */
export function splitPassages(text: string): string[] {
  const passages: string[] = []
  let from = 0
  let words = 0
  for (const piece of text.matchAll(/[^\n]*?(?:[.!?](?=\s)|\n+|$)\s*/g)) {
    const count = piece[0].match(/\S+/g)?.length ?? 0
    if (words > 0 && words + count > passageWords) {
      passages.push(text.slice(from, piece.index))
      from = piece.index
      words = 0
    }
    words += count
  }
  passages.push(text.slice(from))
  return passages.map((passage) => passage.trim()).filter((passage) => passage !== '')
}
