import { stem } from '../stem.ts'
import { stopWords } from '../stop-words.ts'

/** One word of a text. */
export interface Word {
  readonly stem: string
  /** As it was written, in lower case. */
  readonly form: string
  /** Capital letter inside a sentence, or a digit, dot or underscore within: more likely a name than a word. */
  readonly looksLikeName: boolean
  /** Begins a sentence, so that its capital says nothing. */
  readonly opensSentence: boolean
}

// Hosts and file names stay whole; other words are cut at hyphens.
const pattern =
  /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*(?:\.[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*)+|[\p{L}\p{N}]+(?:_[\p{L}\p{N}]+)*/gu
const address = /https?:\/\/\S+|\]\([^)\s]*\)|[\w.+-]+@[\w.-]+|@[\w-]+|<!--.*?-->/g
const stems = new Map<string, string>()

/** The words of a text, in order, small words left out; addresses, handles and dates too. */
export function wordsIn(text: string): Word[] {
  const clean = text.replace(address, ' ').replaceAll('’', "'").replace(/n't\b/g, ' not')
  const words: Word[] = []
  let end = 0
  for (const match of clean.matchAll(pattern)) {
    const [form] = match
    const between = clean.slice(end, match.index)
    end = match.index + form.length
    const opensSentence = words.length === 0 || /[.!?:;\n#*|"“(\]-]/.test(between)
    const low = form.toLowerCase()
    if (low.length < 2 || (/^\d/.test(low) && !/^[1-5]\d\d$/.test(low)) || stopWords.has(low)) continue
    const isIdentifier = /[._]/.test(form) || (/\d/.test(form) && /\D/.test(form))
    words.push({
      stem: stemOf(low),
      form: low,
      looksLikeName: isIdentifier || (!opensSentence && /^\p{Lu}/u.test(form)),
      opensSentence,
    })
  }
  return words
}

/** The stem of a lower-case word; what is no plain word is its own stem. */
export function stemOf(low: string): string {
  const known = stems.get(low)
  if (known !== undefined) return known
  const made = /^[a-z]+$/.test(low) ? stem(low) : low
  if (stems.size < 200_000) stems.set(low, made)
  return made
}
