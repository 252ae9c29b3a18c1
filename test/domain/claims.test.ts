import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimsIn, holdsExcerpt, unsupportedClaims, wordsNotIn } from '../../src/domain/claims.ts'

describe('an excerpt', () => {
  it.each([
    ['noticed around 2pm,\r\n  fixed by 5pm', 'around 2pm, fixed'],
    ['  a\u00a0b\tc ', 'a b c'],
    ['she said “it hangs”', '“it hangs”'],
    ['one two', ' two\n'],
  ])('is held by %j where only white space differs: %j', (said, excerpt) => {
    expect(holdsExcerpt(said, excerpt)).toBe(true)
  })

  it.each([
    ['she said “it hangs”', '"it hangs"'],
    ['Noticed at 2', 'noticed at 2'],
    ['around 2pm', 'around2pm'],
    ['around 2 pm', 'around 2pm'],
    ['anything', ''],
    ['anything', ' \n '],
    ['down for 30 minutes', 'down for 40 minutes'],
  ])('is not held by %j where a letter differs: %j', (said, excerpt) => {
    expect(holdsExcerpt(said, excerpt)).toBe(false)
  })
})

describe('claims', () => {
  it.each<[string, string[]]>([
    ['1,480 customers', ['number 1480']],
    ["1'480, 1\u00a0480 and 1.480,50", ['number 1480', 'number 1480', 'number 1480.5']],
    ['1.480', ['number 1.48|1480']],
    ['2.5k users, 5M rows, 3 million', ['number 2500', 'number 5000000', 'number 3000000']],
    ['40% and 4 per cent', ['number 40 %', 'number 4 %']],
    ['$12,000 or 12k euros', ['number 12000 USD', 'number 12000 EUR']],
    ['20ms, 5m, 30-minute, 2 hours', ['number 0.02 s', 'number 300 s', 'number 1800 s', 'number 7200 s']],
    ['1h30 = 1 hour and 30 minutes', ['number 5400 s', 'number 5400 s']],
    ['half an hour, an hour and a half', ['number 1800 s', 'number 5400 s']],
    ['three, twenty-five, three hundred and twenty', ['number 3', 'number 25', 'number 320']],
    ['one of them; no one; this one', []],
    ['half of the schools', ['number 50 %']],
    ['24/7, five whys', []],
    ['1. First\n2) Second\n', []],
    [
      '2pm, 2:05 p.m., 14h05, 14.05 Uhr, 1405 UTC',
      ['time 14:00', 'time 14:05', 'time 14:05', 'time 14:05', 'time 14:05'],
    ],
    ['12am, 12pm, noon, midnight', ['time 00:00', 'time 12:00', 'time 12:00', 'time 00:00']],
    ['2-3pm', ['time 14:00', 'time 15:00']],
    ['between 11 and 1pm', ['time 11:00', 'time 13:00']],
    ['half past two', ['time 02:30|14:30']],
    ['at 2 in the afternoon, two o’clock at night', ['time 14:00', 'time 02:00']],
    ['noticed 14.05, rolled back 14.20', ['time 14:05|14.05', 'time 14:20|14.2']],
    ['14.05 CEST', ['time 14:05|14.05']],
    ['14.05 alert\n- 9.20 fixed', ['time 14:05|14.05', 'time 09:20|9.2']],
    ['from 14.05 to 14.20', ['time 14:05|14.05', 'time 14:20|14.2']],
    ['at 14.75, at 25.10, by 14.05 %', ['number 14.75', 'number 25.1', 'number 14.05 %']],
    ['load at 14.05, it grew by 14.05, 14.05 of them', ['number 14.05', 'number 14.05', 'number 14.05']],
    ['noticed 14.05 GB, at 14.05 ms', ['number 14.05 gb', 'number 0.01405 s']],
    ['at $14.05', ['number 14.05 USD']],
    ['at v14.05, at 14.05.1', ['name v14.05', 'name 14.05.1']],
    ['rolled back to 14.04, upgraded from 12.04 to 14.04', ['number 14.04', 'number 12.04', 'number 14.04']],
    ['13:28 a user', ['time 13:28']],
    ['at 9 schools', ['number 9']],
    ['10.0.0.1:8080', ['name 10.0.0.1:8080']],
    ['2026-03-03T14:05:33Z', ['date 2026-03-03', 'time 14:05:33']],
    [
      '3 March 2026, March 3rd, 2026/03/03, 3.3.2026',
      ['date 2026-03-03', 'date --03-03', 'date 2026-03-03', 'date 2026-03-03'],
    ],
    ['03/04/2026', ['date 2026-04-03|2026-03-04']],
    ['October 29-30, 2025 and May 3 – 5, 2025', ['date 2025-10-29', 'date 2025-05-03']],
    ['31/02/2026', ['number 31', 'number 2', 'number 2026']],
    ['on Tuesday, in March, March 2026', ['date tuesday', 'date --03', 'date 2026-03']],
    ['these 3 may have failed; the pod sat idle', ['number 3']],
    ['we asked Tim Berger about Redis', ['name tim berger', 'name redis']],
    ['Tim restarted it.', []],
    ['Tim restarted it, then Tim slept.', ['name tim', 'name tim']],
    ['PostgreSQL and iPhone, @tim, #inc-42', ['name postgresql', 'name iphone', 'name @tim', 'name #inc-42']],
    ['The API broke the SLA at 14:05 UTC', ['time 14:05']],
    ['then AWS said it was NOT them', ['name aws']],
    ['# What Happened To Our Users', []],
    ['v2.3.1 on us-east-1, INC-7', ['name v2.3.1', 'name us-east-1', 'name inc-7']],
    ['- **Cause:** Expired certificate', []],
    ['13:28 Alert fired', ['time 13:28']],
  ])('in %j', (text, claims) => {
    expect(claimsIn(text).map(({ kind, value }) => `${kind} ${value}`)).toEqual(claims)
  })

  it('keep the wording in which they were made', () => {
    expect(claimsIn('About 1,480 users at 2 p.m.').map((claim) => claim.text)).toEqual(['1,480', '2 p.m.'])
  })
})

