import type { DomainContext } from './context.ts'
import { dayOf } from './day-of.ts'
import type { ActionStatus, Incident } from './incident.ts'
import { answersTo } from './questions.ts'
import { readable, readableLine } from './readable.ts'
import { classifySeverity } from './severity.ts'

/** What an earlier incident has to tell: all of it is read from its record. */
export interface PastIncident {
  readonly id: string
  readonly title: string
  /** YYYY-MM-DD; null where no day is known. */
  readonly day: string | null
  /** By the guide, or as its document writes it; null where neither says. */
  readonly severity: string | null
  /** What was done about it, as recorded. The status is null where only words about actions were kept. */
  readonly actions: readonly { readonly text: string; readonly status: ActionStatus | null }[]
  /** Whether the actions were finished: "2 of 3 recorded as done, 1 dropped". */
  readonly finished: string
}

/** A past incident that was confirmed to have the same mechanism. */
export interface Repeat extends PastIncident {
  /** "on-call: both times a partial read was taken for success"; null where it was judged through another incident. */
  readonly reason: string | null
}

export function describePast(incident: Incident, context: DomainContext): PastIncident {
  const actions = actionsOf(incident)
  return {
    id: incident.id,
    title: readableLine(incident.title),
    day: dayOf(incident),
    severity: classifySeverity(incident, context).severity ?? incident.imported?.severity ?? null,
    actions,
    finished: finishedText(actions),
  }
}

function actionsOf(incident: Incident): PastIncident['actions'] {
  const items = incident.actions.map(({ text, status }) => ({ text: readableLine(text), status }))
  const said = ['actions', 'product-fix']
    .flatMap((question) => answersTo(incident, question))
    .flatMap(({ text }) => readable(text).split('\n').map(readableLine))
    .filter((text) => text !== '')
  return [...items, ...said.map((text) => ({ text, status: null }))]
}

/** An action that nobody reported on may have been finished all the same, so this says what is recorded, no more. */
function finishedText(actions: PastIncident['actions']): string {
  const counted = actions.filter(({ status }) => status !== null)
  if (actions.length === 0) return 'no action is recorded'
  if (counted.length === 0) return 'whether they were finished is not recorded'
  const done = counted.filter(({ status }) => status === 'done').length
  const dropped = counted.filter(({ status }) => status === 'dropped').length
  const of = counted.length === 1 ? 'the action is' : `${done === 0 ? 'none' : done} of ${counted.length}`
  const text = counted.length === 1 && done === 0 ? 'the action is not recorded as done' : `${of} recorded as done`
  if (dropped === 0) return text
  return counted.length === 1 ? 'the action was dropped' : `${text}, ${dropped} dropped`
}
