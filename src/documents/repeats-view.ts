import { dayOf } from '../domain/day-of.ts'
import type { Repeat } from '../domain/past-incident.ts'
import { sentence } from './claim-text.ts'
import type { DocumentInput } from './document-input.ts'
import { markdownText, shorten } from './markdown-text.ts'

/** One incident with the same mechanism; everything in it is read from its own record. Every text is Markdown on one line. */
export interface RepeatView {
  readonly id: string
  readonly title: string
  /** YYYY-MM-DD; "unknown" where no day is recorded. */
  readonly date: string
  readonly done: string
  /** A sentence without its full stop. */
  readonly finished: string
  /** Who judged, and why; "through another incident" where nobody compared the two themselves. */
  readonly because: string
}

export interface RepeatsView {
  /** "The same mechanism was confirmed in 2 other incidents: 1 before this one, 1 since."; null where there are none. */
  readonly count: string | null
  /** Oldest first. */
  readonly incidents: readonly RepeatView[]
  /** The newest three, for the document that has little room. */
  readonly newest: readonly RepeatView[]
}

const longestList = 3

export function viewRepeats({ incident, repeats }: DocumentInput): RepeatsView {
  const incidents = repeats.map(repeatView)
  return { count: countText(repeats, dayOf(incident)), incidents, newest: incidents.slice(-3) }
}

function repeatView({ id, title, day, actions, finished, reason }: Repeat): RepeatView {
  const shown = actions
    .slice(0, longestList)
    .map(({ text, status }) => `${markdownText(shorten(text, 120))}${status === null ? '' : ` (${status})`}`)
  const more = actions.length > longestList ? [`${actions.length - longestList} more in its record`] : []
  return {
    id: markdownText(id),
    title: markdownText(shorten(title, 100)),
    date: day ?? '*unknown*',
    done: shown.length === 0 ? '*nothing recorded*' : [...shown, ...more].join('; '),
    finished: sentence(finished),
    because: reason === null ? 'through another incident' : markdownText(shorten(reason, 200)),
  }
}

function countText(repeats: readonly Repeat[], day: string | null): string | null {
  if (repeats.length === 0) return null
  const others = repeats.length === 1 ? 'one other incident' : `${repeats.length} other incidents`
  const since = repeats.filter((past) => day !== null && past.day !== null && past.day > day).length
  const when = since === 0 ? '' : since === repeats.length ? ', since this one' : `, ${since} of them since this one`
  return `The same mechanism was confirmed in ${others}${when}.`
}
