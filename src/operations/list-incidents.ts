import { z } from 'zod'
import type { DomainContext } from '../domain/context.ts'
import type { Incident } from '../domain/incident.ts'
import { openQuestions } from '../domain/questions.ts'
import { readableLine } from '../domain/readable.ts'
import { documentsDue } from '../domain/readiness.ts'
import { updatesDue } from '../domain/updates-due.ts'
import { presentDue } from './draft-customer-update.ts'
import { defineOperation } from './operation.ts'
import { lookAt } from './situation.ts'

const input = z.strictObject({
  due_only: z.boolean().optional().describe('Only those with something due, missing or overdue'),
  limit: z.number().int().min(1).max(50).optional().describe('Default 20'),
  offset: z.number().int().min(0).optional(),
})

const ListedIncident = z.object({
  incident_id: z.string(),
  title: z.string(),
  status: z.string(),
  severity: z.string().nullable(),
  created: z.string(),
  open_questions: z.number(),
  due: z.array(z.object({ document: z.string(), due: z.string().nullable(), overdue: z.boolean() })),
  updates_due: z.array(z.object({ what: z.string(), due: z.string().nullable(), overdue: z.boolean() })),
  overdue_actions: z.array(
    z.object({ id: z.string(), text: z.string(), owner: z.string().nullable(), due: z.string() }),
  ),
})
type ListedIncident = z.infer<typeof ListedIncident>

const output = z.object({
  incidents: z.array(ListedIncident),
  total: z.number(),
  has_more: z.boolean(),
  next: z.string(),
})

export const listIncidents = defineOperation({
  name: 'list_incidents',
  title: 'List incidents',
  description:
    'All incidents, newest first, each with its severity, open questions, overdue actions, and the documents and customer messages that are due or missing.',
  effect: 'reads',
  input,
  output,
  async run({ due_only = false, limit = 20, offset = 0 }, deps) {
    const context = await deps.context()
    const now = deps.now().toISOString()
    const all = (await deps.store.list())
      .map((incident) => toListed(incident, context, now))
      .filter(
        (listed) =>
          !due_only || listed.due.length > 0 || listed.updates_due.length > 0 || listed.overdue_actions.length > 0,
      )
    const incidents = all.slice(offset, offset + limit)
    const hasMore = offset + incidents.length < all.length
    return {
      incidents,
      total: all.length,
      has_more: hasMore,
      next: hasMore
        ? `Call list_incidents with offset ${offset + incidents.length} for more.`
        : 'To go on with one, call start_post_mortem with its incident_id.',
    }
  },
  present(result) {
    if (result.total === 0) return 'There is nothing to show. start_post_mortem begins the first post-mortem.'
    return [
      ...result.incidents.map(presentListed),
      `${result.incidents.length} of ${result.total}. ${result.next}`,
    ].join('\n')
  },
})

function toListed(incident: Incident, context: DomainContext, now: string): ListedIncident {
  const asking = lookAt(incident, context)
  return {
    incident_id: incident.id,
    title: readableLine(incident.title),
    status: statusOf(incident),
    severity: asking.severity,
    created: incident.imported?.day ?? incident.createdAt.slice(0, 10),
    // What a document of the past leaves open is asked of nobody.
    open_questions: incident.imported && incident.closedAt ? 0 : openQuestions(asking).length,
    due: documentsDue(asking, now).map(({ document, due, isOverdue }) => ({ document, due, overdue: isOverdue })),
    updates_due: updatesDue(incident, now).map(({ what, due, isOverdue }) => ({ what, due, overdue: isOverdue })),
    overdue_actions: incident.actions
      .filter((action) => action.due !== undefined && action.due < now.slice(0, 10))
      .filter((action) => action.status === 'open' || action.status === 'in progress')
      .map((action) => ({
        id: action.id,
        text: readableLine(action.text),
        owner: action.owner ?? null,
        due: action.due ?? '',
      })),
  }
}

function statusOf({ imported, skipped, closedAt }: Incident): string {
  if (skipped) return 'no post-mortem'
  if (closedAt === null) return 'open'
  return imported ? 'imported' : 'closed'
}

function presentListed(listed: ListedIncident): string {
  const due = listed.due.map(({ document, due, overdue }) =>
    due === null
      ? `  ${document} post-mortem: not final yet`
      : `  ${document} post-mortem: ${overdue ? 'OVERDUE since' : 'due'} ${due.slice(0, 16).replace('T', ' ')} UTC`,
  )
  const actions = listed.overdue_actions.map(
    (action) =>
      `  ${action.id} overdue since ${action.due}${action.owner ? `, ${readableLine(action.owner)}` : ''}: ${action.text}`,
  )
  const open = listed.open_questions > 0 ? `, ${listed.open_questions} open questions` : ''
  return [
    `- ${listed.incident_id} ${listed.severity ?? 'S?'} ${listed.status}, ${listed.created}: ${listed.title}${open}`,
    ...due,
    ...listed.updates_due.map((one) => `  ${presentDue(one).slice(2)}`),
    ...actions,
  ].join('\n')
}
