import type { Answer, Incident, TimelineEvent, When } from './incident.ts'
import { answersTo } from './questions.ts'
import { dayOffset } from './relative-day.ts'
import { shiftDay } from './shift-day.ts'

/**
 * Gives events whose date nobody said the date that answers "On which date was that?", else the one day that all dated events
 * share; "the next morning" is the day after. A clock that falls back from the evening into the night or morning, as told by the same person in one go, is taken for
 * the next day and shown as inferred. So is every date that was itself inferred. Runs after each batch, so that a corrected or
 * confirmed date settles the events too; it never throws.
 */
export function dateEvents(incident: Incident, instantOf: (when: When) => string | null): Incident {
  const answer = answersTo(incident, 'date').at(-1)
  const date = answer?.value ?? onlyDay(incident.timeline)
  const last = new Map<string, { clock: string; isNextDay: boolean }>()
  const timeline = incident.timeline.map((event) => {
    const { when } = event
    if (when.clock === null || (when.date !== null && !when.dateAsked)) return event
    const source = event.evidence[0]?.source ?? ''
    const offset = dayOffset(event.evidence.map(({ excerpt }) => excerpt).join('\n'))
    const isNextDay = offset === null && isAfterMidnight(event, when.clock, last.get(source))
    last.set(source, { clock: when.clock, isNextDay: isNextDay || offset === 1 })
    const day = date && shiftDay(date, offset ?? (isNextDay ? 1 : 0))
    const dated: When = { ...when, date: day, dateAsked: true }
    return withDate(event, dated, instantOf, isNextDay || isInferred(answer, date))
  })
  return { ...incident, timeline }
}

/** What began the incident is often told last, so it never comes after the night. */
function isAfterMidnight(
  event: TimelineEvent,
  clock: string,
  previous: { clock: string; isNextDay: boolean } | undefined,
): boolean {
  if (!previous || event.moments.includes('started')) return false
  if (previous.isNextDay) return clock < '18:00' && clock >= previous.clock
  const isEarly = clock < '06:00' || (clock < '12:00' && !event.moments.includes('detected'))
  return isEarly && previous.clock >= '18:00'
}

function withDate(
  event: TimelineEvent,
  when: When,
  instantOf: (when: When) => string | null,
  isDateInferred: boolean,
): TimelineEvent {
  const isSame = when.date === event.when.date
  const others = event.inferred.filter((claim) => claim !== event.when.date && claim !== when.date)
  const isSettled = event.confirmedBy !== undefined && isSame
  const inferred = isDateInferred && when.date !== null && !isSettled ? [...others, when.date] : others
  if (isSame && inferred.length === event.inferred.length) return event
  return { ...event, when, at: safely(instantOf, when), inferred }
}

function isInferred(answer: Answer | undefined, date: string | null): boolean {
  return answer !== undefined && date !== null && answer.inferred.includes(date)
}

function safely(instantOf: (when: When) => string | null, when: When): string | null {
  try {
    return instantOf(when)
  } catch {
    return null
  }
}

function onlyDay(timeline: readonly TimelineEvent[]): string | null {
  const days = new Set(timeline.flatMap(({ when }) => (when.date !== null && !when.dateAsked ? [when.date] : [])))
  return days.size === 1 ? ([...days][0] ?? null) : null
}
