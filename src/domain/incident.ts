import { z } from 'zod'
import { AffectedCustomer, CustomerUpdate } from './customer-update.ts'
import { Source, Statement } from './statement.ts'

export const Severity = z.enum(['S1', 'S2', 'S3', 'S4'])
export type Severity = z.infer<typeof Severity>

export const DocumentKind = z.enum(['engineering', 'product'])
export type DocumentKind = z.infer<typeof DocumentKind>

export const DocumentStatus = z.enum(['draft', 'in review', 'final'])
export type DocumentStatus = z.infer<typeof DocumentStatus>

/** The eight canonical moments of an incident (requirement E09), in the order in which they usually come. */
export const Moment = z.enum([
  'started',
  'detected',
  'responded',
  'communicated',
  'cause identified',
  'mitigated',
  'restored',
  'all clear',
])
export type Moment = z.infer<typeof Moment>

/** A time as it was said, and how it was read. `TimelineEvent.at` is the instant that follows from it. */
export const When = z.object({
  /** The words for the time: "around 2pm, berlin time". Empty where an assistant gave none. */
  said: z.string(),
  date: z.iso.date().nullable(),
  /** Wall clock, HH:MM or HH:MM:SS, in `zone`. */
  clock: z
    .string()
    .regex(/^\d\d:\d\d(:\d\d)?$/)
    .nullable(),
  /** IANA name or offset (+02:00). */
  zone: z.string(),
  /** Nobody named the zone with this time; the one zone named elsewhere in the record was taken, else the domain context's. */
  zoneAssumed: z.boolean(),
  /** Nobody said the date with the time; it came from the answer to "On which date was that?", or is the day of all dated events. */
  dateAsked: z.boolean(),
  approximate: z.boolean(),
})
export type When = z.infer<typeof When>

export const TimelineEvent = Statement.extend({
  when: When,
  /** UTC instant; null while the date or the time is unknown. */
  at: z.iso.datetime().nullable(),
  /** Role or system. */
  actor: z.string().optional(),
  moments: z.array(Moment),
  decision: z.string().optional(),
  state: z.string().optional(),
  userImpact: z.string().optional(),
})
export type TimelineEvent = z.infer<typeof TimelineEvent>

/** An answer to a question of `questions.ts`; several answers to one question are kept side by side. */
export const Answer = Statement.extend({
  question: z.string(),
  /** The choice that the words stand for, where the question has choices. */
  value: z.string().optional(),
  /** For a quote: who said it ("a school administrator, ticket 4312"). */
  who: z.string().optional(),
})
export type Answer = z.infer<typeof Answer>

/** How it happened, how it was noticed, how it was ended: three tracks that are never mixed. */
export const WhyTrack = z.enum(['happened', 'noticed', 'ended'])
export type WhyTrack = z.infer<typeof WhyTrack>

/** How far a link was challenged, kept so that the count survives a restart. */
export const Challenge = z.object({
  /** How often its question went back to a person. */
  asked: z.number().int().min(0),
  /** `open` while an answer is awaited; `left`: asked often enough, it stays a hypothesis. */
  state: z.enum(['open', 'accepted', 'overruled', 'left']),
  /** Kinds of shallow answer that were found, and the words they stand on; empty where it was accepted. */
  kinds: z.array(z.string()),
  words: z.string(),
  question: z.string(),
  /** Ids of the sources whose words were asked about before and that the present answer replaced. */
  earlier: z.array(z.string()).optional(),
  /** Id of the source in which a person says why the answer stands against the finding. */
  overruledIn: z.string().optional(),
})
export type Challenge = z.infer<typeof Challenge>

/** How a cause stands to the other causes of the same link: needed together with them, or enough alone. */
export const WhyGate = z.enum(['and', 'or'])
export type WhyGate = z.infer<typeof WhyGate>

