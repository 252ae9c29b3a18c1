import { readText } from '../read-text.ts'

/** One content word of a text. */
export interface Word {
  readonly stem: string
  /** As it was written, in lower case. */
  readonly form: string
  /** With a capital inside a sentence, with digits among letters, or a host: more likely a name than a word. */
  readonly looksLikeName: boolean
  /** Begins a clause, so that its capital says nothing. */
  readonly opens: boolean
}

/** What a text says, as far as it can be compared. */
export interface Reading {
  readonly words: readonly Word[]
  /** Groups of the thesaurus that it speaks of, with how often; not what it denies. */
  readonly concepts: ReadonlyMap<string, number>
}

const host = /(?<![\w@/.-])[a-z\d][a-z\d-]*(?:\.[a-z\d][a-z\d-]*)+(?![\w@/-])/gi
const addressOrHandle = /https?:\/\/\S+|\]\([^)\s]*\)|\S+@\S+|@[\w-]+|<!--.*?-->/g

/** The content words of a text, in order, and its concepts. Addresses, handles, dates and small words are left out. */
export function readWords(text: string): Reading {
  const clean = text.replace(addressOrHandle, ' ')
  const { tokens, words: places, concepts: found } = readText(clean)
  const words: Word[] = []
  for (const at of places) {
    const token = tokens[at]
    if (token === undefined) continue
    const { word, stem, start } = token
    const opens = tokens[at - 1]?.endsClause ?? true
    const hasCapital = /^\p{Lu}/u.test(clean.slice(start, start + 2))
    const hasDigit = /\d/.test(word) && /\D/.test(word)
    words.push({ stem, form: word, looksLikeName: hasDigit || (!opens && hasCapital), opens })
  }
  for (const [name] of clean.matchAll(host)) {
    const form = name.toLowerCase()
    if (/[a-z]/.test(form)) words.push({ stem: form, form, looksLikeName: true, opens: false })
  }
  const concepts = new Map<string, number>()
  for (const { name } of found) concepts.set(name, (concepts.get(name) ?? 0) + 1)
  return { words, concepts }
}
