/** A clock time as it stands in a text. `readings` are HH:MM or HH:MM:SS on a 24-hour clock, the likeliest first. */
export interface WrittenTime {
  readonly index: number
  readonly text: string
  readonly readings: readonly string[]
  /** Morning or afternoon was not said: "half past two", "at 9". */
  readonly loose: boolean
  /** Only a number that stands like a time: "at 9", "noticed 14.05"; it may be no time at all. */
  readonly bare: boolean
}

/** A date or a part of one as it stands in a text. */
export interface WrittenDate {
  readonly index: number
  readonly text: string
  /** `2026-03-03`, `--03-03` without a year, `2026-03`, `--03`, or a weekday: `tuesday`. Two where day and month may be swapped. */
  readonly readings: readonly string[]
}

/** Stands where a span was taken out of a text, one for each character, so that positions stay the same. */
export const taken = '\ue000'

const monthStems = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const fullMonth = '(January|February|March|April|May|June|July|August|September|October|November|December)'
const hourWords = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
const hourWord = `(\\d{1,2}|${hourWords.join('|')})`
const meridiem = '([ap]m|[ap]\\.m\\.?)(?![\\p{L}\\p{N}])'

const two = (number: number): string => String(number).padStart(2, '0')

function isDay(year: number, monthNumber: number, day: number): boolean {
  if (monthNumber < 1 || monthNumber > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, monthNumber, 0)).getUTCDate()
}

function monthNumber(word: string): number {
  return monthStems.indexOf(word.slice(0, 3).toLowerCase()) + 1
}

/** `2026-03-03`, or `--03-03` without a year; nothing where there is no such day. */
function dayReading(year: string | undefined, monthOfYear: number, day: number): string[] {
  // 2024 is a leap year: without a year, 29 February is a day.
  if (!isDay(year === undefined ? 2024 : Number(year), monthOfYear, day)) return []
  return [`${year ?? '-'}-${two(monthOfYear)}-${two(day)}`]
}

type Groups = readonly (string | undefined)[]

interface DateForm {
  readonly pattern: RegExp
  /** Readings of one match; none where it is no date after all. */
  readonly read: (groups: Groups, whole: string) => string[]
}

// Every quantifier is bounded and every form begins at a word boundary, so that no text makes them slow.
// "1430:" opens what happened at half past two; "2024:" does so on a day of that year.
const year = '(\\d{4}(?![\\p{N}:])|(?:19[89]|20[0-2])\\d(?=:(?!\\d)))'

const dateForms: readonly DateForm[] = [
  {
    pattern: /(?<![\p{L}\p{N}_./-])(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?!\d|[-/]\d)/gu,
    read: ([, year, , monthDigits, day]) => dayReading(year, Number(monthDigits), Number(day)),
  },
  {
    // 3.3.2026 is day first wherever it is written; with slashes and dashes both orders are in use.
    pattern: /(?<![\p{L}\p{N}_./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|(?<=\/)\d{2})(?![\p{L}\p{N}_]|[./-]\d)/gu,
    read: ([, first, mark, second, yearDigits = '']) => {
      const year = yearDigits.length === 2 ? `20${yearDigits}` : yearDigits
      const dayFirst = dayReading(year, Number(second), Number(first))
      const monthFirst = mark === '.' ? [] : dayReading(year, Number(first), Number(second))
      return [...new Set([...dayFirst, ...monthFirst])]
    },
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_.:])(\\d{1,2})(st|nd|rd|th)?(?:\\sof)?[\\s-]{1,2}${month}\\.?(?![\\p{L}\\p{N}_])(?:,?[\\s-]{1,2}${year})?`,
      'giu',
    ),
    read: ([, day, ordinal, monthWord = '', year]) =>
      // "these 3 may have failed"
      monthWord === 'may' && ordinal === undefined && year === undefined
        ? []
        : dayReading(year, monthNumber(monthWord), Number(day)),
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_])${month}\\.?\\s(?:the\\s)?(\\d{1,2})(st|nd|rd|th)?(?![\\p{L}\\p{N}_:%]|[.,]\\d)(?:(?:\\s?[-–]\\s?\\d{1,2}(?:st|nd|rd|th)?)?,?\\s{1,2}${year})?`,
      'giu',
    ),
    // Of "October 29-30, 2025" the first day. "It may 5 times out of ten" is none.
    read: ([, monthWord = '', day, , year]) =>
      monthWord === 'may' && year === undefined ? [] : dayReading(year, monthNumber(monthWord), Number(day)),
  },
  {
    pattern: new RegExp(`(?<![\\p{L}\\p{N}_])${month}\\.?,?\\s${year}`, 'giu'),
    read: ([, monthWord = '', year]) => [`${year}-${two(monthNumber(monthWord))}`],
  },
  {
    // March and May are also verbs: a month alone counts only after a word that makes it one.
    pattern: new RegExp(
      `(?<=(?<!\\p{L})(?:in|In|since|Since|of|until|by|By|during|During|last|Last|early|Early|late|Late|mid|Mid|next|Next|this|from|From)[\\s-])${fullMonth}(?!\\p{L})`,
      'gu',
    ),
    read: ([, monthWord = '']) => [`--${two(monthNumber(monthWord))}`],
  },
  {
    pattern: /(?<![\p{L}\p{N}_])(mon|tues|wednes|thurs|fri|satur|sun)day(?![\p{L}\p{N}_])/giu,
    read: (_groups, whole) => [whole.toLowerCase()],
  },
  {
    // "the pod sat idle" has no weekday: abbreviations count only with a capital.
    pattern: /(?<![\p{L}\p{N}_])(Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)(?![\p{L}\p{N}_])/gu,
    read: (_groups, whole) => weekdays.filter((day) => day.startsWith(whole.slice(0, 3).toLowerCase())),
  },
]

