import { z } from 'zod'
import type { Delivered, Delivery, DocumentFacts } from '../delivery/delivery.ts'
import { dayOf } from '../domain/day-of.ts'
import { type DeliveryRecord, DocumentKind, type Incident } from '../domain/incident.ts'
import { answersTo } from '../domain/questions.ts'
import { readableLine } from '../domain/readable.ts'
import { assessDocument } from '../domain/readiness.ts'
import { BadInputError } from '../errors.ts'
import type { Change, Changed } from '../store/store.ts'
import { renderOne } from './generate-post-mortem.ts'
import { type Deps, defineOperation } from './operation.ts'
import { incidentId, lookAt } from './situation.ts'

const input = z.strictObject({
  incident_id: incidentId,
  document: z.enum(['engineering', 'product', 'both']).optional().describe('Default both'),
  to: z
    .enum(['chat', 'file', 'notion', 'notion-mcp'])
    .optional()
    .describe("Default chat. notion-mcp: for you to write with Notion's own tools"),
  folder: z.string().max(4096).optional().describe('For file; or below an allowed root. Default post-mortems'),
  allow_gaps: z.boolean().optional(),
  force: z.boolean().optional().describe('Write over what a person edited since'),
})

const output = z.object({
  incident_id: z.string(),
  delivered: z.array(
    z.object({
      document: DocumentKind,
      to: z.string(),
      place: z.string(),
      changed: z.boolean(),
      notes: z.array(z.string()),
      page: z.string().nullable().optional(),
      title: z.string().optional(),
      properties: z.record(z.string(), z.string()).optional(),
      markdown: z.string().optional(),
    }),
  ),
  next: z.string(),
})
type One = z.output<typeof output>['delivered'][number]

export const deliverPostMortem = defineOperation({
  name: 'deliver_post_mortem',
  title: 'Deliver the documents',
  description:
    'Delivers the documents to the chat, as Markdown files below the working folder, or to Notion. Ask the person where first. Delivering twice changes nothing; what is not ours, or was edited by a person, is not written over.',
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
    const deliver = async (kind: DocumentKind, placed: Incident) => {
      const { markdown } = await renderOne(kind, placed, deps)
      const current = await deps.store.load(incident.id)
      const result = await delivery.deliver({
        incident: incident.id,
        key: incident.createdAt,
        document: kind,
        markdown,
        facts: await factsOf(kind, placed, deps),
        previous: previousOf(current, kind, delivery),
        place: request.folder,
        force: request.force ?? false,
      })
      await keep(kind, result, delivery, incident.id, deps)
      return { markdown, result }
    }
    let placed = await withPlaces(incident, kinds, delivery, request.folder, deps)
    const first = new Map<DocumentKind, { markdown: string; result: Delivered }>()
    for (const kind of kinds) first.set(kind, await deliver(kind, placed))
    placed = withKnownPlaces(placed, first, delivery, deps)
    const delivered: One[] = []
    for (const [kind, { markdown, result }] of first) {
      // The documents name each other's addresses, and some places give an address only to what is there.
      const isComplete = result.handOver !== undefined || (await renderOne(kind, placed, deps)).markdown === markdown
      const last = isComplete ? result : (await deliver(kind, placed)).result
      const { place, notes = [], handOver } = last
      const shown = to === 'chat' ? { markdown } : (handOver ?? {})
      const isChanged = result.changed || last.changed
      delivered.push({
        document: kind,
        to,
        place,
        changed: isChanged,
        notes: [...new Set([...(result.notes ?? []), ...notes])],
        ...shown,
      })
    }
    return { incident_id: incident.id, delivered, next: adviseNext(incident, delivered) }
  },
  present(result) {
    const lines = result.delivered.map((one) => {
      const notes = one.notes.map((note) => `\n  ${note}`).join('')
      if (one.title !== undefined) return presentHandOver(one)
      if (one.markdown !== undefined) return one.markdown
      return `- ${one.document} post-mortem: ${one.place}${one.changed ? '' : ' (unchanged)'}${notes}`
    })
    return [...lines, result.next].join('\n\n')
  },
})

function presentHandOver({ document, page, title, properties, markdown }: One): string {
  const named = Object.entries(properties ?? {}).map(([name, value]) => `- ${name}: ${readableLine(value)}`)
  return [
    `The ${document} post-mortem, for Notion. ${page ? `Its page: ${page}` : 'No page is recorded yet.'}`,
    `Title: ${readableLine(title ?? '')}`,
    named.join('\n'),
    `Text:\n\n${markdown ?? ''}`,
  ].join('\n\n')
}

