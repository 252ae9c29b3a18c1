import type { Incident } from '../domain/incident.ts'

/** What a store is asked for: incidents that have any of the terms. */
export interface SearchPlan {
  /** As `termsOf` gives them, each once. */
  readonly terms: readonly string[]
  /** Ids that are not wanted. */
  readonly without: readonly string[]
}

/** One candidate. `memory/` ranks them; a store only finds them. */
export interface SearchHit {
  readonly incident: string
  /** How many of the terms it has. */
  readonly matched: number
}

/** What recall needs of a store. */
export interface History {
  search(plan: SearchPlan): Promise<SearchHit[]>
  load(id: string): Promise<Incident>
}