/** The text with what `pattern` matches taken out, wherever `take` accepts the match. */
export function takeOut(text: string, pattern: RegExp, take: (match: RegExpExecArray) => boolean): string {
  pattern.lastIndex = 0
  const parts: string[] = []
  let from = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[0] === '') pattern.lastIndex += 1
    else if (take(match)) {
      parts.push(text.slice(from, match.index), taken.repeat(match[0].length))
      from = match.index + match[0].length
    }
  }
  if (from === 0) return text
  parts.push(text.slice(from))
  return parts.join('')
}

/** Dates in the order in which they stand, and the text without them (same length). */
export function datesIn(text: string): { dates: WrittenDate[]; rest: string } {
  const dates: WrittenDate[] = []
  let rest = text
  for (const { pattern, read } of dateForms) {
    rest = takeOut(rest, pattern, (match) => {
      const readings = read(match, match[0])
      if (readings.length > 0) dates.push({ index: match.index, text: match[0], readings })
      return readings.length > 0
    })
  }
  dates.sort((a, b) => a.index - b.index)
  return { dates, rest }
}

function clockOf(hourDigits: string | number, minuteDigits = '00', half?: string, secondDigits?: string): string[] {
  let hour = Number(hourDigits)
  const minute = Number(minuteDigits)
  const second = Number(secondDigits ?? 0)
  if (minute > 59 || second > 59) return []
  if (half !== undefined) {
    if (hour < 1 || hour > 12)
      return hour <= 23 && hour > 12 ? clockOf(hour, minuteDigits, undefined, secondDigits) : []
    hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0)
  }
  if (hour > 24 || (hour === 24 && (minute > 0 || second > 0))) return []
  return [`${two(hour % 24)}:${two(minute)}${secondDigits === undefined ? '' : `:${two(second)}`}`]
}

/** Both halves of the day: 2:30 may be 14:30. */
function eitherHalf(clock: string): string[] {
  const hour = Number(clock.slice(0, 2))
  return hour >= 1 && hour <= 12 ? [clock, `${two((hour + 12) % 24)}${clock.slice(2)}`] : [clock]
}

function hourOf(word: string): number {
  const index = hourWords.indexOf(word.toLowerCase())
  return index < 0 ? Number(word) : index + 1
}

/** The half that a part of the day stands for: 9 in the morning, 2 in the afternoon, 11 at night, 3 at night. */
function halfIn(hour: number, part: string): string | undefined {
  if (hour < 1 || hour > 12) return undefined
  if (/morning/i.test(part)) return 'am'
  return /at\snight/i.test(part) && (hour < 6 || hour === 12) ? 'am' : 'pm'
}

const beforeClock = '(?<!\\p{L})(?:at|around|about|since|until|till|by|from|after|before)\\s~?'

// 14.05 may count something, so it is a time only where it stands like one: at the beginning of a line, after a preposition
// or a verb that says what happened then, as the end of a range, or before a zone.
const measured =
  '(?:load|rates?|averages?|averaged|latency|ratio|score|price[ds]?|valued?|versions?|running|stood|stayed|hovered|sat|peaked|capped|grew|rose|risen|fell|dropped|increased|decreased|went|climbed|jumped|improved|changed|upgraded?|updated?|bumped|downgraded?|migrated|moved|rolled\\s(?:it\\s)?back|reverted|off|up|down)(?:\\s(?:was|were|is|of))?\\s'
