import { classesOf, type WordClass } from './word-classes.ts'
import { stemOf } from './word-forms.ts'

export interface Word {
  /** In small letters, with straight apostrophes. */
  readonly form: string
  readonly stem: string
  readonly start: number
  readonly end: number
  readonly classes: ReadonlySet<WordClass>
  /** Begins with a capital, and is not the first word of a sentence. */
  readonly isName: boolean
  /** Which clause it stands in: parts between marks (comma, colon, dash, stop). */
  readonly clause: number
  readonly sentence: number
}

/** A text with its words found once, for all rules. */
export interface ReadText {
  readonly text: string
  readonly words: readonly Word[]
  readonly clauses: number
  readonly sentences: number
}

const wordPattern = /[\p{L}\p{N}_]+(?:(?:['.\-/@:]|(?<=\d),(?=\d))[\p{L}\p{N}_]+)*%?/gu
const sentenceMark = /[!?;…]|\.(?=[\s"')\]])|\n\s*\n/u
const clauseMark = /[,:()[\]]|\s[-–—]+\s|—|–/u

/** Finds words, clauses and sentences. Text is data: any string will do; time grows with its length. */
export function readText(text: string): ReadText {
  const plain = text
    .replace(/[’‘ʼ`´]/gu, "'")
    .replace(/[“”„]/gu, '"')
    .toLowerCase()
  // Small letters of some capitals are longer; then places would be wrong, and the text is read as it stands.
  const source = plain.length === text.length ? plain : text
  const words: Word[] = []
  let clause = 0
  let sentence = 0
  let last = 0
  for (const match of source.matchAll(wordPattern)) {
    const between = source.slice(last, match.index)
    const isNewSentence = words.length > 0 && sentenceMark.test(between)
    if (isNewSentence) sentence += 1
    if (isNewSentence || (words.length > 0 && clauseMark.test(between))) clause += 1
    last = match.index + match[0].length
    const form = match[0]
    const original = text.charAt(match.index)
    words.push({
      form,
      stem: stemOf(form),
      start: match.index,
      end: last,
      classes: classesOf(form),
      isName: words.length > 0 && !isNewSentence && original !== original.toLowerCase(),
      clause,
      sentence,
    })
  }
  return { text, words, clauses: words.length > 0 ? clause + 1 : 0, sentences: words.length > 0 ? sentence + 1 : 0 }
}
