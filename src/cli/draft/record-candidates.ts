import { type Candidate, candidateLine, type Feed } from '../../intake/feeds/feed.ts'
import type { Deps } from '../../operations/operation.ts'
import { recordAnswers } from '../../operations/record-answers.ts'
import { runOperation } from '../run-operation.ts'
import { atOnce, type Recorded } from './record-notes.ts'

/** Characters of a message that the timeline shows; the source keeps all of it. */
const shownText = 300

/** Those that the record does not hold yet, told by their ids. */
export async function newCandidates(id: string | null, feed: Feed, deps: Deps): Promise<Candidate[]> {
  if (id === null) return [...feed.candidates]
  const { sources } = await deps.store.load(id)
  const known = sources.filter((source) => !source.retracted).map((source) => source.text)
  return feed.candidates.filter((candidate) => !known.some((text) => text.includes(`(${candidate.id})`)))
}

/** Puts candidates on the timeline, each with its line as the words it came from. */
export async function recordCandidates(
  id: string,
  feed: Feed,
  chosen: readonly Candidate[],
  deps: Deps,
): Promise<Recorded> {
  const taken: Recorded['taken'][number][] = []
  const refused: Recorded['refused'][number][] = []
  const place = [feed.system, feed.place].filter((part) => part !== '').join(' ')
  for (let start = 0; start < chosen.length; start += atOnce) {
    const some = chosen.slice(start, start + atOnce)
    const result = await runOperation(
      recordAnswers,
      {
        incident_id: id,
        said: some.map(candidateLine).join('\n'),
        said_by: place.slice(0, 80),
        source: feed.system === 'Slack' ? 'document' : 'log',
        reference: place,
        items: some.map((candidate) => ({
          type: 'event' as const,
          excerpt: candidateLine(candidate),
          text: shorten(candidate.text),
          at: candidate.at,
          actor: candidate.actor,
        })),
      },
      deps,
    )
    taken.push(...result.taken.map(({ id: item, summary }) => ({ id: item, summary, line: null })))
    refused.push(...result.refused.map(({ item, reason }) => ({ excerpt: some[item - 1]?.text ?? '', reason })))
  }
  return { name: place, taken, refused }
}

function shorten(text: string): string {
  return text.length <= shownText ? text : `${text.slice(0, text.lastIndexOf(' ', shownText - 1) || shownText)}…`
}