const dottedLead = [
  '(?:^|\\n)[ \\t>|*•–—+[(-]{0,12}',
  `(?<!${measured})(?<!\\p{L})(?:at|around|about|since|until|till|by|from|after|before)\\s~?`,
  '(?<![\\p{L}\\p{N}])@\\s?',
  '(?<!\\p{L})(?:noticed|detected|spotted|saw|alert(?:ed)?|fired|paged|reported|called|began|begun|started|ended|stopped|fixed|restored|resolved|recovered|mitigated|closed|joined|responded|acknowledged|ack|declared|told|posted|back|again)\\s~?',
  // What is rolled back or restarted may be a version, but seldom one with two digits before the dot.
  '(?<!\\p{L})(?:rolled\\s(?:it\\s)?back|rollback|reverted|restarted)\\s~?(?=\\d{2}\\.)',
].join('|')
const zoneAfter =
  '(?=\\s?(?:Z|UTC|GMT|WET|BST|CES?T|MES?Z|EES?T|MSK|IST|SGT|HKT|JST|KST|AE[SD]T|NZ[SD]T|BRT|[ECMP][SD]?T)(?![\\p{L}\\p{N}_]))'
const dottedClock = '([01]?\\d|2[0-3])\\.([0-5]\\d)'
const counted =
  '(?![\\p{L}\\p{N}_%]|[.,:/]\\d|-\\d(?!\\d?\\.\\d\\d)|\\s?[%$€£×]|\\s(?:percent|per|ms|m?secs?|seconds?|s|mins?|minutes?|m|h|hrs?|hours?|d|days?|w|weeks?|usd|dollars?|eur|euros?|gbp|pounds?|[kmgt]i?b|k|bn|x|thousand|million|billion|times|points?|of|versions?|releases?|was|is)(?![\\p{L}\\p{N}]))'

interface TimeForm {
  readonly pattern: RegExp
  readonly read: (groups: Groups, whole: string) => string[]
  readonly loose?: boolean
  readonly bare?: boolean
}

const timeForms: readonly TimeForm[] = [
  {
    // An ISO instant: what follows the date, with its offset.
    pattern: new RegExp(
      `(?<=${taken})[Tt](\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?(?:Z|[+-]\\d{2}:?\\d{2}(?!\\d))?`,
      'gu',
    ),
    read: ([, hour = '', minute, second]) => clockOf(hour, minute, undefined, second),
  },
  {
    // "2 in the afternoon", "2:35 in the afternoon", "two o'clock at night"
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_.:])(?:(?<=${beforeClock})|(?=\\d{1,2}:\\d\\d|\\p{L}{3,6}\\so['’]|\\d{1,2}\\so['’]))${hourWord}(?::(\\d{2}))?(?:\\so['’]clock)?\\s((?:in\\sthe|this|that)\\s(?:morning|afternoon|evening)|at\\snight|tonight)(?!\\p{L})`,
      'giu',
    ),
    read: ([, word = '', minute, part = '']) => clockOf(hourOf(word), minute, halfIn(hourOf(word), part)),
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_.:+])(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?(?!\\d|:\\d)(?:\\s?${meridiem})?`,
      'giu',
    ),
    read: ([, hour = '', minute, second, half]) => clockOf(hour, minute, half, second),
  },
  {
    pattern: new RegExp(`(?<![\\p{L}\\p{N}_.:])(\\d{1,2})(?:\\.(\\d{2}))?\\s?${meridiem}`, 'giu'),
    read: ([, hour = '', minute, half]) => clockOf(hour, minute, half),
  },
  {
    // 14h05; with one digit (1h30) it is a time only after "at" and the like, else a duration.
    pattern:
      /(?<![\p{L}\p{N}_.:])(\d{2}|(?<=(?<!\p{L})(?:at|around|since|until|from|by)\s)\d)h(\d{2})(?![\p{L}\p{N}])/giu,
    read: ([, hour = '', minute]) => clockOf(hour, minute),
  },
  {
    pattern: /(?<![\p{L}\p{N}_.:])(\d{1,2})(?:\.(\d{2}))?\sUhr(?!\p{L})/gu,
    read: ([, hour = '', minute]) => clockOf(hour, minute),
  },
  {
    pattern: new RegExp(`(?<=${dottedLead})${dottedClock}${counted}`, 'giu'),
    bare: true,
    read: ([, hour = '', minute]) => clockOf(hour, minute),
  },
  {
    pattern: new RegExp(`(?<![\\p{L}\\p{N}_.:#$€£-]|\\d,|[$€£]\\s)${dottedClock}${zoneAfter}`, 'gu'),
    bare: true,
    read: ([, hour = '', minute]) => clockOf(hour, minute),
  },
  {
    // The end of a range: its beginning is taken out already.
    pattern: new RegExp(`(?<=${taken}\\s?(?:-|–|—|to|until|till|and)\\s?)${dottedClock}${counted}`, 'giu'),
    bare: true,
    read: ([, hour = '', minute]) => clockOf(hour, minute),
  },
  {
    pattern: /(?<![\p{L}\p{N}_.:#$€£-])(\d{2})(\d{2})\s?(?:Z|UTC|GMT)(?![\p{L}\p{N}])/gu,
    read: ([, hour = '', minute]) => clockOf(hour, minute),
  },
  {
    pattern: /(?<=(?<!\p{L})(?:at|around|since|until|from)\s)(\d{2})(\d{2})\s?(?:hours|hrs)(?!\p{L})/giu,
    read: ([, hour = '', minute]) => clockOf(hour, minute),
  },
  {
    pattern: /(?<![\p{L}\p{N}_-])(noon|midday|midnight)(?![\p{L}\p{N}_])/giu,
    read: (_groups, whole) => [whole.toLowerCase() === 'midnight' ? '00:00' : '12:00'],
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_])(half|quarter)\\s(past|to)\\s${hourWord}(?![\\p{L}\\p{N}_:])(?:\\s?${meridiem})?`,
      'giu',
    ),
    loose: true,
    read: ([, part = '', side = '', word = '', half]) => {
      const minutes = /half/i.test(part) ? 30 : 15
      const isTo = /to/i.test(side)
      const hour = hourOf(word)
      if (hour > 12 || (isTo && minutes === 30)) return []
      const before = hour === 1 ? 12 : hour - 1
      const clock = clockOf(isTo ? before : hour, String(isTo ? 60 - minutes : minutes), half)[0]
      return clock === undefined ? [] : half === undefined ? eitherHalf(clock) : [clock]
    },
  },
  {
    pattern: new RegExp(`(?<![\\p{L}\\p{N}_.:])${hourWord}\\so['’]clock(?!\\p{L})`, 'giu'),
    loose: true,
    read: ([, word = '']) => clockOf(hourOf(word)).flatMap(eitherHalf),
  },
  {
    // "at 9 schools" is no time: what follows must be an end, or a word that cannot be counted.
    pattern:
      /(?<=(?<!\p{L})(?:at|since|around|until|(?:fixed|restored|resolved|recovered|back|up|ok|okay|normal|over|noticed|started|began)\s(?:by|about|before|after))\s~?)(\d{1,2})(?![\p{L}\p{N}_%:]|[.,/-]\d)(?=\s*(?:$|[\n,;!?)\]—–]|\.(?:\s|$))|\s(?:on|and|we|the|i|it|they|then|when|in|this|that|yesterday|today|but|until|utc|sharp)(?!\p{L})|\s\ue000)/giu,
    loose: true,
    bare: true,
    read: ([, hour = '']) => clockOf(hour).flatMap(eitherHalf),
  },
]

