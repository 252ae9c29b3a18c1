import { describe, expect, it } from 'vitest'
import { operationsLexicon, operationsThesaurus } from '../../src/memory/concepts.ts'
import { readMechanisms } from '../../src/memory/patterns/read-mechanisms.ts'
import { readText } from '../../src/memory/read-text.ts'
import { mechanisms } from '../../src/memory/thesaurus/mechanisms.ts'
import { tokenise } from '../../src/memory/tokens.ts'

const groupsIn = (text: string) => [...new Set(readText(text).concepts.map(({ name }) => name))]

describe('the thesaurus', () => {
  it('has groups with different names, each with at least eight forms', () => {
    const names = operationsThesaurus.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(85)
    for (const { name, forms } of operationsThesaurus) {
      expect(forms.split(',').length, name).toBeGreaterThanOrEqual(8)
      expect(forms, name).not.toMatch(/,\s*(?:,|$)/)
    }
  })

  it('names no word more than four times: a word that means everything says nothing', () => {
    const often = [...operationsLexicon()].filter(
      ([, forms]) => forms.filter(({ stems }) => stems.length === 1).length > 4,
    )
    expect(often.map(([first]) => first)).toEqual([])
  })

  it('finds a group by a word in any inflection, and by a phrase', () => {
    expect(groupsIn('The cert had lapsed')).toEqual(['certificate', 'expiry'])
    expect(groupsIn('We ran out of disk')).toContain('capacity')
    expect(groupsIn('Users were kicked out')).toContain('signing in')
  })

  it.each([
    ['It did not time out.', 'timeout', false],
    ['It timed out.', 'timeout', true],
    ['No customer data was lost.', 'lost data', false],
    ['Not a single crash, but data was lost.', 'lost data', true],
    ['There was no traffic; the site was down.', 'outage', true],
    ['The site could not be reached.', 'machines', false],
    ["It isn't stale", 'stale', false],
    ['It never crashed', 'crash', false],
  ])('reads "%s"', (text, group, is) => {
    expect(groupsIn(text).includes(group)).toBe(is)
  })
})

describe('the mechanisms of failure', () => {
  const told = (text: string) => readMechanisms(text, tokenise(text))
  const formsOf = (forms: string) => forms.split(',').map((form) => form.trim().replace(/\s+/g, ' '))

  it('have different names and say how each is told', () => {
    expect(new Set(mechanisms.map(({ name }) => name)).size).toBe(mechanisms.length)
    expect(mechanisms.length).toBeGreaterThanOrEqual(60)
    for (const { name, said = [], alone } of mechanisms) expect(said.length + (alone ? 1 : 0), name).toBeGreaterThan(0)
  })

  it('are read wherever one of their things stands beside what happened to it', () => {
    const missed = mechanisms.flatMap(({ name, said = [] }) =>
      said.flatMap(([things, happened]) => {
        const [thing = ''] = formsOf(things)
        return formsOf(happened)
          .map((event) => `The ${thing} there ${event}.`)
          .filter((text) => !told(text).has(name))
      }),
    )
    expect(missed).toEqual([])
  })

  it('are read from every phrase that tells them by itself', () => {
    const missed = mechanisms.flatMap(({ name, alone }) =>
      alone === undefined ? [] : formsOf(alone).filter((phrase) => !told(`They found ${phrase}.`).has(name)),
    )
    expect(missed).toEqual([])
  })
})
