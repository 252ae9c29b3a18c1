import type { Moment } from '../domain/incident.ts'
import type { WrittenTime } from '../domain/written-times.ts'
import type { Clause } from './clauses-in.ts'
import { momentsIn } from './moments-in.ts'

// In which order moments come; those of one rank come in any order.
const ranks: Readonly<Partial<Record<Moment, number>>> = {
  started: 0,
  detected: 1,
  responded: 2,
  'cause identified': 2,
  mitigated: 2,
  restored: 3,
  'all clear': 4,
}
const beginsTrouble =
  /\b(?:went (?:out|live)|deploy(?:s|ed|ment)?|rolled out|roll-?out|released?|shipped|merged|pushed|config(?:uration)? change)\b/i
const endsTrouble = /\b(?:fix(?:ed)?|hotfix|patch(?:ed)?|revert(?:ed)?|roll(?:ed|ing)? ?-?back)\b/i
const isOvernight = /\b(?:next (?:day|morning)|following (?:day|morning)|overnight|morning|night|a\.?m)\b/i

interface Told {
  readonly time: WrittenTime
  readonly rank: number | null
  /** An hour alone ("at 2"), minutes that may be of the afternoon too ("2:35"), or a time that is certain. */
  readonly form: 'hour' | 'minutes' | 'certain'
}

function formOf({ readings, text, loose }: WrittenTime): Told['form'] {
  const [reading = ''] = readings
  if (loose && readings.length > 1) return 'hour'
  return /^[1-9][:.]\d\d$/.test(text) && reading.startsWith('0') ? 'minutes' : 'certain'
}

function rankOf(clause: Clause): number | null {
  const moments = momentsIn(clause.core).flatMap((moment) => ranks[moment] ?? [])
  if (moments.length > 0) return Math.max(...moments)
  const words = clause.core.slice(0, 2000)
  return beginsTrouble.test(words) && !endsTrouble.test(words) ? 0 : null
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}

function twelveHoursOn(clock: string): string {
  return `${String(Number(clock.slice(0, 2)) + 12).padStart(2, '0')}${clock.slice(2)}`
}

/**
 * The clauses with the half of the day settled for "at 2" and "2:35" where other times of the same saying are in the afternoon for
 * certain: so that nothing is noticed before it started or restored before it was noticed and, for an hour alone, near to the
 * certain times. What is settled has one reading and stays loose. One day and one zone are assumed: give it no others.
 */
export function settleHalves(clauses: readonly Clause[]): readonly Clause[] {
  const told: Told[] = clauses.flatMap((clause) => {
    const rank = clause.times.length === 0 ? null : rankOf(clause)
    return clause.times.map((time) => ({ time, rank, form: formOf(time) }))
  })
  const certain = told.filter(({ form }) => form === 'certain')
  const clocks = certain.map(({ time }) => time.readings[0] ?? '')
  const isOpen = certain.length < told.length && clocks.some((clock) => clock >= '13:00')
  if (!isOpen || clauses.some(({ masked }) => isOvernight.test(masked.slice(0, 2000)))) return clauses

  const order = certainOrder(certain)
  const settled = new Map<number, string>()
  for (const [at, { time, rank, form }] of told.entries()) {
    const [morning = ''] = time.readings
    if (form === 'certain' || morning >= '12:00') continue
    const afternoon = twelveHoursOn(morning)
    const wrong = order.wrongs(morning, rank) - order.wrongs(afternoon, rank)
    if (wrong !== 0) {
      if (form === 'hour' || wrong > 0) settled.set(time.index, wrong > 0 ? afternoon : morning)
      continue
    }
    if (form === 'hour') {
      const next = told.slice(at + 1, at + 20).find((other) => other.form === 'certain')?.time.readings[0]
      const isBefore = next === undefined || afternoon <= next || rank !== null
      if (isBefore && order.distance(afternoon) < order.distance(morning)) settled.set(time.index, afternoon)
    }
  }
  if (settled.size === 0) return clauses
  settleBetween(told, settled)
  return clauses.map((clause) => ({
    ...clause,
    times: clause.times.map((time) => {
      const reading = settled.get(time.index)
      return reading === undefined ? time : { ...time, readings: [reading], loose: true }
    }),
  }))
}

/** "2:25 Bob looked" between two times that were settled for the afternoon is of the afternoon too. */
function settleBetween(told: readonly Told[], settled: Map<number, string>): void {
  for (const [at, { time, rank, form }] of told.entries()) {
    if (form !== 'minutes' || rank !== null || settled.has(time.index)) continue
    const [before, after] = [told[at - 1], told[at + 1]]
    const clockOf = (other: Told): string => settled.get(other.time.index) ?? other.time.readings[0] ?? ''
    const afternoon = twelveHoursOn(time.readings[0] ?? '')
    const isNeighbour = [before, after].some((other) => other !== undefined && settled.has(other.time.index))
    const isAfter = before === undefined || clockOf(before) <= afternoon
    const isBefore = after === undefined || afternoon <= clockOf(after)
    if (isNeighbour && isAfter && isBefore) settled.set(time.index, afternoon)
  }
}

interface CertainOrder {
  /** How many sides of the order a clock of that rank breaks: 0 to 2. */
  readonly wrongs: (clock: string, rank: number | null) => number
  /** Minutes to the stretch between the first and the last certain time. */
  readonly distance: (clock: string) => number
}

/** Keeps only the earliest and the latest time of each rank, so that a long log stays cheap. */
function certainOrder(certain: readonly Told[]): CertainOrder {
  const ends = new Map<number | null, [first: string, last: string]>()
  for (const { time, rank } of certain) {
    const [clock = ''] = time.readings
    const [first, last] = ends.get(rank) ?? [clock, clock]
    ends.set(rank, [clock < first ? clock : first, clock > last ? clock : last])
  }
  const all = [...ends.values()]
  const from = minutesOf(all.map(([first]) => first).sort()[0] ?? '')
  const to = minutesOf(
    all
      .map(([, last]) => last)
      .sort()
      .at(-1) ?? '',
  )
  return {
    wrongs: (clock, rank) => {
      if (rank === null) return 0
      const others = [...ends].filter(([other]) => other !== null && other !== rank)
      const isEarly = others.some(([other, [, last]]) => Number(other) < rank && clock < last)
      const isLate = others.some(([other, [first]]) => Number(other) > rank && clock > first)
      return Number(isEarly) + Number(isLate)
    },
    distance: (clock) => Math.max(from - minutesOf(clock), minutesOf(clock) - to, 0),
  }
}
