import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DomainContext } from '../../src/domain/context.ts'
import { defaultContext } from '../../src/domain/default-context.ts'
import { type Answer, createIncident, type Incident, type Severity } from '../../src/domain/incident.ts'
import { classifySeverity } from '../../src/domain/severity.ts'

type Said = string | { text: string; value?: string; kind?: Answer['kind'] }

function incidentWith(answers: Record<string, Said | readonly Said[]>): Incident {
  const incident = createIncident('Test', '2026-03-03T10:00:00.000Z')
  const list = Object.entries(answers).flatMap(([question, said]) =>
    (Array.isArray(said) ? said : [said]).map((one: Said) => ({
      question,
      ...(typeof one === 'string' ? { text: one } : one),
    })),
  )
  return {
    ...incident,
    answers: list.map((answer, index) => ({
      id: `answer-${index + 1}`,
      revision: 1,
      evidence: [],
      inferred: [],
      kind: 'fact',
      ...answer,
    })),
  }
}

function withGuide(change: (context: DomainContext) => void): DomainContext {
  const context = structuredClone(defaultContext)
  change(context)
  return context
}

const classify = (answers: Parameters<typeof incidentWith>[0], context = defaultContext) =>
  classifySeverity(incidentWith(answers), context)

const cases: readonly (readonly [string, Parameters<typeof incidentWith>[0], Severity | null])[] = [
  ['everybody out', { 'what-happened': 'Checkout was down', 'customers-affected': 'all' }, 'S1'],
  ['nobody could', { 'what-happened': 'Sign-in was broken', 'customers-affected': 'nobody could sign in' }, 'S1'],
  ['more than half', { 'users-saw': 'an error page', 'customers-affected': '60% of traffic' }, 'S1'],
  ['data wrong', { 'customers-affected': '2 schools', 'data-integrity': 'yes, 40 records wrong' }, 'S1'],
  ['data chosen', { 'customers-affected': '2 schools', 'data-integrity': { text: '40 of them', value: 'yes' } }, 'S1'],
  ['data in a turn', { 'data-integrity': 'no data lost, but 12 invoices were duplicated' }, 'S1'],
  ['wrong, unnoticed', { 'data-integrity': 'wrong totals were not noticed for two weeks' }, 'S1'],
  ['yes, the rest intact', { 'data-integrity': 'yes, the export lacked 40 rows, the stored data is complete' }, 'S1'],
  ['yes, none for good', { 'data-integrity': 'yes, 3 records, none lost for good' }, 'S1'],
  ['regulated', { 'customers-affected': '1 school', compliance: { text: 'GDPR, we notified', value: 'yes' } }, 'S1'],
  ['subset blocked', { 'what-happened': 'Exports failed', 'customers-affected': '3 schools' }, 'S2'],
  ['a tenth', { 'what-happened': 'Uploads failed', 'customers-affected': '1 in 10 uploads' }, 'S2'],
  ['all, but slow', { 'what-happened': 'Pages were slow', 'customers-affected': 'everyone' }, 'S2'],
  ['few by share', { 'what-happened': 'Exports failed', 'customers-affected': '3 of 4,000 schools' }, 'S3'],
  ['one only', { 'what-happened': 'Export failed', 'customers-affected': 'one school' }, 'S3'],
  ['looks only', { 'what-happened': 'The logo was misaligned', 'customers-affected': 'all' }, 'S3'],
  ['nobody', { 'what-happened': 'A backup job crashed', 'customers-affected': 'nobody' }, 'S4'],
  ['ourselves', { 'what-happened': 'The build server crashed', 'customers-affected': 'only our own staff' }, 'S4'],
  ['nothing said', {}, null],
  ['not sure who', { 'what-happened': 'Exports failed', 'customers-affected': 'not sure' }, null],
  ['some, but how', { 'what-happened': 'Something odd with exports', 'customers-affected': 'some customers' }, null],
  ['no data lost', { 'data-integrity': 'no data was lost' }, null],
  ['none lost', { 'data-integrity': 'none lost as far as we know' }, null],
  ['lost nothing', { 'data-integrity': 'we lost nothing' }, null],
  ['not checked', { 'data-integrity': 'nobody checked whether anything was lost' }, null],
  ['not sure', { 'data-integrity': 'not sure' }, null],
  ['chosen no', { 'data-integrity': { text: 'a wrong total flashed up', value: 'no' } }, null],
  ['no breach', { compliance: { text: 'yes, VAT data, but no duty was broken', value: 'yes' } }, null],
]

