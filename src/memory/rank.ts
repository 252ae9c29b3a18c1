import { passageEnd, type Totals, titleWeight } from './fingerprint.ts'
import type { AskedTerm } from './plan-question.ts'
import type { SearchHit, SearchResult } from './search-plan.ts'
import { isConcept } from './term-id.ts'

/** A candidate with its score; higher is more alike. Scores of two questions are not on one scale. */
export interface Ranked {
  readonly incident: string
  readonly score: number
  /** Which passage matched best, counted from 0; -1: none but the title. */
  readonly passage: number
}

/** Weight of each asked term: its weight in the question times its rarity on record. */
export type TermWeights = ReadonlyMap<number, number>

// Okapi BM25 (Robertson and Zaragoza 2009), over the whole record and over its best passage.
const saturation = 2
const lengthInfluence = { record: 0.9, passage: 0.75 }
const conceptInPassage = 0.7
const leadBonus = 0.6

/** A short history does not tell how rare a word is: it counts as if the rest of so many incidents lacked every word. */
const leastIncidents = 100

/** Inverse document frequency as in BM25, never negative. */
export function rarity(frequency: number, incidents: number): number {
  return Math.log(1 + (Math.max(incidents, leastIncidents) - frequency + 0.5) / (frequency + 0.5))
}

/** A group counts by its own rarity and by that of the words that stand for it in the question: geometric mean. */
export function weighTerms(asked: readonly AskedTerm[], { frequencies, totals }: SearchResult): TermWeights {
  const rarityOf = (id: number) => rarity(Math.min(frequencies.get(id) ?? 0, totals.incidents), totals.incidents)
  return new Map(
    asked.map(({ id, weight, standIns }) => {
      const own = rarityOf(id)
      if (!isConcept(id) || standIns.length === 0) return [id, weight * own]
      return [id, weight * Math.sqrt(own * Math.max(...standIns.map(rarityOf)))]
    }),
  )
}

/** The candidates that have any of the terms, best first. */
export function rankHits(hits: readonly SearchHit[], weights: TermWeights, totals: Totals): Ranked[] {
  const scorer = createScorer(weights, totals)
  return hits
    .map(({ incident, fingerprint }) => ({ incident, ...scorer(fingerprint) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || compareIds(b.incident, a.incident))
}

// Newest first among equals: "INC-9" stands before "INC-10".
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1)
}

type Score = (fingerprint: Uint32Array) => { score: number; passage: number }

/** Reads fingerprints; made for many of them with one question. */
function createScorer(weights: TermWeights, totals: Totals): Score {
  const ids = [...weights.keys()]
  const weightOf = Float64Array.from(weights.values())
  const placeOf = new Map(ids.map((id, place) => [id, place]))
  // Most words of a record are not asked for: one look at a bit tells it for nearly all of them.
  const mayBe = new Uint8Array(65_536)
  for (const id of ids) mayBe[id & 0xffff] = 1
  const average = (sum: number, of: number) => Math.max(sum / Math.max(of, 1), 1)
  const wordsPerRecord = average(totals.words, totals.incidents)
  const conceptsPerRecord = average(totals.concepts, totals.incidents)
  const wordsPerPassage = average(totals.words, totals.passages)
  const inRecord = new Float64Array(ids.length)
  const inTitle = new Float64Array(ids.length)
  const inPassage = new Float64Array(ids.length)

  function scorePassage(words: number, isLead: boolean): number {
    const length = 1 - lengthInfluence.passage + (lengthInfluence.passage * words) / wordsPerPassage
    let sum = 0
    for (let place = 0; place < ids.length; place += 1) {
      const count = (inPassage[place] ?? 0) + (inTitle[place] ?? 0)
      if (count === 0) continue
      const isGroup = isConcept(ids[place] ?? 0)
      const part = saturate(count, isGroup ? 1 : length)
      sum += (weightOf[place] ?? 0) * part * (isGroup ? conceptInPassage : 1)
    }
    return isLead ? sum * (1 + leadBonus) : sum
  }

  return (fingerprint) => {
    inRecord.fill(0)
    inTitle.fill(0)
    inPassage.fill(0)
    let passage = -1
    let best = { score: 0, passage: -1 }
    let words = 0
    let titleWords = 0
    let concepts = 0
    let passageWords = 0
    let found = false
    for (const id of fingerprint) {
      if (id === passageEnd) {
        if (passage === -1) titleWords = passageWords
        else if (found || passage === 0) {
          const score = scorePassage(passageWords + titleWords, passage === 0)
          if (score > best.score) best = { score, passage }
          inPassage.fill(0)
          found = false
        }
        passage += 1
        passageWords = 0
        continue
      }
      const weight = passage === -1 ? titleWeight : 1
      if (isConcept(id)) concepts += weight
      else {
        words += weight
        passageWords += 1
      }
      if (mayBe[id & 0xffff] === 0) continue
      const place = placeOf.get(id)
      if (place === undefined) continue
      inRecord[place] = (inRecord[place] ?? 0) + weight
      const where = passage === -1 ? inTitle : inPassage
      where[place] = (where[place] ?? 0) + 1
      found ||= passage >= 0
    }
    const wordLength = 1 - lengthInfluence.record + (lengthInfluence.record * words) / wordsPerRecord
    const conceptLength = 1 - lengthInfluence.record + (lengthInfluence.record * concepts) / conceptsPerRecord
    let whole = 0
    for (let place = 0; place < ids.length; place += 1) {
      const count = inRecord[place] ?? 0
      if (count === 0) continue
      whole += (weightOf[place] ?? 0) * saturate(count, isConcept(ids[place] ?? 0) ? conceptLength : wordLength)
    }
    // A record of a title alone has no passage to be best.
    if (best.passage === -1 && whole > 0) best = { score: scorePassage(titleWords, false), passage: -1 }
    return { score: whole + best.score, passage: best.passage }
  }
}

function saturate(count: number, length: number): number {
  return (count * (saturation + 1)) / (count + saturation * length)
}
