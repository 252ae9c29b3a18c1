import { beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { draftCustomerUpdate } from '../../src/operations/draft-customer-update.ts'
import { listIncidents } from '../../src/operations/list-incidents.ts'
import { recordAnswers } from '../../src/operations/record-answers.ts'
import { showIncident } from '../../src/operations/show-incident.ts'
import { startPostMortem } from '../../src/operations/start-post-mortem.ts'
import { reviewUpdate } from '../../src/review/update/review-update.ts'
import { createDeps } from './deps.ts'

let deps: ReturnType<typeof createDeps>

beforeEach(async () => {
  deps = createDeps({ product: 'Rota', timeZone: 'Europe/Vienna' })
  await startPostMortem.run(
    { what_happened: 'publish worker is out of database connections since the release', said_by: 'on-call' },
    deps,
  )
})

const run = (request: Omit<z.input<typeof draftCustomerUpdate.input>, 'incident_id'>) =>
  draftCustomerUpdate.run(draftCustomerUpdate.input.parse({ incident_id: 'INC-1', ...request }), deps)
const say = (question: string, said: string, said_by = 'support') =>
  recordAnswers.run({ incident_id: 'INC-1', question, said, said_by }, deps)
const draft = async (request: Parameters<typeof run>[0]) => (await run(request)).draft!.markdown
const send = (kind: 'acknowledgement' | 'update' | 'resolved' | 'note' | 'personal', more: object = {}) =>
  run({ kind, sent_by: 'product manager', sent_to: 'status page', ...more })

describe('an acknowledgement', () => {
  it('needs no cause, works minutes in, and promises the next update in 30 minutes by the clock', async () => {
    const { draft: made, owner } = await run({ kind: 'acknowledgement' })
    expect(made?.markdown).toBe(
      [
        'We are seeing a problem with Rota. *What customers see: not known yet in words for them; ask support.*',
        'We are investigating. We do not know the cause yet.',
        'We will update you by 10:30 Europe/Vienna (09:30 UTC) on 4 March, whether or not there is news.\n',
      ].join('\n\n'),
    )
    expect(made?.next_update_by).toBe('2026-03-04T09:30:00.000Z')
    expect(owner).toBe('product manager')
  })

  it('says what customers see once support said it, and nothing of what the team supposes', async () => {
    await say('users-saw', 'The Publish button keeps spinning and then says "Something went wrong".')
    const text = await draft({ kind: 'acknowledgement' })
    expect(text).toContain('What you may see: The Publish button keeps spinning')
    expect(text).not.toMatch(/worker|connections|release/)
  })

  it('tells colleagues what is known, who owns the messages, and what is a guess', async () => {
    await say('root-cause', 'Probably the export holds its connection.', 'on-call')
    const text = await draft({ kind: 'acknowledgement', audience: 'internal' })
    expect(text).toContain('Customer messages belong to: product manager')
    expect(text).toMatch(/Guesses, not for customers:\n\n- .*export holds its connection/)
  })

  it('is one draft, however often it is made anew, until it is sent', async () => {
    const first = await run({ kind: 'acknowledgement' })
    deps.setNow('2026-03-04T09:03:00.000Z')
    const second = await run({ kind: 'acknowledgement' })
    expect(second.draft?.id).toBe(first.draft?.id)
    expect(second.updates).toHaveLength(1)
    await send('acknowledgement')
    expect((await run({ kind: 'acknowledgement' })).updates).toHaveLength(2)
  })
})

describe('what customers never read', () => {
  it.each([
    [
      'internal words',
      'Publishing hangs. The connection pool of publish-worker-2 is exhausted.',
      'Publishing hangs.',
      'pool',
    ],
    ['people', 'Plans could not be published. Anna switched the file store.', 'Plans could not be published.', 'Anna'],
    [
      'roles inside',
      'Plans could not be published. The on-call engineer rolled back.',
      'Plans could not be published.',
      'engineer',
    ],
    [
      'guesses',
      'Plans could not be published. It was probably the supplier.',
      'not known yet in words for them',
      'probably',
    ],
    [
      'blame',
      'Plans could not be published. The reviewer carelessly approved it.',
      'Plans could not be published.',
      'reviewer',
    ],
  ])('%s are left out, told, and asked for in other words', async (_, said, kept, never) => {
    await say('users-saw', said)
    const result = await run({ kind: 'update' })
    expect(result.draft?.markdown).toContain(kept)
    expect(result.draft?.markdown).not.toContain(never)
    expect(result.findings.length).toBeGreaterThan(0)
    expect(result.findings[0]?.ask).toMatch(/\?/)
  })

  it('is found nowhere in our own templates', async () => {
    await say('users-saw', 'The Publish button keeps spinning.')
    for (const kind of ['acknowledgement', 'update', 'resolved', 'note'] as const) {
      expect({ kind, findings: (await run({ kind })).findings }).toEqual({ kind, findings: [] })
    }
    expect((await run({ kind: 'personal', customer: 'Haus Sonne' })).findings).toEqual([])
  })

  it('is looked for sentence by sentence', () => {
    expect(reviewUpdate('Customers could not pay by card. Kafka consumer lag grew.').map((one) => one.words)).toEqual([
      'Kafka consumer lag',
    ])
  })

  it('has guidance beside it, another one for each audience', async () => {
    const [external, internal] = [await run({ kind: 'update' }), await run({ kind: 'update', audience: 'internal' })]
    expect(external.guidance.join(' ')).toContain('Responsibility is ours, in the first person')
    expect(internal.guidance.join(' ')).toContain('Roles instead of names')
  })
})

describe('estimates', () => {
  it('are "we do not know yet" unless somebody dares to name one', async () => {
    expect(await draft({ kind: 'update' })).toContain('We do not know yet when it will work again.')
    expect(await draft({ kind: 'update', estimate: '11:15' })).toContain(
      'by 11:15 Europe/Vienna (10:15 UTC) on 4 March',
    )
  })

  it.each(['soon', '25:00', '2026-03-04T08:00:00Z', '2026-03-04T12:00:00'])('refuses %s', async (estimate) => {
    await expect(run({ kind: 'update', estimate })).rejects.toThrow(/no time that is still to come/)
  })

  it('are owned up to when they pass, and a second missed one is pointed out', async () => {
    await run({ kind: 'update', estimate: '10:15' })
    await send('update')
    deps.setNow('2026-03-04T09:20:00.000Z')
    const second = await run({ kind: 'update', estimate: '10:45' })
    expect(second.notes).toEqual([expect.stringContaining('2026-03-04 09:15 UTC, and it passed')])
    expect(second.draft?.markdown).toContain('We had expected it to work by 10:15')
    await send('update')
    deps.setNow('2026-03-04T09:50:00.000Z')
    const third = await run({ kind: 'update' })
    expect(third.notes[0]).toMatch(/^2 estimates were missed \(2026-03-04 09:15 UTC, 2026-03-04 09:45 UTC\)/)
  })

  it('that were never sent count for nothing', async () => {
    await run({ kind: 'update', estimate: '10:15' })
    deps.setNow('2026-03-04T09:20:00.000Z')
    expect((await run({ kind: 'update' })).notes).toEqual([])
  })
})

describe('what was sent', () => {
  it('is kept with when, by whom and where, in record and history, once', async () => {
    await run({ kind: 'acknowledgement' })
    deps.setNow('2026-03-04T09:04:00.000Z')
    const first = await send('acknowledgement')
    expect(first.updates).toEqual([
      expect.objectContaining({
        kind: 'acknowledgement',
        sent: { at: '2026-03-04T09:04:00.000Z', by: 'product manager', where: 'status page' },
      }),
    ])
    await send('acknowledgement')
    const history = await deps.store.history('INC-1')
    expect(history.filter((one) => one.what === 'delivered').map((one) => [one.role, one.summary])).toEqual([
      ['product manager', 'acknowledgement to customers sent by product manager: status page'],
    ])
  })

  it('must have been drafted', async () => {
    await expect(send('note')).rejects.toThrow(/No draft of kind note/)
  })

  it('makes the next update owed, until it is sent or the end is told', async () => {
    await run({ kind: 'acknowledgement' })
    await send('acknowledgement')
    deps.setNow('2026-03-04T09:45:00.000Z')
    const listed = await listIncidents.run({ due_only: true }, deps)
    expect(listed.incidents[0]?.updates_due).toEqual([
      { what: 'the next customer update, as promised', due: '2026-03-04T09:30:00.000Z', overdue: true },
    ])
    expect(listIncidents.present(listed)).toContain(
      'the next customer update, as promised: OVERDUE since 2026-03-04 09:30 UTC',
    )
    await run({ kind: 'resolved' })
    const { due } = await send('resolved')
    expect(due).toEqual([
      { what: 'the note to customers after the incident', due: '2026-03-11T09:45:00.000Z', overdue: false },
    ])
  })

  it('is shown with the incident', async () => {
    await run({ kind: 'acknowledgement', affected: ['Haus Sonne'] })
    const shown = await showIncident.run({ incident_id: 'INC-1', part: 'updates' }, deps)
    expect(showIncident.present(shown)).toMatch(
      /## Messages to customers\n\n- update-\d+ acknowledgement, external: drafted .*, not sent\n\n## Affected customers\n\n- Haus Sonne: not followed up yet/,
    )
  })
})

describe('after the incident', () => {
  beforeEach(async () => {
    await say('timeline', '4 March 2026: started 07:50 UTC, noticed 08:15 UTC, fixed 09:10 UTC', 'on-call')
    await say('summary', 'For about an hour and a half, care homes could not publish their plans.', 'product')
    await say('data-integrity', 'No plan was lost.')
    await say('assumption', 'We assumed that publishing either works or fails at once.', 'product')
    deps.setNow('2026-03-05T09:00:00.000Z')
  })

  it('the note says what happened, what changes and what differs next time, with the gaps visible', async () => {
    const text = await draft({ kind: 'note' })
    expect(text).toContain(
      '**What happened.** For about an hour and a half, care homes could not publish their plans. It lasted',
    )
    expect(text).toContain('Data: No plan was lost.')
    expect(text).toContain('**Why.** *Not known yet in words for readers outside.*')
    expect(text).toMatch(/\*\*What changes\.\*\*\n\n\*Nothing is recorded yet/)
    expect(text).toContain('**What we will do differently next time.**')
  })

  it('each affected customer gets one follow-up, and who reported it a personal note a week later', async () => {
    const { customers, due } = await run({ affected: ['Haus Sonne', 'Haus Wald'], reporters: ['Haus Wald'] })
    expect(customers).toEqual([
      { name: 'Haus Sonne', reported: false, followed_up: false },
      { name: 'Haus Wald', reported: true, followed_up: false },
    ])
    expect(due.map((one) => [one.what, one.due])).toEqual([
      ['the follow-up to Haus Sonne', '2026-03-11T09:10:00.000Z'],
      ['the personal note to Haus Wald', '2026-03-11T09:10:00.000Z'],
    ])
    const text = await draft({ kind: 'personal', customer: 'Haus Wald' })
    expect(text).toContain('Hello Haus Wald,')
    expect(text).toContain('you told us about the problem')
    expect(text).toContain('**Why that:** We assumed that publishing either works or fails at once.')
    const after = await send('personal', { customer: 'Haus Wald' })
    expect(after.due.map((one) => one.what)).toEqual(['the follow-up to Haus Sonne'])
    expect(after.customers[1]).toMatchObject({ followed_up: true })
  })

  it('needs a customer for the personal note, and takes no estimate any more', async () => {
    await expect(run({ kind: 'personal' })).rejects.toThrow(/to whom/)
    await expect(run({ kind: 'resolved', estimate: '12:00' })).rejects.toThrow(/nothing is awaited/)
    await expect(run({ sent_by: 'pm', sent_to: 'mail' })).rejects.toThrow(/which message was sent/)
  })
})
