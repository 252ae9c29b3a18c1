import type { Incident } from '../domain/incident.ts'
import type { Check, Item, SourceKind, Statement } from '../domain/statement.ts'
import { markdownLines, markdownText } from './markdown-text.ts'

/** How a document shows the statements of one incident. All results are Markdown on one line. */
export interface Claims {
  /** `[said-3]`, `[said-3, said-7]`; empty where no words stand behind it. */
  readonly sources: (item: Item) => string
  /** What a reader must know beside the words: that it is a guess, unverified, or partly inferred; then its sources. */
  readonly marks: (item: Statement) => string
  /** The words, then the marks. */
  readonly text: (item: Statement) => string
  /** The same for a statement whose words list several things: one entry a line, the marks on the last. */
  readonly lines: (item: Statement) => string[]
  /** The kinds of source behind these items, in the order of the record: "log, operator recollection". */
  readonly support: (items: readonly Item[]) => SourceKind[]
}

/** `hasHypotheses`: the document lists the open hypotheses with their checks, so that a mark need not repeat them. */
export function createClaims(incident: Incident, { hasHypotheses = false } = {}): Claims {
  const known = new Map(incident.sources.filter((source) => !source.retracted).map((source) => [source.id, source]))
  const sourceIds = (item: Item) => [
    ...new Set(item.evidence.map((evidence) => evidence.source).filter((id) => known.has(id))),
  ]
  const sources = (item: Item) => {
    const ids = sourceIds(item)
    return ids.length > 0 ? `[${ids.join(', ')}]` : ''
  }
  const marks = (item: Statement) =>
    [
      item.kind === 'hypothesis'
        ? `*(hypothesis${!item.check ? '; no check yet' : hasHypotheses ? '; its check stands below' : `; check: ${checkText(item.check)}`})*`
        : '',
      item.inferred.length > 0 ? `*(inferred, not confirmed: ${item.inferred.map(markdownText).join(', ')})*` : '',
      item.kind === 'fact' && sourceIds(item).length === 0 ? '*(unverified)*' : sources(item),
    ]
      .filter((mark) => mark !== '')
      .join(' ')
  return {
    sources,
    marks,
    text: (item) => join(finished(proseText(item.text)), marks(item)),
    lines: (item) => {
      const lines = markdownLines(item.text).map((line) => finished(sentences(line)))
      return lines.map((line, at) => (at === lines.length - 1 ? join(line, marks(item)) : line))
    },
    support: (items) => {
      const ids = new Set(items.flatMap(sourceIds))
      return [...new Set([...known.values()].filter((source) => ids.has(source.id)).map((source) => source.kind))]
    },
  }
}

/** "what, by whom, by 2026-03-09". */
export function checkText(check: Check): string {
  return [
    markdownText(check.what).replace(/[.\s]+$/, ''),
    check.owner ? markdownText(check.owner) : '',
    check.due ? `by ${check.due}` : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}

/** Somebody's words as running text; lines that people typed one below the other are set apart by semicolons. */
export function proseText(text: string): string {
  const lines = markdownLines(text)
  const last = lines.length - 1
  return sentences(lines.map((line, at) => (at === last || /[.!?:;,]$/.test(line) ? line : `${line};`)).join(' '))
}

/** People type without capitals. Each sentence gets one; after a full stop that belongs to an abbreviation there is none. */
function sentences(text: string): string {
  return text
    .split(/(?<=[.!?]\s)(?<!\b(?:e\.g|i\.e|ca|approx|incl|etc|vs|no|nr|resp|min|max|cf)\.\s)/i)
    .map(sentence)
    .join('')
}

/** A full stop where the text has none. */
export function closed(text: string): string {
  return text === '' || /[.!?…:][)"'”’*_]*$/.test(text) || /https?:\S+$/.test(text) ? text : `${text}.`
}

/** A full stop where the text is a sentence rather than a few words: eight words or more, or a full stop before its end. */
export function finished(text: string): string {
  return /[.!?]\s/.test(text) || text.split(/\s+/).length >= 8 ? closed(text) : text
}

/** A capital at the start where the first word is an ordinary word; names such as `kubectl` in code or `eth0` stay. */
export function sentence(text: string): string {
  return /^\p{Ll}+(?=[\s,;:!?]|\.(?:\s|$)|$)/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
}

export function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}
