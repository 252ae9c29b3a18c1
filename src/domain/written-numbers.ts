import { takeOut } from './written-times.ts'

/**
 * A number as it stands in a text. Each reading is a plain amount (`1480`) or an amount with its unit: `40 %`, `1800 s` (every
 * duration in seconds), `12000 EUR`, `5 mb`. More than one where the writing allows it: "500s", "1.480".
 */
export interface WrittenNumber {
  readonly index: number
  readonly text: string
  readonly readings: readonly string[]
  /** Part of an identifier (`v2.3.1`, `INC-7`), so its value means nothing on its own. */
  readonly identifier?: true
}

const units: Readonly<Record<string, readonly [unit: string, factor: number]>> = {
  '%': ['%', 1],
  percent: ['%', 1],
  'per cent': ['%', 1],
  ms: ['s', 0.001],
  millisecond: ['s', 0.001],
  s: ['s', 1],
  sec: ['s', 1],
  second: ['s', 1],
  m: ['s', 60],
  min: ['s', 60],
  minute: ['s', 60],
  h: ['s', 3600],
  hr: ['s', 3600],
  hour: ['s', 3600],
  d: ['s', 86_400],
  day: ['s', 86_400],
  w: ['s', 604_800],
  week: ['s', 604_800],
  $: ['USD', 1],
  usd: ['USD', 1],
  dollar: ['USD', 1],
  '€': ['EUR', 1],
  eur: ['EUR', 1],
  euro: ['EUR', 1],
  '£': ['GBP', 1],
  gbp: ['GBP', 1],
  pound: ['GBP', 1],
  kb: ['kb', 1],
  mb: ['mb', 1],
  gb: ['gb', 1],
  tb: ['tb', 1],
}

const magnitudes: Readonly<Record<string, number>> = {
  hundred: 100,
  k: 1000,
  thousand: 1000,
  M: 1e6,
  mio: 1e6,
  million: 1e6,
  bn: 1e9,
  B: 1e9,
  billion: 1e9,
}

/** Numbers as they are spelled, in small letters. */
export const numberWords: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  thousand: 1000,
  million: 1e6,
  billion: 1e9,
  dozen: 12,
}

const wordForm = Object.keys(numberWords).join('|')
const unitWord =
  '(%|percent|per cent|ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|usd|dollars?|eur|euros?|gbp|pounds?|kb|mb|gb|tb|[$€£])'
const magnitudeWord = '(thousand|million|billion|hundred)'
const edge = '(?![\\p{L}\\p{N}_])'

const amount = (value: number): string => String(Number(value.toPrecision(12)))

function withUnit(value: number, unitText: string | undefined): string {
  if (unitText === undefined || unitText === '') return amount(value)
  const name = unitText.toLowerCase()
  const unit = units[name] ?? units[name.replace(/s$/, '')]
  return unit === undefined ? amount(value) : `${amount(value * unit[1])} ${unit[0]}`
}

/** The values that digits may stand for: 1,480 is 1480; 1.480 is 1.48 or 1480; 1,5 is 1.5. */
function valuesOf(digits: string): number[] {
  const plain = digits.replace(/['’\u00a0\u202f\u2009]/g, '')
  if (/^\d{1,18}$/.test(plain)) return [Number(plain)]
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) return [Number(plain.replaceAll(',', ''))]
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(plain) || /^\d{1,3}(\.\d{3}){2,}$/.test(plain))
    return [Number(plain.replaceAll('.', '').replace(',', '.'))]
  if (/^\d+\.\d{3}$/.test(plain) && plain.length <= 7 && !plain.startsWith('0'))
    return [Number(plain), Number(plain.replace('.', ''))]
  if (/^\d+[.,]\d+$/.test(plain)) return [Number(plain.replace(',', '.'))]
  return []
}

// Digits, written any usual way. A plain space never joins: "error 5 500 times".
const digits =
  "\\d{1,3}(?:[,.'’\\u00a0\\u202f\\u2009]\\d{3}){1,5}(?:[.,]\\d{1,9})?(?!\\d)|\\d{1,18}(?:[.,]\\d{1,9})?(?!\\d)"
const numeral = new RegExp(
  `(?<![\\p{L}\\p{N}_.]|\\d,)([$€£]\\s?)?(${digits})` +
    `(?:(k|M|B|bn|mio|x|×|st|nd|rd|th)${edge})?(?:\\s${magnitudeWord}${edge})?` +
    `(?:[\\s-]?(?:${unitWord})(?:(?<=[%$€£])|${edge}))?`,
  'giu',
)

