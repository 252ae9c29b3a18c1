import { passageEnd, titleWeight } from './fingerprint.ts'
import type { Ranked } from './rank.ts'
import type { SearchHit } from './search-plan.ts'
import { cosine, type SparseVector, unitVector } from './sparse.ts'

/** The best candidates, whose like is looked for. */
const anchors = 10
/** Candidates that may rise. */
const depth = 100
/** What a record just like the best one would gain, as a share of the best score. */
const gain = 0.35

/**
 * The same failure told twice is found twice: a candidate rises with how much it is like the best ones, in all its words and groups,
 * not only in those that were asked for. Scores stay what the question gave them; only the order changes. What is rare is counted
 * among the candidates themselves. (The cluster hypothesis: Diaz 2007, Regularizing query-based retrieval scores.)
 */
export function bringAlong(ranked: readonly Ranked[], hits: readonly SearchHit[]): Ranked[] {
  const best = ranked[0]?.score ?? 0
  if (ranked.length < 3 || best <= 0) return [...ranked]
  const near = ranked.slice(0, depth)
  const fingerprints = new Map(hits.map(({ incident, fingerprint }) => [incident, fingerprint]))
  const vectors = toVectors(near.map(({ incident }) => countTerms(fingerprints.get(incident))))
  const risen = near.map((one, at) => {
    const bonus = near.slice(0, anchors).map(({ score }, anchor) => {
      const [here, there] = [vectors[at], vectors[anchor]]
      return anchor === at || !here || !there ? 0 : cosine(here, there) * score
    })
    return { one, score: one.score + gain * Math.max(...bonus) }
  })
  return [...risen.sort((a, b) => b.score - a.score).map(({ one }) => one), ...ranked.slice(depth)]
}

type Counts = ReadonlyMap<number, number>

function countTerms(fingerprint: Uint32Array = new Uint32Array()): Counts {
  const counts = new Map<number, number>()
  let weight = titleWeight
  for (const id of fingerprint) {
    if (id === passageEnd) weight = 1
    else counts.set(id, (counts.get(id) ?? 0) + weight)
  }
  return counts
}

function toVectors(all: readonly Counts[]): SparseVector[] {
  // Terms are 32 bits without a sign; the vectors take small numbers, given here in order of appearance.
  const places = new Map<number, number>()
  const having: number[] = []
  for (const counts of all) {
    for (const id of counts.keys()) {
      const place = places.get(id) ?? places.size
      places.set(id, place)
      having[place] = (having[place] ?? 0) + 1
    }
  }
  return all.map((counts) => {
    const weights = new Map<number, number>()
    for (const [id, count] of counts) {
      const place = places.get(id) ?? 0
      weights.set(place, Math.log(1 + count) * Math.log((all.length + 1) / ((having[place] ?? 0) + 0.5)))
    }
    return unitVector(weights, weights.size)
  })
}
