import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

/** One answer of an answers file: the shape of `record_answers`, and what `postmortem start --from` takes. */
const Saying = z.strictObject({ question: z.string(), said: z.string(), said_by: z.string() })
export type Saying = z.infer<typeof Saying>

/** The real incidents that are played, by the name of their answers file. */
export const incidents = ['mybinder-2018-07-30', 'mybinder-2022-01-27', 'moj-2024-09-20'] as const
export type IncidentName = (typeof incidents)[number]

function answersFile(name: IncidentName): string {
  return new URL(`${name}.yaml`, import.meta.url).pathname
}

export function readSayings(name: IncidentName): Saying[] {
  return z.array(Saying).parse(parse(readFileSync(answersFile(name), 'utf8')))
}

/** What the people answer to whatever they are asked, and what they were asked so far. */
export interface Script {
  readonly asked: { readonly id: string; readonly text: string }[]
  /** The next answer to a question; when all are given, they do not know. */
  answer(id: string, text: string): Saying
}

export function createScript(sayings: readonly Saying[]): Script {
  const left = [...sayings]
  const asked: { id: string; text: string }[] = []
  return {
    asked,
    answer(id, text) {
      asked.push({ id, text })
      const at = left.findIndex((saying) => saying.question === id)
      return left.splice(at, at < 0 ? 0 : 1)[0] ?? { question: id, said: 'dont know', said_by: 'on-call' }
    },
  }
}

/** What one play gave. */
export interface Played {
  readonly asked: Script['asked']
  readonly documents: Readonly<Record<'engineering' | 'product', string>>
}
