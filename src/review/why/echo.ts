import { isKnownConcept } from '../language/concepts.ts'
import type { Word } from '../language/read-text.ts'
import { conceptsIn, uniqueContent } from './content.ts'
import type { WhyKind } from './why-kind.ts'
import type { WhyText } from './why-text.ts'

/** What an answer says again, and what it adds. */
export interface Echo {
  /** Content words, each concept once. */
  readonly own: readonly Word[]
  /** Those that the incident or a link has already. */
  readonly repeated: readonly Word[]
  /** Those that neither has, words that tell of any outage aside. */
  readonly added: readonly Word[]
  /** What is said again, by whose words it has most: the incident, an earlier link, the link right above. */
  readonly kinds: readonly WhyKind[]
}

/** Holds an answer against the incident and each link. Words count by concept: "picked" repeats "chose". */
export function readEcho(why: WhyText): Echo {
  const own = uniqueContent(why.content)
  const told = [why.context, ...why.chain].map((text) => conceptsIn(text.words))
  const shares = told.map((known) => own.filter((word) => isKnownConcept(word.stem, known)).length)
  const repeated = own.filter((word) => told.some((known) => isKnownConcept(word.stem, known)))
  const most = Math.max(1, ...shares)
  const isMost = (share: number | undefined) => share !== undefined && share >= Math.max(1, most - 1)
  const kinds: WhyKind[] = []
  if (isMost(shares[0])) kinds.push('restates-symptom')
  if (shares.slice(1).some(isMost)) kinds.push('circular')
  if (why.chain.length > 0 && isMost(shares.at(-1))) kinds.push('tautology')
  return { own, repeated, added: own.filter((word) => !repeated.includes(word) && !isOutageTalk(word)), kinds }
}

/** "It was down, nothing worked": words that tell of any outage. */
function isOutageTalk(word: Word): boolean {
  return word.classes.has('symptom') || word.classes.has('much')
}
