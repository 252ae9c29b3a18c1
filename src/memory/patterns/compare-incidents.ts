import type { Incident } from '../../domain/incident.ts'
import { systems } from '../thesaurus/systems.ts'
import { findCandidates } from './find-candidates.ts'
import { readWords } from './read-words.ts'
import { cosine, heaviestOf, type SparseVector, toUnit, unitVector } from './sparse.ts'
import { findTemplateLines, readTextParts, type TextParts } from './text-parts.ts'

/** How two incidents are alike, each from 0 to 1. */
export interface Likeness {
  readonly words: number
  /** With the concepts among the words, so that other words for the same thing count. */
  readonly symptom: number
  readonly cause: number
  readonly concepts: number
}

export interface Compared {
  readonly likeness: (a: number, b: number) => Likeness
  /** Words, as they were written, and concepts that both have, heaviest first. */
  readonly shared: (a: number, b: number) => { readonly words: string[]; readonly concepts: string[] }
  /** Concepts that the first has and the second has not, heaviest first. */
  readonly only: (a: number, b: number) => string[]
  /** Of each incident the others that it may be like, by place in the list. */
  readonly candidates: (a: number) => readonly number[]
  /** Whether the incident says why it came. */
  readonly knowsCause: (a: number) => boolean
  /** What its title names: products, hosts, parts of the system. */
  readonly namesInTitle: (a: number) => readonly string[]
}

type Channel = keyof Likeness
type Weights = Readonly<Partial<Record<keyof TextParts, number>>>

const weights: Readonly<Record<Channel, Weights>> = {
  words: { title: 3, symptom: 2, cause: 1.5, rest: 1, handling: 0.4 },
  symptom: { title: 3, symptom: 1 },
  cause: { cause: 1.5, symptom: 0.5 },
  concepts: { title: 3, symptom: 2, cause: 1.5, rest: 1, handling: 0.4 },
}
const channels = ['words', 'symptom', 'cause', 'concepts'] as const
const parts = ['title', 'symptom', 'cause', 'rest', 'handling'] as const

/** Terms kept of each incident. */
const mostTerms: Readonly<Record<Channel, number>> = { words: 150, symptom: 60, cause: 60, concepts: 40 }
/** Incidents that no word is counted in, so that a log of five has rare words too. */
const imagined = 50
/** A word that more have than this share tells nothing, once the log is long enough to say so. */
const tooCommon = 0.25
const longLog = 40
/** Names and parts of systems tell the surface more than the failure. */
const surfaceWeight = 0.6
const systemNames: ReadonlySet<string> = new Set(systems.map(({ name }) => name))

interface Counted {
  readonly counts: Readonly<Record<Channel, ReadonlyMap<number, number>>>
  readonly title: readonly number[]
  readonly knowsCause: boolean
}

/** Reads all incidents, in order of time, and makes them comparable. Pure; the time it takes grows with the words. */
export function compareIncidents(incidents: readonly Incident[]): Compared {
  const template = findTemplateLines(incidents)
  return compareTexts(incidents.map((incident) => () => readTextParts(incident, template)))
}

/** The same for texts of any other origin, each read once. */
export function compareTexts(texts: readonly (() => TextParts)[]): Compared {
  const terms = createTerms()
  const counted = texts.map((read) => countTerms(read(), terms))
  const vectors = channels.map((channel) => {
    const df = documentFrequency(counted, channel, terms.size())
    return counted.map(({ counts }) => weigh(counts[channel], df, counted.length, channel, terms))
  })
  const candidates = findCandidates(vectors.slice(0, 3))
  const near = nearestByWords(vectors[0] ?? [], candidates)
  const counts = new Uint8Array(terms.size())
  const [words = [], symptom = [], cause = [], concepts = []] = vectors.map((all) =>
    all.map((vector, at) => lightenCommon(vector, all, near[at] ?? [], counts)),
  )
  const none: SparseVector = unitVector([], 0)
  const cos = (all: readonly SparseVector[], a: number, b: number) => cosine(all[a] ?? none, all[b] ?? none)
  return {
    likeness: (a, b) => ({
      words: wordsAlike(words[a] ?? none, words[b] ?? none),
      symptom: cos(symptom, a, b),
      cause: cos(cause, a, b),
      concepts: cos(concepts, a, b),
    }),
    shared: (a, b) => ({
      words: heaviest([words, symptom, cause], a, b)
        .filter((id) => !terms.isConcept(id))
        .map(terms.nameOf),
      concepts: heaviest([concepts], a, b).map(terms.nameOf),
    }),
    only: (a, b) =>
      heaviestOf(concepts[a], mostTerms.concepts)
        .filter((id) => !concepts[b]?.ids.includes(id))
        .map(terms.nameOf)
        .filter((name) => !systemNames.has(name)),
    candidates,
    knowsCause: (a) => counted[a]?.knowsCause ?? false,
    namesInTitle: (a) =>
      (counted[a]?.title ?? [])
        .filter((id) => terms.isName(id) && readWords(terms.nameOf(id)).concepts.size === 0)
        .map(terms.nameOf),
  }
}

/** No word begins so. */
const conceptMark = ':'

