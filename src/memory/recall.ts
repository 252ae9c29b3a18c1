import type { DomainContext } from '../domain/context.ts'
import { bringAlong } from './bring-along.ts'
import { type Confidence, judgeConfidence } from './confidence.ts'
import { describeIncident } from './describe-incident.ts'
import { explainMatch, nameTerms } from './explain-match.ts'
import { passesFilters, type RecallFilters } from './passes-filters.ts'
import { planQuestion } from './plan-question.ts'
import { type Ranked, rankHits, weighTerms } from './rank.ts'
import { readText } from './read-text.ts'
import type { History, SearchResult } from './search-plan.ts'
import { conceptId, isConcept, wordId } from './term-id.ts'

export type { RecallFilters } from './passes-filters.ts'

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

const mostMatches = 15
/** Candidates that are ranked. Filters look at records, not at the index, so that they need more to choose from. */
const candidates = { unfiltered: 1000, filtered: 3000 }
const places = 60_000

/** Which incidents on record are like the one in question, and how sure that is. */
export async function recall(question: RecallQuestion, history: History, context: DomainContext): Promise<Recall> {
  const wordings = [question.query, ...question.also]
  const asked = planQuestion(question.query, question.also, context.areas)
  const isFiltered = Object.values(question.filters).some((value) => value !== undefined)
  const limit = isFiltered ? candidates.filtered : candidates.unfiltered
  const result = await history.search({ terms: asked, without: question.without, limit, places })
  const weights = weighTerms(asked, result)
  const ranked = rankHits(result.hits, weights, result.totals)
  const confidence = judgeConfidence(
    ranked.map(({ score }) => score),
    {
      total: [...weights.values()].reduce((sum, weight) => sum + weight, 0),
      words: asked.filter(({ id }) => !isConcept(id)).length,
      hasAlso: question.also.length > 0,
    },
  )
  const names = nameTerms(wordings)
  const matches: RecallMatch[] = []
  for (const hit of bringAlong(ranked, result.hits)) {
    if (matches.length === mostMatches) break
    const incident = await history.load(hit.incident)
    if (!passesFilters(incident, question.filters, context)) continue
    const { title, passages } = describeIncident(incident)
    const passage = passages[hit.passage] ?? title
    matches.push({ ...grade(hit, confidence), ...explainMatch({ title, passage }, weights, names) })
  }
  return {
    band: bandOf(ranked, matches, confidence),
    matches,
    uncovered: findUncovered(question.query, matches, result),
  }
}

function grade({ incident, score }: Ranked, confidence: Confidence): Pick<RecallMatch, 'incident' | 'score' | 'band'> {
  return { incident, score: confidence.grade(score), band: confidence.isStrong(score) ? 'strong' : 'weak' }
}

function bandOf(ranked: readonly Ranked[], matches: readonly RecallMatch[], confidence: Confidence): Recall['band'] {
  const shown = new Set(matches.map(({ incident }) => incident))
  const best = ranked.find(({ incident }) => shown.has(incident))?.score ?? 0
  if (!confidence.isClose(best)) return 'nothing close'
  return confidence.isStrong(best) ? 'strong match' : 'weak match'
}

// A word is covered when one of the matches has it, or has other words for it.
function findUncovered(query: string, matches: readonly RecallMatch[], { hits }: SearchResult): string[] {
  const { tokens, words, concepts } = readText(query)
  const shown = new Set(matches.map(({ incident }) => incident))
  const onRecord = new Set<number>()
  for (const { incident, fingerprint } of hits) if (shown.has(incident)) for (const id of fingerprint) onRecord.add(id)
  const uncovered = new Set<string>()
  for (const at of words) {
    const token = tokens[at]
    if (token === undefined || onRecord.has(wordId(token.stem))) continue
    const groups = concepts.filter(({ from, to }) => from <= at && at < to)
    if (groups.some(({ name }) => onRecord.has(conceptId(name)))) continue
    uncovered.add(query.slice(token.start, token.end))
  }
  return [...uncovered]
}
