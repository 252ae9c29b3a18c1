import { describe, expect, it } from 'vitest'
import type { Likeness } from '../../src/domain/incident.ts'
import { type KeptLink, repeatsOf, standingsOf } from '../../src/domain/links.ts'

function judged(from: string, to: string, likeness: Likeness, day = 1): KeptLink {
  return { from, to, likeness, reason: `${from} and ${to}`, role: 'on-call', at: `2026-03-0${day}T10:00:00.000Z` }
}

describe('judgements', () => {
  it('are read from both sides', () => {
    const kept = [judged('INC-2', 'INC-1', 'same mechanism')]
    expect(standingsOf('INC-1', kept)).toMatchObject([{ other: 'INC-2', likeness: 'same mechanism' }])
    expect(standingsOf('INC-2', kept)).toMatchObject([{ other: 'INC-1', likeness: 'same mechanism' }])
    expect(standingsOf('INC-3', kept)).toEqual([])
  })

  it('give way to a later one on the same pair, from whichever side it came', () => {
    const kept = [judged('INC-1', 'INC-2', 'unrelated', 2), judged('INC-2', 'INC-1', 'same mechanism', 1)]
    expect(standingsOf('INC-2', kept)).toMatchObject([{ likeness: 'unrelated' }])
    expect(repeatsOf('INC-1', kept)).toEqual([])
  })

  it('join repeats over several links, but not what was judged to be something else', () => {
    const chain = [
      judged('INC-2', 'INC-1', 'same mechanism'),
      judged('INC-3', 'INC-2', 'same mechanism'),
      judged('INC-4', 'INC-3', 'same surface only'),
    ]
    expect(repeatsOf('INC-1', chain)).toEqual(['INC-2', 'INC-3'])
    expect(repeatsOf('INC-1', [...chain, judged('INC-3', 'INC-1', 'unrelated', 2)])).toEqual(['INC-2'])
  })
})
