import { beforeAll, describe, expect, it } from 'vitest'
import { connectInProcess, createFactory, createMemoryDeps, type Era, withIncidents } from './fixture.ts'

const both: Era[] = ['2025', '2026']

describe.each(both)('resources, in the %s era', (era) => {
  let client: Awaited<ReturnType<typeof connectInProcess>>
  beforeAll(async () => {
    client = await connectInProcess(createFactory(await withIncidents(createMemoryDeps())), { era })
  })
  const read = async (uri: string) => {
    const { contents } = await client.readResource({ uri })
    return (contents[0] as { text: string }).text
  }

  it('lists the incidents, their documents, the domain context and the severity guide', async () => {
    const { resources } = await client.listResources()
    expect(resources.map((resource) => resource.uri).sort()).toEqual([
      'postmortem://domain-context',
      'postmortem://incident/INC-1',
      'postmortem://incident/INC-1/engineering',
      'postmortem://incident/INC-1/product',
      'postmortem://incident/INC-2',
      'postmortem://incident/INC-2/engineering',
      'postmortem://incident/INC-2/product',
      'postmortem://severity-guide',
    ])
  })

  it('reads an incident as Markdown', async () => {
    expect(await read('postmortem://incident/INC-1')).toContain('# INC-1: Checkout showed a spinner')
  })

  it.each(['engineering', 'product'])('reads the %s post-mortem, gaps and all', async (document) => {
    expect(await read(`postmortem://incident/INC-1/${document}`)).toContain('Checkout showed a spinner')
  })

  it('reads the severity guide and the domain context', async () => {
    expect(await read('postmortem://severity-guide')).toMatch(/## S1[\s\S]*## S4/)
    const context = JSON.parse(await read('postmortem://domain-context'))
    expect(context).toHaveProperty('severityGuide')
    expect(context).not.toHaveProperty('neverSend')
  })

  it.each(['postmortem://incident/INC-99', 'postmortem://incident/INC-1/poem', 'postmortem://nothing'])(
    'says that %s is not there',
    async (uri) => {
      await expect(client.readResource({ uri })).rejects.toMatchObject({ code: -32602 })
    },
  )

  it.each([
    ['', ['INC-2', 'INC-1']],
    ['inc-1', ['INC-1']],
    ['2', ['INC-2']],
    ['x', []],
  ])('completes the incident id %j', async (value, values) => {
    const { completion } = await client.complete({
      ref: { type: 'ref/resource', uri: 'postmortem://incident/{id}' },
      argument: { name: 'id', value },
    })
    expect(completion.values).toEqual(values)
  })

  it('completes the document', async () => {
    const { completion } = await client.complete({
      ref: { type: 'ref/resource', uri: 'postmortem://incident/{id}/{document}' },
      argument: { name: 'document', value: 'pro' },
    })
    expect(completion.values).toEqual(['product'])
  })
})
