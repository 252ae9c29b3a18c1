import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advisePostMortem } from '../../src/domain/advice.ts'
import { defaultContext } from '../../src/domain/default-context.ts'
import { createIncident, type Incident, type Severity, type Why } from '../../src/domain/incident.ts'

const item = (id: string) => ({ id, revision: 1, evidence: [], inferred: [], kind: 'fact' as const })

function incidentWith(answers: Record<string, string>, change: Partial<Incident> = {}): Incident {
  return {
    ...createIncident('Test', '2026-03-03T10:00:00.000Z'),
    answers: Object.entries(answers).map(([question, text], index) => ({
      ...item(`answer-${index + 1}`),
      question,
      text,
    })),
    ...change,
  }
}

const happened = (text: string) => ({ 'what-happened': text })
const triggersOf = (incident: Incident, severity: Severity | null = 'S3') =>
  advisePostMortem(incident, defaultContext, severity).triggers.map((trigger) => trigger.id)

describe('reasons to run a post-mortem', () => {
  it.each([
    ['how-did-this-happen', happened('Exports were empty for a morning. The whole team asked: how did this happen?')],
    ['how-did-this-happen', { 'support-view': 'How could this get past our tests?' }],
    ['financial-or-reputational-risk', { revenue: 'about 1,200 in refunds' }],
    ['financial-or-reputational-risk', { compliance: 'yes, payment data' }],
    ['financial-or-reputational-risk', { 'support-view': 'Two schools threatened to cancel' }],
    ['financial-or-reputational-risk', happened('A journalist wrote about it')],
    ['unclear-cause', happened('The queue stopped at nine, we still do not know why')],
    ['unclear-cause', happened('Root cause unclear, a restart helped')],
    ['process-or-expectation-gap', { 'went-poorly': 'Support was not told that the switch had happened' }],
    ['process-or-expectation-gap', { 'went-poorly': 'There was no runbook for this queue' }],
    ['failed-release', happened('The release of the new importer failed halfway and was left in between')],
    ['failed-release', happened('We rolled back the timetable update after an hour')],
    ['failed-release', { 'same-day-changes': 'a migration at 9:10 that broke the index' }],
    ['tough-delivery-cycle', happened('The grading feature slipped by three weeks, and we worked weekends in May')],
    ['tough-delivery-cycle', happened('We missed the launch date twice, since scope kept growing')],
  ] as const)('%s: %j', (id, answers) => {
    const advice = advisePostMortem(incidentWith(answers as Record<string, string>), defaultContext, 'S3')
    expect(advice.triggers.map((trigger) => trigger.id)).toContain(id)
    expect(advice.run).toBe(true)
  })

  it('takes customer impact from the severity, as far down as both documents are required', () => {
    const incident = incidentWith({ 'customers-affected': '312 of 4,000' })
    expect(triggersOf(incident, 'S2')).toEqual(['customer-impact'])
    expect(triggersOf(incident, 'S3')).toEqual([])
    const strict = { ...defaultContext, policies: { ...defaultContext.policies, bothDocumentsFrom: 'S3' as const } }
    expect(advisePostMortem(incident, strict, 'S3').reason).toContain('"312 of 4,000"')
  })

  it('calls a cause unclear while the chain ends in a guess, and no longer once it ends in a fact', () => {
    const why = (kind: Why['kind']): Why => ({
      ...item('why-1'),
      kind,
      track: 'happened',
      parent: null,
      text: 'the pool ran out',
    })
    const answers = happened('Sign-in stopped for an hour; at first we did not know why it did')
    expect(triggersOf(incidentWith(answers, { whys: [why('hypothesis')] }))).toEqual(['unclear-cause'])
    expect(triggersOf(incidentWith(answers, { whys: [why('fact')] }))).toEqual([])
  })

  it('takes a factor in process or organisation for a gap', () => {
    const factor = {
      ...item('factor-1'),
      category: 'process' as const,
      text: 'Changes on Fridays have no second reader',
    }
    expect(triggersOf(incidentWith({}, { factors: [factor] }))).toEqual(['process-or-expectation-gap'])
  })

  it('works for what is no outage', () => {
    const advice = advisePostMortem(
      incidentWith(happened('We missed the deadline of the parent app by a month')),
      defaultContext,
      null,
    )
    expect(advice).toMatchObject({ run: true, triggers: [{ id: 'tough-delivery-cycle' }] })
    expect(advice.reason).toContain('"We missed the deadline of the parent app by a month"')
  })
})

describe('what is no reason', () => {
  it.each([
    happened('It was not related to a release; nothing failed there'),
    happened('Users pressed the button twice, since it gave no sign'),
    { revenue: 'nothing lost, 3 hours of support' },
    { revenue: '3 hours of support work' },
    { revenue: 'none' },
    { revenue: 'not known yet' },
    { revenue: '0' },
    { compliance: 'no' },
    { 'support-view': 'no refunds were needed' },
    { 'same-day-changes': 'a deploy at nine, unrelated and fine' },
    { 'product-fix': 'reverted the default to off' },
    { lucky: 'the press did not hear of it' },
  ])('%j', (answers) => {
    expect(triggersOf(incidentWith(answers as Record<string, string>))).toEqual([])
  })

  it('a heading of an imported document does not count as the team asking', () => {
    const source = (kind: 'document' | 'operator recollection') => ({
      id: 's-1',
      kind,
      role: 'on-call',
      text: 'How did this happen?\nThe queue was full.',
      recordedAt: '2026-03-03T10:00:00.000Z',
      retracted: false,
    })
    expect(triggersOf(incidentWith({}, { sources: [source('document')] }))).toEqual([])
    expect(triggersOf(incidentWith({}, { sources: [source('operator recollection')] }))).toEqual([
      'how-did-this-happen',
    ])
    expect(
      triggersOf(incidentWith({}, { sources: [{ ...source('operator recollection'), retracted: true }] })),
    ).toEqual([])
  })
})

describe('when it does not advise for it', () => {
  const small = happened('The colour of one icon on the settings page was off for a day')

  it('advises against it once enough is known, and offers to keep the reason', () => {
    const advice = advisePostMortem(incidentWith(small), defaultContext, 'S4')
    expect(advice).toMatchObject({ run: false, triggers: [] })
    expect(advice.reason).toContain('say why it is skipped')
  })

  it('says what is missing while too little is known', () => {
    expect(advisePostMortem(incidentWith({}), defaultContext, null)).toMatchObject({ run: null, triggers: [] })
    expect(advisePostMortem(incidentWith(small), defaultContext, null).reason).toContain('how severe it was')
    expect(advisePostMortem(incidentWith(happened('login issue')), defaultContext, 'S4').reason).toContain(
      'what happened',
    )
  })

  it('never gives a trigger without words or a severity to stand on', () => {
    const words = fc
      .array(
        fc.constantFrom(
          'no',
          'release',
          'failed',
          'not',
          'how',
          'did',
          'this',
          'happen',
          'refund',
          '€5',
          'but',
          '.',
          '\u202e',
        ),
      )
      .map((list) => list.join(' '))
    fc.assert(
      fc.property(fc.oneof(words, fc.string({ unit: 'binary' })), (text) => {
        const advice = advisePostMortem(incidentWith({ ...happened(text), revenue: text }), defaultContext, null)
        expect(advice.run).toBe(advice.triggers.length > 0 ? true : null)
        for (const { reason } of advice.triggers) expect(reason).toMatch(/\(".+"\)$/)
      }),
    )
  })
})
