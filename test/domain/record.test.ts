import { describe, expect, it } from 'vitest'
import { holdsExcerpt, unsupportedClaims, wordsNotIn } from '../../src/domain/claims.ts'
import { dateEvents } from '../../src/domain/date-events.ts'
import { defaultContext } from '../../src/domain/default-context.ts'
import type { ItemDraft } from '../../src/domain/draft.ts'
import { createIncident, type Incident } from '../../src/domain/incident.ts'
import { addSource, takeDraft } from '../../src/domain/record.ts'
import type { RefusedItem, TakenItem, Taking } from '../../src/domain/taking.ts'
import { dayNamed } from '../../src/intake/day-named.ts'
import { instantOf } from '../../src/intake/instant-of.ts'
import { zoneNamed, zonesNamed } from '../../src/intake/zone-named.ts'

const now = '2026-03-04T09:00:00.000Z'
const zoneIn = (text: string) => zoneNamed(text)?.zone ?? null

/** Takes drafts from one saying, as the operation does. */
function say(incident: Incident, text: string, drafts: readonly ItemDraft[], role = 'on-call') {
  const added = addSource(incident, { kind: 'operator recollection', role, text, recordedAt: now, retracted: false })
  const taking: Taking = {
    source: added.source,
    context: defaultContext,
    now,
    role,
    instantOf,
    holdsExcerpt,
    unsupportedClaims,
    wordsNotIn,
    zoneIn,
    zonesIn: zonesNamed,
    dayIn: (text, _, today) => dayNamed(text, today.slice(0, 10), 'past')?.date ?? null,
  }
  const outcomes: (TakenItem | RefusedItem)[] = []
  let after = added.incident
  for (const draft of drafts) {
    const outcome = takeDraft(after, draft, taking)
    outcomes.push(outcome)
    if ('incident' in outcome) after = outcome.incident
  }
  return { incident: dateEvents(after, instantOf), outcomes, source: added.source }
}

const empty = createIncident('Checkout', now)
const why: ItemDraft = { type: 'why', track: 'happened', text: 'The pool was sized for four tenants.' }

