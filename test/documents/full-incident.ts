import type { DomainContext } from '../../src/domain/context.ts'
import { defaultContext } from '../../src/domain/default-context.ts'
import {
  type Answer,
  type CorrectiveAction,
  createIncident,
  type Incident,
  type Moment,
  type TimelineEvent,
  type Why,
  type WhyTrack,
} from '../../src/domain/incident.ts'
import type { Item, Source, SourceKind } from '../../src/domain/statement.ts'

/** The company of the example. */
export const exampleContext: DomainContext = {
  ...defaultContext,
  company: 'Ledgerly',
  product: 'Ledgerly Exports',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  frameworks: [
    {
      name: 'GDPR',
      appliesTo: 'personal data of people in the EU',
      notifyWithinHours: 72,
      notify: 'the data protection authority',
    },
    { name: 'GoBD', appliesTo: 'books and records kept for German tax law' },
  ],
  areas: [{ name: 'Statement export', otherNames: ['export', 'statements'] }],
}

export const exampleNow = '2026-03-06T10:00:00Z'

const sources: Source[] = [
  said(1, 'on-call', 'operator recollection', undefined, 'What the on-call engineer told the facilitator.'),
  said(
    2,
    'on-call',
    'log',
    'https://logs.example.com/q/export-0303',
    'Lines of the export worker between 06:40 and 15:20.',
  ),
  said(
    3,
    'support',
    'user feedback',
    'tickets 4312 to 4389',
    'I clicked export three times and every time the file was empty. If I had filed that, the tax office would have got nothing. We keep an old copy in Excel because we do not trust the export on the first of the month.',
  ),
  said(4, 'support lead', 'operator recollection', undefined, 'What the support lead told the facilitator.'),
  said(5, 'product manager', 'operator recollection', undefined, 'What the product manager told the facilitator.'),
  said(6, 'analyst', 'data', 'https://metrics.example.com/d/exports', 'Share of exports with zero rows, by hour.'),
]

function said(number: number, role: string, kind: SourceKind, reference: string | undefined, text: string): Source {
  return {
    id: `said-${number}`,
    kind,
    role,
    ...(reference ? { reference } : {}),
    text,
    recordedAt: '2026-03-04T09:00:00Z',
    retracted: false,
  }
}

let sequence = 6

function item(type: string, from: number | readonly number[]): Item {
  sequence += 1
  const numbers = typeof from === 'number' ? [from] : from
  const evidence = numbers.map((number) => ({ source: `said-${number}`, excerpt: sources[number - 1]?.text ?? '' }))
  return { id: `${type}-${sequence}`, revision: 1, evidence, inferred: [] }
}

function answer(question: string, from: number, text: string, more: Partial<Answer> = {}): Answer {
  return { ...item('answer', from), kind: 'fact', question, text, ...more }
}

function event(
  clock: string,
  from: number,
  actor: string,
  text: string,
  moments: Moment[],
  more: Partial<TimelineEvent> = {},
): TimelineEvent {
  const utc = `${String(Number(clock.slice(0, 2)) - 1).padStart(2, '0')}${clock.slice(2)}`
  return {
    ...item('event', from),
    kind: 'fact',
    text,
    actor,
    moments,
    when: {
      said: clock,
      date: '2026-03-03',
      clock,
      zone: 'Europe/Berlin',
      zoneAssumed: from === 2,
      dateAsked: false,
      approximate: false,
    },
    at: `2026-03-03T${utc}:00Z`,
    ...more,
  }
}

function why(
  track: WhyTrack,
  parent: Why | null,
  from: number | readonly number[],
  text: string,
  more: Partial<Why> = {},
): Why {
  return { ...item('why', from), kind: 'fact', track, parent: parent?.id ?? null, text, ...more }
}

function action(from: number, text: string, more: Partial<CorrectiveAction>): CorrectiveAction {
  return { ...item('action', from), kind: 'commitment', scope: 'engineering', status: 'open', text, ...more }
}