// "2-3pm", "between 2 and 3pm": the first hour takes the half of the day from the second.
const sharedHalf = new RegExp(
  `(?<![\\p{L}\\p{N}_.:])((\\d{1,2})(?::(\\d{2}))?)(\\s?(?:-|–|—|to|until|till)\\s?|(?<=between\\s\\d{1,2}(?::\\d\\d)?)\\sand\\s)(\\d{1,2})(?::(\\d{2}))?\\s?${meridiem}`,
  'giu',
)

/**
 * Clock times in the order in which they stand, and the text without them (same length). Give it the rest of `datesIn`, or
 * parts of dates are taken for times.
 */
export function timesIn(text: string): { times: WrittenTime[]; rest: string } {
  const times: WrittenTime[] = []
  const take = (index: number, words: string, readings: readonly string[], form: Partial<TimeForm>): boolean => {
    if (readings.length === 0) return false
    const loose = form.loose === true && readings.length > 1
    times.push({ index, text: words, readings, loose, bare: form.bare === true })
    return true
  }
  let rest = takeOut(text, sharedHalf, (match) => {
    const [whole, first = '', hour = '', minute, between = '', endHour = '', endMinute, half = ''] = match
    const end = clockOf(endHour, endMinute, half)
    const sameHalf = clockOf(hour, minute, half)
    const isPastEnd = (sameHalf[0] ?? '') > (end[0] ?? '')
    const start = isPastEnd ? clockOf(hour, minute, /^p/i.test(half) ? 'am' : 'pm') : sameHalf
    if (end.length === 0 || start.length === 0) return false
    const secondAt = first.length + between.length
    take(match.index, first, start, {})
    return take(match.index + secondAt, whole.slice(secondAt), end, {})
  })
  for (const form of timeForms) {
    rest = takeOut(rest, form.pattern, (match) => take(match.index, match[0], form.read(match, match[0]), form))
  }
  times.sort((a, b) => a.index - b.index)
  return { times, rest }
}
