import type { DomainContext, MetricName } from './context.ts'
import type { Incident, Moment, TimelineEvent } from './incident.ts'

/** One measured span. `minutes` is null while a moment is missing or the moments contradict each other; `note` says why. */
export interface Metric {
  readonly name: MetricName | 'duration'
  readonly from: Moment
  readonly to: Moment
  readonly minutes: number | null
  /** Minutes; null where the company set none. */
  readonly target: number | null
  /** One of the two times was given as rough. */
  readonly approximate: boolean
  /** One of the two times holds what nobody said and nobody confirmed yet. */
  readonly isInferred: boolean
  readonly note: string | null
}

/**
 * From which moment to which each metric runs. Detection is measured from the first confirmed start, everything the team did
 * from detection (the definitions of Google's SRE workbook, "Incident metrics"); duration is what users lived through.
 */
const spans = [
  ['time to detect', 'started', 'detected'],
  ['time to respond', 'detected', 'responded'],
  ['time to communicate', 'detected', 'communicated'],
  ['time to resolve', 'detected', 'restored'],
  ['duration', 'started', 'restored'],
] as const

/** The event that marks a moment: the earliest one, but the latest for the two that end an incident. */
export function eventAt(incident: Incident, moment: Moment): TimelineEvent | null {
  const marked = incident.timeline.filter((event) => event.moments.includes(moment))
  const dated = marked.filter((event) => event.at !== null).sort(byInstant)
  const chosen = moment === 'restored' || moment === 'all clear' ? dated.at(-1) : dated.at(0)
  return chosen ?? marked.at(0) ?? null
}

function isBefore(event: TimelineEvent, other: TimelineEvent | null): boolean {
  return event.at !== null && other?.at != null && Date.parse(event.at) < Date.parse(other.at)
}

/**
 * Events in order of time; one of which only the day is known at the end of that day, those without any time last, in the order in
 * which they were said.
 */
export function inOrder(timeline: readonly TimelineEvent[]): TimelineEvent[] {
  return [...timeline].sort(byInstant)
}

/** The day, YYYY-MM-DD, of an event of which nobody said the clock time; null for any other. */
export function dayAlone({ at, when }: TimelineEvent): string | null {
  return at === null && when.clock === null ? when.date : null
}

function byInstant(a: TimelineEvent, b: TimelineEvent): number {
  return orderOf(a) - orderOf(b)
}

function orderOf(event: TimelineEvent): number {
  const day = dayAlone(event)
  // Not Infinity: two of those would differ by NaN.
  return event.at !== null ? Date.parse(event.at) : day !== null ? Date.parse(`${day}T23:59:59.999Z`) : Number.MAX_VALUE
}

/** The four metrics and the duration, in whole minutes. Computed from the timeline each time, never stored. */
export function measure(incident: Incident, context: DomainContext): Metric[] {
  return spans.map(([name, from, to]) => {
    const start = eventAt(incident, from)
    const end = eventAt(incident, to)
    const target = name === 'duration' ? null : (context.targets[name] ?? null)
    const base = {
      name,
      from,
      to,
      target,
      approximate: Boolean(start?.when.approximate || end?.when.approximate),
      isInferred: [start, end].some((event) => event !== null && event.inferred.length > 0),
    }
    const missing = [start?.at ? null : from, end?.at ? null : to].filter((moment) => moment !== null)
    if (!start?.at || !end?.at) return { ...base, minutes: null, note: `no time recorded for: ${missing.join(', ')}` }
    const minutes = Math.round((Date.parse(end.at) - Date.parse(start.at)) / 60_000)
    if (minutes < 0 && name === 'time to resolve' && !isBefore(end, eventAt(incident, 'started'))) {
      return { ...base, minutes: null, note: 'it was over before it was detected' }
    }
    if (minutes < 0) {
      return { ...base, minutes: null, note: `the record contradicts itself: "${to}" stands before "${from}"` }
    }
    return { ...base, minutes, note: null }
  })
}

/** `95` → `1 h 35 min`. */
export function formatMinutes(minutes: number): string {
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const rest = minutes % 60
  const parts = [days > 0 ? `${days} d` : '', hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : '']
  return parts.filter((part) => part !== '').join(' ') || '0 min'
}
