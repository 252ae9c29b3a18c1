import { datesIn, timesIn, type WrittenDate } from '../../domain/written-times.ts'
import { isName } from '../../review/line/people.ts'
import { zoneNamed } from '../zone-named.ts'

/** The time that opens a line of a timeline, as it is written there. */
export interface Lead {
  /** YYYY-MM-DD; null where no date, or none that can be settled, is written. */
  readonly date: string | null
  /** A date is written that cannot be settled: 04/05 without anything that tells the order. */
  readonly isUnsettled: boolean
  readonly clock: string | null
  readonly zone: string | null
  readonly approximate: boolean
  /** Where the words behind the time begin. */
  readonly end: number
}

/** How dates without a year, and dates with day and month in doubt, are settled in one document. */
export interface Calendar {
  /** Day and month first, by the dates of the document that can only be read one way; null where none tells. */
  readonly order: 'day' | 'month' | null
  /** A day near which the document's dates lie, YYYY-MM-DD. */
  readonly near: string | null
}

/** Whether 02/28/2024 and the like show that the document writes the month first. */
export function dateOrder(text: string): Calendar['order'] {
  const orders = new Set<'day' | 'month'>()
  for (const [, first, second] of text.matchAll(/(?<![\d./-])(\d{1,2})[/-](\d{1,2})[/-]\d{4}(?!\d)/g)) {
    if (Number(first) > 12 && Number(second) <= 12) orders.add('day')
    if (Number(second) > 12 && Number(first) <= 12) orders.add('month')
  }
  return orders.size === 1 ? ([...orders][0] ?? null) : null
}

/** The calendar date of a written one; null for a weekday, a month, or where the order of day and month is open. */
export function settle(written: WrittenDate, { order, near }: Calendar): string | null {
  const full = written.readings.filter((reading) => /^\d{4}-\d\d-\d\d$/.test(reading))
  if (full.length === 1) return full[0] ?? null
  if (full.length === 2) {
    const [dayFirst = null, monthFirst = null] = full
    return order === 'day' ? dayFirst : order === 'month' ? monthFirst : null
  }
  const reading = written.readings[0] ?? ''
  return /^--\d\d-\d\d$/.test(reading) && near !== null ? nearest(reading.slice(2), near) : null
}

/** The year in which a day without one lies nearest to a known day. */
function nearest(monthAndDay: string, near: string): string | null {
  const year = Number(near.slice(0, 4))
  const days = [year - 1, year, year + 1]
    .map((one) => `${one}-${monthAndDay}`)
    .filter((day) => !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day))
  const away = (day: string) => Math.abs(Date.parse(day) - Date.parse(near))
  return days.sort((one, other) => away(one) - away(other))[0] ?? null
}

const opening =
  /^[\s\-–—:,.;]*(?:(?:on|at|around|about|approx(?:imately)?|roughly|circa|ca|by|from|after|before|since|early|late|mid|morning|afternoon|evening|night|of|the|date|time|mon|tues?|wed|thur?s?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?!\p{L})[\s.,:~-]*|~\s*)*$/iu
const between =
  /^[\s,:;.\-–—/|@=>→~]*(?:(?:at|to|until|till|and|on|around|about|approx(?:imately)?|circa|ca)(?!\p{L})[\s.~]*)?(?:(?:mon|tues?|wed|thur?s?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?!\p{L})[\s.,]*)?$/iu
const roughly = /~|\?|(?<!\p{L})(?:around|about|approx\w*|roughly|circa|ca|early|late|mid|maybe|not sure|xx)(?!\p{L})/iu
const bareHours =
  /((?:^|\d{4}-\d\d-\d\d)[\s,:|-]*)(?<!\d)([01]\d|2[0-3])([0-5]\d)(?=:\s|\s[-–—]\s|\s?(?:UTC|GMT|Z|hrs?|h)(?!\p{L}))/u
const zoneBehind =
  /^[ \t]*\(?[ \t]*((?:UTC|GMT)(?:[ \t]?[+−-][ \t]?\d{1,2}(?::?\d\d)?)?|[A-Z]{2,5}T|MSK|BST|Z|[+-]\d\d:?\d\d)(?![\p{L}\p{N}])[ \t]*\)?/u
const placeWords =
  /^[ \t]*\(?[ \t]*(?<place>\p{L}{2,20}(?:[ \t]\p{L}{2,20}){0,2}?)(?<said>[ \t]+(?:(?:standard|daylight|summer|local)[ \t]+)?time)?[ \t]*(?<end>\)|(?=[-–—:,|;]|$))/iu
/** Cities that people are named after. */
const names = /^(?:adelaide|austin|dallas|darwin|regina|santiago|sydney)$/i