describe('classifying severity by the default guide', () => {
  it.each(cases)('%s', (_name, answers, severity) => {
    const result = classify(answers)
    expect([result.severity, result.reason]).toEqual([severity, expect.any(String)])
  })

  it('quotes the words it stands on and names the row', () => {
    const { reason } = classify({ 'what-happened': 'Exports failed', 'customers-affected': '312 of 4,000 schools' })
    expect(reason).toContain('S2 Major')
    expect(reason).toContain('"312 of 4,000 schools"')
    expect(reason).toContain('7.8 %')
  })

  it('says what is missing while it cannot tell', () => {
    expect(classify({}).reason).toMatch(/not known who was affected.*whether data was harmed/)
  })

  it('stops asking for what was answered', () => {
    const { reason } = classify({
      'what-happened': 'Exports failed',
      'customers-affected': '3 schools',
      'data-integrity': 'no',
      compliance: 'no',
    })
    expect(reason).not.toContain('Not known yet')
  })

  it('takes the worse of two answers', () => {
    expect(classify({ 'data-integrity': ['no', 'yes, 3 grades were overwritten'] }).severity).toBe('S1')
  })

  it('says that a guess is not confirmed', () => {
    expect(classify({ 'data-integrity': { text: 'yes, a few records', kind: 'hypothesis' } }).reason).toContain(
      'not confirmed',
    )
  })
})

describe("classifying severity by a company's guide", () => {
  it('takes its shares', () => {
    const strict = withGuide((context) => {
      context.severityGuide[0]!.share = 0.1
    })
    const answers = { 'what-happened': 'Uploads failed', 'customers-affected': '12 % of users' }
    expect(classify(answers).severity).toBe('S2')
    expect(classify(answers, strict).severity).toBe('S1')
    expect(classify(answers, strict).reason).toContain('10 %')
  })

  const school = withGuide((context) => {
    context.severityGuide[0]!.examples = ['Teachers cannot record attendance']
    context.severityGuide[2]!.examples = ['The lunch menu is out of date']
  })

  it.each([
    ['Since nine, teachers could not record attendance in any class.', 'S1'],
    ['Recording attendance failed for teachers.', 'S1'],
    ['Teachers could record attendance, but the lunch menu was out of date', 'S3'],
    ['Attendance reports were slow', 'S2'],
    ['One teacher could not record attendance', 'S2'],
    ['Attendance: it was not the case that teachers could not record it', 'S2'],
  ])('compares with its examples: %s', (text, severity) => {
    const result = classify(
      { 'what-happened': text, 'customers-affected': '3 schools', 'users-saw': 'an error page' },
      school,
    )
    expect([result.severity, result.reason]).toEqual([severity, expect.any(String)])
    const named = school.severityGuide.flatMap((row) => row.examples).some((example) => result.reason.includes(example))
    expect(named).toBe(severity !== 'S2')
  })
})

describe('an overruling', () => {
  const incident: Incident = {
    ...incidentWith({ 'what-happened': 'Exports failed', 'customers-affected': '3 schools' }),
    severityOverruled: {
      severity: 'S1',
      reason: 'exams are on',
      role: 'head of support',
      at: '2026-03-03T11:00:00.000Z',
    },
  }

  it('wins, and shows what the guide said', () => {
    const result = classifySeverity(incident, defaultContext)
    expect(result.severity).toBe('S1')
    expect(result.overruled).toMatchObject({ guide: 'S2', reason: 'exams are on', role: 'head of support' })
    expect(result.reason).toContain('exams are on')
    expect(result.reason).toContain('The guide alone says S2')
  })
})

it('gives a short reason for any answers, also for endless ones', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('no', 'yes', 'but', 'data', 'lost', 'all', 'could', 'not', 'down', '5 %', ','))
      .map((words) => words.join(' ')),
  )
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('what-happened', 'customers-affected', 'data-integrity', 'compliance'), text),
      (answers) => {
        expect(classify(answers).reason).not.toBe('')
      },
    ),
  )
  const long = 'could not '.repeat(500_000)
  const answers = { 'what-happened': long, 'customers-affected': long, 'data-integrity': long, compliance: long }
  expect(classify(answers).reason.length).toBeLessThan(2000)
})

it('does not say what would make it S1 where it is S1', () => {
  const { reason } = classify({ 'what-happened': 'Checkout was down', 'customers-affected': 'all' })
  expect(reason).not.toContain('would make it S1')
})
