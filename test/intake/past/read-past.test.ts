import { describe, expect, it } from 'vitest'
import { answers, ofType, readAll, readOne, texts } from './read.ts'

const report = `---
title: Checkout unavailable
date: 2024-05-14
severity: SEV-2
tags: [checkout, database]
author: somebody
---

# Checkout unavailable

**! This page is open for comments until Friday. !**

## Executive summary

On 14 May 2024 customers could not pay for 42 minutes. A migration locked the \`orders\` table.

## Customer impact

- 1,204 orders failed
- The [status page](https://status.example.org) was green

## Timeline (all times UTC)

* 10:02 - Migration 88 is deployed
* **10:04** First errors in the payment service
* ~10:10: support hears of it from two customers
* 10:44 (12:44 Berlin): Incident resolved

## Root cause

The migration added a default value, which rewrites the whole table on this version.

The lock timeout was probably never set.

## Contributing factors

1. Staging holds a hundredth of the rows
2. N/A

## What went well
- The runbook was right

## What went poorly
- No alert on failed payments

## Where we got lucky
- It was night in the largest market

## Action items

| Action | Owner | Due | Status |
|---|---|---|---|
| Set lock_timeout for migrations | Maria Ruiz | 2024-06-01 | Done (2024-05-30) |
| Alert on the rate of failed payments | Payments team | June 15, 2024 | In progress |
| Load staging with real row counts | | TBD | |

## Lessons learned

- Defaults on large tables are rewrites

## Appendix

Query plans are kept in the wiki.
`

describe('a report with headings', () => {
  it('fills the fields that the document names', async () => {
    const past = await readOne(report, '2024-05-14-checkout')
    expect(past).toMatchObject({
      title: 'Checkout unavailable',
      day: '2024-05-14',
      severity: 'SEV-2',
      tags: ['checkout', 'database'],
      text: report,
    })
    expect(answers(past, 'what-happened')).toEqual([
      'On 14 May 2024 customers could not pay for 42 minutes. A migration locked the orders table.',
    ])
    expect(answers(past, 'customers-affected')).toEqual(['1,204 orders failed; The status page was green'])
    expect(answers(past, 'went-well')).toEqual(['The runbook was right'])
    expect(answers(past, 'went-poorly')).toEqual(['No alert on failed payments'])
    expect(answers(past, 'lucky')).toEqual(['It was night in the largest market'])
    expect(texts(past, 'lesson')).toEqual(['Defaults on large tables are rewrites'])
    expect(texts(past, 'why')).toEqual([
      'The migration added a default value, which rewrites the whole table on this version.',
      'The lock timeout was probably never set.',
    ])
    expect(texts(past, 'factor')).toEqual(['Staging holds a hundredth of the rows'])
  })

  it('reads times as they are written, with the zone that holds for all', async () => {
    const events = ofType(await readOne(report), 'event')
    expect(events.map(({ at, zone, text, approximate, moments }) => [at, zone, text, approximate, moments])).toEqual([
      ['10:02', 'UTC', 'Migration 88 is deployed', false, undefined],
      ['10:04', 'UTC', 'First errors in the payment service', false, undefined],
      ['10:10', 'UTC', 'support hears of it from two customers', true, undefined],
      ['10:44', 'UTC', 'Incident resolved', false, ['restored']],
    ])
  })

  it('reads owners, dates and states of actions only where they are written', async () => {
    const past = await readOne(report)
    const actions = past.items.filter(({ draft }) => draft.type === 'action')
    expect(
      actions.map(({ draft: { text, owner, due, status }, doneOn }) => [text, owner, due, status, doneOn]),
    ).toEqual([
      ['Set lock_timeout for migrations', 'Maria Ruiz', '2024-06-01', 'done', '2024-05-30'],
      ['Alert on the rate of failed payments', 'Payments team', '2024-06-15', 'in progress', undefined],
      ['Load staging with real row counts', undefined, undefined, undefined, undefined],
    ])
  })

  it('keeps what fits no field, and quotes every item letter for letter', async () => {
    const past = await readOne(report)
    expect(past.unplaced).toEqual([
      expect.stringContaining('open for comments'),
      expect.stringContaining('N/A'),
      '## Appendix\n\nQuery plans are kept in the wiki.',
    ])
    for (const { draft } of past.items) expect(past.text).toContain(draft.excerpt)
  })
})

