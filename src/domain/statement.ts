import { z } from 'zod'

/** The four kinds of support that a cause can have, and the written record (requirement D06). */
export const SourceKind = z.enum(['data', 'log', 'user feedback', 'operator recollection', 'document'])
export type SourceKind = z.infer<typeof SourceKind>

/** Somebody's own words, kept letter for letter. Every item in the record quotes one of these. */
export const Source = z.object({
  id: z.string(),
  kind: SourceKind,
  /** The role that said it ("on-call", "support"), never needed to be a person's name. */
  role: z.string(),
  /** Where to look it up: an address, a ticket, a file. */
  reference: z.string().optional(),
  text: z.string(),
  recordedAt: z.iso.datetime(),
  /** Taken back by the person; its items are gone, the words stay in the history. */
  retracted: z.boolean().default(false),
})
export type Source = z.infer<typeof Source>

/** Which words of which source an item came from. */
export const Evidence = z.object({ source: z.string(), excerpt: z.string() })
export type Evidence = z.infer<typeof Evidence>

/** What is known, what is supposed, what is promised (requirement D10). */
export const StatementKind = z.enum(['fact', 'hypothesis', 'commitment'])
export type StatementKind = z.infer<typeof StatementKind>

/** How a hypothesis will be tested: what is looked at, by whom (role or name), by which date (YYYY-MM-DD). */
export const Check = z.object({ what: z.string(), owner: z.string().optional(), due: z.iso.date().optional() })
export type Check = z.infer<typeof Check>

/** What every item in the record has. */
export const Item = z.object({
  /** Unique within its incident: `event-4`. */
  id: z.string(),
  /** Starts at 1 and rises with each edit; an edit that names an older one is refused. */
  revision: z.number().int().min(1),
  evidence: z.array(Evidence),
  /** Numbers, times, dates and names in this item that its excerpts do not hold: the assistant's, until confirmed. */
  inferred: z.array(z.string()),
  /** The role that confirmed what was inferred. */
  confirmedBy: z.string().optional(),
  /** With which words, and what was inferred before: it is again if those words are taken back. */
  confirmed: z.object({ source: z.string(), claims: z.array(z.string()) }).optional(),
})
export type Item = z.infer<typeof Item>

export const Statement = Item.extend({ text: z.string(), kind: StatementKind, check: Check.optional() })
export type Statement = z.infer<typeof Statement>
