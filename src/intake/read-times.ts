import { Temporal } from 'temporal-polyfill'
import type { Moment, When } from '../domain/incident.ts'
import { shiftDay } from '../domain/shift-day.ts'
import { taken, type WrittenTime } from '../domain/written-times.ts'
import { type Clause, clausesIn, trimTimeWords, type WrittenDelay } from './clauses-in.ts'
import { dayAmong, safeZone, todayIn } from './day-named.ts'
import { settleHalves } from './half-of-day.ts'
import { instantOf } from './instant-of.ts'
import { momentsIn, onceEach } from './moments-in.ts'
import { type NamedZone, zoneNamed } from './zone-named.ts'

/** One thing that somebody told, with its time. */
export interface TimedClause {
  /** Their words, letter for letter. */
  readonly excerpt: string
  /** The words without their time where that reads well, else the excerpt. */
  readonly text: string
  readonly when: When
  /** UTC instant; null while the date or the clock is unknown. */
  readonly at: string | null
  readonly moments: Moment[]
}

export interface Around {
  /** The date of the incident, YYYY-MM-DD, where it is known already. */
  readonly date: string | null
  /** The zone that is assumed where nobody names one. */
  readonly zone: string
  readonly now: Date
}

const approximateBefore =
  /(?:around|about|roughly|approximately|approx\.?|circa|ca\.?|~|maybe|probably|perhaps|by|almost|nearly|some\s?time|shortly|just|before|after|i think|between)\s?(?:at|after|before|around)?\s?$/i