describe('a text holds only what its support holds', () => {
  it.each([
    ['at 14:00', 'around 2pm'],
    ['at 2pm', '14:00:33 first error'],
    ['14:00:00', 'at 14:00'],
    ['14:00:47', 'first error at 14:00:47.250'],
    ['at 09:00', 'last Tuesday at 9 in the morning'],
    ['30 users', 'it was 30 customers and 12 servers'],
    ['30 servers', 'it was 30'],
    ['30 servers', '30 customers, and 30 on our side too'],
    ['30 customers', '30 schools'],
    ['30 customer servers', '30 customers'],
    ['30 customers', '30 customer accounts'],
    ['2 servers', 'both of them'],
    ['at 14:00', "two o'clock in the afternoon"],
    ['at 15:00', 'at 15 we noticed'],
    ['noticed at 2, fixed at 5', 'we noticed at 2, and fixed it at 5'],
    ['noticed at 2', 'noticed at 2pm'],
    ['at 2 o’clock', 'at two o’clock'],
    ['2 pods', 'at 2'],
    ['at 14:30', 'half past two'],
    ['14:05, 14:20', 'noticed 14.05 CEST, rolled back 14.20'],
    ['a load of 14.05', 'noticed 14.05'],
    ['at 14.05', '14:05'],
    ['1,480 customers', '1480 customers'],
    ['1480 customers', 'about 1.480 customers'],
    ['3 schools', 'three schools'],
    ['thirty pods', '30 pods'],
    ['2,500 users', '2.5k users'],
    ['for 30 minutes', 'half an hour'],
    ['90 minutes', '1h30'],
    ['1.5 hours', '90 min'],
    ['for 60 minutes', 'an hour'],
    ['30 minutes of manual work', '30'],
    ['1 customer', 'a customer told us'],
    ['40 percent', '40%'],
    ['50% of customers', 'half of our customers'],
    ['3 March 2026', '2026-03-03'],
    ['3 March', '03/03/2026'],
    ['4 March 2026', '03/04/2026'],
    ['3 March 2026', 'on March 3rd it began; fixed in 2026'],
    ['on Tuesday', '3 March 2026'],
    ['in March 2026', '2026-03-03'],
    ['in 2026', '2026-03-03'],
    ['ticket #4312', 'ticket 4312'],
    ['INC-7', 'see INC 7'],
    ['4312', 'see INC-4312'],
    ['restarted Redis', 'redis was restarted'],
    ["Tim's GitHub token", 'tim rotated the git hub token'],
    ['we asked @tim', 'Tim said'],
    ['PostgreSQL was slow; we restarted PostgreSQL', 'postgres was slow'],
    ['told Zurich', 'the Zürich office'],
    ['12,000 EUR', '€12k'],
    ['500 errors', 'many 500s'],
    ['zero records were lost', 'no record was lost'],
    ['at 14:00', 'at 1400 hours'],
    ['Everything was fine. The team went home.', ''],
  ])('takes %j from %j', (text, support) => {
    expect(unsupportedClaims(text, support)).toEqual([])
  })

  it.each<[string, string, string[]]>([
    ['at 14:05', 'around 2pm', ['14:05']],
    ['at 14:00', 'at 2 we noticed', ['14:00']],
    ['at 14:05:33', 'at 14:05', ['14:05:33']],
    ['30 servers', 'it was 30 customers and 12 servers', ['30 servers']],
    ['30 customers and 30 servers', '30 customers, 12 servers', ['30 servers']],
    ['thirty of our servers', '30 affected users', ['thirty of our servers']],
    ['30 customers', 'it took 30 minutes', ['30 customers']],
    ['1,480 customers', '1480 orders failed', ['1,480 customers']],
    ['02:00, 14:00', 'noticed at 2', ['02:00', '14:00']],
    ['05:00', 'noticed at 2, fixed at 5', ['05:00']],
    ['at 2pm', "at 2 o'clock", ['2pm']],
    ['09:00', 'last Tuesday at 9', ['09:00']],
    ['noticed at 3', 'noticed at 2', ['3']],
    ['noticed at 14:06', 'noticed 14.05', ['14:06']],
    ['at 14:05', 'the load was 14.05', ['14:05']],
    ['14.06', 'noticed 14.05', ['14.06']],
    ['14:00:47', 'noticed at 14:00', ['14:00:47']],
    ['14:00:47', 'around 2pm', ['14:00:47']],
    ['2026-03-03T14:00:47Z', '2026-03-03T14:00:00Z', ['T14:00:47Z']],
    ['14:00:47', '14:00:33 first error, 14:00:48 next', ['14:00:47']],
    ['1,500 customers', 'almost 1,480 customers', ['1,500']],
    ['40% of users', '40 users', ['40%']],
    ['40 users', '40%', ['40']],
    ['30 minutes', '30 seconds', ['30 minutes']],
    ['$12,000', '12k refunded', ['$12,000']],
    ['3 March 2026', '3 March', ['3 March 2026']],
    ['3 March 2026', '4 March 2026', ['3 March 2026']],
    ['on Tuesday', 'on Monday', ['Tuesday']],
    ['it was Stripe', 'the payment provider was down', ['Stripe']],
    ['asked Tim Berger', 'asked Tim', ['Tim Berger']],
    ['us-east-2', 'us-east-1, 2 pods', ['us-east-2']],
    ['v2.3.2', 'v2.3.1', ['v2.3.2']],
    ['we blamed AWS, and AWS again, at 14:05, 14:05', 'no', ['AWS', '14:05']],
    ['severity S1', 'it was bad', ['S1']],
    ['about five hundred users', '50 users', ['five hundred']],
    ['see https://status.example.com/7', 'see the status page', ['https://status.example.com/7']],
    ['for the third time', 'twice before', ['third']],
  ])('misses in %j what %j does not say', (text, support, missing) => {
    expect(unsupportedClaims(text, support)).toEqual(missing)
  })

  it('counts further known words as support', () => {
    expect(unsupportedClaims('the Billing team of Acme saw 3 errors', 'three errors', ['Acme', 'billing'])).toEqual([])
  })

  it('takes names and dates from the known words, but no number and no time', () => {
    const known = ['Outage of 30 servers at 14:05, 40%', '2026-03-03', 'Team 7']
    expect(unsupportedClaims('on 3 March 2026, a Tuesday in 2026', 'on that day', known)).toEqual([])
    expect(unsupportedClaims('3 March 2026', 'it began on 3 March', known)).toEqual([])
    expect(unsupportedClaims('30 servers, 7 teams, 40% at 14:05', 'some', known)).toEqual(['30', '7', '40%', '14:05'])
  })

  it('checks a whole summary against a record', () => {
    const record = `checkout: noticed around 2pm on 2026-03-03, fixed by 5pm. certificate of payments-gw had expired
      1480 orders failed (about 40% of them from Berlin), 12k EUR refunded. Redis was innocent.`
    const summary = `## Executive Summary
On Tuesday, 3 March 2026, checkout failed from 14:00 to 17:00 because the certificate of payments-gw had expired. About
1,480 orders failed, 40% of them from Berlin; €12,000 were refunded. Stripe was not affected, and Redis served 99.9% of reads.`
    expect(unsupportedClaims(summary, record)).toEqual(['99.9%'])
    expect(unsupportedClaims(`${summary} Later Stripe confirmed it.`, record)).toEqual(['Stripe', '99.9%'])
  })
})

