import type { Incident } from '../../domain/incident.ts'
import type { Compared, Likeness } from './compare-incidents.ts'

/** A judgement of two incidents, by their places in the list. */
export interface Judged {
  readonly a: number
  readonly b: number
  readonly isSame: boolean
  readonly reason: string
  readonly role: string
  readonly at: string
}

/** One way of being alike, and how alike two must be. */
export interface Measure {
  /** From 0; higher is more alike. */
  readonly score: (likeness: Likeness) => number
  /** Every member of a group is so alike with every other one. */
  readonly threshold: number
  /** From here on two are worth reading side by side, though nothing is proposed; nowhere where nothing is said. */
  readonly possible?: number
  /** Two of which this holds never stand in a group of more than two. */
  readonly tellsApart?: (likeness: Likeness) => boolean
}

/** Groups of places in the list, each in order of place. */
export interface Groups {
  readonly proposed: readonly (readonly number[])[]
  /** What the proposed ones and incidents that stand alone would become if less were asked for: each with two of them at least. */
  readonly possible: readonly (readonly number[])[]
}

export interface GroupOptions {
  readonly measure: Measure
  readonly judged: readonly Judged[]
}

/** What both tell of how it failed multiplies the score. */
const agreementWeight = { 'the same': 1.25, unsaid: 1, others: 0.7 } as const

function tellOthers({ mechanisms }: Likeness): boolean {
  return mechanisms === 'others'
}

/**
 * Two that have nothing in common of how it came about are the same symptom come back within so many days; later they are the
 * same place that failed, and at most possible.
 */
const season = 180
const unexplained = 0.2

/** Words below this cosine are shared by chance. */
const chance = 0.08

/**
 * The same failure mode. What was seen, why it came and the words for it add up; what is told of how it came about, what failed
 * and how much of the thinner report is in the other multiply it, so that one strong sign cannot stand in for the others, and
 * none of them alone can keep two apart. Where both tell of mechanisms and of none in common, equal titles say nothing. The constants
 * were found on half of the labelled groups (docs/decisions/0011).
 */
export const sameFailure: Measure = {
  score: (likeness) => {
    const { words } = likeness
    if (words < chance) return 0
    const { symptom, cause, title } = likeness
    const said = words + symptom + cause + title / 4
    const { concepts, mechanism, failures, contained, daysApart, areasDiffer, sameSign, mechanisms } = likeness
    const told = (mechanism + 0.5) * (failures + 0.7) * (contained + 0.4)
    const titles = mechanisms === 'others' ? 1 : 1 + 2 * Math.min(1, 1.5 * sameSign * title)
    const surface = (areasDiffer ? 0.7 : 1) * titles * agreementWeight[mechanisms]
    // Repeats come in runs.
    const score = said * Math.sqrt(concepts) * told * surface * (1 - 0.06 * Math.log(1 + daysApart))
    const isUnexplained = mechanism === 0 && mechanisms !== 'the same' && daysApart > season
    return isUnexplained ? Math.min(score, unexplained) : score
  },
  threshold: 0.26,
  possible: 0.09,
  tellsApart: tellOthers,
}

/** The same symptom, whatever the cause. */
export const sameSymptom: Measure = {
  score: ({ symptom, concepts }) => 3 * symptom * concepts,
  threshold: 0.28,
}

/** The same cause, whatever was seen. */
export const sameCause: Measure = {
  score: ({ words, cause, concepts }) => (words < chance ? 0 : (words + 2 * cause) * concepts),
  threshold: 0.24,
}

/** Two short sentences that say the same. */
export const sameAssumption: Measure = {
  score: ({ words, concepts }) => words + 0.3 * concepts,
  threshold: 0.4,
}

/**
 * Groups of incidents that are all alike. Every member must be like every other one: single links would chain look-alikes
 * together. Where two tell of different mechanisms, no third joins them. What somebody judged wins: those that are the same are
 * joined whatever their words, those that are not never stand in one group, the latest judgement first.
 */