describe('taking drafts', () => {
  it('keeps the words with the item, and gives both ids that are never used twice', () => {
    const { incident, outcomes } = say(empty, 'users saw a spinner after Pay', [
      { type: 'answer', question: 'users-saw' },
    ])
    expect(outcomes[0]).toMatchObject({ id: 'answer-2', what: 'added' })
    expect(incident.answers[0]).toMatchObject({
      text: 'users saw a spinner after Pay',
      evidence: [{ source: 'said-1', excerpt: 'users saw a spinner after Pay' }],
      inferred: [],
    })
  })

  it('refuses an excerpt that nobody said, and takes the item beside it', () => {
    const { incident, outcomes } = say(empty, 'we rolled back', [
      { type: 'answer', question: 'users-saw', excerpt: 'a blank page', text: 'a blank page' },
      { type: 'answer', question: 'what-happened', excerpt: 'we  rolled\nback' },
    ])
    expect(outcomes[0]).toHaveProperty('refused', 'the excerpt is not in what was said: "a blank page"')
    expect(incident.answers).toHaveLength(1)
  })

  it('keeps what the excerpt does not hold as inferred, until a person confirms it', () => {
    const said = say(empty, 'we rolled back around lunch', [
      { type: 'event', at: '2026-03-03T12:00', excerpt: 'we rolled back around lunch', moments: ['mitigated'] },
    ])
    const event = said.incident.timeline[0]!
    expect(event.inferred).toContain('12:00')
    const confirmed = say(said.incident, 'yes, noon', [{ type: 'confirm', id: event.id, revision: 1 }], 'support')
    expect(confirmed.incident.timeline[0]).toMatchObject({ inferred: [], confirmedBy: 'support', revision: 2 })
  })

  it('takes a time that was said in other words for said', () => {
    const { incident } = say(empty, 'on 3 March 2026, noticed at 2pm', [
      { type: 'event', at: '2026-03-03T14:00', text: 'Noticed' },
    ])
    expect(incident.timeline[0]).toMatchObject({ inferred: [], at: '2026-03-03T14:00:00Z' })
  })

  it('takes no number, name or date into an item that was not said', () => {
    const { incident } = say(empty, 'some schools could not log in', [
      { type: 'answer', question: 'customers-affected', text: '312 schools in Hamburg could not log in' },
    ])
    expect(incident.answers[0]!.inferred).toEqual(expect.arrayContaining(['312', 'Hamburg']))
  })

  it('refuses an edit of a stale revision with what stands there now', () => {
    const first = say(empty, 'about 40 customers', [{ type: 'answer', question: 'customers-affected' }])
    const second = say(first.incident, 'no, 48 customers', [
      { type: 'answer', id: 'answer-2', revision: 1, question: 'customers-affected', text: 'no, 48 customers' },
    ])
    expect(second.incident.answers[0]).toMatchObject({ text: 'no, 48 customers', revision: 2 })
    const third = say(second.incident, '50 customers', [
      { type: 'answer', id: 'answer-2', revision: 1, text: '50 customers' },
    ])
    expect(third.outcomes[0]).toHaveProperty('refused', expect.stringContaining('no, 48 customers'))
    expect(third.incident.answers[0]!.text).toBe('no, 48 customers')
  })

  it('keeps what an edit leaves out', () => {
    const first = say(empty, 'Tim adds an alert by 2026-04-01', [
      { type: 'action', owner: 'Tim', due: '2026-04-01', action_type: 'detect', text: 'add an alert' },
    ])
    const second = say(first.incident, 'done when it fires in a test', [
      { type: 'action', id: 'action-2', revision: 1, done_when: 'it fires in a test' },
    ])
    expect(second.incident.actions[0]).toMatchObject({
      text: 'add an alert',
      owner: 'Tim',
      due: '2026-04-01',
      type: 'detect',
      doneWhen: 'it fires in a test',
      inferred: [],
    })
  })

  it('is the same record when the same words come twice', () => {
    const first = say(empty, 'The pool was sized for four tenants.', [why])
    const second = say(first.incident, 'The pool was sized for four tenants.', [why])
    expect(second.incident).toEqual(first.incident)
    expect(second.outcomes[0]).toMatchObject({ what: 'unchanged', id: 'why-2' })
  })

  it('keeps two people who say the same as two sources', () => {
    const first = say(empty, 'checkout was down', [{ type: 'answer', question: 'what-happened' }])
    const second = say(first.incident, 'checkout was down', [{ type: 'answer', question: 'what-happened' }], 'support')
    expect(second.incident.sources.map((source) => source.role)).toEqual(['on-call', 'support'])
    expect(second.incident.answers).toHaveLength(2)
  })

  it('takes back a source with everything that came from it alone', () => {
    const first = say(empty, 'The pool was sized for four tenants.', [why])
    const second = say(first.incident, 'sorry, forget that', [{ type: 'retract', id: 'said-1' }])
    expect(second.incident.whys).toEqual([])
    expect(second.incident.sources[0]).toMatchObject({ retracted: true, text: 'The pool was sized for four tenants.' })
  })

  it('refuses to remove a link that another one explains', () => {
    const first = say(empty, 'a. b.', [{ ...why, text: 'a', excerpt: 'a' }])
    const second = say(first.incident, 'b', [{ ...why, text: 'b', parent: 'why-2' }])
    const third = say(second.incident, 'drop it', [{ type: 'remove', id: 'why-2', revision: 1 }])
    expect(third.outcomes[0]).toHaveProperty('refused', 'why-4 explains why-2')
  })

  it('never mixes the three tracks', () => {
    const first = say(empty, 'a', [{ ...why, text: 'a' }])
    const second = say(first.incident, 'b', [{ type: 'why', track: 'noticed', parent: 'why-2', text: 'b' }])
    expect(second.outcomes[0]).toHaveProperty('refused', 'there is no link "why-2" on the track "noticed"')
  })

  it.each<[string, ItemDraft, string]>([
    ['an unknown question', { type: 'answer', question: 'colour' }, 'there is no question "colour"'],
    [
      'a value that is no choice',
      { type: 'answer', question: 'tag', value: 'my new tag' },
      'is none of the choices of tag',
    ],
    ['a date that does not exist', { type: 'event', at: '2026-13-45T10:00' }, ''],
    ['a time that is none', { type: 'event', at: 'teatime' }, '"teatime" is no time'],
    ['an item that is not there', { type: 'confirm', id: 'event-99', revision: 1 }, 'there is no item "event-99"'],
    ['a source that is not there', { type: 'retract', id: 'said-99' }, 'there is no source "said-99"'],
    [
      'an action for a factor that is not there',
      { type: 'action', answers: 'factor-9' },
      'there is no why or factor "factor-9"',
    ],
    ['a severity without a value', { type: 'severity' }, 'no severity was named'],
    [
      'words that are only marks',
      { type: 'answer', question: 'users-saw', text: ' \u200b\u202e ' },
      'there are no words in it',
    ],
  ])('refuses %s, saying what to do', (_, draft, reason) => {
    const { outcomes, incident } = say(empty, 'whatever was said', [draft])
    if (reason === '')
      return expect(incident.timeline.every((event) => event.at === null || !event.at.includes('NaN'))).toBe(true)
    expect(outcomes[0]).toHaveProperty('refused', expect.stringContaining(reason))
    expect(outcomes[0]).toHaveProperty('tryThis', expect.stringMatching(/\w{3}/))
  })
})

