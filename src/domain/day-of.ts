import type { Incident } from './incident.ts'
import { inOrder } from './metrics.ts'
import { answersTo } from './questions.ts'

/**
 * The day of an incident, YYYY-MM-DD: on which it started, in UTC; else that of the first dated event; else the day that somebody
 * named; else, for an imported record, the day that its document gives. Null while no day is known.
 */
export function dayOf(incident: Incident): string | null {
  const ordered = inOrder(incident.timeline)
  const timed = ordered.filter((event) => event.at !== null)
  const first = timed.find((event) => event.moments.includes('started')) ?? timed[0]
  const said = ordered.find((event) => event.when.date !== null)?.when.date
  const named = answersTo(incident, 'date').at(-1)?.value
  return first?.at?.slice(0, 10) ?? said ?? named ?? incident.imported?.day ?? null
}
