import type { DomainContext } from '../domain/context.ts'
import type { Incident, Severity } from '../domain/incident.ts'
import { classifySeverity } from '../domain/severity.ts'
import { wordsOfIncident } from './describe-incident.ts'
import type { History } from './search-plan.ts'
import { termsOf } from './terms.ts'

/** Narrows what may be answered with; what is absent narrows nothing. */
export interface RecallFilters {
  /** A product area, by any of its names in the domain context. */
  readonly area?: string
  readonly severity?: Severity
  /** Days, YYYY-MM-DD, both included. */
  readonly from?: string
  readonly to?: string
  readonly tag?: string
}

export interface RecallQuestion {
  readonly query: string
  /** The same question in other wordings: as an engineer would put it, likely causes, as the user would say it. */
  readonly also: readonly string[]
  /** Ids that may not be answered with: the open incident itself, confirmed look-alikes. */
  readonly without: readonly string[]
  readonly filters: RecallFilters
}

export interface RecallMatch {
  readonly incident: string
  /** 0 to 1. */
  readonly score: number
  readonly band: 'strong' | 'weak'
  /** At most about 300 characters, letter for letter from the record. */
  readonly passage: string
  /** Words that match, as they stand in the passage. */
  readonly matched: readonly string[]
  readonly why: string
}

export interface Recall {
  readonly band: 'strong match' | 'weak match' | 'nothing close'
  /** At most 15, best first; given in every band. */
  readonly matches: readonly RecallMatch[]
  /** Content words of the question that nothing on record covers. */
  readonly uncovered: readonly string[]
}

/** Which incidents on record are like the one in question, and how sure that is. */
export async function recall(question: RecallQuestion, history: History, context: DomainContext): Promise<Recall> {
  const asked = [...new Set(termsOf(question.query))]
  const terms = [...new Set([...asked, ...question.also.flatMap(termsOf)])]
  const hits = await history.search({ terms, without: question.without })
  const matches: RecallMatch[] = []
  const covered = new Set<string>()
  for (const hit of hits.sort((a, b) => b.matched - a.matched)) {
    if (matches.length === 15) break
    const incident = await history.load(hit.incident)
    if (!passes(incident, question.filters, context)) continue
    const text = wordsOfIncident(incident)
    const found = new Set(termsOf(text))
    for (const term of asked) if (found.has(term)) covered.add(term)
    const matched = terms.filter((term) => found.has(term))
    const score = matched.length / terms.length
    const band = score > 0.5 ? 'strong' : 'weak'
    const why = `It has ${matched.slice(0, 5).join(', ')}.`
    matches.push({ incident: hit.incident, score, band, passage: text.slice(0, 300), matched, why })
  }
  const best = matches[0]?.score ?? 0
  const band = best > 0.5 ? 'strong match' : best > 0.2 ? 'weak match' : 'nothing close'
  return { band, matches, uncovered: asked.filter((term) => !covered.has(term)) }
}

function passes(incident: Incident, filters: RecallFilters, context: DomainContext): boolean {
  const day = incident.imported?.day ?? incident.createdAt.slice(0, 10)
  if (filters.from !== undefined && day < filters.from) return false
  if (filters.to !== undefined && day > filters.to) return false
  return filters.severity === undefined || classifySeverity(incident, context).severity === filters.severity
}
