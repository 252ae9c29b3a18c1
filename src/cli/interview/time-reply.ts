import { findQuestion } from '../../domain/questions.ts'
import { timesIn } from '../../domain/written-times.ts'
import { dayNamed, safeZone, todayIn } from '../../intake/day-named.ts'
import { zoneNamed } from '../../intake/zone-named.ts'
import type { RecordedAnswers, Saying } from '../../operations/record-answers.ts'
import { type InterviewItem, readItems } from './items.ts'
import { save } from './saving.ts'
import { listen, type Session } from './session.ts'

/** What words that answer "Right?" after times say about them. */
interface TimeReply {
  /** YYYY-MM-DD; null where no date is named. */
  readonly date: string | null
  /** IANA name or offset; null where none is named. */
  readonly zone: string | null
  /** They name a date, a zone or both, and tell nothing else. */
  readonly isBare: boolean
  readonly hasTimes: boolean
}

/** `today` is YYYY-MM-DD. */
export function readTimeReply(words: string, today: string): TimeReply {
  const line = words.trim()
  const hasTimes = timesIn(line).times.length > 0
  const spoken = withoutFillers(line)
  // "vienna time", "it was all CET"; a zone may also stand alone only once the words around it are gone.
  const zone = zoneNamed(line) ?? zoneNamed(spoken)
  const rest = withoutFillers(zone === null ? line : (zoneNamed(line) ? line : spoken).replace(zone.said, ' '))
  const date = dayNamed(rest, today, 'past')?.date ?? null
  const isBare = !hasTimes && (date === null ? zone !== null && rest === '' : rest.split(/\s+/).length <= 5)
  return { date, zone: zone?.zone ?? null, isBare, hasTimes }
}

function withoutFillers(words: string): string {
  return words
    .replace(
      /(?<![\p{L}\p{N}])(?:it|that|this|these|those|they|all|of|them|the|times?|was|were|is|are|in|on|at|no|not|utc,|sorry|actually|but|and|everything|local|zone|timezone|please|right)(?![\p{L}\p{N}])/giu,
      ' ',
    )
    .replace(/[\s,.;:!()–—-]+(?=\s|$)|^[\s,.;:!(–—-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * Corrects the times by words that hold none: a date answers "On which date was that?", a zone becomes theirs. Anything else
 * replaces them only after a yes.
 *
 * @returns what was recorded; `replace` when the words are the answer said anew; null when all stays as it is
 */
export async function correctTimes(
  session: Session,
  question: string,
  events: readonly InterviewItem[],
  saying: Saying,
): Promise<RecordedAnswers | 'replace' | null> {
  const { screen, deps } = session
  const context = await deps.context()
  const reply = readTimeReply(saying.said, todayIn(safeZone(context.timeZone), deps.now()))
  if (reply.hasTimes || events.length === 0) return 'replace'
  const isDateQuestion = findQuestion(question)?.reading === 'date'
  if (isDateQuestion && reply.date !== null && reply.zone === null) return 'replace'
  if (reply.isBare) {
    const { said, said_by } = saying
    const dated = reply.date === null ? null : await save(session, { said, said_by, question: 'date' })
    const items = await editsFor(session, events, reply)
    return items.length === 0 ? dated : await save(session, { said, said_by, items })
  }
  const count = events.length === 1 ? 'the time' : `the ${events.length} times`
  screen.say(`I found no time in that. Replace ${count} by these words? y/n`, { style: 'warning' })
  for (;;) {
    const heard = await listen(session, { isLong: false })
    if (heard.kind === 'words' && /^(?:y|yes|ja|replace)[.!]?$/i.test(heard.words)) return 'replace'
    if (heard.kind === 'command' || /^(?:|n|no|nein)[.!]?$/i.test(heard.words)) {
      screen.say('The times stay; these words are not recorded.', { style: 'dim' })
      return null
    }
    screen.say('y = these words instead of the times. n = the times stay.', { style: 'dim' })
  }
}

/** A date that was said with a time is no matter of the question, so it is changed where it stands. */
async function editsFor(
  { deps, incidentId }: Session,
  events: readonly InterviewItem[],
  { date, zone }: TimeReply,
): Promise<NonNullable<Saying['items']>> {
  const ids = new Set(events.map((event) => event.id))
  const fresh = incidentId === null ? [] : (await readItems(incidentId, deps)).filter((item) => ids.has(item.id))
  const assumed = fresh.filter((item) => item.when?.zoneAssumed)
  const ofZone = new Set(zone === null ? [] : assumed.length > 0 ? assumed : fresh)
  return fresh.flatMap((item) => {
    const when = item.when
    const isDated = date !== null && when !== null && when.date !== null && when.date !== date && !when.dateAsked
    if (!isDated && !ofZone.has(item)) return []
    return [
      {
        type: 'event' as const,
        id: item.id,
        revision: item.revision,
        ...(isDated && when.clock !== null ? { at: `${date}T${when.clock}` } : {}),
        ...(ofZone.has(item) && zone !== null ? { zone } : {}),
      },
    ]
  })
}
