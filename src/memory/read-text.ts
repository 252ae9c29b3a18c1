import { type FoundConcept, findConcepts, findingLexicon, type Lexicon } from './concepts.ts'
import { type Token, tokenise } from './tokens.ts'

/** A text taken apart, without what it says did not happen. */
export interface Reading {
  readonly tokens: readonly Token[]
  readonly concepts: readonly FoundConcept[]
  /** Content words by place among the tokens. */
  readonly words: readonly number[]
}

export function readText(text: string, lexicon: Lexicon = findingLexicon()): Reading {
  const tokens = tokenise(text)
  const found = findConcepts(tokens, lexicon)
  const denied = new Set<number>()
  for (const { from, to, isDenied } of found) if (isDenied) for (let at = from; at < to; at += 1) denied.add(at)
  const words = [...tokens.keys()].filter((at) => tokens[at]?.isContent === true && !denied.has(at))
  return { tokens, concepts: found.filter(({ isDenied }) => !isDenied), words }
}
