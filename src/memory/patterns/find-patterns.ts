import type { DomainContext } from '../../domain/context.ts'
import type { CorrectiveAction, Incident } from '../../domain/incident.ts'
import { compareIncidents } from './compare-incidents.ts'
import { countByWeek, painOf } from './count-over-time.ts'
import { describePattern, describePossible, type Grouped, idOf, toMember } from './describe-pattern.ts'
import {
  type Groups,
  groupIncidents,
  type Judged,
  judgementsIn,
  sameCause,
  sameFailure,
  sameSymptom,
} from './group-incidents.ts'
import { areasOf, type Day, dayOf, daysBetween } from './incident-facts.ts'
import {
  groupBySurface,
  type Log,
  nameAssumptions,
  nameCostDriven,
  nameCustomersFirst,
  nameSurfaces,
} from './named-patterns.ts'
import type { Grouping, PatternLog } from './pattern.ts'
import { findWarningSigns } from './warning-signs.ts'

export interface PatternQuestion {
  /** UTC day from which is counted back. */
  readonly today: Day
  readonly by: Grouping
  /** Only incidents from this day on, to that day, on this product area. */
  readonly since?: Day | undefined
  readonly until?: Day | undefined
  readonly area?: string | undefined
  /** Patterns described at most. */
  readonly limit: number
  /** The day an action was done; null where nobody said. */
  readonly doneOn: (incident: Incident, action: CorrectiveAction) => Day | null
}

const measures = { symptom: sameSymptom, cause: sameCause } as const

/** What repeats in a log of incidents. Pure; reads every record once. */
export function findPatterns(all: readonly Incident[], context: DomainContext, question: PatternQuestion): PatternLog {
  const log = readLog(all, context, question)
  const judged = judgementsIn(log.incidents)
  const { proposed: failures, possible } = groupIncidents(log.incidents.length, log.compared, {
    measure: sameFailure,
    judged,
  })
  const ranked = byPain(groupedBy(question.by, log, failures, judged), log)
  const unsure =
    question.by === 'failure'
      ? byPain(
          possible.map((members) => ({ members })),
          log,
        )
      : []
  const nameOfPattern = new Map(ranked.flatMap((one) => one.members.map((at) => [at, idOf(one, log)] as const)))
  const describing = { log, judged, patternOf: (at: number) => nameOfPattern.get(at) ?? null, doneOn: question.doneOn }
  const named = [...nameSurfaces(log), ...nameAssumptions(log), ...nameCostDriven(log), ...nameCustomersFirst(log)]
  return {
    incidents: log.incidents.length,
    from: log.days[0] ?? null,
    to: log.days.at(-1) ?? null,
    patterns: ranked.slice(0, question.limit).map((one) => describePattern(one, describing)),
    total: ranked.length,
    possible: unsure.slice(0, question.limit).map(({ members }) => describePossible(members, describing)),
    possibleTotal: unsure.length,
    named: named.sort((a, b) => b.counts.month - a.counts.month || b.counts.total - a.counts.total),
    weeks: weeksOf(log, failures, named),
    warnings: findWarningSigns(log.incidents, failures),
    unrepeated: heaviestAlone(log, new Set(failures.flat())),
  }
}

/** Heaviest first. */
function byPain<T extends { readonly members: readonly number[] }>(groups: readonly T[], log: Log): T[] {
  return groups
    .map((one) => ({
      one,
      pain: painOf(
        one.members.flatMap((at) => toMember(at, log)),
        log.today,
      ),
    }))
    .sort(
      (a, b) =>
        b.pain - a.pain ||
        b.one.members.length - a.one.members.length ||
        (a.one.members[0] ?? 0) - (b.one.members[0] ?? 0),
    )
    .map(({ one }) => one)
}

