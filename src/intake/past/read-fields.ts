import { type FrontMatter, lineOfField } from './front-matter.ts'
import type { PastItem } from './past-incident.ts'
import { isBlank } from './plain-words.ts'
import type { Label, LabelKind } from './read-labels.ts'
import { answerTo, endedBy } from './sections.ts'

const questionOfLabel: Partial<Record<LabelKind, string>> = {
  duration: 'duration',
  owner: 'owner',
  area: 'area',
  summary: 'what-happened',
  impact: 'customers-affected',
  detection: 'noticed-by',
  lucky: 'lucky',
  'went-well': 'went-well',
  'went-poorly': 'went-poorly',
}

export function fromLabels(labels: readonly Label[]): PastItem[] {
  return labels.flatMap(({ kind, name, value, excerpt }): PastItem[] => {
    const question = questionOfLabel[kind]
    if (kind === 'area')
      return value
        .split(/\s*[,;]\s*/)
        .filter((one) => one !== '')
        .map((one) => answerTo('area')(excerpt, one))
    if (kind === 'duration')
      return /\d/.test(value)
        ? [answerTo('duration')(excerpt, /^duration$/i.test(name) ? value : `${name}: ${value}`)]
        : []
    if (question !== undefined) return [answerTo(question)(excerpt, value)]
    if (kind === 'root-cause') return [{ draft: { type: 'why', track: 'happened', excerpt, text: value } }]
    if (kind === 'contributing') return [{ draft: { type: 'factor', excerpt, text: value } }]
    if (kind === 'resolution') return [endedBy(excerpt, value)]
    if (kind === 'actions') return [{ draft: { type: 'action', excerpt, text: value } }]
    if (kind === 'lessons') return [{ draft: { type: 'lesson', excerpt, text: value } }]
    return []
  })
}

/** Status pages keep the beginning, the end and what was affected in front matter. */
export function fromFrontMatter(frontMatter: FrontMatter): PastItem[] {
  const { fields } = frontMatter
  const items: PastItem[] = []
  const event = (name: string, words: string, moment: 'started' | 'restored'): void => {
    const value = fields.get(name)?.find((one) => /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(one))
    const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d)?(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?$/.exec(value ?? '')
    const line = value === undefined ? null : lineOfField(frontMatter, name, value)
    if (match === null || line === null) return
    const [, date, clock, offset] = match
    const isUtc = offset === 'Z' || offset === '+00:00' || offset === '+0000'
    items.push({
      draft: {
        type: 'event',
        excerpt: line,
        text: words,
        at: `${date}T${clock}`,
        approximate: false,
        moments: [moment],
        ...(offset === undefined ? {} : { zone: isUtc ? 'UTC' : offset }),
      },
    })
  }
  const end = ['resolvedwhen', 'resolved_at', 'resolvedat', 'ended_at', 'end_time'].find((name) => fields.has(name))
  for (const name of ['started_at', 'startedat', 'start_time', ...(end === undefined ? [] : ['date'])]) {
    if (items.length === 0) event(name, 'Started', 'started')
  }
  if (end !== undefined) event(end, 'Resolved', 'restored')
  for (const name of ['affected', 'services', 'components', 'systems']) {
    for (const value of fields.get(name) ?? []) {
      const line = lineOfField(frontMatter, name, value)
      if (line !== null && !isBlank(value)) items.push(answerTo('area')(line, value))
    }
  }
  return items
}

export function tagsOf(labels: readonly Label[], { fields }: FrontMatter): string[] {
  const named = [
    ...(fields.get('tags') ?? []),
    ...(fields.get('labels') ?? []),
    ...(fields.get('keywords') ?? []),
    ...labels.filter(({ kind }) => kind === 'tags').map(({ value }) => value),
  ]
  return [...new Set(named.flatMap((one) => one.split(/\s*[,;]\s*/)).map((one) => one.trim()))].filter(
    (one) => one !== '' && one.length <= 60,
  )
}

export function severityOf(labels: readonly Label[], { fields }: FrontMatter, title: string): string | null {
  const labelled = labels.find(({ kind }) => kind === 'severity')?.value
  if (labelled !== undefined && labelled.length <= 60) return labelled
  const declared = fields.get('severity')?.[0] ?? fields.get('priority')?.[0]
  if (declared !== undefined && !isBlank(declared)) return declared
  return (
    /\b(?:SEV[- ]?[0-5]|[SP][0-4])\b/i.exec(
      /[[(](?:SEV[- ]?[0-5]|[SP][0-4])[\])]|^\W*(?:SEV[- ]?[0-5]|[SP][0-4])\s?[:–—-]/i.exec(title)?.[0] ?? '',
    )?.[0] ?? null
  )
}
