import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { judgeLine } from '../../../src/review/line/judge-line.ts'
import { lineRules } from '../../../src/review/line/line-rules.ts'
import { readLine } from '../../../src/review/line/read-line.ts'
import { findingsOf } from '../../../src/review/rule.ts'

describe.each(lineRules)('$id', (rule) => {
  it('has two examples on each side', () => {
    expect(rule.examples.flagged.length).toBeGreaterThanOrEqual(2)
    expect(rule.examples.clean.length).toBeGreaterThanOrEqual(2)
  })

  it.each(rule.examples.flagged)('flags $given.text', ({ given, words, kinds }) => {
    const findings = findingsOf(rule, readLine(given))
    expect(findings.map((finding) => ({ words: finding.words, kinds: finding.kinds }))).toContainEqual({ words, kinds })
  })

  it.each(rule.examples.clean)('leaves $text alone', (given) => {
    expect(findingsOf(rule, readLine(given))).toEqual([])
  })
})

describe('the line rules', () => {
  it('are one to a file, named after it', () => {
    const folder = fileURLToPath(new URL('../../../src/review/line/rules', import.meta.url))
    expect(
      readdirSync(folder)
        .map((file) => file.replace(/\.ts$/, ''))
        .sort(),
    ).toEqual(lineRules.map((rule) => rule.id).sort())
  })

  it('say nothing about what a customer said', () => {
    const said = '"You obviously forgot to test this, what a nightmare!!!" (ticket 12)'
    expect(judgeLine('customer-quotes', said)).toEqual({ label: 'ok', kinds: [], findings: [] })
  })

  it('survive what is no prose', () => {
    for (const text of [
      '',
      ' ',
      '|',
      '||||',
      '\u0000',
      'İİİ should have',
      '"'.repeat(2000),
      'a'.repeat(20000),
      '|'.repeat(5000),
      '('.repeat(5000),
    ])
      for (const section of ['summary', 'impact', 'timeline', 'root-cause', 'actions', 'other'] as const)
        expect(judgeLine(section, text).label).toMatch(/ok|flag/)
  })
})
