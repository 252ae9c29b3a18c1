import type { Incident } from '../domain/incident.ts'
import { describePast, type PastIncident } from '../domain/past-incident.ts'
import { answersTo } from '../domain/questions.ts'
import { readableLine } from '../domain/readable.ts'
import type { Recall, RecallFilters } from '../memory/recall.ts'
import type { Extent } from '../store/store.ts'
import type { Deps } from './operation.ts'
import { type JudgedIncident, loadIfThere, readJudged, readRepeats } from './past-incidents.ts'

/** What is looked for in the history. */
export interface LookBack {
  readonly query: string
  readonly also: readonly string[]
  readonly filters: RecallFilters
  /** The incident that asks: left out of the answer, with what was judged to be something else. */
  readonly asking: string | null
  /** At most so many candidates. */
  readonly most: number
}

/** One incident that may be the same, with what its record tells about it. */
export interface Candidate {
  readonly match: Recall['matches'][number]
  readonly past: PastIncident
  /** Confirmed repeats of it, oldest first. */
  readonly repeats: readonly PastIncident[]
  /** The latest judgement on it and the incident that asks. */
  readonly judged: JudgedIncident | null
}

export interface LookedBack {
  readonly band: Recall['band']
  readonly uncovered: readonly string[]
  readonly candidates: readonly Candidate[]
  /** What was judged against the incident that asks, newest first. */
  readonly judged: readonly JudgedIncident[]
  /** How much was searched, without the incident that asks. */
  readonly searched: Extent
}

/** Have we seen this before? Candidates with what each has to tell; whether one is the same is for a model or a person to judge. */
export async function lookBack(question: LookBack, deps: Deps): Promise<LookedBack> {
  const { asking, query, also, filters, most } = question
  const [{ recall }, context, kept, extent] = await Promise.all([
    import('../memory/recall.ts'),
    deps.context(),
    deps.store.links(),
    deps.store.extent(),
  ])
  const judged = asking === null ? [] : await readJudged(asking, kept, deps)
  const apart = judged.filter(({ likeness }) => likeness !== 'same mechanism').map(({ other }) => other)
  const without = asking === null ? [] : [asking, ...apart]
  const found = await recall({ query, also, without, filters }, deps.store, context)
  const candidates = await Promise.all(
    found.matches.slice(0, most).map(async (match) => {
      // Somebody may have deleted it since the search.
      const incident = await loadIfThere(match.incident, deps)
      if (incident === null) return null
      const past = describePast(incident, context)
      const repeats = await readRepeats(match.incident, kept, deps)
      return { match, past, repeats, judged: judged.find(({ other }) => other === match.incident) ?? null }
    }),
  )
  return {
    band: found.band,
    uncovered: found.uncovered.filter((word, at, all) => all.findIndex((one) => isSameWord(one, word)) === at),
    candidates: candidates.filter((candidate) => candidate !== null),
    judged,
    searched: { ...extent, incidents: Math.max(0, extent.incidents - (asking === null ? 0 : 1)) },
  }
}

function isSameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** Longest part of an incident's own words that serves as a question, in characters. */
const longestQuestion = 2000

/** An incident as a question, in the words of its own record: what happened and what users saw, then its causes. */
export function questionOf(incident: Incident): { query: string; also: string[] } {
  const said = (ids: readonly string[]) => ids.flatMap((id) => answersTo(incident, id).map(({ text }) => text))
  const told = said(['what-happened', 'users-saw', 'blocked-task'])
  const summary = said(['summary'])
  const originals = incident.sources.filter(({ retracted }) => !retracted).map(({ text }) => text)
  const words = told.length > 0 ? told : summary.length > 0 ? summary : originals.slice(0, 1)
  const causes = [
    ...said(['root-cause']),
    ...incident.whys.filter(({ track }) => track === 'happened').map(({ text }) => text),
    ...incident.factors.map(({ text }) => text),
  ]
  const line = (texts: readonly string[]) => readableLine(texts.join(' ').slice(0, longestQuestion))
  return { query: line([incident.title, ...words]), also: causes.length > 0 ? [line(causes)] : [] }
}

/** Requirement A26: what was once closed as the user's mistake is often the first sighting. */
export const userErrorAdvice =
  'Ask support, too, for earlier tickets about this that were closed as user error, as unclear or as not reproducible: the first sightings often hide there.'

/** "INC-3 has come back twice…" is counted by confirmed judgements only. */
export function comeBackText(repeats: readonly PastIncident[]): string {
  if (repeats.length === 0) return 'no confirmed repeat'
  const shown = repeats.slice(-5).map(({ id, day }) => `${id} (${day ?? 'day unknown'})`)
  const times = repeats.length === 1 ? 'one confirmed repeat' : `${repeats.length} confirmed repeats`
  return `${times}: ${repeats.length > shown.length ? 'newest ' : ''}${shown.join(', ')}`
}

/** Which words of the question are not answered for. What was kept apart may hold them. */
export function uncoveredText(uncovered: readonly string[], keptApart: number): string {
  if (uncovered.length === 0) return ''
  const nothing = keptApart > 0 ? 'Nothing else on record covers' : 'Nothing on record covers'
  return `${nothing}: ${uncovered.map(readableLine).join(', ')}.`
}

/** What was searched, so that a "nothing" can be weighed: "254 past incidents, on record from 2013-02-01 to 2026-03-04". */
export function searchedText({ incidents, from, to }: Extent, narrowed: readonly string[] = []): string {
  if (incidents === 0) return 'no past incident: none is recorded yet'
  const count = incidents === 1 ? 'one past incident' : `${incidents.toLocaleString('en')} past incidents`
  const days =
    from === null || to === null ? '' : from === to ? `, on record from ${from}` : `, on record from ${from} to ${to}`
  return `${count}${days}${narrowed.length > 0 ? `, narrowed to ${narrowed.join(', ')}` : ''}`
}
