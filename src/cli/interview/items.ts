import type { Deps } from '../../operations/operation.ts'
import { showIncident } from '../../operations/show-incident.ts'
import type { Screen } from './screen.ts'

type Incident = Awaited<ReturnType<Deps['store']['load']>>
type When = Incident['timeline'][number]['when']

/** One item of the record as the interview shows it. */
export interface InterviewItem {
  readonly id: string
  readonly revision: number
  /** What it is: "Noticed by = customer", or a time as said and in UTC. */
  readonly label: string
  readonly text: string
  readonly isGuess: boolean
  readonly inferred: readonly string[]
  /** Question under which other words for it are read. */
  readonly question: string
  readonly when: When | null
}

/** Every item of an incident, in the order in which it is shown. */
export async function readItems(incidentId: string, deps: Deps): Promise<InterviewItem[]> {
  const [incident, { items }] = await Promise.all([
    deps.store.load(incidentId),
    showIncident.run({ incident_id: incidentId }, deps),
  ])
  return items.map(({ id, revision, label, text, kind, inferred }) => {
    const event = incident.timeline.find((one) => one.id === id)
    return {
      id,
      revision,
      label: event ? describeTime(event.when, event.at, event.moments) : label,
      // The words as they were said: the time stands in them.
      text: event ? `"${wordsFor(event, text)}"` : text,
      isGuess: kind === 'hypothesis',
      inferred,
      question: questionOf(incident, id),
      when: event?.when ?? null,
    }
  })
}

/** With the number that `fix` takes: the last part of its id. */
export function sayItem(screen: Screen, item: InterviewItem): void {
  const doubt = item.inferred.length > 0 ? ` (not in your words: ${item.inferred.join(', ')})` : ''
  const guess = item.isGuess ? ' (kept as a guess)' : ''
  screen.say(`${item.label}: ${item.text.replace(/\s+/g, ' ')}${guess}${doubt}`, {
    indent: 7,
    first: `  ${numberOf(item.id).padStart(3)}`,
  })
}

/** `12` for `event-12`. */
export function numberOf(id: string): string {
  return id.split('-').at(-1) ?? id
}

/** `about 2026-03-03 13:00 UTC (said: 14:00 Europe/Berlin), detected` */
function describeTime(when: When, at: string | null, moments: readonly string[]): string {
  const about = when.approximate ? 'about ' : ''
  const clock = when.clock?.slice(0, 5) ?? 'no time'
  const said = when.zone === 'UTC' ? '' : ` (${clock} ${when.zone})`
  const time =
    at === null
      ? `${when.date === null ? '' : `${when.date} `}${clock} ${when.zone}${when.date === null ? ', date not known yet' : ''}`
      : `${at.slice(0, 16).replace('T', ' ')} UTC${said}`
  return `${about}${time}${moments.length > 0 ? `, ${moments.join(' and ')}` : ''}`
}

/** A "yes" and "Vienna time" support an event as well; what tells it has a number in it, or came first. */
function wordsFor({ evidence }: Incident['timeline'][number], text: string): string {
  return (evidence.findLast(({ excerpt }) => /\d/.test(excerpt)) ?? evidence[0])?.excerpt ?? text
}

function questionOf(incident: Incident, id: string): string {
  const answer = incident.answers.find((one) => one.id === id)
  if (answer) return answer.question
  const why = incident.whys.find((one) => one.id === id)
  if (why) return `why-${why.track}`
  const action = incident.actions.find((one) => one.id === id)
  if (action) return action.scope === 'product' ? 'product-fix' : 'actions'
  const [type = ''] = id.split('-')
  const questions: Readonly<Record<string, string>> = {
    event: 'timeline',
    factor: 'factors',
    lesson: 'lessons',
    decision: 'decisions',
  }
  return questions[type] ?? ''
}
