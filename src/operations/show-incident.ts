import { z } from 'zod'
import { drawWhys, fittingViews, WhyView } from '../documents/why-view.ts'
import { challengedWords } from '../domain/challenged-words.ts'
import { type Incident, itemsOf, Likeness, type Why } from '../domain/incident.ts'
import { formatMinutes, inOrder, measure } from '../domain/metrics.ts'
import { findQuestion, openQuestions } from '../domain/questions.ts'
import { readableLine } from '../domain/readable.ts'
import { classifySeverity } from '../domain/severity.ts'
import type { Source } from '../domain/statement.ts'
import { CommsState, presentCustomer, presentDue, presentUpdate, stateOf } from './draft-customer-update.ts'
import { defineOperation } from './operation.ts'
import { type JudgedIncident, readJudged } from './past-incidents.ts'
import { AskedQuestion, incidentId, lookAt, toAsked } from './situation.ts'

const Part = z.enum([
  'all',
  'answers',
  'timeline',
  'whys',
  'actions',
  'matches',
  'updates',
  'sources',
  'questions',
  'history',
])

const input = z.strictObject({
  incident_id: incidentId,
  part: Part.optional().describe('Default all, without history'),
  view: WhyView.optional().describe('Draws the whys in Mermaid'),
})

const ShownItem = z.object({
  id: z.string(),
  revision: z.number(),
  label: z.string(),
  /** Id of the question that the item answers, and under which other words for it would be read. */
  question: z.string(),
  text: z.string(),
  kind: z.string(),
  sources: z.array(z.string()),
  inferred: z.array(z.string()),
  /** Of a why: the words that were asked about and replaced, and those that overruled a finding. */
  beside: z.array(
    z.object({ what: z.enum(['earlier', 'overruled']), role: z.string(), said: z.string(), source: z.string() }),
  ),
})
type ShownItem = z.infer<typeof ShownItem>

/** A judgement on this incident and another. Title and day are null where the other one is not stored any more. */
const ShownMatch = z.object({
  incident_id: z.string(),
  title: z.string().nullable(),
  day: z.string().nullable(),
  likeness: Likeness,
  reason: z.string(),
  judged_by: z.string(),
  at: z.string(),
})
type ShownMatch = z.infer<typeof ShownMatch>

const output = z.object({
  incident_id: z.string(),
  title: z.string(),
  status: z.string(),
  severity: z.object({ severity: z.string().nullable(), reason: z.string() }),
  metrics: z.array(
    z.object({
      name: z.string(),
      minutes: z.number().nullable(),
      target: z.number().nullable(),
      note: z.string().nullable(),
    }),
  ),
  documents: z.object({ engineering: z.string(), product: z.string() }),
  items: z.array(ShownItem),
  matches: z.array(ShownMatch),
  /** What customers were told, who was affected, and what is owed. */
  comms: CommsState,
  sources: z.array(
    z.object({
      id: z.string(),
      role: z.string(),
      kind: z.string(),
      reference: z.string().optional(),
      said: z.string(),
    }),
  ),
  /** The whys in the view that was asked for; its source is null where there are too few causes to draw. */
  drawn: z.object({ view: WhyView, mermaid: z.string().nullable() }).nullable(),
  /** Views that the facts call for. */
  views: z.array(z.object({ view: WhyView, because: z.string() })),
  questions: z.array(AskedQuestion),
  history: z.array(
    z.object({
      number: z.number(),
      at: z.string(),
      role: z.string(),
      via: z.string(),
      what: z.string(),
      item: z.string().optional(),
      summary: z.string(),
      source: z.string().optional(),
      before: z.string().optional(),
    }),
  ),
  next: z.string(),
})

