import type { DomainContext } from '../domain/context.ts'
import { type Reading, readText } from './read-text.ts'
import { conceptId, wordId } from './term-id.ts'
import { tokenise } from './tokens.ts'

/** A word or group that is asked for, and how it stands in the question. */
export interface AskedTerm {
  readonly id: number
  /** Sum over the wordings that have it. */
  readonly weight: number
  /** For a group: the words that stand for it in the question, to see how rare they are. */
  readonly standIns: readonly number[]
}

/** What a caller's other wordings count against the question itself. */
const alsoWeight = 0.8
/** What groups count: less where other wordings bring words of their own. */
const conceptWeight = { alone: 1, withAlso: 0.5 }
/** What another name of a product area counts that the question names. */
const otherNameWeight = 0.5

/** Characters of a wording that are read. */
const longest = 20_000

/** The weighted terms of a question in all its wordings. What it says did not happen is not asked for. */
export function planQuestion(query: string, also: readonly string[], areas: DomainContext['areas']): AskedTerm[] {
  const asked = new Map<number, { weight: number; standIns: Set<number> }>()
  const forConcepts = also.length === 0 ? conceptWeight.alone : conceptWeight.withAlso
  const add = (id: number, weight: number, standIns: Iterable<number>) => {
    const entry = asked.get(id) ?? { weight: 0, standIns: new Set() }
    entry.weight += weight
    for (const word of standIns) entry.standIns.add(word)
    asked.set(id, entry)
  }
  for (const [place, text] of [query, ...also].entries()) {
    const weight = place === 0 ? 1 : alsoWeight
    const reading = readText(text.slice(0, longest))
    for (const word of wordsOf(reading)) add(word, weight, [])
    for (const [name, standIns] of standInsOf(reading)) add(conceptId(name), weight * forConcepts, standIns)
  }
  for (const word of otherNames([query, ...also].join('\n'), areas)) {
    if (!asked.has(word)) add(word, otherNameWeight, [])
  }
  return [...asked].map(([id, { weight, standIns }]) => ({ id, weight, standIns: [...standIns] }))
}

function wordsOf({ tokens, words }: Reading): Set<number> {
  return new Set(words.map((at) => wordId(tokens[at]?.stem ?? '')))
}

function standInsOf({ tokens, concepts }: Reading): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>()
  for (const { name, from, to } of concepts) {
    const words = found.get(name) ?? new Set()
    for (const token of tokens.slice(from, to)) if (token.isContent) words.add(wordId(token.stem))
    found.set(name, words)
  }
  return found
}

// A company writes in domain-context.md how else its product areas are called; the question may use one name, the record another.
function otherNames(question: string, areas: DomainContext['areas']): Set<number> {
  const asked = stemsOf(question)
  const found = new Set<number>()
  for (const { name, otherNames: others } of areas) {
    const names = [name, ...others]
    if (!names.some((one) => hasRun(asked, stemsOf(one)))) continue
    for (const one of names) for (const word of wordsOf(readText(one))) found.add(word)
  }
  return found
}

function stemsOf(text: string): string[] {
  return tokenise(text).map((token) => token.stem)
}

/** Whether the words of `part` stand in `whole` one behind the other. */
function hasRun(whole: readonly string[], part: readonly string[]): boolean {
  return part.length > 0 && whole.some((_, from) => part.every((one, offset) => whole[from + offset] === one))
}
