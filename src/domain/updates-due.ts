import type { CustomerUpdate } from './customer-update.ts'
import type { Incident } from './incident.ts'
import { eventAt } from './metrics.ts'
import { answersTo } from './questions.ts'
import { readableLine } from './readable.ts'

/** Days after the end at which whoever was affected hears what was fixed and why (requirement A19). */
const followUpDays = 7

/** A message that is owed. */
export interface UpdateDue {
  readonly what: string
  /** UTC instant; null where no time was promised. */
  readonly due: string | null
  readonly isOverdue: boolean
}

/** Who owns what customers hear: the product manager, by the name or role that the record has (requirement A15). */
export function ownerOfUpdates(incident: Incident): string {
  const named = answersTo(incident, 'product-owner').at(-1)
  return named ? `product manager: ${readableLine(named.text)}` : 'product manager'
}

/** When customers could work again, as far as anybody said; a resolved message that was sent says so too. */
function endOf(incident: Incident): string | null {
  const sent = incident.customerUpdates.find((one) => one.kind === 'resolved' && one.sent)?.sent?.at
  return eventAt(incident, 'restored')?.at ?? sent ?? incident.closedAt
}

/** Estimates that customers were told and that passed without an end (requirement A17), oldest first. `now` is a UTC instant. */
export function missedEstimates(incident: Incident, now: string): CustomerUpdate[] {
  const end = endOf(incident)
  const until = end !== null && end < now ? end : now
  const told = new Map<string, CustomerUpdate>()
  for (const one of incident.customerUpdates) {
    if (one.sent && one.estimate !== undefined && one.estimate < until) told.set(one.estimate, one)
  }
  return [...told.values()]
}

/** What customers are owed: the update that was promised, the note afterwards, one follow-up for each who was affected. */
export function updatesDue(incident: Incident, now: string): UpdateDue[] {
  const due = [promised(incident), noteOwed(incident), ...followUpsOwed(incident)].filter((one) => one !== null)
  return due.map((one) => ({ ...one, isOverdue: one.due !== null && one.due < now }))
}

type Owed = Omit<UpdateDue, 'isOverdue'> | null

function promised(incident: Incident): Owed {
  const sent = incident.customerUpdates.filter(
    (one) => one.sent && one.audience === 'external' && one.kind !== 'personal',
  )
  const last = sent.sort((a, b) => (a.sent?.at ?? '').localeCompare(b.sent?.at ?? '')).at(-1)
  if (!last?.nextBy || last.kind === 'resolved' || last.kind === 'note') return null
  return { what: 'the next customer update, as promised', due: last.nextBy }
}

/** Owed wherever customers heard of the incident while it lasted. */
function noteOwed(incident: Incident): Owed {
  const heard = incident.customerUpdates.some(
    (one) => one.sent && one.audience === 'external' && one.kind !== 'personal',
  )
  const isSent = incident.customerUpdates.some((one) => one.kind === 'note' && one.audience === 'external' && one.sent)
  const end = endOf(incident)
  return heard && !isSent && end !== null
    ? { what: 'the note to customers after the incident', due: daysAfter(end, followUpDays) }
    : null
}

function followUpsOwed(incident: Incident): Owed[] {
  const end = endOf(incident)
  if (end === null) return []
  return incident.affectedCustomers
    .filter(({ name }) => !isFollowedUp(incident, name))
    .map(({ name, reported }) => ({
      what: `${reported ? 'the personal note' : 'the follow-up'} to ${readableLine(name)}`,
      due: daysAfter(end, followUpDays),
    }))
}

export function isFollowedUp(incident: Incident, name: string): boolean {
  return incident.customerUpdates.some((one) => one.kind === 'personal' && one.customer === name && one.sent)
}

function daysAfter(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * 86_400_000).toISOString()
}