export const showIncident = defineOperation({
  name: 'show_incident',
  title: 'Show an incident',
  description:
    'One incident, whole or in part: every item with its id, revision, sources and what is inferred; metrics; open questions; the history of who recorded what. Use before editing, and whenever somebody asks what is recorded.',
  effect: 'reads',
  input,
  output,
  async run({ incident_id, part = 'all', view }, deps) {
    const context = await deps.context()
    const incident = await deps.store.load(incident_id)
    const asking = lookAt(incident, context)
    const wants = (one: z.infer<typeof Part>) => part === 'all' || part === one
    const severity = classifySeverity(incident, context)
    return {
      incident_id: incident.id,
      title: readableLine(incident.title),
      status: incident.closedAt ? `closed ${incident.closedAt}` : 'open',
      severity: { severity: severity.severity, reason: severity.reason },
      metrics: measure(incident, context).map(({ name, minutes, target, note }) => ({ name, minutes, target, note })),
      documents: { engineering: incident.documents.engineering.status, product: incident.documents.product.status },
      items: itemsInOrder(incident)
        .filter((item) => wants(partOf(item.id)))
        .map((item) => toShown(item, incident)),
      matches: wants('matches')
        ? (await readJudged(incident.id, await deps.store.links(), deps)).map(toShownMatch)
        : [],
      comms: wants('updates') ? stateOf(incident, deps.now().toISOString()) : { updates: [], customers: [], due: [] },
      sources: wants('sources')
        ? incident.sources
            .filter((source) => !source.retracted)
            .map(({ id, role, kind, reference, text }) => ({ id, role, kind, reference, said: shortened(text, 2000) }))
        : [],
      drawn: view ? { view, mermaid: drawWhys(incident, view) } : null,
      views: wants('whys') ? fittingViews(incident) : [],
      questions: wants('questions') ? openQuestions(asking).map(toAsked) : [],
      history:
        part === 'history' ? (await deps.store.history(incident_id)).map(({ operation: _, ...change }) => change) : [],
      next:
        part === 'history'
          ? 'Each line names the source of its words; show_incident with part sources has them.'
          : 'To change an item, call record_answers with its id and revision and the words that say so.',
    }
  },
  present(result) {
    const sections: [string, string[]][] = [
      ['Items', result.items.map(presentItem)],
      ['Judged against other incidents', result.matches.map(presentMatch)],
      ['Messages to customers', result.comms.updates.map(presentUpdate)],
      ['Affected customers', result.comms.customers.map(presentCustomer)],
      ['Owed to customers', result.comms.due.map(presentDue)],
      [
        'Sources',
        result.sources.map(
          (source) =>
            `- ${source.id}, ${readableLine(source.role)}, ${source.kind}${source.reference ? `, ${readableLine(source.reference)}` : ''}: ${readableLine(source.said)}`,
        ),
      ],
      ['Open questions', result.questions.map((question) => `- [${question.id}] ${question.question}`)],
      [
        'History',
        result.history.map((change) => {
          const before = change.before ? `\n  before: ${readableLine(change.before)}` : ''
          return `- ${change.number}. ${change.at} ${readableLine(change.role)} via ${change.via}: ${change.what}${change.item ? ` ${change.item}` : ''}: ${readableLine(change.summary)}${change.source ? ` [${change.source}]` : ''}${before}`
        }),
      ],
    ]
    return [
      `# ${result.incident_id}: ${result.title}`,
      `Status: ${result.status}. Severity: ${result.severity.severity ?? 'unknown so far'}. ${result.severity.reason}`,
      `Documents: engineering ${result.documents.engineering}, product ${result.documents.product}.`,
      result.metrics
        .map(
          (metric) =>
            `- ${metric.name}: ${metric.minutes === null ? `unknown (${metric.note})` : formatMinutes(metric.minutes)}${metric.target === null ? '' : `, target ${formatMinutes(metric.target)}`}`,
        )
        .join('\n'),
      ...sections
        .filter(([, lines]) => lines.length > 0)
        .map(([heading, lines]) => `## ${heading}\n\n${lines.join('\n')}`),
      ...(result.drawn ? [presentDrawn(result.drawn)] : []),
      ...result.views
        .filter(({ view }) => view !== result.drawn?.view)
        .map(({ view, because }) => `${because} To see it: view ${view}.`),
      result.next,
    ].join('\n\n')
  },
})

function presentDrawn({ view, mermaid }: { view: WhyView; mermaid: string | null }): string {
  const heading = `## The whys as a ${view.replace('-', ' ')}`
  return mermaid === null
    ? `${heading}\n\nThere are too few causes to draw.`
    : `${heading}\n\n\`\`\`mermaid\n${mermaid}\n\`\`\``
}

