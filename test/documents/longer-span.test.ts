import { expect, test } from 'vitest'
import { longerSpan } from '../../src/documents/longer-span.ts'

test.each([
  ['fixed itself after approx 9h when the load fell', 420, 'after approx 9h'],
  ['was down for 3 days', 1440, 'for 3 days'],
  ['On and off for about 4 hours people could not launch', 231, null],
  ['the alert fired after 10 minutes', 300, null],
  ['9h', 60, null],
])('%j beside %i minutes: %j', (text, minutes, expected) => {
  expect(longerSpan(text, minutes)).toBe(expected)
})