describe('labels in bold, one list for all', () => {
  const text = `# Incident on 2021-03-09 - Queue stuck

- **Key events**
  - First detected: 2021-03-09 08:15
  - Incident declared 2021-03-09 08.20
  - Repaired 2021-03-09 09:00
  - Resolved 2021-03-09 09:30

- **Time to resolve**: 1h 15m

- **Identified**: Pager alert on queue depth

- **Impact**:
  - Mails were late
    - by up to an hour

- **Context**:
  - A consumer was restarted without its token
  - Slack thread: <https://chat.example.org/1>

- **Resolution**:
  - Token restored

- **Review actions**:
  - [x] Keep the token in the vault
  - [ ] Dana to write the restart guide by 1 April 2021
`

  it('are read like headings', async () => {
    const past = await readOne(text)
    expect(past.day).toBe('2021-03-09')
    expect(ofType(past, 'event').map(({ at, text: words, moments }) => [at, words, moments?.[0]])).toEqual([
      ['2021-03-09T08:15', 'First detected', 'detected'],
      ['2021-03-09T08:20', 'Incident declared', 'responded'],
      ['2021-03-09T09:00', 'Repaired', 'restored'],
      ['2021-03-09T09:30', 'Resolved', 'all clear'],
    ])
    expect(answers(past, 'duration')).toEqual(['Time to resolve: 1h 15m'])
    expect(answers(past, 'noticed-by')).toEqual(['Pager alert on queue depth'])
    expect(answers(past, 'customers-affected')).toEqual(['Mails were late; by up to an hour'])
    expect(answers(past, 'what-happened')).toEqual(['A consumer was restarted without its token'])
    expect(ofType(past, 'why')).toMatchObject([{ track: 'ended', text: 'Token restored' }])
    expect(ofType(past, 'action')).toMatchObject([
      { text: 'Keep the token in the vault', status: 'done' },
      { status: 'open', owner: 'Dana', due: '2021-04-01' },
    ])
  })
})

