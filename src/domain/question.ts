import type { DomainContext } from './context.ts'
import type { Incident, Severity } from './incident.ts'

/** What asking depends on. */
export interface Asking {
  readonly incident: Incident
  readonly context: DomainContext
  /** As it stands now; null while too little is known. */
  readonly severity: Severity | null
}

/** Who usually knows the answer. */
export type Audience = 'on-call' | 'support' | 'product' | 'everybody'

/** How rough words for an answer are read: as one text, as times, as whys, as actions… */
export type Reading =
  | 'text'
  | 'choice'
  | 'timeline'
  | 'date'
  | 'quotes'
  | 'why'
  | 'factors'
  | 'actions'
  | 'lessons'
  | 'decisions'
  | 'list'

/** One question. `questions.ts` lists them all in the order in which they are asked. */
export interface Question {
  /** Stable; an answer in the record names it: `customers-affected`. */
  readonly id: string
  /** Short name for tables and forms: "Customers affected". */
  readonly label: string
  readonly ask: (asking: Asking) => string
  /** Why it matters, in one sentence. */
  readonly why: string
  readonly audience: Audience
  readonly reading: Reading
  readonly choices?: (asking: Asking) => readonly string[]
  /** Nothing is generated (`document`) or the incident does not close (`close`) without it. */
  readonly requiredFor?: 'document' | 'close'
  /** Asked only while there is room below the most that one incident is asked (`mostAsked`); unknown otherwise. */
  readonly isExtra?: true
  /** False where the question makes no sense for this incident. */
  readonly applies?: (asking: Asking) => boolean
  /** True once the record holds the answer, also when it came with other words. Default: an answer to this id. */
  readonly answered?: (asking: Asking) => boolean
}

/** A question as it is put to somebody. */
export interface PutQuestion {
  readonly id: string
  readonly label: string
  readonly text: string
  readonly why: string
  readonly audience: Audience
  readonly reading: Reading
  readonly choices?: readonly string[]
  readonly required: boolean
}