describe('dates that are asked for', () => {
  const clocks = (incident: Incident) => incident.timeline.map((event) => event.at)
  const told = say(empty, 'noticed at 23:50, fixed at 00:20', [
    { type: 'event', at: '23:50', text: 'noticed', excerpt: 'noticed at 23:50' },
    { type: 'event', at: '00:20', text: 'fixed', excerpt: 'fixed at 00:20' },
  ])

  it('leaves events without a date undated', () => {
    expect(clocks(told.incident)).toEqual([null, null])
  })

  it('dates them by the answer, over midnight', () => {
    const dated = say(told.incident, '2026-03-03', [{ type: 'answer', question: 'date', value: '2026-03-03' }])
    expect(clocks(dated.incident)).toEqual(['2026-03-03T23:50:00Z', '2026-03-04T00:20:00Z'])
  })

  it('dates them by the one day that all dated events share, and asks where there are two', () => {
    const oneDay = say(told.incident, 'on 2026-03-03 at 22:10 Berlin time the deploy', [
      { type: 'event', at: '2026-03-03T22:10', zone: 'Europe/Berlin' },
    ])
    expect(clocks(oneDay.incident).slice(0, 2)).toEqual(['2026-03-03T23:50:00Z', '2026-03-04T00:20:00Z'])
    const twoDays = say(oneDay.incident, 'looked into on 2026-03-05 at 09:00', [
      { type: 'event', at: '2026-03-05T09:00' },
    ])
    expect(clocks(twoDays.incident).slice(0, 2)).toEqual([null, null])
  })

  it('takes the zone that was named once for later clock times', () => {
    const named = say(empty, '2026-03-03 14:00 Berlin time noticed', [
      { type: 'event', at: '2026-03-03T14:00', zone: 'Europe/Berlin' },
    ])
    const { incident } = say(named.incident, 'it began at 13:40', [{ type: 'event', at: '13:40' }])
    expect(incident.timeline[1]?.when).toMatchObject({ zone: 'Europe/Berlin', zoneAssumed: true, date: '2026-03-03' })
  })

  it('dates them anew when the answer is corrected or taken back', () => {
    const dated = say(told.incident, '2026-03-03', [{ type: 'answer', question: 'date', value: '2026-03-03' }])
    const corrected = say(dated.incident, 'it was 2026-03-05', [
      { type: 'answer', id: dated.incident.answers[0]!.id, revision: 1, question: 'date', value: '2026-03-05' },
    ])
    expect(clocks(corrected.incident)[0]).toBe('2026-03-05T23:50:00Z')
    const takenBack = say(dated.incident, 'not sure about the day', [{ type: 'retract', id: dated.source.id }])
    expect(clocks(takenBack.incident)).toEqual([null, null])
  })
})

