import { z } from 'zod'
import {
  ActionStatus,
  ActionStrength,
  ActionType,
  DocumentKind,
  FactorCategory,
  Likeness,
  Moment,
  Priority,
  ProductFix,
  Severity,
  WhyGate,
  WhyTrack,
} from './incident.ts'
import { Check, StatementKind } from './statement.ts'

/** What one item of `record_answers` can be. */
const DraftType = z.enum([
  'answer',
  'event',
  'why',
  'factor',
  'action',
  'lesson',
  'decision',
  'severity',
  'skip',
  'confirm',
  'remove',
  'retract',
  'match',
])

/**
 * One item drawn from somebody's words, before it is checked against them. One flat shape for all types keeps the tool's
 * schema small; `record.ts` says which fields a type needs.
 */
export const ItemDraft = z.strictObject({
  type: DraftType.describe(
    'skip: they do not know. confirm: a person confirmed what was inferred. remove: item id. retract: a said-id with all its items. match: your judgement on a past incident; your reason in said and text, said_by assistant',
  ),
  id: z.string().optional().describe('Item to change; with revision. Omit for a new item'),
  revision: z.number().int().optional().describe('The revision you saw'),
  excerpt: z
    .string()
    .optional()
    .describe('Their words for this item, letter for letter from said. Default: all of said'),
  text: z.string().optional().describe('The item in one or two sentences, nothing added. Default: the excerpt'),
  kind: StatementKind.optional().describe('Default fact; hypothesis for any guess, with check'),
  check: Check.optional(),
  question: z.string().optional().describe('answer, skip: id of the question'),
  value: z.string().optional().describe('answer: one of the choices of the question'),
  who: z.string().optional().describe('answer to quotes: who said it'),
  at: z.string().optional().describe('event: 2026-03-03T14:05, or 14:05 where the date was not said; local to zone'),
  zone: z.string().optional().describe('event: Europe/Berlin or +01:00, if they named one'),
  approximate: z.boolean().optional(),
  actor: z.string().optional().describe('event: role or system'),
  moments: z.array(Moment).optional().describe('event: canonical moments that it marks'),
  decision: z.string().optional(),
  state: z.string().optional().describe('event: system state'),
  user_impact: z.string().optional(),
  track: WhyTrack.optional().describe('why'),
  parent: z.string().optional().describe('why: id of the link it explains; omit for the first'),
  gate: WhyGate.optional().describe('why: and = needed with its siblings, or = enough alone'),
  category: FactorCategory.optional(),
  how: z.string().optional().describe('factor: how it contributed'),
  scope: DocumentKind.optional().describe('action: product for a product-level fix. Default engineering'),
  action_type: ActionType.optional(),
  fix: ProductFix.optional().describe('product action'),
  strength: ActionStrength.optional(),
  owner: z.string().optional(),
  due: z.iso.date().optional(),
  done_when: z.string().optional(),
  priority: Priority.optional(),
  answers: z.string().optional().describe('action: id of the why or factor that it answers'),
  metric: z.string().optional(),
  rollback: z.string().optional(),
  status: ActionStatus.optional(),
  beyond: z.boolean().optional().describe('lesson: applies beyond this incident'),
  shared_with: z.string().optional(),
  basis: z.string().optional().describe('decision'),
  tradeoff: z.string().optional(),
  to: z.string().optional().describe('match: id of the other incident'),
  likeness: Likeness.optional().describe('match'),
  severity: Severity.optional().describe('severity: overrules the guide; give the reason in text'),
})
export type ItemDraft = z.infer<typeof ItemDraft>