export const Why = Statement.extend({
  track: WhyTrack,
  /** The link that this one explains; null for the first, which explains the symptom. */
  parent: z.string().nullable(),
  /** Absent while nobody said. */
  gate: WhyGate.optional(),
  /** Absent where the link was recorded without being judged. */
  challenge: Challenge.optional(),
})
export type Why = z.infer<typeof Why>

export const FactorCategory = z.enum(['process', 'technical', 'organizational', 'external'])
export type FactorCategory = z.infer<typeof FactorCategory>

export const Factor = Statement.extend({
  /** Absent while nobody said. */
  category: FactorCategory.optional(),
  how: z.string().optional(),
})
export type Factor = z.infer<typeof Factor>

export const ActionType = z.enum(['prevent', 'detect', 'mitigate', 'process'])
export type ActionType = z.infer<typeof ActionType>

/** VA/IHI action hierarchy, put into software (RCA2, National Patient Safety Foundation 2015). */
export const ActionStrength = z.enum(['strong', 'intermediate', 'weak'])
export type ActionStrength = z.infer<typeof ActionStrength>

/** What a product fix changes (requirement A10). */
export const ProductFix = z.enum(['default', 'fallback', 'workflow', 'guardrail', 'foot-gun removal', 'pricing'])
export type ProductFix = z.infer<typeof ProductFix>

export const Priority = z.enum(['P1', 'P2', 'P3'])
export type Priority = z.infer<typeof Priority>

export const ActionStatus = z.enum(['open', 'in progress', 'done', 'dropped'])
export type ActionStatus = z.infer<typeof ActionStatus>

export const CorrectiveAction = Statement.extend({
  /** Engineering actions stand in the engineering post-mortem, product fixes in section 5 of the product post-mortem. */
  scope: DocumentKind,
  type: ActionType.optional(),
  fix: ProductFix.optional(),
  strength: ActionStrength.optional(),
  owner: z.string().optional(),
  due: z.iso.date().optional(),
  doneWhen: z.string().optional(),
  priority: Priority.optional(),
  /** Id of the factor or why that it answers. */
  answers: z.string().optional(),
  /** The number that it should move: reliability, latency, conversion. */
  metric: z.string().optional(),
  rollback: z.string().optional(),
  status: ActionStatus,
  /** The day on which it was done, where somebody said it. */
  doneOn: z.iso.date().optional(),
})
export type CorrectiveAction = z.infer<typeof CorrectiveAction>

export const Lesson = Statement.extend({
  /** Whether it applies beyond this incident; absent while nobody said. */
  beyond: z.boolean().optional(),
  sharedWith: z.string().optional(),
})
export type Lesson = z.infer<typeof Lesson>

export const Decision = Statement.extend({ basis: z.string().optional(), tradeoff: z.string().optional() })
export type Decision = z.infer<typeof Decision>

/** A question that somebody chose not to answer. It stays visibly unknown. */
const SkippedQuestion = z.object({
  question: z.string(),
  reason: z.string(),
  role: z.string(),
  at: z.iso.datetime(),
  /** Id of the source that said so. */
  source: z.string().optional(),
})

const DeliveryRecord = z.object({
  to: z.string(),
  /** Where it went: a file's path, a page's address, "chat". */
  place: z.string(),
  at: z.iso.datetime(),
  /** SHA-256 of what was delivered, to see whether somebody edited it since. */
  hash: z.string(),
  /** What stood there right after it, where the place keeps pages of its own; on the latest delivery only. */
  remote: z
    .object({
      /** Id of the page. */
      id: z.string(),
      /** Id of the user as whom we wrote. */
      editor: z.string(),
      editedAt: z.string(),
      /** The text as the place gives it back; absent where it could not be read. */
      text: z.string().optional(),
    })
    .optional(),
})
export type DeliveryRecord = z.infer<typeof DeliveryRecord>

const DocumentState = z.object({ status: DocumentStatus, deliveries: z.array(DeliveryRecord) })
export type DocumentState = z.infer<typeof DocumentState>

/** A decision by a person that stands above what the software worked out. */
const Overruling = z.object({
  reason: z.string(),
  role: z.string(),
  at: z.iso.datetime(),
  /** Id of the source whose words it rests on. */
  source: z.string().optional(),
})

