import { describe, expect, it } from 'vitest'
import { defaultContext } from '../../src/domain/default-context.ts'
import { createIncident, type Incident, type Moment } from '../../src/domain/incident.ts'
import { formatMinutes, measure } from '../../src/domain/metrics.ts'

function withMoments(moments: Partial<Record<Moment, string | null>>): Incident {
  const incident = createIncident('x', '2026-03-03T12:00:00.000Z')
  const timeline = Object.entries(moments).map(([moment, at], index) => ({
    id: `event-${index + 1}`,
    revision: 1,
    evidence: [],
    inferred: [],
    text: moment,
    kind: 'fact' as const,
    when: {
      said: '',
      date: null,
      clock: null,
      zone: 'UTC',
      zoneAssumed: true,
      dateAsked: false,
      approximate: index === 0,
    },
    at,
    moments: [moment as Moment],
  }))
  return { ...incident, timeline }
}

const metric = (incident: Incident, name: string) => measure(incident, defaultContext).find((one) => one.name === name)!

describe('metrics', () => {
  it('measures how long it lasted where it was over before anybody noticed', () => {
    const incident = withMoments({
      started: '2026-03-03T18:03:00.000Z',
      restored: '2026-03-03T18:41:00.000Z',
      detected: '2026-03-04T07:45:00.000Z',
    })
    expect(metric(incident, 'duration').minutes).toBe(38)
    expect(metric(incident, 'time to resolve')).toMatchObject({
      minutes: null,
      note: 'it was over before it was detected',
    })
  })

  it('measures detection from the start, and what the team did from detection', () => {
    const incident = withMoments({
      started: '2026-03-03T10:00:00.000Z',
      detected: '2026-03-03T10:20:00.000Z',
      responded: '2026-03-03T10:25:00.000Z',
      communicated: '2026-03-03T10:50:00.000Z',
      restored: '2026-03-03T12:20:00.000Z',
    })
    expect(metric(incident, 'time to detect')).toMatchObject({ minutes: 20, approximate: true })
    expect(metric(incident, 'time to respond')).toMatchObject({ minutes: 5, approximate: false })
    expect(metric(incident, 'time to communicate')).toMatchObject({
      minutes: 30,
      target: defaultContext.targets['time to communicate'],
    })
    expect(metric(incident, 'time to resolve').minutes).toBe(120)
    expect(metric(incident, 'duration').minutes).toBe(140)
  })

  it('is unknown while a moment is missing, and says which', () => {
    const incident = withMoments({ detected: '2026-03-03T10:20:00.000Z' })
    expect(metric(incident, 'time to detect')).toMatchObject({ minutes: null, note: 'no time recorded for: started' })
    expect(metric(incident, 'duration').note).toBe('no time recorded for: started, restored')
  })

  it('is unknown while a marked event has no time', () => {
    expect(
      metric(withMoments({ started: null, detected: '2026-03-03T10:20:00.000Z' }), 'time to detect').minutes,
    ).toBeNull()
  })

  it('shows clocks that go backwards instead of repairing them', () => {
    const incident = withMoments({ started: '2026-03-03T10:20:00.000Z', detected: '2026-03-03T10:00:00.000Z' })
    expect(metric(incident, 'time to detect')).toMatchObject({
      minutes: null,
      note: 'the record contradicts itself: "detected" stands before "started"',
    })
  })

  it('crosses midnight and the change to summer time by the instants alone', () => {
    const incident = withMoments({ started: '2026-03-29T00:50:00.000Z', restored: '2026-03-29T01:10:00.000Z' })
    expect(metric(incident, 'duration').minutes).toBe(20)
  })

  it('ends with the last restoration, where service came back twice', () => {
    const incident = withMoments({ started: '2026-03-03T10:00:00.000Z', restored: '2026-03-03T10:30:00.000Z' })
    const again = { ...incident.timeline[1]!, id: 'event-9', at: '2026-03-03T11:00:00.000Z' }
    expect(metric({ ...incident, timeline: [...incident.timeline, again] }, 'duration').minutes).toBe(60)
  })

  it.each([
    [0, '0 min'],
    [59, '59 min'],
    [60, '1 h'],
    [95, '1 h 35 min'],
    [1500, '1 d 1 h'],
  ])('formats %i minutes as %s', (minutes, text) => {
    expect(formatMinutes(minutes)).toBe(text)
  })
})
