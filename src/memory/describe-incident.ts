import { type Incident, itemsOf } from '../domain/incident.ts'
import { judgingSources } from '../domain/links.ts'

/** A record as it is found by: its title and its words in passages, letter for letter; the first is what tells most. */
export interface Description {
  readonly title: string
  readonly passages: readonly string[]
}

const passageWords = 80
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
  // An item quotes its source; what it says in the very words of the source would count twice.
  const isNew = ({ text }: { readonly text: string }) => !sources.includes(plain(text))
  const lead = incident.answers.filter((answer) => told.includes(answer.question) && isNew(answer))
  const items = itemsOf(incident).filter((item) => isNew(item) && !lead.some(({ id }) => id === item.id))
  const parts = [...lead.map(({ text }) => text), ...texts, ...items.map(({ text }) => text)]
  return { title: incident.title, passages: splitPassages(parts.join('\n\n').slice(0, longest)) }
}

// The title is a field of its own: in the text it would count twice.
function bodyOf(text: string, title: string): string {
  const body = text.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---\r?\n/, '')
  return body.replace(/^\s*#+[ \t]+(.+)\n/, (line, heading: string) => (plain(heading) === plain(title) ? '' : line))
}

// The words alone: a document has marks of layout between them that what was read from it has not.
function plain(text: string): string {
  return ` ${
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `
}

/** Cuts a text at ends of lines and sentences into passages of about 80 words; together they are the whole text. */
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