/** How an incident stands to an earlier one. Only the first is a repeat; the others are look-alikes, kept apart (requirement B16). */
export const Likeness = z.enum(['same mechanism', 'same surface only', 'unrelated'])
export type Likeness = z.infer<typeof Likeness>

/** A judgement on two incidents, kept on the one from which it was made, read from both. A later one on the same pair replaces it. */
const Link = z.object({
  /** Id of the other incident. */
  to: z.string(),
  likeness: Likeness,
  reason: z.string(),
  /** Who judged: a role, or "assistant". */
  role: z.string(),
  at: z.iso.datetime(),
  /** Id of the source that holds the words of the judgement. */
  source: z.string().optional(),
})
export type Link = z.infer<typeof Link>

/** Where an imported record was read from. Its text is kept whole as a source of the record. */
const Imported = z.object({
  /** Below the folder that was imported, with forward slashes. */
  file: z.string(),
  /** Which incident of that file, from 1. */
  part: z.number().int().min(1),
  /** SHA-256 of the text of that part, to see whether it has changed since. */
  hash: z.string(),
  at: z.iso.datetime(),
  /** Id of the source that holds the original. */
  source: z.string(),
  /** The day of the incident by the document, or of its publication. */
  day: z.iso.date().optional(),
  /** As the document writes it: "SEV-2", "P1". */
  severity: z.string().optional(),
  tags: z.array(z.string()),
  /** Passages that no field of the record took. */
  unplaced: z.array(z.string()),
})
export type Imported = z.infer<typeof Imported>

/** One incident, whole. Everything that a document shows is read from here. */
export const Incident = z.object({
  /** `INC-7`; empty until the store has given it one. */
  id: z.string(),
  title: z.string(),
  createdAt: z.iso.datetime(),
  /** Null while it is open. */
  closedAt: z.iso.datetime().nullable(),
  severityOverruled: Overruling.extend({ severity: Severity }).optional(),
  /** The decision not to write a post-mortem (requirement C03). */
  skipped: Overruling.optional(),
  sources: z.array(Source),
  answers: z.array(Answer),
  timeline: z.array(TimelineEvent),
  whys: z.array(Why),
  factors: z.array(Factor),
  actions: z.array(CorrectiveAction),
  lessons: z.array(Lesson),
  decisions: z.array(Decision),
  skippedQuestions: z.array(SkippedQuestion),
  documents: z.object({ engineering: DocumentState, product: DocumentState }),
  links: z.array(Link).default([]),
  imported: Imported.optional(),
  customerUpdates: z.array(CustomerUpdate).default([]),
  affectedCustomers: z.array(AffectedCustomer).default([]),
  /** Last number given to an item or a source; ids are never used twice. */
  sequence: z.number().int().min(0),
})
export type Incident = z.infer<typeof Incident>

/** Any item that has an id and a revision. */
export type AnyItem = Answer | TimelineEvent | Why | Factor | CorrectiveAction | Lesson | Decision

/** An incident about which nothing is known yet. `now` is a UTC instant. */
export function createIncident(title: string, now: string): Incident {
  const untouched = (): DocumentState => ({ status: 'draft', deliveries: [] })
  return {
    id: '',
    title,
    createdAt: now,
    closedAt: null,
    sources: [],
    answers: [],
    timeline: [],
    whys: [],
    factors: [],
    actions: [],
    lessons: [],
    decisions: [],
    skippedQuestions: [],
    documents: { engineering: untouched(), product: untouched() },
    links: [],
    customerUpdates: [],
    affectedCustomers: [],
    sequence: 0,
  }
}

/** Every item of the record, in no particular order. */
export function itemsOf(incident: Incident): AnyItem[] {
  return [
    ...incident.answers,
    ...incident.timeline,
    ...incident.whys,
    ...incident.factors,
    ...incident.actions,
    ...incident.lessons,
    ...incident.decisions,
  ]
}