function createTerms() {
  const ids = new Map<string, number>()
  const names: string[] = []
  const asName: number[] = []
  const asWord: number[] = []
  const concepts = new Set<number>()
  return {
    size: () => names.length,
    nameOf: (id: number) => names[id] ?? '',
    idOf(term: string, written: string): number {
      const known = ids.get(term)
      if (known !== undefined) return known
      ids.set(term, names.length)
      if (term.startsWith(conceptMark)) concepts.add(names.length)
      names.push(written)
      asName.push(0)
      asWord.push(0)
      return names.length - 1
    },
    see(id: number, looksLikeName: boolean, opens: boolean): void {
      if (looksLikeName) asName[id] = (asName[id] ?? 0) + 1
      else if (!opens) asWord[id] = (asWord[id] ?? 0) + 1
    },
    isConcept: (id: number) => concepts.has(id),
    /** Written with a capital wherever a capital means something. */
    isName: (id: number) => (asName[id] ?? 0) > 2 * (asWord[id] ?? 0),
  }
}
type Terms = ReturnType<typeof createTerms>

function countTerms(text: TextParts, terms: Terms): Counted {
  const empty = () => new Map<number, number>()
  const counts = { words: empty(), symptom: empty(), cause: empty(), concepts: empty() }
  let title: readonly number[] = []
  for (const part of parts) {
    const reading = readWords(text[part])
    const ids = reading.words.map((word) => {
      const id = terms.idOf(word.stem, word.form)
      // Titles often write every word with a capital.
      terms.see(id, word.looksLikeName && part !== 'title', word.opens || part === 'title')
      return id
    })
    if (part === 'title') title = [...new Set(ids)]
    for (const channel of ['words', 'symptom', 'cause'] as const) {
      const weight = weights[channel][part] ?? 0
      if (weight > 0) for (const id of part === 'title' ? new Set(ids) : ids) add(counts[channel], id, weight)
    }
    for (const [concept, count] of reading.concepts) {
      const id = terms.idOf(conceptMark + concept, concept)
      for (const channel of ['concepts', 'symptom'] as const) {
        const weight = weights[channel][part] ?? 0
        if (weight > 0) add(counts[channel], id, weight * (part === 'title' ? 1 : count))
      }
    }
  }
  return { counts, title, knowsCause: /\p{L}{3}/u.test(text.cause) }
}

function add(counts: Map<number, number>, id: number, weight: number): void {
  counts.set(id, (counts.get(id) ?? 0) + weight)
}

function documentFrequency(counted: readonly Counted[], channel: Channel, size: number): Int32Array {
  const df = new Int32Array(size)
  for (const { counts } of counted) for (const id of counts[channel].keys()) df[id] = (df[id] ?? 0) + 1
  return df
}

function weigh(
  counts: ReadonlyMap<number, number>,
  df: Int32Array,
  total: number,
  channel: Channel,
  terms: Terms,
): SparseVector {
  const weighted: [number, number][] = []
  const most = channel === 'concepts' ? 0.6 : tooCommon
  for (const [id, count] of counts) {
    const having = df[id] ?? 0
    if (having < 2 || (total >= longLog && having > total * most)) continue
    const isLess = channel === 'words' ? terms.isName(id) : channel === 'concepts' && systemNames.has(terms.nameOf(id))
    const rarity = Math.log((total + imagined) / (having + 0.5))
    weighted.push([id, Math.log(1 + count) * rarity * (isLess ? surfaceWeight : 1)])
  }
  return unitVector(weighted, mostTerms[channel])
}

function heaviest(all: readonly (readonly SparseVector[])[], a: number, b: number): number[] {
  const products = new Map<number, number>()
  for (const vectors of all) {
    const [left, right] = [vectors[a], vectors[b]]
    if (left && right) cosine(left, right, (id, product) => products.set(id, (products.get(id) ?? 0) + product))
  }
  return [...products].sort((x, y) => y[1] - x[1]).map(([id]) => id)
}

/** One word in common is chance. */
function wordsAlike(a: SparseVector, b: SparseVector): number {
  let shared = 0
  const alike = cosine(a, b, () => {
    shared += 1
  })
  return shared > 1 ? alike : 0
}

/** How many of the nearest tell which words belong to the surface. */
const neighbours = 20
/** How much of its weight a word loses that all of them have. */
const lightened = 0.3

function nearestByWords(words: readonly SparseVector[], candidates: (a: number) => readonly number[]): number[][] {
  return words.map((vector, at) =>
    candidates(at)
      .map((other) => ({ other, score: cosine(vector, words[other] ?? vector) }))
      .sort((x, y) => y.score - x.score || x.other - y.other)
      .slice(0, neighbours)
      .map(({ other }) => other),
  )
}

/**
 * What most of the nearest incidents have too belongs to the surface, not to this failure: it counts less. Where all of them are
 * the same failure, all its words count less alike, and nothing changes.
 */
function lightenCommon(
  vector: SparseVector,
  all: readonly SparseVector[],
  near: readonly number[],
  counts: Uint8Array,
): SparseVector {
  for (const other of near) for (const id of all[other]?.ids ?? []) counts[id] = (counts[id] ?? 0) + 1
  const light = vector.weights.map((weight, at) => {
    const having = counts[vector.ids[at] ?? 0] ?? 0
    return weight * (1 - (lightened * having) / neighbours)
  })
  for (const other of near) for (const id of all[other]?.ids ?? []) counts[id] = 0
  return toUnit({ ids: vector.ids, weights: light })
}
