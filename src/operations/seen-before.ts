import { z } from 'zod'
import type { Incident } from '../domain/incident.ts'
import { readableLine } from '../domain/readable.ts'
import { PostMortemError } from '../errors.ts'
import { type Candidate, lookBack, questionOf, searchedText, userErrorAdvice } from './look-back.ts'
import type { Deps } from './operation.ts'

/** The most that is said about the past at the start; find_past_incidents has the rest. */
const most = 3

/** What the start of a post-mortem says about the past. */
export const SeenBefore = z.object({
  /** Null where the past could not be searched. */
  band: z.enum(['strong match', 'weak match', 'nothing close']).nullable(),
  text: z.string(),
  matches: z.array(
    z.object({
      incident_id: z.string(),
      title: z.string(),
      day: z.string().nullable(),
      why: z.string(),
      finished: z.string(),
      judged: z.string().nullable(),
    }),
  ),
  advice: z.string(),
})
export type SeenBefore = z.infer<typeof SeenBefore>

/** Whether this looks like an incident on record. A start never fails on it: what stands in the way is said instead. */
export async function seenBefore(incident: Incident, deps: Deps): Promise<SeenBefore> {
  try {
    const looked = await lookBack({ ...questionOf(incident), filters: {}, asking: incident.id, most }, deps)
    const { band, searched } = looked
    // What is far off would only send the person to read it.
    const isShown = ({ match }: Candidate) => band === 'weak match' || match.band === 'strong'
    const matches = band === 'nothing close' ? [] : looked.candidates.filter(isShown)
    const found: Record<typeof band, string> = {
      'strong match': 'Something very like this is on record',
      'weak match': 'Something that may be like this is on record',
      'nothing close': 'Nothing close is on record',
    }
    return {
      band,
      text:
        searched.incidents === 0
          ? 'No earlier incident is recorded, so nothing could be compared.'
          : `${found[band]}. Searched: ${searchedText(searched)}.`,
      matches: matches.map(({ match, past, judged }) => ({
        incident_id: past.id,
        title: past.title,
        day: past.day,
        why: readableLine(match.why),
        finished: past.finished,
        judged: judged?.likeness ?? null,
      })),
      advice: band === 'nothing close' ? userErrorAdvice : judgeThem,
    }
  } catch (error) {
    const reason = error instanceof PostMortemError ? error.refusal.happened : 'the search failed.'
    return {
      band: null,
      text: `Past incidents could not be searched: ${reason}`,
      matches: [],
      advice: 'Ask later with find_past_incidents.',
    }
  }
}

const judgeThem =
  'After the first answers call find_past_incidents with this incident, and with also in your words; judge each candidate and record it. Tell the person what looks alike as a question, not as a finding.'

export function presentSeenBefore({ text, matches, advice }: SeenBefore): string {
  const lines = matches.map(({ incident_id, title, day, why, finished, judged }) => {
    const known = judged === null ? '' : `; judged before: ${judged}`
    return `- ${incident_id} (${day ?? 'day unknown'}): "${title}". ${why} Actions: ${finished}${known}.`
  })
  return [`Seen before? ${text}`, ...lines, advice].join('\n')
}
