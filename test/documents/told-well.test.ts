import { describe, expect, it } from 'vitest'
import type { Answer, Incident } from '../../src/domain/incident.ts'
import { exampleContext, fullIncident, thinIncident } from './full-incident.ts'
import { render } from './render.ts'

const answer = (question: string, text: string, number = 90): Answer => ({
  id: `answer-${number}`,
  revision: 1,
  evidence: [{ source: 'said-1', excerpt: text }],
  inferred: [],
  kind: 'fact',
  question,
  text,
})

/** The thin incident with what happened told in these words. */
function told(text: string, more: Partial<Incident> = {}): Incident {
  const title = text.split(/[.!?]/)[0] ?? text
  const others = thinIncident.answers.filter(({ question }) => question !== 'what-happened')
  return {
    ...thinIncident,
    title,
    ...more,
    answers: [answer('what-happened', text), ...others, ...(more.answers ?? [])],
  }
}

const engineering = (incident: Incident) => render('engineering', incident).markdown

describe('the summary', () => {
  it('leaves a sentence that blames to the record where others tell what happened, and says so', () => {
    const text = 'We lost a day of survey answers. Kim typed the wrong host, that is all there is to it really.'
    const markdown = engineering(told(text))
    expect(markdown).not.toContain('Kim')
    expect(markdown).toMatch(
      /We lost a day of survey answers\. \[said-1\] \*\(A sentence about who it was is left to the record\.\)\*/,
    )
  })

  it('keeps the only sentence there is, whatever it says', () => {
    expect(engineering(told('Kim typed the wrong host and wiped production.'))).toContain('Kim typed the wrong host')
  })

  it('takes no blaming sentence for the title', () => {
    const markdown = engineering(told('It was all the fault of Kim. We lost a day of survey answers.'))
    expect(markdown).toContain('# Post-mortem INC-8: We lost a day of survey answers\n')
  })
})

describe('the title', () => {
  const date = { ...answer('date', '3 March 2026', 91), value: '2026-03-03' }

  it.each([
    [
      'Yesterday the roster imports got stuck for a lot of schools.',
      'The roster imports got stuck for a lot of schools',
    ],
    [
      'Some people were charged twice for the same order last week.',
      'Some people were charged twice for the same order',
    ],
    ['We lost a day of survey answers on Monday.', 'We lost a day of survey answers'],
    ["Yesterday's release broke the login for all schools.", "Yesterday's release broke the login for all schools"],
    ['The Monday report was empty for all of our customers.', 'The Monday report was empty for all of our customers'],
  ])('drops the day that only its teller can place, once the date is known: %s', (text, title) => {
    expect(engineering(told(text, { answers: [date] }))).toContain(`# Post-mortem INC-8: ${title}\n`)
    expect(engineering(told(text))).toContain(`# Post-mortem INC-8: ${text.slice(0, -1)}\n`)
  })
})

describe('what is told once', () => {
  it('prints no answer beside the link that says the same', () => {
    const noticed = fullIncident.whys.find(({ track }) => track === 'noticed')
    if (!noticed) throw new Error('the example has such a link')
    const same = answer('why-noticed', `${noticed.text.toUpperCase()}!`)
    const other = answer('why-noticed', 'The pager was on the wrong rota.', 92)
    const markdown = engineering({ ...fullIncident, answers: [...fullIncident.answers, same, other] })
    expect(markdown).not.toContain(noticed.text.toUpperCase())
    expect(markdown).toContain('- The pager was on the wrong rota.')
  })

  it('shows which part was affected with all its numbers', () => {
    const reach = { ...answer('customers-affected', '412 orders, that is 398 different customers. We checked twice.') }
    const answers = [...thinIncident.answers.filter(({ question }) => question !== 'customers-affected'), reach]
    expect(engineering({ ...thinIncident, answers })).toContain(
      '| Blast radius | 412 orders, that is 398 different customers | – |',
    )
  })

  it('asks a reader nothing that only somebody in the interview can do', () => {
    const whys = fullIncident.whys.slice(0, 1)
    const answers = fullIncident.answers.filter(({ question }) => question !== 'tag')
    const markdown = engineering({ ...fullIncident, whys, actions: fullIncident.actions.slice(0, 1), answers })
    expect(markdown).not.toContain('Say "enough"')
    expect(markdown).not.toContain('things will change?')
    expect(markdown).toContain('- Which of these fits best? (bad data / weak UX /')
  })
})

describe('what nobody said word for word', () => {
  it('is told to be a reading: the type of an action, unless it was named', () => {
    const [action] = fullIncident.actions
    if (!action) throw new Error('the example has actions')
    const reading = 'a reading of the words'
    expect(engineering({ ...fullIncident, actions: [action] })).toContain(reading)
    const evidence = [{ source: 'said-1', excerpt: `(${action.type}, ${action.strength})` }]
    expect(engineering({ ...fullIncident, actions: [{ ...action, evidence }] })).not.toContain(reading)
  })
})

describe('the timeline', () => {
  it('tells a zone that somebody named from one that was assumed', () => {
    const timeline = fullIncident.timeline.map((event) => ({ ...event, when: { ...event.when, zoneAssumed: true } }))
    const incident = { ...fullIncident, timeline }
    const there = render('engineering', incident, { ...exampleContext, timeZone: 'UTC' }).markdown
    expect(there).toContain('Europe/Berlin named once and taken for 12 of 12.')
    expect(engineering(incident)).toContain('Europe/Berlin assumed for 12 of 12.')
  })

  it('shows an event of which only the day is known on that day, and says nothing of a zone where all is UTC', () => {
    const [first] = fullIncident.timeline
    if (!first) throw new Error('the example has events')
    const utc = { ...first.when, zone: 'UTC', zoneAssumed: false }
    const when = { ...utc, date: '2026-03-05', clock: null }
    const reported = { ...first, id: 'event-99', text: 'Reported to the authority.', at: null, moments: [], when }
    const markdown = engineering({ ...fullIncident, timeline: [reported, { ...first, when: utc }] })
    expect(markdown).toMatch(/\| 03-03 \d\d:\d\d .*\n\| 03-05 \|.*Reported to the authority\./)
    expect(markdown).not.toContain('Spoken in')
  })
})
