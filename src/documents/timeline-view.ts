import type { Incident } from '../domain/incident.ts'
import { inOrder } from '../domain/metrics.ts'
import { type Claims, closed, join, proseText } from './claim-text.ts'
import { markdownText } from './markdown-text.ts'

export interface EventView {
  /** `14:05`, `03-03 14:05` where the incident spans several UTC days, or `time unknown`. */
  readonly time: string
  readonly text: string
  readonly actor: string | null
  readonly moments: string | null
}

export function viewTimeline(incident: Incident, claims: Claims, showsDay: boolean): EventView[] {
  return inOrder(incident.timeline).map((event) => {
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
        : join(
            'unknown',
            event.when.clock || event.when.date
              ? `(said: ${markdownText(said.filter((part) => part !== null).join(' '))})`
              : '',
          ),
      text: join(
        closed(proseText(event.text)),
        ...extras.map(([name, value]) => (value ? closed(`*${name}:* ${markdownText(value)}`) : '')),
        claims.marks(event),
      ),
      actor: event.actor ? markdownText(event.actor) : null,
      moments: event.moments.length > 0 ? event.moments.join(', ') : null,
    }
  })
}

/** In which zones the people spoke, and which of them nobody named. */
export function zonesText(incident: Incident): string | null {
  const timed = incident.timeline.filter((event) => event.when.clock !== null)
  const named = [...new Set(timed.filter((event) => !event.when.zoneAssumed).map((event) => event.when.zone))]
  const assumed = [...new Set(timed.filter((event) => event.when.zoneAssumed).map((event) => event.when.zone))]
  const count = timed.filter((event) => event.when.zoneAssumed).length
  const parts = [
    named.length > 0 ? `Spoken in ${named.map(markdownText).join(' and ')} time` : '',
    assumed.length > 0 ? `${assumed.map(markdownText).join(' and ')} assumed for ${count} of ${timed.length}` : '',
  ]
  return parts.filter((part) => part !== '').join('; ') || null
}
