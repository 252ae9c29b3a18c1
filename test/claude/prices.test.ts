import { describe, expect, it } from 'vitest'
import { addTokens, costOf, noTokens } from '../../src/claude/prices.ts'

describe('what a request costs', () => {
  it('counts what is kept and what is read again at their own prices', () => {
    const tokens = { input: 1_000_000, cacheWrite: 1_000_000, cacheRead: 1_000_000, output: 1_000_000 }
    // 2 × (1 + 1.25 + 0.1) + 10
    expect(costOf('claude-sonnet-5-5', tokens)).toBeCloseTo(14.7)
    expect(addTokens(tokens, noTokens)).toEqual(tokens)
  })

  it('says that it does not know, rather than guess', () => {
    expect(costOf('claude-unheard-of', noTokens)).toBeNull()
    expect(costOf('claude-haiku-5-5', { ...noTokens, input: 100_001 })).toBeNull()
    expect(costOf('claude-haiku-5-5', { ...noTokens, input: 100_000 })).toBeCloseTo(0.01)
  })
})
