import { describe, expect, it } from 'vitest'
import { defaultContext } from '../../src/domain/default-context.ts'
import { createIncident, type Incident } from '../../src/domain/incident.ts'
import { openQuestions, questions, symptomOf } from '../../src/domain/questions.ts'
import { singleQuestions } from '../corpus/figures.ts'

const now = '2026-03-04T09:00:00.000Z'
const asking = (incident: Incident) => ({ incident, context: defaultContext, severity: 'S2' as const })

function withAnswers(answers: Readonly<Record<string, string>>): Incident {
  return {
    ...createIncident('Checkout down', now),
    answers: Object.entries(answers).map(([question, text], at) => ({
      ...{ id: `answer-${at + 1}`, revision: 1, evidence: [], inferred: [], kind: 'fact' as const },
      ...{ question, text },
    })),
  }
}

describe('the questions', () => {
  it.each(questions.map((question) => [question.id, question] as const))('asks one thing with %s', (_, question) => {
    expect(singleQuestions(question.ask(asking(createIncident('x', now))))).toBe(1)
  })

  it('does not ask where else an assumption holds while nobody could name one', () => {
    const skippedQuestions = [{ question: 'assumption', reason: 'dont know', role: 'product', at: now }]
    const open = openQuestions(asking({ ...createIncident('x', now), skippedQuestions }))
    expect(open.map((question) => question.id)).not.toContain('assumption-elsewhere')
  })
})

describe('the symptom that the whys begin with', () => {
  it('is what users saw', () => {
    const incident = withAnswers({ 'what-happened': 'the pool was empty', 'users-saw': 'nothing loaded after Pay' })
    expect(symptomOf(incident)).toBe('nothing loaded after Pay')
  })

  it('is what happened where users saw nothing', () => {
    const incident = withAnswers({ 'what-happened': 'the pool was empty', 'users-saw': 'nothing that we know of' })
    expect(symptomOf(incident)).toBe('the pool was empty')
  })
})
