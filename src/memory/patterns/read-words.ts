import { comparingLexicon } from '../concepts.ts'
import { readText } from '../read-text.ts'
import { readMechanisms } from './read-mechanisms.ts'

/** One content word of a text. */
export interface Word {
  readonly stem: string
  /** As it was written, in lower case. */
  readonly form: string
  /** With a capital inside a sentence, with digits among letters, or a host: more likely a name than a word. */
  readonly looksLikeName: boolean
  /** Begins a clause, so that its capital says nothing. */
  readonly opens: boolean
  /** Stands in a sentence that says how something came about. */
  readonly explains: boolean
}

/** What a text says, as far as it can be compared. */
export interface Reading {
  readonly words: readonly Word[]
  /** Groups of the thesaurus that it speaks of, with how often; not what it denies. */
  readonly concepts: ReadonlyMap<string, number>
  /** Mechanisms that it tells of. */
  readonly mechanisms: ReadonlySet<string>
}

const host = /(?<![\w@/.-])[a-z\d][a-z\d-]*(?:\.[a-z\d][a-z\d-]*)+(?![\w@/-])/gi
const addressOrHandle = /https?:\/\/\S+|\]\([^)\s]*\)|\S+@\S+|@[\w-]+|<!--.*?-->/g

const sentenceEnd = /(?<=[.!?])\s+|\n+/g
const explaining =
  /\b(?:caus\w+|because|due to|led to|leading to|result\w*|trigger\w*|since the|bug|misconfig\w*|expir\w+|exhaust\w*|ran out|limit|fail\w* to|missing|incorrect\w*|wrong\w*|unable to|introduc\w+|deleted|removed|upgrad\w+|overload\w*|high|full)\b/i

/** The content words of a text, in order, and its concepts. Addresses, handles, dates and small words are left out. */
export function readWords(text: string): Reading {
  const clean = text.replace(addressOrHandle, ' ')
  const { tokens, words: places, concepts: found } = readText(clean, comparingLexicon())
  const words: Word[] = []
  const sentences = sentencesIn(clean)
  let sentence = sentences.next()
  for (const at of places) {
    const token = tokens[at]
    if (token === undefined) continue
    const { word, stem, start } = token
    const opens = tokens[at - 1]?.endsClause ?? true
    const hasCapital = /^\p{Lu}/u.test(clean.slice(start, start + 2))
    const hasDigit = /\d/.test(word) && /\D/.test(word)
    while (!sentence.done && sentence.value.end <= start) sentence = sentences.next()
    const explains = !sentence.done && sentence.value.explains
    words.push({ stem, form: word, looksLikeName: hasDigit || (!opens && hasCapital), opens, explains })
  }
  for (const [name] of clean.matchAll(host)) {
    const form = name.toLowerCase()
    if (/[a-z]/.test(form)) words.push({ stem: form, form, looksLikeName: true, opens: false, explains: false })
  }
  const concepts = new Map<string, number>()
  for (const { name } of found) concepts.set(name, (concepts.get(name) ?? 0) + 1)
  return {
    words,
    concepts,
    get mechanisms() {
      return readMechanisms(clean, tokens)
    },
  }
}

/** In order, with the place where each ends. */
function* sentencesIn(text: string): Generator<{ readonly end: number; readonly explains: boolean }> {
  let from = 0
  for (const { index } of text.matchAll(sentenceEnd)) {
    yield { end: index, explains: explaining.test(text.slice(from, index)) }
    from = index
  }
  yield { end: text.length, explains: explaining.test(text.slice(from)) }
}
