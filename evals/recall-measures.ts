/** How good one ranking is. `ranked` and `relevant` are files. */
export interface Measures {
  readonly ndcg10: number
  readonly recall5: number
  readonly recall15: number
  readonly hit1: number
  readonly mrr: number
}

/** Relevance is yes or no; the gain at place n is 1 / log2(n + 1). */
export function measureRanking(ranked: readonly string[], relevant: readonly string[]): Measures {
  const wanted = new Set(relevant)
  const gain = (hits: readonly boolean[]) =>
    hits.reduce((sum, hit, place) => sum + (hit ? 1 / Math.log2(place + 2) : 0), 0)
  const hits = ranked.map((file) => wanted.has(file))
  const recallAt = (count: number) => hits.slice(0, count).filter(Boolean).length / wanted.size
  const first = hits.indexOf(true)
  return {
    ndcg10: gain(hits.slice(0, 10)) / gain(Array.from({ length: Math.min(10, wanted.size) }, () => true)),
    recall5: recallAt(5),
    recall15: recallAt(15),
    hit1: first === 0 ? 1 : 0,
    mrr: first === -1 ? 0 : 1 / (first + 1),
  }
}

/** Means, and half the width of the 95 % interval of ndcg10. */
export function summarise(all: readonly Measures[]): Measures & { ndcg10_interval: number } {
  const mean = (of: keyof Measures) => share(all.map((one) => one[of]))
  const middle = mean('ndcg10')
  const spread = Math.sqrt(
    all.reduce((sum, { ndcg10 }) => sum + (ndcg10 - middle) ** 2, 0) / Math.max(1, all.length - 1),
  )
  return {
    ndcg10: middle,
    recall5: mean('recall5'),
    recall15: mean('recall15'),
    hit1: mean('hit1'),
    mrr: mean('mrr'),
    ndcg10_interval: (1.96 * spread) / Math.sqrt(Math.max(1, all.length)),
  }
}

export function share(values: readonly (number | boolean)[]): number {
  return values.length === 0 ? 0 : values.reduce<number>((sum, value) => sum + Number(value), 0) / values.length
}