/** Groups of the same failure, proposed or confirmed, and those that are only possible, as ids in order of time. */
export function findGroups(incidents: readonly Incident[]): { proposed: string[][]; possible: string[][] } {
  const { sorted, compared } = compareLog(incidents)
  const groups = groupIncidents(sorted.length, compared, { measure: sameFailure, judged: judgementsIn(sorted) })
  const named = (all: Groups['proposed']) => all.map((members) => members.flatMap((at) => sorted[at]?.id ?? []))
  return { proposed: named(groups.proposed), possible: named(groups.possible) }
}

/** The incidents in order of time, and how alike two of them are by place. */
export function compareLog(incidents: readonly Incident[]) {
  const sorted = inOrderOfTime(incidents)
  const compared = compareIncidents(sorted)
  return { sorted, compared, scoreOf: (a: number, b: number) => sameFailure.score(compared.likeness(a, b)) }
}

function readLog(
  all: readonly Incident[],
  context: DomainContext,
  { since, until, area, today }: PatternQuestion,
): Log {
  const incidents = inOrderOfTime(all).filter((incident) => {
    const day = dayOf(incident)
    if ((since !== undefined && day < since) || (until !== undefined && day > until)) return false
    return area === undefined || areasOf(incident, context).some((name) => isSameArea(name, area, context))
  })
  const days = incidents.map(dayOf)
  return {
    incidents,
    days,
    compared: compareIncidents(incidents),
    context,
    today: until !== undefined && until < today ? until : today,
  }
}

function isSameArea(name: string, asked: string, { areas }: DomainContext): boolean {
  const low = asked.trim().toLowerCase()
  const area = areas.find((one) => one.name === name)
  return [name, ...(area?.otherNames ?? [])].some((one) => one.toLowerCase() === low)
}

function inOrderOfTime(incidents: readonly Incident[]): Incident[] {
  return incidents
    .map((incident) => ({ incident, day: dayOf(incident) }))
    .sort((a, b) => a.day.localeCompare(b.day) || a.incident.id.localeCompare(b.incident.id, 'en', { numeric: true }))
    .map(({ incident }) => incident)
}

function groupedBy(by: Grouping, log: Log, failures: Groups['proposed'], judged: readonly Judged[]): Grouped[] {
  if (by === 'surface') return groupBySurface(log).map(({ surface, members }) => ({ by, members, surface }))
  const groups =
    by === 'failure'
      ? failures
      : groupIncidents(log.incidents.length, log.compared, { measure: measures[by], judged }).proposed
  return groups.map((members) => ({ by, members }))
}

function weeksOf(log: Log, failures: readonly (readonly number[])[], named: PatternLog['named']): PatternLog['weeks'] {
  const repeats = new Set(failures.flat())
  const byName = new Map(
    (['same surface again', 'same assumption elsewhere', 'cost-driven', 'customers noticed first'] as const).map(
      (name) => [
        name,
        new Set(
          named
            .filter((one) => one.name === name)
            .flatMap(({ incidents }) => incidents.map(({ incident }) => incident)),
        ),
      ],
    ),
  )
  const rows = log.incidents.map(({ id }, at) => ({
    day: log.days[at] ?? '',
    in: [
      ...(repeats.has(at) ? ['repeats'] : []),
      ...[...byName].filter(([, ids]) => ids.has(id)).map(([name]) => name),
    ],
  }))
  return countByWeek(rows, ['repeats', ...byName.keys()], log.today)
}

/** Days within which a single outage is still what people talk about. */
const recent = 90

function heaviestAlone(log: Log, repeats: ReadonlySet<number>): PatternLog['unrepeated'] {
  const alone = log.incidents.flatMap((_, at) => {
    const age = daysBetween(log.days[at] ?? '', log.today)
    return repeats.has(at) || age < 0 || age > recent ? [] : toMember(at, log)
  })
  const weighed = alone.map((member) => ({ ...member, pain: painOf([member], log.today) }))
  return weighed.sort((a, b) => b.pain - a.pain || b.day.localeCompare(a.day))[0] ?? null
}
