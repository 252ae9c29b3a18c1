import { z } from 'zod'
import type { DomainContext } from '../domain/context.ts'
import type { Incident } from '../domain/incident.ts'
import type { Asking, PutQuestion } from '../domain/question.ts'
import { openQuestions } from '../domain/questions.ts'
import { readableLine } from '../domain/readable.ts'
import { assessDocument } from '../domain/readiness.ts'
import { classifySeverity } from '../domain/severity.ts'

/** A question as every operation returns it. */
export const AskedQuestion = z.object({
  id: z.string(),
  question: z.string(),
  why: z.string(),
  best_asked_of: z.string(),
  choices: z.array(z.string()).optional(),
  required: z.boolean(),
})
export type AskedQuestion = z.infer<typeof AskedQuestion>

/** Described once, where it is first met: in start_post_mortem. */
export const incidentId = z.string()

/** A role, or a reason: text of which something can be seen. */
export const visibleText = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => readableLine(text) !== '', 'text in which something can be read')

/** What asking and judging start from: the record, the company, and the severity as it stands. */
export function lookAt(incident: Incident, context: DomainContext): Asking {
  return { incident, context, severity: classifySeverity(incident, context).severity }
}

/** The next questions, at most `count`, most important first. */
export function nextQuestions(asking: Asking, count = 3): AskedQuestion[] {
  return openQuestions(asking).slice(0, count).map(toAsked)
}

export function toAsked(question: PutQuestion): AskedQuestion {
  return {
    id: question.id,
    question: question.text,
    why: question.why,
    best_asked_of: question.audience,
    ...(question.choices ? { choices: [...question.choices] } : {}),
    required: question.required,
  }
}

/** Whether each document could be generated now without visible gaps. */
export function readyDocuments(asking: Asking): { engineering: boolean; product: boolean } {
  return {
    engineering: assessDocument('engineering', asking).required.length === 0,
    product: assessDocument('product', asking).required.length === 0,
  }
}

/** What to do after questions were returned, said to the calling model. */
export function adviseNext(id: string, questions: readonly AskedQuestion[], ready: boolean): string {
  if (questions.length > 0) {
    return `Put ${questions.length === 1 ? 'this question' : 'these questions'} to the person and wait for the answer. Then call record_answers for ${id} with their words, letter for letter, in said.${ready ? ' The documents can be generated at any time; what is open will be shown as unknown.' : ''}`
  }
  return `Nothing is open. Show the person the documents with generate_post_mortem for ${id}, and ask where to deliver them: here in the chat, as Markdown files, or in Notion.`
}

/** Questions as a numbered list that can be read out. */
export function presentQuestions(questions: readonly AskedQuestion[]): string {
  return questions
    .map((question, index) => {
      const choices = question.choices ? `\n   Choices: ${question.choices.join(' / ')}` : ''
      const audience = question.best_asked_of === 'everybody' ? '' : ` Best asked of: ${question.best_asked_of}.`
      return `${index + 1}. ${readableLine(question.question)} [${question.id}${question.required ? ', required' : ''}]${choices}\n   Why: ${question.why}${audience}`
    })
    .join('\n')
}

/** Somebody's words for a message: one readable line, at most 160 characters. */
export function clipped(text: string): string {
  const line = readableLine(text)
  return line.length > 160 ? `${line.slice(0, 159).trimEnd()}…` : line
}
