import { type SparseVector, unitVector } from '../sparse.ts'
import { causes } from '../thesaurus/causes.ts'
import { details } from '../thesaurus/details.ts'
import { symptoms } from '../thesaurus/symptoms.ts'
import { systems } from '../thesaurus/systems.ts'
import { readWords } from './read-words.ts'
import type { Mechanisms } from './same-mechanism.ts'
import type { TextParts } from './text-parts.ts'

/**
 * In what way two texts are compared: all words; what was seen; why it came; what they are about; what they are called; how it
 * came about; what failed; and the words that name nothing.
 */
export const channels = ['words', 'symptom', 'cause', 'concepts', 'title', 'mechanism', 'failures', 'plain'] as const
export type Channel = (typeof channels)[number]

interface Reading {
  /** How much a word of each part weighs. */
  readonly words?: Weights
  readonly concepts?: Weights
  /** Terms kept of each incident. */
  readonly most: number
  /** A term that more have than this share tells nothing, once the log is long enough to say so. */
  readonly tooCommon: number
  /** What names weigh. */
  readonly names: number
}
type Weights = Readonly<Partial<Record<keyof TextParts, number>>>

const everything: Weights = { title: 3, symptom: 2, cause: 1.5, rest: 1, handling: 0.4 }
/** Names and parts of systems tell the surface more than the failure. */
const surfaceWeight = 0.6
const readings: Readonly<Record<Channel, Reading>> = {
  words: { words: everything, most: 150, tooCommon: 0.25, names: surfaceWeight },
  symptom: { words: { title: 3, symptom: 1 }, concepts: { title: 3, symptom: 2 }, most: 60, tooCommon: 0.25, names: 1 },
  cause: { words: { cause: 1.5, symptom: 0.5 }, most: 60, tooCommon: 0.25, names: 1 },
  concepts: { concepts: everything, most: 40, tooCommon: 0.6, names: 1 },
  title: { words: { title: 1 }, most: 20, tooCommon: 0.25, names: 1 },
  mechanism: { words: { title: 1, symptom: 1, cause: 1, rest: 1 }, most: 100, tooCommon: 1, names: 0 },
  failures: { concepts: { title: 3, symptom: 1 }, most: 20, tooCommon: 0.3, names: 1 },
  plain: { words: everything, most: 300, tooCommon: 0.3, names: 0 },
}
const parts = ['title', 'symptom', 'cause', 'rest', 'handling'] as const
const wordChannels = Object.fromEntries(
  parts.map((part) => [
    part,
    channels.flatMap((channel) => {
      // The words that name nothing are counted once, among all words.
      const weight = channel === 'plain' ? undefined : readings[channel].words?.[part]
      return weight === undefined ? [] : [{ channel, weight }]
    }),
  ]),
)
/** Incidents that no word is counted in, so that a log of five has rare words too. */
const imagined = 50
const longLog = 40

export const systemNames: ReadonlySet<string> = new Set(systems.map(({ name }) => name))
const symptomNames: ReadonlySet<string> = new Set(symptoms.map(({ name }) => name))
const failureNames: ReadonlySet<string> = new Set([...causes, ...details, ...symptoms].map(({ name }) => name))

/** One text by the terms in it. */
export interface Counted {
  readonly counts: Readonly<Record<Channel, ReadonlyMap<number, number>>>
  readonly title: readonly number[]
  /** Symptoms of the thesaurus that the title speaks of. */
  readonly titleSymptoms: readonly string[]
  readonly mechanisms: Mechanisms
}

/** No word begins so. */
const conceptMark = ':'

