import { createHash } from 'node:crypto'
import { z } from 'zod'
import { DocumentKind } from '../domain/incident.ts'
import { addDelivery } from './deliver-post-mortem.ts'
import { renderOne } from './generate-post-mortem.ts'
import { defineOperation } from './operation.ts'
import { incidentId } from './situation.ts'

const input = z.strictObject({
  incident_id: incidentId,
  document: DocumentKind.describe('Which'),
  place: z
    .url({ protocol: /^https?$/, error: 'a web address' })
    .max(2000)
    .describe('Its address'),
})

const output = z.object({
  incident_id: z.string(),
  document: z.string(),
  place: z.string(),
  changed: z.boolean(),
  next: z.string(),
})

export const recordDelivery = defineOperation({
  name: 'record_delivery',
  title: 'Record where a document is',
  description: 'Keeps the address of a document that you put somewhere yourself, so that the next delivery finds it.',
  effect: 'writes',
  input,
  output,
  async run({ incident_id, document, place }, deps) {
    const incident = await deps.store.load(incident_id)
    const { markdown } = await renderOne(document, incident, deps)
    const hash = createHash('sha256').update(markdown).digest('hex')
    const at = deps.now().toISOString()
    const { result: changed } = await deps.store.update(incident_id, (before) => {
      const last = before.documents[document].deliveries.filter((one) => one.to === 'notion-mcp').at(-1)
      if (last?.place === place && last.hash === hash) return { incident: before, changes: [], result: false }
      const added = addDelivery(
        before,
        document,
        { to: 'notion-mcp', place, at, hash },
        {
          at,
          role: 'team',
          via: deps.via,
          operation: 'record_delivery',
          what: 'delivered',
          summary: `${document} post-mortem is at ${place}`,
        },
      )
      return { ...added, result: true }
    })
    return { incident_id, document, place, changed, next: 'Nothing else is needed for this document.' }
  },
  present({ document, place, changed, next }) {
    return `The ${document} post-mortem is at ${place}${changed ? '' : ' (recorded already)'}. ${next}`
  },
})