describe('what nobody said', () => {
  const inferred = (text: string, draft: ItemDraft) => {
    const { incident, outcomes } = say(empty, text, [draft])
    const [outcome] = outcomes
    if (!outcome || 'refused' in outcome) throw new Error(outcome?.refused)
    return { claims: outcome.inferred, incident }
  }

  it.each<[string, string, ItemDraft, string]>([
    [
      'a choice that the words deny',
      'no data was lost at all',
      { type: 'answer', question: 'data-integrity', value: 'yes' },
      'yes',
    ],
    [
      'a choice that they do not name',
      'the phones rang',
      { type: 'answer', question: 'noticed-by', value: 'alert' },
      'alert',
    ],
    [
      'a zone',
      'on 3 March 2026 started at 14:00',
      { type: 'event', at: '2026-03-03T14:00', zone: 'Asia/Tokyo' },
      'Asia/Tokyo',
    ],
    [
      'a check',
      'perhaps the cache was stale',
      {
        type: 'why',
        text: 'perhaps the cache was stale',
        kind: 'hypothesis',
        check: { what: 'compare hourly database snapshots' },
      },
      'the check "compare hourly database snapshots"',
    ],
    ['seconds', 'on 3 March 2026 at 14:00', { type: 'event', at: '2026-03-03T14:00:47' }, '14:00:47'],
    [
      'an owner in small letters',
      'somebody adds an alert soon',
      { type: 'action', text: 'add an alert', owner: 'payments-team' },
      'payments-team',
    ],
    [
      'who said a quote',
      'one said: it spins',
      { type: 'answer', question: 'customer-quotes', excerpt: 'it spins', who: 'Ingeborg of Acme' },
      'Ingeborg of Acme',
    ],
    ['that it is done', 'add an alert', { type: 'action', status: 'done' }, 'done'],
    [
      'another wording',
      'the cache was stale',
      { type: 'why', text: 'nobody from database team answered pages' },
      'the wording "nobody from database team answered pages"',
    ],
    [
      'the number of a role',
      'users could not pay',
      { type: 'answer', question: 'users-saw', text: '6,543 users could not pay' },
      '6,543',
    ],
  ])('is kept as inferred: %s', (_, text, draft, claim) => {
    expect(inferred(text, draft).claims).toContain(claim)
  })

  it.each<[string, string, ItemDraft]>([
    [
      'a choice that they name',
      'an alert, after 20 minutes',
      { type: 'answer', question: 'noticed-by', value: 'alert' },
    ],
    ['the number of a choice', '2', { type: 'answer', question: 'noticed-by', value: 'customer' }],
    ['yes in other words', 'yep, 40 records', { type: 'answer', question: 'data-integrity', value: 'yes' }],
    [
      'a zone that was named',
      'on 3 March 2026 at 14:00 berlin time',
      { type: 'event', at: '2026-03-03T14:00', zone: 'Europe/Berlin' },
    ],
    [
      'a check in words that were said',
      'perhaps the cache was stale, we look at the cache metrics',
      { type: 'why', kind: 'hypothesis', check: { what: 'look at the metrics of the cache' } },
    ],
    ['an owner who was named', 'tim adds an alert', { type: 'action', text: 'add an alert', owner: 'Tim' }],
  ])('is nothing where it was said: %s', (_, text, draft) => {
    expect(inferred(text, draft).claims).toEqual([])
  })

  it('is no reason: only quoted words count for a skip or another severity', () => {
    const { incident } = say(empty, 'make it s1', [
      { type: 'severity', severity: 'S1', text: '9,191 customers in Narnia lost money' },
      { type: 'skip', question: 'revenue', text: '8,888 customers left' },
    ])
    expect(incident.severityOverruled?.reason).toBe('make it s1')
    expect(incident.skippedQuestions[0]?.reason).toBe('make it s1')
  })

  it('is no value for a question without choices', () => {
    const { outcomes } = say(empty, 'we lost some money', [
      { type: 'answer', question: 'revenue', value: 'EUR 5,000,000' },
    ])
    expect(outcomes[0]).toHaveProperty('refused', expect.stringContaining('takes no value'))
  })

  it('makes a guess a hypothesis, whatever the caller calls it', () => {
    expect(inferred('maybe it was the cache', { type: 'why', kind: 'fact' }).incident.whys[0]?.kind).toBe('hypothesis')
  })

  it('does not count as said once the words are taken back', () => {
    const first = say(empty, 'until 2030-09-09', [{ type: 'answer', question: 'users-saw' }])
    const back = say(first.incident, 'forget it', [{ type: 'retract', id: 'said-1' }])
    const { incident } = say(back.incident, 'tim adds an alert', [{ type: 'action', owner: 'Tim', due: '2030-09-09' }])
    expect(incident.actions[0]?.inferred).toEqual(['2030-09-09'])
  })
})

