import type { CorrectiveAction, Incident, ProductFix, Severity } from '../../domain/incident.ts'
import { classifySeverity } from '../../domain/severity.ts'
import { addUpCost } from './add-up-cost.ts'
import { countOverTime, painOf, productProblemFrom } from './count-over-time.ts'
import { type Judged, sameSymptom } from './group-incidents.ts'
import { type Day, quotesTo, shorten } from './incident-facts.ts'
import { type Log, surfacesOf } from './named-patterns.ts'
import type { Fix, Grouping, KeptApart, Member, Pattern, PossiblePattern, RecordedChange } from './pattern.ts'
import { causeQuotes, wordProblem } from './word-problem.ts'

/** A group of incidents, by place, and where its description comes from. */
export interface Grouped {
  readonly by: Grouping
  /** In order of time. */
  readonly members: readonly number[]
  /** For a grouping by surface: its name. */
  readonly surface?: string
}

export interface Describing {
  readonly log: Log
  readonly judged: readonly Judged[]
  /** The pattern that an incident is in, by place. */
  readonly patternOf: (at: number) => string | null
  /** The day an action was done, where the record or its history says so. */
  readonly doneOn: (incident: Incident, action: CorrectiveAction) => Day | null
}

const mostApart = 4
const mostWords = 6
const mostMechanisms = 2

export function describePattern(grouped: Grouped, describing: Describing): Pattern {
  const { log } = describing
  const typical = byTypical(grouped.members, log)
  const incidents = typical.flatMap((at) => log.incidents[at] ?? [])
  const members = grouped.members.flatMap((at) => toMember(at, log))
  const fix = lastFix(incidents, describing)
  const counts = countOverTime(
    members.map(({ day }) => day),
    log.today,
    fix?.day ?? null,
  )
  return {
    id: idOf(grouped, log),
    by: grouped.by,
    status: statusOf(grouped, describing),
    problem: wordProblem(incidents),
    members,
    because: tellBecause(grouped, typical, describing),
    apart: keptApart(grouped, typical, describing),
    counts,
    isProductProblem: counts.month >= productProblemFrom,
    pain: painOf(members, log.today),
    surfaces: [...new Set(grouped.members.flatMap((at) => surfacesOf(log, at)))].slice(0, 5),
    support: incidents
      .flatMap((one) => quotesTo(one, 'support-view', 'customer-quotes'))
      .map(clipped)
      .slice(0, 4),
    ops: incidents
      .flatMap((one) => quotesTo(one, 'first-failed-step', 'manual-work'))
      .map(clipped)
      .slice(0, 4),
    cost: addUpCost(incidents),
    fix,
    change: smallestChange(incidents),
  }
}

export function describePossible(members: readonly number[], describing: Describing): PossiblePattern {
  const { log, patternOf } = describing
  return {
    members: members.flatMap((at) => toMember(at, log)),
    patterns: [...new Set(members.flatMap((at) => patternOf(at) ?? []))],
    because: tellBecause({ by: 'failure', members }, byTypical(members, log), describing),
  }
}

/** `repeat-3`: the kind of pattern and the number of its first incident. */
export function idOf({ by, members, surface }: Grouped, { incidents }: Log): string {
  if (by === 'surface') return `surface-${(surface ?? '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}`
  const numbers = members.map((at) => Number(/\d+$/.exec(incidents[at]?.id ?? '')?.[0] ?? 0))
  return `${by === 'failure' ? 'repeat' : by}-${Math.min(...numbers)}`
}

export function toMember(at: number, { incidents, days, context }: Log): Member[] {
  const incident = incidents[at]
  if (!incident) return []
  const severity = classifySeverity(incident, context).severity ?? severityOf(incident.imported?.severity)
  return [{ incident: incident.id, day: days[at] ?? '', title: shorten(incident.title), severity }]
}

