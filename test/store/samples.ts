import { createSampleIncident } from '../../bench/store-sample.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { planQuestion } from '../../src/memory/plan-question.ts'
import type { SearchPlan } from '../../src/memory/search-plan.ts'
import type { Change } from '../../src/store/store.ts'

/** A complete record of realistic size, always the same, without an id. */
export function frozenCheckout(): Incident {
  return createSampleIncident(1)
}

export function change(what: Change['what']): Change {
  return {
    at: '2026-03-03T13:00:00.000Z',
    role: 'on-call',
    via: 'terminal',
    operation: 'record_answers',
    what,
    summary: what,
  }
}

export function note(summary: string): Change {
  return { ...change('added'), summary }
}

export function planFor(question: string, without: readonly string[] = []): SearchPlan {
  return { terms: planQuestion(question, [], []), without, limit: 100, places: 1000 }
}
