import type { DraftedItems } from '../../claude/extraction.ts'
import { type AnyItem, itemsOf } from '../../domain/incident.ts'
import type { Deps } from '../../operations/operation.ts'
import { recordAnswers } from '../../operations/record-answers.ts'
import { runOperation } from '../run-operation.ts'
import type { Notes } from './gather-notes.ts'

/** What became of one text or export. */
export interface Recorded {
  readonly name: string
  /** Each with the line of the text that it came from, from 1. */
  readonly taken: readonly { readonly id: string; readonly summary: string; readonly line: number | null }[]
  readonly refused: readonly { readonly excerpt: string; readonly reason: string }[]
}

/** Most items that `record_answers` takes at once. */
export const atOnce = 200

/** Keeps the text whole as a source, and takes the items whose excerpts stand in it. */
export async function recordNotes(id: string, notes: Notes, items: DraftedItems, deps: Deps): Promise<Recorded> {
  const taken: { id: string; summary: string }[] = []
  const refused = [...items.misfits]
  // Also where nothing was drawn: the words are kept.
  for (let start = 0; start === 0 || start < items.drafts.length; start += atOnce) {
    const drafts = items.drafts.slice(start, start + atOnce)
    const result = await runOperation(
      recordAnswers,
      {
        incident_id: id,
        said: notes.text,
        said_by: 'notes',
        source: 'document',
        reference: notes.name.slice(-2000),
        items: drafts,
      },
      deps,
    )
    taken.push(...result.taken.map(({ id: item, summary }) => ({ id: item, summary })))
    refused.push(...result.refused.map(({ item, reason }) => ({ excerpt: drafts[item - 1]?.excerpt ?? '', reason })))
  }
  const byId = new Map(itemsOf(await deps.store.load(id)).map((item) => [item.id, item]))
  return {
    name: notes.name,
    taken: taken.map((one) => ({ ...one, line: lineOf(notes.text, excerptOf(byId.get(one.id))) })),
    refused,
  }
}

function excerptOf(item: AnyItem | undefined): string {
  return item?.evidence.at(-1)?.excerpt ?? ''
}

/** The line, from 1, on which an excerpt begins; white space may differ, as everywhere. Null where it does not stand. */
export function lineOf(text: string, excerpt: string): number | null {
  const words = excerpt.trim().split(/\s+/)
  if (words[0] === '' || words[0] === undefined) return null
  const found = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+')).exec(text)
  return found === null ? null : text.slice(0, found.index).split('\n').length
}
