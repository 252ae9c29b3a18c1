import { describe, expect, it } from 'vitest'
import { findPatterns } from '../../src/operations/find-patterns.ts'
import { recordAnswers } from '../../src/operations/record-answers.ts'
import type { Change } from '../../src/store/store.ts'
import { createLog, importTickets, type Told } from '../memory/patterns/log.ts'
import { createDeps } from './deps.ts'

const change: Change = {
  at: '2026-04-01T10:00:00.000Z',
  role: 'support',
  via: 'test',
  operation: 'start_post_mortem',
  what: 'started',
  summary: 'started',
}

async function createHistory(told: readonly Told[]) {
  const deps = createDeps()
  deps.setNow('2026-04-21T09:00:00.000Z')
  await deps.store.createMany(
    createLog(told).map((incident) => ({ incident: { ...incident, sequence: 9 }, changes: [change] })),
  )
  return deps
}

describe('find_patterns', () => {
  it('tells each pattern with its incidents, counts, cost and what is not recorded, and how to judge it', async () => {
    const result = await findPatterns.run({}, await createHistory(importTickets))
    expect(result).toMatchObject({ incidents: 8, total: 3, by: 'failure' })
    const text = findPatterns.present(result)
    for (const words of [
      '8 incidents, 2026-04-01 to 2026-04-20. 3 groups repeat:',
      'hours not recorded, tickets not recorded, money not recorded',
      'no fix with a day is on record',
      'Kept apart:',
      'A problem of the product',
    ])
      expect(text).toContain(words)
    expect(result.next).toMatch(/record_answers for INC-\d.*type: match, to: INC-\d/)
  })

  it('lists what is only possible apart from the proposals, and counts it nowhere', async () => {
    const told = [
      { day: '2026-04-01', title: 'Nightly export stalled', document: 'The nightly export stalled. The exporter waited for a lease that a stopped worker still held. Customers got their files at noon. The lease was cleared by hand and the exporter began again.' },
      { day: '2026-04-09', title: 'Invoices late', document: 'Invoices went out late. The invoice writer waited behind a stopped worker, and mail piled up on the relay. Finance noticed first, and the relay was emptied by hand two hours later.' },
    ] // biome-ignore format: a table
    const result = await findPatterns.run({}, await createHistory(told))
    expect(result).toMatchObject({ patterns: [], total: 0, possible_total: 1 })
    expect(result.possible[0]?.incidents.map(({ incident }) => incident)).toEqual(['INC-1', 'INC-2'])
    const text = findPatterns.present(result)
    expect(text).toContain('## Perhaps the same: read side by side, and judge')
    expect(text).toContain('INC-2: Invoices late')
    expect(result.next).toMatch(/record_answers for INC-2.*to: INC-1/)
  })

  it('takes a judgement that was recorded, and no longer proposes the pair', async () => {
    const deps = await createHistory(importTickets)
    const said = 'Another cause: the first was a renamed column, this one a byte order mark.'
    const recorded = await recordAnswers.run(
      {
        incident_id: 'INC-4',
        said,
        said_by: 'assistant',
        items: [{ type: 'match', to: 'INC-1', likeness: 'same surface only', text: said, excerpt: said }],
      },
      deps,
    )
    expect(recorded.refused).toEqual([])
    const { patterns } = await findPatterns.run({}, deps)
    for (const { incidents } of patterns) {
      const ids = incidents.map(({ incident }) => incident)
      expect(ids.includes('INC-1') && ids.includes('INC-4')).toBe(false)
    }
    expect(patterns.flatMap(({ kept_apart }) => kept_apart).some(({ judged }) => judged)).toBe(true)
  })

  it('takes the day of a fix from the history where the record does not say it', async () => {
    const told = importTickets.map((one, at) =>
      at === 0 ? { ...one, actions: [{ text: 'Trim header names', status: 'open' as const }] } : one,
    )
    const deps = await createHistory(told)
    await deps.store.update('INC-1', (incident) => ({
      incident: { ...incident, actions: incident.actions.map((action) => ({ ...action, status: 'done' as const })) },
      changes: [{ ...change, at: '2026-04-07T10:00:00.000Z', what: 'edited', item: 'action-1', summary: 'done' }],
      result: null,
    }))
    const { patterns } = await findPatterns.run({}, deps)
    const headers = patterns.find(({ id }) => id === 'repeat-1')
    expect(headers).toMatchObject({ last_fix: { day: '2026-04-07' }, came_back: true, counts: { since_fix: 2 } })
  })

  it('shows no control characters of what strangers wrote', async () => {
    const told = importTickets.map((one) => ({ ...one, title: `${one.title}\u001b[31m\u202e` }))
    const text = findPatterns.present(await findPatterns.run({}, await createHistory(told)))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
    expect(text).not.toMatch(/[\u001b\u202e]/)
  })

  it('says so where nothing is on record', async () => {
    expect(findPatterns.present(await findPatterns.run({}, createDeps()))).toMatch(/^No incident is on record/)
  })
})
