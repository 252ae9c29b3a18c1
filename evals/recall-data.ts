import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const Labels = z.object({
  queries: z.array(z.object({ id: z.string(), query: z.string(), relevant: z.array(z.string()) })),
})

/** A question, and the files that a responder would want to be shown; none: nothing like it is on record. */
export interface LabelledQuestion {
  readonly id: string
  readonly query: string
  readonly also: readonly string[]
  readonly relevant: readonly string[]
}

/** The questions of labels.json; `also` is a file of other wordings by the question's id. */
export function readQuestions(folder: string, also: string | undefined): LabelledQuestion[] {
  const { queries } = Labels.parse(readJson(join(folder, 'labels.json')))
  const wordings = also === undefined ? {} : z.record(z.string(), z.array(z.string())).parse(readJson(also))
  return queries.map((question) => ({ ...question, also: wordings[question.id] ?? [] }))
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
