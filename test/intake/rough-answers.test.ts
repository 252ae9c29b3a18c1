import { describe, expect, it, test } from 'vitest'
import { defaultContext } from '../../src/domain/default-context.ts'
import { createIncident, type Incident } from '../../src/domain/incident.ts'
import { findQuestion, putQuestion } from '../../src/domain/questions.ts'
import { readAnswer } from '../../src/intake/read-answer.ts'
import { readTimes } from '../../src/intake/read-times.ts'

// Words as they stand in the played real incidents of test/corpus.

const now = new Date('2026-03-04T09:00:00Z')
const empty = createIncident('Checkout', now.toISOString())

function read(id: string, said: string, incident: Incident = empty) {
  const question = findQuestion(id)
  if (!question) throw new Error(id)
  const put = putQuestion(question, { incident, context: defaultContext, severity: 'S2' })
  return readAnswer(put, said, { incident, context: defaultContext, now })
}

const told = (said: string) =>
  readTimes(said, { date: '2026-03-03', zone: 'UTC', now }).map((clause) =>
    [clause.when.clock, clause.text, clause.moments.join('+')].join(' | '),
  )

describe('a log with a time at the start of each line', () => {
  it('keeps everything on the line together', () => {
    expect(told('11:22 SSL error in the log. deleted the pod, launches back\n12:19 broken again')).toEqual([
      '11:22 | SSL error in the log. deleted the pod, launches back | restored',
      '12:19 | broken again | ',
    ])
  })

  it('finds the moment after a comma too', () => {
    expect(told("11:24 high prio alarm goes off, we're alerted\n15:11 banned the repo, back to normal")).toEqual([
      "11:24 | high prio alarm goes off, we're alerted | detected",
      '15:11 | banned the repo, back to normal | restored',
    ])
  })
})

describe('moments', () => {
  it('takes "resolved" after the service is back for the all clear', () => {
    expect(told('11:33 told users its back\n11:40 resolved')).toEqual([
      '11:33 | told users its back | communicated+restored',
      '11:40 | resolved | all clear',
    ])
    expect(told('11:40 resolved')).toEqual(['11:40 | resolved | restored'])
  })

  it('takes no later repair of the code for the end of the outage', () => {
    expect(told('14:00 traffic back to normal\n16:00 bug in the redirector found and fixed, PR 2113')).toEqual([
      '14:00 | traffic back to normal | restored',
      '16:00 | bug in the redirector found and fixed, PR 2113 | cause identified',
    ])
  })

  it('takes an investigation that starts for the response, and trouble that starts anew for no start', () => {
    expect(told('9:00 investigation starts')).toEqual(['09:00 | investigation starts | responded'])
    expect(told('11:20 we notice errors\n14:16 restart it and then the trouble starts')).toEqual([
      '11:20 | we notice errors | detected',
      '14:16 | restart it and then the trouble starts | ',
    ])
  })

  it('marks the event that was told before instead of telling it twice', () => {
    const event = {
      id: 'event-4',
      revision: 2,
      evidence: [],
      inferred: [],
      text: 'routes destroyed',
      kind: 'fact' as const,
    }
    const when = { said: '11:22', date: '2026-03-03', clock: '11:22', zone: 'Europe/London', approximate: false }
    const timeline = [
      { ...event, when: { ...when, zoneAssumed: false, dateAsked: false }, at: '2026-03-03T11:22:00Z', moments: [] },
    ]
    expect(read('started', '11:22 when the routes were destroyed', { ...empty, timeline })).toEqual([
      {
        ...{ type: 'event', id: 'event-4', revision: 2, moments: ['started'] },
        excerpt: '11:22 when the routes were destroyed',
      },
    ])
    const marked = timeline.map((one) => ({ ...one, moments: ['started' as const] }))
    expect(read('started', '11:22', { ...empty, timeline: marked })).toMatchObject([{ moments: ['started'] }])
  })
})

test.each([
  ['owner', 'not decided yet'],
  ['owner', 'tbd'],
  ['eval-case', 'none yet'],
  ['customer-quotes', 'dont have them word for word'],
  ['customer-quotes', 'none kept'],
  ['decisions', 'none, nobody decided anything while it lasted'],
  ['actions', 'no actions agreed yet'],
  ['why-happened', "that's enough"],
])('leaves %s open, with the reason, at "%s"', (id, said) => {
  expect(read(id, said)).toEqual([{ type: 'skip', question: id, text: said }])
})

test.each([
  ['manual-work', 'none while it lasted, it healed itself'],
  ['customer-quotes', 'no way to tell which figures are right — accountant, ticket 12'],
  ['customer-quotes', '"nothing works" - a school'],
  ['decisions', 'switched exports off; nobody could export for an hour'],
  ['lessons', 'not every alert is worth a page'],
])('takes %s for answered at "%s"', (id, said) => {
  expect(read(id, said).map((draft) => draft.type)).not.toContain('skip')
})

describe('actions', () => {
  it('takes what is not settled neither for an owner nor for an action', () => {
    const drafts = read(
      'actions',
      '- proactive alerts, issue 611, no owner yet\n- metrics for the redirector, owner and date not set\nowners tbd, dates tbd',
    )
    expect(drafts.map(({ text, owner }) => [text, owner])).toEqual([
      ['proactive alerts, issue 611', undefined],
      ['metrics for the redirector', undefined],
    ])
  })

  it('reads what is done already', () => {
    expect(read('actions', 'fix the version check, PR 2113, done')).toMatchObject([
      { text: 'fix the version check, PR 2113', status: 'done' },
    ])
  })

  it('reads the kind of a product fix where it is named', () => {
    expect(read('product-fix', 'hold queued PRs while people work by hand (guardrail). no owner so far')).toMatchObject(
      [{ scope: 'product', fix: 'guardrail', text: 'hold queued PRs while people work by hand' }],
    )
    expect(read('product-fix', 'make weekly the default for big ledgers')[0]).not.toHaveProperty('fix')
  })
})

test('a factor is kept without the label that names its category', () => {
  const drafts = read(
    'factors',
    'process: nobody knew what resuming does\nno alert on launches (process)\ncron-like jobs pile up (technical)',
  )
  expect(drafts.map(({ text, category }) => [text, category])).toEqual([
    ['nobody knew what resuming does', 'process'],
    ['no alert on launches', 'process'],
    ['cron-like jobs pile up', 'technical'],
  ])
})
