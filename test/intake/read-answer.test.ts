import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdsExcerpt, unsupportedClaims } from '../../src/domain/claims.ts'
import { defaultContext } from '../../src/domain/default-context.ts'
import { ItemDraft } from '../../src/domain/draft.ts'
import { createIncident } from '../../src/domain/incident.ts'
import type { Reading } from '../../src/domain/question.ts'
import { describeReading, readAnswer } from '../../src/intake/read-answer.ts'

const now = new Date('2026-03-05T10:00:00Z')
const context = { ...defaultContext, timeZone: 'Europe/Berlin' }
const around = { incident: createIncident('Checkout down', now.toISOString()), context, now }

function read(reading: Reading, said: string, id = 'q', choices?: readonly string[]): ItemDraft[] {
  return readAnswer({ id, reading, ...(choices ? { choices } : {}) }, said, around)
}

describe('words that leave it open', () => {
  it.each(["don't know", 'No idea.', 'skip', 'n/a', '?', 'we do not know yet', 'I really don’t know'])(
    '%j skips',
    (said) => {
      expect(read('text', said)).toEqual([{ type: 'skip', question: 'q', text: said }])
    },
  )

  it('are not an answer that only begins so', () => {
    expect(read('text', "don't know who, but about 40 schools were hit")).toMatchObject([{ type: 'answer' }])
  })

  it('are nothing where nothing was said', () => {
    expect(read('text', '  \n')).toEqual([])
  })
})

describe('a choice', () => {
  const noticedBy = ['alert', 'customer', 'support', 'colleague']
  it.each([
    ['2', 'customer'],
    ['Alert', 'alert'],
    ['cust', 'customer'],
    ['a customer wrote in', 'customer'],
    ['not a customer, an alert', 'alert'],
    ['both customer and alert', undefined],
    ['a bird', undefined],
    ['9', undefined],
  ])('from %j is %s', (said, value) => {
    expect(read('choice', said, 'noticed-by', noticedBy)[0]?.value).toBe(value)
  })

  it.each([
    ['nope', 'no'],
    ['yes, 40 records', 'yes'],
    ['unknown', 'unknown'],
    ['no, but three were shown twice', undefined],
  ])('yes or no from %j is %s', (said, value) => {
    expect(read('choice', said, 'data-integrity', ['yes', 'no', 'unknown'])[0]?.value).toBe(value)
  })
})

describe('the date in', () => {
  it.each([
    ['yesterday', '2026-03-04'],
    ['last Tuesday', '2026-03-03'],
    ['Thursday', '2026-03-05'],
    ['last Thursday', '2026-02-26'],
    ['3 March', '2026-03-03'],
    ['6 March', '2025-03-06'],
    ['it was on 2026-03-03 I think', '2026-03-03'],
    ['two days ago', '2026-03-03'],
    ['02/03/2026', undefined],
    ['in March', undefined],
    ['a while back', undefined],
  ])('%j is %s', (said, value) => {
    expect(read('date', said, 'date')).toMatchObject([{ type: 'answer', excerpt: said }])
    expect(read('date', said, 'date')[0]?.value).toBe(value)
  })
})

describe('a timeline', () => {
  it('becomes events with local times, and keeps what has no time as an answer', () => {
    expect(read('timeline', 'noticed around 2pm, fixed by 5pm, berlin time. Nobody slept.', 'timeline')).toEqual([
      {
        type: 'event',
        excerpt: 'noticed around 2pm',
        text: 'noticed',
        at: '14:00',
        zone: 'Europe/Berlin',
        approximate: true,
        moments: ['detected'],
        kind: 'fact',
      },
      {
        type: 'event',
        excerpt: 'fixed by 5pm, berlin time.',
        text: 'fixed',
        at: '17:00',
        zone: 'Europe/Berlin',
        approximate: true,
        moments: ['restored'],
        kind: 'fact',
      },
      { type: 'answer', question: 'timeline', excerpt: 'Nobody slept.', kind: 'fact' },
    ])
  })

  it('without any time is one answer', () => {
    expect(read('timeline', 'some time in the afternoon; maybe later')).toEqual([
      { type: 'answer', question: 'q', excerpt: 'some time in the afternoon; maybe later', kind: 'hypothesis' },
    ])
  })

  it('marks the moment that its question asked for', () => {
    expect(read('timeline', '13:55', 'started')).toMatchObject([{ at: '13:55', moments: ['started'] }])
    expect(read('timeline', '2026-03-03 15:00 UTC', 'communicated')).toMatchObject([
      { at: '2026-03-03T15:00', zone: 'UTC', moments: ['communicated'] },
    ])
  })
})

