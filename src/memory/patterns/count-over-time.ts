import { type Day, daysBetween } from './incident-facts.ts'

/** How often something came, counted back from a day. */
export interface Counts {
  readonly total: number
  /** In the last seven days. */
  readonly week: number
  /** In the last thirty days. */
  readonly month: number
  /** After the last fix; null where no fix is on record. */
  readonly sinceFix: number | null
  /** The most that came within any thirty days. */
  readonly busiestMonth: number
}

/** From this many in thirty days on it is a problem of the product, not bad luck (requirement B17). */
export const productProblemFrom = 3

export function countOverTime(days: readonly Day[], today: Day, fixed: Day | null): Counts {
  const sorted = [...days].sort()
  const within = (count: number) => sorted.filter((day) => isWithin(day, today, count)).length
  let busiest = 0
  let from = 0
  for (const [to, day] of sorted.entries()) {
    while (daysBetween(sorted[from] ?? day, day) >= 30) from += 1
    busiest = Math.max(busiest, to - from + 1)
  }
  return {
    total: sorted.length,
    week: within(7),
    month: within(30),
    sinceFix: fixed === null ? null : sorted.filter((day) => day > fixed).length,
    busiestMonth: busiest,
  }
}

function isWithin(day: Day, today: Day, days: number): boolean {
  const age = daysBetween(day, today)
  return age >= 0 && age < days
}

const severityWeights: Readonly<Record<string, number>> = { S1: 2, S2: 1.5, S3: 1, S4: 0.5 }

/**
 * What a repeat weighs (requirement B18): each incident 1 when it came in the last 30 days, a half in the last 90, a quarter in the
 * last year, an eighth before; times 2 for S1, 1.5 for S2, 1 for S3 or unknown, 0.5 for S4. So eleven small ones in two weeks (at
 * least 5.5) outrank one dramatic outage (2).
 */
export function painOf(
  incidents: readonly { readonly day: Day; readonly severity: string | null }[],
  today: Day,
): number {
  const sum = incidents.reduce((points, { day, severity }) => {
    const age = daysBetween(day, today)
    const recency = age < 30 ? 1 : age < 90 ? 0.5 : age < 365 ? 0.25 : 0.125
    return points + recency * (severityWeights[severity ?? ''] ?? 1)
  }, 0)
  return Math.round(sum * 100) / 100
}

/** One week of thirteen, Monday to Sunday, and how much of it each pattern took. */
export interface Week {
  /** The Monday. */
  readonly from: Day
  readonly incidents: number
  /** By name: how many of these incidents. */
  readonly shares: Readonly<Record<string, number>>
}

/** The last thirteen weeks, oldest first; the last is the one that `today` is in. */
export function countByWeek(
  incidents: readonly { readonly day: Day; readonly in: readonly string[] }[],
  names: readonly string[],
  today: Day,
): Week[] {
  const monday = mondayOf(today)
  return Array.from({ length: 13 }, (_, at) => {
    const from = addDays(monday, (at - 12) * 7)
    const to = addDays(from, 6)
    const inWeek = incidents.filter(({ day }) => day >= from && day <= to)
    const shares = names.map((name) => [name, inWeek.filter((one) => one.in.includes(name)).length] as const)
    return { from, incidents: inWeek.length, shares: Object.fromEntries(shares) }
  })
}

function mondayOf(day: Day): Day {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(day, -weekday)
}

function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
