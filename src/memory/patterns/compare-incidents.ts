import type { Incident } from '../../domain/incident.ts'
import { answersTo } from '../../domain/questions.ts'
import { cosine, countShared, heaviestOf, type SparseVector, sharedTerms, toUnit } from '../sparse.ts'
import {
  type Channel,
  channels,
  countTerms,
  createTerms,
  documentFrequency,
  systemNames,
  toVectors,
} from './count-terms.ts'
import { findCandidates } from './find-candidates.ts'
import { type Day, dayOf } from './incident-facts.ts'
import { readWords } from './read-words.ts'
import { type Agreement, compareMechanisms } from './same-mechanism.ts'
import { readSigns, sameSign, saysWhy } from './same-sign.ts'
import { findTemplateLines, readTextParts, type TextParts } from './text-parts.ts'

/** How two incidents are alike; numbers without a unit are from 0 to 1. */
export interface Likeness {
  readonly words: number
  /** With the concepts among the words, so that other words for the same thing count. */
  readonly symptom: number
  readonly cause: number
  /** What they are about, by the groups of the thesaurus. */
  readonly concepts: number
  readonly title: number
  /** Words, not names, in sentences that say how it came about. */
  readonly mechanism: number
  /** Symptoms and causes of the thesaurus in title and opening; not the parts of systems. */
  readonly failures: number
  /** How much of what the thinner one says, names left out, the other says too. */
  readonly contained: number
  /** 0 where one has no day. */
  readonly daysApart: number
  /** Both are recorded to be about areas or services, and about no common one. */
  readonly areasDiffer: boolean
  /** Both titles name the same thing and the same symptom; half as much where both say why it came. */
  readonly sameSign: number
  /** Whether both tell of the same mechanism. */
  readonly mechanisms: Agreement
}

export interface Compared {
  readonly likeness: (a: number, b: number) => Likeness
  /** Words, as they were written, and concepts that both have, heaviest first. */
  readonly shared: (a: number, b: number) => { readonly words: string[]; readonly concepts: string[] }
  /** Concepts that the first has and the second has not, heaviest first. */
  readonly only: (a: number, b: number) => string[]
  /** Of each incident the others that it may be like, by place in the list. */
  readonly candidates: (a: number) => readonly number[]
  /** Names of the mechanisms that it tells of, those at the front first. */
  readonly mechanismsOf: (a: number) => readonly string[]
  /** Whether the incident says why it came. */
  readonly knowsCause: (a: number) => boolean
  /** What its title names: products, hosts, parts of the system. */
  readonly namesInTitle: (a: number) => readonly string[]
}

/** A text, and what is known of it beside its words. */
export interface ComparedText extends TextParts {
  readonly day?: Day
  /** Product areas or services that it is recorded to be about. */
  readonly areas?: readonly string[]
}

/** Reads all incidents, in order of time, and makes them comparable. Pure; the time it takes grows with the words. */
export function compareIncidents(incidents: readonly Incident[]): Compared {
  const template = findTemplateLines(incidents)
  return compareTexts(
    incidents.map((incident) => () => ({
      ...readTextParts(incident, template),
      day: dayOf(incident),
      areas: declaredAreas(incident),
    })),
  )
}

