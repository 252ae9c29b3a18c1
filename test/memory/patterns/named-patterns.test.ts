import { describe, expect, it } from 'vitest'
import { defaultContext } from '../../../src/domain/default-context.ts'
import { findPatterns } from '../../../src/memory/patterns/find-patterns.ts'
import { createLog, type Told } from './log.ts'

const context = { ...defaultContext, areas: [{ name: 'Reports', otherNames: ['export'] }, { name: 'Messenger', otherNames: ['chat'] }, { name: 'Timetable', otherNames: [] }] } // biome-ignore format: a list
const ask = (told: readonly Told[]) =>
  findPatterns(createLog(told), context, { today: '2026-04-21', by: 'failure', limit: 9, doneOn: () => null })

describe('the four patterns that call for more than a repair', () => {
  it('finds a surface that keeps failing, whatever failed', () => {
    const { named } = ask([
      { day: '2026-02-02', title: 'Export of grades is empty' },
      { day: '2026-03-02', title: 'Reports: totals wrong' },
      { day: '2026-04-02', title: 'The export never ends' },
      { day: '2026-04-03', title: 'Chat is slow' },
    ])
    expect(named).toMatchObject([{ name: 'same surface again', about: 'Reports', counts: { total: 3, month: 1 } }])
    expect(named[0]?.advice).toMatch(/^Redesign Reports/)
  })

  it('finds one assumption that was wrong on several surfaces', () => {
    const { named } = ask([
      { day: '2026-03-02', title: 'Reports empty', answers: { assumption: 'We assumed that a step fails loudly when its result is empty', 'assumption-elsewhere': 'The nightly sync' } },
      { day: '2026-04-02', title: 'Chat lost attachments', answers: { assumption: 'We assumed every step that has an empty result fails loudly' } },
      { day: '2026-04-03', title: 'Timetable wrong', answers: { assumption: 'We assumed that clocks of all rooms agree' } },
    ]) // biome-ignore format: a table
    expect(named).toMatchObject([
      { name: 'same assumption elsewhere', incidents: [{ incident: 'INC-1' }, { incident: 'INC-2' }] },
    ])
    expect(named[0]?.advice).toMatch(/global default/)
    expect(named[0]?.notes.join(' ')).toMatch(/Reports.*Messenger.*The nightly sync/)
  })

  it('finds what ran up load or money, and not what was prevented', () => {
    const { named } = ask([
      { day: '2026-03-02', title: 'Token spend tripled overnight' },
      { day: '2026-03-09', title: 'Retry storm after a short outage' },
      { day: '2026-04-02', title: 'Slow page', answers: { 'what-happened': 'The rate limit would have prevented a retry storm. Pages were slow.' } },
    ]) // biome-ignore format: a table
    expect(named).toMatchObject([{ name: 'cost-driven', incidents: [{ incident: 'INC-1' }, { incident: 'INC-2' }] }])
  })

  it('finds how often customers noticed before the alerts did, of what is known', () => {
    const { named } = ask([
      { day: '2026-03-02', title: 'One', answers: { 'noticed-by': 'customer' } },
      { day: '2026-03-09', title: 'Two', answers: { 'noticed-by': 'support, from three tickets' } },
      { day: '2026-04-02', title: 'Three', answers: { 'noticed-by': 'alert' } },
      { day: '2026-04-03', title: 'Four' },
    ])
    expect(named).toMatchObject([{ name: 'customers noticed first', counts: { total: 2 } }])
    expect(named[0]?.notes).toEqual(['2 of 3 incidents of which it is known (67 %).'])
  })
})

describe('by week', () => {
  it('shows thirteen weeks from Monday to Sunday, the last one with today', () => {
    const { weeks } = ask([
      { day: '2026-01-20', title: 'Too early' },
      { day: '2026-04-19', title: 'Sunday', answers: { 'noticed-by': 'customer' } },
      { day: '2026-04-20', title: 'Monday', answers: { 'noticed-by': 'customer' } },
    ])
    expect(weeks).toHaveLength(13)
    expect(weeks[0]?.from).toBe('2026-01-26')
    expect(weeks.slice(-2)).toMatchObject([
      { from: '2026-04-13', incidents: 1, shares: { 'customers noticed first': 1 } },
      { from: '2026-04-20', incidents: 1, shares: { 'customers noticed first': 1 } },
    ])
  })
})
