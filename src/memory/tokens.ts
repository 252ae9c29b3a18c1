import { stem } from './stem.ts'
import { stopWords } from './stop-words.ts'

/** A word of a text, where it stands. */
export interface Token {
  readonly start: number
  readonly end: number
  /** Lower case, without accents. */
  readonly word: string
  readonly stem: string
  /** Says what the text is about; false for stop words, numbers, dates and addresses. */
  readonly isContent: boolean
  /** A comma, a full stop or the like stands behind it. */
  readonly endsClause: boolean
}

const addresses = /\b(?:https?:\/\/|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+/gi
const dates =
  /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{1,2}:\d\d(?::\d\d)?\b/g
const words = /[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu

const clauseEnd = /^[\s"'*_)]?[.,;:!?\n—–]|^\n/

/** The words of a text in order; addresses and dates are left out. */
export function tokenise(text: string): Token[] {
  const blanked = text.replace(addresses, blank).replace(dates, blank)
  const tokens: Token[] = []
  for (const match of blanked.matchAll(words)) {
    const word = normalise(match[0])
    const root = word.replace(/'s$/, '')
    tokens.push({
      start: match.index,
      end: match.index + match[0].length,
      word,
      stem: stem(root),
      isContent: isContent(word) && isContent(root),
      endsClause: clauseEnd.test(blanked.slice(match.index + match[0].length, match.index + match[0].length + 2)),
    })
  }
  return tokens
}

function isContent(word: string): boolean {
  if (/^\d/.test(word)) return /^[45]\d\d$/.test(word) || (/\p{L}/u.test(word) && word.length < 12)
  return word.length > 1 && word.length <= 40 && !stopWords.has(word)
}

function normalise(word: string): string {
  const plain = word.toLowerCase().replaceAll('’', "'")
  // biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII needs no folding, and most words are.
  return /^[\x00-\x7f]*$/.test(plain) ? plain : plain.normalize('NFKD').replace(/\p{M}/gu, '')
}

// As long as what it stands for, so that places in the text stay right.
function blank(match: string): string {
  return ' '.repeat(match.length)
}
