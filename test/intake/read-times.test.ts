import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdsExcerpt } from '../../src/domain/claims.ts'
import { readTimes } from '../../src/intake/read-times.ts'

// A Thursday.
const around = { date: null, zone: 'Europe/Berlin', now: new Date('2026-03-05T10:00:00Z') }

/** `date clock zone ~ | text | moments`, what is absent left out. */
function lines(said: string, date: string | null = null): string[] {
  return readTimes(said, { ...around, date }).map(({ text, when, moments }) =>
    [
      [when.date, when.clock, when.zoneAssumed ? null : when.zone, when.approximate ? '~' : null]
        .filter(Boolean)
        .join(' '),
      text,
      moments.join(', '),
    ].join(' | '),
  )
}

describe('times in rough words', () => {
  it.each<[string, string[]]>([
    [
      'noticed around 2pm, fixed by 5pm, berlin time',
      ['14:00 Europe/Berlin ~ | noticed | detected', '17:00 Europe/Berlin ~ | fixed | restored'],
    ],
    [
      '13:28 a user reported it\n13:29 deleted the pods\r\n13:31 - looked at logs, found nothing',
      [
        '13:28 | a user reported it | detected',
        '13:29 | deleted the pods | ',
        '13:31 | looked at logs, found nothing | responded',
      ],
    ],
    [
      '2018-02-22 16:30 PST stackdriver mail; 16:32 looked at logs',
      [
        '2018-02-22 16:30 America/Los_Angeles | stackdriver mail | ',
        '2018-02-22 16:32 America/Los_Angeles | looked at logs | responded',
      ],
    ],
    [
      'rolled back 14:10, publishing works again',
      ['14:10 | rolled back 14:10, publishing works again | mitigated, restored'],
    ],
    [
      'first double charge 18:03, it stopped by itself 18:41',
      ['18:03 | first double charge | ', '18:41 | it stopped by itself | restored'],
    ],
    [
      'rolled back 14:10, it was all fine again an hour later',
      ['14:10 | rolled back | mitigated', '15:10 ~ | it was all fine again | restored'],
    ],
    ['last Tuesday at 9 we noticed', ['2026-03-03 09:00 ~ | we noticed | detected']],
    ['yesterday 14:05 told customers', ['2026-03-04 14:05 ~ | told customers | communicated']],
    [
      'outage from 23:50 to 00:20 on 3 March 2026',
      [
        '2026-03-03 23:50 | outage from 23:50 to 00:20 on 3 March 2026 | started',
        '2026-03-04 00:20 | outage from 23:50 to 00:20 on 3 March 2026 | restored',
      ],
    ],
    [
      'noticed at 14:05. 10 minutes later we rolled back the deploy, and half an hour later all was back.',
      [
        '14:05 | noticed | detected',
        '14:15 ~ | we rolled back the deploy | mitigated',
        '14:45 ~ | all was back. | restored',
      ],
    ],
    [
      '- 14h05 first errors\n- 14:24 - alert\n* **14:30** on-call joined',
      ['14:05 | first errors | started', '14:24 | alert | detected', '14:30 | on-call joined | responded'],
    ],
    [
      'The error started at 14:05, the alert fired at 14:10 and we restarted the pods at 14:20. All good since 14:30.',
      [
        '14:05 | The error started | started',
        '14:10 | the alert fired | detected',
        '14:20 | we restarted the pods | mitigated',
        '14:30 | All good | restored',
      ],
    ],
    [
      'Timeline (all times UTC):\n22 Feb 2018\n23:50 pager\n00:10 fixed',
      ['2018-02-22 23:50 UTC | pager | detected', '2018-02-23 00:10 UTC | fixed | restored'],
    ],
    [
      'After the deploy, at 14:05 errors began. We were confused.',
      ['14:05 | After the deploy, at 14:05 errors began. | started', ' | We were confused. | '],
    ],
    [
      '09:12 deploy of v2.14.0 started\n09:15 errors started\n09:16 ack',
      ['09:12 | deploy of v2.14.0 started | ', '09:15 | errors started | started', '09:16 | ack | responded'],
    ],
    ['14:05 after the deploy errors started', ['14:05 | after the deploy errors started | started']],
    ['noticed between 2 and 3pm', ['14:00 ~ | noticed between 2 and 3pm | detected']],
    ['noticed at 2pm, fixed at 3', ['14:00 | noticed | detected', '15:00 ~ | fixed | restored']],
    ['noticed 14.05, rolled back 14.20', ['14:05 | noticed | detected', '14:20 | rolled back | mitigated']],
    ['noticed 14.05 CEST', ['14:05 +02:00 | noticed | detected']],
    ['14.05 alert\n- 14.20 rolled back', ['14:05 | alert | detected', '14:20 | rolled back | mitigated']],
    ['at 9 this morning we noticed', ['2026-03-05 09:00 ~ | we noticed | detected']],
    ['noticed at 2 in the afternoon', ['14:00 | noticed | detected']],
    ['deployed 2.14, load at 14.05, 14.05% failed', [' | deployed 2.14, load at 14.05, 14.05% failed | ']],
    ['noticed at 2, fixed at 5', ['02:00 ~ | noticed | detected', '05:00 ~ | fixed | restored']],
    [
      'noticed around 2\nrolled back 2:35\nbad config went out 13:50',
      ['14:00 ~ | noticed | detected', '14:35 ~ | rolled back | mitigated', '13:50 | bad config went out | '],
    ],
    [
      'deploy 13:50\nnoticed around 2\n2:20 Bob checked Redis\nfixed 2:35',
      [
        '13:50 | deploy | ',
        '14:00 ~ | noticed | detected',
        '14:20 ~ | Bob checked Redis | ',
        '14:35 ~ | fixed | restored',
      ],
    ],
    ['noticed at 2, fixed 14:35', ['14:00 ~ | noticed | detected', '14:35 | fixed | restored']],
    ['noticed at 9, fixed 13:10', ['09:00 ~ | noticed | detected', '13:10 | fixed | restored']],
    [
      'deploy 8:55, noticed 9:10, fixed 13:10',
      ['08:55 | deploy | ', '09:10 | noticed | detected', '13:10 | fixed | restored'],
    ],
    [
      'deploy 22:30, noticed 1:15, fixed 2:40',
      ['22:30 | deploy | ', '01:15 | noticed | detected', '02:40 | fixed | restored'],
    ],
    [
      'deploy 13:50, noticed 14:00, fixed 9:30 the next morning',
      ['13:50 | deploy | ', '14:00 | noticed | detected', '09:30 | fixed 9:30 the next morning | restored'],
    ],
    ['14:05 not fixed yet, 15:00 fixed', ['14:05 | not fixed yet | ', '15:00 | fixed | restored']],
    ['fixed at 14:00; broke again; fixed 15:00', ['14:00 | fixed | ', ' | broke again | ', '15:00 | fixed | restored']],
    ['| 14:05 | alert |\n| 14:10 | rolled back |', ['14:05 | alert | detected', '14:10 | rolled back | mitigated']],
    ['[2026-03-03T14:06:00+01:00] bar', ['2026-03-03 14:06:00 +01:00 | bar | ']],
    ['03/04/2026 14:05 down', ['2026-03-04 14:05 | down | ']],
    ['02/03/2026 14:05 down', ['14:05 | 02/03/2026 14:05 down | ']],
    ['may be 5 to 10 users, the pod sat idle', [' | may be 5 to 10 users, the pod sat idle | ']],
    [
      'At 14:05 UTC (15:05 Berlin time) the alert fired',
      ['14:05 UTC | At 14:05 UTC (15:05 Berlin time) the alert fired | detected'],
    ],
    [
      'started looking 14:10, backend errors; found the cause 14:20: cert',
      [
        '14:10 | started looking 14:10, backend errors | responded',
        '14:20 | found the cause 14:20: cert | cause identified',
      ],
    ],
  ])('%j', (said, read) => {
    expect(lines(said)).toEqual(read)
  })

  it('takes a known date, and the next day after midnight, but keeps smaller steps back', () => {
    expect(lines('23:50 alert\n23:40 first errors\n00:10 fixed', '2026-03-03')).toEqual([
      '2026-03-03 23:50 | alert | detected',
      '2026-03-03 23:40 | first errors | started',
      '2026-03-04 00:10 | fixed | restored',
    ])
  })

  it('gives the UTC instant once date and clock are known', () => {
    const [first, second] = readTimes('23:50 alert\n00:10 fixed', { ...around, date: '2026-03-03' })
    expect([first?.at, second?.at]).toEqual(['2026-03-03T22:50:00Z', '2026-03-03T23:10:00Z'])
  })

  it('keeps the words for the time, with the zone that was named elsewhere', () => {
    expect(readTimes('noticed around 2pm, fixed by 5pm, berlin time', around).map(({ when }) => when.said)).toEqual([
      'around 2pm, berlin time',
      'by 5pm, berlin time',
    ])
  })

  it('quotes letter for letter and never throws, whatever was said', () => {
    const rough = fc
      .array(
        fc.constantFrom(
          ...[
            '14:05',
            '2pm',
            'at 9',
            '3 March',
            'last Tuesday',
            'yesterday',
            '10 minutes later',
            'berlin time',
            'UTC',
            '+02:00',
          ],
          ...[
            'from',
            'to',
            '-',
            ',',
            ';',
            '\n',
            '. ',
            'and',
            'noticed',
            'fixed',
            '(',
            ')',
            '- ',
            '|',
            '00:20',
            'between',
          ],
        ),
        { maxLength: 14 },
      )
      .map((parts) => parts.join(' '))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), rough), (said) => {
        for (const clause of readTimes(said, around)) {
          expect(said).toContain(clause.excerpt)
          expect(holdsExcerpt(clause.excerpt, clause.text)).toBe(true)
        }
      }),
    )
  })

  it.each([
    '13:28 a user reported it\n',
    'noticed around 2pm, fixed by 5pm, berlin time ',
    'yesterday. ',
    '\u0001',
    'a, ',
    '14:05 ',
  ])(
    'reads half a megabyte of %j in time that grows with its length',
    (piece) => {
      const started = performance.now()
      readTimes(piece.repeat(500_000 / piece.length), around)
      // Measured at 0.1 to 2 s for 2 MB; the bound only tells linear from quadratic.
      expect(performance.now() - started).toBeLessThan(20_000)
    },
    60_000,
  )
})