// A run of letters and digits with inner marks. Each mark is followed by a letter or digit, so there is one way to match it.
const mixed = /(?<![\p{L}\p{N}_])[\p{L}\p{N}_]{1,64}(?:[-./:'’][\p{L}\p{N}_]{1,64}){0,12}/gu
const attached =
  /^\d{1,18}(?:[.,]\d{1,9})?(?:k|M|B|bn|mio|x|st|nd|rd|th|ms|s|secs?|m|mins?|h|hrs?|d|w|kb|mb|gb|tb|usd|eur|gbp)?(?:-\p{L}{1,30})*$/iu
const duration = /^\d{1,3}h\d{1,2}m?$/iu

function isIdentifier(token: string): boolean {
  if (!/\p{N}/u.test(token)) return false
  // 2.3.1 and 10.0.0.1, but not 1.480.000
  if (/^\d+(\.\d+){2,}([:/]\d+)?$/.test(token)) return valuesOf(token).length === 0
  if (!/[\p{L}_]/u.test(token)) return false
  // "mid-2025", "sub-50ms", "users/14": a word, then a number of its own
  const parts = token.split(/[-/:]/)
  if (/^(?:mid|pre|post|sub|non|late|early|over|under)$/i.test(parts[0] ?? '')) return false
  return !(attached.test(token) || duration.test(token) || parts.every((part) => attached.test(part)))
}

function wordsValue(run: string): number | undefined {
  let total = 0
  let group = 0
  let lastSmall = Number.POSITIVE_INFINITY
  for (const word of run.toLowerCase().split(/[\s-]+/)) {
    if (word === 'and' || word === 'a') continue
    const value = numberWords[word] ?? 0
    if (value >= 1000) {
      total += (group === 0 ? 1 : group) * value
      group = 0
      lastSmall = Number.POSITIVE_INFINITY
    } else if (word === 'hundred' || word === 'dozen') {
      group = (group === 0 ? 1 : group) * value
      lastSmall = value === 100 ? 100 : 0
    } else {
      // "five ten" are two numbers
      if (value >= lastSmall || (lastSmall < 20 && lastSmall > 0)) return undefined
      group += value
      lastSmall = value
    }
  }
  return total + group
}

const wordRun = new RegExp(
  `(?<![\\p{L}\\p{N}_])((?:a[\\s-](?=hundred|thousand|million|billion|dozen))?(?:${wordForm})(?:[\\s-](?:and\\s)?(?:${wordForm})(?!\\p{L})){0,7})${edge}` +
    `(?:[\\s-](?:${unitWord})${edge})?`,
  'giu',
)

/** Fixed wordings, with what they stand for. */
const wordings: readonly (readonly [RegExp, (groups: readonly (string | undefined)[]) => string[]])[] = [
  // Idioms that state no number.
  [/(?<![\p{L}\p{N}_])(?:24\/7|(?:five|5)[\s-]whys?|no one|one another|one by one)(?![\p{L}\p{N}_])/giu, () => ['']],
  [/(?<!\p{L})(?:an|one|1)\shour\sand\sa\shalf(?!\p{L})/giu, () => ['5400 s']],
  [/(?<!\p{L})three\squarters\sof\san\shour(?!\p{L})/giu, () => ['2700 s']],
  [/(?<!\p{L})half[\s-](?:an?[\s-])?hour(?!\p{L})/giu, () => ['1800 s']],
  [/(?<!\p{L})half\sa\s(minute|day)(?!\p{L})/giu, ([, unit]) => [unit?.toLowerCase() === 'day' ? '43200 s' : '30 s']],
  [/(?<!\p{L})(?:a\s)?quarter\sof\san\shour(?!\p{L})/giu, () => ['900 s']],
  [/(?<!\p{L})an\shour(?!\p{L})/giu, () => ['3600 s']],
  [
    new RegExp(
      `(?<![\\p{L}\\p{N}_])(\\d{1,4}|${wordForm})\\sand\\sa\\shalf\\s(minute|hour|day|week)s?(?!\\p{L})`,
      'giu',
    ),
    ([, count = '', unit]) => [withUnit((numberWords[count.toLowerCase()] ?? Number(count)) + 0.5, unit)],
  ],
  [/(?<!\p{L})half(?=\s(?:of|the|our|all|their)(?!\p{L}))/giu, () => ['50 %']],
  [/(?<!\p{L})a\squarter(?=\sof(?!\p{L}))/giu, () => ['25 %']],
  [/(?<!\p{L})three[\s-]quarters(?=\sof(?!\p{L}))/giu, () => ['75 %']],
  [/(?<!\p{L})(?:a|one)[\s-]third(?=\sof(?!\p{L}))/giu, () => ['33 %', '33.3 %']],
  [/(?<!\p{L})two[\s-]thirds(?=\sof(?!\p{L}))/giu, () => ['67 %', '66.7 %', '66 %']],
  [/(?<!\p{L})twice(?!\p{L})/giu, () => ['2']],
  [
    /(?<!\p{L})(third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?=\stime(?!\p{L}))/giu,
    ([, word = '']) => [
      String(
        ['third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'].indexOf(word.toLowerCase()) + 3,
      ),
    ],
  ],
  // 1h30, 1h 30m, 1 hour 30 minutes, 2 hours and 5 minutes
  [
    new RegExp(
      `(?<![\\p{L}\\p{N}_.,:])(\\d{1,4}|${wordForm})[\\s-]?h(?:ours?|rs?)?(?:,?\\s(?:and\\s)?|(?=\\d))(\\d{1,2}|${wordForm})(?:[\\s-]?m(?:in(?:ute)?s?)?${edge}|(?<=h\\d{1,2})${edge})`,
      'giu',
    ),
    ([, hours = '', minutes = '']) => {
      const count = (word: string): number => numberWords[word.toLowerCase()] ?? Number(word)
      return [amount(count(hours) * 3600 + count(minutes) * 60).concat(' s')]
    },
  ],
]

/** Numbers in the order in which they stand, and the text without them (same length); dates and times must be out of it. */
export function numbersIn(text: string): { numbers: WrittenNumber[]; rest: string } {
  const numbers: WrittenNumber[] = []
  let rest = text
  // A number that opens a line and is followed by a dot or a bracket numbers a list.
  rest = takeOut(rest, /(?<=(?:^|\n)[ \t>]{0,8})\d{1,3}[.)](?=\s)/gu, () => true)
  rest = takeOut(rest, mixed, (match) => {
    if (!isIdentifier(match[0])) return false
    numbers.push({ index: match.index, text: match[0], readings: [match[0].toLowerCase()], identifier: true })
    return true
  })
  for (const [pattern, read] of wordings) {
    rest = takeOut(rest, pattern, (match) => {
      const readings = read(match)
      if (readings[0] !== '') numbers.push({ index: match.index, text: match[0], readings })
      return true
    })
  }
  rest = takeOut(rest, numeral, (match) => {
    const [, currency, digitText = '', suffix, magnitude, unit] = match
    // `k` and `M` are letters whose case counts: 5m is five minutes, 5M five million.
    const isMinutes = suffix === 'm'
    const factor =
      (isMinutes ? 1 : (magnitudes[suffix ?? ''] ?? magnitudes[suffix?.toLowerCase() ?? ''] ?? 1)) *
      (magnitudes[magnitude?.toLowerCase() ?? ''] ?? 1)
    const unitText = currency?.trim() ?? (isMinutes ? (unit ?? 'm') : unit)
    const readings = valuesOf(digitText).map((value) => withUnit(value * factor, unitText))
    // "the 500s" are many, not a duration.
    if (unitText === 's' && match[0].endsWith('s')) readings.push(...valuesOf(digitText).map(amount))
    if (readings.length === 0) return false
    numbers.push({ index: match.index, text: match[0], readings })
    return true
  })
  rest = takeOut(rest, wordRun, (match) => {
    const [whole, run = '', unit] = match
    // "one" alone is a pronoun more often than a number.
    if (/^one$/i.test(run) && unit === undefined) return false
    const value = wordsValue(run)
    if (value !== undefined) numbers.push({ index: match.index, text: whole, readings: [withUnit(value, unit)] })
    else
      for (const word of run.toLowerCase().split(/[\s-]+/))
        if (numberWords[word] !== undefined)
          numbers.push({ index: match.index, text: word, readings: [amount(numberWords[word])] })
    return true
  })
  numbers.sort((a, b) => a.index - b.index)
  return { numbers, rest }
}
