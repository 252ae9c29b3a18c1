import type { Incident } from '../../domain/incident.ts'
import { leaves } from '../../domain/questions.ts'
import { sentencesOf } from '../../domain/sentences.ts'
import { type Quote, quotesTo, saidIn, shorten } from './incident-facts.ts'

const blames =
  /\b(?:faults?|blam\w+|careless\w*|sloppy|stupid\w*|incompeten\w*|lazy|human error|operator error|user error|should(?:n['’]t| not)? have|forgot\w*|neglig\w+|neglect\w*|messed up|screwed)\b/i

/**
 * One plain sentence about the user (requirement B19), put together from words on record, each quoted with its incident; the words
 * between the quotes are ours. Sentences that blame are passed over. What is not on record is said to be missing.
 *
 * @param incidents the members, the most typical first.
 */
export function wordProblem(incidents: readonly Incident[]): string {
  const task = firstQuote(incidents, (incident) => quotesTo(incident, 'blocked-task'))
  const saw = firstQuote(incidents, (incident) => quotesTo(incident, 'users-saw', 'customer-quotes'))
  const happened = firstQuote(incidents, (incident) => quotesTo(incident, 'what-happened'))
  // An imported summary of one sentence tells both.
  const said = new Set([task, saw, happened].flatMap((quote) => quote?.words ?? []))
  const why = firstQuote(incidents, (incident) =>
    causeQuotes(incident).filter(({ words }) => !said.has(shorten(words))),
  )
  const because = why ? `; on record as the reason: ${told(why)}` : ''
  if (task && saw) return `Users who were at ${told(task)} saw ${told(saw)}${because}.`
  if (saw) return `Users saw ${told(saw)}${because}. Which task it stopped is not recorded.`
  if (task) return `Users could not get past ${told(task)}${because}. What they saw is not recorded.`
  const named = happened ?? { incident: incidents[0]?.id ?? '', words: shorten(incidents[0]?.title ?? '') }
  return `What users met is told only as ${told(named)}${because}. What they saw and which task it stopped is not recorded.`
}

/** Why it came, in the words of the record: its root cause, first failed step, deepest why, factors. */
export function causeQuotes(incident: Incident): Quote[] {
  const deepest = leaves(incident, 'happened').at(-1)
  return [
    ...quotesTo(incident, 'root-cause', 'first-failed-step'),
    ...(deepest ? [{ incident: incident.id, words: saidIn(deepest) }] : []),
    ...incident.factors.map((factor) => ({ incident: incident.id, words: saidIn(factor) })),
  ].filter(({ words }) => words.trim() !== '')
}

function firstQuote(incidents: readonly Incident[], read: (incident: Incident) => readonly Quote[]): Quote | null {
  for (const incident of incidents) {
    for (const { words } of read(incident)) {
      const plain = sentencesOf(words).find((sentence) => !blames.test(sentence))
      if (plain !== undefined) return { incident: incident.id, words: shorten(plain) }
    }
  }
  return null
}

function told({ words, incident }: Quote): string {
  return `"${words.replace(/[.;:,\s]+$/, '')}" (${incident})`
}
