import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { createIncident, type Incident } from '../src/domain/incident.ts'

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

export interface CorpusFile {
  /** Below the folder of the corpus, with forward slashes. */
  readonly file: string
  readonly text: string
}

/** All reports of the folder: Markdown files that lie in folders. */
export function readCorpus(folder: string): CorpusFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.md') && file.includes('/'))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
}

/** The questions of labels.json; `also` is a file of other wordings by the question's id. */
export function readQuestions(folder: string, also: string | undefined): LabelledQuestion[] {
  const { queries } = Labels.parse(readJson(join(folder, 'labels.json')))
  const wordings = also === undefined ? {} : z.record(z.string(), z.array(z.string())).parse(readJson(also))
  return queries.map((question) => ({ ...question, also: wordings[question.id] ?? [] }))
}

/** The report as a record: its title, its day and its whole text as one source. */
export function toRecord({ file, text }: CorpusFile): Incident {
  const front = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text)
  const body = front === null ? text : text.slice(front[0].length)
  const titled = /^title:\s*['"]?(.+?)['"]?\s*$/m.exec(front?.[1] ?? '')?.[1]
  const day = /^date:\s*['"]?(\d{4}-\d\d-\d\d)/m.exec(front?.[1] ?? '')?.[1] ?? '2020-01-01'
  const now = `${day}T00:00:00.000Z`
  const title = titled ?? /^#+[ \t]+(.+)$/m.exec(body)?.[1] ?? file
  return {
    ...createIncident(title, now),
    sources: [{ id: 'said-1', kind: 'document', role: 'document', text, recordedAt: now, retracted: false }],
    imported: { file, part: 1, hash: file, at: now, source: 'said-1', day, tags: [], unplaced: [] },
    sequence: 1,
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