export function groupIncidents(count: number, compared: Compared, { measure, judged }: GroupOptions): Groups {
  const groups = new Map<number, number[]>()
  const groupOf = Array.from({ length: count }, (_, at) => at)
  const apart = new Map<number, Set<number>>()
  const membersOf = (at: number) => groups.get(groupOf[at] ?? at) ?? [at]
  const isKeptApart = (left: readonly number[], right: readonly number[]) =>
    apart.size > 0 && left.some((one) => right.some((other) => apart.get(one)?.has(other) ?? false))
  const join = (left: readonly number[], right: readonly number[]) => {
    const [name = 0] = left
    const home = groupOf[name] ?? name
    for (const one of right) {
      groups.delete(groupOf[one] ?? one)
      groupOf[one] = home
    }
    groups.set(home, [...left, ...right])
  }

  for (const { a, b, isSame } of judged) if (!isSame) for (const [x, y] of [[a, b], [b, a]] as const) apart.set(x, new Set([...(apart.get(x) ?? []), y])) // biome-ignore format: one thought
  for (const { a, b, isSame } of judged) {
    const [left, right] = [membersOf(a), membersOf(b)]
    if (isSame && groupOf[a] !== groupOf[b] && !isKeptApart(left, right)) join(left, right)
  }
  const { threshold, possible = threshold } = measure
  const scores = createScores(count, compared, measure, Math.min(threshold, possible))
  const grow = (least: number) => {
    for (const { a, b, score } of scores.edges) {
      if (score < least) return
      if (groupOf[a] === groupOf[b]) continue
      const [left, right] = [membersOf(a), membersOf(b)]
      if (!isKeptApart(left, right) && scores.between(left, right) >= least) join(left, right)
    }
  }
  const grouped = () =>
    [...groups.values()].filter((members) => members.length > 1).map((members) => [...members].sort((x, y) => x - y))

  grow(threshold)
  const proposed = grouped()
  if (possible >= threshold) return { proposed, possible: [] }
  const known = new Set(proposed.map(String))
  grow(possible)
  return { proposed, possible: grouped().filter((members) => !known.has(String(members))) }
}

/** Judgements on record, the latest on each pair, latest first; those on incidents that are not in the list are left out. */
export function judgementsIn(incidents: readonly Incident[]): Judged[] {
  const places = new Map(incidents.map(({ id }, at) => [id, at]))
  const latest = new Map<string, Judged>()
  for (const [a, { links }] of incidents.entries()) {
    for (const { to, likeness, reason, role, at } of links) {
      const b = places.get(to)
      if (b === undefined || a === b) continue
      const pair = a < b ? `${a} ${b}` : `${b} ${a}`
      const known = latest.get(pair)
      if (known && known.at >= at) continue
      latest.set(pair, { a, b, isSame: likeness === 'same mechanism', reason, role, at })
    }
  }
  return [...latest.values()].sort((x, y) => y.at.localeCompare(x.at))
}

/** The score of a pair falls by two sevenths where one is the second nearest of the other, and falls no further from the twelfth on. */
const rankScale = 2.5
const lastRank = 12
/** In a shorter log than this the nearest is near for want of others: up to half of the score is taken off. */
const crowd = 200
/** From 1 for a log of none to 0 where it is long. */
function shortness(count: number): number {
  return Math.max(0, 1 - count / crowd)
}

/** Pairs compared at most when two groups are weighed against each other. */
const mostCompared = 400

/** How near one is to another: the score before ranks, and how many are nearer. */
interface Near {
  readonly score: number
  readonly rank: number
}

/** How alike any two are. `edges`: pairs that are at least `least` alike, most alike first. */
function createScores(count: number, compared: Compared, { score, tellsApart }: Measure, least: number) {
  const nearOf: (ReadonlyMap<number, Near> | undefined)[] = []
  const near = (a: number): ReadonlyMap<number, Near> => {
    const before = nearOf[a]
    if (before !== undefined) return before
    const scored = compared.candidates(a).map((other) => ({
      other,
      score: nearOf[other]?.get(a)?.score ?? score(compared.likeness(a, other)),
    }))
    scored.sort((x, y) => y.score - x.score || x.other - y.other)
    const made = new Map(scored.map((one, place) => [one.other, { score: one.score, rank: Math.min(place, lastRank) }]))
    nearOf[a] = made
    return made
  }
  const known = new Map<number, number>()
  const scoreOf = (a: number, b: number) => {
    const key = a < b ? a * count + b : b * count + a
    const before = known.get(key)
    if (before !== undefined) return before
    // Each should be among the nearest of the other: what is a little like everything is like nothing.
    const [there, back] = [near(a).get(b), near(b).get(a)]
    const alike = there?.score ?? back?.score ?? score(compared.likeness(a, b))
    const rank = Math.max(there?.rank ?? lastRank, back?.rank ?? lastRank)
    const made = alike / (1 + rank / rankScale + shortness(count))
    known.set(key, made)
    return made
  }
  const edges: { a: number; b: number; score: number }[] = []
  for (let a = 0; a < count; a += 1) {
    for (const [b, { score: alike }] of near(a)) {
      if (alike < least || (b < a && near(b).has(a))) continue
      const made = scoreOf(a, b)
      if (made >= least) edges.push({ a, b, score: made })
    }
  }
  return {
    edges: edges.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b),
    /** Of every member with every other, the least; 0 where the group would be of more than two and hold two that are told apart. */
    between(left: readonly number[], right: readonly number[]) {
      const step = Math.max(1, Math.ceil((left.length * right.length) / mostCompared))
      const isMany = left.length + right.length > 2
      let lowest = Number.POSITIVE_INFINITY
      for (let at = 0; at < left.length * right.length; at += step) {
        const [a, b] = [left[at % left.length] ?? 0, right[Math.floor(at / left.length)] ?? 0]
        if (isMany && tellsApart?.(compared.likeness(a, b))) return 0
        lowest = Math.min(lowest, scoreOf(a, b))
      }
      return lowest
    },
  }
}
