import { describe, expect, it } from 'vitest'
import type { Answer, CorrectiveAction, Incident, TimelineEvent, Why } from '../../src/domain/incident.ts'
import { createIncident } from '../../src/domain/incident.ts'
import { exampleNow } from './full-incident.ts'
import { render } from './render.ts'

// Records as a tired person's answers leave them; the words are those of test/corpus.

const told = 'we unpaused the pipeline. a queued change destroyed the routes'
const base = createIncident('we unpaused the pipeline', exampleNow)
const item = {
  id: '',
  revision: 1,
  evidence: [{ source: 'said-1', excerpt: 'x' }],
  inferred: [],
  kind: 'fact' as const,
}
const sources = ['said-1', 'said-2'].map((id) => ({
  ...{
    id,
    kind: 'operator recollection' as const,
    role: 'on-call',
    text: 'x',
    recordedAt: exampleNow,
    retracted: false,
  },
}))

function record(parts: Partial<Incident> & { said?: Readonly<Record<string, string | string[]>> }): Incident {
  const { said = {}, ...rest } = parts
  const answers: Answer[] = Object.entries({ 'what-happened': told, ...said }).flatMap(([question, texts]) =>
    [texts].flat().map((text) => ({ ...item, id: `answer-${question}`, question, text })),
  )
  return { ...base, id: 'INC-1', sources, answers, ...rest }
}

const at = (clock: string, text: string, moments: TimelineEvent['moments'] = []): TimelineEvent => ({
  ...{ ...item, id: `event-${clock}`, text, moments, at: `2026-03-03T${clock}:00Z` },
  when: {
    ...{
      said: clock,
      date: '2026-03-03',
      clock: `${String(Number(clock.slice(0, 2)) - 7).padStart(2, '0')}${clock.slice(2)}`,
    },
    ...{ zone: '-07:00', zoneAssumed: false, dateAsked: false, approximate: false },
  },
})
const action = (parts: Partial<CorrectiveAction>): CorrectiveAction => ({
  ...{ ...item, id: 'action-1', text: 'alert on low launches', scope: 'engineering', status: 'open' },
  ...parts,
})

describe('a rough record', () => {
  it('is titled with its effect once somebody told it for everybody, unless somebody gave a title', () => {
    const summary = 'services could not be reached for 11 minutes. a change ran by itself'
    const title = (incident: Incident) => /^# .*/m.exec(render('product', incident).markdown)?.[0]
    expect(title(record({}))).toBe('# Product post-mortem INC-1: We unpaused the pipeline')
    expect(title(record({ said: { summary } }))).toBe(
      '# Product post-mortem INC-1: Services could not be reached for 11 minutes',
    )
    expect(title(record({ said: { summary }, title: 'Routes gone' }))).toBe('# Product post-mortem INC-1: Routes gone')
  })

  it('gives each sentence a capital, and leaves names and abbreviations alone', () => {
    const said = { 'users-saw': 'launches were slow, e.g. a minute. nobody got in. kubectl-proxy said no' }
    expect(render('engineering', record({ said })).markdown).toContain(
      'Launches were slow, e.g. a minute. Nobody got in. kubectl-proxy said no. [said-1]',
    )
  })

  it('sets fragments apart and names their source once', () => {
    const said = { 'manual-work': ['deleted the pod twice', 'banned the repo'] }
    expect(render('engineering', record({ said })).markdown).toContain(
      '- **Work by hand:** Deleted the pod twice; Banned the repo [said-1]',
    )
  })

  it('shows of the actions what anybody said, and says once what all of them lack', () => {
    const actions = [action({}), action({ id: 'action-2', text: 'look at the queue', owner: 'platform team' })]
    const { markdown } = render('engineering', record({ actions }))
    expect(markdown).toContain('| # | Action | Owner | Due | Status |')
    expect(markdown).toContain('Action 1 still lacks an owner, a date,')
    expect(markdown).toContain('Action 2 still lacks a date,')
    expect(render('engineering', record({ actions: [action({}), action({ id: 'action-2' })] })).markdown).toContain(
      'All still lack an owner',
    )
  })

  it('asks no plan of an action that is done', () => {
    const { markdown } = render('engineering', record({ actions: [action({ status: 'done', type: 'prevent' })] }))
    expect(markdown).toContain('Action 1 still lacks the factor that it answers.')
  })

  it('shows the clock as people said it beside UTC, and the source of most events once', () => {
    const timeline = [
      at('18:20', 'we notice it', ['detected']),
      at('18:40', 'restarted it'),
      { ...at('19:00', 'graph falls'), evidence: [{ source: 'said-2', excerpt: 'x' }] },
      at('22:11', 'back', ['restored']),
    ]
    const { markdown } = render('engineering', record({ timeline }))
    expect(markdown).toContain('Source, where no other stands: [said-1].')
    expect(markdown).toContain('| 18:20 | 11:20 | We notice it. | **detected** |')
    expect(markdown).toContain('| 19:00 | 12:00 | Graph falls. [said-2] |')
    expect(markdown).toContain('| Duration | At least 3 h 51 min, from detection to recovery |')
  })

  it('names a guess at the end of the chain as one, not as the root cause', () => {
    const why: Why = {
      ...item,
      id: 'why-1',
      text: 'perhaps the build',
      kind: 'hypothesis',
      track: 'happened',
      parent: null,
    }
    const { markdown } = render('engineering', record({ whys: [why] }))
    expect(markdown).toContain(
      '**Root cause:** *Not put in one sentence yet.* Deepest cause so far: Perhaps the build *(hypothesis',
    )
    expect(markdown).not.toContain('Perhaps the build *(hypothesis; no check yet)* [said-1] Supported by')
  })

  it('says who was asked where they gave no reason, and quotes a reason', () => {
    const skipped = (question: string, reason: string) => ({ question, reason, role: 'support', at: exampleNow })
    const skippedQuestions = [skipped('workarounds', 'dont know'), skipped('users-saw', 'no screenshots were kept')]
    const { markdown } = render('engineering', record({ skippedQuestions }))
    expect(markdown).toContain('- What did users try, or do instead, to get on with it? (asked: support)')
    expect(markdown).toContain('(support: “no screenshots were kept”)')
  })

  it('lists sources by who said them, on the product page only those that it cites', () => {
    expect(render('engineering', record({})).markdown).toContain(
      `- on-call, operator recollection, ${exampleNow.slice(0, 10)}: said-1, said-2`,
    )
    expect(render('product', record({ said: { assumption: 'we assumed an empty queue' } })).markdown).toContain(
      `- on-call, operator recollection, ${exampleNow.slice(0, 10)}: said-1\n`,
    )
  })
})