/** "SEV-2", "P1" and "2" name the same four. */
function severityOf(written: string | undefined): Severity | null {
  switch (/^\W*(?:s|p|sev|severity|priority)?[\s-]*([1-4])\b/i.exec(written ?? '')?.[1]) {
    case '1':
      return 'S1'
    case '2':
      return 'S2'
    case '3':
      return 'S3'
    case '4':
      return 'S4'
    default:
      return null
  }
}

/** Members by how like the others they are. */
function byTypical(members: readonly number[], { compared }: Log): number[] {
  const sample = members.slice(0, 40)
  const likeness = (at: number) =>
    sample.reduce((sum, other) => sum + (other === at ? 0 : sameSymptom.score(compared.likeness(at, other))), 0)
  return [...members]
    .map((at) => ({ at, score: likeness(at) }))
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(({ at }) => at)
}

function statusOf({ members }: Grouped, { judged }: Describing): Pattern['status'] {
  const inside = new Set(members)
  const joined = new Map(members.map((at) => [at, at]))
  const homeOf = (at: number): number => (joined.get(at) === at ? at : homeOf(joined.get(at) ?? at))
  for (const { a, b, isSame } of judged) if (isSame && inside.has(a) && inside.has(b)) joined.set(homeOf(a), homeOf(b))
  const homes = new Set(members.map(homeOf)).size
  if (homes === 1) return 'confirmed'
  return homes < members.length ? 'partly confirmed' : 'proposed'
}

function tellBecause(
  { members, by, surface }: Grouped,
  typical: readonly number[],
  { log, judged }: Describing,
): string[] {
  const [first = 0, ...others] = typical
  const inside = new Set(members)
  const confirmed = judged
    .filter(({ a, b, isSame }) => isSame && inside.has(a) && inside.has(b))
    .map(
      ({ a, b, role, reason }) =>
        `${nameOf(a, log)} and ${nameOf(b, log)} are the same, said ${shorten(role)}: "${shorten(reason)}".`,
    )
  if (by === 'surface') return [`All are about ${surface ?? 'the same surface'}.`, ...confirmed]
  const count = (sharedWith: (other: number) => readonly string[]) => {
    const counts = new Map<string, number>()
    for (const other of others.slice(0, 40)) {
      for (const term of sharedWith(other)) counts.set(term, (counts.get(term) ?? 0) + 1)
    }
    const common = [...counts].filter(([, having]) => having > Math.min(40, others.length) / 2)
    return common
      .sort((a, b) => b[1] - a[1])
      .map(([term]) => term)
      .slice(0, mostWords)
  }
  const { shared, mechanismsOf } = log.compared
  const words = count((other) => shared(first, other).words.slice(0, 12))
  const concepts = count((other) => shared(first, other).concepts.slice(0, 12))
  const own = new Set(mechanismsOf(first))
  const mechanisms = count((other) => mechanismsOf(other).filter((one) => own.has(one))).slice(0, mostMechanisms)
  return [
    ...(mechanisms.length > 0 ? [`They tell that ${mechanisms.join(' and that ')}.`] : []),
    ...(words.length > 0 ? [`They share the words ${words.join(', ')}.`] : []),
    ...(concepts.length > 0 ? [`They are about ${concepts.join(', ')}.`] : []),
    ...confirmed,
  ]
}

