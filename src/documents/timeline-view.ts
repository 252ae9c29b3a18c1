import type { DomainContext } from '../domain/context.ts'
import type { Incident, TimelineEvent } from '../domain/incident.ts'
import { inOrder } from '../domain/metrics.ts'
import { type Claims, closed, join, proseText } from './claim-text.ts'
import { markdownText } from './markdown-text.ts'

export interface EventView {
  /** `14:05`, `03-03 14:05` where the incident spans several UTC days, or `time unknown`. */
  readonly time: string
  /** The wall clock in the zone in which people spoke; null without one. */
  readonly said: string | null
  readonly text: string
  readonly actor: string | null
  readonly moments: string | null
}

export interface TimelineView {
  readonly timeline: readonly EventView[]
  /** The clock as people said it stands beside the time in UTC wherever the two differ. */
  readonly timelineColumns: Readonly<Record<'said' | 'actor' | 'moments', boolean>>
  /** The source of every event that names no other; null where each names its own. */
  readonly timelineSource: string | null
}

export function viewTimeline(incident: Incident, claims: Claims, showsDay: boolean): TimelineView {
  const ordered = inOrder(incident.timeline)
  const source = sharedMarks(ordered.map(claims.marks))
  return {
    timeline: ordered.map((event) =>
      eventView(event, claims.marks(event) === source ? '' : claims.marks(event), showsDay),
    ),
    timelineColumns: {
      said: ordered.some(
        ({ at, when }) => at !== null && when.clock !== null && at.slice(11, 16) !== when.clock.slice(0, 5),
      ),
      actor: ordered.some((event) => event.actor !== undefined),
      moments: ordered.some((event) => event.moments.length > 0),
    },
    timelineSource: source,
  }
}

function eventView(event: TimelineEvent, marks: string, showsDay: boolean): EventView {
  const about = event.when.approximate ? 'about ' : ''
  const said = [event.when.date, event.when.clock, event.when.clock ? event.when.zone : null]
  const extras = [
    ['Decision', event.decision],
    ['State', event.state],
    ['Users', event.userImpact],
  ] as const
  return {
    time: event.at
      ? `${about}${showsDay ? `${event.at.slice(5, 10)} ` : ''}${event.at.slice(11, 16)}`
      : event.when.date && !event.when.clock
        ? showsDay
          ? event.when.date.slice(5)
          : event.when.date
        : join(
            'unknown',
            event.when.clock ? `(said: ${markdownText(said.filter((part) => part !== null).join(' '))})` : '',
          ),
    said: event.at !== null && event.when.clock !== null ? event.when.clock.slice(0, 5) : null,
    text: join(
      closed(proseText(event.text)),
      ...extras.map(([name, value]) => (value ? closed(`*${name}:* ${markdownText(value)}`) : '')),
      marks,
    ),
    actor: event.actor ? markdownText(event.actor) : null,
    moments: event.moments.length > 0 ? event.moments.join(', ') : null,
  }
}

/** The sources that most events rest on, where at least three share them and nothing else has to be said about them. */
function sharedMarks(marks: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const mark of marks) if (/^\[[^\]]+\]$/.test(mark)) counts.set(mark, (counts.get(mark) ?? 0) + 1)
  const [most] = [...counts].sort(([, one], [, other]) => other - one)
  return most && most[1] >= 3 && most[1] * 2 > marks.length ? most[0] : null
}

/** In which zones the people spoke, and which of them nobody named; nothing where all of it was said in UTC. */
export function zonesText(incident: Incident, { timeZone }: DomainContext): string | null {
  const timed = incident.timeline.filter((event) => event.when.clock !== null)
  const named = [...new Set(timed.filter((event) => !event.when.zoneAssumed).map((event) => event.when.zone))]
  const assumed = [...new Set(timed.filter((event) => event.when.zoneAssumed).map((event) => event.when.zone))]
  const count = timed.filter((event) => event.when.zoneAssumed).length
  // A zone that is not the company's own was taken because somebody named it, though not with each time.
  const reason = assumed.every((zone) => zone !== timeZone) ? 'named once and taken' : 'assumed'
  const isPlain = assumed.length === 0 && named.every((zone) => zone === 'UTC')
  const parts = [
    named.length > 0 && !isPlain ? `Spoken in ${named.map(markdownText).join(' and ')} time` : '',
    assumed.length > 0 ? `${assumed.map(markdownText).join(' and ')} ${reason} for ${count} of ${timed.length}` : '',
  ]
  return parts.filter((part) => part !== '').join('; ') || null
}
