import type { Incident } from '../domain/incident.ts'
import type { Totals } from './fingerprint.ts'

/** A term that is looked for. `weight` times its rarity is what it counts for in the choice of candidates. */
export interface PlannedTerm {
  readonly id: number
  readonly weight: number
}

/** What a store is asked for: the incidents in which the rarest and heaviest terms meet. */
export interface SearchPlan {
  readonly terms: readonly PlannedTerm[]
  /** Ids that are not wanted. */
  readonly without: readonly string[]
  /** At most so many candidates. */
  readonly limit: number
  /** How many places of terms are read at most to choose them, the rarest terms first. */
  readonly places: number
}

/** One candidate: `fingerprint` is what `createFingerprint` made of its record. */
export interface SearchHit {
  readonly incident: string
  readonly fingerprint: Uint32Array
}

export interface SearchResult {
  /** Over all incidents that are not deleted. */
  readonly totals: Totals
  /** In how many of them each term of the plan stands. */
  readonly frequencies: ReadonlyMap<number, number>
  /** In no particular order; `memory/` ranks them. */
  readonly hits: readonly SearchHit[]
}

/** What recall needs of a store. */
export interface History {
  search(plan: SearchPlan): Promise<SearchResult>
  load(id: string): Promise<Incident>
}
