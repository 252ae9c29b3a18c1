import { describe, expect, it } from 'vitest'
import { readCheck } from '../../src/cli/interview/guesses.ts'
import { readTimeReply } from '../../src/cli/interview/time-reply.ts'

// A Saturday.
const today = '2026-11-21'

describe('a reply to the times that were read', () => {
  it.each([
    ['last tuesday', '2026-11-17', null],
    ['it was on 3 March 2026', '2026-03-03', null],
    ['vienna time', null, 'Europe/Vienna'],
    ['no, they are all in Vienna time', null, 'Europe/Vienna'],
    ['CET', null, 'Europe/Berlin'],
    ['last tuesday, vienna time', '2026-11-17', 'Europe/Vienna'],
  ])('"%s" names the date %s and the zone %s, and nothing else', (words, date, zone) => {
    expect(readTimeReply(words, today)).toEqual({ date, zone, isBare: true, hasTimes: false })
  })

  it.each(['the network folks know better', 'the customers in Vienna saw it first, then the others', 'hm'])(
    '"%s" is more than a date or a zone',
    (words) => {
      expect(readTimeReply(words, today)).toMatchObject({ isBare: false, hasTimes: false })
    },
  )

  it('with a time is the answer said anew', () => {
    expect(readTimeReply('started 14:05 vienna time', today)).toMatchObject({ isBare: false, hasTimes: true })
  })
})

describe('how a guess could be checked', () => {
  it('keeps the words, with whom and when they name', () => {
    expect(readCheck('Owner: Bob, look at the pool metrics, due 4 March 2027', today)).toMatchObject({
      owner: 'Bob',
      due: '2027-03-04',
    })
    expect(readCheck('look at the pool metrics', today)).toEqual({ what: 'look at the pool metrics' })
  })
})
