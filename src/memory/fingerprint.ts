import { operationsThesaurus } from './concepts.ts'
import type { Description } from './describe-incident.ts'
import { readText } from './read-text.ts'
import { conceptId, hashText, isConcept, wordId } from './term-id.ts'

/** Sums over all incidents on record, from which averages follow. */
export interface Totals {
  readonly incidents: number
  /** Content words, those of the title as often as `titleWeight` says. */
  readonly words: number
  /** Groups of the thesaurus, counted likewise. */
  readonly concepts: number
  readonly passages: number
}

export const noTotals: Totals = { incidents: 0, words: 0, concepts: 0, passages: 0 }

/** A word of the title counts as often as so many in the text. */
export const titleWeight = 3

/** Ends the title, and each passage. */
export const passageEnd = 0

/**
 * Changes with everything that fingerprints are made from; what was indexed under another one is indexed again. The number
 * in front goes up with the stemmer and the tokeniser, of which the thesaurus does not tell.
 */
export function indexVersion(): string {
  version ??= `2-${hashText(JSON.stringify(operationsThesaurus)).toString(36)}`
  return version
}

let version: string | undefined

/** The words and groups of a title and its passages in order, each as its number; `passageEnd` behind the title and each passage. */
export function createFingerprint({ title, passages }: Description): Uint32Array {
  const ids: number[] = []
  for (const text of [title, ...passages]) {
    const { tokens, concepts, words } = readText(text)
    for (const at of words) ids.push(wordId(tokens[at]?.stem ?? ''))
    for (const { name } of concepts) ids.push(conceptId(name))
    ids.push(passageEnd)
  }
  return Uint32Array.from(ids)
}

/** What one incident adds to the totals. */
export function measureFingerprint(fingerprint: Uint32Array): Totals {
  const sum = { incidents: 1, words: 0, concepts: 0, passages: -1 }
  let weight = titleWeight
  for (const id of fingerprint) {
    if (id === passageEnd) {
      sum.passages += 1
      weight = 1
    } else if (isConcept(id)) sum.concepts += weight
    else sum.words += weight
  }
  return sum
}
