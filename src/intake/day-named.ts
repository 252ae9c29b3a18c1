import { casual } from 'chrono-node'
import { shiftDay } from '../domain/shift-day.ts'
import { datesIn, takeOut, type WrittenDate, weekdays } from '../domain/written-times.ts'

/** A zone that this machine knows, or UTC, so that a wrong setting never stops reading. */
export function safeZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    return 'UTC'
  }
}

/** Today's date, YYYY-MM-DD, on the calendar of `zone`. */
export function todayIn(zone: string, now: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now)
}

// Days that are said against today. chrono-node reads them well once they are found; left to find them itself it also takes
// "may", "sat" and "5 to 10" for dates and times, and drops the time of "13:28 a user" (measured, 2.10.3).
const relativeDay =
  /(?<![\p{L}\p{N}])(?:the\sday\sbefore\syesterday|yesterday|today|tonight|this\s(?:morning|afternoon|evening)|last\snight|(?:\d{1,2}|an?|one|two|three|four|five|six)\s(?:days?|weeks?|months?)\sago|tomorrow|in\s(?:\d{1,2}|an?|one|two|three|four|five|six)\s(?:days?|weeks?|months?)|(?:end\sof\s)?(?:next|this)\s(?:week|month|quarter))(?![\p{L}\p{N}])/giu

// Parsing takes a millisecond, and a log may say "yesterday" on each of its lines.
const resolved = new Map<string, string | null>()

/** The date of a relative day: "yesterday", "two weeks ago", "in three days". Null where chrono-node is not certain of it. */
function readRelativeDay(words: string, today: string): string | null {
  const reference = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 }
  const plain = words.toLowerCase().replace(/\s+/g, ' ')
  if (plain === 'last night') return shiftDay(today, -1)
  if (/^this (?:morning|afternoon|evening)$|^tonight$/.test(plain)) return today
  const key = `${today} ${plain}`
  const known = resolved.get(key)
  if (known !== undefined) return known
  const start = casual.parse(plain, reference)[0]?.start
  const date = start?.isCertain('day') ? start.date().toISOString().slice(0, 10) : null
  if (resolved.size >= 1000) resolved.clear()
  resolved.set(key, date)
  return date
}

/**
 * The calendar date of a written one. Without its year, the latest such day that is not after `today` (`past`) or the next that is
 * not before it (`future`); a weekday likewise, where "last Tuesday" is never today. Null where only a month is said, or where
 * day and month may be swapped and both are possible.
 */
function settleDate(date: WrittenDate, before: string, today: string, side: 'past' | 'future'): string | null {
  const full = date.readings.filter((reading) => /^\d{4}-\d\d-\d\d$/.test(reading))
  if (full.length > 0) {
    const fitting = full.filter((reading) => (side === 'past' ? reading <= today : reading >= today))
    const candidates = full.length > 1 ? fitting : full
    return candidates.length === 1 ? (candidates[0] ?? null) : null
  }
  const reading = date.readings[0] ?? ''
  if (/^--\d\d-\d\d$/.test(reading)) {
    const year = Number(today.slice(0, 4))
    // 29 February may be four years away, eight around a century.
    for (let step = 0; step <= 8; step += 1) {
      const candidate = `${side === 'past' ? year - step : year + step}-${reading.slice(2)}`
      const isReal = !Number.isNaN(Date.parse(candidate)) && shiftDay(candidate, 0) === candidate
      if (isReal && (side === 'past' ? candidate <= today : candidate >= today)) return candidate
    }
    return null
  }
  const weekday = weekdays.indexOf(reading)
  if (weekday < 0) return null
  const isStrict = side === 'past' ? /last\s$/i.test(before) : /next\s$/i.test(before)
  const todayIndex = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7
  const away = side === 'past' ? (todayIndex - weekday + 7) % 7 : (weekday - todayIndex + 7) % 7
  const days = away === 0 && isStrict ? 7 : away
  return shiftDay(today, side === 'past' ? -days : days)
}

export interface RelativeDay {
  readonly index: number
  readonly text: string
}

/** Relative days in the order in which they stand, and the text without them (same length). */
export function relativeDaysIn(text: string): { days: RelativeDay[]; rest: string } {
  const days: RelativeDay[] = []
  const rest = takeOut(text, relativeDay, (match) => days.push({ index: match.index, text: match[0] }) > 0)
  return { days, rest }
}

export interface Day {
  readonly date: string
  readonly index: number
  /** Counted from today: "last Tuesday", "yesterday". */
  readonly isRelative: boolean
}

interface WrittenDays {
  readonly dates: readonly WrittenDate[]
  readonly days: readonly RelativeDay[]
}

/** The day that written and relative dates name: a calendar date before a weekday, a weekday before "yesterday". */
export function dayAmong(
  { dates, days }: WrittenDays,
  said: string,
  today: string,
  side: 'past' | 'future',
): Day | null {
  const settled: Day[] = []
  for (const written of dates) {
    const before = said.slice(Math.max(0, written.index - 6), written.index)
    const date = settleDate(written, before, today, side)
    if (date !== null) settled.push({ date, index: written.index, isRelative: /day$/.test(written.readings[0] ?? '') })
  }
  // "Tuesday, 3 March": the calendar date is certain, the weekday only repeats it.
  const best = settled.find((day) => !day.isRelative) ?? settled[0]
  if (best !== undefined) return best
  for (const { text, index } of days) {
    const date = readRelativeDay(text, today)
    if (date !== null) return { date, index, isRelative: true }
  }
  return null
}

/** The day that the words name, or null. `today` is YYYY-MM-DD; what has no year is in the past or in the future of it. */
export function dayNamed(words: string, today: string, side: 'past' | 'future'): Day | null {
  const { days, rest } = relativeDaysIn(words)
  return dayAmong({ dates: datesIn(rest).dates, days }, words, today, side)
}
