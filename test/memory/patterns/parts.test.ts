import { describe, expect, it } from 'vitest'
import { addUpCost } from '../../../src/memory/patterns/add-up-cost.ts'
import { countOverTime, painOf } from '../../../src/memory/patterns/count-over-time.ts'
import { dayOf } from '../../../src/memory/patterns/incident-facts.ts'
import { findWarningSigns } from '../../../src/memory/patterns/warning-signs.ts'
import { wordProblem } from '../../../src/memory/patterns/word-problem.ts'
import { createLog } from './log.ts'

describe('the cost of a pattern', () => {
  it('adds up hours, tickets and money with their units, and keeps the words', () => {
    const cost = addUpCost(
      createLog([
        { day: '2026-04-01', title: 'One', answers: { 'manual-work': ['18 sessions reset by hand, 90 minutes', 'two hours of explaining'], 'support-view': '23 tickets, all marked user error', revenue: 'about €1,200 of refunds' } },
        { day: '2026-04-02', title: 'Two', answers: { 'manual-work': '1.5 hours of reruns', 'seen-before': 'four calls last month', revenue: '300 EUR and $2k' } },
      ]), // biome-ignore format: a table
    )
    expect(cost).toMatchObject({ hours: 5, tickets: 27, money: { EUR: 1500, USD: 2000 } })
    expect(cost.from.map(({ words }) => words)).toContain('18 sessions reset by hand, 90 minutes')
  })

  it('says nothing where nothing is on record', () => {
    expect(addUpCost(createLog([{ day: '2026-04-01', title: 'One' }]))).toEqual({
      hours: null,
      tickets: null,
      money: null,
      from: [],
    })
  })

  it('adds up no rate, no length of the outage, and no amount twice', () => {
    const cost = addUpCost(
      createLog([{ day: '2026-04-01', title: 'One', answers: { 'manual-work': '20 minutes each morning', 'what-happened': 'It lasted 3 hours', 'support-view': '12 tickets', 'seen-before': 'there were 12 tickets' } }]), // biome-ignore format: one row
    )
    expect(cost).toMatchObject({ hours: null, tickets: 12 })
  })
})

describe('the problem sentence', () => {
  it('is about the user, in words on record with their incidents', () => {
    const log = createLog([
      { day: '2026-04-01', title: 'Pay', answers: { 'users-saw': 'A spinning loader after tapping Pay', 'root-cause': 'The connection pool ran out.' } },
      { day: '2026-04-02', title: 'Pay again', answers: { 'blocked-task': 'paying an invoice' } },
    ]) // biome-ignore format: a table
    expect(wordProblem(log)).toBe(
      'Users who were at "paying an invoice" (INC-2) saw "A spinning loader after tapping Pay" (INC-1); on record as the reason: "The connection pool ran out" (INC-1).',
    )
  })

  it('does not give one sentence as what happened and as its reason', () => {
    const words = 'A bad release took the search away'
    const log = createLog([
      { day: '2026-04-01', title: 'Search', answers: { 'what-happened': words, 'root-cause': words } },
    ])
    expect(wordProblem(log)).toBe(
      `What users met is told only as "${words}" (INC-1). What they saw and which task it stopped is not recorded.`,
    )
  })

  it('passes over words that blame', () => {
    const log = createLog([{ day: '2026-04-01', title: 'Pay', answers: { 'users-saw': 'A blank page', 'root-cause': 'Human error: the operator forgot the flag.' } }]) // biome-ignore format: one row
    expect(wordProblem(log)).toBe('Users saw "A blank page" (INC-1). Which task it stopped is not recorded.')
  })

  it('says what is missing', () => {
    expect(wordProblem(createLog([{ day: '2026-04-01', title: 'Import failed' }]))).toBe(
      'What users met is told only as "Import failed" (INC-1). What they saw and which task it stopped is not recorded.',
    )
  })
})

describe('counts', () => {
  it('take seven and thirty days back, today included, and what came after the fix', () => {
    const days = ['2026-03-01', '2026-03-22', '2026-03-23', '2026-04-14', '2026-04-15', '2026-04-21']
    expect(countOverTime(days, '2026-04-21', '2026-04-14')).toEqual({
      total: 6,
      week: 2,
      month: 4,
      sinceFix: 2,
      busiestMonth: 4,
    })
  })

  it('weigh recent ones more than old ones, and severe ones more than small ones, within bounds', () => {
    const today = '2026-04-21'
    expect(painOf([{ day: today, severity: 'S1' }], today)).toBe(2)
    expect(painOf([{ day: '2024-04-21', severity: null }], today)).toBe(0.13)
  })

  it('take the day of the document, else of the first event, else of the record', () => {
    const [plain] = createLog([{ day: '2026-04-01', title: 'One', events: ['It began'] }])
    expect(plain && dayOf({ ...plain, createdAt: '2026-04-09T00:00:00.000Z' })).toBe('2026-04-01')
  })
})

describe('warning signs', () => {
  const signsOf = (...told: Parameters<typeof createLog>[0]) => {
    const log = createLog(told)
    return findWarningSigns(log, [log.map((_, at) => at)]).map(({ sign, incidents }) => [
      sign,
      incidents.map(({ incident }) => incident),
    ])
  }

  it('sees one failure under many names', () => {
    expect(
      signsOf(
        { day: '2026-04-01', title: 'Import problem' },
        { day: '2026-04-02', title: 'csv bug' },
        { day: '2026-04-03', title: 'Upload weirdness' },
      ),
    ).toEqual([['one failure under many names', ['INC-1', 'INC-2', 'INC-3']]])
  })

  it('sees a record of who did what when, without a cause', () => {
    const events = ['Paged', 'Joined the call', 'Asked the database team', 'Restarted', 'Went home']
    expect(signsOf({ day: '2026-04-01', title: 'Long night', events })).toEqual([
      ['mostly people and timing', ['INC-1']],
    ])
    expect(
      signsOf({
        day: '2026-04-01',
        title: 'Long night',
        events,
        answers: { 'first-failed-step': 'The disk filled up' },
      }),
    ).toEqual([])
  })

  it('sees a guess that is kept as a fact', () => {
    expect(signsOf({ day: '2026-04-01', title: 'Pool', factors: ['Probably the connection pool ran out'] })).toEqual([
      ['guesses stated as causes', ['INC-1']],
    ])
  })

  it('sees work without a count, and a close before support spoke', () => {
    expect(
      signsOf({ day: '2026-04-01', title: 'Checkout', actions: [{ text: 'Fix checkout reliability' }], closed: true }),
    ).toEqual([
      ['no count, trend or impact', ['INC-1']],
      ['closed before support had its say', ['INC-1']],
    ])
  })
})
