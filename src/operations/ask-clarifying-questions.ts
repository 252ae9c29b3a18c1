import { z } from 'zod'
import { openQuestions } from '../domain/questions.ts'
import { readableLine } from '../domain/readable.ts'
import { type Deps, defineOperation } from './operation.ts'
import { record } from './record-answers.ts'
import {
  AskedQuestion,
  adviseNext,
  incidentId,
  lookAt,
  nextQuestions,
  presentQuestions,
  readyDocuments,
  toAsked,
} from './situation.ts'

const input = z.strictObject({
  incident_id: incidentId,
  of: z.enum(['on-call', 'support', 'product']).optional().describe('Only questions best asked of this role'),
  count: z.number().int().min(1).max(3).optional().describe('Default 3'),
})

const output = z.object({
  incident_id: z.string(),
  title: z.string(),
  /** What was recorded from a form, one line each. */
  recorded: z.array(z.string()),
  questions: z.array(AskedQuestion),
  open: z.number(),
  ready: z.object({ engineering: z.boolean(), product: z.boolean() }),
  next: z.string(),
})

export const askClarifyingQuestions = defineOperation({
  name: 'ask_clarifying_questions',
  title: 'Ask clarifying questions',
  description:
    'The next one to three open questions of a post-mortem, most important first, each with the reason for asking. Where the client can show a form the person answers there and the answers are recorded as said; otherwise put the questions to the person yourself, and wait. Never answer them yourself.',
  effect: 'writes',
  input,
  output,
  run: nextRound,
  present(result) {
    const heading = `${result.incident_id}: ${result.title.replace(/[.!?…]+$/, '')}. ${result.open === 0 ? 'No question is open.' : `${result.open} questions are open.`}`
    const recorded = result.recorded.length > 0 ? `Recorded from the form:\n${result.recorded.join('\n')}` : ''
    return [heading, recorded, presentQuestions(result.questions), result.next]
      .filter((part) => part !== '')
      .join('\n\n')
  },
  form(result) {
    if (result.questions.length === 0) return null
    return {
      message: `${result.title}: rough answers are fine. Leave a field empty to come back to it later.`,
      fields: result.questions.map((question) => ({
        id: question.id,
        title: question.question,
        description: question.why,
        ...(question.choices ? { choices: question.choices } : {}),
      })),
    }
  },
  async accept(request, filled, deps) {
    const recorded: string[] = []
    for (const [question, said] of Object.entries(filled)) {
      if (readableLine(said) === '') continue
      const result = await record(
        { incident_id: request.incident_id, said, said_by: request.of ?? 'team', question },
        deps,
      )
      recorded.push(...result.taken.map((taken) => `- ${taken.id}: ${taken.summary}`))
      recorded.push(
        ...result.refused.map((refused) => `- not taken (${question}): ${refused.reason}; ${refused.try_this}`),
      )
    }
    return { ...(await nextRound(request, deps)), recorded }
  },
})

async function nextRound(request: z.output<typeof input>, deps: Deps): Promise<z.output<typeof output>> {
  const context = await deps.context()
  const asking = lookAt(await deps.store.load(request.incident_id), context)
  const open = openQuestions(asking)
  const questions = request.of
    ? open
        .filter((question) => question.audience === request.of || question.audience === 'everybody')
        .slice(0, request.count ?? 3)
        .map(toAsked)
    : nextQuestions(asking, request.count)
  const ready = readyDocuments(asking)
  return {
    incident_id: asking.incident.id,
    title: readableLine(asking.incident.title),
    recorded: [],
    questions,
    open: open.length,
    ready,
    next: adviseNext(asking.incident.id, questions, ready.engineering),
  }
}
