import { describe, expect, it } from 'vitest'
import { defaultContext } from '../../src/domain/default-context.ts'
import { createIncident, type Incident } from '../../src/domain/incident.ts'
import type { Asking } from '../../src/domain/question.ts'
import { findQuestion, isThin, openQuestions, questions, unknownQuestions } from '../../src/domain/questions.ts'

const empty = createIncident('x', '2026-03-03T12:00:00.000Z')
const context = { ...defaultContext, areas: [{ name: 'Checkout', otherNames: [] }] }
const item = { revision: 1, evidence: [], inferred: [], kind: 'fact' as const }

/** Answers whatever is asked, one question at a time, as a person would, and returns the ids in the order of asking. */
function askUntilDone(start: Incident): string[] {
  let incident = start
  const put: string[] = []
  while (put.length < 100) {
    const asking: Asking = { incident, context, severity: 'S2' }
    const next = openQuestions(asking)[0]
    if (!next) break
    put.push(next.id)
    const id = `answer-${put.length}`
    const text = `an answer of more than six words to ${next.id}`
    if (next.reading === 'why') {
      const track = next.id === 'why-noticed' ? 'noticed' : next.id === 'why-ended' ? 'ended' : 'happened'
      // Every link is a branch of its own: the worst case, since it also asks for the root cause.
      incident = { ...incident, whys: [...incident.whys, { ...item, id, text, track, parent: null }] }
    } else if (findQuestion(next.id)?.answered) {
      incident = {
        ...incident,
        skippedQuestions: [
          ...incident.skippedQuestions,
          { question: next.id, reason: '', role: 'team', at: empty.createdAt },
        ],
      }
      if (next.id === 'what-happened') incident = { ...incident, answers: [{ ...item, id, text, question: next.id }] }
    } else {
      incident = { ...incident, answers: [...incident.answers, { ...item, id, text, question: next.id }] }
    }
  }
  return put
}

describe('the questions', () => {
  it('come to what every post-mortem needs before what only some have an answer to', () => {
    const order = questions.map(({ id }) => id)
    const last = Math.max(
      ...['seen-before', 'went-well', 'lucky', 'product-fix', 'actions'].map((id) => order.indexOf(id)),
    )
    for (const id of ['revenue', 'silent-success', 'heard-otherwise', 'evidence', 'decisions', 'tag'])
      expect(order.indexOf(id)).toBeGreaterThan(last)
  })

  it('ask one incident at most 40 times, branches and product areas included', () => {
    const when = {
      said: '2pm',
      date: null,
      clock: '14:00',
      zone: 'UTC',
      zoneAssumed: true,
      dateAsked: false,
      approximate: true,
    }
    const undated = { ...empty, timeline: [{ ...item, id: 'event-1', text: 'x', when, at: null, moments: [] }] }
    const put = askUntilDone(undated)
    expect(put.length).toBeGreaterThan(30)
    expect(put.length).toBeLessThanOrEqual(40)
  })

  it('leave out only extras, and the document still shows those as unknown', () => {
    const put = new Set(askUntilDone(empty))
    const leftOut = unknownQuestions({ incident: empty, context, severity: 'S2' }).filter(
      (question) => !put.has(question.id),
    )
    for (const question of leftOut) expect(findQuestion(question.id)).toMatchObject({ isExtra: true })
  })

  it('begin with what is required before any document', () => {
    const first = openQuestions({ incident: empty, context, severity: null }).slice(0, 3)
    expect(first.map((question) => question.id)).toEqual(['what-happened', 'customers-affected', 'timeline'])
    expect(first.every((question) => question.required)).toBe(true)
  })

  it('ask for no product lesson where the severity needs none', () => {
    const ids = openQuestions({ incident: empty, context, severity: 'S3' }).map((question) => question.id)
    expect(ids).not.toContain('assumption')
    expect(ids).toContain('support-view')
  })

  it('ask "what" and "how", never "who did it", each with a reason', () => {
    for (const question of questions) {
      const text = question.ask({ incident: empty, context, severity: null })
      expect(text).toMatch(/\?|:/)
      expect(text).not.toMatch(/\bwhose fault|who (?:did|caused|broke|pressed)\b/i)
      expect(question.why.split(' ').length).toBeGreaterThan(4)
    }
  })

  it.each([
    ['login issue resolved', true],
    ['outage', true],
    ['Mobile users hit a blank screen after a config change', false],
  ])('take "%s" for thin: %s', (text, thin) => {
    expect(isThin(text)).toBe(thin)
  })
})
