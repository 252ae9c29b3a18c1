import { describe, expect, it } from 'vitest'
import type { When } from '../../src/domain/incident.ts'
import { BadInputError } from '../../src/errors.ts'
import { describeWhen, instantOf } from '../../src/intake/instant-of.ts'
import { zoneNamed } from '../../src/intake/zone-named.ts'

const when = (parts: Partial<When>): When => ({
  said: 'x',
  date: '2026-03-03',
  clock: '14:00',
  zone: 'Europe/Berlin',
  zoneAssumed: false,
  dateAsked: false,
  approximate: false,
  ...parts,
})

describe('the instant of a wall time', () => {
  it.each<[Partial<When>, string | null]>([
    [{}, '2026-03-03T13:00:00Z'],
    [{ zone: '+02:00' }, '2026-03-03T12:00:00Z'],
    [{ zone: '-0700', clock: '14:00:33' }, '2026-03-03T21:00:33Z'],
    [{ zone: 'Z' }, '2026-03-03T14:00:00Z'],
    [{ date: '2026-07-01' }, '2026-07-01T12:00:00Z'],
    [{ date: null }, null],
    [{ clock: null }, null],
    // Skipped: 02:30 becomes 03:30, which is 01:30 UTC. Twice: the first, still in summer time.
    [{ date: '2026-03-29', clock: '02:30' }, '2026-03-29T01:30:00Z'],
    [{ date: '2026-10-25', clock: '02:30' }, '2026-10-25T00:30:00Z'],
  ])('%j is %s', (parts, instant) => {
    expect(instantOf(when(parts))).toBe(instant)
  })

  it.each([{ zone: 'Mars/Base' }, { date: '2026-02-30' }, { clock: '25:00' }])('refuses %j', (parts) => {
    expect(() => instantOf(when(parts))).toThrow(BadInputError)
  })
})

describe('a time described', () => {
  it.each<[Partial<When>, string]>([
    [{ approximate: true }, 'about 13:00 UTC on 3 March 2026 (14:00 Europe/Berlin)'],
    [{ zoneAssumed: true }, '13:00 UTC on 3 March 2026 (14:00 Europe/Berlin, zone assumed)'],
    [{ clock: '00:30' }, '23:30 UTC on 2 March 2026 (00:30 Europe/Berlin on 3 March 2026)'],
    [{ zone: 'UTC' }, '14:00 UTC on 3 March 2026'],
    [{ date: null }, '14:00 Europe/Berlin, date unknown'],
    [{ clock: null }, 'on 3 March 2026, time unknown'],
    [{ clock: null, date: null }, 'time unknown'],
    [
      { date: '2026-03-29', clock: '02:30' },
      '01:30 UTC on 29 March 2026 (02:30 Europe/Berlin); clocks went forward and skipped that time, read as 03:30',
    ],
    [
      { date: '2026-10-25', clock: '02:30' },
      '00:30 UTC on 25 October 2026 (02:30 Europe/Berlin); clocks went back and that time came twice, the first is taken',
    ],
  ])('%j reads %j', (parts, words) => {
    expect(describeWhen(when(parts))).toBe(words)
  })
})

describe('an abbreviation of standard time', () => {
  it.each([
    ['2026-01-28', '20:28 PST', '2026-01-29T04:28:00Z'],
    ['2026-06-28', '20:28 PST', '2026-06-29T03:28:00Z'],
    ['2026-06-28', '20:28 PDT', '2026-06-29T03:28:00Z'],
    ['2026-06-28', '20:28 CET', '2026-06-28T18:28:00Z'],
    ['2026-06-28', '20:28 (UTC-8)', '2026-06-29T04:28:00Z'],
  ])('is the clock of its region on %s: %s is %s', (date, text, instant) => {
    const zone = zoneNamed(text)?.zone ?? ''
    expect(instantOf(when({ date, clock: text.slice(0, 5), zone }))).toBe(instant)
  })
})

describe('the zone named in', () => {
  it.each([
    ['berlin time', 'Europe/Berlin', 'berlin time'],
    ['2pm CET', 'Europe/Berlin', 'CET'],
    ['PST (UTC-7)', '-07:00', 'UTC-7'],
    ['GMT+2', '+02:00', 'GMT+2'],
    ['UTC', 'UTC', 'UTC'],
    ['14:05Z', 'UTC', 'Z'],
    ['at 14:00 +05:30', '+05:30', '+05:30'],
    ['2026-03-03T14:05:00-07:00', '-07:00', '-07:00'],
    ['Europe/London', 'Europe/London', 'Europe/London'],
    ['eastern', 'America/New_York', 'eastern'],
    ['9am eastern', 'America/New_York', 'eastern'],
    ['10 am PT', 'America/Los_Angeles', 'PT'],
    ['all UK time', 'Europe/London', 'UK time'],
    ['New York time', 'America/New_York', 'New York time'],
    ['14:00 (Berlin)', 'Europe/Berlin', 'Berlin'],
  ])('%j is %s', (text, zone, said) => {
    expect(zoneNamed(text)).toEqual({ zone, said })
  })

  it.each([
    'customers in Paris noticed',
    'most of the time',
    '14:05-07:00',
    'first time ever',
    'est. 5 users',
    'Foo/Bar',
    '',
  ])('%j is none', (text) => {
    expect(zoneNamed(text)).toBeNull()
  })
})
