import { describe, expect, it } from 'vitest'
import { candidateLine, type Feed } from '../../../src/intake/feeds/feed.ts'
import { readFeed } from '../../../src/intake/feeds/read-feed.ts'
import { readSlackUsers } from '../../../src/intake/feeds/read-slack.ts'

const users = readSlackUsers([
  { id: 'U01', name: 'ines', profile: { display_name: 'Ines' } },
  { id: 'U02', name: 'omar.k', profile: { display_name: '', real_name: 'Omar Khalil' } },
  'not a user',
])

function read(value: unknown, channel = 'imports'): Feed {
  const feed = readFeed(JSON.stringify(value), channel, users)
  if (feed === null) throw new Error('was not recognised')
  return feed
}

describe('a Slack export', () => {
  const feed = read([
    { type: 'message', subtype: 'channel_join', user: 'U01', ts: '1772618000.000100', text: '<@U01> has joined' },
    {
      type: 'message',
      user: 'U02',
      ts: '1772618592.000300',
      text: 'rolled back, <@U01> can you check <#C9|status>? see <https://wiki.example/run|the runbook> &amp; <!here>',
    },
    { type: 'message', user: 'U01', ts: '1772618531.000200', text: 'imports stay at "running"\nfor every school' },
    { type: 'message', user: 'U01', ts: '1772618531.000200', text: 'imports stay at "running"\nfor every school' },
    {
      type: 'message',
      subtype: 'bot_message',
      username: 'Grafana',
      ts: '1772618500.000100',
      text: '',
      attachments: [{ title: 'Queue age', text: '1,240 s' }],
    },
    { type: 'message', user: 'U07', ts: '1772618600.000300', text: '' },
    { nonsense: true },
  ])

  it('is read oldest first, each message once, with its people by name', () => {
    expect(feed.candidates.map(({ actor, text }) => `${actor}: ${text}`)).toEqual([
      'Grafana: Queue age 1,240 s',
      'Ines: imports stay at "running" for every school',
      'Omar Khalil: rolled back, @Ines can you check #status? see the runbook (https://wiki.example/run) & @here',
    ])
  })

  it('gives each message an id that says where it stands', () => {
    expect(feed.place).toBe('#imports')
    expect(feed.candidates[1]).toMatchObject({ id: 'slack #imports/1772618531.000200', at: '2026-03-04T10:02:11Z' })
    expect(candidateLine(feed.candidates[1]!)).toBe(
      '2026-03-04 10:02:11 UTC Ines: imports stay at "running" for every school (slack #imports/1772618531.000200)',
    )
  })

  it('counts what it passes over', () => {
    expect([...feed.passedOver]).toEqual([
      ['joins, topics and the like', 1],
      ['no words', 1],
      ['not a message as Slack exports it', 1],
    ])
  })
})

describe('a log of PagerDuty', () => {
  const entry = (id: string, type: string, created_at: string, summary: string, more: object = {}) => ({
    id,
    type,
    created_at,
    summary,
    agent: { summary: 'Omar Khalil' },
    service: { summary: 'Import service' },
    ...more,
  })
  const entries = [
    entry('R3', 'resolve_log_entry', '2026-03-04T11:20:00Z', 'Resolved by Omar Khalil.'),
    entry('R1', 'trigger_log_entry', '2026-03-04T10:05:10+01:00', 'Triggered through the API.', {
      agent: { summary: 'Queue age' },
      channel: { summary: 'Queue age above 20 minutes' },
    }),
    entry('R2', 'notify_log_entry', '2026-03-04T10:06:00Z', 'Notified Omar Khalil by phone.'),
    entry('R4', 'annotate_log_entry', '2026-03-04T10:40:00Z', 'Note added.', { note: 'rollback started' }),
  ]

  it('becomes candidates in order, without the ringing of phones', () => {
    const feed = read({ log_entries: entries })
    expect(feed.candidates.map(({ id, at, actor, text }) => [id, at, actor, text])).toEqual([
      ['pagerduty R1', '2026-03-04T09:05:10Z', 'Queue age', 'Triggered through the API. · Queue age above 20 minutes'],
      ['pagerduty R4', '2026-03-04T10:40:00Z', 'Omar Khalil', 'Note added. · rollback started'],
      ['pagerduty R3', '2026-03-04T11:20:00Z', 'Omar Khalil', 'Resolved by Omar Khalil.'],
    ])
    expect(feed.place).toBe('Import service')
    expect([...feed.passedOver]).toEqual([['notifications to a phone or mailbox', 1]])
  })

  it('is known as a bare list too', () => {
    expect(read(entries).system).toBe('PagerDuty')
  })
})

describe('webhooks of Alertmanager', () => {
  const alert = {
    status: 'firing',
    labels: { alertname: 'QueueAge', service: 'imports', severity: 'page' },
    annotations: { summary: 'Oldest import waits for 21 minutes' },
    startsAt: '2026-03-04T10:05:10.123Z',
    endsAt: '0001-01-01T00:00:00Z',
    fingerprint: 'a1b2c3',
  }
  const webhook = (alerts: unknown[]) => ({ version: '4', groupKey: '{}', alerts })

  it('tell an alert that fires again and again once, and its end where there is one', () => {
    const ended = { ...alert, status: 'resolved', endsAt: '2026-03-04T11:21:00Z' }
    const feed = read([webhook([alert]), webhook([alert, { nothing: 1 }]), webhook([ended])])
    expect(feed.candidates.map(({ id, at, text }) => [id, at, text])).toEqual([
      [
        'alert a1b2c3/2026-03-04T10:05:10Z',
        '2026-03-04T10:05:10Z',
        'QueueAge fires: Oldest import waits for 21 minutes [service imports, severity page]',
      ],
      ['alert a1b2c3/2026-03-04T10:05:10Z/end', '2026-03-04T11:21:00Z', 'QueueAge no longer fires'],
    ])
    expect([...feed.passedOver]).toEqual([['not an alert as Alertmanager sends it', 1]])
  })

  it('do not end an alert at an end that lies ahead', () => {
    const feed = read(webhook([{ ...alert, endsAt: '2026-03-04T10:09:10Z' }]))
    expect(feed.candidates).toHaveLength(1)
  })

  it('may stand one a line', () => {
    const feed = readFeed(`${JSON.stringify(webhook([alert]))}\n${JSON.stringify(webhook([alert]))}\n`, '', new Map())
    expect(feed?.candidates).toHaveLength(1)
  })
})

describe('any other text', () => {
  it.each(['', 'at 10:05 imports hung', '{"a": 1}', '[1, 2]', '{ broken', '[]', 'null'])('is no export: %s', (text) => {
    expect(readFeed(text, '', new Map())).toBeNull()
  })

  it('cannot smuggle control characters into a line', () => {
    const feed = read([{ type: 'message', user: 'U01', ts: '1772618531.000200', text: 'a\u001b[31m\u202eb\nc' }])
    expect(feed.candidates[0]?.text).toBe('a[31mb c')
  })
})
