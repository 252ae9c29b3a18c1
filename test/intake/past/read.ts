import type { PastIncident, PastItem } from '../../../src/intake/past/past-incident.ts'
import { readMarkdown } from '../../../src/intake/past/read-file.ts'
import { loadParser } from '../../../src/review/document/parse-markdown.ts'

/** The incidents of a Markdown text, each read. */
export async function readAll(text: string, name = 'report'): Promise<PastIncident[]> {
  const { incidents } = await readMarkdown(text, name, await loadParser())
  return incidents.map((one) => one.read())
}

export async function readOne(text: string, name?: string): Promise<PastIncident> {
  const [only] = await readAll(text, name)
  return only!
}

export function ofType(past: PastIncident, type: PastItem['draft']['type']): PastItem['draft'][] {
  return past.items.map(({ draft }) => draft).filter((draft) => draft.type === type)
}

/** Texts of the answers to a question. */
export function answers(past: PastIncident, question: string): (string | undefined)[] {
  return ofType(past, 'answer')
    .filter((draft) => draft.question === question)
    .map(({ text }) => text)
}

export function texts(past: PastIncident, type: PastItem['draft']['type']): (string | undefined)[] {
  return ofType(past, type).map(({ text }) => text)
}
