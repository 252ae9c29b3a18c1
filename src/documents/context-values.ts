import { Severity } from '../domain/incident.ts'
import { closest } from './closest.ts'

/** A value that was read, or what is wrong with it, in words that follow what stood there. */
export type Read<T> = { readonly value: T } | { readonly wrong: string }

/** A share of customers or traffic: "50 %", "0.5". */
export function readShare(text: string): Read<number> {
  const match = /^(?:from |>=? ?|≥ ?)?(\d+(?:\.\d+)?)\s*(%|percent|per cent)?(?: (?:or more|and more))?$/i.exec(text)
  const number = Number(match?.[1] ?? Number.NaN)
  const share = match?.[2] ? number / 100 : number
  if (Number.isNaN(share)) return { wrong: 'is no share; write it like 25 %' }
  if (share > 1)
    return { wrong: match?.[2] ? 'is more than everybody' : `is no share; if you mean ${number} %, write it so` }
  return { value: share }
}

const minutesOf: Readonly<Record<string, number>> = {
  m: 1,
  min: 1,
  minute: 1,
  h: 60,
  hr: 60,
  hour: 60,
  d: 1440,
  day: 1440,
  w: 10_080,
  week: 10_080,
}

/** A span, in `unit`; a number alone is taken in that unit: "48", "48 h", "2 days", "< 15 min". */
export function readSpan(text: string, unit: 'minutes' | 'hours' | 'days'): Read<number> {
  const match = /^(?:<=? ?|≤ ?|within |under )?(\d+(?:\.\d+)?)\s*([a-z]+)?\.?$/i.exec(text)
  const scale = minutesOf[(match?.[2] ?? unit).toLowerCase().replace(/(?<=\w{2})s$|(?<=[mhdw])s$/, '')]
  if (!match || scale === undefined)
    return {
      wrong: `is no number of ${unit}; write it like ${unit === 'minutes' ? '15 minutes' : unit === 'hours' ? '48 hours' : '5 days'}`,
    }
  const value = (Number(match[1]) * scale) / (minutesOf[unit.slice(0, -1)] ?? 1)
  return value > 0 ? { value } : { wrong: 'must be more than nothing' }
}

/** A whole number of words: "600", "600 words". */
export function readWords(text: string): Read<number> {
  const match = /^(?:about |at most |max )?(\d{1,3}(?:,\d{3})+|\d+)(?:\s*words)?$/i.exec(text)
  const value = Number(match?.[1]?.replace(/,/g, '') ?? 0)
  return Number.isInteger(value) && value > 0 ? { value } : { wrong: 'is no number of words; write it like 600 words' }
}

/** How few and how many: "3 to 5". */
export function readRange(text: string): Read<readonly [number, number]> {
  const match = /^(\d+)\s*(?:to|-|–|—|\.\.)\s*(\d+)$/i.exec(text)
  const [from, to] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)]
  if (!match || from < 1) return { wrong: 'is no range; write it like 3 to 5' }
  return from <= to ? { value: [from, to] } : { wrong: `is upside down; write it like ${to} to ${from}` }
}

export function readSeverity(text: string): Read<Severity> {
  const digit = /^(?:s|sev|severity)[\s.-]?([1-4])\b/i.exec(text)?.[1]
  const parsed = Severity.safeParse(`S${digit}`)
  return parsed.success ? { value: parsed.data } : { wrong: 'is no severity; there are S1, S2, S3 and S4' }
}

/** An IANA name, as the machine's time zone data knows it. */
export function readTimeZone(text: string): Read<string> {
  const zones = Intl.supportedValuesOf('timeZone')
  const known = [...zones, 'UTC'].find((zone) => zone.toLowerCase() === text.toLowerCase())
  if (known) return { value: known }
  if (/^[A-Za-z]/.test(text)) {
    try {
      new Intl.DateTimeFormat('en', { timeZone: text })
      return { value: text }
    } catch {
      // Not known: said below, with the nearest name.
    }
  }
  const city = zones.find((zone) => zone.toLowerCase().endsWith(`/${text.toLowerCase().replace(/\s+/g, '_')}`))
  const near = city ?? closest(text, zones)
  return { wrong: `is no time zone; write a name like Europe/Berlin or UTC${near ? `, perhaps ${near}` : ''}` }
}

/** An ISO 4217 code. */
export function readCurrency(text: string): Read<string> {
  const codes = Intl.supportedValuesOf('currency')
  const code = text.toUpperCase()
  if (codes.includes(code)) return { value: code }
  const names = new Intl.DisplayNames('en', { type: 'currency' })
  const sign = (each: string) =>
    new Intl.NumberFormat('en', { style: 'currency', currency: each })
      .formatToParts(1)
      .find((part) => part.type === 'currency')?.value
  const near =
    codes.find((each) => text.length < 3 && sign(each) === text) ??
    codes.find((each) => names.of(each)?.toLowerCase() === text.toLowerCase()) ??
    (text.length === 3
      ? closest(code, [
          'EUR',
          'USD',
          'GBP',
          'CHF',
          'JPY',
          'SEK',
          'NOK',
          'DKK',
          'PLN',
          'CZK',
          'CAD',
          'AUD',
          'INR',
          'BRL',
        ])
      : null)
  return {
    wrong: `is no currency code; write the three letters of ISO 4217, like EUR${near ? `; perhaps ${near}` : ''}`,
  }
}

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** A day of every year, as MM-DD: "02-01", "1 February", "Feb 1". */
export function readDay(text: string): Read<string> {
  if (/\b\d{4}\b/.test(text))
    return { wrong: 'names a year; peak periods come back each year, so leave it out: 1 February' }
  const numeric = /^(\d\d)-(\d\d)$/.exec(text)
  const named =
    /^(?:(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of )?([a-z]{3,})\.?|([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?)$/i.exec(text)
  const name = (named?.[2] ?? named?.[3] ?? '').toLowerCase()
  const month = numeric
    ? Number(numeric[1])
    : name === ''
      ? 0
      : months.findIndex((each) => each.startsWith(name.replace(/^sept$/, 'sep'))) + 1
  const day = numeric ? Number(numeric[2]) : Number(named?.[1] ?? named?.[4] ?? 0)
  // A leap year, since 29 February is a day.
  const date = new Date(Date.UTC(2024, month - 1, day))
  if (month < 1 || month > 12 || day < 1 || date.getUTCMonth() !== month - 1) {
    return { wrong: 'is no day of the year; write it like 1 February or 02-01' }
  }
  return { value: `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` }
}
