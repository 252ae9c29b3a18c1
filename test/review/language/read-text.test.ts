import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isKnownConcept } from '../../../src/review/language/concepts.ts'
import { findPhrases, phrases } from '../../../src/review/language/phrase.ts'
import { readText } from '../../../src/review/language/read-text.ts'
import { nounForms, stemOf, verbForms } from '../../../src/review/language/word-forms.ts'

const wordsIn = (text: string) => readText(text).words.map((word) => word.form)
const found = (text: string, lines: string) => {
  const read = readText(text)
  return findPhrases(read, phrases(lines)).map(({ from, to }) =>
    text.slice(read.words[from]!.start, read.words[to - 1]!.end),
  )
}

describe('reading a text', () => {
  it('keeps numbers, file names and contractions whole', () => {
    expect(wordsIn('It didn’t load 2,500 rows of net_eur.csv at 16:04 (3.5%).')).toEqual([
      'it', "didn't", 'load', '2,500', 'rows', 'of', 'net_eur.csv', 'at', '16:04', '3.5%',
    ]) // biome-ignore format: a sentence
  })

  it('tells clauses from sentences', () => {
    const { words } = readText('TTL was 24 h, old IP went dark. Nobody saw it')
    expect(words.map((word) => word.clause)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2])
    expect(words.map((word) => word.sentence).at(-1)).toBe(1)
  })

  it('points at the words as they stand, in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const word of readText(text).words) {
          expect(text.slice(word.start, word.end).toLowerCase().replaceAll('’', "'").length).toBeGreaterThan(0)
          expect(word.end).toBeLessThanOrEqual(text.length)
        }
      }),
    )
  })
})

describe('word forms', () => {
  it('inflects regular and irregular verbs', () => {
    expect(verbForms('drop')).toEqual(['drop', 'drops', 'dropped', 'dropping'])
    expect(verbForms('forget')).toEqual(expect.arrayContaining(['forgets', 'forgot', 'forgotten', 'forgetting']))
    expect(verbForms('deploy')).toContain('deployed')
    expect(verbForms('copy')).toEqual(['copy', 'copies', 'copied', 'copying'])
    expect(verbForms('cover')).toContain('covered')
    expect(nounForms('query')).toEqual(['query', 'queries'])
  })

  it('finds what is said again in other words', () => {
    expect(stemOf('delays')).toBe(stemOf('delayed'))
    expect(isKnownConcept(stemOf('unavailable'), new Set(['down']))).toBe(true)
    expect(isKnownConcept(stemOf('configuration'), new Set([stemOf('configured')]))).toBe(true)
    expect(isKnownConcept(stemOf('cookie'), new Set(['down']))).toBe(false)
  })
})

describe('phrases over words', () => {
  it('matches classes in every inflection, across a gap, within one clause', () => {
    expect(found('The ops engineer has simply forgotten it.', '{person} ~3 {slip}')).toEqual([
      'ops engineer has simply forgotten',
      'engineer has simply forgotten',
    ])
    expect(found('The engineer slept, the job forgot it.', '{person} ~3 {slip}')).toEqual([])
  })

  it('knows starts, ends and what may be absent', () => {
    expect(found('Because of the deploy', '^^^ because of? the? {trigger} $')).toEqual(['Because of the deploy'])
    expect(found('Because of the deploy script', '^^^ because of? the? {trigger} $')).toEqual([])
  })

  it('refuses a class that does not exist', () => {
    expect(() => phrases('{persn} ~3 {slip}')).toThrow(/persn/)
  })
})