export function createTerms() {
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
export type Terms = ReturnType<typeof createTerms>

export function countTerms(text: TextParts, terms: Terms): Counted {
  const empty = () => new Map<number, number>()
  const words = empty()
  const counts = {
    words,
    symptom: empty(),
    cause: empty(),
    concepts: empty(),
    title: empty(),
    mechanism: empty(),
    failures: empty(),
    plain: words,
  }
  let title: readonly number[] = []
  let titleSymptoms: readonly string[] = []
  const [anywhere, atFront] = [new Set<string>(), new Set<string>()]
  for (const part of parts) {
    const reading = readWords(text[part])
    const seen = new Set<number>()
    for (const word of reading.words) {
      const id = terms.idOf(word.stem, word.form)
      // Titles often write every word with a capital.
      terms.see(id, word.looksLikeName && part !== 'title', word.opens || part === 'title')
      const again = part === 'title' && seen.has(id)
      seen.add(id)
      if (again) continue
      for (const { channel, weight } of wordChannels[part] ?? [])
        if (channel !== 'mechanism' || word.explains) add(counts[channel], id, weight)
    }
    if (part !== 'handling') {
      for (const name of reading.mechanisms) {
        anywhere.add(name)
        if (part !== 'rest') atFront.add(name)
      }
    }
    if (part === 'title') {
      title = [...seen]
      titleSymptoms = [...reading.concepts.keys()].filter((name) => symptomNames.has(name))
    }
    for (const [concept, count] of reading.concepts) {
      const id = terms.idOf(conceptMark + concept, concept)
      for (const channel of channels) {
        const weight = readings[channel].concepts?.[part]
        if (weight === undefined || (channel === 'failures' && !failureNames.has(concept))) continue
        add(counts[channel], id, weight * (part === 'title' ? 1 : count))
      }
    }
  }
  return { counts, title, titleSymptoms, mechanisms: { anywhere, atFront } }
}

function add(counts: Map<number, number>, id: number, weight: number): void {
  counts.set(id, (counts.get(id) ?? 0) + weight)
}

/** In how many texts each term is. */
export function documentFrequency(counted: readonly Counted[], channel: Channel, size: number): Int32Array {
  const df = new Int32Array(size)
  for (const { counts } of counted) for (const id of counts[channel].keys()) df[id] = (df[id] ?? 0) + 1
  return df
}

/**
 * Each text in one way of comparing, as a unit vector: terms that are rare among the texts weigh more.
 *
 * @param df in how many texts each term is, in this way of comparing.
 */
export function toVectors(counted: readonly Counted[], channel: Channel, df: Int32Array, terms: Terms): SparseVector[] {
  const worth = Float64Array.from(df, (having, id) => worthOf(id, having, counted.length, channel, terms))
  return counted.map(({ counts }) => {
    const weighted = new Map<number, number>()
    const own = channel === 'plain' ? 1 : weighOwn(counted.length, counts[channel].size)
    for (const [id, count] of counts[channel]) {
      const weight = (worth[id] ?? 0) * (df[id] === 1 ? own : 1)
      if (weight > 0) weighted.set(id, Math.log(1 + count) * weight)
    }
    return unitVector(weighted, readings[channel].most)
  })
}

/** A log of so many incidents tells by itself what is rare; in a shorter one two texts may well share words by chance. */
const tellingLog = 200
/** Texts of far fewer different words share none by chance. */
const shortText = 20
const leastOwn = 0.1

/**
 * What a word counts that no other text has. It matches nothing, so it only tells how much else a text says: the shorter the log and
 * the longer the text, the less do the words mean that two have in common.
 */
function weighOwn(texts: number, terms: number): number {
  const weight = (tellingLog / (tellingLog + texts)) * (terms / (terms + shortText))
  return weight < leastOwn ? 0 : weight
}

function worthOf(id: number, having: number, total: number, channel: Channel, terms: Terms): number {
  const { tooCommon, names } = readings[channel]
  if (having === 0) return 0
  if (total >= longLog && having > total * tooCommon) return 0
  const rarity = Math.log((total + imagined) / (having + 0.5))
  if (channel === 'concepts') return systemNames.has(terms.nameOf(id)) ? rarity * surfaceWeight : rarity
  return terms.isName(id) ? rarity * names : rarity
}
