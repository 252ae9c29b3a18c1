import { describe, expect, it } from 'vitest'
import { findPastIncidents } from '../../src/operations/find-past-incidents.ts'
import { generatePostMortem } from '../../src/operations/generate-post-mortem.ts'
import { recordAnswers } from '../../src/operations/record-answers.ts'
import { showIncident } from '../../src/operations/show-incident.ts'
import { startPostMortem } from '../../src/operations/start-post-mortem.ts'
import { createHistory } from './past.ts'

const reason = 'both times a partial read was taken for success'

describe('a judged match', () => {
  it('is kept with its reason, and shows on both incidents', async () => {
    const { deps, judge } = await createHistory()
    const result = await judge('INC-2', 'INC-1', 'same mechanism', reason)
    expect(result.taken).toMatchObject([{ id: 'INC-1', what: 'added' }])
    expect((await deps.store.load('INC-2')).links).toMatchObject([
      { to: 'INC-1', likeness: 'same mechanism', reason, role: 'assistant', source: result.said_id },
    ])
    for (const [id, other] of [
      ['INC-1', 'INC-2'],
      ['INC-2', 'INC-1'],
    ] as const) {
      const shown = await showIncident.run({ incident_id: id, part: 'matches' }, deps)
      expect(shown.matches).toMatchObject([{ incident_id: other, likeness: 'same mechanism', judged_by: 'assistant' }])
      expect(showIncident.present(shown)).toContain(reason)
    }
  })

  it('gives way to a later one, and both stand in the history', async () => {
    const { deps, judge } = await createHistory()
    await judge('INC-2', 'INC-1', 'same mechanism', reason)
    deps.setNow('2026-03-06T09:00:00.000Z')
    await judge('INC-2', 'INC-1', 'same surface only', 'the parser was another one')
    expect((await deps.store.load('INC-2')).links).toMatchObject([{ likeness: 'same surface only' }])
    const history = (await deps.store.history('INC-2')).filter(({ item }) => item === 'INC-1')
    expect(history.map(({ what }) => what)).toEqual(['added', 'edited'])
    expect(history[1]?.before).toContain(reason)
  })

  it('writes nothing when it is the same', async () => {
    const { deps, judge } = await createHistory()
    await judge('INC-2', 'INC-1', 'same mechanism', reason)
    const { length } = await deps.store.history('INC-2')
    expect((await judge('INC-2', 'INC-1', 'same mechanism', reason)).taken[0]?.what).toBe('unchanged')
    expect(await deps.store.history('INC-2')).toHaveLength(length)
  })

  it('is refused for an incident that is not there, for itself, and for a reason that nobody gave', async () => {
    const { deps } = await createHistory()
    const { refused } = await recordAnswers.run(
      {
        incident_id: 'INC-2',
        said: reason,
        said_by: 'assistant',
        items: [
          { type: 'match', to: 'INC-99', likeness: 'same mechanism' },
          { type: 'match', to: 'INC-2', likeness: 'same mechanism' },
          { type: 'match', to: 'INC-1', likeness: 'same mechanism', text: 'the network was down' },
          { type: 'match', to: 'INC-1' },
          { type: 'match', likeness: 'unrelated' },
        ],
      },
      deps,
    )
    expect(refused.map((one) => one.reason)).toEqual([
      'there is no incident "INC-99"',
      'INC-2 cannot be a match of itself',
      'the reason is not in what was said: "the network was down"',
      'nothing says how alike INC-2 and INC-1 are',
      'no other incident was named',
    ])
    expect((await deps.store.load('INC-2')).links).toEqual([])
  })

  it('goes with the words that it rests on', async () => {
    const { deps, judge } = await createHistory()
    const { said_id } = await judge('INC-2', 'INC-1', 'same mechanism', reason)
    await recordAnswers.run(
      { incident_id: 'INC-2', said: 'take that back', said_by: 'on-call', items: [{ type: 'retract', id: said_id }] },
      deps,
    )
    expect((await deps.store.load('INC-2')).links).toEqual([])
  })

  it('stays readable when the other incident is gone', async () => {
    const { deps, judge } = await createHistory()
    await judge('INC-2', 'INC-1', 'same mechanism', reason)
    await deps.store.remove('INC-1', {
      purge: true,
      change: {
        at: '2026-03-06T09:00:00.000Z',
        role: 'team',
        via: 'test',
        operation: 'test',
        what: 'removed',
        summary: '',
      },
    })
    const shown = await showIncident.run({ incident_id: 'INC-2', part: 'matches' }, deps)
    expect(shown.matches).toMatchObject([{ incident_id: 'INC-1', title: null }])
    const { documents } = await generatePostMortem.run({ incident_id: 'INC-2', allow_gaps: true }, deps)
    expect(documents.map(({ markdown }) => markdown).join()).not.toContain('Seen before')
  })

  it('stands in both documents when it is a repeat, with what was done then', async () => {
    const { deps, judge } = await createHistory()
    await judge('INC-2', 'INC-1', 'same mechanism', reason)
    await judge('INC-2', 'INC-3', 'same surface only', 'there the server was out of memory')
    const { documents } = await generatePostMortem.run({ incident_id: 'INC-2', allow_gaps: true }, deps)
    const [engineering = '', product = ''] = documents.map(({ markdown }) => markdown)
    expect(engineering).toContain('## Seen before\n\nThe same mechanism was confirmed in one other incident.')
    expect(engineering).toMatch(
      /\| INC-1: The CSV import of grades .* \| 2025-11-03 \| assistant: both times a partial read was taken for success \| .*\(done\); .*\(open\) \| 1 of 2 recorded as done \|/,
    )
    expect(product).toContain('**On record:** The same mechanism was confirmed in one other incident.')
    expect(engineering).not.toContain('INC-3')
    expect(engineering).toContain('assistant, its own judgement')
  })
})

describe('an assistant’s own words', () => {
  it('are taken for nothing but judgements', async () => {
    const { deps } = await createHistory()
    const said = 'It was DNS, in both.'
    const { refused, taken } = await recordAnswers.run(
      {
        incident_id: 'INC-2',
        said,
        said_by: 'Assistant',
        items: [
          { type: 'match', to: 'INC-1', likeness: 'same mechanism' },
          { type: 'answer', question: 'root-cause' },
        ],
      },
      deps,
    )
    expect(taken.map(({ id }) => id)).toEqual(['INC-1'])
    expect(refused[0]?.reason).toContain('no evidence')
  })

  it('start nothing and answer nothing, and are not kept', async () => {
    const { deps } = await createHistory()
    const before = await deps.store.load('INC-2')
    const answer = { incident_id: 'INC-2', said: 'It was DNS.', said_by: 'assistant', question: 'root-cause' }
    await expect(recordAnswers.run(answer, deps)).rejects.toThrow('Nothing was recorded')
    await expect(
      startPostMortem.run({ what_happened: 'DNS failed for everybody.', said_by: 'assistant' }, deps),
    ).rejects.toThrow('Nothing was recorded')
    expect(await deps.store.load('INC-2')).toEqual(before)
    expect(await deps.store.list()).toHaveLength(3)
  })
})

describe('the reason of a judgement', () => {
  it('tells of the other incident, so that this one is not found by it', async () => {
    const { deps, judge } = await createHistory()
    await judge('INC-2', 'INC-3', 'same surface only', 'there a kiosk printer was out of toner')
    const { candidates } = await findPastIncidents.run({ query: 'kiosk printer out of toner' }, deps)
    expect(candidates.map(({ incident_id }) => incident_id)).not.toContain('INC-2')
  })
})
