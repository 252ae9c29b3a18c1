import { z } from 'zod'
import { blocksClose, documentsDue } from '../domain/readiness.ts'
import { BadInputError } from '../errors.ts'
import type { Change } from '../store/store.ts'
import { defineOperation } from './operation.ts'
import { AskedQuestion, incidentId, lookAt, presentQuestions, toAsked, visibleText } from './situation.ts'

const input = z.strictObject({
  incident_id: incidentId,
  closed_by: visibleText(80).optional().describe('Role that decides. Default team'),
  no_post_mortem_because: visibleText(2000).optional().describe('Closes without a post-mortem; the reason is kept'),
  reopen: z.boolean().optional(),
})

const output = z.object({
  incident_id: z.string(),
  status: z.enum(['open', 'closed']),
  refused: z.array(z.string()),
  questions: z.array(AskedQuestion),
  due: z.array(z.object({ document: z.string(), due: z.string().nullable() })),
  next: z.string(),
})

export const closeIncident = defineOperation({
  name: 'close_incident',
  title: 'Close an incident',
  description:
    "Closes an incident, so that its documents become due. Refuses while support's own view or another answer that a useful note needs is missing, and says which. Also records the decision that no post-mortem is written, with the reason, and reopens.",
  effect: 'writes',
  input,
  output,
  async run(request, deps): Promise<z.output<typeof output>> {
    if (request.reopen && request.no_post_mortem_because) {
      throw new BadInputError({
        happened: 'Both reopen and no_post_mortem_because were given.',
        expected: 'one of them.',
        tryThis: 'reopen first, then close with the reason.',
      })
    }
    const context = await deps.context()
    const at = deps.now().toISOString()
    const role = request.closed_by ?? 'team'
    const log = (what: Change['what'], summary: string): Change => ({
      at,
      role,
      via: deps.via,
      operation: 'close_incident',
      what,
      summary,
    })
    const { incident, result: blocks } = await deps.store.update(request.incident_id, (before) => {
      if (request.reopen) {
        const { skipped: _, ...reopened } = before
        const changes = before.closedAt ? [log('decided', 'reopened')] : []
        return { incident: { ...reopened, closedAt: null }, changes, result: [] }
      }
      if (request.no_post_mortem_because) {
        const skipped = { reason: request.no_post_mortem_because, role, at }
        return {
          incident: { ...before, closedAt: before.closedAt ?? at, skipped },
          changes: [log('decided', `no post-mortem: ${skipped.reason}`)],
          result: [],
        }
      }
      if (before.closedAt) return { incident: before, changes: [], result: [] }
      const blocks = blocksClose(lookAt(before, context))
      if (blocks.length > 0) return { incident: before, changes: [], result: blocks }
      return { incident: { ...before, closedAt: at }, changes: [log('closed', 'closed')], result: [] }
    })
    const due = documentsDue(lookAt(incident, context), at).map(({ document, due }) => ({ document, due }))
    return {
      incident_id: incident.id,
      status: incident.closedAt ? 'closed' : 'open',
      refused: blocks.map((block) => block.reason),
      questions: blocks.slice(0, 3).map((block) => toAsked(block.question)),
      due,
      next: nextStep(incident.id, blocks.length > 0, due.length > 0),
    }
  },
  present(result) {
    return [
      `${result.incident_id} is ${result.status}.`,
      result.refused.length > 0
        ? `Not closed, because:\n${result.refused.map((reason) => `- ${reason}`).join('\n')}`
        : '',
      presentQuestions(result.questions),
      result.due.length > 0
        ? result.due
            .map(
              ({ document, due }) =>
                `The ${document} post-mortem is due${due ? ` by ${due.slice(0, 16).replace('T', ' ')} UTC` : ''}.`,
            )
            .join('\n')
        : '',
      result.next,
    ]
      .filter((part) => part !== '')
      .join('\n\n')
  },
})

function nextStep(id: string, isBlocked: boolean, isDue: boolean): string {
  if (isBlocked) return 'Ask these questions of the people who know, record the answers, and close again.'
  if (isDue) return `Finish the documents: generate_post_mortem for ${id} with status final, once everybody agrees.`
  return 'Nothing else is needed now.'
}
