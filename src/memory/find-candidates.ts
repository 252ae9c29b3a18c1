import type { Incident } from '../domain/incident.ts'
import { wordsOfIncident } from './describe-incident.ts'
import type { SearchHit, SearchPlan } from './search-plan.ts'
import { termsOf } from './terms.ts'

/** Those of `incidents` that have any term of the plan. */
export function findCandidates(incidents: readonly Incident[], plan: SearchPlan): SearchHit[] {
  return incidents
    .filter(({ id }) => !plan.without.includes(id))
    .map((incident) => {
      const terms = new Set(termsOf(wordsOfIncident(incident)))
      return { incident: incident.id, matched: plan.terms.filter((term) => terms.has(term)).length }
    })
    .filter(({ matched }) => matched > 0)
}