describe('what keeps the record whole', () => {
  it('refuses a circle of whys', () => {
    const first = say(empty, 'a b c', [{ ...why, text: 'a', excerpt: 'a' }])
    const second = say(first.incident, 'b', [{ ...why, text: 'b', parent: 'why-2' }])
    const { outcomes } = say(second.incident, 'a b', [{ type: 'why', id: 'why-2', revision: 1, parent: 'why-4' }])
    expect(outcomes[0]).toHaveProperty('refused', expect.stringContaining('cannot explain itself'))
  })

  it('takes new words alone for the correction', () => {
    const first = say(empty, 'about 300 customers', [{ type: 'answer', question: 'customers-affected' }])
    const { incident } = say(first.incident, 'sorry, it was 30 customers', [
      { type: 'answer', id: 'answer-2', revision: 1, excerpt: 'it was 30 customers' },
    ])
    expect(incident.answers[0]?.text).toBe('it was 30 customers')
  })

  it('refuses to turn an answer into one to another question', () => {
    const first = say(empty, 'about 300 customers', [{ type: 'answer', question: 'customers-affected' }])
    const { outcomes } = say(first.incident, 'x', [
      { type: 'answer', id: 'answer-2', revision: 1, question: 'users-saw' },
    ])
    expect(outcomes[0]).toHaveProperty('refused', expect.stringContaining('answers "customers-affected"'))
  })

  it('leaves no action answering a finding that is gone', () => {
    const first = say(empty, 'the pool was too small', [{ type: 'factor' }])
    const second = say(first.incident, 'tim sizes the pool', [{ type: 'action', answers: 'factor-2' }])
    const { incident } = say(second.incident, 'drop the factor', [{ type: 'remove', id: 'factor-2', revision: 1 }])
    expect(incident.actions[0]).not.toHaveProperty('answers')
  })

  it('takes back a confirmation with its words', () => {
    const told = say(empty, 'users could not pay', [
      { type: 'answer', question: 'users-saw', text: '432 users could not pay' },
    ])
    const confirmed = say(told.incident, 'yes', [{ type: 'confirm', id: 'answer-2', revision: 1 }])
    expect(confirmed.incident.answers[0]?.inferred).toEqual([])
    const { incident } = say(confirmed.incident, 'no, forget that', [{ type: 'retract', id: confirmed.source.id }])
    expect(incident.answers[0]?.inferred).toEqual(['432'])
    expect(incident.answers[0]?.confirmedBy).toBeUndefined()
  })

  it.each<[string, ItemDraft]>([
    ['a clock', { type: 'event', at: '99:99' }],
    ['a zone', { type: 'event', at: '14:05', zone: 'Mars/Phobos' }],
    ['a day', { type: 'event', at: '2026-02-30' }],
    ['a month for a date', { type: 'answer', question: 'date', value: 'March 2026' }],
    ['a day for a date', { type: 'answer', question: 'date', value: '2026-02-30' }],
    ['a start that is the end', { type: 'event', at: '14:05', moments: ['started', 'restored'] }],
  ])('refuses at once %s that does not exist, and keeps the rest', (_, draft) => {
    const { incident, outcomes } = say(empty, 'at 14:05 something', [draft, { type: 'answer', question: 'lucky' }])
    expect(outcomes[0]).toHaveProperty('refused')
    expect(incident.answers).toHaveLength(1)
  })

  it('takes what was told last for no later day', () => {
    const told = say(empty, 'noticed 14:30, fixed at 17:00, the bad deploy went out 07:45', [
      { type: 'event', at: '14:30', excerpt: 'noticed 14:30', moments: ['detected'] },
      { type: 'event', at: '17:00', excerpt: 'fixed at 17:00', moments: ['restored'] },
      { type: 'event', at: '07:45', excerpt: 'the bad deploy went out 07:45', moments: ['started'] },
    ])
    const { incident } = say(told.incident, '2026-03-03', [{ type: 'answer', question: 'date', value: '2026-03-03' }])
    expect(incident.timeline.map((event) => event.when.date)).toEqual(['2026-03-03', '2026-03-03', '2026-03-03'])
  })

  it('shows the day after midnight, and any date that was inferred, as inferred', () => {
    const told = say(empty, 'noticed at 23:50, fixed at 00:20', [
      { type: 'event', at: '23:50', excerpt: 'noticed at 23:50' },
      { type: 'event', at: '00:20', excerpt: 'fixed at 00:20' },
    ])
    const dated = say(told.incident, '2026-03-03', [{ type: 'answer', question: 'date', value: '2026-03-03' }])
    expect(dated.incident.timeline.map((event) => event.inferred)).toEqual([[], ['2026-03-04']])
    const spring = say(told.incident, 'it was in spring', [{ type: 'answer', question: 'date', value: '2026-03-05' }])
    expect(spring.incident.timeline[0]?.inferred).toEqual(['2026-03-05'])
  })
})