describe('the words of a name', () => {
  it.each([
    ['tim', 'Tim said he would do it'],
    ['Payments team', 'the payment team’s job'],
    ['the platform teams of Berlin', 'platform team, berlin'],
    ['@ana', 'ana will'],
    ['Tim & Ana', 'tim, ana'],
    ['Tim and Ana', 'tim, ana'],
    ['on-call', 'the oncall engineer'],
    ['oncall', 'the on-call engineer'],
    ['Zürich office', 'our Zurich offices'],
    ["Ana's squad", 'ana, squad'],
    ['k8s', 'the kubernetes people'],
    ['㏂ team', '㏂ team'],
    ['', ''],
  ])('%j are all in %j', (text, support) => {
    expect(wordsNotIn(text, support)).toEqual([])
  })

  it.each([
    ['tim', 'somebody should do it', ['tim']],
    ['Stripe', 'the provider', ['Stripe']],
    ['payments team', 'the payments people', ['team']],
    ['Ana from billing', 'Ana', ['billing']],
    ['bob, Bob and BOB', 'Tim', ['bob']],
    ['us-east-2', 'us-east-1, 2 pods', ['us-east-2']],
    ['tim-berger', 'Tim', ['berger']],
    ['ann', 'planning with anna', ['ann']],
  ])('%j are not all in %j', (text, support, missing) => {
    expect(wordsNotIn(text, support)).toEqual(missing)
  })

  it('are in themselves, whatever they are', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), rough), (text) => {
        expect(wordsNotIn(text, text)).toEqual([])
      }),
    )
  })
})

