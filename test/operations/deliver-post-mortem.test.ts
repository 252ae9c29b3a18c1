import { beforeEach, describe, expect, it } from 'vitest'
import { createHandOverDelivery } from '../../src/delivery/hand-over-delivery.ts'
import { createNotionDelivery } from '../../src/delivery/notion-delivery.ts'
import { deliverPostMortem } from '../../src/operations/deliver-post-mortem.ts'
import type { Deps } from '../../src/operations/operation.ts'
import { recordAnswers } from '../../src/operations/record-answers.ts'
import { recordDelivery } from '../../src/operations/record-delivery.ts'
import { startPostMortem } from '../../src/operations/start-post-mortem.ts'
import { inNotion } from '../delivery/notion/in-notion.ts'
import { token } from '../delivery/notion/notion-workspace.ts'
import { createDeps } from './deps.ts'

const notion = inNotion()
let deps: Deps
let source: string

beforeEach(async () => {
  const plain = createDeps()
  source = notion.workspace.addSource().source
  const toNotion = createNotionDelivery({
    token,
    parent: source,
    properties: {},
    baseUrl: null,
    sleep: async () => {},
    retryDelay: 1,
  })
  const handOver = createHandOverDelivery()
  deps = { ...plain, deliveries: new Map([...plain.deliveries, [toNotion.to, toNotion], [handOver.to, handOver]]) }
  await startPostMortem.run(
    {
      what_happened: 'Nobody could publish a shift plan. We rolled the release back and it worked again.',
      said_by: 'on-call',
    },
    deps,
  )
  await say('customers-affected', '184 of 1,920 homes')
  await say('timeline', '3 March 2026: started 12:50 UTC, noticed 13:15 UTC, fixed 14:10 UTC')
})

function say(question: string, said: string) {
  return recordAnswers.run({ incident_id: 'INC-1', question, said, said_by: 'on-call' }, deps)
}

const deliver = (more: object = {}) => deliverPostMortem.run({ incident_id: 'INC-1', to: 'notion', ...more }, deps)

describe('delivering to Notion', () => {
  it('makes two pages that link to each other, and nothing more the second time', async () => {
    const { delivered } = await deliver()
    const pages = notion.workspace.documents()
    expect(pages.map((page) => notion.workspace.titleOf(page))).toEqual([
      expect.stringMatching(/^Post-mortem INC-1: Nobody could publish/),
      expect.stringMatching(/^Product post-mortem INC-1: /),
    ])
    expect(pages[0]!.markdown).toContain(`](${delivered[1]!.place})`)
    expect(pages[1]!.markdown).toContain(`](${delivered[0]!.place})`)
    const writes = notion.workspace.writes().length
    const again = await deliver()
    expect(again.delivered.map((one) => one.changed)).toEqual([false, false])
    expect(notion.workspace.writes()).toHaveLength(writes)
  })

  it('keeps page, editor and text in the record, on the latest delivery only, and says it in the history', async () => {
    await deliver()
    await say('users-saw', 'The button kept spinning.')
    await deliver()
    const { deliveries } = (await deps.store.load('INC-1')).documents.product
    expect(deliveries.length).toBeGreaterThan(1)
    expect(deliveries.filter((one) => one.remote !== undefined)).toHaveLength(1)
    expect(deliveries.at(-1)?.remote?.text).toContain('The button kept spinning')
    expect((await deps.store.history('INC-1')).map((change) => change.summary)).toContain(
      `engineering post-mortem to notion: ${deliveries.length > 0 ? (await deps.store.load('INC-1')).documents.engineering.deliveries[0]!.place : ''}`,
    )
  })

  it('finds the pages again when the record of the delivery was lost', async () => {
    await deliver()
    await deps.store.update('INC-1', (before) => ({
      incident: {
        ...before,
        documents: {
          engineering: { ...before.documents.engineering, deliveries: [] },
          product: { ...before.documents.product, deliveries: [] },
        },
      },
      changes: [{ at: '2026-03-04T09:00:00.000Z', role: 'x', via: 'x', operation: 'x', what: 'edited', summary: 'x' }],
      result: null,
    }))
    await deliver()
    expect(notion.workspace.documents()).toHaveLength(2)
  })

  it('never shows the token', async () => {
    const result = await deliver()
    const all = JSON.stringify([result, await deps.store.load('INC-1'), await deps.store.history('INC-1')])
    expect(all).not.toContain(token)
  })
})

describe("by way of Notion's own tools", () => {
  it('hands over title, properties and text, and keeps nothing yet', async () => {
    const result = await deliver({ to: 'notion-mcp' })
    expect(result.delivered[0]).toMatchObject({
      page: null,
      title: expect.stringMatching(/^Post-mortem INC-1/),
      properties: { 'Incident ID': 'INC-1', Status: 'draft', Date: '2026-03-03' },
      markdown: expect.stringContaining('## Timeline'),
    })
    expect(result.next).toContain('record_delivery')
    expect(deliverPostMortem.present(result)).toContain('- Incident ID: INC-1')
    expect((await deps.store.load('INC-1')).documents.engineering.deliveries).toEqual([])
  })

  it('keeps the address that is told, once, and gives it back the next time', async () => {
    const place = 'https://www.notion.so/acme/Post-mortem-00000000000040008000000000000abc'
    const request = { incident_id: 'INC-1', document: 'engineering', place } as const
    expect(await recordDelivery.run(request, deps)).toMatchObject({ changed: true })
    expect(await recordDelivery.run(request, deps)).toMatchObject({ changed: false })
    const result = await deliver({ to: 'notion-mcp' })
    expect(result.delivered[0]).toMatchObject({ page: place })
    expect(result.delivered[1]!.markdown).toContain(`](${place})`)
  })

  it('lets a later delivery by token go on with that page', async () => {
    const { delivered } = await deliver({ to: 'notion-mcp', document: 'engineering' })
    const page = await handOver(delivered[0]!.title!, delivered[0]!.markdown!)
    await recordDelivery.run(
      { incident_id: 'INC-1', document: 'engineering', place: `https://www.notion.so/${page.replaceAll('-', '')}` },
      deps,
    )
    await say('users-saw', 'The button kept spinning.')
    await deliver({ document: 'engineering' })
    expect(notion.workspace.documents()).toHaveLength(1)
    expect(notion.workspace.pages.get(page)!.markdown).toContain('The button kept spinning')
  })

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'not an address'])('refuses the address %s', (place) => {
    expect(recordDelivery.input.safeParse({ incident_id: 'INC-1', document: 'engineering', place }).success).toBe(false)
  })
})

/** What Notion's own MCP server does with what it is given. */
async function handOver(title: string, markdown: string): Promise<string> {
  const answer = await notion.workspace.handle(
    new Request('https://api.notion.com/v1/pages', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'notion-version': '2026-03-11', 'content-type': 'application/json' },
      body: JSON.stringify({
        parent: { type: 'data_source_id', data_source_id: source },
        properties: { Name: { title: [{ text: { content: title } }] } },
        markdown,
      }),
    }),
  )
  return ((await answer.json()) as { id: string }).id
}
