import type { Incident } from '../../domain/incident.ts'
import { numberWords } from '../../domain/written-numbers.ts'
import { type Quote, quotesTo, shorten } from './incident-facts.ts'

/** What a failure cost, as far as the records say. Null where no record says anything. */
export interface Cost {
  /** Work by hand. */
  readonly hours: number | null
  readonly tickets: number | null
  /** By currency: EUR, USD, GBP. */
  readonly money: Readonly<Record<string, number>> | null
  /** The words that the sums stand on, and rates and ranges that no sum can hold. */
  readonly from: readonly Quote[]
}

const amount = String.raw`(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s?(k|thousand|m|million)?`
const spelled = String.raw`\b(${Object.keys(numberWords).join('|')})`
const number = `(?:${amount}|${spelled})`
const hours = new RegExp(
  String.raw`${number}[\s-](?:person[\s-]|engineer[\s-]|working )?(hours?|hrs?|h|minutes?|mins?)\b`,
  'giu',
)
const tickets = new RegExp(
  String.raw`${number}\s(?:\w+ ){0,2}?(?:tickets?|calls?|complaints?|e-?mails|chats?|conversations|support requests)\b`,
  'giu',
)
const money = new RegExp(String.raw`([€$£])\s?${amount}|${amount}\s?(eur|euros?|usd|dollars?|gbp|pounds?)\b`, 'giu')
/** "20 minutes each morning" is a rate: nobody said how often. */
const rate = /^\W*(?:\w+ ){0,3}?(?:per|each|every|a (?:day|week|month)|daily|weekly|monthly)\b/i
const rateBefore = /\b(?:per|each|every|daily|weekly)\W+(?:\w+\W+){0,5}$/i

/** Adds up hours, tickets and money over incidents; only whole statements of people, each amount once an incident and wording. */
export function addUpCost(incidents: readonly Incident[]): Cost {
  let minutes: number | null = null
  let count: number | null = null
  const sums: Record<string, number> = {}
  const from: Quote[] = []
  const seen = new Set<string>()
  for (const incident of incidents) {
    const work = quotesTo(incident, 'manual-work', 'support-view')
    const told = [...work, ...quotesTo(incident, 'seen-before', 'customers-affected', 'revenue')]
    for (const quote of told) {
      let counts = false
      if (work.includes(quote)) {
        for (const match of matchesOnce(hours, quote, seen)) {
          minutes = (minutes ?? 0) + amountOf(match) * (/^h/i.test(match[4] ?? '') ? 60 : 1)
          counts = true
        }
      }
      for (const match of matchesOnce(tickets, quote, seen)) {
        count = (count ?? 0) + amountOf(match)
        counts = true
      }
      for (const match of matchesOnce(money, quote, seen)) {
        const [, sign, first, firstScale, second, secondScale, name] = match
        const currency = currencyOf(sign ?? name ?? '')
        sums[currency] = (sums[currency] ?? 0) + scaled(first ?? second ?? '0', firstScale ?? secondScale)
        counts = true
      }
      if (counts || work.includes(quote)) from.push({ incident: quote.incident, words: shorten(quote.words) })
    }
  }
  return {
    hours: minutes === null ? null : Math.round((minutes / 60) * 10) / 10,
    tickets: count,
    money: Object.keys(sums).length > 0 ? sums : null,
    from,
  }
}

/** The same amount may stand in two answers about one incident; it is counted once. */
function matchesOnce(pattern: RegExp, { incident, words }: Quote, seen: Set<string>): RegExpExecArray[] {
  return [...words.matchAll(pattern)].filter((match) => {
    const after = words.slice(match.index + match[0].length)
    if (rate.test(after) || rateBefore.test(words.slice(0, match.index))) return false
    const key = `${incident} ${match[0].toLowerCase()}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function amountOf(match: RegExpExecArray): number {
  const [, digits, scale, word] = match
  return word === undefined ? scaled(digits ?? '0', scale) : (numberWords[word.toLowerCase()] ?? 0)
}

function scaled(digits: string, scale: string | undefined): number {
  const factor = /^k|^t/i.test(scale ?? '') ? 1000 : /^m/i.test(scale ?? '') ? 1_000_000 : 1
  return Number(digits.replaceAll(',', '')) * factor
}

function currencyOf(name: string): string {
  if (/^(?:€|eur)/i.test(name)) return 'EUR'
  return /^(?:£|gbp|pound)/i.test(name) ? 'GBP' : 'USD'
}
