import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findingsOf } from '../../../src/review/rule.ts'
import { whyRules } from '../../../src/review/why/rules.ts'
import { whyKindMeanings } from '../../../src/review/why/why-kind.ts'
import { readWhy } from '../../../src/review/why/why-text.ts'

describe.each(whyRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it.each(rule.examples.flagged.map((example) => [example.given.answer, example] as const))(
    'flags: %s',
    (_, example) => {
      const [finding] = findingsOf(rule, readWhy(example.given))
      expect(finding).toMatchObject({ rule: rule.id, words: example.words, kinds: example.kinds })
      expect(finding?.ask).toMatch(/\?/)
      expect(finding?.ask).not.toMatch(/\bwho\b/i)
    },
  )

  it.each(rule.examples.clean.map((given) => [given.answer, given] as const))('lets stand: %s', (_, given) => {
    expect(findingsOf(rule, readWhy(given))).toEqual([])
  })

  it('shows at least two of each, and names its source', () => {
    expect(rule.examples.flagged.length).toBeGreaterThanOrEqual(2)
    expect(rule.examples.clean.length).toBeGreaterThanOrEqual(2)
    expect(rule.why.length).toBeGreaterThan(20)
    expect(rule.source.length).toBeGreaterThan(5)
  })
})

describe('the rules together', () => {
  it('stand one in a file that has the name of its rule', () => {
    const files = readdirSync(new URL('../../../src/review/why/rules/', import.meta.url)).sort()
    expect(whyRules.map((rule) => `${rule.id}.ts`).sort()).toEqual(files)
  })

  it('name every kind of shallow answer', () => {
    expect(new Set(whyRules.flatMap((rule) => rule.kinds))).toEqual(new Set(Object.keys(whyKindMeanings)))
  })
})
