import type { Incident, When } from './incident.ts'
import type { Taking } from './taking.ts'

/**
 * Gives events whose zone nobody named the one zone that was named: by another event, or anywhere in the words that stand
 * ("all my times are Berlin time"). Where several zones were named, or none, they keep theirs. Runs after each batch, so that a
 * zone that is named later settles the events too; it never throws. An imported record keeps what its document says.
 */
export function zoneEvents(
  incident: Incident,
  { zonesIn, instantOf }: Pick<Taking, 'zonesIn' | 'instantOf'>,
): Incident {
  if (incident.imported || incident.timeline.every(({ when }) => !when.zoneAssumed)) return incident
  const named = incident.timeline.flatMap(({ when }) => (when.zoneAssumed ? [] : [when.zone]))
  const said = incident.sources.flatMap((source) => (source.retracted ? [] : zonesIn(source.text)))
  const [zone, ...others] = new Set([...named, ...said])
  if (zone === undefined || others.length > 0) return incident
  const timeline = incident.timeline.map((event) => {
    if (!event.when.zoneAssumed || event.when.zone === zone) return event
    const when: When = { ...event.when, zone }
    try {
      return { ...event, when, at: instantOf(when) }
    } catch {
      return event
    }
  })
  return { ...incident, timeline }
}
