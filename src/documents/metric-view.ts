import type { Incident } from '../domain/incident.ts'
import { formatMinutes, type Metric } from '../domain/metrics.ts'
import { answersTo } from '../domain/questions.ts'
import { readableLine } from '../domain/readable.ts'
import { shareAffected } from '../domain/share-affected.ts'
import { join, sentence } from './claim-text.ts'
import { longerSpan } from './longer-span.ts'
import { markdownText, shorten } from './markdown-text.ts'
import type { MaybeView } from './shared-view.ts'

export interface MetricView {
  readonly name: string
  readonly value: string
  readonly isUnknown: boolean
  /** Why it is unknown, or null. */
  readonly note: string | null
  /** `< 15 min`; null where there is none. */
  readonly target: string | null
  readonly isMissed: boolean
}

/** A measured time. */
export function metricView(metric: Metric): MetricView {
  const { minutes, target } = metric
  return {
    name: metric.name.charAt(0).toUpperCase() + metric.name.slice(1),
    value: minutes === null ? 'unknown' : spanText(metric),
    isUnknown: minutes === null,
    note: metric.note,
    target: target === null ? null : `< ${formatMinutes(target)}`,
    isMissed: minutes !== null && target !== null && minutes >= target,
  }
}

/** Blast radius, revenue and compliance: not measured but said. Who was affected stands whole in the summary. */
export function saidMetrics(incident: Incident, answer: (question: string) => string | null): MetricView[] {
  const affected = answersTo(incident, 'customers-affected').at(-1)
  const rows = [
    ['Blast radius', affected ? tellingClause(affected.text) : null],
    ['Revenue impact', answer('revenue')],
    ['Compliance impact', answer('compliance')],
  ] as const
  return rows.map(([name, value]) => ({
    name,
    value: value ?? 'unknown',
    isUnknown: value === null,
    note: null,
    target: null,
    isMissed: false,
  }))
}

/** The clauses with the number or the share, from the first on while each counts; else the first that says something: enough to recognise it. */
function tellingClause(text: string): string | null {
  const sentences = readableLine(text.slice(0, 2000))
    .split(/[;.](?:\s|$)/)
    .map((one) => one.split(/,\s/).map((clause) => clause.trim()))
  const counts = (clause: string) => /\d/.test(clause) || shareAffected(clause) !== null
  const counted = sentences.find((clauses) => clauses.some(counts))
  if (counted) {
    const from = counted.findIndex(counts)
    const until = counted.findIndex((clause, at) => at > from && !/\d/.test(clause))
    const telling = counted.slice(from, until < 0 ? undefined : until)
    return sentence(
      markdownText(telling.length === 1 ? shorten(telling[0] ?? '', 50) : shorten(telling.join(', '), 90)),
    )
  }
  const known = sentences
    .flat()
    .find((one) => one !== '' && !/\b(?:no number|don['’]?t|do not|not known|unknown|no idea)\b/i.test(one))
  return known === undefined ? null : sentence(markdownText(shorten(known, 50)))
}

/** `about 27 min`, and whether the times it comes from still wait to be confirmed. */
function spanText({ minutes, approximate, isInferred }: Metric): string {
  const span = `${approximate ? 'about ' : ''}${formatMinutes(minutes ?? 0)}`
  return isInferred ? `${span} (from times that nobody has confirmed yet)` : span
}

/** By the timeline; beside it what was said, where that differs. */
export function durationView(metrics: readonly Metric[], said: MaybeView, incident: Incident): MaybeView {
  const duration = metrics.find((metric) => metric.name === 'duration')
  const resolving = metrics.find((metric) => metric.name === 'time to resolve')
  if (duration?.minutes == null && said.text === null && resolving?.minutes != null) {
    return { text: `At least ${spanText(resolving)}, from detection to recovery`, unknown: null }
  }
  if (duration?.minutes == null) return said
  const { minutes } = duration
  const spans = ['what-happened', 'summary', 'duration'].flatMap((id) =>
    answersTo(incident, id).flatMap((one) => longerSpan(one.text, minutes) ?? []),
  )
  const otherwise = spans[0] === undefined ? '' : `by the timeline; said: “${markdownText(spans[0])}”`
  return { text: join(spanText(duration), otherwise), unknown: null }
}