describe('quotes', () => {
  it.each<[string, [string | undefined, string | undefined][]]>([
    [
      '"It just hangs" - school admin\n“I lost my work”, said a parent',
      [
        ['It just hangs', 'school admin'],
        ['I lost my work', 'a parent'],
      ],
    ],
    ['a parent said: "where is my data?"', [['where is my data?', 'a parent']]],
    ['ticket 4312: login page is white', [['login page is white', 'ticket 4312']]],
    ['the button does nothing - teacher', [['the button does nothing', 'teacher']]],
    ['just white', [[undefined, undefined]]],
  ])('in %j', (said, quotes) => {
    expect(read('quotes', said, 'customer-quotes').map(({ text, who }) => [text, who])).toEqual(quotes)
  })
})

describe('actions', () => {
  it.each<[string, Partial<ItemDraft>[]]>([
    [
      'Tim will add an alert on cert expiry by 12 March, done when it fires in staging; rollback: delete the alert',
      [
        {
          text: 'Tim will add an alert on cert expiry by 12 March',
          owner: 'Tim',
          due: '2026-03-12',
          done_when: 'it fires in staging',
          rollback: 'delete the alert',
        },
      ],
    ],
    [
      '- Add expiry alert (Tim, 12 March) P1',
      [{ text: 'Add expiry alert', owner: 'Tim', due: '2026-03-12', priority: 'P1' }],
    ],
    [
      '- Anna: write it down, verified by a game day',
      [{ text: 'write it down', owner: 'Anna', done_when: 'verified by a game day' }],
    ],
    ['owner payments team, due 2026-04-01, block deploys', [{ owner: 'payments team', due: '2026-04-01' }]],
    ['Add a probe. Owner: Tim. Due 2 January. We should move off Redis.', [{ owner: 'Tim', due: '2027-01-02' }, {}]],
    ['@bob block the deploy', [{ owner: '@bob' }]],
    ['[prevent] block the deploy, metric: failed deploys', [{ action_type: 'prevent', metric: 'failed deploys' }]],
  ])('in %j', (said, actions) => {
    expect(read('actions', said, 'actions')).toMatchObject(actions.map((action) => ({ type: 'action', ...action })))
    expect(read('actions', said, 'actions')).toHaveLength(actions.length)
  })

  it.each(['We will do better', 'page on errors like those on 3 March 2026', 'fix it'])(
    'guess nothing in %j',
    (said) => {
      expect(read('actions', said, 'actions')).toEqual([{ type: 'action', excerpt: said }])
    },
  )

  it('of the product question are product fixes', () => {
    expect(read('actions', 'change the default', 'product-fix')).toMatchObject([{ scope: 'product' }])
  })
})

describe('everything else', () => {
  it('takes one answer a line, bullet or semicolon', () => {
    const excerpts = (said: string) => read('list', said).map((draft) => draft.excerpt)
    expect(excerpts('- a cert\n- a flag\n  in prod\n\n1. DNS')).toEqual(['a cert', 'a flag\n  in prod', 'DNS'])
    expect(excerpts('deploy 4.2; new flag; DNS change')).toEqual(['deploy 4.2', 'new flag', 'DNS change'])
    expect(excerpts('the cache, which was cold, and the flag')).toEqual(['the cache, which was cold, and the flag'])
  })

  it('keeps a hedged answer as a hypothesis', () => {
    expect(read('text', 'probably the deploy')[0]?.kind).toBe('hypothesis')
    expect(read('text', 'it must have been the cache')[0]?.kind).toBe('hypothesis')
    expect(read('text', 'we assumed that the certificate renews itself')[0]?.kind).toBe('fact')
  })

  it('hangs a why on the track of its question', () => {
    expect(read('why', 'the alert was muted', 'why-noticed')).toEqual([
      { type: 'why', excerpt: 'the alert was muted', track: 'noticed', kind: 'fact' },
    ])
  })

  it('gives a factor a category only where the words leave no choice', () => {
    expect(
      read('factors', 'process: no review\nthe vendor was slow\nbad luck').map(({ category }) => category),
    ).toEqual(['process', 'external', undefined])
  })

  it('reads lessons and decisions', () => {
    expect(
      read('lessons', 'Certs need an owner; applies to all services, shared with the platform team'),
    ).toMatchObject([{ type: 'lesson', beyond: true, shared_with: 'the platform team' }])
    expect(
      read('decisions', 'rolled back because errors kept rising, accepting the loss of the feature'),
    ).toMatchObject([{ type: 'decision', basis: 'errors kept rising', tradeoff: 'the loss of the feature' }])
  })
})