describe('other shapes', () => {
  it('takes the time from headings, and the date from the one above', async () => {
    const past = await readOne(`# Disk full

## What happened

The disk filled up.

## Timeline

All times in PST.

### 2020-07-01 23:50

Alert fires.

### 00:10 (maybe earlier?)

Old logs are deleted.
`)
    expect(ofType(past, 'event').map(({ at, zone, text, approximate }) => [at, zone, text, approximate])).toEqual([
      ['2020-07-01T23:50', 'America/Los_Angeles', 'Alert fires.', false],
      ['2020-07-02T00:10', 'America/Los_Angeles', 'Old logs are deleted.', true],
    ])
  })

  it('reads a table of times, and leaves the year to the document', async () => {
    const past = await readOne(`# Card fraud, January 28, 2022

## Timeline

| Day | Date | Time (UTC) | Event |
|---|---|---|---|
| Fri | Jan 28 | 02:34 | Charge is reported |
| Fri | Jan 28 | 02:42 | Cards are locked |
`)
    expect(ofType(past, 'event').map(({ at, text }) => [at, text])).toEqual([
      ['2022-01-28T02:34', 'Charge is reported'],
      ['2022-01-28T02:42', 'Cards are locked'],
    ])
  })

  it('reads a paragraph with a time at the head of each line', async () => {
    const past = await readOne(`# Mail blocked

## Timeline

[2025-05-16 09:14 UTC]: Errors appear
and grow.
[2025-05-16 09:58 UTC]: Limits are set.
`)
    expect(ofType(past, 'event').map(({ at, text }) => [at, text])).toEqual([
      ['2025-05-16T09:14', 'Errors appear and grow.'],
      ['2025-05-16T09:58', 'Limits are set.'],
    ])
  })

  it('settles day and month by the dates that leave no doubt, and otherwise leaves the date open', async () => {
    const dates = async (second: string) =>
      ofType(await readOne(`# Stall\n\n## Timeline\n\n- 01-05-2024 - Reported\n- ${second} - Fixed\n`), 'event').map(
        ({ at }) => at,
      )
    expect(await dates('02-28-2024')).toEqual(['2024-01-05', '2024-02-28'])
    expect(await dates('28-02-2024')).toEqual(['2024-05-01', '2024-02-28'])
    expect(await dates('03-06-2024')).toEqual([undefined, undefined])
  })

  it('reads notes of a status page, newest first', async () => {
    const past = await readOne(`---
title: Builds are queued
date: 2023-03-28 14:00:00+00:00
resolved: true
resolvedWhen: 2023-03-29 15:55:00+00:00
severity: disrupted
affected:
  - ci.example.org
---
[Final message]
Capacity is back.

[Update - 2023-03-29 07h30 UTC]
The queue is still full.

[Initial message]
Builds wait for machines.
`)
    expect(past).toMatchObject({ title: 'Builds are queued', day: '2023-03-28', severity: 'disrupted' })
    expect(answers(past, 'what-happened')).toEqual(['Builds wait for machines.'])
    expect(answers(past, 'area')).toEqual(['ci.example.org'])
    expect(texts(past, 'why')).toEqual(['Capacity is back.'])
    expect(ofType(past, 'event').map(({ at, text, moments }) => [at, text, moments])).toEqual([
      ['2023-03-29T07:30', 'The queue is still full.', undefined],
      ['2023-03-28T14:00', 'Started', ['started']],
      ['2023-03-29T15:55', 'Resolved', ['restored']],
    ])
  })

  it('reads lines with a name and a colon', async () => {
    const past = await readOne(`# Search down

Date: 3 March 2022
Severity: P1
Services affected: search, browse

Summary: Search returned nothing.
It took an hour.
Root cause: An index was dropped by a script.
`)
    expect(past).toMatchObject({ day: '2022-03-03', severity: 'P1' })
    expect(answers(past, 'area')).toEqual(['search', 'browse'])
    expect(answers(past, 'what-happened')).toEqual(['Search returned nothing. It took an hour.'])
    expect(texts(past, 'why')).toEqual(['An index was dropped by a script.'])
  })

  it('makes a chain of questions that ask why', async () => {
    const past = await readOne(
      '# Slow on 3 May 2022\n\n## 5 Whys\n\n1. Why was it slow? The cache was empty.\n2. Why was it empty? It had been restarted.\n3. Why? Memory ran out.\n',
    )
    const [first, second, third] = past.items.filter(({ draft }) => draft.type === 'why')
    expect([first?.explains, second?.explains, third?.explains]).toEqual([undefined, first, second])
  })

  it('takes the first paragraph of a text without sections for what happened, and leaves the rest as notes', async () => {
    const past = await readOne(
      '# Flags down\n\nInternal post-mortem: https://example.org/58\n\nOn 28 February flags were down for three hours.\n\n## Thanks\n\nTo all.\n',
      '2024-02-28-flags',
    )
    expect(past.day).toBe('2024-02-28')
    expect(answers(past, 'what-happened')).toEqual(['On 28 February flags were down for three hours.'])
    expect(past.unplaced).toHaveLength(2)
  })
})

describe('the day', () => {
  it('is that of the timeline and the file where the heading was left over from another report', async () => {
    const past = await readOne(
      '# 2023-01-27, queue full\n\n## Timeline\n\n- 2023-06-02 10:00 Queue full\n- 2023-06-02 11:00 Emptied\n- 2023-06-02 11:10 Well again\n',
      '2023-06-02-queue-full',
    )
    expect(past.day).toBe('2023-06-02')
  })

  it('is that of the heading where the file is only named after the day of its writing', async () => {
    const past = await readOne(
      '# 2023-01-27, queue full\n\n## Timeline\n\n- 2023-01-28 10:00 Queue full\n- 2023-01-28 11:00 Emptied\n- 2023-01-28 11:10 Well again\n',
      '2023-06-02-queue-full',
    )
    expect(past.day).toBe('2023-01-27')
  })

  it('is told by the first sentence, even if the timeline begins the next morning', async () => {
    const past = await readOne(
      '# Mail blocked\n\n## Summary\n\nOn 2024-05-15 our mail was blocked.\n\n## Timeline\n\n- 2024-05-16 09:14 An engineer sees it\n- 2024-05-16 09:23 Cause found\n- 2024-05-16 17:36 Well again\n',
    )
    expect(past.day).toBe('2024-05-15')
  })

  it('is not the day of what came before without a clock', async () => {
    const past = await readOne(
      '# Checkout fails\n\n## Timeline\n\n- **2024-03-04**: the change is merged\n- **2024-03-05 11:00**: deployed\n- **2024-03-05 19:45**: a customer tells us\n- **2024-03-05 21:20**: rolled back\n',
    )
    expect(past.day).toBe('2024-03-05')
  })
})