/** The same for texts of any other origin, each read once. */
export function compareTexts(texts: readonly (() => ComparedText)[]): Compared {
  const terms = createTerms()
  const read = texts.map((one) => {
    const text = one()
    return {
      counted: countTerms(text, terms),
      knowsCause: saysWhy(text),
      hasCause: /\p{L}{3}/u.test(text.cause),
      time: text.day === undefined ? null : Date.parse(text.day),
      areas: text.areas ?? [],
    }
  })
  const counted = read.map((one) => one.counted)
  const frequency = new Map(channels.map((channel) => [channel, documentFrequency(counted, channel, terms.size())]))
  const vectors = (channel: Channel) => toVectors(counted, channel, frequency.get(channel) ?? new Int32Array(), terms)
  const candidateVectors = [vectors('words'), vectors('symptom'), vectors('cause')] as const
  const candidates = findCandidates(candidateVectors)
  const counts = new Uint8Array(terms.size())
  const lightened = (all: readonly SparseVector[]) =>
    all.map((vector, at) => lightenCommon(vector, all, candidates(at).slice(0, neighbours), counts))
  const [words = [], symptom = [], cause = []] = candidateVectors.map(lightened)
  const concepts = lightened(vectors('concepts'))
  const all = {
    words,
    symptom,
    cause,
    concepts,
    title: vectors('title'),
    mechanism: vectors('mechanism'),
    failures: vectors('failures'),
    plain: vectors('plain'),
  }
  const knowsCause = read.map((one) => one.knowsCause)
  const signs = readSigns(counted, knowsCause, terms, frequency.get('words') ?? new Int32Array())
  const cos = (channel: Channel, a: number, b: number) => cosine(all[channel][a] ?? none, all[channel][b] ?? none)
  const areasDiffer = (a: number, b: number) => {
    const [here = [], there = []] = [read[a]?.areas, read[b]?.areas]
    return here.length > 0 && there.length > 0 && !here.some((one) => there.includes(one))
  }
  return {
    likeness: (a, b) => ({
      // Each costs a walk over two vectors, and most pairs are told apart by the first.
      get words() {
        return wordsAlike(words[a] ?? none, words[b] ?? none)
      },
      get symptom() {
        return cos('symptom', a, b)
      },
      get cause() {
        return cos('cause', a, b)
      },
      get concepts() {
        return cos('concepts', a, b)
      },
      get title() {
        return cos('title', a, b)
      },
      get mechanism() {
        return cos('mechanism', a, b)
      },
      get failures() {
        return cos('failures', a, b)
      },
      get contained() {
        return shareOfThinner(all.plain[a] ?? none, all.plain[b] ?? none)
      },
      get daysApart() {
        const [here, there] = [read[a]?.time ?? null, read[b]?.time ?? null]
        return here === null || there === null ? 0 : Math.abs(here - there) / 86_400_000
      },
      get areasDiffer() {
        return areasDiffer(a, b)
      },
      get sameSign() {
        return areasDiffer(a, b) ? 0 : sameSign(signs[a], signs[b])
      },
      get mechanisms() {
        return compareMechanisms(counted[a]?.mechanisms, counted[b]?.mechanisms)
      },
    }),
    shared: (a, b) => ({
      words: heaviest([words, symptom, cause], a, b)
        .filter((id) => !terms.isConcept(id))
        .map(terms.nameOf),
      concepts: heaviest([concepts], a, b).map(terms.nameOf),
    }),
    only: (a, b) =>
      heaviestOf(concepts[a], mostConcepts)
        .filter((id) => !concepts[b]?.ids.includes(id))
        .map(terms.nameOf)
        .filter((name) => !systemNames.has(name)),
    candidates,
    mechanismsOf: (a) => {
      const { atFront, anywhere } = counted[a]?.mechanisms ?? nothing
      return [...new Set([...atFront, ...anywhere])]
    },
    knowsCause: (a) => read[a]?.hasCause ?? false,
    namesInTitle: (a) =>
      (counted[a]?.title ?? [])
        .filter((id) => terms.isName(id) && readWords(terms.nameOf(id)).concepts.size === 0)
        .map(terms.nameOf),
  }
}

const nothing = { atFront: new Set<string>(), anywhere: new Set<string>() }
const none: SparseVector = { ids: new Int32Array(), weights: new Float32Array() }
const mostConcepts = 40

/** The areas as the record lists them, in lower case. */
function declaredAreas(incident: Incident): string[] {
  return answersTo(incident, 'area').flatMap(({ text }) =>
    text
      .toLowerCase()
      .split(/[,;\n]+/)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  )
}

function heaviest(all: readonly (readonly SparseVector[])[], a: number, b: number): number[] {
  const products = new Map<number, number>()
  for (const vectors of all) {
    const [left, right] = [vectors[a], vectors[b]]
    if (!left || !right) continue
    for (const { id, here, there } of sharedTerms(left, right)) products.set(id, (products.get(id) ?? 0) + here * there)
  }
  return [...products].sort((x, y) => y[1] - x[1]).map(([id]) => id)
}

/** One word in common is chance. */
function wordsAlike(a: SparseVector, b: SparseVector): number {
  const alike = cosine(a, b)
  return alike > 0 && countShared(a, b) > 1 ? alike : 0
}

function shareOfThinner(a: SparseVector, b: SparseVector): number {
  const [thin, other] = a.ids.length < b.ids.length ? [a, b] : [b, a]
  let sum = 0
  for (const { here } of sharedTerms(thin, other)) sum += here * here
  return sum
}

/** How many of the nearest tell which words belong to the surface. */
const neighbours = 20
/** How much of its weight a word loses that all of them have. */
const lightened = 0.3

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