/** "16:37 Denver - …", "7:09 AM Eastern: …", "9:15 Berlin time, …"; but "10:05 Austin: …" may be somebody who speaks. */
function placeBehind(words: string): { readonly zone: string; readonly length: number } | null {
  const match = placeWords.exec(words)
  const { place, said, end } = match?.groups ?? {}
  const isSure = said !== undefined || end === ')'
  if (match === null || place === undefined || (!isSure && (names.test(place) || isName(place)))) return null
  const wanted = `${place} time`
  const found = zoneNamed(wanted)
  // The whole of it must be the place; stations in the Antarctic are more often people.
  return found === null || found.said !== wanted || found.zone.startsWith('Antarctica/')
    ? null
    : { zone: found.zone, length: match[0].length }
}

/** The same time again, in another zone. */
const sameTimeAgain = /^[ \t]*\([^()\n]{0,12}\d{1,2}[:.h]\d\d[^()\n]{0,30}\)/

/**
 * Reads the date, clock and zone with which a line opens: "2021-05-25 - 09:30 UTC: …", "[13:20] …", "**18:00 UTC** - …",
 * "At 15:08 (10:08 Eastern Time), …". Null where it opens with neither.
 */
export function readLead(line: string, calendar: Calendar): Lead | null {
  // A picture of the line in which marks are blanks, so that places stay the same.
  const marked = line.slice(0, 120).replace(/[*_`[\]#>|\\{}]/g, ' ')
  // "1625: …" opens with a time, unless it may be a year.
  const plain = marked.replace(bareHours, (said, before: string, hour: string, minute: string) =>
    /^(?:19[89]|20[0-3])/.test(`${hour}${minute}`) ? said : `${before}${hour}:${minute}`,
  )
  const shift = plain.length - marked.length
  if (!/\d|noon|midday|midnight/i.test(plain.slice(0, 60))) return null
  const { dates, rest } = datesIn(plain.replace(/(?<=\d{4}-\d\d-\d\d )(\d{1,2})\.(\d\d)(?!\d)/, '$1:$2'))
  // A number with a dot is a time only right behind a date.
  const times = timesIn(rest).times.filter(
    ({ bare, index }) =>
      !bare || dates.some((date) => /^[\s,T-]{1,4}$/.test(plain.slice(date.index + date.text.length, index))),
  )
  const tokens = [
    ...dates.map((written) => ({ index: written.index, end: written.index + written.text.length, written })),
    ...times.map((time) => ({ index: time.index, end: time.index + time.text.length, time })),
  ].sort((one, other) => one.index - other.index)
  const first = tokens[0]
  if (first === undefined || !opening.test(plain.slice(0, first.index))) return null
  let end = 0
  let date: string | null = null
  let hasDate = false
  let clock: string | null = null
  let zone: string | null = null
  for (const token of tokens) {
    if (token !== first && token.index < end) continue
    const gap = plain.slice(end, token.index)
    if (token !== first && !between.test(gap.replace(/^[()]|[()]$/g, ' '))) break
    // What follows a clock and a dash may be a version or a count; only another clock or a date belongs to the lead.
    if ('written' in token) {
      if (clock !== null && hasDate) break
      const settled = settle(token.written, calendar)
      const isDay = token.written.readings.some((reading) => /\d\d-\d\d$/.test(reading))
      if (isDay && !hasDate) {
        date = settled
        hasDate = true
      }
      end = token.end
    } else {
      const isFirst = clock === null
      if (isFirst) clock = token.time.readings[0] ?? null
      end = token.end
      const inside = /(?:Z|[+-]\d\d:?\d\d)$/.exec(token.time.text)?.[0]
      const behind = inside ? null : zoneBehind.exec(plain.slice(end))
      const named = inside ?? behind?.[1]
      const place = named === undefined ? placeBehind(plain.slice(end)) : null
      if (place !== null) {
        if (isFirst) zone = place.zone
        end += place.length
      }
      const found = named === undefined ? null : zoneNamed(`12:00 ${named === 'Z' ? 'UTC' : named}`)
      if (found !== null && isFirst) zone = found.zone
      if (found !== null && behind) end += behind[0].length
      const again = sameTimeAgain.exec(plain.slice(end))
      if (again) end += again[0].length
    }
  }
  if (!hasDate && clock === null) return null
  const tail =
    /^(?:[ \t]*(?:st|nd|rd|th)(?!\p{L}))?[\s:;,.)\]}*_`|\-–—>→=/]*/u.exec(line.slice(end - shift))?.[0].length ?? 0
  return {
    date,
    isUnsettled: hasDate && date === null,
    clock,
    zone,
    approximate: roughly.test(plain.slice(0, Math.min(plain.length, end + 2))),
    end: end - shift + tail,
  }
}
