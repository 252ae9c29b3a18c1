import { z } from 'zod'
import type { Delivery } from '../delivery/delivery.ts'
import { DocumentKind, type Incident } from '../domain/incident.ts'
import { assessDocument } from '../domain/readiness.ts'
import { BadInputError } from '../errors.ts'
import { renderOne } from './generate-post-mortem.ts'
import { type Deps, defineOperation } from './operation.ts'
import { incidentId, lookAt } from './situation.ts'

const input = z.strictObject({
  incident_id: incidentId,
  document: z.enum(['engineering', 'product', 'both']).optional().describe('Default both'),
  to: z.enum(['chat', 'file']).optional().describe('Ask the person. Default chat'),
  folder: z
    .string()
    .max(4096)
    .optional()
    .describe('file: below the working folder or an allowed root. Default post-mortems'),
  allow_gaps: z.boolean().optional(),
  force: z.boolean().optional().describe('Write over a file of ours that a person edited since'),
})

const output = z.object({
  incident_id: z.string(),
  delivered: z.array(
    z.object({
      document: DocumentKind,
      to: z.string(),
      place: z.string(),
      changed: z.boolean(),
      markdown: z.string().optional(),
    }),
  ),
  next: z.string(),
})

export const deliverPostMortem = defineOperation({
  name: 'deliver_post_mortem',
  title: 'Deliver the documents',
  description:
    'Delivers the post-mortem documents to the chat or as Markdown files below the working folder. Ask the person where before calling. Delivering twice changes nothing; a file that is not ours, or that a person edited since, is never written over.',
  effect: 'delivers',
  input,
  output,
  async run(request, deps) {
    const to = request.to ?? 'chat'
    const kinds: DocumentKind[] =
      request.document && request.document !== 'both' ? [request.document] : ['engineering', 'product']
    const delivery = deps.deliveries.get(to)
    if (!delivery) {
      throw new BadInputError({
        happened: `Nothing can be delivered to "${to}" here.`,
        expected: `one of: ${[...deps.deliveries.keys()].join(', ')}.`,
        tryThis: 'one of these.',
      })
    }
    const context = await deps.context()
    const incident = await deps.store.load(request.incident_id)
    const missing = assessDocument('engineering', lookAt(incident, context)).required
    if (missing.length > 0 && !request.allow_gaps) {
      throw new BadInputError({
        happened: `Nothing was delivered: required answers are missing (${missing.map((question) => question.label.toLowerCase()).join(', ')}).`,
        expected: 'what happened, who was affected and a rough timeline.',
        tryThis: 'ask these questions first, or set allow_gaps to deliver a draft whose gaps are marked.',
      })
    }
    const placed = await withPlaces(incident, kinds, delivery, request.folder, deps)
    const delivered: z.output<typeof output>['delivered'] = []
    for (const kind of kinds) {
      const { markdown } = await renderOne(kind, placed, deps)
      const { place, hash, changed } = await delivery.deliver({
        incident: incident.id,
        key: incident.createdAt,
        document: kind,
        markdown,
        place: request.folder,
        force: request.force ?? false,
      })
      delivered.push({ document: kind, to, place, changed, ...(to === 'chat' ? { markdown } : {}) })
      const at = deps.now().toISOString()
      await deps.store.update(incident.id, (before) => {
        const document = before.documents[kind]
        const last = document.deliveries.filter((one) => one.to === to && one.place === place).at(-1)
        if (last?.hash === hash) return { incident: before, changes: [], result: null }
        return {
          incident: {
            ...before,
            documents: {
              ...before.documents,
              [kind]: { ...document, deliveries: [...document.deliveries, { to, place, at, hash }] },
            },
          },
          changes: [
            {
              at,
              role: 'team',
              via: deps.via,
              operation: 'deliver_post_mortem',
              what: 'delivered',
              summary: `${kind} post-mortem to ${to}: ${place}`,
            },
          ],
          result: null,
        }
      })
    }
    return {
      incident_id: incident.id,
      delivered,
      next: incident.closedAt
        ? 'Nothing else is needed now.'
        : `When support has added its view and the documents are agreed, close ${incident.id} with close_incident.`,
    }
  },
  present(result) {
    const lines = result.delivered.map((one) =>
      one.markdown !== undefined
        ? one.markdown
        : `- ${one.document} post-mortem: ${one.place}${one.changed ? '' : ' (unchanged)'}`,
    )
    return [...lines, result.next].join('\n\n')
  },
})

/** The documents link to each other, so each must know where the other is about to be: delivering twice then changes nothing. */
async function withPlaces(
  incident: Incident,
  kinds: readonly DocumentKind[],
  delivery: Delivery,
  folder: string | undefined,
  deps: Deps,
): Promise<Incident> {
  const documents = { ...incident.documents }
  for (const kind of kinds) {
    const place = await delivery.locate({ incident: incident.id, document: kind, place: folder })
    const coming = { to: delivery.to, place, at: deps.now().toISOString(), hash: '' }
    documents[kind] = { ...documents[kind], deliveries: [...documents[kind].deliveries, coming] }
  }
  return { ...incident, documents }
}
