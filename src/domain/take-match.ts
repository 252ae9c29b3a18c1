import type { ItemDraft } from './draft.ts'
import type { Incident, Link } from './incident.ts'
import { readableLine } from './readable.ts'
import { type RefusedItem, shortened, type TakenItem, type Taking } from './taking.ts'

/**
 * Takes a judgement on this incident and another one. Its reason stands in `taking.source`, letter for letter. An earlier
 * judgement on the pair is replaced here and stays in the history.
 */
export function takeMatch(incident: Incident, draft: ItemDraft, taking: Taking): TakenItem | RefusedItem {
  const to = draft.to?.trim().toUpperCase() ?? ''
  if (to === '') return { refused: 'no other incident was named', tryThis: 'send its id in to, for example INC-3' }
  if (to === incident.id) {
    return { refused: `${to} cannot be a match of itself`, tryThis: 'name the other incident in to' }
  }
  if (!taking.others?.has(to)) {
    return {
      refused: `there is no incident "${shortened(draft.to ?? '')}"`,
      tryThis: 'name an id that find_past_incidents or list_incidents returns',
    }
  }
  if (draft.likeness === undefined) {
    return {
      refused: `nothing says how alike ${incident.id} and ${to} are`,
      tryThis: 'send likeness: same mechanism, same surface only, or unrelated',
    }
  }
  const quoted = draft.excerpt ?? draft.text ?? taking.source.text
  const isQuoted = [draft.excerpt, draft.text].every(
    (words) => words === undefined || taking.holdsExcerpt(taking.source.text, words),
  )
  if (!isQuoted) {
    return {
      refused: `the reason is not in what was said: "${shortened(quoted)}"`,
      tryThis: 'put the reason into said, and quote it in text letter for letter',
    }
  }
  const before = incident.links.find((link) => link.to === to)
  const link: Link = {
    to,
    likeness: draft.likeness,
    reason: readableLine(draft.text ?? quoted),
    role: taking.role,
    at: taking.now,
    source: taking.source.id,
  }
  if (before && before.likeness === link.likeness && before.reason === link.reason && before.role === link.role) {
    return { incident, id: to, what: 'unchanged', summary: describeLink(before), inferred: [] }
  }
  return {
    incident: { ...incident, links: [...incident.links.filter((other) => other !== before), link] },
    id: to,
    what: before ? 'edited' : 'added',
    summary: describeLink(link),
    ...(before ? { before: `${describeLink(before)} (${before.role})` } : {}),
    inferred: [],
  }
}

/** The role under which a calling model sends its own judgement. */
export function isAssistant(role: string): boolean {
  return role.trim().toLowerCase() === 'assistant'
}

/** A model may judge, but what happened is told by people and documents. */
export function refuseOwnWords(): RefusedItem {
  return {
    refused: 'an assistant’s own words are no evidence of what happened; only a match can rest on them',
    tryThis: 'send the words of a person or a document, with their role in said_by',
  }
}

function describeLink({ to, likeness, reason }: Link): string {
  return `${to}: ${likeness}: ${shortened(reason)}`
}
