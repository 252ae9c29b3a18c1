/** A unit vector over terms: ids in rising order, and the weight of each. */
export interface SparseVector {
  readonly ids: Int32Array
  readonly weights: Float32Array
}

/** Keeps the `most` heaviest terms and makes the length one. */
export function unitVector(weights: ReadonlyMap<number, number>, most: number): SparseVector {
  const least = weights.size > most ? (Float64Array.from(weights.values()).sort().at(-most) ?? 0) : 0
  const kept = new Int32Array(weights.size)
  let count = 0
  for (const [id, weight] of weights) {
    if (weight < least) continue
    kept[count] = id
    count += 1
  }
  const ids = kept.slice(0, count).sort()
  return toUnit({ ids, weights: Float32Array.from(ids, (id) => weights.get(id) ?? 0) })
}

/** The same with length one. */
export function toUnit({ ids, weights }: SparseVector): SparseVector {
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1
  return { ids, weights: weights.map((weight) => weight / length) }
}

/** The cosine of two unit vectors. */
export function cosine(a: SparseVector, b: SparseVector): number {
  let sum = 0
  let i = 0
  let j = 0
  while (i < a.ids.length && j < b.ids.length) {
    const left = a.ids[i] ?? 0
    const right = b.ids[j] ?? 0
    if (left === right) sum += (a.weights[i] ?? 0) * (b.weights[j] ?? 0)
    if (left <= right) i += 1
    if (right <= left) j += 1
  }
  return sum
}

/** How many terms both have. */
export function countShared(a: SparseVector, b: SparseVector): number {
  let count = 0
  let i = 0
  let j = 0
  while (i < a.ids.length && j < b.ids.length) {
    const left = a.ids[i] ?? 0
    const right = b.ids[j] ?? 0
    if (left === right) count += 1
    if (left <= right) i += 1
    if (right <= left) j += 1
  }
  return count
}

/** Each term that both have, with its weight in either. */
export function* sharedTerms(
  a: SparseVector,
  b: SparseVector,
): Generator<{ readonly id: number; readonly here: number; readonly there: number }> {
  let i = 0
  let j = 0
  while (i < a.ids.length && j < b.ids.length) {
    const left = a.ids[i] ?? 0
    const right = b.ids[j] ?? 0
    if (left === right) yield { id: left, here: a.weights[i] ?? 0, there: b.weights[j] ?? 0 }
    if (left <= right) i += 1
    if (right <= left) j += 1
  }
}

/** The heaviest terms of a vector, heaviest first. */
export function heaviestOf(vector: SparseVector | undefined, most: number): number[] {
  return heaviestPlaces(vector, most).map((at) => vector?.ids[at] ?? 0)
}

/** Where they stand in it. */
export function heaviestPlaces(vector: SparseVector | undefined, most: number): number[] {
  const weights = vector?.weights ?? new Float32Array()
  const least = weights.length > most ? (weights.slice().sort().at(-most) ?? 0) : 0
  const places: number[] = []
  for (let at = 0; at < weights.length; at += 1) if ((weights[at] ?? 0) >= least) places.push(at)
  return places.sort((x, y) => (weights[y] ?? 0) - (weights[x] ?? 0)).slice(0, most)
}