const empty = why(
  'happened',
  null,
  [1, 2],
  'The export worker wrote the file before the ledger query had returned, and closed it with zero rows.',
)
const timeout = why(
  'happened',
  empty,
  2,
  'The query ran past its 30-second limit, and the driver returns an empty result instead of an error.',
)
const index = why(
  'happened',
  timeout,
  [1, 6],
  'The migration on Monday replaced the index on `booking_date` by one that the export query cannot use.',
)
const staging = why(
  'happened',
  index,
  1,
  'Staging holds 200 bookings for each ledger, so a missing index makes no difference there.',
)
const success = why(
  'happened',
  timeout,
  1,
  'The worker treats a finished file as success and never compares its rows with the ledger.',
)
const driver = why('happened', success, 1, 'The upgrade of the driver in January changed what a timeout looks like.', {
  kind: 'hypothesis',
  check: { what: 'run the old and the new driver against a slow query', owner: 'export team', due: '2026-03-10' },
})
const noticed = why(
  'noticed',
  null,
  [3, 6],
  'The only alert watches failed exports, and an empty file counts as a success.',
)
const ended = why(
  'ended',
  null,
  1,
  'Putting the old index back took 40 minutes, since it had to wait for a lock held by the nightly report.',
)

const factor = {
  ...item('factor', 1),
  kind: 'fact' as const,
  text: 'The month-end close puts nine in ten exports into the first three working days.',
  category: 'external' as const,
  how: 'The largest ledgers were exported at once.',
}
const review = {
  ...item('factor', 5),
  kind: 'fact' as const,
  text: 'Migrations are reviewed for locks, not for the queries that rely on what they change.',
  category: 'process' as const,
  how: 'Nobody was asked which queries used the old index.',
}