function toShownMatch({ other, likeness, reason, role, at, past }: JudgedIncident): ShownMatch {
  const { title = null, day = null } = past ?? {}
  return { incident_id: other, title, day, likeness, reason, judged_by: role, at }
}

function presentMatch({ incident_id, title, day, likeness, reason, judged_by, at }: ShownMatch): string {
  const what = title === null ? 'not stored any more' : `${day ?? 'day unknown'}, ${readableLine(title)}`
  const kept = likeness === 'same mechanism' ? likeness : `${likeness}, kept apart`
  return `- ${incident_id} (${what}): ${kept}: ${readableLine(reason)} [${readableLine(judged_by)}, ${at.slice(0, 10)}]`
}

function presentItem(item: ShownItem): string {
  const inferred =
    item.inferred.length > 0 ? ` (inferred, not confirmed: ${readableLine(item.inferred.join(', '))})` : ''
  const kind = item.kind === 'fact' ? '' : ` (${item.kind})`
  const beside = item.beside.map(
    ({ what, role, said, source }) =>
      `\n  ${what === 'earlier' ? 'said before' : 'a finding was overruled'} by ${readableLine(role)}: "${readableLine(said)}" [${source}]`,
  )
  return `- ${item.id} r${item.revision} ${readableLine(item.label)}: ${readableLine(item.text)}${kind}${inferred} [${item.sources.join(', ')}]${beside.join('')}`
}

function itemsInOrder(incident: Incident): ReturnType<typeof itemsOf> {
  return itemsOf({ ...incident, timeline: inOrder(incident.timeline) })
}

function toShown(item: ReturnType<typeof itemsOf>[number], incident: Incident): ShownItem {
  return {
    id: item.id,
    revision: item.revision,
    label: labelOf(item),
    question: questionOf(item),
    text: item.text,
    kind: item.kind,
    sources: [...new Set(item.evidence.map((evidence) => evidence.source))],
    inferred: item.inferred,
    beside: 'track' in item ? besideOf(incident, item) : [],
  }
}

function besideOf(incident: Incident, why: Why): ShownItem['beside'] {
  const { earlier, overruling } = challengedWords(incident, why)
  const toBeside = (what: 'earlier' | 'overruled', { id, role, text }: Source) => ({
    what,
    role,
    said: shortened(text, 2000),
    source: id,
  })
  return [
    ...earlier.map((source) => toBeside('earlier', source)),
    ...(overruling ? [toBeside('overruled', overruling)] : []),
  ]
}

function labelOf(item: ReturnType<typeof itemsOf>[number]): string {
  if ('question' in item)
    return `${findQuestion(item.question)?.label ?? item.question}${item.value ? ` = ${item.value}` : ''}`
  if ('when' in item) {
    const marks = item.moments.length > 0 ? ` (${item.moments.join(', ')})` : ''
    return `${item.at ?? `${item.when.date ?? 'date unknown'} ${item.when.clock ?? 'time unknown'}`}${marks}`
  }
  if ('track' in item)
    return `how it ${item.track === 'happened' ? 'happened' : `was ${item.track}`}${item.parent ? `, explains ${item.parent}` : ''}`
  if ('scope' in item) {
    return ['action', item.scope === 'product' ? item.fix : item.type, item.owner, item.due, item.priority, item.status]
      .filter((part) => part !== undefined)
      .join(', ')
  }
  return item.id.split('-')[0] ?? ''
}

function questionOf(item: ReturnType<typeof itemsOf>[number]): string {
  if ('question' in item) return item.question
  if ('when' in item) return 'timeline'
  if ('track' in item) return `why-${item.track}`
  if ('scope' in item) return item.scope === 'product' ? 'product-fix' : 'actions'
  const questions: Readonly<Record<string, string>> = { factor: 'factors', lesson: 'lessons', decision: 'decisions' }
  return questions[item.id.split('-')[0] ?? ''] ?? ''
}

function partOf(id: string): z.infer<typeof Part> {
  if (id.startsWith('event-')) return 'timeline'
  if (id.startsWith('why-') || id.startsWith('factor-')) return 'whys'
  return id.startsWith('action-') ? 'actions' : 'answers'
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}… (${text.length.toLocaleString('en')} characters in all)` : text
}
