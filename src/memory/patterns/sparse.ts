/** A unit vector over terms: ids in rising order, and the weight of each. */
export interface SparseVector {
  readonly ids: Int32Array
  readonly weights: Float32Array
}

/** Keeps the `most` heaviest terms and makes the length one. */
export function unitVector(weighted: readonly (readonly [id: number, weight: number])[], most: number): SparseVector {
  const kept = [...weighted]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .sort((a, b) => a[0] - b[0])
  return toUnit({ ids: Int32Array.from(kept, ([id]) => id), weights: Float32Array.from(kept, ([, weight]) => weight) })
}

/** The same with length one. */
export function toUnit({ ids, weights }: SparseVector): SparseVector {
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1
  return { ids, weights: weights.map((weight) => weight / length) }
}

/** Calls back with each term that both have, what it adds to their cosine and its weight in the first; returns the cosine. */
export function cosine(
  a: SparseVector,
  b: SparseVector,
  shared?: (id: number, product: number, weight: number) => void,
): number {
  let sum = 0
  let i = 0
  let j = 0
  while (i < a.ids.length && j < b.ids.length) {
    const left = a.ids[i] ?? 0
    const right = b.ids[j] ?? 0
    if (left === right) {
      const product = (a.weights[i] ?? 0) * (b.weights[j] ?? 0)
      sum += product
      shared?.(left, product, a.weights[i] ?? 0)
    }
    if (left <= right) i += 1
    if (right <= left) j += 1
  }
  return sum
}

/** The heaviest terms of a vector, heaviest first. */
export function heaviestOf(vector: SparseVector | undefined, most: number): number[] {
  return [...(vector?.ids ?? [])]
    .map((id, at) => [id, vector?.weights[at] ?? 0] as const)
    .sort((x, y) => y[1] - x[1])
    .slice(0, most)
    .map(([id]) => id)
}
