import { describe, expect, it } from 'vitest'
import { readChoice, takeChosen, within } from '../../../src/cli/draft/choose-candidates.ts'
import { BadInputError } from '../../../src/errors.ts'

describe('a choice among numbered entries', () => {
  it.each([
    ['all', [0, 1, 2, 3]],
    [' ALL ', [0, 1, 2, 3]],
    ['none', []],
    ['', []],
    ['2', [1]],
    ['4, 1-2', [0, 1, 3]],
    ['2-3 3', [1, 2]],
  ])('"%s" chooses %j', (words, chosen) => {
    expect(readChoice(words, 4)).toEqual(chosen)
  })

  it.each(['0', '5', '3-2', 'the first', '1-', '-1', '1.5', '1e1'])('"%s" chooses nothing', (words) => {
    expect(readChoice(words, 4)).toBeNull()
  })
})

const candidates = ['10:00:00', '11:30:00', '23:59:59'].map((clock) => ({
  id: clock,
  at: `2026-03-04T${clock}Z`,
  actor: 'Ana',
  text: clock,
}))

describe('entries of an export', () => {
  it('are kept within a span of time, in UTC unless an offset is named', () => {
    const kept = (since?: string, until?: string) => within(candidates, since, until).map(({ id }) => id)
    expect(kept()).toHaveLength(3)
    expect(kept('2026-03-04T10:30')).toEqual(['11:30:00', '23:59:59'])
    expect(kept('2026-03-04', '2026-03-04')).toHaveLength(3)
    expect(kept('2026-03-04 11:00+01:00', '2026-03-04T12:30+01:00')).toEqual(['10:00:00', '11:30:00'])
  })

  it.each(['yesterday', '2026-13-01', '10:00', ''])('"%s" is no time', (text) => {
    expect(() => within(candidates, text, undefined)).toThrow(BadInputError)
  })

  it('are not taken by a number that is not there', () => {
    expect(() => takeChosen(candidates, '1-4')).toThrow(/does not choose among 3 entries/)
    expect(takeChosen(candidates, '3').map(({ id }) => id)).toEqual(['23:59:59'])
  })
})
