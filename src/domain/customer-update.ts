import { z } from 'zod'

/** The five moments at which customers hear from us, in the order in which they come (requirements A16 to A19). */
export const UpdateKind = z.enum(['acknowledgement', 'update', 'resolved', 'note', 'personal'])
export type UpdateKind = z.infer<typeof UpdateKind>

export const UpdateAudience = z.enum(['external', 'internal'])
export type UpdateAudience = z.infer<typeof UpdateAudience>

/** That a message went out. */
const Sent = z.object({
  at: z.iso.datetime(),
  /** Role that sent it. */
  by: z.string(),
  /** "status page", "e-mail to 184 homes". */
  where: z.string(),
})
export type Sent = z.infer<typeof Sent>

/** One message to customers, or about them to colleagues. Drafted from the record; sent by a person. */
export const CustomerUpdate = z.object({
  /** `update-7` */
  id: z.string(),
  kind: UpdateKind,
  audience: UpdateAudience,
  /** For the personal note: whom it goes to, as listed in `AffectedCustomer.name`. */
  customer: z.string().optional(),
  /** Markdown. */
  text: z.string(),
  draftedAt: z.iso.datetime(),
  /** When it will work again, where somebody dared to say; absent: "we do not know yet". */
  estimate: z.iso.datetime().optional(),
  /** When the next update is promised. */
  nextBy: z.iso.datetime().optional(),
  sent: Sent.optional(),
})
export type CustomerUpdate = z.infer<typeof CustomerUpdate>

/** Somebody who was materially affected, and gets one follow-up (requirement A19). */
export const AffectedCustomer = z.object({
  name: z.string(),
  /** They told us: they get a personal note about a week later. */
  reported: z.boolean(),
})
export type AffectedCustomer = z.infer<typeof AffectedCustomer>
