import { describe, expect, it } from 'vitest'
import { givesReason } from '../../src/operations/gives-reason.ts'

const answer = 'The cache was cold after the deploy.'

describe('givesReason', () => {
  it.each([
    'The dashboard shows it.',
    'Yes, because the log has a miss for each key.',
    'I saw 40 misses.',
    'We measured that on Tuesday.',
  ])('finds one in: %s', (words) => {
    expect(givesReason(words, answer)).toBe(true)
  })

  it.each([
    'Yes.',
    'Yes, that is right.',
    'That’s correct, keep it.',
    'It stands as I said.',
    'We all agree on the answer.',
    'Your rule is wrong.',
    'The cache was cold, really.',
    '…',
  ])('finds none in: %s', (words) => {
    expect(givesReason(words, answer)).toBe(false)
  })
})
