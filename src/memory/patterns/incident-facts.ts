import type { DomainContext } from '../../domain/context.ts'
import type { Answer, Incident } from '../../domain/incident.ts'
import { answersTo } from '../../domain/questions.ts'
import { readableLine } from '../../domain/readable.ts'
import { sentencesOf } from '../../domain/sentences.ts'

/** A day as YYYY-MM-DD. */
export type Day = string

/** Words of a record, and where they stand. */
export interface Quote {
  readonly incident: string
  readonly words: string
}

/** The day of an incident: of its document, else of its first dated event, else on which it was recorded. */
export function dayOf(incident: Incident): Day {
  if (incident.imported?.day) return incident.imported.day
  const days = incident.timeline.flatMap(({ at, when }) => (at ? [at.slice(0, 10)] : when.date ? [when.date] : []))
  return days.sort()[0] ?? incident.createdAt.slice(0, 10)
}

/** Whole days from one to the other. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** What was said, not what an assistant inferred and nobody confirmed. */
export function saidIn(answer: Pick<Answer, 'text' | 'inferred' | 'evidence'>): string {
  return answer.inferred.length > 0 ? answer.evidence.map(({ excerpt }) => excerpt).join(' ') : answer.text
}

export function quotesTo(incident: Incident, ...questions: readonly string[]): Quote[] {
  return questions
    .flatMap((question) => answersTo(incident, question))
    .map((answer) => ({ incident: incident.id, words: readableLine(saidIn(answer)) }))
    .filter(({ words }) => words !== '' && !nothing.test(words))
}

const nothing = /^\W*(?:none|no|n\/?a|nothing|unknown|not known|no idea|(?:i |we )?(?:don['’]?t|do not) know)\W*$/i

/** Product areas by their own names, from the answer, the tags, or the words for what broke. */
export function areasOf(incident: Incident, { areas }: DomainContext): string[] {
  const named = answersTo(incident, 'area').flatMap(({ value, text }) => [value ?? '', text])
  const tags = incident.imported?.tags ?? []
  const exact = [...named, ...tags].map((name) => readableLine(name).toLowerCase())
  const found = areas.filter(({ name, otherNames }) =>
    [name, ...otherNames].some((one) => exact.includes(one.toLowerCase())),
  )
  if (found.length > 0) return found.map(({ name }) => name)
  const plain = exact.filter((name) => name !== '')
  if (answersTo(incident, 'area').length > 0 && plain[0] !== undefined) return [plain[0]]
  const told = [incident.title, ...quotesTo(incident, 'functionality', 'blocked-task').map(({ words }) => words)].join(
    '\n',
  )
  return areas
    .filter(({ name, otherNames }) => [name, ...otherNames].some((one) => hasWord(told, one)))
    .map(({ name }) => name)
}

function hasWord(text: string, word: string): boolean {
  if (word.trim() === '') return false
  const escaped = word.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?:e?s)?(?![\\p{L}\\p{N}])`, 'iu').test(text)
}

const loops =
  /\b(?:runaway|infinite loops?|endless loops?|retry storms?|(?:agents?|tool calls?|requests?|jobs?) (?:\w+ ){0,3}(?:in a loop|looped|looping)|loop of (?:\w+ ){0,2}calls|retr(?:ies|ied) (?:\w+ ){0,4}(?:multiplied|doubled|storm|flood\w*|overwhelm\w*|drown\w*))\b/i
const costs =
  /\b(?:(?:cloud |token |api |model |compute )?(?:costs?|spend(?:ing)?|bills?|budget|overage|usage charges?|credits?)\b.{0,60}\b(?:spik\w+|doubl\w+|tripl\w+|quadrupl\w+|soar\w+|jump\w+|surg\w+|blew|exceed\w*|ran up|exhaust\w+|unexpected\w*|burn\w*|used up|rose|times (?:the|higher))|(?:spik\w+|doubl\w+|tripl\w+|soar\w+|exceed\w*|unexpected|runaway|burn\w*|ran up)\b.{0,40}\b(?:costs?|spend(?:ing)?|bills?|budget|credits?))\b/i
const denial = /\b(?:no|not|without|never|prevent\w*|avoid\w*|would have|could have)\b(?:\W+\w+){0,4}\W*$/i

/** The sentence that says that usage, retries or loops ran up load or money; null where none does. */
export function costDriven(incident: Incident): Quote | null {
  const told = tellingSentences(incident)
  for (const words of told) {
    for (const pattern of [loops, costs]) {
      const match = pattern.exec(words)
      if (match && !denial.test(words.slice(0, match.index))) return { incident: incident.id, words: shorten(words) }
    }
  }
  return null
}

const userTold =
  /\b(?:(?:users?|customers?|clients?|contributors?|maintainers?|members?|community)\b(?:\W+\w+){0,3}\W+(?:report(?:ed|s|ing)?|complain\w*|rais(?:ed|ing)|told us|noticed|flagged|alerted us|asked)|(?:report(?:ed|s)?|notified|alerted|raised|flagged|complaints?) (?:\w+ ){0,2}(?:by|from) (?:\w+ ){0,3}(?:users?|customers?|clients?|contributors?|maintainers?|members?|community))\b/i
const alertTold =
  /\b(?:alert(?:s|ed)? (?:fired|triggered|went off|from)|paged|pagerduty|pingdom|monitoring (?:alerted|detected|noticed|told)|our (?:monitoring|alerts?)|alarm)\b/i

/** How it was noticed: by customers or support first, by an alert or a colleague first, or nobody said. */
export function noticedFirst(incident: Incident): { readonly by: 'customers' | 'team'; readonly quote: Quote } | null {
  for (const answer of answersTo(incident, 'noticed-by')) {
    const value = (answer.value ?? saidIn(answer)).toLowerCase()
    const quote = { incident: incident.id, words: shorten(saidIn(answer)) }
    if (/\b(?:customer|user|support)/.test(value)) return { by: 'customers', quote }
    if (/\b(?:alert|colleague|monitor)/.test(value)) return { by: 'team', quote }
  }
  for (const words of tellingSentences(incident)) {
    const user = userTold.exec(words)
    const alert = alertTold.exec(words)
    if (!user && !alert) continue
    const isUser = user !== null && (alert === null || user.index < alert.index)
    return { by: isUser ? 'customers' : 'team', quote: { incident: incident.id, words: shorten(words) } }
  }
  return null
}

/** What the record says of how it went: answers, causes, events; else the beginning of the original. */
function tellingSentences(incident: Incident): string[] {
  const items = [
    ...['what-happened', 'users-saw', 'first-failed-step', 'root-cause', 'revenue', 'support-view'].flatMap((id) =>
      answersTo(incident, id).map(saidIn),
    ),
    ...incident.whys.filter(({ track }) => track !== 'ended').map(saidIn),
    ...incident.factors.map(saidIn),
    ...incident.timeline.map(saidIn),
  ]
  const originals = incident.sources.filter(({ kind, retracted }) => kind === 'document' && !retracted)
  return [incident.title, ...items, ...originals.map(({ text }) => text.slice(0, 6000))].flatMap(sentencesOf)
}

/** On one line, at most 180 characters. */
export function shorten(text: string): string {
  const line = readableLine(text)
    .replace(/["“”]/g, "'")
    .replace(/^[-*#>\s|]+/, '')
  return line.length > 180 ? `${line.slice(0, 179).trimEnd()}…` : line
}
