import { describe, expect, it } from 'vitest'
import { readYesNo } from '../../src/domain/yes-no.ts'

const readings = {
  yes: [
    'yes',
    'Yes.',
    'y',
    'YES!!',
    'yep',
    'yeah, three invoices',
    'yes, 40 records wrong',
    'yes - no backup either',
    'unfortunately yes',
    'I think so',
    "I'm afraid so, yes, two records",
    'Definitely',
    'it did',
    'no, wait, yes: three of them',
    '"yes" said ops',
  ],
  no: [
    'no',
    'No.',
    'n',
    'nope',
    'no data was lost',
    'none lost as far as we know',
    'as far as we know, no',
    'To our knowledge no',
    'nothing was lost',
    "I don't think so",
    'I don’t think so',
    'not that we know of',
    'not as far as we can tell',
    'probably not',
    'luckily not',
    'we did not lose anything',
    "it wasn't",
    'N/A',
    'never',
    'nobody saw anything they should not see',
  ],
  unknown: [
    'not sure',
    'Not yet known',
    'no idea',
    'no clue, sorry',
    "don't know",
    'we don’t know yet',
    'I am not sure',
    "we're not sure",
    'maybe',
    'possibly a few',
    'unclear',
    'unknown',
    'hard to say',
    'we have not checked',
    'nobody knows',
    'yes and no',
    'probably',
    '?',
    'tbd',
  ],
  null: [
    '',
    '   ',
    '40 records',
    'customers could not pay',
    'no, but three were shown twice',
    'none, except the invoices of March',
    'not only invoices',
    'no doubt about it',
    'north region',
    'yesterday it was fine',
  ],
} as const

describe('reading yes and no', () => {
  for (const [reading, texts] of Object.entries(readings)) {
    it.each(texts)(`reads %j as ${reading}`, (text) => {
      expect(readYesNo(text)).toBe(reading === 'null' ? null : reading)
    })
  }

  it('stays quick on a very long answer', () => {
    expect(readYesNo(`${'well, '.repeat(500_000)}yes`)).toBeNull()
  })
})
