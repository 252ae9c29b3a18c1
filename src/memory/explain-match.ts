import type { TermWeights } from './rank.ts'
import { type Reading, readText } from './read-text.ts'
import { conceptId, wordId } from './term-id.ts'

/** The words of a question, as they stand there, by the term that they are. */
export type AskedWords = ReadonlyMap<number, string>

export interface Explanation {
  /** At most about 300 characters, letter for letter. */
  readonly passage: string
  /** As they stand in the passage. */
  readonly matched: readonly string[]
  readonly why: string
}

const longest = 300

/** How each term stands in the wordings of a question; for a group, the first words that stand for it. */
export function nameTerms(wordings: readonly string[]): AskedWords {
  const names = new Map<number, string>()
  for (const text of wordings) {
    for (const { id, start, end } of spansOf(text, readText(text))) {
      if (!names.has(id)) names.set(id, text.slice(start, end).replace(/\s+/g, ' '))
    }
  }
  return names
}

/** The part of a passage that tells most about why it matched, the matching words in it, and one sentence that names them. */
export function explainMatch(
  { title, passage }: { title: string; passage: string },
  weights: TermWeights,
  asked: AskedWords,
): Explanation {
  const spans = spansOf(passage, readText(passage)).filter(({ id }) => weights.has(id))
  const [from, to] = bestWindow(passage, spans, weights)
  const inside = spans.filter(({ start, end }) => start >= from && end <= to)
  const matched = unique(inside.map(({ start, end }) => passage.slice(start, end).replace(/\s+/g, ' ')))
  const inTitle = spansOf(title, readText(title)).filter(({ id }) => weights.has(id))
  const pairs = [
    ...spans.map(({ id, start, end }) => ({ id, there: passage.slice(start, end) })),
    ...inTitle.map(({ id, start, end }) => ({ id, there: title.slice(start, end) })),
  ].sort((a, b) => (weights.get(b.id) ?? 0) - (weights.get(a.id) ?? 0))
  return { passage: passage.slice(from, to), matched: matched.slice(0, 12), why: describePairs(pairs, asked) }
}

interface Span {
  readonly id: number
  readonly start: number
  readonly end: number
}

function spansOf(text: string, { tokens, words, concepts }: Reading): Span[] {
  const spans: Span[] = []
  for (const at of words) {
    const token = tokens[at]
    if (token !== undefined) spans.push({ id: wordId(token.stem), start: token.start, end: token.end })
  }
  for (const { name, from, to } of concepts) {
    const [first, last] = [tokens[from], tokens[to - 1]]
    if (first !== undefined && last !== undefined)
      spans.push({ id: conceptId(name), start: first.start, end: last.end })
  }
  return spans.filter(({ end }) => end <= text.length).sort((a, b) => a.start - b.start || b.end - a.end)
}

// Whole sentences or lines as long as they fit, beginning where the heaviest terms stand together.
function bestWindow(passage: string, spans: readonly Span[], weights: TermWeights): [from: number, to: number] {
  const pieces = [...passage.matchAll(/\S[^\n]*?(?:[.!?](?=\s|$)|(?=\n|$))/g)].map(
    (piece) => [piece.index, piece.index + piece[0].length] as const,
  )
  let best: [number, number] = [0, Math.min(passage.length, longest)]
  let most = -1
  for (const [place, [from, end]] of pieces.entries()) {
    let to = Math.min(end, from + longest)
    for (const [, next] of pieces.slice(place + 1)) {
      if (next - from > longest) break
      to = next
    }
    const inside = new Set(spans.filter(({ start, end: last }) => start >= from && last <= to).map(({ id }) => id))
    const sum = [...inside].reduce((total, id) => total + (weights.get(id) ?? 0), 0)
    if (sum > most) {
      most = sum
      best = [from, to]
    }
  }
  return trimToWord(passage, best, spans)
}

function trimToWord(passage: string, [from, to]: [number, number], spans: readonly Span[]): [number, number] {
  if (to === passage.length || /\s/.test(passage[to] ?? ' ')) return [from, to]
  const gap = passage.lastIndexOf(' ', to)
  const end = gap > from ? gap : to
  const first = spans.find(({ start }) => start >= from)
  // A line without a space that is longer than what is shown, such as a log: from its first match on.
  return first !== undefined && first.start >= end
    ? [first.start, Math.min(passage.length, first.start + longest)]
    : [from, end]
}

function describePairs(pairs: readonly { id: number; there: string }[], asked: AskedWords): string {
  const same: string[] = []
  const other: string[] = []
  const seen = new Set<number>()
  for (const { id, there } of pairs) {
    const name = asked.get(id)
    if (seen.has(id) || name === undefined) continue
    seen.add(id)
    const words = there.replace(/\s+/g, ' ')
    const isSame = stems(words) === stems(name)
    if (isSame) same.push(`"${words}"`)
    else other.push(`"${words}" for "${name}"`)
  }
  const shared = outermost(unique(same)).slice(0, 4)
  const parts = [
    ...(shared.length > 0 ? [`has ${listWords(shared)}`] : []),
    ...(other.length > 0 ? [`says ${listWords(unique(other).slice(0, shared.length > 2 ? 2 : 3))}`] : []),
  ]
  return parts.length === 0 ? 'Has little in common with the question.' : `It ${parts.join(' and ')}.`
}

/** A phrase says what its words say. */
function outermost(quoted: readonly string[]): string[] {
  const padded = (one: string) => ` ${one.slice(1, -1).toLowerCase()} `
  return quoted.filter((one) => !quoted.some((other) => other !== one && padded(other).includes(padded(one))))
}

function stems(text: string): string {
  return readText(text)
    .tokens.map((token) => token.stem)
    .join(' ')
}

function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function unique(words: readonly string[]): string[] {
  const seen = new Set<string>()
  return words.filter((word) => {
    const key = word.toLowerCase()
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
