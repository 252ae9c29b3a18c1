import type { DomainContext } from '../domain/context.ts'
import type { Incident, Severity } from '../domain/incident.ts'
import type { Repeat } from '../domain/past-incident.ts'
import type { PutQuestion } from '../domain/question.ts'
import type { TemplateSet } from './template-set.ts'

/** Everything a document is made from. It reads no clock and no disk. */
export interface DocumentInput {
  readonly incident: Incident
  readonly context: DomainContext
  readonly severity: { readonly severity: Severity | null; readonly reason: string }
  /** Incidents that were confirmed to have the same mechanism, oldest first. */
  readonly repeats: readonly Repeat[]
  readonly templates: TemplateSet
  /** UTC instant. */
  readonly now: string
  /** Why the document stays a draft, as sentences; empty where nothing stands in its way. */
  readonly draftReasons: readonly string[]
  /** What the record does not hold, each with the question that would settle it. */
  readonly unknown: readonly PutQuestion[]
  /** Whether a sentence blames somebody, or stops at somebody's mistake: such a one does not sum an incident up. */
  readonly isBlaming: (sentence: string) => boolean
}
