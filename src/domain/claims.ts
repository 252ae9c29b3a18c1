import { type Counted, countedAfter } from './counted.ts'
import { rememberLast } from './remember-last.ts'
import { numbersIn } from './written-numbers.ts'
import { datesIn, taken, takeOut, timesIn, weekdays } from './written-times.ts'

/**
 * Something in a text that somebody must have said: a number, a clock time, a date, a name.
 * `value` is what is compared: `1480`, `40 %`, `1800 s`, `14:00`, `2026-03-03`, `--03-03` (no year), `tuesday`, a name in small
 * letters. Where the writing allows several readings they stand side by side: `2026-03-04|2026-04-03`.
 */
export interface Claim {
  readonly kind: 'number' | 'time' | 'date' | 'name'
  readonly text: string
  readonly value: string
}

interface PlacedClaim extends Claim {
  readonly index: number
  /** An hour alone, of which nobody said whether it was in the morning: "at 2". */
  readonly vague?: true
  /** What a number without a unit counts, where that is sure. */
  readonly counted?: Counted
}

// General abbreviations that name nobody and nothing in particular.
const commonAcronyms = new Set(
  `AM API APIs ASAP CD CI CLI CPU CPUs CSS CSV DB DBs DM DNS ETA ETL EOD FAQ FYI GPU HTML HTTP HTTPS ID IDs IO IP IPs IT JSON KPI
  LAN MCP MTTD MTTR N/A OK OOM OS PDF PM PR PRs QA RAM RCA ROI SDK SLA SLAs SLI SLO SLOs SQL SRE SSD SSH SSL SSO TBA TBC TBD TCP TLS
  TODO TTL UDP UI URL URLs UTC UX VM VMs VPN XML YAML
  BST CEST CET CDT CST EDT EEST EET EST GMT IST JST MDT MST PDT PST
  ALL AND ARE BUT CANNOT DID DO EVERY IF IN IS MUST NEVER NO NONE NOT NOW ONLY OR SHOULD THE VERY WAS WE WHY WILL YES`.split(
    /\s+/,
  ),
)

// Words that carry a capital for other reasons than being a name.
const neverNames = new Set(
  `a about after again all also although an and another any are as at because been before being between both but by can did do does
  during each even every everybody everyone everything few finally first for from had has have he her here his how however i i'd
  i'll i'm i've if in into is it its last later let many maybe me most my neither next no nobody none nor not nothing now of on once
  one only or our over per perhaps probably she should since so some somebody someone still such than thanks that the their them
  then there these they this those through thus to today tomorrow tonight too under unknown until up us was we were what when where
  whether which while who why will with without would yes yesterday yet you your ok okay
  january february march april may june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun`.split(/\s+/),
)

const sameName: readonly (readonly string[])[] = [
  ['postgres', 'postgresql'],
  ['kubernetes', 'k8s'],
  ['javascript', 'js'],
  ['elasticsearch', 'elastic'],
]

/** Small letters without accents; every letter written one way. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('’', "'")
}

const address = /(?<![\p{L}\p{N}_])https?:\/\/[^\s<>"'`)\]]{1,2000}/giu
const mail = /(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu
const handle = /(?<![\p{L}\p{N}_&/])[@#][\p{L}_][\p{L}\p{N}_.-]{0,79}(?<![.-])/gu
const underscored = /(?<![\p{L}\p{N}_])\p{L}[\p{L}\p{N}]{0,40}(?:_[\p{L}\p{N}]{1,40}){1,12}(?![\p{L}\p{N}_])/gu
const word = /(?<![\p{L}\p{M}\p{N}_])\p{L}[\p{L}\p{M}]{0,60}(?:['’-][\p{L}\p{M}]{1,60}){0,6}/gu
function isCapitalised(text: string): boolean {
  return /^\p{Lu}/u.test(text)
}

/** GitHub, iPhone, loadBalancer, AWS: a name by its letters alone, wherever it stands. */
function isNameByShape(text: string): boolean {
  if (commonAcronyms.has(text)) return false
  return /\p{Ll}\p{Lu}/u.test(text) || /^\p{Lu}{2,}s?$/u.test(text) || /^\p{Lu}{2,}\p{Ll}{2,}/u.test(text)
}

