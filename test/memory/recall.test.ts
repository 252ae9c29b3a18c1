import { beforeEach, describe, expect, it } from 'vitest'
import type { DomainContext } from '../../src/domain/context.ts'
import { defaultContext } from '../../src/domain/default-context.ts'
import { createIncident, type Incident } from '../../src/domain/incident.ts'
import { type Recall, type RecallFilters, recall } from '../../src/memory/recall.ts'
import { createMemoryStore } from '../../src/store/memory-store.ts'
import type { Store } from '../../src/store/store.ts'

const at = '2026-03-03T13:00:00.000Z'

describe('recall', () => {
  let store: Store

  beforeEach(() => {
    store = createMemoryStore()
  })

  async function tell(title: string, text = '', more: Partial<Incident> = {}): Promise<string> {
    const source = { id: 'said-1', kind: 'document', role: 'on-call', text, recordedAt: at, retracted: false } as const
    const sources = text === '' ? [] : [source]
    return (await store.create({ ...createIncident(title, at), sources, ...more }, [])).id
  }

  function ask(
    query: string,
    more: { also?: string[]; without?: string[]; filters?: RecallFilters; context?: Partial<DomainContext> } = {},
  ): Promise<Recall> {
    const question = { query, also: more.also ?? [], without: more.without ?? [], filters: more.filters ?? {} }
    return recall(question, store, { ...defaultContext, ...more.context })
  }

  const idsOf = ({ matches }: Recall) => matches.map(({ incident }) => incident)

  it('brings along what is like the best one in words that nobody asked for', async () => {
    const lease = 'A worker died holding the lease. The queue consumer waited behind it until the lease was cleared.'
    await tell('Payslips missing', `Payslips were missing in the morning. ${lease}`)
    await tell(
      'Reports missing',
      'Reports were missing. The font server had lost its disk, and the printer rendered blank sheets all night.',
    )
    await tell('Reminders missing', `Reminders were missing. ${lease}`)
    expect(idsOf(await ask('payslips missing this morning'))).toEqual(['INC-1', 'INC-3', 'INC-2'])
  })

  it('answers with the incident that has the words of the question', async () => {
    await tell('Export produced blank files')
    await tell('Certificate of the login page expired')
    const found = await ask('login certificate expired in Bavaria')
    expect(found.band).toBe('strong match')
    expect(idsOf(found)).toEqual(['INC-2'])
    expect(found.uncovered).toEqual(['Bavaria'])
  })

  it('says that nothing is close on an empty history', async () => {
    expect(await ask('the disk is full')).toEqual({ band: 'nothing close', matches: [], uncovered: ['disk', 'full'] })
  })

  it('gives candidates even when nothing is close', async () => {
    await tell('Upgrade of the build agents', 'Two agents were replaced. The queue of builds was long for an hour.')
    const found = await ask('Customers saw invoices of other customers in their mailbox after the queue was emptied')
    expect(found.band).toBe('nothing close')
    expect(idsOf(found)).toEqual(['INC-1'])
    expect(found.matches[0]?.band).toBe('weak')
    expect(found.uncovered).toContain('invoices')
  })

  it('finds what was said in other words', async () => {
    await tell('Nightly export', 'The nightly export wrote rows twice.')
    await tell('Users could not sign in', 'The identity provider refused all tokens.')
    await tell('Weekly newsletter', 'It was sent a day late.')
    expect(idsOf(await ask('login is broken'))[0]).toBe('INC-2')
    expect((await ask('login is broken')).matches[0]?.why).toBe('It says "identity provider" for "login".')
  })

  it('counts the other wordings of a question', async () => {
    await tell('Machines of the pipeline deleted', 'A destroy was run in the wrong workspace.')
    await tell('Everything is gone from the fridge', 'Somebody ate the cake.')
    expect(idsOf(await ask('Everything is gone'))[0]).toBe('INC-2')
    const also = ['terraform destroy ran in the wrong workspace and deleted the machines']
    expect(idsOf(await ask('Everything is gone', { also }))[0]).toBe('INC-1')
  })

  it('does not take what did not happen for what happened', async () => {
    await tell('Import service timed out', 'The import service timed out after a minute.')
    await tell('Import wrote rows of another school', 'Import finished, with wrong rows.')
    const found = await ask('The import did not time out but wrote wrong rows')
    expect(idsOf(found)[0]).toBe('INC-2')
    expect(found.matches.find(({ incident }) => incident === 'INC-1')?.matched ?? []).not.toContain('timed out')
  })

  it('leaves out what is not wanted, and what was taken back', async () => {
    await tell('Giraffe escaped')
    await tell('Giraffe escaped')
    await tell('Zoo', '', {
      sources: [{ id: 'said-1', kind: 'document', role: 'r', text: 'Giraffe', recordedAt: at, retracted: true }],
    })
    expect(idsOf(await ask('giraffe', { without: ['INC-1'] }))).toEqual(['INC-2'])
  })

  it('shows at most 15, best first', async () => {
    for (let count = 0; count < 20; count += 1) await tell('Giraffe', count % 2 === 0 ? 'Zebra.' : 'Something else.')
    const { matches } = await ask('giraffe and zebra')
    expect(matches).toHaveLength(15)
    expect(matches.map(({ score }) => score)).toEqual(matches.map(({ score }) => score).sort((a, b) => b - a))
    for (const { score } of matches) expect(score >= 0 && score <= 1).toBe(true)
  })

  it('quotes the passage letter for letter, at most 300 characters of it, where the words stand', async () => {
    const filler = 'The weather was fine and nobody complained about lunch.\n'.repeat(60)
    const text = `${filler}The  broker\tlost its *leader* and consumers stalled.\n${filler}`
    await tell('Tuesday', text)
    const [match] = (await ask('broker without a leader, consumers stall')).matches
    expect(text).toContain(match!.passage)
    expect(match!.passage.length).toBeLessThanOrEqual(300)
    expect(match!.passage).toContain('leader')
    expect(match!.matched).toEqual(expect.arrayContaining(['broker', 'leader', 'consumers', 'stalled']))
    for (const word of match!.matched) expect(match!.passage.replace(/\s+/g, ' ')).toContain(word)
  })

  it('knows the other names of a product area', async () => {
    await tell('Timetable shows rooms twice')
    await tell('Gradebook shows marks twice')
    const areas = [{ name: 'Scheduling', otherNames: ['timetable', 'lesson plan'] }]
    expect(idsOf(await ask('Scheduling is odd'))).toEqual([])
    expect(idsOf(await ask('Scheduling is odd', { context: { areas } }))).toEqual(['INC-1'])
  })

  it('answers within the filters alone', async () => {
    const imported = (day: string, severity: string, tags: string[]) => ({
      imported: { file: 'a.md', part: 1, hash: '', at, source: 'said-1', day, severity, tags, unplaced: [] },
    })
    await tell('Giraffe in billing', '', imported('2025-01-01', 'SEV-1', ['zoo']))
    await tell('Giraffe in the lift', '', imported('2025-02-01', 'P2', ['House']))
    await tell('Giraffe')
    const find = async (filters: RecallFilters) => idsOf(await ask('giraffe', { filters })).sort()
    expect(await find({ from: '2025-01-15', to: '2025-02-01' })).toEqual(['INC-2'])
    expect(await find({ from: '2025-02-02' })).toEqual(['INC-3'])
    expect(await find({ severity: 'S1' })).toEqual(['INC-1'])
    expect(await find({ tag: 'house' })).toEqual(['INC-2'])
    expect(await find({ area: 'Billing' })).toEqual(['INC-1'])
    expect(await find({})).toEqual(['INC-1', 'INC-2', 'INC-3'])
  })

  it.each([
    '',
    '   ',
    'the and of',
    '12:30 2026-01-01',
    '\u0000 🧯 ((( "*" OR',
    'x'.repeat(100_000),
    '('.repeat(50_000),
    'a@'.repeat(50_000),
  ])('takes any text for a question (%#)', async (query) => {
    await tell('Giraffe escaped')
    expect((await ask(query)).band).toBe('nothing close')
  })
})
