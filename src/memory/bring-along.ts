import { passageEnd, titleWeight } from './fingerprint.ts'
import type { Ranked } from './rank.ts'
import type { SearchHit } from './search-plan.ts'

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
  const vectors = toUnitVectors(near.map(({ incident }) => countTerms(fingerprints.get(incident))))
  const places = placesOf(vectors.slice(0, anchors))
  const risen = near.map((one, at) => {
    const alike = likenessTo(vectors[at] ?? new Map(), places)
    const bonus = alike.map((likeness, anchor) => (anchor === at ? 0 : likeness * (near[anchor]?.score ?? 0)))
    return { one, score: one.score + gain * Math.max(...bonus) }
  })
  return [...risen.sort((a, b) => b.score - a.score).map(({ one }) => one), ...ranked.slice(depth)]
}

type Vector = ReadonlyMap<number, number>

function countTerms(fingerprint: Uint32Array = new Uint32Array()): Vector {
  const counts = new Map<number, number>()
  let weight = titleWeight
  for (const id of fingerprint) {
    if (id === passageEnd) weight = 1
    else counts.set(id, (counts.get(id) ?? 0) + weight)
  }
  return counts
}

function toUnitVectors(all: readonly Vector[]): Vector[] {
  const having = new Map<number, number>()
  for (const counts of all) for (const id of counts.keys()) having.set(id, (having.get(id) ?? 0) + 1)
  return all.map((counts) => {
    const weights = [...counts].map(([id, count]) => {
      const rarity = Math.log((all.length + 1) / ((having.get(id) ?? 0) + 0.5))
      return [id, Math.log(1 + count) * rarity] as const
    })
    const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight ** 2, 0)) || 1
    return new Map(weights.map(([id, weight]) => [id, weight / length]))
  })
}

/** Of each term its weight in each of the vectors. */
function placesOf(vectors: readonly Vector[]): Map<number, Float64Array> {
  const places = new Map<number, Float64Array>()
  for (const [at, vector] of vectors.entries()) {
    for (const [id, weight] of vector) {
      const weights = places.get(id) ?? new Float64Array(vectors.length)
      weights[at] = weight
      places.set(id, weights)
    }
  }
  return places
}

/** Cosine with each of the vectors that `places` was made of. */
function likenessTo(vector: Vector, places: ReadonlyMap<number, Float64Array>): number[] {
  const sums = new Float64Array(anchors)
  for (const [id, weight] of vector) {
    const others = places.get(id)
    if (others) for (const [at, other] of others.entries()) sums[at] = (sums[at] ?? 0) + weight * other
  }
  return [...sums]
}
