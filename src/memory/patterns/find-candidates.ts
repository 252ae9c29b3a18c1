import { heaviestPlaces, type SparseVector } from '../sparse.ts'

/** Heaviest terms of each incident, in each way of being alike, by which others are found. */
const heavyTerms = 24
/** Of a term that many have, only the nearest in the list count: the list is in order of time, and repeats come in runs. */
const mostHaving = 300
/** Others kept of each incident. */
const mostCandidates = 32

interface Posting {
  /** Rising. */
  readonly places: number[]
  readonly weights: number[]
}

/**
 * Of each incident the others that share its heavy terms, most alike first, at most 32: nobody compares everything with
 * everything. Each list is made when it is first asked for.
 */
export function findCandidates(channels: readonly (readonly SparseVector[])[]): (a: number) => readonly number[] {
  const count = channels[0]?.length ?? 0
  const postings = channels.map(toPostings)
  const sums = new Float32Array(count)
  const known: (readonly number[] | undefined)[] = []

  function find(a: number): readonly number[] {
    const touched: number[] = []
    for (const [channel, vectors] of channels.entries()) {
      const vector = vectors[a]
      for (const place of heaviestPlaces(vector, heavyTerms)) {
        const posting = postings[channel]?.get(vector?.ids[place] ?? 0)
        if (posting === undefined) continue
        const weight = vector?.weights[place] ?? 0
        const from = startOf(posting.places, a)
        const to = Math.min(posting.places.length, from + mostHaving)
        for (let at = from; at < to; at += 1) {
          const other = posting.places[at] ?? 0
          if (sums[other] === 0) touched.push(other)
          sums[other] = (sums[other] ?? 0) + weight * (posting.weights[at] ?? 0)
        }
      }
    }
    const best = keepBest(
      touched.filter((other) => other !== a),
      sums,
    )
    for (const other of touched) sums[other] = 0
    return best
  }

  return (a) => {
    const made = known[a] ?? find(a)
    known[a] = made
    return made
  }
}

function toPostings(vectors: readonly SparseVector[]): Map<number, Posting> {
  const postings = new Map<number, Posting>()
  for (const [place, vector] of vectors.entries()) {
    for (const at of heaviestPlaces(vector, heavyTerms)) {
      const id = vector.ids[at] ?? 0
      const posting = postings.get(id) ?? { places: [], weights: [] }
      posting.places.push(place)
      posting.weights.push(vector.weights[at] ?? 0)
      postings.set(id, posting)
    }
  }
  return postings
}

/** Where the stretch of places around `a` begins that is looked at. */
function startOf(places: readonly number[], a: number): number {
  if (places.length <= mostHaving) return 0
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? 0) < a) low = middle + 1
    else high = middle
  }
  return Math.max(0, Math.min(low - mostHaving / 2, places.length - mostHaving))
}

function keepBest(touched: readonly number[], sums: Float32Array): number[] {
  const best: number[] = []
  let least = 0
  for (const other of touched) {
    const sum = sums[other] ?? 0
    if (best.length === 2 * mostCandidates) {
      best.sort((x, y) => (sums[y] ?? 0) - (sums[x] ?? 0) || x - y)
      best.length = mostCandidates
      least = sums[best[mostCandidates - 1] ?? 0] ?? 0
    }
    if (best.length < mostCandidates || sum > least) best.push(other)
  }
  return best.sort((x, y) => (sums[y] ?? 0) - (sums[x] ?? 0) || x - y).slice(0, mostCandidates)
}
