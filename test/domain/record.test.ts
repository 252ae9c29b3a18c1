import { describe, expect, it } from 'vitest'
import { holdsExcerpt, unsupportedClaims } from '../../src/domain/claims.ts'
import { defaultContext } from '../../src/domain/default-context.ts'
import type { ItemDraft } from '../../src/domain/draft.ts'
import { createIncident, type Incident, type When } from '../../src/domain/incident.ts'
import {
  addSource,
  dateEvents,
  type RefusedItem,
  type TakenItem,
  type Taking,
  takeDraft,
} from '../../src/domain/record.ts'

const now = '2026-03-04T09:00:00.000Z'
const instantOf = (when: When) => (when.date && when.clock ? `${when.date}T${when.clock.slice(0, 5)}:00.000Z` : null)

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
    expect(incident.timeline[0]).toMatchObject({ inferred: [], at: '2026-03-03T14:00:00.000Z' })
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
    expect(clocks(dated.incident)).toEqual(['2026-03-03T23:50:00.000Z', '2026-03-04T00:20:00.000Z'])
  })

  it('dates them by the one day that all dated events share, and asks where there are two', () => {
    const oneDay = say(told.incident, 'on 2026-03-03 at 22:10 Berlin time the deploy', [
      { type: 'event', at: '2026-03-03T22:10', zone: 'Europe/Berlin' },
    ])
    expect(clocks(oneDay.incident).slice(0, 2)).toEqual(['2026-03-03T23:50:00.000Z', '2026-03-04T00:20:00.000Z'])
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
    expect(clocks(corrected.incident)[0]).toBe('2026-03-05T23:50:00.000Z')
    const takenBack = say(dated.incident, 'not sure about the day', [{ type: 'retract', id: dated.source.id }])
    expect(clocks(takenBack.incident)).toEqual([null, null])
  })
})
