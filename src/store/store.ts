import type { Incident } from '../domain/incident.ts'
import type { KeptLink } from '../domain/links.ts'
import type { SearchPlan, SearchResult } from '../memory/search-plan.ts'

/** One line of an incident's append-only history. */
export interface Change {
  /** UTC instant. */
  readonly at: string
  /** The role that said or decided it: "on-call", "support". */
  readonly role: string
  /** The face it came through: "mcp (claude-code)", "terminal", "file answers.yaml". */
  readonly via: string
  /** The operation that made the change: `record_answers`. */
  readonly operation: string
  readonly what:
    | 'started'
    | 'added'
    | 'edited'
    | 'confirmed'
    | 'removed'
    | 'skipped'
    | 'overruled'
    | 'decided'
    | 'delivered'
    | 'closed'
    | 'status'
  /** Id of the item or source, where there is one. */
  readonly item?: string
  /** One line for a person. */
  readonly summary: string
  /** Id of the source whose words it came from. */
  readonly source?: string
  /** What stood there before, as text, for edits and removals. */
  readonly before?: string
}

export interface LoggedChange extends Change {
  /** Rises by one with each change of the incident, starting at 1. */
  readonly number: number
}

/** An incident that is not in the store yet, and what to log of it. */
export interface NewIncident {
  readonly incident: Incident
  readonly changes: readonly Change[]
}

/** Which part of which file an incident was imported from, without its record. */
export interface ImportedFrom {
  readonly id: string
  readonly file: string
  readonly part: number
  readonly hash: string
  /** Hidden by a delete; its record stays where it is until it is purged. */
  readonly isDeleted: boolean
}

/** What a change function returns: the whole new incident, what to log, and a result for the caller. */
export interface Changed<T> {
  readonly incident: Incident
  readonly changes: readonly Change[]
  readonly result: T
}

/** Days are those that the documents of imported records give, else those on which the records were begun; null where there are none. */
export interface Extent {
  readonly incidents: number
  readonly from: string | null
  readonly to: string | null
}

/**
 * Where incidents live. Asynchronous, so that a server database can stand behind it.
 * Every adapter passes the contract suite in test/store/contract.ts.
 */
export interface Store {
  /** Saves a new incident under the next free id (`INC-1`, `INC-2`, …; an id is never given twice) and returns it. */
  create(incident: Incident, changes: readonly Change[]): Promise<Incident>
  /**
   * Saves many new incidents in one transaction, all or none. Each gets the next free id; one that carries an id keeps it, if
   * neither that number nor a higher one was ever given.
   */
  createMany(entries: readonly NewIncident[]): Promise<Incident[]>
  /** Where each imported incident came from, oldest first by id, deleted ones too; faster than reading the records. */
  imported(): Promise<ImportedFrom[]>
  /** @throws NotFoundError when there is no incident of that id, or it was deleted. */
  load(id: string): Promise<Incident>
  /** All incidents that were not deleted, newest first by id. */
  list(): Promise<Incident[]>
  /** Every judgement that an incident keeps on how it stands to another, but those of deleted incidents; in no order. */
  links(): Promise<KeptLink[]>
  /** How far the record goes back: how many incidents that were not deleted, and the first and the last day of them. */
  extent(): Promise<Extent>
  /**
   * Loads, applies `change`, saves and logs in one transaction, so that two processes never lose each other's writes.
   * `change` must be pure: it may run again. When it throws, nothing is saved. When it returns no changes, nothing is written.
   * The promise resolves only after the write is durable.
   */
  update<T>(id: string, change: (incident: Incident) => Changed<T>): Promise<{ incident: Incident; result: T }>
  /** Candidates for `memory/` to rank; never a deleted incident. */
  search(plan: SearchPlan): Promise<SearchResult>
  /** Oldest first. Also answers for a deleted incident that was not purged. */
  history(id: string): Promise<LoggedChange[]>
  /** Hides the incident; with `purge`, its record and its history are gone from the file. */
  remove(id: string, options: { purge: boolean; change: Change }): Promise<void>
  /** Writes a consistent copy of everything to a new file, which must not exist yet. */
  backup(file: string): Promise<void>
  /** What a health check finds; an empty list of problems means healthy. */
  check(): Promise<{ place: string; schema: number; incidents: number; problems: string[] }>
  close(): Promise<void>
}