const lastsLong =
  /\b(?:outage|down|downtime|unavailable|broken|lasted|errors?|failing|failed|affected|impact|degraded|slow|offline|could(?:n['’]t| not))\b/i

interface Carried {
  date: string | null
  clock: string | null
  zone: NamedZone | null
}

/**
 * What happened when, from rough words: one clause for each thing told, in the order told. A date is never guessed: where
 * none is said and `around.date` is null, `when.date` is null. A date or a zone that is said once holds for all; said again, from
 * there on. Relative days ("last Tuesday") are counted from `now` and marked approximate, as are "around", "by" and hours
 * without morning or afternoon, for which the half is taken that fits the certain times of the afternoon. With a known date, a clock that falls back by more than six hours is read as the next day;
 * smaller steps back stay as they were said. Clauses without a clock time have `clock` null.
 */
export function readTimes(said: string, around: Around): TimedClause[] {
  const cut = clausesIn(said)
  const zones = cut.map((clause) => zoneOf(said.slice(clause.start, clause.end)))
  const firstZone = zones.find((zone) => zone !== null) ?? null
  const today = todayIn(safeZone(firstZone?.zone ?? around.zone), around.now)
  const dates = cut.map((clause) => dayAmong(clause, said, today, 'past'))
  const stated = [...new Set(dates.flatMap((date) => (date === null ? [] : [date.date])))]
  const isOneDay = stated.length <= 1 && new Set(zones.flatMap((zone) => zone?.zone ?? [])).size <= 1
  const clauses = isOneDay ? settleHalves(cut) : cut
  const carried: Carried = {
    date: around.date ?? (stated.length === 1 ? (stated[0] ?? null) : null),
    clock: null,
    zone: firstZone,
  }
  const isRelative = dates.some((date) => date?.isRelative)
  const read: TimedClause[] = []
  for (const [index, clause] of clauses.entries()) {
    const own = dates[index] ?? null
    if (own !== null && own.date !== carried.date) Object.assign(carried, { date: own.date, clock: null })
    carried.zone = zones[index] ?? carried.zone
    if (clause.isHeader) continue
    const excerpt = said.slice(clause.start, clause.end)
    // "14:05 UTC (15:05 Berlin time)" tells one time twice.
    const clocks = [...clause.times, ...clause.delays]
      .sort((a, b) => a.index - b.index)
      .filter(({ index: at }, order) => order === 0 || said[at - 1] !== '(')
    const isOneTime = clause.isRange && !lastsLong.test(clause.core) && momentsIn(clause.core).length > 0
    const spoken = isOneTime ? clocks.slice(0, 1) : clocks
    const isNewZone = zones[index] !== null
    const base = { clause, excerpt, carried, around, isNewZone, isRelative: own?.isRelative ?? isRelative }
    if (spoken.length === 0) read.push(createClause(base, null, excerpt, []))
    for (const [order, clock] of spoken.entries()) {
      const isLong = clause.isRange && spoken.length === 2 && lastsLong.test(clause.core)
      const moments: Moment[] = isLong ? [order === 0 ? 'started' : 'restored'] : momentsOf(clause)
      // A date that could not be settled stays in the text, where somebody sees it.
      const isWhole = clause.times.length + clause.delays.length > 1 || (clause.dates.length > 0 && own === null)
      const text = isWhole ? excerpt : textOf(clause, excerpt)
      read.push(createClause({ ...base, isBetween: isOneTime }, clock, text, moments))
    }
  }
  return onceEach(read)
}

/** What the words beside the time mark; "rolled back 14:10, works again" ended it then and there, unless it says later. */
function momentsOf(clause: Clause): Moment[] {
  const beside = momentsIn(clause.core)
  const isEnded =
    beside.includes('mitigated') &&
    !beside.includes('restored') &&
    !/\b(?:later|after|soon|minutes?|hours?)\b/i.test(clause.masked)
  return isEnded && momentsIn(clause.masked).includes('restored') ? [...beside, 'restored'] : beside
}

function zoneOf(words: string): NamedZone | null {
  // Zones stand near their times; a clause longer than this is prose.
  return zoneNamed(words.slice(0, 4000))
}

interface Base {
  readonly clause: Clause
  readonly excerpt: string
  readonly carried: Carried
  readonly around: Around
  readonly isNewZone: boolean
  readonly isRelative: boolean
  readonly isBetween?: boolean
}

function createClause(
  base: Base,
  spoken: WrittenTime | WrittenDelay | null,
  text: string,
  moments: Moment[],
): TimedClause {
  const { clause, excerpt, carried, around } = base
  const isDelay = spoken !== null && 'minutes' in spoken
  const before =
    spoken === null ? '' : excerpt.slice(Math.max(0, spoken.index - clause.start - 20), spoken.index - clause.start)
  const end = spoken === null ? 0 : spoken.index - clause.start + spoken.text.length
  const isAbout =
    base.isRelative ||
    base.isBetween === true ||
    isDelay ||
    approximateBefore.test(before) ||
    /^-?\s?(?:ish|or so)(?!\p{L})/iu.test(excerpt.slice(end, end + 8))
  if (spoken !== null) {
    if ('minutes' in spoken) moveOn(carried, spoken.minutes)
    else settleClock(carried, readingAfter(carried.clock, spoken.readings))
  }
  const hasClock = spoken !== null && !(isDelay && spoken.minutes === null)
  const when: When = {
    said: saidFor(base, spoken, before),
    date: carried.date,
    clock: hasClock ? carried.clock : null,
    zone: carried.zone?.zone ?? around.zone,
    zoneAssumed: carried.zone === null,
    dateAsked: false,
    approximate: spoken !== null && (isAbout || (!isDelay && 'loose' in spoken && spoken.loose)),
  }
  return { excerpt, text, when, at: safeInstant(when), moments }
}

function safeInstant(when: When): string | null {
  try {
    return instantOf(when)
  } catch {
    return null
  }
}

/** "noticed at 2pm, fixed at 3": of two readings, the one that does not fall back; else the first. */
function readingAfter(previous: string | null, readings: readonly string[]): string | null {
  const later = previous === null ? undefined : readings.find((reading) => reading >= previous)
  return later ?? readings[0] ?? null
}

/** A clock that falls back by more than six hours on a known date is past midnight. */
function settleClock(carried: Carried, clock: string | null): void {
  if (clock === null) return
  const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
  if (carried.date !== null && carried.clock !== null && minutes(carried.clock) - minutes(clock) > 360)
    carried.date = shiftDay(carried.date, 1)
  carried.clock = clock
}

function moveOn(carried: Carried, minutes: number | null): void {
  if (minutes === null || carried.clock === null) return
  const step = { seconds: Math.round(minutes * 60) }
  const moved = Temporal.PlainDateTime.from(`${carried.date ?? '2000-01-01'}T${carried.clock}`).add(step)
  const clock = moved.toPlainTime().toString({ smallestUnit: 'second' })
  carried.clock = clock.endsWith(':00') ? clock.slice(0, 5) : clock
  if (carried.date !== null) carried.date = moved.toPlainDate().toString()
}

/** Their words for the time, with the date and the zone that belong to it: as one stretch where they stand together. */
function saidFor(base: Base, spoken: WrittenTime | WrittenDelay | null, before: string): string {
  const { clause, carried, excerpt } = base
  if (spoken === null) return ''
  const about = approximateBefore.exec(before)?.[0].trimStart() ?? ''
  const stretch = (index: number, text: string): [number, number] => [
    index - clause.start,
    index - clause.start + text.length,
  ]
  const stretches = [...clause.dates, ...clause.days].map(({ index, text }) => stretch(index, text))
  const [start, end] = stretch(spoken.index, spoken.text)
  stretches.push([start - about.length, end])
  const zone = carried.zone?.said ?? ''
  const zoneAt = base.isNewZone ? excerpt.indexOf(zone) : -1
  if (zoneAt >= 0) stretches.push([zoneAt, zoneAt + zone.length])
  stretches.sort((one, other) => one[0] - other[0])
  const isTogether = stretches.every(([from], index) => index === 0 || from - (stretches[index - 1]?.[1] ?? 0) <= 4)
  const first = stretches[0]?.[0] ?? 0
  const last = Math.max(...stretches.map(([, to]) => to))
  const last6 = excerpt.slice(Math.max(0, first - 5), first)
  const words = isTogether
    ? `${/last\s$/i.test(last6) ? last6 : ''}${excerpt.slice(first, last)}`
    : stretches.map(([from, to]) => excerpt.slice(from, to)).join(', ')
  return zone === '' || zoneAt >= 0 ? words : `${words}, ${zone === 'Z' ? 'UTC' : zone}`
}

/** The excerpt without its time, where nothing but the time is lost and words are left. */
function textOf(clause: Clause, excerpt: string): string {
  const zone = zoneOf(excerpt)
  let masked = clause.masked
  // The zone goes with the time where it stands right beside it.
  if (zone !== null) {
    const at = excerpt.indexOf(zone.said)
    const spot = taken.repeat(zone.said.length)
    if (at >= 0) masked = masked.slice(0, at) + spot + masked.slice(at + zone.said.length)
  }
  const left = trimTimeWords(masked)
  if (left.includes(taken) || !/\p{L}{2}/u.test(left)) return excerpt
  const start = masked.indexOf(left)
  return excerpt.slice(start, start + left.length).trim()
}
