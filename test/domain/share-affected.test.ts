import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shareAffected } from '../../src/domain/share-affected.ts'

const phrasings: readonly (readonly [string, number | null])[] = [
  ['all', 1],
  ['All customers', 1],
  ['everyone', 1],
  ['Everybody was locked out.', 1],
  ['every customer', 1],
  ['all of our customers', 1],
  ['the whole platform', 1],
  ['nobody could sign in', 1],
  ['No one was able to pay', 1],
  ['none of our customers could log in', 1],
  ['100%', 1],
  ['nobody', 0],
  ['no one', 0],
  ['none', 0],
  ['no customers were affected', 0],
  ['0', 0],
  ['internal only', 0],
  ['only our own staff', 0],
  ['nobody at all', 0],
  ['312 of 4,000', 0.078],
  ['312 of our 4,000 schools', 0.078],
  ['312 schools out of 4,000', 0.078],
  ['approx. 400 out of ~9000', 400 / 9000],
  ['about 1,250 of roughly 12,500 accounts', 0.1],
  ['1 in 10', 0.1],
  ['one in ten users', 0.1],
  ['one in every ten', 0.1],
  ['1.5k of 6k', 0.25],
  ['1.2 million of 6 million readers', 0.2],
  ['40 / 400', 0.1],
  ['about 10% of traffic', 0.1],
  ['10 percent of logins', 0.1],
  ['less than 1 per cent', 0.01],
  ['5-10 % of requests', 0.1],
  ['0.5 %', 0.005],
  ['90% were not affected', 0.1],
  ['half', 0.5],
  ['about half of the schools', 0.5],
  ['two thirds', 2 / 3],
  ['two-thirds of our users', 2 / 3],
  ['a quarter of them', 0.25],
  ['three quarters', 0.75],
  ['1/3 of customers', 1 / 3],
  ['every second request', 0.5],
  ['every third customer', 1 / 3],
  ['most customers', 0.51],
  ['the majority', 0.51],
  ['nearly all', 0.9],
  ['almost everyone', 0.9],
  ['all but 3 schools', 0.9],
  ['12 of 60 schools, 3 of 5 districts', 0.6],
  ['10% of traffic failed, but 90% was fine', 0.1],
  ['all services on the platform', 1],
  ['no customer impact', 0],
  ['nobody, as far as we know', 0],
  ['nobody lost work, around 2k users had the new one', null],
  ['no customers lost data', null],
  ['3 schools', null],
  ['312 customers', null],
  ['some customers', null],
  ['a few', null],
  ['half a dozen customers', null],
  ['half an hour of customers complaining', null],
  ['all schools in one district', null],
  ['everyone who exported that day', null],
  ['not all of them', null],
  ['customers were stuck all day', null],
  ['at most 5 schools', null],
  ['mostly teachers', null],
  ['nobody noticed', null],
  ['nobody complained', null],
  ['not sure, 24/7 support was busy', null],
  ['unknown', null],
  ["we don't know", null],
  ['everyone was fine', null],
  ['on 3/4/2026 some users', null],
  ['5 of 3', null],
  ['nobody could use the assistant, that is 52 accounts on a Saturday', null],
  ['Nobody could use the assistant. That is 52 accounts on a Saturday.', null],
  ['nobody could sign in (about 52 clinics)', null],
  ['everyone was locked out, i.e. 48 people', null],
  ['nobody could sign in for 3 hours', 1],
  ['nobody could sign in, 40 minutes long', 1],
  ['All 4,000 customers', 1],
  ['every customer, about 4,000 accounts', 1],
  ['everyone was locked out, 48 users in all', null],
  ['all of our customers, about 4,000 accounts', 1],
  ['nobody could pay, that is 52 of 400 accounts', 0.13],
  ['', null],
]

describe('the share of customers that words speak of', () => {
  it.each(phrasings)('reads %j as %j', (text, share) => {
    const read = shareAffected(text)
    if (share === null) expect(read).toBeNull()
    else expect(read).toBeCloseTo(share, 6)
  })

  it('reads any count out of any larger one, however the thousands are set apart', () => {
    const pair = fc
      .integer({ min: 1, max: 5_000_000 })
      .chain((whole) => fc.tuple(fc.integer({ min: 0, max: whole }), fc.constant(whole)))
    fc.assert(
      fc.property(pair, fc.boolean(), ([part, whole], separated) => {
        const write = (n: number) => (separated ? n.toLocaleString('en-US') : String(n))
        expect(shareAffected(`${write(part)} of ${write(whole)} customers`)).toBeCloseTo(part / whole, 9)
      }),
    )
  })

  it('never leaves 0 to 1, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(fc.constantFrom('all', '5', '%', 'of', '1', '/', 'no', 'half', ',')).map((parts) => parts.join(' ')),
        ),
        (text) => {
          const share = shareAffected(text)
          expect(share === null || (share >= 0 && share <= 1)).toBe(true)
        },
      ),
    )
  })
})
