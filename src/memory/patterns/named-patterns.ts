import type { DomainContext } from '../../domain/context.ts'
import type { Incident } from '../../domain/incident.ts'
import { type Compared, compareTexts } from './compare-incidents.ts'
import { countOverTime } from './count-over-time.ts'
import { groupIncidents, sameAssumption } from './group-incidents.ts'
import { areasOf, costDriven, type Day, noticedFirst, quotesTo, shorten } from './incident-facts.ts'
import type { NamedPattern } from './pattern.ts'

/** The log as all steps see it: incidents in order of time, their days, and what the words say. */
export interface Log {
  readonly incidents: readonly Incident[]
  readonly days: readonly Day[]
  readonly compared: Compared
  readonly context: DomainContext
  readonly today: Day
}

/** From this many incidents on a surface counts as one that keeps failing. */
const surfaceFrom = 3

export function nameSurfaces(log: Log): NamedPattern[] {
  return groupBySurface(log)
    .filter(({ members }) => members.length >= surfaceFrom)
    .map(({ surface, members }) => {
      const incidents = members.flatMap((at) => log.incidents[at] ?? [])
      const done = incidents.flatMap(({ actions }) => actions.filter(({ status }) => status === 'done')).length
      return {
        name: 'same surface again' as const,
        about: surface,
        advice: `Redesign ${surface} instead of repairing it once more.`,
        incidents: quoteMembers(log, members, ({ title }) => title),
        counts: countOverTime(daysOf(log, members), log.today, null),
        notes: done > 0 ? [`${done} actions were done on it meanwhile.`] : [],
      }
    })
}

/**
 * Incidents by surface: the product area where one is on record; else what several titles name. Surfaces with nearly the same
 * incidents are one, by the name that more of them use.
 */
export function groupBySurface({ incidents, compared, context }: Log): { surface: string; members: number[] }[] {
  const bySurface = new Map<string, number[]>()
  for (const [at, incident] of incidents.entries()) {
    const areas = areasOf(incident, context)
    for (const surface of areas.length > 0 ? areas : compared.namesInTitle(at)) {
      const known = bySurface.get(surface)
      if (known) known.push(at)
      else bySurface.set(surface, [at])
    }
  }
  const bySize = [...bySurface].filter(([, members]) => members.length > 1).sort((a, b) => b[1].length - a[1].length)
  const kept: { surface: string; members: number[] }[] = []
  for (const [surface, members] of bySize) {
    const isKnown = kept.some((one) => members.filter((at) => one.members.includes(at)).length > members.length / 2)
    if (!isKnown) kept.push({ surface, members })
    if (kept.length === mostSurfaces) break
  }
  return kept
}

const mostSurfaces = 200

export function nameAssumptions(log: Log): NamedPattern[] {
  const stated = log.incidents.flatMap((incident, at) =>
    quotesTo(incident, 'assumption').map((quote) => ({
      ...quote,
      at,
      elsewhere: quotesTo(incident, 'assumption-elsewhere'),
    })),
  )
  if (stated.length < 2) return []
  const compared = compareTexts(
    stated.map(({ words }) => () => ({ title: '', symptom: words, cause: words, rest: '', handling: '' })),
  )
  const { proposed } = groupIncidents(stated.length, compared, { measure: sameAssumption, judged: [] })
  return proposed.flatMap((group) => {
    const ones = group.flatMap((place) => stated[place] ?? [])
    const members = [...new Set(ones.map(({ at }) => at))]
    const surfaces = new Set(members.flatMap((at) => surfacesOf(log, at)))
    if (members.length < 2 || surfaces.size === 1) return []
    const elsewhere = [...new Set(ones.flatMap((one) => one.elsewhere.map(({ words }) => shorten(words))))]
    return {
      name: 'same assumption elsewhere' as const,
      about: shorten(ones[0]?.words ?? ''),
      advice:
        'Change the global default: the assumption was wrong on each of these surfaces, so it is likely wrong on the next.',
      incidents: ones.map(({ incident, words, at }) => ({ incident, words: shorten(words), day: log.days[at] ?? '' })),
      counts: countOverTime(daysOf(log, members), log.today, null),
      notes: [
        ...(surfaces.size > 1 ? [`Surfaces: ${[...surfaces].join(', ')}.`] : []),
        ...(elsewhere.length > 0 ? [`Also relied on: ${elsewhere.map((words) => `"${words}"`).join(', ')}.`] : []),
      ],
    }
  })
}

export function nameCostDriven(log: Log): NamedPattern[] {
  const found = log.incidents.flatMap((incident, at) => {
    const quote = costDriven(incident)
    return quote ? [{ ...quote, at, day: log.days[at] ?? '' }] : []
  })
  if (found.length < 2) return []
  return [
    {
      name: 'cost-driven',
      about: '',
      advice:
        'Treat it as pricing or architecture, not as a bug: put a price, a budget or a ceiling on the flow that runs away.',
      incidents: found.map(({ incident, words, day }) => ({ incident, words, day })),
      counts: countOverTime(
        found.map(({ day }) => day),
        log.today,
        null,
      ),
      notes: [shareNote(found.length, log.incidents.length, 'incidents')],
    },
  ]
}

export function nameCustomersFirst(log: Log): NamedPattern[] {
  const known = log.incidents.flatMap((incident, at) => {
    const first = noticedFirst(incident)
    return first ? [{ ...first.quote, by: first.by, day: log.days[at] ?? '' }] : []
  })
  const found = known.filter(({ by }) => by === 'customers')
  if (found.length < 2) return []
  return [
    {
      name: 'customers noticed first',
      about: '',
      advice: 'Invest in detection, not in wording: customers notice before the alerts do.',
      incidents: found.map(({ incident, words, day }) => ({ incident, words, day })),
      counts: countOverTime(
        found.map(({ day }) => day),
        log.today,
        null,
      ),
      notes: [shareNote(found.length, known.length, 'incidents of which it is known')],
    },
  ]
}

/** The surfaces of one incident: its areas, else what its title names. */
export function surfacesOf({ incidents, compared, context }: Log, at: number): readonly string[] {
  const incident = incidents[at]
  const areas = incident ? areasOf(incident, context) : []
  return areas.length > 0 ? areas : compared.namesInTitle(at)
}

function shareNote(part: number, whole: number, of: string): string {
  return `${part} of ${whole} ${of} (${Math.round((100 * part) / Math.max(1, whole))} %).`
}

function daysOf({ days }: Log, members: readonly number[]): Day[] {
  return members.map((at) => days[at] ?? '')
}

function quoteMembers(log: Log, members: readonly number[], read: (incident: Incident) => string) {
  return members.flatMap((at) => {
    const incident = log.incidents[at]
    return incident ? [{ incident: incident.id, words: shorten(read(incident)), day: log.days[at] ?? '' }] : []
  })
}
