import type { DomainContext } from './context.ts'
import type { Incident, When } from './incident.ts'
import { questionIds } from './questions.ts'
import { readableLine } from './readable.ts'
import type { Source } from './statement.ts'

/** What taking a draft depends on beside the record. */
export interface Taking {
  readonly source: Source
  readonly context: DomainContext
  /** UTC instant. */
  readonly now: string
  readonly role: string
  /** UTC instant of a wall time; null while its date or clock is unknown. */
  readonly instantOf: (when: When) => string | null
  /** Whether the words hold the excerpt, letter for letter, white space aside. */
  readonly holdsExcerpt: (said: string, excerpt: string) => boolean
  /** Numbers, times, dates and names of `text` that `support` does not hold. */
  readonly unsupportedClaims: (text: string, support: string, known?: readonly string[]) => string[]
  /** Words of `text` that `support` does not hold. */
  readonly wordsNotIn: (text: string, support: string) => string[]
  /** The zone that words name (an IANA name or an offset), if they name one. */
  readonly zoneIn: (text: string) => string | null
  /** All zones that words name, each once. */
  readonly zonesIn: (text: string) => readonly string[]
  /** The past day (YYYY-MM-DD) that words name, counted from `now` in `zone` where it is relative; null where they name none. */
  readonly dayIn: (text: string, zone: string, now: string) => string | null
  /** Ids of other incidents that were looked up and are there; a judgement can name no others. */
  readonly others?: ReadonlySet<string>
}

export interface TakenItem {
  readonly incident: Incident
  /** Id of the item that was added or changed. */
  readonly id: string
  readonly what: 'added' | 'edited' | 'confirmed' | 'removed' | 'skipped' | 'overruled' | 'unchanged'
  readonly summary: string
  readonly before?: string
  readonly inferred: readonly string[]
}

/** Why a draft was not taken, and what to do about it. */
export interface RefusedItem {
  readonly refused: string
  readonly tryThis: string
}

/** The list of the record that holds items of a type. */
export type Collection = 'answers' | 'timeline' | 'whys' | 'factors' | 'actions' | 'lessons' | 'decisions'

export function unknownQuestion(id: string | undefined): RefusedItem {
  return { refused: `there is no question "${shortened(id ?? '')}"`, tryThis: `use one of: ${questionIds.join(', ')}` }
}

/** Words as they are quoted back: one line of at most 120 characters. */
export function shortened(text: string): string {
  const line = readableLine(text)
  return line.length > 120 ? `${line.slice(0, 117).trimEnd()}…` : line
}
