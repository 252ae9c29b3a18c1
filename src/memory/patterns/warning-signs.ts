import { isHedged } from '../../domain/hedges.ts'
import type { Incident } from '../../domain/incident.ts'
import { answersTo } from '../../domain/questions.ts'
import { type Quote, quotesTo, shorten } from './incident-facts.ts'
import type { WarningSign } from './pattern.ts'
import { readWords } from './read-words.ts'
import { causeQuotes } from './word-problem.ts'

/** From this many events on a record counts as long on who did what when. */
const manyEvents = 5

/**
 * The five signs of requirement B30, each with the incidents it stands on. What is asked of a facilitated record is not asked of
 * one that was imported, whose document may have had no place for it.
 */
export function findWarningSigns(
  incidents: readonly Incident[],
  groups: readonly (readonly number[])[],
): WarningSign[] {
  const facilitated = incidents.filter(({ imported }) => imported === undefined)
  const signs: WarningSign[] = [
    {
      sign: 'one failure under many names',
      meaning: 'Nobody who searches for one name finds the others. Agree on one, in the words of users.',
      incidents: groups
        .filter((group) => hasManyNames(group, incidents))
        .flatMap((group) => quoteTitles(group, incidents)),
    },
    {
      sign: 'mostly people and timing',
      meaning:
        'The record tells who did what when, but not what set it off or how often it came. Ask for the first failed step and for earlier ones.',
      incidents: incidents
        .filter(isMostlyTiming)
        .map((incident) => quote(incident, `${incident.timeline.length} events, no cause, no earlier ones`)),
    },
    {
      sign: 'guesses stated as causes',
      meaning: 'Said as a guess, kept as a fact, without a check. Record how it will be checked.',
      incidents: incidents.flatMap(guessesIn),
    },
    {
      sign: 'no count, trend or impact',
      meaning: 'There are actions, but nothing says how many were affected or how often it comes. Ask support.',
      incidents: facilitated.filter(hasNoCount).map((incident) => quote(incident, incident.title)),
    },
    {
      sign: 'closed before support had its say',
      meaning: 'What customers tried and said is missing. Ask support, and record it.',
      incidents: facilitated.filter(isClosedEarly).map((incident) => quote(incident, incident.title)),
    },
  ]
  return signs.filter((sign) => sign.incidents.length > 0)
}

/** No word is in the titles of more than half. */
function hasManyNames(group: readonly number[], incidents: readonly Incident[]): boolean {
  if (group.length < 3) return false
  const counts = new Map<string, number>()
  for (const at of group) {
    const stems = new Set(readWords(incidents[at]?.title ?? '').words.map(({ stem }) => stem))
    for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  }
  return Math.max(0, ...counts.values()) <= group.length / 2
}

function quoteTitles(group: readonly number[], incidents: readonly Incident[]): Quote[] {
  return group.flatMap((at) => {
    const incident = incidents[at]
    return incident ? [quote(incident, incident.title)] : []
  })
}

function isMostlyTiming(incident: Incident): boolean {
  const tellsMore = causeQuotes(incident).length > 0 || quotesTo(incident, 'seen-before', 'same-day-changes').length > 0
  return incident.timeline.length >= manyEvents && incident.whys.length === 0 && !tellsMore
}

function guessesIn(incident: Incident): Quote[] {
  const causes = [...incident.whys, ...incident.factors, ...answersTo(incident, 'root-cause')]
  return causes
    .filter(({ kind, check, text }) => kind === 'fact' && check === undefined && isHedged(text))
    .map(({ text }) => quote(incident, text))
}

function hasNoCount(incident: Incident): boolean {
  const counted = quotesTo(incident, 'customers-affected', 'seen-before', 'support-view', 'revenue')
  return incident.actions.length > 0 && counted.length === 0
}

function isClosedEarly(incident: Incident): boolean {
  if (incident.closedAt === null || incident.skipped) return false
  const views = answersTo(incident, 'support-view')
  const closed = incident.closedAt
  const saidBefore = views.some(({ evidence }) =>
    evidence.some(({ source }) => incident.sources.some(({ id, recordedAt }) => id === source && recordedAt <= closed)),
  )
  return !saidBefore
}

function quote(incident: Incident, words: string): Quote {
  return { incident: incident.id, words: shorten(words) }
}
