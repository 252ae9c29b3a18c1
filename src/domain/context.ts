import { z } from 'zod'
import { Severity } from './incident.ts'

/** What is measured in minutes between two moments (requirement E06). */
export const MetricName = z.enum(['time to detect', 'time to respond', 'time to resolve', 'time to communicate'])
export type MetricName = z.infer<typeof MetricName>

/** One row of the severity guide. */
export const SeverityRow = z.object({
  severity: Severity,
  name: z.string(),
  definition: z.string(),
  /** Reached when at least this share of customers or traffic is affected, 0 to 1; absent: share does not decide. */
  share: z.number().min(0).max(1).optional(),
  examples: z.array(z.string()),
})
export type SeverityRow = z.infer<typeof SeverityRow>

/** A rule set that the company answers to. */
const ComplianceFramework = z.object({
  name: z.string(),
  appliesTo: z.string(),
  /** Hours from detection within which somebody must be notified; absent: no deadline. */
  notifyWithinHours: z.number().positive().optional(),
  notify: z.string().optional(),
})

/** What one company's `domain-context.md` says; what it leaves out is taken from `defaultContext`. */
export const DomainContext = z.object({
  company: z.string(),
  product: z.string(),
  industry: z.string(),
  currency: z.string(),
  /** IANA name. */
  timeZone: z.string(),
  personas: z.array(z.object({ name: z.string(), description: z.string() })),
  frameworks: z.array(ComplianceFramework),
  complianceChecklist: z.array(z.string()),
  severityGuide: z.array(SeverityRow).length(4),
  /** Minutes. */
  targets: z.record(MetricName, z.number().positive().nullable()),
  areas: z.array(z.object({ name: z.string(), otherNames: z.array(z.string()) })),
  tags: z.array(z.object({ name: z.string(), definition: z.string() })),
  /** Periods in which the same incident would hurt more; `from` and `to` are MM-DD, both included, may wrap over new year. */
  peaks: z.array(z.object({ name: z.string(), from: z.string(), to: z.string(), why: z.string() })),
  /** Words and names that no text sent to Claude may hold; a document that is delivered keeps them. */
  neverSend: z.array(z.string()),
  policies: z.object({
    productDocumentHours: z.number().positive(),
    /** Severity from which both documents are required. */
    bothDocumentsFrom: Severity,
    meetingWithinDays: z.number().positive(),
    retrospectiveWithinDays: z.number().positive(),
    productDocumentWords: z.number().int().positive(),
    minActions: z.number().int().positive(),
    maxActions: z.number().int().positive(),
    /** Roles invited to the meeting (requirement C07). */
    invite: z.array(z.string()),
  }),
})
export type DomainContext = z.infer<typeof DomainContext>
