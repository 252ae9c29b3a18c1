import type { Incident, TimelineEvent } from '../domain/incident.ts'

/** Events that were told before and stand in another zone now, since it was named meanwhile. */
export function eventsMoved(before: Incident, after: Incident): TimelineEvent[] {
  const zones = new Map(before.timeline.map(({ id, when }) => [id, when.zone]))
  return after.timeline.filter(({ id, when }) => when.zoneAssumed && zones.has(id) && zones.get(id) !== when.zone)
}

/** What stands between the words for a time and the instant: a zone that was assumed, a date that could not be read. */
export function timeNotes(
  incident: Incident,
  taken: readonly { readonly id: string }[],
  moved: readonly TimelineEvent[],
): string[] {
  const ids = new Set(taken.map(({ id }) => id))
  const assumed = incident.timeline.filter(({ id, when }) => ids.has(id) && when.zoneAssumed && when.clock !== null)
  const zones = [...new Set(assumed.map(({ when }) => when.zone))].join(', ')
  const unread = incident.answers.filter(({ id, question, value }) => ids.has(id) && question === 'date' && !value)
  return [
    ...(assumed.length > 0
      ? [
          `No zone was said with ${assumed.map(({ id }) => id).join(', ')}; ${zones} was assumed. Ask if that is not certain.`,
        ]
      : []),
    ...(moved.length > 0
      ? [
          `${moved.map(({ id }) => id).join(', ')}, told before, now read as ${moved[0]?.when.zone} time: the one zone that was named.`,
        ]
      : []),
    ...unread.map(
      ({ id }) => `No day can be read from ${id}; ask which day it was, and send it as value (YYYY-MM-DD).`,
    ),
  ]
}
