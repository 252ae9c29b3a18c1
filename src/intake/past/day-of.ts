import { datesIn } from '../../domain/written-times.ts'
import type { PastDocument, PastItem } from './past-incident.ts'
import { plainWords } from './plain-words.ts'
import type { Label } from './read-labels.ts'
import { dayIn, dayInName } from './title-and-day.ts'
import { type Calendar, dateOrder } from './written-lead.ts'

/** A day near which the dates of the document lie: enough to settle those without a year. */
export function nearDay(
  { frontMatter, name }: PastDocument,
  title: string,
  labels: readonly Label[],
  text: string,
): string | null {
  const none: Calendar = { order: dateOrder(text), near: null }
  const labelled = labels.filter(({ kind }) => kind === 'date').map(({ value }) => dayIn(value, none))
  const declared = (frontMatter.fields.get('date') ?? []).map((value) => dayIn(value.slice(0, 40), none))
  const days = [...labelled, dayIn(title, none), dayInName(name), ...declared]
  return (
    days.find((day) => day !== null) ??
    dayIn(plainWords(text.slice(frontMatter.text.length, frontMatter.text.length + 1500)), none)
  )
}

export function dayOf(
  { frontMatter, name }: PastDocument,
  title: string,
  labels: readonly Label[],
  items: readonly PastItem[],
  told: string | null,
  calendar: Calendar,
): string | null {
  const labelled = labels.filter(({ kind }) => kind === 'date').map(({ value }) => dayIn(value, calendar))
  const own = labelled.find((day) => day !== null)
  if (own) return own
  const at = (item: PastItem) => /^\d{4}-\d\d-\d\d/.exec(item.draft.at ?? '')?.[0] ?? null
  const events = items.filter(({ draft }) => draft.type === 'event')
  const days = events.flatMap((item) => at(item) ?? [])
  const titled = dayIn(plainWords(title), calendar)
  const named = dayInName(name)
  // The heading of another report that was copied: neither the timeline nor the name of the file knows its day.
  const isCopied = named !== null && named !== titled && days.includes(named) && !days.some((day) => day === titled)
  if (titled !== null && !isCopied) return titled
  const started = events.find((item) => item.draft.moments?.includes('started'))
  if (started !== undefined && at(started) !== null) return at(started)
  const lead = told === null ? null : dayIn(told.slice(0, 400), calendar)
  if (lead !== null && (days.length === 0 || days.includes(lead) || isEve(lead, days))) return lead
  const declared = (frontMatter.fields.get('date') ?? [])
    .map((value) => dayIn(value.slice(0, 40), calendar))
    .find((day) => day !== null)
  const published = named ?? declared ?? null
  if (published !== null && (days.length === 0 || days.includes(published))) return published
  // Of a timeline that begins with what came long before, the day on which most happened.
  return (
    busiest(days, new Set(events.filter(({ draft }) => draft.at?.includes('T')).flatMap((item) => at(item) ?? []))) ??
    published
  )
}

/** Told as the day on which it began, where the timeline begins soon after. */
function isEve(day: string, days: readonly string[]): boolean {
  const first = [...days].sort()[0]
  return first !== undefined && daysBetween(day, first) > 0 && daysBetween(day, first) <= 2
}

function daysBetween(one: string, other: string): number {
  return (Date.parse(other) - Date.parse(one)) / 86_400_000
}

/** The first of the few days around the one on which most happened; what has no clock beside it came before it all. */
function busiest(days: readonly string[], clocked: ReadonlySet<string>): string | null {
  const counts = new Map<string, number>()
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1)
  const most = [...counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))[0]?.[0]
  if (most === undefined) return null
  const around = [...counts.keys()].filter(
    (day) => day <= most && daysBetween(day, most) <= 3 && (clocked.has(day) || !clocked.has(most)),
  )
  return around.sort()[0] ?? most
}

/** The answer to "on which date was that?", where the words themselves say it: times without a date are settled by it. */
export function dateAnswer(
  { text }: PastDocument,
  title: string,
  labels: readonly Label[],
  told: string | null,
  calendar: Calendar,
  day: string | null,
): PastItem | null {
  if (day === null) return null
  const label = labels.find(({ kind, value }) => kind === 'date' && dayIn(value, calendar) === day)
  if (label !== undefined) return dated(label.excerpt, label.value)
  const inTitle = title !== '' && text.includes(title) && dayIn(title, calendar) === day
  if (inTitle) return dated(title, plainWords(title))
  if (told === null) return null
  const written = datesOf(told.slice(0, 400)).find((one) => dayIn(one, calendar) === day && text.includes(one))
  return written === undefined ? null : dated(written, written)

  function dated(excerpt: string, words: string): PastItem {
    return { draft: { type: 'answer', question: 'date', value: day ?? '', excerpt, text: words } }
  }
}

function datesOf(words: string): string[] {
  return datesIn(words).dates.map(({ text }) => text)
}