function adviseNext(incident: Incident, delivered: readonly One[]): string {
  if (delivered.some((one) => one.title !== undefined)) {
    return "With Notion's own tools: for each document without a page, create one with this title, the properties that the database has, and this text unchanged; for one with a page, first show the person what was edited there, then replace its text. Then call record_delivery with each address."
  }
  return incident.closedAt
    ? 'Nothing else is needed now.'
    : `When support has added its view and the documents are agreed, close ${incident.id} with close_incident.`
}

/** The latest delivery of the document to the same service. */
function previousOf(
  incident: Incident,
  kind: DocumentKind,
  { to, sharesPagesWith = [to] }: Delivery,
): DeliveryRecord | undefined {
  return incident.documents[kind].deliveries.filter((one) => sharesPagesWith.includes(one.to)).at(-1)
}

async function factsOf(kind: DocumentKind, incident: Incident, deps: Deps): Promise<DocumentFacts> {
  const owners = [...(kind === 'product' ? answersTo(incident, 'product-owner') : []), ...answersTo(incident, 'owner')]
  return {
    incident: incident.id,
    severity: lookAt(incident, await deps.context()).severity,
    status: incident.documents[kind].status,
    date: dayOf(incident),
    owner: owners[0] ? readableLine(owners[0].text).slice(0, 200) : null,
  }
}

/** Keeps where the document is now; a place that gave none keeps nothing. */
async function keep(
  kind: DocumentKind,
  delivered: Delivered,
  delivery: Delivery,
  id: string,
  deps: Deps,
): Promise<void> {
  const { place, hash, remote } = delivered
  if (delivered.handOver) return
  const at = deps.now().toISOString()
  const { to } = delivery
  await deps.store.update(id, (before): Changed<null> => {
    const last = previousOf(before, kind, delivery)
    if (last?.hash === hash && last.place === place && last.to === to && sameRemote(last.remote, remote)) {
      return { incident: before, changes: [], result: null }
    }
    return addDelivery(
      before,
      kind,
      { to, place, at, hash, ...(remote ? { remote } : {}) },
      {
        at,
        role: 'team',
        via: deps.via,
        operation: 'deliver_post_mortem',
        what: 'delivered',
        summary: `${kind} post-mortem to ${to}: ${place}`,
      },
    )
  })
}

/** The record with one more delivery. Only the latest one keeps what stood there. */
export function addDelivery(
  before: Incident,
  kind: DocumentKind,
  delivery: DeliveryRecord,
  change: Change,
): Changed<null> {
  const document = before.documents[kind]
  const earlier = delivery.remote ? document.deliveries.map(({ remote: _, ...rest }) => rest) : document.deliveries
  return {
    incident: {
      ...before,
      documents: { ...before.documents, [kind]: { ...document, deliveries: [...earlier, delivery] } },
    },
    changes: [change],
    result: null,
  }
}

function sameRemote(a: DeliveryRecord['remote'], b: DeliveryRecord['remote']): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

/** The documents link to each other, so each must know where the other is about to be: delivering twice then changes nothing. */
async function withPlaces(
  incident: Incident,
  kinds: readonly DocumentKind[],
  delivery: Delivery,
  folder: string | undefined,
  deps: Deps,
): Promise<Incident> {
  let placed = incident
  for (const kind of kinds) {
    const previous = previousOf(incident, kind, delivery)
    const place = await delivery.locate({ incident: incident.id, document: kind, place: folder, previous })
    placed = withPlace(placed, kind, place, delivery, deps)
  }
  return placed
}

function withKnownPlaces(
  incident: Incident,
  delivered: ReadonlyMap<DocumentKind, { result: Delivered }>,
  delivery: Delivery,
  deps: Deps,
): Incident {
  let placed = incident
  for (const [kind, { result }] of delivered) placed = withPlace(placed, kind, result.place, delivery, deps)
  return placed
}

function withPlace(
  incident: Incident,
  kind: DocumentKind,
  place: string | null,
  { to }: Delivery,
  deps: Deps,
): Incident {
  const document = incident.documents[kind]
  if (place === null) return incident
  const coming = { to, place, at: deps.now().toISOString(), hash: '' }
  return {
    ...incident,
    documents: { ...incident.documents, [kind]: { ...document, deliveries: [...document.deliveries, coming] } },
  }
}
