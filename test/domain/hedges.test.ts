import { expect, it } from 'vitest'
import { isHedged } from '../../src/domain/hedges.ts'

it.each([
  'It was probably the cache',
  'I think the deploy',
  'we are not sure why',
  'most likely DNS',
  'it seems to leak',
])('%j is a guess', (said) => {
  expect(isHedged(said)).toBe(true)
})

it.each(['the cache was full', 'we made sure it was back', 'an unlikely path', 'the perhapsd process died', ''])(
  '%j is no guess',
  (said) => {
    expect(isHedged(said)).toBe(false)
  },
)
