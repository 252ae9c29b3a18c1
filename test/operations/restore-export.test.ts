import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Incident } from '../../src/domain/incident.ts'
import type { Deps } from '../../src/operations/operation.ts'
import { recordAnswers } from '../../src/operations/record-answers.ts'
import { restoreExport } from '../../src/operations/restore-export.ts'
import { startPostMortem } from '../../src/operations/start-post-mortem.ts'
import { createDeps } from './deps.ts'

let folder: string
let from: Deps

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'restore-'))
  from = createDeps()
  for (const said of [
    'Checkout failed for 40 shops at 14:00.',
    'Search returned nothing for an hour.',
    'Mail came late, probably again.',
  ])
    await startPostMortem.run({ what_happened: said, said_by: 'on-call' }, from)
  await recordAnswers.run(
    { incident_id: 'INC-1', said: 'about 40 of 900 shops', said_by: 'support', question: 'customers-affected' },
    from,
  )
  await from.store.update('INC-3', (incident) => ({
    incident: {
      ...incident,
      links: [
        { to: 'INC-1', likeness: 'same mechanism', reason: 'same pool', role: 'on-call', at: incident.createdAt },
      ],
    },
    changes: [
      {
        at: incident.createdAt,
        role: 'on-call',
        via: 'test',
        operation: 'link',
        what: 'decided',
        summary: 'same as INC-1',
      },
    ],
    result: null,
  }))
  const change = {
    at: '2026-03-04T09:00:00.000Z',
    role: 'team',
    via: 'test',
    operation: 'delete',
    what: 'removed',
    summary: 'purged',
  } as const
  await from.store.remove('INC-2', { purge: true, change })
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function linesOf({ store }: Deps): Promise<string[]> {
  const incidents = (await store.list()).toReversed()
  return Promise.all(
    incidents.map(async (incident) => JSON.stringify({ incident, history: await store.history(incident.id) })),
  )
}

async function restore(lines: readonly string[], deps: Deps, dryRun = false) {
  const file = join(folder, 'all.jsonl')
  writeFileSync(file, lines.join('\n'))
  return restoreExport(file, { dryRun }, deps)
}

describe('an export brought back', () => {
  it('is the same in an empty database: ids, records and history', async () => {
    const lines = await linesOf(from)
    const to = createDeps()
    expect(await restore(lines, to)).toMatchObject({
      failed: [],
      notes: [],
      incidents: [
        { id: 'INC-1', what: 'new' },
        { id: 'INC-3', what: 'new' },
      ],
    })
    expect(await linesOf(to)).toEqual(lines)
  })

  it('changes nothing the second time', async () => {
    const lines = await linesOf(from)
    const to = createDeps()
    await restore(lines, to)
    expect((await restore(lines, to)).incidents.map(({ what }) => what)).toEqual(['unchanged', 'unchanged'])
    expect(await linesOf(to)).toEqual(lines)
  })

  it('gets new ids beside other incidents; links follow, and the report says which is which', async () => {
    const to = createDeps()
    for (const said of ['One thing broke.', 'Another thing broke.', 'A third thing broke.', 'A fourth.'])
      await startPostMortem.run({ what_happened: said, said_by: 'on-call' }, to)
    const lines = await linesOf(from)
    const result = await restore(lines, to)
    expect(result.notes.map(({ note }) => note)).toEqual(['INC-1 is INC-5 here', 'INC-3 is INC-6 here'])
    expect((await to.store.load('INC-6')).links.map((link) => link.to)).toEqual(['INC-5'])
    expect((await to.store.history('INC-6')).at(-1)!.summary).toContain('INC-1 is INC-5')
    expect((await restore(lines, to)).incidents.map(({ what }) => what)).toEqual(['unchanged', 'unchanged'])
    expect(await to.store.list()).toHaveLength(6)
  })

  it('is not written over a record that has changed since', async () => {
    const lines = await linesOf(from)
    await recordAnswers.run(
      { incident_id: 'INC-1', said: 'It was 41.', said_by: 'support', question: 'customers-affected' },
      from,
    )
    const before = await linesOf(from)
    const result = await restore(lines, from)
    expect(result.failed).toMatchObject([{ file: 'all.jsonl:1', reason: expect.stringContaining('INC-1') }])
    expect(await linesOf(from)).toEqual(before)
  })

  it('reports broken lines by their number, and takes the others', async () => {
    const [one = '', two = ''] = await linesOf(from)
    const broken: Incident = JSON.parse(two).incident
    const lines = [
      '{',
      '[]',
      JSON.stringify({ incident: { ...broken, sequence: -1 }, history: [] }),
      JSON.stringify({ incident: broken, history: [{ what: 'started', at: 'yesterday' }] }),
      JSON.stringify({ incident: broken, history: ['started'] }),
      '',
      one,
    ]
    const to = createDeps()
    const result = await restore(lines, to)
    expect(result.failed.map(({ file }) => file)).toEqual([1, 2, 3, 5, 4].map((number) => `all.jsonl:${number}`))
    expect((await to.store.list()).map(({ id }) => id)).toEqual(['INC-1'])
  })

  it('saves nothing in a dry run', async () => {
    const to = createDeps()
    expect((await restore(await linesOf(from), to, true)).incidents).toMatchObject([
      { id: null, what: 'new' },
      { id: null, what: 'new' },
    ])
    expect(await to.store.list()).toEqual([])
  })
})
