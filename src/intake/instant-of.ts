import { Temporal } from 'temporal-polyfill'
import type { When } from '../domain/incident.ts'
import { BadInputError } from '../errors.ts'

interface Placed {
  readonly zoned: Temporal.ZonedDateTime
  readonly wall: Temporal.PlainDateTime
}

function place(when: When): Placed | null {
  if (when.date === null || when.clock === null) return null
  try {
    const wall = Temporal.PlainDateTime.from(`${when.date}T${when.clock}`)
    return { wall, zoned: wall.toZonedDateTime(zoneId(when.zone), { disambiguation: 'compatible' }) }
  } catch (error) {
    throw new BadInputError(
      {
        happened: `"${when.date} ${when.clock} ${when.zone}" is not a time that exists.`,
        expected: 'a calendar date, a 24-hour clock and a zone.',
        tryThis: 'give the date as 2026-03-03, the time as 14:05 and the zone as Europe/Berlin or +02:00.',
      },
      error,
    )
  }
}

/** `+0200` and `Z` as Temporal wants them. */
function zoneId(zone: string): string {
  if (zone === 'Z') return 'UTC'
  return zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2').replace(/^−/, '-')
}

/**
 * The UTC instant of a wall time: `2026-03-03T13:00:00Z`; null while its date or clock is unknown. Daylight saving is settled
 * as calendars do it ("compatible", RFC 5545): a wall time that was skipped is moved forward by the gap, one that came twice is
 * the first.
 * @throws BadInputError where the date, the clock or the zone does not exist.
 */
export function instantOf(when: When): string | null {
  return inUtc(when) ?? place(when)?.zoned.toInstant().toString({ smallestUnit: 'second' }) ?? null
}

/** What most documents write needs no calendar; null for whatever else it may be. */
function inUtc({ date, clock, zone }: When): string | null {
  if (zone !== 'UTC' || date === null || clock === null) return null
  const instant = `${date}T${clock.length === 5 ? `${clock}:00` : clock}Z`
  const time = Date.parse(instant)
  return !Number.isNaN(time) && new Date(time).toISOString().replace('.000', '') === instant ? instant : null
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

function dayInWords(date: string): string {
  return dayFormat.format(new Date(`${date}T00:00:00Z`))
}

function clockInWords(clock: string): string {
  return clock.endsWith(':00') && clock.length === 8 ? clock.slice(0, 5) : clock
}

/**
 * How a time was understood, for a person: "13:00 UTC on 3 March 2026 (14:00 Europe/Berlin)". Says what is unknown or assumed,
 * and where a clock change made the wall time skip or come twice.
 * @throws BadInputError where the date, the clock or the zone does not exist.
 */
export function describeWhen(when: When): string {
  const assumed = when.zoneAssumed ? ', zone assumed' : ''
  const about = when.approximate ? 'about ' : ''
  const placed = place(when)
  if (placed === null || when.date === null) {
    if (when.clock !== null) return `${about}${clockInWords(when.clock)} ${when.zone}${assumed}, date unknown`
    return when.date === null ? 'time unknown' : `on ${dayInWords(when.date)}, time unknown`
  }
  const utc = placed.zoned.withTimeZone('UTC').toPlainDateTime()
  const there =
    when.zone === 'UTC' ? (when.zoneAssumed ? ' (zone assumed)' : '') : ` (${localWords(when, utc)}${assumed})`
  return `${about}${clockInWords(utc.toPlainTime().toString({ smallestUnit: 'second' }))} UTC on ${dayInWords(
    utc.toPlainDate().toString(),
  )}${there}${clockChange(placed)}`
}

function localWords(when: When, utc: Temporal.PlainDateTime): string {
  const clock = `${clockInWords(when.clock ?? '')} ${when.zone}`
  return when.date === utc.toPlainDate().toString() ? clock : `${clock} on ${dayInWords(when.date ?? '')}`
}

function clockChange({ zoned, wall }: Placed): string {
  const read = zoned.toPlainDateTime()
  if (!read.equals(wall))
    return `; clocks went forward and skipped that time, read as ${clockInWords(read.toPlainTime().toString({ smallestUnit: 'second' }))}`
  const second = wall.toZonedDateTime(zoned.timeZoneId, { disambiguation: 'later' })
  return second.equals(zoned) ? '' : '; clocks went back and that time came twice, the first is taken'
}
