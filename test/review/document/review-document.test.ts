import { describe, expect, it } from 'vitest'
import { loadReviewer } from '../../../src/review/document/review-document.ts'

const review = await loadReviewer()
const rulesIn = (markdown: string, options = {}) => review(markdown, options).findings.map(({ rule }) => rule)

const whole = `# Double charges on 3 March

## Summary

From 09:02 to 09:43 UTC, 214 shoppers were charged twice when they tapped Pay; all were refunded the same day.

## Impact

- 214 shoppers paid twice, 11,420 EUR in all, refunded by 18:00 UTC.

## Detection

A shopper wrote to support at 09:21 UTC. The alert on refunds came at 09:40, since it counts per hour.

## Timeline

All times UTC.

- 09:02 Deploy 412 goes out ([log](https://x.example/412)).
- 09:21 A shopper writes to support.
- 09:40 The alert on refunds fires.
- 09:43 Deploy 412 is rolled back; no further double charge.

## Root cause

The client gives up after 5 s and sends the charge again with a new key. The API keeps keys for a day, but a new key is a new
charge. Until 412 the client reused its key, because the key was made from the order number.

## Contributing factors

- The bank took 7 s that morning, as the trace shows, which made every charge retry.
- The test bank answers at once, so no test ever retried.

## What went well

- The rollback took three minutes from decision to green.

## What went poorly

- The refund alert counts per hour, so the bank's retry was seen late.

## Where we got lucky

- It was a Tuesday; on Friday the load is ten times higher.

## Actions

| Action | Owner | Due | Done when |
|---|---|---|---|
| Make the key from the order number in the client | Lena | 2026-03-10 | retry test shows one charge |
| Alert on refunds per five minutes | Kofi | 2026-03-20 | fires in the drill of 18 March |
| Let the test bank answer after 7 s once in ten charges | Mei | 2026-03-25 | test fails on 412 |
`