describe('the title', () => {
  it.each([
    ['# Post-mortem\n\n## Summary\n\nThe disk was full. We deleted logs.\n', 'The disk was full'],
    ['---\ntitle: Disk full\n---\n# Incident Report\n\nIt was.\n', 'Disk full'],
    ['## Issue summary\n\nThe chain stopped for 45 minutes.\n', 'The chain stopped for 45 minutes'],
    ['# Postmortem for *.example.org certificates\n\nThey expired.\n', 'Postmortem for *.example.org certificates'],
  ])('of %j is %j', async (text, title) => {
    expect((await readOne(text)).title).toBe(title)
  })
})

describe('a log of several incidents', () => {
  const entry = (heading: string, cause: string) =>
    `### ${heading}\n\n**Impact:** Some users saw errors.\n\n**Root cause:** ${cause}\n\n**Resolution:** Rolled back.\n\n`

  it('is cut where each part is an incident of its own, and loses no letter', async () => {
    const text = `# Incident log\n\nNewest first.\n\n${entry('2022-02-02 Search down', 'A lock.')}${entry('2022-01-01 Mail late', 'A queue.')}`
    const all = await readAll(text)
    expect(all.map(({ title, day }) => [title, day])).toEqual([
      ['2022-02-02 Search down', '2022-02-02'],
      ['2022-01-01 Mail late', '2022-01-01'],
    ])
    expect(all.map((past) => texts(past, 'why'))).toEqual([
      ['A lock.', 'Rolled back.'],
      ['A queue.', 'Rolled back.'],
    ])
    expect(all.map((past) => past.text).join('')).toBe(text)
  })

  it('stays one where the headings with dates are those of a timeline', async () => {
    const text =
      '# Outage\n\n## Timeline\n\n### 2022-01-01 deploy\n\nDeployed a version that was broken, as it turned out much later in the evening of the same day.\n\n### 2022-01-02 rollback\n\nRolled it back after a long search for the reason, with the help of two other teams and of a supplier.\n'
    expect(await readAll(text)).toHaveLength(1)
  })
})

