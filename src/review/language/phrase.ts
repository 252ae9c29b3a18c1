import type { ReadText, Word } from './read-text.ts'
import { isWordClass, type WordClass } from './word-classes.ts'

/** A run of words: indices into `ReadText.words`, end exclusive. */
export interface Match {
  readonly from: number
  readonly to: number
}

type Element =
  | { readonly gap: number }
  | { readonly literals: ReadonlySet<string>; readonly classes: readonly WordClass[]; readonly optional: boolean }

/** A pattern over words. */
export interface Phrase {
  readonly atStart: 'clause' | 'sentence' | 'text' | null
  readonly atEnd: boolean
  readonly elements: readonly Element[]
}

/**
 * Reads patterns, one a line: words, `a|b` for either, `{class}` or `{one|two}` for a word class, `?` after an element that may be
 * absent, `~3` for up to three words in between, `^` in front for the start of a clause, `^^` of a sentence, `^^^` of the text, and
 * `$` at the end for the end of a clause. A match stays within one clause.
 * @throws Error at load for a class that does not exist: a defect of ours.
 */
export function phrases(lines: string): readonly Phrase[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(readPhrase)
}

function readPhrase(line: string): Phrase {
  const parts = line.split(/\s+/)
  const starts = { '^': 'clause', '^^': 'sentence', '^^^': 'text' } as const
  const first = parts[0] ?? ''
  const atStart = first === '^' || first === '^^' || first === '^^^' ? starts[first] : null
  const atEnd = parts.at(-1) === '$'
  const elements = parts.slice(atStart ? 1 : 0, atEnd ? -1 : undefined).map((part): Element => {
    if (/^~\d+$/.test(part)) return { gap: Number(part.slice(1)) }
    const optional = part.length > 1 && part.endsWith('?')
    const body = optional ? part.slice(0, -1) : part
    const literals = new Set<string>()
    const classes: WordClass[] = []
    for (const [, group, word] of body.matchAll(/\{([^}]+)\}|([^|{}]+)/g)) {
      for (const name of group?.split('|') ?? []) {
        if (!isWordClass(name)) throw new Error(`There is no word class "${name}" in "${line}".`)
        classes.push(name)
      }
      if (word) literals.add(word)
    }
    return { literals, classes, optional }
  })
  return { atStart, atEnd, elements }
}

/** The first match of each pattern at each place, longest reading first, in reading order. */
export function findPhrases(text: ReadText, patterns: readonly Phrase[]): Match[] {
  const found: Match[] = []
  for (let from = 0; from < text.words.length; from += 1) {
    for (const pattern of patterns) {
      if (!mayStart(text.words, from, pattern)) continue
      const to = matchEnd(text.words, from, pattern, 0, from)
      if (to !== null && to > from) found.push({ from, to })
    }
  }
  return found
}

export function hasPhrase(text: ReadText, patterns: readonly Phrase[]): boolean {
  return findPhrases(text, patterns).length > 0
}

function mayStart(words: readonly Word[], index: number, pattern: Phrase): boolean {
  const word = words[index]
  const before = words[index - 1]
  if (pattern.atStart === null || before === undefined) return true
  if (pattern.atStart === 'text') return false
  return pattern.atStart === 'clause' ? before.clause !== word?.clause : before.sentence !== word?.sentence
}

function matchEnd(words: readonly Word[], index: number, pattern: Phrase, step: number, first: number): number | null {
  const element = pattern.elements[step]
  const clause = words[first]?.clause
  if (!element) return pattern.atEnd && words[index]?.clause === clause ? null : index
  if ('gap' in element) {
    for (let skipped = 0; skipped <= element.gap; skipped += 1) {
      const end = matchEnd(words, index + skipped, pattern, step + 1, first)
      if (end !== null) return end
      if (words[index + skipped]?.clause !== clause) return null
    }
    return null
  }
  const word = words[index]
  if (word && word.clause === clause && fits(word, element)) {
    const end = matchEnd(words, index + 1, pattern, step + 1, first)
    if (end !== null) return end
  }
  return element.optional ? matchEnd(words, index, pattern, step + 1, first) : null
}

function fits(word: Word, element: Exclude<Element, { gap: number }>): boolean {
  return element.literals.has(word.form) || element.classes.some((name) => word.classes.has(name))
}
