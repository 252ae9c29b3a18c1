import { describe, expect, it } from 'vitest'
import type { Compared, Likeness } from '../../../src/memory/patterns/compare-incidents.ts'
import { groupIncidents, type Judged, sameFailure } from '../../../src/memory/patterns/group-incidents.ts'

const measure = { score: ({ words }: Likeness) => words, threshold: 0.3, possible: 0.05 }

/** Incidents that are as alike as `pairs` says, "0-1": 0.4; all others not at all. Of a negative pair both tell of other mechanisms. */
function compare(count: number, pairs: Readonly<Record<string, number>>): Compared {
  const alike = (a: number, b: number) => pairs[`${Math.min(a, b)}-${Math.max(a, b)}`] ?? 0
  const all = Array.from({ length: count }, (_, at) => at)
  return {
    likeness: (a: number, b: number) =>
      ({ words: Math.abs(alike(a, b)), mechanisms: alike(a, b) < 0 ? 'others' : 'unsaid' }) as Likeness,
    candidates: (a: number) => all.filter((b) => alike(a, b) !== 0),
  } as unknown as Compared
}

/** So many that the nearest is near for itself. */
const long = 200
const group = (pairs: Readonly<Record<string, number>>, judged: readonly Judged[] = [], count = long) =>
  groupIncidents(count, compare(count, pairs), { measure, judged })

const judge = (a: number, b: number, isSame: boolean): Judged => ({ a, b, isSame, reason: '', role: '', at: '' })

describe('groups of incidents', () => {
  it('hold only who is like every other one', () => {
    expect(group({ '0-1': 0.9, '0-2': 0.7, '1-2': 0.7, '0-3': 0.8, '1-3': 0.2 }).proposed).toEqual([[0, 1, 2]])
  })

  it('are not proposed but possible where little agrees', () => {
    expect(group({ '0-1': 0.2 })).toEqual({ proposed: [], possible: [[0, 1]] })
  })

  it('are possible with a proposed one inside, and named once', () => {
    expect(group({ '0-1': 0.9, '0-2': 0.15, '1-2': 0.15, '3-4': 0.9 })).toEqual({
      proposed: [[0, 1], [3, 4]],
      possible: [[0, 1, 2]],
    }) // biome-ignore format: groups on a line
  })

  it('are not proposed for so little in a short log, where the nearest is near for want of others', () => {
    expect(group({ '0-1': 0.5 }).proposed).toEqual([[0, 1]])
    expect(group({ '0-1': 0.5 }, [], 3)).toEqual({ proposed: [], possible: [[0, 1]] })
  })

  it('hold no two that tell of other mechanisms, but of those two alone', () => {
    const apart = { ...measure, tellsApart: ({ mechanisms }: Likeness) => mechanisms === 'others' }
    const found = (pairs: Readonly<Record<string, number>>, judged: readonly Judged[] = []) =>
      groupIncidents(long, compare(long, pairs), { measure: apart, judged })
    expect(found({ '0-1': 0.9, '0-2': 0.8, '1-2': 0.8 }).proposed).toEqual([[0, 1, 2]])
    expect(found({ '0-1': 0.9, '0-2': 0.8, '1-2': -0.8 })).toEqual({ proposed: [[0, 1]], possible: [] })
    expect(found({ '0-1': -0.9 }).proposed).toEqual([[0, 1]])
    expect(found({ '0-1': 0.9, '1-2': -0.8 }, [judge(1, 2, true)]).proposed).toEqual([[1, 2]])
  })

  it('are not even possible where somebody judged them apart', () => {
    expect(group({ '0-1': 0.2 }, [judge(0, 1, false)])).toEqual({ proposed: [], possible: [] })
  })

  it('have no possible ones where the measure does not ask for any', () => {
    const { score, threshold } = measure
    const options = { measure: { score, threshold }, judged: [] }
    expect(groupIncidents(long, compare(long, { '0-1': 0.2 }), options).possible).toEqual([])
  })
})

describe('the same symptom with nothing in common of how it came about', () => {
  const bare: Likeness = { words: 0.6, symptom: 0.6, cause: 0.5, concepts: 0.5, title: 1, mechanism: 0, failures: 0.7, contained: 0.8, daysApart: 30, areasDiffer: false, sameSign: 1, mechanisms: 'unsaid' } // biome-ignore format: one row
  const score = (more: Partial<Likeness>) => sameFailure.score({ ...bare, ...more })

  it('is the same failure within half a year, and at most possible later', () => {
    expect(score({})).toBeGreaterThan(sameFailure.threshold)
    expect(score({ daysApart: 400 })).toBeLessThan(sameFailure.threshold)
    expect(score({ daysApart: 400 })).toBeGreaterThan(sameFailure.possible ?? 0)
  })

  it('is the same failure years later where both tell how it came about', () => {
    expect(score({ daysApart: 900, mechanism: 0.4 })).toBeGreaterThan(sameFailure.threshold)
    expect(score({ daysApart: 900, mechanisms: 'the same' })).toBeGreaterThan(sameFailure.threshold)
  })
})