describe('details that real reports have', () => {
  it('reads times without a colon, but no years', async () => {
    const past = await readOne(
      '# Leak\n\n## Timeline (UTC)\n\n- 2022-02-02 1625: A mail arrives\n- 1650 - A call begins\n- 2021: The code was written\n',
    )
    expect(ofType(past, 'event').map(({ at, text }) => [at, text])).toEqual([
      ['2022-02-02T16:25', 'A mail arrives'],
      ['2022-02-02T16:50', 'A call begins'],
      [undefined, '2021: The code was written'],
    ])
  })

  it('takes a place behind a clock for its zone, but no person', async () => {
    const past = await readOne(
      '# Shop down\n\n## Timeline\n\n- 2024-05-03 16:37 Denver - Plugin updated\n- 2024-05-03 7:09 PM Eastern: Builds fail\n- 2024-05-03 17:15 (New York) Rolled back\n- 2024-05-03 18:10 Berlin time: Well again\n- 2024-05-03 18:20 Austin - joined the call\n- 2024-05-03 18:30 London was told\n',
    )
    expect(ofType(past, 'event').map(({ at, zone, text }) => [at, zone, text])).toEqual([
      ['2024-05-03T16:37', 'America/Denver', 'Plugin updated'],
      ['2024-05-03T19:09', 'America/New_York', 'Builds fail'],
      ['2024-05-03T17:15', 'America/New_York', 'Rolled back'],
      ['2024-05-03T18:10', 'Europe/Berlin', 'Well again'],
      ['2024-05-03T18:20', undefined, 'Austin - joined the call'],
      ['2024-05-03T18:30', undefined, 'London was told'],
    ])
  })

  it('reads a colon behind the year as the end of the date', async () => {
    const past = await readOne(
      '# Shop down\n\n## Timeline\n\n- **May 3rd 2024:** Deployed\n- May 4, 2024: 7:56am UTC Rolled back\n- 5 May 1430: Well again\n',
    )
    expect(ofType(past, 'event').map(({ at, text }) => [at, text])).toEqual([
      ['2024-05-03', 'Deployed'],
      ['2024-05-04T07:56', 'Rolled back'],
      ['2024-05-05', '1430: Well again'],
    ])
  })

  it('keeps the code and the addresses that a sentence speaks of', async () => {
    const past = await readOne(
      '# Shop down\n\n## Summary\n\nOn 3 May 2024 <ops@example.org> saw this error:\n\n```text\nno *free* slots\n  in <pool-1>\n```\n\nafter `kubectl logs <pod>` had<br>hung.\n\n```mermaid\nA --> B\n```\n\nIt was brief.\n\n## Action items\n\n- Alert on this line:\n  ```\n  __full__\n  ```\n  and page\n- Keep logs\n',
    )
    expect(answers(past, 'what-happened')).toEqual([
      'On 3 May 2024 ops@example.org saw this error: no *free* slots in <pool-1> after kubectl logs <pod> had hung. It was brief.',
    ])
    expect(texts(past, 'action')[0]).toBe('Alert on this line: __full__ and page')
  })

  it('keeps the beginning of a long log', async () => {
    const log = Array.from({ length: 60 }, (_, line) => `line ${line} of the log`).join('\n')
    const past = await readOne(
      `# Shop down\n\n## Timeline\n\n### 2024-05-03 10:00\n\nThe pods say:\n\n\`\`\`\n${log}\n\`\`\`\n\nand nothing else.\n`,
    )
    const [only = ''] = texts(past, 'event')
    expect(only).toMatch(/^The pods say: line 0 of the log line 1 .* \[…\] and nothing else\.$/)
    expect(only.length).toBeLessThan(320)
  })

  it('takes a list of which one item is to be done for one action', async () => {
    const past = await readOne(
      '# Ids used up\n\n## Action items\n\nThe column is wide enough now. We should waste fewer ids by doing one of:\n\n- Drop the `id` column\n\n- Insert only what is new\n\nThat is all.\n',
    )
    expect(texts(past, 'action')).toEqual([
      'We should waste fewer ids by doing one of: Drop the id column; Insert only what is new',
    ])
    expect(past.unplaced.join()).not.toContain('Drop the')
    expect(past.unplaced.join()).toContain('That is all.')
  })

  it('takes each item of any other list for an action', async () => {
    const past = await readOne(
      '# Ids used up\n\n## Action items\n\nWe will do both of:\n\n- Drop the `id` column\n- Insert only what is new\n',
    )
    expect(texts(past, 'action')).toEqual(['Drop the id column', 'Insert only what is new'])
  })

  it('takes no verb for an owner, no past day for a due date, and what is told as done for done', async () => {
    const past = await readOne(`# Leak on 3 May 2023

## Follow-up actions

- Speak to the supplier
- The token has been revoked
- We've removed the outdated guide
- Fix the limit that failed on May 1
- Developers to agree on alarms
- Move the job (Completed)
`)
    expect(ofType(past, 'action').map(({ owner, due, status }) => [owner, due, status])).toEqual([
      [undefined, undefined, undefined],
      [undefined, undefined, 'done'],
      [undefined, undefined, 'done'],
      [undefined, undefined, undefined],
      ['Developers', undefined, undefined],
      [undefined, undefined, 'done'],
    ])
  })

  it('reads a table with a name and a value on each row', async () => {
    const past = await readOne(
      '# Data lost\n\n| | |\n|---|---|\n| Date | 2022-04-20 |\n| Summary | A crash lost writes. |\n| Owner | Ann |\n',
    )
    expect(past.day).toBe('2022-04-20')
    expect(answers(past, 'what-happened')).toEqual(['A crash lost writes.'])
    expect(answers(past, 'owner')).toEqual(['Ann'])
  })

  it('takes long prose under lessons for one lesson, and a cause that is unknown for none', async () => {
    const past = await readOne(`# Slow

## Root cause

The cause is still unknown.

## Lessons learned

### Reviews

The change was reviewed twice.

Nobody had the whole design in mind.
`)
    expect(texts(past, 'lesson')).toEqual(['The change was reviewed twice. Nobody had the whole design in mind.'])
    expect(texts(past, 'why')).toEqual([])
    expect(past.unplaced).toEqual(['## Root cause\n\nThe cause is still unknown.'])
  })

  it('leaves logs of commits and chats alone', async () => {
    const past = await readOne(
      '# Wiki edited\n\n## Commit history\n\nDate: Mon May 10 19:03:52 2021 +0900\n\ncommit 9b3a\n',
    )
    expect(ofType(past, 'event')).toEqual([])
  })
})