/** A rich S2 incident: about 40 answers, 12 events, 8 whys, 5 actions, as its people might have told it. */
export const fullIncident: Incident = {
  ...createIncident('Statement exports came out empty', '2026-03-04T09:00:00Z'),
  id: 'INC-7',
  closedAt: '2026-03-05T16:00:00Z',
  sources,
  answers: [
    answer(
      'what-happened',
      1,
      'From Tuesday morning on, statement exports of large ledgers finished with a green tick but held no rows. We put the old database index back and reran every affected export.',
    ),
    answer('customers-affected', 6, '212 of 3,400 customers, nearly all of them large accounting firms.'),
    answer('users-saw', 3, 'A green tick and a file that opens with the headings and nothing beneath.'),
    answer(
      'blocked-task',
      3,
      'Sending the monthly statements to the tax office; it stopped when they opened the file to check the totals.',
    ),
    answer(
      'workarounds',
      3,
      'Some exported week by week, which worked. Others copied figures from the screen into Excel.',
    ),
    answer('noticed-by', 4, 'An accounting firm phoned support; no alert had fired.', { value: 'customer' }),
    answer('data-integrity', 6, 'The ledgers were never touched, only the exported files were wrong.', { value: 'no' }),
    answer(
      'compliance',
      5,
      'Nine firms filed an empty statement; whether their GoBD records are complete is being looked at.',
      { value: 'unknown' },
    ),
    answer('revenue', 5, 'EUR 4,100 in credits so far; two renewals are being discussed.'),
    answer(
      'first-failed-step',
      2,
      'The ledger query ran into its 30-second limit at 06:52, hours before anybody opened a file.',
    ),
    answer(
      'same-day-changes',
      1,
      '- the new index on bookings went out Monday 22:10\n- a price change for the starter plan\n- the nightly report moved from 02:00 to 05:00',
    ),
    answer(
      'manual-work',
      4,
      '1,140 exports rerun by script\n9 firms phoned one by one\n31 explanations written in tickets',
    ),
    answer(
      'seen-before',
      4,
      '14 tickets since January about "empty files", closed as user error with the standard reply to try another browser.',
    ),
    answer(
      'evidence',
      6,
      'The graph of zero-row exports rises from 0.1 % to 38 % at 07:00; the query plan before and after is in the ticket.',
    ),
    answer(
      'silent-success',
      1,
      'Yes: the export reported success with zero rows. The invoice export and the payroll export share the same worker.',
    ),
    answer(
      'support-view',
      4,
      'Callers were calm until they learned that the screen had said success. Most asked which earlier files they could still trust.',
    ),
    answer('customer-quotes', 3, 'I clicked export three times and every time the file was empty.', {
      who: 'an accountant, ticket 4312',
    }),
    answer('customer-quotes', 3, 'If I had filed that, the tax office would have got nothing.', {
      who: 'owner of a small firm, ticket 4330',
    }),
    answer(
      'heard-otherwise',
      3,
      'Firms keep their own copies in Excel at month end because they do not trust the export.\nThey open each file only when a client asks, sometimes weeks later.\nThe row count would be enough for them to notice.',
    ),
    answer('assumption', 5, 'We assumed that an export either fails loudly or is complete.'),
    answer('assumption-elsewhere', 5, 'The invoice export\nThe payroll export\nThe weekly e-mail digest'),
    answer('eval-gap', 5, 'All our export tests use ledgers with fewer than 500 bookings.', { value: 'case missing' }),
    answer(
      'eval-case',
      5,
      'An export of a ledger with 200,000 bookings must hold as many rows as the ledger; added in commit 4f2c1aa, run on each build.',
    ),
    answer('went-well', 1, 'The old index definition was in the migration, so it could be put back as it was.'),
    answer('went-well', 4, 'Support saw the pattern after the third call and opened one thread.'),
    answer('went-poorly', 1, 'Nothing on any dashboard shows how many rows an export holds.'),
    answer('went-poorly', 4, 'The status page can only be changed by the platform team, which was in another meeting.'),
    answer('lucky', 4, 'The firm that phoned checks every file; most do so once a quarter.'),
    answer('area', 5, 'Statement export', { value: 'Statement export' }),
    answer('tag', 5, 'bad data', { value: 'bad data' }),
    answer('owner', 1, 'The lead of the export team.'),
    answer('product-owner', 5, 'The product manager for exports.'),
    answer(
      'summary',
      5,
      'On 3 March the statement export gave 212 customers empty files and told them that it had worked. Most were accounting firms in the middle of their month-end. The cause was removed the same afternoon, and all 1,140 exports were run again.',
    ),
    answer('agreement', 5, 'Export team, support lead and product manager, at the meeting on 5 March.'),
    answer('risks', 1, 'Until the row check is live, a truncated export still looks like a success.'),
    answer(
      'root-cause',
      1,
      'An export counts as a success as soon as a file exists, whether or not it holds what the ledger holds.',
    ),
  ],
  timeline: [
    event('07:40', 2, 'export worker', 'The first export with zero rows is written.', ['started'], {
      userImpact: 'one firm gets an empty file',
    }),
    event('08:00', 6, 'metrics', 'The share of zero-row exports passes 10 %.', []),
    event('09:55', 3, 'accounting firm', 'A firm phones support: the statement is empty.', []),
    event('10:20', 4, 'support', 'Third call of the same kind; support opens one thread for all of them.', [
      'detected',
    ]),
    event('10:28', 1, 'on-call', 'On-call joins and reproduces it with a large ledger.', ['responded'], {
      state: 'exports of large ledgers empty, small ones fine',
    }),
    event('11:05', 4, 'support', 'The status page says that exports may be incomplete.', ['communicated']),
    event('11:30', 1, 'on-call', 'Large exports are switched off.', ['mitigated'], {
      decision: 'no export rather than a wrong one',
    }),
    event('12:10', 2, 'database', 'The query plan shows a full scan where the old index was used.', [
      'cause identified',
    ]),
    event('12:25', 1, 'on-call', 'Building the old index starts and waits for a lock.', []),
    event('13:05', 1, 'on-call', 'The nightly report is stopped; the index is built.', [], {
      decision: 'the report can run again tomorrow',
    }),
    event('13:20', 6, 'metrics', 'Exports are switched on again; all of them hold rows.', ['restored']),
    event('16:20', 4, 'support', 'All affected exports are rerun and the firms are told.', ['all clear'], {
      when: {
        said: 'around 4:20pm',
        date: '2026-03-03',
        clock: '16:20',
        zone: 'Europe/Berlin',
        zoneAssumed: false,
        dateAsked: false,
        approximate: true,
      },
    }),
  ],
  whys: [empty, timeout, index, staging, success, driver, noticed, ended],
  factors: [factor, review],
  actions: [
    action(1, 'The worker compares the rows of each file with the ledger and fails where they differ.', {
      type: 'prevent',
      strength: 'strong',
      owner: 'export team',
      due: '2026-03-20',
      priority: 'P1',
      doneWhen: 'a truncated test file is refused on staging',
      answers: success.id,
    }),
    action(1, 'Alert on the share of exports with zero rows.', {
      type: 'detect',
      strength: 'intermediate',
      owner: 'on-call',
      due: '2026-03-10',
      priority: 'P1',
      doneWhen: 'a test export with zero rows pages within 5 minutes',
      answers: noticed.id,
    }),
    action(1, 'Load staging with one ledger of 200,000 bookings.', {
      type: 'prevent',
      strength: 'intermediate',
      owner: 'platform team',
      due: '2026-03-31',
      priority: 'P2',
      doneWhen: 'the export suite runs against it',
      answers: staging.id,
    }),
    action(4, 'Give support the right to change the status page.', {
      type: 'process',
      strength: 'intermediate',
      owner: 'support lead',
      due: '2026-03-13',
      priority: 'P2',
      doneWhen: 'support has posted a test notice',
      answers: review.id,
    }),
    action(1, 'Let index builds cancel the nightly report.', {
      type: 'mitigate',
      strength: 'strong',
      owner: 'platform team',
      due: '2026-04-10',
      priority: 'P3',
      doneWhen: 'a build during the report ends within 5 minutes',
      answers: ended.id,
      status: 'in progress',
    }),
    action(5, 'Show the number of rows beside the green tick, and a warning where it is zero.', {
      scope: 'product',
      fix: 'guardrail',
      owner: 'product manager for exports',
      due: '2026-03-27',
      priority: 'P1',
      doneWhen: 'tickets about empty files fall to none in April',
      rollback: 'feature flag `row-count`',
    }),
  ],
  lessons: [
    {
      ...item('lesson', 5),
      kind: 'fact',
      text: 'A job that writes a file has not succeeded until somebody has counted what is in it.',
      beyond: true,
      sharedWith: 'invoice and payroll teams',
    },
  ],
  decisions: [
    {
      ...item('decision', 1),
      kind: 'fact',
      text: 'Switch off large exports before the cause was known.',
      basis: 'an empty file does more harm than none',
      tradeoff: '60 firms could not export for two hours',
    },
  ],
  skippedQuestions: [],
  sequence: 99,
}

