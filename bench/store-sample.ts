import { createIncident, type Incident } from '../src/domain/incident.ts'

const said =
  'Checkout froze for everybody in the EU shop around 2pm. Support had 41 tickets before the alert fired; the first one came at 13:52. ' +
  'We drained the broken pool at 14:31 and users could pay again at 15:07. Nobody had looked at the pool limit since the migration.'

/** An incident of the size that one facilitation leaves behind: about 40 items from 8 sources, without an id. */
export function createSampleIncident(seed: number): Incident {
  const now = new Date(Date.UTC(2026, 0, 1) + seed * 3_600_000).toISOString()
  const incident = createIncident(`Checkout froze in the EU shop, ${seed}`, now)
  const item = (kind: string, place: number) => ({
    id: `${kind}-${place}`,
    revision: 1 + (place % 3),
    evidence: [{ source: `said-${1 + (place % 8)}`, excerpt: said.slice(place, place + 90) }],
    inferred: place % 7 === 0 ? ['14:31'] : [],
    text: `${said.slice(place, place + 120)} (${seed})`,
    kind: 'fact' as const,
  })
  const times = <T>(count: number, make: (place: number) => T): T[] =>
    Array.from({ length: count }, (_, at) => make(at + 1))
  return {
    ...incident,
    sources: times(8, (place) => ({
      id: `said-${place}`,
      kind: 'operator recollection',
      role: place % 2 === 0 ? 'support' : 'on-call',
      text: said,
      recordedAt: now,
      retracted: false,
    })),
    answers: times(14, (place) => ({ ...item('answer', place), question: `question-${place}` })),
    timeline: times(10, (place) => ({
      ...item('event', place),
      when: {
        said: 'around 2pm',
        date: '2026-03-03',
        clock: '14:05',
        zone: 'Europe/Berlin',
        zoneAssumed: true,
        dateAsked: false,
        approximate: true,
      },
      at: now,
      actor: 'on-call',
      moments: place === 1 ? ['started'] : [],
    })),
    whys: times(6, (place) => ({
      ...item('why', place),
      kind: 'hypothesis' as const,
      check: { what: 'Read the pool metrics of the week before', owner: 'database team', due: '2026-03-10' },
      track: 'happened',
      parent: place === 1 ? null : `why-${place - 1}`,
    })),
    factors: times(3, (place) => ({
      ...item('factor', place),
      category: 'technical',
      how: 'The limit was never revisited',
    })),
    actions: times(4, (place) => ({
      ...item('action', place),
      kind: 'commitment' as const,
      scope: 'engineering',
      type: 'prevent',
      strength: 'strong',
      owner: 'database team',
      due: '2026-03-20',
      doneWhen: 'A load test at twice the peak passes in CI',
      priority: 'P1',
      answers: 'why-6',
      status: 'open',
    })),
    lessons: times(3, (place) => ({ ...item('lesson', place), beyond: true })),
    decisions: times(2, (place) => ({ ...item('decision', place), basis: 'Error rate', tradeoff: 'Longer recovery' })),
    sequence: 50,
  }
}