/** What looks alike, or was judged to be something else, and why it is not in the group. */
function keptApart(
  { members, by }: Grouped,
  typical: readonly number[],
  { log, judged, patternOf }: Describing,
): KeptApart[] {
  if (by === 'surface') return []
  const inside = new Set(members)
  const said = judged
    .filter(({ a, b, isSame }) => !isSame && inside.has(a) !== inside.has(b))
    .map(({ a, b, role, reason }) => toApart(inside.has(a) ? b : a, `${shorten(role)}: "${shorten(reason)}"`, true))
  const near = typical
    .slice(0, 10)
    .flatMap((at) => log.compared.candidates(at).map((other) => ({ at, other })))
    .filter(({ other }) => !inside.has(other))
    .map((pair) => ({ ...pair, score: sameSymptom.score(log.compared.likeness(pair.at, pair.other)) }))
    .filter(({ score }) => score > sameSymptom.threshold * 0.6)
    .filter(({ at, other }) => log.compared.shared(at, other).words.length > 1)
    .sort((a, b) => b.score - a.score)
  const seen = new Set(said.map(({ incident }) => incident))
  const apart = [...said]
  const patterns = new Set<string>()
  for (const { at, other } of near) {
    const pattern = patternOf(other)
    const name = nameOf(other, log)
    if (apart.length >= mostApart || seen.has(name) || (pattern !== null && patterns.has(pattern))) continue
    seen.add(name)
    if (pattern !== null) patterns.add(pattern)
    apart.push(toApart(other, whyApart(at, other), false))
  }
  return apart

  function toApart(at: number, because: string, isJudged: boolean): KeptApart {
    return {
      incident: nameOf(at, log),
      title: shorten(log.incidents[at]?.title ?? ''),
      pattern: patternOf(at),
      because,
      isJudged,
    }
  }

  function whyApart(at: number, other: number): string {
    const alike = log.compared.shared(at, other).words.slice(0, 3).join(', ')
    const [mine, theirs] = [at, other].map((one) =>
      log.incidents[one] ? causeQuotes(log.incidents[one])[0] : undefined,
    )
    if (mine && theirs) {
      return `alike in ${alike}; but the reasons on record differ: "${shorten(theirs.words)}" (${theirs.incident}), and "${shorten(mine.words)}" (${mine.incident})`
    }
    if (log.compared.likeness(at, other).mechanisms === 'others') {
      const [told = [], here = []] = [other, at].map((one) => log.compared.mechanismsOf(one).slice(0, mostMechanisms))
      return `alike in ${alike}; but it tells that ${told.join(' and that ')}, these that ${here.join(' and that ')}`
    }
    const only = log.compared.only(other, at).slice(0, 2)
    const here = log.compared.only(at, other).slice(0, 2)
    if (only.length === 0 || here.length === 0) return `alike in ${alike}, but in too little else`
    return `alike in ${alike}; but it is about ${only.join(', ')}, and these are about ${here.join(', ')}`
  }
}

function lastFix(incidents: readonly Incident[], { doneOn }: Describing): Fix | null {
  const fixes = incidents.flatMap((incident) =>
    incident.actions.flatMap((action) => {
      const day = action.status === 'done' ? doneOn(incident, action) : null
      return day === null ? [] : [{ incident: incident.id, words: shorten(action.text), day }]
    }),
  )
  return fixes.sort((a, b) => b.day.localeCompare(a.day))[0] ?? null
}

/** From what asks least of anybody to what asks most. */
const effort: readonly ProductFix[] = ['default', 'guardrail', 'fallback', 'foot-gun removal', 'workflow', 'pricing']

/** Of what is on record and not done, what would stop it with the least: a product fix by its kind, else what prevents; the shorter first. */
function smallestChange(incidents: readonly Incident[]): RecordedChange | null {
  const open = incidents.flatMap((incident) =>
    incident.actions
      .filter(
        ({ status, fix, type }) =>
          status !== 'done' && status !== 'dropped' && (fix !== undefined || type === 'prevent'),
      )
      .map((action) => ({
        incident,
        action,
        rank: action.fix === undefined ? effort.length : effort.indexOf(action.fix),
      })),
  )
  const [least] = open.sort((a, b) => a.rank - b.rank || a.action.text.length - b.action.text.length)
  if (!least) return null
  const { incident, action } = least
  return { incident: incident.id, words: shorten(action.text), action: action.id, status: action.status }
}

function nameOf(at: number, { incidents }: Log): string {
  return incidents[at]?.id ?? ''
}

function clipped<T extends { readonly words: string }>(quote: T): T {
  return { ...quote, words: shorten(quote.words) }
}
