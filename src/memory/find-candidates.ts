import type { Incident } from '../domain/incident.ts'
import { describeIncident } from './describe-incident.ts'
import { createFingerprint, measureFingerprint, noTotals, type Totals } from './fingerprint.ts'
import type { SearchHit, SearchPlan, SearchResult } from './search-plan.ts'

/** Looks at every incident: what an index must find, found without one. */
export function findCandidates(incidents: readonly Incident[], plan: SearchPlan): SearchResult {
  return createFinder()(incidents, plan)
}

/** `findCandidates` that reads each record object once, however often it is asked. */
export function createFinder(): typeof findCandidates {
  const known = new WeakMap<Incident, Uint32Array>()
  return (incidents, plan) =>
    findAmong(incidents, plan, (incident) => {
      const fingerprint = known.get(incident) ?? createFingerprint(describeIncident(incident))
      known.set(incident, fingerprint)
      return fingerprint
    })
}

function findAmong(
  incidents: readonly Incident[],
  { terms, without }: SearchPlan,
  read: (incident: Incident) => Uint32Array,
): SearchResult {
  const totals: { -readonly [field in keyof Totals]: number } = { ...noTotals }
  const frequencies = new Map(terms.map(({ id }) => [id, 0]))
  const hits: SearchHit[] = []
  for (const incident of incidents) {
    const fingerprint = read(incident)
    const { words, concepts, passages } = measureFingerprint(fingerprint)
    totals.incidents += 1
    totals.words += words
    totals.concepts += concepts
    totals.passages += passages
    const has = new Set(fingerprint)
    const found = terms.filter(({ id }) => has.has(id))
    for (const { id } of found) frequencies.set(id, (frequencies.get(id) ?? 0) + 1)
    if (found.length > 0 && !without.includes(incident.id)) hits.push({ incident: incident.id, fingerprint })
  }
  return { totals, frequencies, hits }
}
