import { describe, expect, it } from 'vitest'
import { defaultContext } from '../../../src/domain/default-context.ts'
import type { Incident } from '../../../src/domain/incident.ts'
import { findGroups, findPatterns, type PatternQuestion } from '../../../src/memory/patterns/find-patterns.ts'
import { createLog, importTickets, link, type Told } from './log.ts'

const ask = (incidents: readonly Incident[], more: Partial<PatternQuestion> = {}, context = defaultContext) =>
  findPatterns(incidents, context, {
    today: '2026-04-21',
    by: 'failure',
    limit: 50,
    doneOn: (_, action) => action.doneOn ?? null,
    ...more,
  })

const idsOf = (groups: readonly string[][]) => groups.map((group) => group.join(' ')).sort()
const membersOf = (patterns: ReturnType<typeof ask>['patterns']) =>
  idsOf(patterns.map(({ members }) => members.map(({ incident }) => incident)))

const threeProblems = ['INC-1 INC-4 INC-6', 'INC-2 INC-5 INC-8', 'INC-3 INC-7']

describe('eight tickets that all say import', () => {
  const log = createLog(importTickets)

  it('are three problems, of three, three and two', () => {
    expect(idsOf(findGroups(log).proposed)).toEqual(threeProblems)
  })

  it('say why each was kept apart from the others, in the words on record', () => {
    const { patterns } = ask(log)
    const headers = patterns.find(({ id }) => id === 'repeat-1')
    expect(headers?.because.join(' ')).toMatch(/header/)
    for (const { because } of patterns.flatMap(({ apart }) => apart))
      expect(because).toMatch(/alike in .*; but the reasons on record differ: "/)
  })

  it('are one surface by surface', () => {
    const context = { ...defaultContext, areas: [{ name: 'import', otherNames: ['upload'] }] }
    const { patterns } = ask(log, { by: 'surface' }, context)
    expect(patterns).toMatchObject([{ id: 'surface-import', counts: { total: 8 } }])
  })
})

describe('what somebody judged', () => {
  const log = createLog(importTickets)

  it('joins what the words keep apart', () => {
    const judged = link(log, 'INC-7', 'INC-2', 'same mechanism')
    expect(idsOf(findGroups(judged).proposed).some((ids) => ids.includes('INC-2') && ids.includes('INC-7'))).toBe(true)
  })

  it('separates what the words join, from either side', () => {
    const judged = link(log, 'INC-1', 'INC-6', 'same surface only')
    for (const ids of findGroups(judged).proposed) expect(ids.includes('INC-1') && ids.includes('INC-6')).toBe(false)
    const apart = ask(judged).patterns.flatMap((pattern) => pattern.apart)
    expect(apart.some(({ isJudged, because }) => isJudged && because.includes('INC-1 was compared with INC-6'))).toBe(
      true,
    )
  })

  it('counts by the latest judgement on a pair, from whichever side it was made', () => {
    const before = link(log, 'INC-1', 'INC-4', 'unrelated', '2026-05-01T10:00:00.000Z')
    const after = link(before, 'INC-4', 'INC-1', 'same mechanism', '2026-05-02T10:00:00.000Z')
    expect(findGroups(after).proposed.some((ids) => ids.includes('INC-1') && ids.includes('INC-4'))).toBe(true)
  })

  it('keeps two apart though each was judged to be the same as a third', () => {
    const judged = link(
      link(link(log, 'INC-4', 'INC-1', 'same mechanism'), 'INC-6', 'INC-1', 'same mechanism'),
      'INC-6',
      'INC-4',
      'unrelated',
      '2026-05-03T10:00:00.000Z',
    )
    for (const ids of findGroups(judged).proposed) expect(ids.includes('INC-4') && ids.includes('INC-6')).toBe(false)
  })

  it('makes a proposal a confirmed pattern', () => {
    const status = (incidents: readonly Incident[]) =>
      ask(incidents).patterns.find(({ id }) => id === 'repeat-3')?.status
    expect(status(log)).toBe('proposed')
    expect(status(link(log, 'INC-7', 'INC-3', 'same mechanism'))).toBe('confirmed')
  })
})

describe('wording variants', () => {
  it('fall together by symptom, and what only looks alike does not', () => {
    const log = createLog([
      { day: '2026-01-01', title: 'Login loop' },
      { day: '2026-01-02', title: "Teacher can't sign in" },
      { day: '2026-01-03', title: 'Session expired again' },
      { day: '2026-01-04', title: 'Search page is slow' },
      { day: '2026-01-05', title: 'Invoice totals are wrong' },
    ])
    expect(membersOf(ask(log, { by: 'symptom' }).patterns)).toEqual(['INC-1 INC-2 INC-3'])
  })

  it('do not join what one of them denies', () => {
    const log = createLog([
      {
        day: '2026-01-01',
        title: 'Backup deleted',
        document: 'A clean-up script deleted the backup. All data was lost for three customers.',
      },
      {
        day: '2026-01-02',
        title: 'Queue slow',
        document: 'Messages were late for an hour. No data was lost, and no customer lost data.',
      },
    ])
    expect(ask(log, { by: 'symptom' }).patterns).toEqual([])
  })
})

describe('one service that failed before', () => {
  const log = createLog([
    { day: '2026-01-01', title: 'Jira outage', document: 'The Jira instance is down. We are escalating to the host.' },
    { day: '2026-01-09', title: 'Outage of Jira', document: 'Users cannot reach Jira. The instance is down.' },
    {
      day: '2026-02-20',
      title: 'Jira mails',
      document: 'Jira sent every mail twice because a queue was replayed after the upgrade of a plugin.',
    },
  ])

  it('joins reports without a cause by the thing and the symptom, not one on something else', () => {
    expect(idsOf(findGroups(log).proposed)).toEqual(['INC-1 INC-2'])
  })
})

describe('what is the same in every report', () => {
  it('joins no incidents', () => {
    const form = (what: string) =>
      `## Summary\n\n${what}\n\n## Resolution\n\nThe service was restored and monitored closely.\n\n## Actions\n\nReview the runbook with the whole department.\n`
    const log = createLog([
      {
        day: '2026-01-01',
        title: 'Payment page',
        document: form('Card payments were declined by the acquirer after a contract change.'),
      },
      {
        day: '2026-01-02',
        title: 'Timetable',
        document: form('Lessons overlapped since daylight saving moved one of two clocks.'),
      },
      {
        day: '2026-01-03',
        title: 'Messenger',
        document: form('Attachments above ten megabytes vanished from chats on phones.'),
      },
      { day: '2026-01-04', title: 'Grades', document: form('Rounding turned every 1.5 into a 1 in the certificates.') },
      {
        day: '2026-01-05',
        title: 'Map',
        document: form('Tiles stayed grey since the supplier had withdrawn our licence.'),
      },
    ])
    expect(findGroups(log).proposed).toEqual([])
  })
})

describe('ranking', () => {
  const small: Told[] = Array.from({ length: 11 }, (_, at) => ({
    day: `2026-04-${String(8 + at).padStart(2, '0')}`,
    title: 'Customer cannot complete checkout after editing an address',
    answers: {
      'users-saw': 'The pay button stayed grey after the address was edited',
      'first-failed-step': 'The address form drops the delivery option',
      'customers-affected': 'one customer',
    },
  }))
  const dramatic: Told = {
    day: '2026-04-15',
    title: 'Whole platform dark for three hours',
    answers: {
      'what-happened': 'The data centre lost power and every customer was locked out',
      'customers-affected': 'all customers',
    },
  }

  it('puts eleven small ones in two weeks before one dramatic outage', () => {
    const result = ask(createLog([...small, dramatic]))
    expect(result.patterns[0]?.members).toHaveLength(11)
    expect(result.unrepeated).toMatchObject({ incident: 'INC-12' })
    expect(result.patterns[0]?.pain).toBeGreaterThan(result.unrepeated?.pain ?? Number.NaN)
  })

  it('counts this week and this month, and names a problem of the product', () => {
    const [pattern] = ask(createLog([...small, dramatic])).patterns
    expect(pattern).toMatchObject({
      isProductProblem: true,
      counts: { total: 11, week: 4, month: 11, busiestMonth: 11, sinceFix: null },
    })
  })

  it('says that it came back since the last fix, and names the smallest change on record', () => {
    const told = small.map((one, at) =>
      at === 4
        ? {
            ...one,
            actions: [
              {
                text: 'Keep the delivery option when an address is edited',
                status: 'done' as const,
                doneOn: '2026-04-14',
              },
              { text: 'Rebuild the whole checkout as one page', scope: 'product' as const, fix: 'workflow' as const },
              { text: 'Preselect the last delivery option', scope: 'product' as const, fix: 'default' as const },
            ],
          }
        : one,
    )
    const [pattern] = ask(createLog(told)).patterns
    expect(pattern?.fix).toMatchObject({ day: '2026-04-14', incident: 'INC-5' })
    expect(pattern?.counts.sinceFix).toBe(4)
    expect(pattern?.change).toMatchObject({ words: 'Preselect the last delivery option', status: 'open' })
  })
})

describe('narrowing', () => {
  const log = createLog(importTickets)

  it('looks only at the days asked for, and counts back from the last', () => {
    const result = ask(log, { since: '2026-04-02', until: '2026-04-15' })
    expect(result).toMatchObject({ incidents: 5, from: '2026-04-03', to: '2026-04-14' })
    expect(membersOf(result.patterns)).toEqual(['INC-2 INC-5', 'INC-4 INC-6'])
  })

  it('looks only at one area, by any of its names', () => {
    const context = { ...defaultContext, areas: [{ name: 'import', otherNames: ['Upload'] }] }
    const told = [{ day: '2026-04-02', title: 'Login loop' }, ...importTickets]
    expect(ask(createLog(told), { area: 'upload' }, context).incidents).toBe(8)
  })
})