describe('reviewing a document', () => {
  it('finds nothing in a good post-mortem and says why it scores high', () => {
    const { findings, rubric } = review(whole)
    expect(findings).toEqual([])
    expect(rubric?.total).toBeGreaterThanOrEqual(20)
    expect(rubric?.isBackToAuthor).toBe(false)
    expect(rubric?.items).toHaveLength(12)
    for (const { evidence } of rubric?.items ?? []) expect(evidence).toMatch(/\.$/)
  })

  it('gives line, column and end of the words it stands on', () => {
    const [finding] = review('# A\n\n## Root cause\n\nThe cache was cold.\nIt was human error.\n', {
      rules: { 'one-cause-only': 'off' },
    }).findings
    expect(finding).toMatchObject({
      rule: 'human-error',
      line: 6,
      column: 8,
      endLine: 6,
      endColumn: 19,
      words: 'human error',
    })
  })

  it('asks about people only until the next sentence tells how it looked to them', () => {
    const bare = '# A\n\n## Detection\n\nOn-call did not see the page.\n'
    expect(rulesIn(bare)).toEqual(['counterfactual'])
    expect(rulesIn(bare.replace('page.', 'page. It went to a channel that had been archived in May.'))).toEqual([])
  })

  it('tells once what most actions lack', () => {
    const actions = ['Cap the queue', 'Page on empty carts', 'Reuse the key', 'Drop the old post'].map(
      (one) => `- ${one} soon`,
    )
    const found = review(`# A\n\n## Actions\n\n${actions.join('\n')}\n`).findings
    expect(found.map(({ rule }) => rule)).toEqual(['no-owner'])
    expect(found[0]?.wrong).toContain('The open actions, this one first, have neither an owner nor a date')
  })

  it.each([
    ['a heading that dates its items', '### Long term (Q4 2026)\n\n- Storage team to cap the queue\n'],
    ['a team and a meeting', '- Developers to agree on an answer to alarms in the next engineering catch-up\n'],
    [
      'a team in the column of owners',
      '| Action | Owner | Due |\n|--|--|--|\n| Cap the queue | Storage team | 2026-05-04 |\n',
    ],
    ['a linked change', '- Cap the queue ([PR](https://github.com/a/b/pull/12))\n'],
    ['what was switched already', '- Switched to a queue with a cap.\n'],
    ['a rule for next time', '- In future when changing the queue:\n  - Cap the queue first\n'],
    ['a condition', '- Should there be a new queue the team will cap it.\n'],
    [
      'a ticket that follows',
      '- Need to find a way to cap the queue\n- Advice received: ticket raised to look into it\n',
    ],
  ])('finds owner and date in %s', (_, actions) => {
    const found = review(`# A\n\n## Actions\n\n${actions}`).findings
    expect(found.filter(({ rule }) => rule === 'no-owner' || rule === 'no-date')).toEqual([])
  })

  it('still asks for the owner where the heading only says how far off it is', () => {
    const found = review('# A\n\n## Actions\n\n### Long term\n\n- Cap the queue\n').findings
    expect(found.map(({ rule }) => rule)).toContain('no-owner')
  })

  it('asks about a slip once, where the causes are', () => {
    const found = review(
      '# A\n\n## Summary\n\nAn engineer deleted the wrong index.\n\n## Root cause\n\nHuman error.\n\n## Timeline\n\n- 10:02 UTC The engineer mixed up the two indexes.\n',
    ).findings.filter(({ rule }) => rule === 'human-error')
    expect(found.map(({ line }) => line)).toEqual([9])
  })

  it.each([
    'We did not notice the lag and made plans for half the load.',
    'The effect would have been smaller if we had not told users.',
  ])('takes what they did for what they did: %s', (line) => {
    expect(rulesIn(`# A\n\n## What went poorly\n\n${line}\n`)).not.toContain('counterfactual')
  })

  it('leaves actions with a ticket, or that are done, alone', () => {
    expect(
      rulesIn(
        '# A\n\n## Actions\n\n- Cap the queue ([#12](https://x.example/issues/12))\n- [x] Page on empty carts\n- Sent a note to all shops\n',
      ),
    ).toEqual([])
  })

  it('asks no owner of advice, reports, rules, questions, links or entries of a timeline', () => {
    const actions = (lines: string) => rulesIn(`# A\n\n## Recommendations\n\n${lines}\n`)
    expect(
      actions(
        [
          '- Package maintainers should enable two factors.',
          '- If an attack is ongoing: we should stop the relay.',
          '- **Alerting**: we have since set up an alert for certificates.',
          '- The limits were raised to meet the use.',
          '- Ticket raised to renew the certificate by machine',
          '- Should we keep the old index?',
          '- 14:02 The pods are deleted',
        ].join('\n'),
      ),
    ).toEqual([])
    expect(actions('Here is what you can do:\n\n- Rotate all long-lived tokens\n- Pin each dependency')).toEqual([])
    expect(rulesIn('# A\n\n## Fixes ([board](https://x.example/issues/9))\n\n- Cap the queue\n')).toEqual([])
  })

  it('takes an action for done where a line below says so', () => {
    expect(rulesIn('# A\n\n## Actions\n\n- Use a shared address\n  - This has been done: team@x.example\n')).toEqual([])
  })

  it('asks once for the owner of plans that stand in sentences', () => {
    const found = review(
      '# A\n\n## Prevention\n\nWe will cap the queue at 500 rows. The old post will be dropped.\n\n## Summary\n\nA.\n\n## Timeline\n\nB.\n' +
        'Carts were empty for shoppers. '.repeat(40),
    ).findings.filter(({ rule }) => rule === 'no-owner')
    expect(found.map(({ wrong }) => wrong)).toEqual([
      'Several things are planned or wished for here, this one first, and none has an owner or a date.',
    ])
  })

  it('names vague actions together', () => {
    const found = review(
      '# A\n\n## Actions\n\n- Investigate the queue (Lena, 4 May)\n- Be more careful with flags (Mei, 4 May)\n- Cap the queue at 500 rows (Ola, 4 May)\n',
    ).findings
    expect(found.map(({ rule }) => rule)).toEqual(['vague-action'])
    expect(found[0]?.wrong).toBe('2 actions have no end that anybody could see: "Investigate …", "Be more careful …".')
  })

  it('tells of repeated weakness in a section once', () => {
    const [first, ...more] = review(
      '# A\n\n## What went poorly\n\n- We never checked whether the backup could be read.\n- The operator should have looked at the queue.\n',
    ).findings.filter(({ rule }) => rule === 'counterfactual')
    expect(first?.wrong).toMatch(/One more line of this section does the same\.$/)
    expect(more).toEqual([])
  })

  it('expects no owner, luck or users in a notice to the public', () => {
    const notice =
      '# Malware in a package\n\n## Summary\n\nThe broker lost quorum, consumer lag grew and the DLQ filled.\n\n## Timeline\n\n- 10:31 UTC A researcher reports it.\n- 10:40 UTC It is removed.\n- 11:00 UTC Tokens are rotated.\n\n## What we are doing\n\n- Tighten the upload\n- Review tokens\n'
    expect(rulesIn(notice)).toEqual([])
  })

  it('lets a guess stand that is settled further down', () => {
    const guess = '# A\n\n## Root cause\n\nThe cache was probably cold.'
    expect(rulesIn(guess)).toContain('guess-as-fact')
    expect(rulesIn(`${guess} The trace confirmed that it was.\n`)).not.toContain('guess-as-fact')
    expect(rulesIn('# A\n\n## Impact\n\nSome of 40 users may have lost a draft.\n')).not.toContain('guess-as-fact')
  })

  it('does not judge code, block quotes, chat logs or customers', () => {
    const text =
      '# A\n\n## Timeline\n\n> It was human error.\n\n```\nhuman error\n```\n\n"It was obviously your fault!!!" (customer, ticket 4)\n\n## Chat log\n\n- lol, human error\n'
    expect(rulesIn(text)).toEqual([])
  })

  it('weighs and switches rules as it is told', () => {
    const text = '# A\n\nIt was human error.\n'
    expect(review(text, { rules: { 'human-error': 'info' } }).findings[0]?.level).toBe('info')
    expect(rulesIn(text, { rules: { 'human-error': 'off' } })).toEqual([])
  })

  it('checks numbers, times and names against a record', () => {
    const record = { support: 'On 3 March 214 shoppers were charged twice from 09:02 to 09:43.', known: [] }
    const text = '# A\n\nIn all 241 shoppers were charged twice from 09:02 to 09:43.\n'
    expect(review(text, { record }).findings.map(({ rule, words }) => [rule, words])).toEqual([
      ['unsupported-claim', '241'],
    ])
  })
})

describe('a comment that switches a rule off', () => {
  const text = (comment: string) => `# A\n\n<!-- postmortem-disable-next-line ${comment} -->\nIt was human error.\n`

  it('works with a reason, and is counted', () => {
    const result = review(text('human-error -- quoted from the vendor'))
    expect(result.findings).toEqual([])
    expect(result.disabled).toBe(1)
  })

  it('does nothing without a reason, and is a finding', () => {
    expect(rulesIn(text('human-error'))).toEqual(['disabling-without-reason', 'human-error'])
  })

  it('is a finding when there is no such rule', () => {
    expect(rulesIn(text('humane-error -- typing'))).toEqual(['disabling-without-reason', 'human-error'])
  })

  it('reaches no further than the next block', () => {
    expect(rulesIn(`${text('human-error -- quoted')}\nIt was human error again.\n`)).toEqual(['human-error'])
  })
})
