import { describe, expect, it } from 'vitest'
import { closeIncident } from '../../src/operations/close-incident.ts'
import { listIncidents } from '../../src/operations/list-incidents.ts'
import { recordAnswers } from '../../src/operations/record-answers.ts'
import { startPostMortem } from '../../src/operations/start-post-mortem.ts'
import { createDeps } from './deps.ts'

const needed = [
  ['customers-affected', 'all shops'],
  ['users-saw', 'a spinner after Pay'],
  ['first-failed-step', 'the tax lookup timed out'],
  ['same-day-changes', 'deploy 412'],
  ['manual-work', '18 sessions reset by hand'],
  ['seen-before', 'twice last month, there is a canned reply'],
] as const

async function almostReady() {
  const deps = createDeps()
  await startPostMortem.run(
    { what_happened: 'Checkout was down for all shops on Monday morning.', said_by: 'on-call' },
    deps,
  )
  const say = (question: string, said: string, said_by = 'on-call') =>
    recordAnswers.run({ incident_id: 'INC-1', said, said_by, items: [{ type: 'answer', question }] }, deps)
  for (const [question, said] of needed) await say(question, said)
  await recordAnswers.run(
    { incident_id: 'INC-1', said: '2026-03-02: 10:00 it began, 11:00 back', said_by: 'on-call', question: 'timeline' },
    deps,
  )
  return { deps, say }
}

describe('close_incident', () => {
  it('refuses while the five questions of a useful note are open, and names them', async () => {
    const deps = createDeps()
    await startPostMortem.run({ what_happened: 'Login issue resolved.' }, deps)
    const result = await closeIncident.run({ incident_id: 'INC-1' }, deps)
    expect(result.status).toBe('open')
    expect(result.refused.join('\n')).toMatch(
      /What did users see[\s\S]*What failed first[\s\S]*What changed that day[\s\S]*by hand[\s\S]*come up before/,
    )
    expect((await deps.store.load('INC-1')).closedAt).toBeNull()
  })

  it("refuses without support's view, and with a view that support did not give", async () => {
    const { deps, say } = await almostReady()
    expect((await closeIncident.run({ incident_id: 'INC-1' }, deps)).refused).toHaveLength(1)
    await say('support-view', 'support said nothing special', 'on-call')
    expect((await closeIncident.run({ incident_id: 'INC-1' }, deps)).refused[0]).toMatch(/given by somebody else/)
    await say('support-view', 'parents thought they were charged twice', 'support')
    expect((await closeIncident.run({ incident_id: 'INC-1' }, deps)).status).toBe('closed')
  })

  it('makes the product document due 48 hours later, and lists it as overdue after that', async () => {
    const { deps, say } = await almostReady()
    await say('support-view', 'parents thought they were charged twice', 'support')
    const result = await closeIncident.run({ incident_id: 'INC-1' }, deps)
    expect(result.due).toContainEqual({ document: 'product', due: '2026-03-06T09:00:00.000Z' })
    deps.setNow('2026-03-06T09:00:01.000Z')
    const listed = await listIncidents.run({ due_only: true }, deps)
    expect(listed.incidents[0]!.due).toContainEqual({
      document: 'product',
      due: '2026-03-06T09:00:00.000Z',
      overdue: true,
    })
    expect(listIncidents.present(listed)).toContain('product post-mortem: OVERDUE since 2026-03-06 09:00 UTC')
  })

  it('keeps the decision not to write one, with its reason, and can be reopened', async () => {
    const { deps } = await almostReady()
    await closeIncident.run({ incident_id: 'INC-1', no_post_mortem_because: 'a drill', closed_by: 'product' }, deps)
    expect((await deps.store.load('INC-1')).skipped).toMatchObject({ reason: 'a drill', role: 'product' })
    expect((await listIncidents.run({}, deps)).incidents[0]).toMatchObject({ status: 'no post-mortem', due: [] })
    await closeIncident.run({ incident_id: 'INC-1', reopen: true }, deps)
    expect(await deps.store.load('INC-1')).not.toHaveProperty('skipped')
  })

  it('closes once', async () => {
    const { deps, say } = await almostReady()
    await say('support-view', 'parents thought they were charged twice', 'support')
    await closeIncident.run({ incident_id: 'INC-1' }, deps)
    const length = (await deps.store.history('INC-1')).length
    deps.setNow('2026-04-01T00:00:00.000Z')
    await closeIncident.run({ incident_id: 'INC-1' }, deps)
    expect((await deps.store.history('INC-1')).length).toBe(length)
    expect((await deps.store.load('INC-1')).closedAt).toBe('2026-03-04T09:00:00.000Z')
  })
})