describe('any text', () => {
  it('holds all its own claims', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), rough), (text) => {
        expect(unsupportedClaims(text, text)).toEqual([])
        for (const claim of claimsIn(text)) expect(text).toContain(claim.text)
      }),
    )
  })

  it.each<[string, number]>([
    ['At 14:05 on 3 March 2026 Tim saw 1,480 errors for half an hour. ', 5_000_000],
    ['1,', 1_000_000],
    ['a-', 1_000_000],
    ['9.9.', 1_000_000],
    [' \n', 1_000_000],
    ['A', 1_000_000],
    ['1:', 1_000_000],
    ['9.09 ', 1_000_000],
    ['\n- 9.09 by', 1_000_000],
  ])(
    'made of %j is read in time that grows with its length',
    (piece, length) => {
      const started = performance.now()
      claimsIn(piece.repeat(length / piece.length))
      // Measured at 1 s for 5 MB of prose; the bound only tells linear from quadratic, which would take hours.
      expect(performance.now() - started).toBeLessThan(20_000)
    },
    60_000,
  )
})

const rough = fc
  .array(
    fc.constantFrom(
      ...[
        '14:05',
        '2pm',
        '3 March 2026',
        '1,480',
        '40%',
        'half an hour',
        'three',
        'Tim',
        'Redis',
        'INC-7',
        'at 9',
        '1.480',
      ],
      ...[',', '. ', '\n', ' ', '-', ':', '/', '$', '@', '#', 'and', 'we saw', '1h30', '03/04/2026', 'Tuesday', 'AWS'],
    ),
    { maxLength: 12 },
  )
  .chain((parts) => fc.constantFrom(parts.join(' '), parts.join('')))
