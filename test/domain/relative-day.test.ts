import { expect, it } from 'vitest'
import { dayOffset, meansDay } from '../../src/domain/relative-day.ts'

it.each([
  ['07:45 the next morning', 1],
  ['it was switched off the day after', 1],
  ['two days later', 2],
  ['a week later', 7],
  ['that evening', 0],
  ['later that day', 0],
  ['the night before', -1],
  ['the next deploy is tomorrow', null],
  ['yesterday at noon', null],
  ['the morning after a release is busy', null],
])('counts days from the day of the incident: "%s" is %s', (words, offset) => {
  expect(dayOffset(words)).toBe(offset)
})

it('means a day only where it lies so far from one that is known', () => {
  expect(meansDay('2026-03-01', 'the next morning', ['2026-02-28'])).toBe(true)
  expect(meansDay('2026-03-02', 'the next morning', ['2026-02-28'])).toBe(false)
  expect(meansDay('2026-03-01', 'the next morning', [])).toBe(false)
})
