import { describe, expect, it } from 'vitest'
import { defaultContext } from '../../src/domain/default-context.ts'
import type { CorrectiveAction, Incident } from '../../src/domain/incident.ts'
import { findQuestion, isAnswered } from '../../src/domain/questions.ts'
import { assessDocument, lacksOf, unansweredFindings } from '../../src/domain/readiness.ts'
import { fullIncident } from '../documents/full-incident.ts'

const asking = (incident: Incident) => ({ incident, context: defaultContext, severity: 'S2' as const })
const engineering = fullIncident.actions.filter(({ scope }) => scope === 'engineering')
const product = fullIncident.actions.filter(({ scope }) => scope === 'product')
const withActions = (actions: CorrectiveAction[]) => asking({ ...fullIncident, actions })
const aboutCount = (actions: CorrectiveAction[]) =>
  assessDocument('engineering', withActions(actions)).draftReasons.filter((reason) =>
    /actions?;|All actions/.test(reason),
  )
const actionsQuestion = findQuestion('actions')

describe('how far a document is from being final', () => {
  it('counts product fixes among the actions, of which at least one mends the system', () => {
    const [fix] = product
    if (!fix || !actionsQuestion) throw new Error('the example has a product fix')
    const two = engineering.slice(0, 2)
    expect(aboutCount(two)).toEqual(['There are 2 actions; 3 to 5 are wanted.'])
    expect(aboutCount([...two, fix])).toEqual([])
    expect(isAnswered(actionsQuestion, withActions([...two, fix]))).toBe(true)
    const onlyFixes = [1, 2, 3].map((number) => ({ ...fix, id: `action-9${number}` }))
    expect(aboutCount(onlyFixes)).toEqual([
      'All actions are product fixes; at least one is wanted that mends the system.',
    ])
    expect(isAnswered(actionsQuestion, withActions(onlyFixes))).toBe(false)
  })

  it('asks for the priority that it waits for, and waits for none where no question asks for it', () => {
    const bare = (action: CorrectiveAction | undefined) =>
      lacksOf({ ...action, priority: undefined } as CorrectiveAction)
    expect(bare(engineering[0])).toContain('a priority')
    expect(actionsQuestion?.ask(withActions([]))).toContain('priority')
    expect(bare(product[0])).not.toContain('a priority')
  })

  it('wants no action against what lies outside', () => {
    const factors = fullIncident.factors.map((factor) => ({ ...factor, category: 'external' as const }))
    const ids = factors.map(({ id }) => id)
    const open = (incident: Incident) => unansweredFindings(incident).filter(({ id }) => ids.includes(id)).length
    expect(open({ ...fullIncident, actions: [] })).toBeGreaterThan(0)
    expect(open({ ...fullIncident, actions: [], factors })).toBe(0)
  })
})
