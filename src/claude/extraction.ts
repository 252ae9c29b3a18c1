import { z } from 'zod'
import { ItemDraft } from '../domain/draft.ts'
import { ActionStatus, FactorCategory, Moment, WhyTrack } from '../domain/incident.ts'
import { readableLine } from '../domain/readable.ts'

const Kind = z.enum(['fact', 'hypothesis'])
const orNot = <T extends string>(values: readonly T[]) => z.enum([...values, ''])

/** Every field is required and empty where nobody said it: a form of which nothing can be left out is filled in best. */
const Quoted = z.object({
  excerpt: z.string().describe('the words of the notes for this item, letter for letter, in one piece'),
  text: z.string().describe('the item in one sentence, in their words, nothing added'),
  kind: Kind.describe('hypothesis for whatever is guessed, suspected or contradicted elsewhere in the notes'),
})

/** What Claude draws from notes. Checked against the words afterwards, item by item. */
export const Extraction = z.object({
  title: z.string().describe('a few words of the notes that name the failure; empty if none do'),
  what_happened: z
    .string()
    .describe(
      'the one to three sentences of the notes, letter for letter, that say best what went wrong; empty if none do',
    ),
  answers: z.array(
    Quoted.extend({
      question: z.string().describe('id of the question'),
      value: z.string().describe('one of the choices of that question, where it has choices; else empty'),
      who: z.string().describe('quotes: who said it; else empty'),
    }),
  ),
  events: z.array(
    Quoted.extend({
      at: z.string().describe('2026-03-04T10:02, or 10:02 where no date is said; empty where no time is said'),
      zone: z.string().describe('IANA name or offset, where the notes name one; else empty'),
      approximate: z.boolean(),
      actor: z.string().describe('role or system; empty where nobody said'),
      moments: z.array(Moment).describe('only where the words say so'),
    }),
  ),
  whys: z.array(Quoted.extend({ track: WhyTrack })),
  factors: z.array(Quoted.extend({ category: orNot(FactorCategory.options) })),
  actions: z.array(
    Quoted.omit({ kind: true }).extend({
      owner: z.string(),
      due: z.string().describe('YYYY-MM-DD; empty where no date is said'),
      done_when: z.string(),
      status: orNot(ActionStatus.options),
    }),
  ),
  lessons: z.array(Quoted),
  decisions: z.array(Quoted),
  contradictions: z
    .array(z.object({ about: z.string(), excerpts: z.array(z.string()) }))
    .describe('statements of the notes that cannot both be true, each by its excerpt as used above'),
})
export type Extraction = z.infer<typeof Extraction>

/** The same facts told in two ways. */
export interface Contradiction {
  readonly about: string
  readonly excerpts: readonly string[]
}

/** What could not even be put to the record, and why. */
export interface Misfit {
  readonly excerpt: string
  readonly reason: string
}

export interface DraftedItems {
  readonly drafts: readonly ItemDraft[]
  readonly misfits: readonly Misfit[]
  readonly contradictions: readonly Contradiction[]
}

/** The items of an extraction as drafts. Statements that contradict each other stay side by side, each a hypothesis. */
export function toDrafts(extraction: Extraction): DraftedItems {
  const drafts: ItemDraft[] = []
  const misfits: Misfit[] = []
  const add = (type: ItemDraft['type'], items: readonly (object & { excerpt: string })[]) => {
    for (const item of items) {
      const parsed = ItemDraft.safeParse(withoutEmpty({ ...item, type }))
      if (parsed.success) drafts.push(parsed.data)
      else {
        const [issue] = parsed.error.issues
        misfits.push({ excerpt: item.excerpt, reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` })
      }
    }
  }
  add('answer', extraction.answers)
  add(
    'event',
    extraction.events.map((event) => ({ ...event, at: event.at.trim().replace(' ', 'T') })),
  )
  add('why', extraction.whys)
  add('factor', extraction.factors)
  add('action', extraction.actions)
  add('lesson', extraction.lessons)
  add('decision', extraction.decisions)
  const contradictions = contradictionsIn(extraction, drafts)
  const disputed = new Set(contradictions.flatMap(({ excerpts }) => excerpts.map(readableLine)))
  const check = { what: 'the notes contradict each other here: ask which one holds' }
  return {
    drafts: drafts.map((draft) =>
      disputed.has(readableLine(draft.excerpt ?? '')) && draft.type !== 'action'
        ? { ...draft, kind: 'hypothesis', check }
        : draft,
    ),
    misfits,
    contradictions,
  }
}

/** Those that Claude named, and those that show by themselves: one moment at two times, one choice answered in two ways. */
function contradictionsIn(extraction: Extraction, drafts: readonly ItemDraft[]): Contradiction[] {
  const found: Contradiction[] = extraction.contradictions.filter(({ excerpts }) => excerpts.length > 1)
  const told = new Map<string, { values: Set<string>; excerpts: string[] }>()
  const note = (about: string, value: string, excerpt: string) => {
    const { values, excerpts } = told.get(about) ?? { values: new Set(), excerpts: [] }
    told.set(about, { values: values.add(value), excerpts: [...excerpts, excerpt] })
  }
  for (const { type, question = '', value, at, zone, moments = [], excerpt = '' } of drafts) {
    if (type === 'answer' && value !== undefined) note(question, value, excerpt)
    if (type !== 'event' || at === undefined) continue
    for (const moment of moments) note(moment, `${at} ${zone ?? ''}`, excerpt)
  }
  for (const [about, { values, excerpts }] of told) if (values.size > 1) found.push({ about, excerpts })
  return found
}

/** Empty is what nobody said. */
function withoutEmpty(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0)),
  )
}