/** True where a word at `at` opens a sentence, a line, a list item or a cell, whatever number or time stands before it there. */
function opensSentence(text: string, at: number): boolean {
  for (let index = at - 1; index >= Math.max(0, at - 120); index -= 1) {
    const character = text[index] ?? ''
    if (/[\n.!?:|•→]/.test(character)) return true
    if (/[-–—*]/.test(character) && /\s/.test(text[index + 1] ?? '') && /\s|^$/.test(text[index - 1] ?? '')) return true
    if (character !== taken && !/[\s"“”‘'*_>`#()[\],~-]/.test(character)) return false
  }
  return at <= 120
}

/** Capitals say nothing in a Markdown heading. Asked for rising positions only. */
function createHeadingCheck(text: string): (at: number) => boolean {
  let start = 0
  let end = -1
  return (at) => {
    while (end < at) {
      start = end + 1
      const next = text.indexOf('\n', start)
      end = next < 0 ? text.length : next
    }
    return /^\s{0,3}#{1,6}\s/.test(text.slice(start, start + 12))
  }
}

function namesIn(text: string, source: string): PlacedClaim[] {
  const claims: PlacedClaim[] = []
  const opening: PlacedClaim[] = []
  const known = new Set<string>()
  const isHeading = createHeadingCheck(source)
  let last: { claim: { index: number; text: string; value: string; kind: 'name' }; end: number } | null = null
  word.lastIndex = 0
  for (let match = word.exec(text); match !== null; match = word.exec(text)) {
    const whole = match[0]
    if (!/\p{Lu}/u.test(whole)) continue
    const said = whole.replace(/['’]s$/u, '')
    const value = folded(said)
    const byShape = said.split('-').some(isNameByShape)
    if (!byShape && (!isCapitalised(said) || said.length < 2 || neverNames.has(value) || commonAcronyms.has(said)))
      continue
    const claim = { kind: 'name' as const, index: match.index, text: said, value }
    if (!byShape && (opensSentence(text, match.index) || isHeading(match.index))) {
      opening.push(claim)
      continue
    }
    known.add(value)
    if (last !== null && match.index === last.end + 1 && text[last.end] === ' ') {
      last.claim.text += ` ${said}`
      last.claim.value += ` ${value}`
      last.end = match.index + whole.length
      continue
    }
    claims.push(claim)
    // A possessive ends a name: "Tim's Redis" are two.
    last = { claim, end: said === whole ? match.index + whole.length : -2 }
  }
  return [...claims, ...opening.filter((claim) => known.has(claim.value))]
}

function scan(text: string): PlacedClaim[] {
  const claims: PlacedClaim[] = []
  const takeName = (match: RegExpExecArray): boolean => {
    claims.push({ kind: 'name', index: match.index, text: match[0], value: folded(match[0]) })
    return true
  }
  const named = takeOut(takeOut(takeOut(text, address, takeName), mail, takeName), handle, takeName)
  const { dates, rest: withoutDates } = datesIn(named)
  for (const date of dates)
    claims.push({ kind: 'date', index: date.index, text: date.text, value: date.readings.join('|') })
  const { times, rest: withoutTimes } = timesIn(withoutDates)
  for (const time of times) {
    // "at 9" may count something else than hours: the number is a reading too.
    const readings = time.bare ? [...time.readings, String(Number(time.text))] : time.readings
    const isHourAlone = time.loose && time.readings.every((reading) => reading.endsWith(':00'))
    const value = readings.map(shortClock).join('|')
    claims.push({ kind: 'time', index: time.index, text: time.text, value, ...(isHourAlone ? { vague: true } : {}) })
  }
  const { numbers, rest: withoutNumbers } = numbersIn(withoutTimes)
  for (const number of numbers) {
    const kind = number.identifier ? 'name' : 'number'
    const value = number.identifier ? folded(number.text) : number.readings.join('|')
    const counted = kind === 'name' ? null : countedAfter(text, number.index + number.text.length)
    claims.push({ kind, index: number.index, text: number.text, value, ...(counted === null ? {} : { counted }) })
  }
  const rest = takeOut(withoutNumbers, underscored, takeName)
  for (const claim of namesIn(rest, text)) claims.push(claim)
  claims.sort((a, b) => a.index - b.index)
  return claims
}

/** 14:05:00 is 14:05. */
function shortClock(clock: string): string {
  return clock.replace(/^(\d\d:\d\d):00$/, '$1')
}

/**
 * True where `excerpt` stands in `said` letter for letter. Only white space may differ: any run of it equals any other, and
 * it does not count at the ends. Quotes, dashes and capitals are letters: a curly quote is not a straight one.
 */
export function holdsExcerpt(said: string, excerpt: string): boolean {
  const wanted = excerpt.replace(/\s+/g, ' ').trim()
  return wanted !== '' && said.replace(/\s+/g, ' ').includes(wanted)
}

/**
 * The numbers, clock times, dates and names in a text, in the order in which they stand. Time zones, general abbreviations
 * (UTC, API, SLA) and months or weekdays are no names; list numbers and the capitals of headings and of first words are no
 * claims, unless the same word is a name elsewhere in the text. Time grows linearly with the text.
 */
export function claimsIn(text: string): Claim[] {
  return scan(text).map(({ kind, text: said, value }) => ({ kind, text: said, value }))
}

interface Support {
  readonly times: ReadonlySet<string>
  /** What an hour alone may mean; such words hold no time but the same words. */
  readonly vague: ReadonlySet<string>
  readonly dates: ReadonlySet<string>
  /** Amounts with their unit. */
  readonly amounts: ReadonlySet<string>
  /** Numbers said without any unit. */
  readonly bare: ReadonlySet<string>
  /** Numbers as they were written, whatever their unit, but percent. */
  readonly counts: ReadonlySet<string>
  readonly words: ReadonlySet<string>
  /** What a number was said to count; null stands for words that leave it open. */
  readonly counted: ReadonlyMap<string, ReadonlySet<Counted['group'] | null>>
}

/** Words and identifiers, each also without its inner marks, and neighbours run together: `node 3` for `node-3`. */
function wordsOf(text: string): Set<string> {
  const found = new Set<string>()
  let previous = ''
  for (const [token] of folded(text).matchAll(/[\p{L}\p{N}_]{1,80}(?:[-./:'’@][\p{L}\p{N}_]{1,80}){0,20}/gu)) {
    const plain = token.replace(/'s$/, '')
    found.add(token).add(plain)
    const parts = plain.split(/[^\p{L}\p{N}]+/u)
    for (const part of parts) found.add(part)
    const squeezed = parts.join('')
    found.add(squeezed)
    if (previous !== '') found.add(`${previous}${squeezed}`)
    previous = squeezed
  }
  return found
}

/** Numbers in the wording of a claim: 30 in "30 minutes", which is compared as 1800 seconds. */
function writtenCounts(text: string): string[] {
  return [...text.replaceAll(',', '').matchAll(/\d{1,18}(?:\.\d{1,9})?/g)].map(([run]) => String(Number(run)))
}

const supportOf = rememberLast(readSupport)

function readSupport(text: string): Support {
  const times = new Set<string>()
  const vague = new Set<string>()
  const dates = new Set<string>()
  const amounts = new Set<string>()
  const bare = new Set<string>()
  const counts = new Set<string>()
  const words = wordsOf(text)
  const counted = new Map<string, Set<Counted['group'] | null>>()
  let group: Counted['group'] | null = null
  const addAmount = (reading: string, written: readonly string[] = []): void => {
    amounts.add(reading)
    const [count = '', unit] = reading.split(' ')
    if (unit === undefined) bare.add(count)
    for (const each of unit === '%' ? [] : [count, ...written]) {
      counts.add(each)
      counted.set(each, (counted.get(each) ?? new Set()).add(group))
    }
  }
  for (const { kind, value, text: said, vague: isVague, counted: what } of scan(text)) {
    group = what?.group ?? (kind === 'number' && /^\S+ s$/.test(value) ? 'time' : null)
    const written = kind === 'number' ? writtenCounts(said) : []
    for (const reading of value.split('|')) {
      if (isVague && reading.includes(':')) vague.add(reading)
      else if (kind === 'time' && reading.includes(':')) times.add(reading).add(reading.slice(0, 5))
      else if (kind === 'date') addDate(dates, reading)
      else if (kind === 'number') addAmount(reading, written)
      else {
        words.add(reading)
        for (const run of writtenCounts(reading)) addAmount(run)
      }
    }
  }
  group = null
  for (const date of dates) if (/^\d{4}$/.test(date)) addAmount(date)
  for (const [pattern, reading] of spelledAmounts) if (pattern.test(text)) addAmount(reading)
  return { times, vague, dates, amounts, bare, counts, words, counted }
}

/** The support with the names and dates of further words, whose numbers and times support nothing. */
function withKnown(support: Support, known: readonly string[]): Support {
  if (known.length === 0) return support
  const further = supportOf(known.join('\n'))
  const years = [...further.dates].filter((date) => /^\d{4}$/.test(date))
  return {
    ...support,
    words: new Set([...support.words, ...further.words]),
    dates: new Set([...support.dates, ...further.dates]),
    amounts: new Set([...support.amounts, ...years]),
    bare: new Set([...support.bare, ...years]),
  }
}

// Too common to be claims, but they hold one.
const spelledAmounts: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})(?:an?|one|once|single)(?!\p{L})/iu, '1'],
  [/(?<!\p{L})(?:no|none|nobody|nothing)(?!\p{L})/iu, '0'],
  [/(?<!\p{L})both(?!\p{L})/iu, '2'],
  [/(?<!\p{L})an?\sminute(?!\p{L})/iu, '60 s'],
  [/(?<!\p{L})an?\sday(?!\p{L})/iu, '86400 s'],
  [/(?<!\p{L})an?\sweek(?!\p{L})/iu, '604800 s'],
]

function addDate(dates: Set<string>, reading: string): void {
  dates.add(reading)
  const [, year, month, day] = /^(\d{4}|-)-(\d\d)(?:-(\d\d))?$/.exec(reading) ?? []
  if (month === undefined) return
  dates.add(`--${month}`)
  if (day !== undefined) dates.add(`--${month}-${day}`)
  if (year === undefined || year === '-') return
  dates.add(year).add(`${year}-${month}`)
  // Monday is the first of `weekdays`, Sunday the first of JavaScript's.
  if (day !== undefined) dates.add(weekdays[(new Date(`${reading}T00:00:00Z`).getUTCDay() + 6) % 7] ?? '')
}

function holdsDate(support: Support, reading: string): boolean {
  if (support.dates.has(reading)) return true
  const [, year = '', rest = ''] = /^(\d{4})-(\d\d(?:-\d\d)?)$/.exec(reading) ?? []
  // Said without its year, which stands elsewhere: "3 March", in a record of 2026.
  return year !== '' && support.dates.has(`--${rest}`) && support.bare.has(year)
}

function holdsNumber(support: Support, reading: string, said: string): boolean {
  if (support.amounts.has(reading)) return true
  const [count = '', unit] = reading.split(' ')
  if (unit === undefined) return support.counts.has(count)
  if (unit === '%' || /^[A-Z]{3}$/.test(unit)) return false
  // The unit was not said with the number, for it stood in the question: "minutes of manual work?", "30".
  const written = writtenCounts(said)
  return written.length === 1 && written.every((each) => support.bare.has(each))
}

function holdsName(support: Support, value: string): boolean {
  if (support.words.has(value)) return true
  const words = value.split(/\s+/).map((part) => part.replace(/^[@#]/, ''))
  if (words.every((name) => holdsWord(support, name))) return true
  return support.words.has(value.replace(/[^\p{L}\p{N}]+/gu, ''))
}

function holdsWord(support: Support, name: string): boolean {
  if (support.words.has(name)) return true
  if (support.words.has(name.replace(/[^\p{L}\p{N}]+/gu, ''))) return true
  const parts = name.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '')
  // Words joined by hyphens hold part by part; identifiers with digits only as a whole: us-east-2 is not us-east-1.
  if (parts.length > 1 && !/\p{N}/u.test(name) && parts.every((part) => support.words.has(part))) return true
  return sameName.some((group) => group.includes(name) && group.some((other) => support.words.has(other)))
}

/**
 * The claims in `text`, in its own wording and each once, that `support` does not hold. Values are compared, not wording:
 * "2pm" holds 14:00 and "at 2" neither 02:00 nor 14:00, "three" holds 3, "half an hour" holds 30 minutes; 40 does not hold 40 %, 30 seconds do not hold 30
 * minutes, 30 customers do not hold 30 servers, and 3 March does not hold 3 March 2026 unless 2026 is said somewhere. `known` are further words whose
 * names and dates count: the record's title, roles, product areas.
 */
export function unsupportedClaims(text: string, support: string, known: readonly string[] = []): string[] {
  const claims = scan(text)
  if (claims.length === 0) return []
  const held = withKnown(supportOf(support), known)
  const seen = new Set<string>()
  const unsupported = new Set<string>()
  for (const claim of claims) {
    const key = `${claim.kind} ${claim.value} ${claim.counted?.group ?? ''}`
    if (seen.has(key)) continue
    seen.add(key)
    if (!isHeld(held, claim)) unsupported.add(claim.text)
    // The number is there and what it counts is not, so both are named.
    else if (countsOther(held, claim)) unsupported.add(`${claim.text}${claim.counted?.text ?? ''}`)
  }
  return [...unsupported]
}

/** "30 servers" where the support says 30 customers, and never 30 alone or 30 of something that may be servers. */
function countsOther(support: Support, { value, counted }: PlacedClaim): boolean {
  const said = support.counted.get(value)
  return counted !== undefined && said !== undefined && !said.has(null) && !said.has(counted.group)
}

function isHeld(support: Support, claim: PlacedClaim): boolean {
  if (claim.kind === 'name') return holdsName(support, claim.value)
  return claim.value.split('|').some((reading) => {
    if (claim.kind === 'date') return holdsDate(support, reading)
    if (claim.kind === 'time' && reading.includes(':'))
      return support.times.has(reading) || (claim.vague === true && support.vague.has(reading))
    return holdsNumber(support, reading, claim.text)
  })
}

const prepositions = new Set(
  `a about after against an and around as at before behind between by during for from in into of off on onto over per since the
  through to under until up via with within without`.split(/\s+/),
)

/** A word without its possessive and plural ending: `team` for "team's" and "teams". */
function singular(name: string): string {
  const plain = name.replace(/'s?$/, '')
  if (plain.length <= 3 || !/[^siu]s$/.test(plain)) return plain
  if (/ies$/.test(plain)) return plain.replace(/ies$/, 'y')
  return plain.replace(/(?<=[sxz]|ch|sh)es$|s$/, '')
}

const heldWords = rememberLast((support) => new Set([...wordsOf(support)].flatMap((each) => [each, singular(each)])))

/**
 * The words in `text`, in its own wording and each once, that do not occur in `support`, whatever their capitals: for fields that
 * are names by definition, such as an owner. Articles, prepositions and "and" do not count; plural and possessive endings do not
 * differ. Words joined by marks count one by one, but those with digits only as a whole: us-east-2 is not us-east-1.
 */
export function wordsNotIn(text: string, support: string): string[] {
  const held = heldWords(support)
  const missing = new Map<string, string>()
  // Taken apart as `folded` does, so that a sign such as ㎏ has the same words on both sides.
  const spelled = text.normalize('NFKD')
  for (const [token] of spelled.matchAll(/[\p{L}\p{M}\p{N}_]{1,80}(?:[-./:'’@&][\p{L}\p{M}\p{N}_]{1,80}){0,20}/gu)) {
    const whole = singular(folded(token))
    if (!/[\p{L}\p{N}]/u.test(whole) || isWordIn(held, whole)) continue
    const parts = /\p{N}/u.test(whole) ? [token] : token.replace(/['’]s$/, '').split(/[^\p{L}\p{M}\p{N}]+/u)
    for (const part of parts) {
      const value = singular(folded(part))
      if (value !== '' && !prepositions.has(value) && !isWordIn(held, value) && !missing.has(value))
        missing.set(value, part.normalize('NFC'))
    }
  }
  return [...missing.values()]
}

function isWordIn(held: ReadonlySet<string>, name: string): boolean {
  const squeezed = name.replace(/[^\p{L}\p{N}]+/gu, '')
  if (held.has(name) || held.has(squeezed)) return true
  return sameName.some((group) => group.includes(name) && group.some((other) => held.has(other)))
}
