import { describe, expect, it } from 'vitest'
import { defaultContext } from '../../../src/domain/default-context.ts'
import type { Incident } from '../../../src/domain/incident.ts'
import { findPatterns, type PatternQuestion, proposedGroups } from '../../../src/memory/patterns/find-patterns.ts'
import { createLog, importTickets, link } from './log.ts'

const ask = (incidents: readonly Incident[], more: Partial<PatternQuestion> = {}, context = defaultContext) =>
  findPatterns(incidents, context, {
    today: '2026-04-21',
    by: 'failure',
    limit: 50,
    doneOn: (_, action) => action.doneOn ?? null,
    ...more,
  })

const idsOf = (groups: readonly string[][]) => groups.map((group) => group.join(' ')).sort()

describe('eight tickets that all say import', () => {
  it('are three problems of three, three and two', () => {
    expect(idsOf(proposedGroups(createLog(importTickets)))).toEqual(['INC-1 INC-4 INC-6', 'INC-2 INC-5 INC-8', 'INC-3 INC-7'])
  })
})