/** Three rough answers and nothing else. */
export const thinIncident: Incident = {
  ...createIncident('Login loop', '2026-03-04T09:00:00Z'),
  id: 'INC-8',
  sources: [
    said(
      1,
      'on-call',
      'operator recollection',
      undefined,
      'login was looping for about an hour this morning, around 40 people, no idea why yet',
    ),
  ],
  answers: [
    {
      id: 'answer-2',
      revision: 1,
      evidence: [{ source: 'said-1', excerpt: 'login was looping' }],
      inferred: [],
      kind: 'fact',
      question: 'what-happened',
      text: 'login was looping for about an hour this morning',
    },
    {
      id: 'answer-3',
      revision: 1,
      evidence: [{ source: 'said-1', excerpt: 'around 40 people' }],
      inferred: [],
      kind: 'fact',
      question: 'customers-affected',
      text: 'around 40 people',
    },
    {
      id: 'answer-4',
      revision: 1,
      evidence: [{ source: 'said-1', excerpt: 'about an hour' }],
      inferred: [],
      kind: 'fact',
      question: 'duration',
      text: 'about an hour',
    },
  ],
  skippedQuestions: [
    { question: 'why-happened', reason: 'no idea why yet', role: 'on-call', at: '2026-03-04T09:00:00Z' },
  ],
  sequence: 4,
}