describe('how it was understood', () => {
  it('shows times as said and in UTC', () => {
    const drafts = read('timeline', 'noticed around 2pm, fixed by 5pm, berlin time', 'timeline')
    expect(describeReading(drafts, { context, date: '2026-03-03' })).toEqual([
      '"noticed around 2pm" → about 13:00 UTC on 3 March 2026 (14:00 Europe/Berlin) - detected',
      '"fixed by 5pm, berlin time" → about 16:00 UTC on 3 March 2026 (17:00 Europe/Berlin) - restored',
    ])
    expect(describeReading(drafts, { context })[0]).toBe(
      '"noticed around 2pm" → about 14:00 Europe/Berlin, date unknown - detected',
    )
  })

  it('shows fields, guesses and open questions', () => {
    expect(describeReading(read('actions', 'Tim will fix it by 12 March'), { context })).toEqual([
      '"Tim will fix it by 12 March" → action: owner Tim; due 2026-03-12',
    ])
    expect(describeReading(read('text', 'maybe\u001b[31m DNS'), { context })).toEqual([
      '"maybe[31m DNS" → kept as said (kept as a guess, to be checked)',
    ])
    expect(describeReading(read('text', 'skip'), { context })).toEqual(['"skip" → left open'])
  })
})

const readings = [
  'text',
  'choice',
  'timeline',
  'date',
  'quotes',
  'why',
  'factors',
  'actions',
  'lessons',
  'decisions',
  'list',
] as const

describe('whatever was said', () => {
  const rough = fc
    .array(
      fc.constantFrom(
        ...[
          '"',
          '“',
          '”',
          '- ',
          '\n',
          '; ',
          '. ',
          ', ',
          ': ',
          'Tim',
          'owner',
          'will',
          'due',
          'by 12 March',
          'done when',
          'P1',
        ],
        ...[
          'because',
          'accepting',
          '14:05',
          'noticed',
          'a parent said',
          '(',
          ')',
          '@bob',
          'next week',
          'process:',
          'shared with',
        ],
      ),
      { maxLength: 14 },
    )
    .map((parts) => parts.join(' '))

  it('each draft is well formed, quotes letter for letter and adds no claim', () => {
    fc.assert(
      fc.property(fc.constantFrom(...readings), fc.oneof(fc.string({ unit: 'binary' }), rough), (reading, said) => {
        const drafts = read(reading, said, 'q', reading === 'choice' ? ['yes', 'no'] : undefined)
        for (const draft of drafts) {
          ItemDraft.parse(draft)
          if (draft.type !== 'skip') expect(holdsExcerpt(said, draft.excerpt ?? '')).toBe(true)
          const words = [
            draft.text,
            draft.owner,
            draft.who,
            draft.done_when,
            draft.rollback,
            draft.basis,
            draft.shared_with,
          ]
          expect(unsupportedClaims(words.filter(Boolean).join('\n'), draft.excerpt ?? said)).toEqual([])
        }
        describeReading(drafts, { context })
      }),
      { numRuns: 400 },
    )
  })

  it.each(readings)(
    'reads 200 kB as %s in time that grows with its length',
    (reading) => {
      for (const piece of ['14:05 "alert" owner Tim by 12 March\n', '",', 'Tim: ', 'A. ', '- ']) {
        const started = performance.now()
        read(reading, piece.repeat(200_000 / piece.length))
        expect(performance.now() - started).toBeLessThan(20_000)
      }
    },
    90_000,
  )
})
