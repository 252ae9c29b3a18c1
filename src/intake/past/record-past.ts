import type { DomainContext } from '../../domain/context.ts'
import { dateEvents } from '../../domain/date-events.ts'
import type { ItemDraft } from '../../domain/draft.ts'
import { createIncident, type Incident, itemsOf } from '../../domain/incident.ts'
import { addSource, takeDraft } from '../../domain/record.ts'
import type { Taking } from '../../domain/taking.ts'
import { datesIn } from '../../domain/written-times.ts'
import type { Ground } from '../load-ground.ts'
import type { PastIncident, PastItem } from './past-incident.ts'
import { plainWords } from './plain-words.ts'

/** Where a document comes from, and who takes it in. */
export interface Provenance {
  /** Below the folder that is imported, with forward slashes. */
  readonly file: string
  readonly part: number
  readonly hash: string
  /** UTC instant. */
  readonly now: string
}

/** A report has a few hundred items at the most; what goes beyond is a log, and stays as notes. */
const mostItems = 1000

/** The role under which the words of documents are kept. */
export const documentRole = 'document'

/**
 * The record of an incident as its document tells it. Each item goes the way of anything that is recorded: an excerpt that the
 * document does not hold is refused (and kept as unplaced), a number or name that it does not hold is inferred.
 */
export function recordPast(past: PastIncident, from: Provenance, context: DomainContext, ground: Ground): Incident {
  const { incident: empty, source } = addSource(createIncident(past.title, from.now), {
    kind: 'document',
    role: documentRole,
    reference: from.part === 1 ? from.file : `${from.file} (${from.part})`,
    text: past.text,
    recordedAt: from.now,
    retracted: false,
  })
  const flat = past.text.replace(/\s+/g, ' ')
  let unsaid: ReadonlySet<string> | undefined
  let quoted: Quoted = { support: '', bare: '', plain: null }
  let draft: ItemDraft = { type: 'answer' }
  const taking: Taking = {
    ...ground,
    source,
    context,
    now: from.now,
    role: documentRole,
    holdsExcerpt: (said, excerpt) =>
      said === past.text ? flat.includes(excerpt.replace(/\s+/g, ' ').trim()) : ground.holdsExcerpt(said, excerpt),
    // What stands there letter for letter needs no search for its numbers and names; nor do the same few dates again and again.
    unsupportedClaims: (text, support, known) => {
      if (support.length < past.text.length || !/^\d{4}-\d\d-\d\d$/.test(text)) {
        if (support !== quoted.support) quoted = { support, bare: withoutMarks(support), plain: null }
        return isWritten(text, quoted) ? [] : ground.unsupportedClaims(text, support, known)
      }
      unsaid ??= unsaidDates(past, ground)
      return unsaid.has(text) && !known?.includes(text) ? [text] : []
    },
    // A zone is only taken where the document names it; that another stands elsewhere in it is no contradiction.
    zoneIn: () => draft.zone ?? null,
  }
  let incident = empty
  const ids = new Map<PastItem, string>()
  const refused = past.items.slice(mostItems).map(({ draft: { excerpt } }) => excerpt ?? '')
  for (const item of [...severityOf(past), ...past.items.slice(0, mostItems)]) {
    const parent = item.explains && ids.get(item.explains)
    draft = parent ? { ...item.draft, parent } : item.draft
    const taken = takeDraft(incident, draft, taking)
    if ('refused' in taken) {
      refused.push(item.draft.excerpt ?? item.draft.text ?? '')
      continue
    }
    ids.set(item, taken.id)
    incident = withDay(taken.incident, taken.id, item)
  }
  return {
    ...dateEvents(incident, ground.instantOf),
    // It is over: what is still to be done stands in its actions.
    closedAt: from.now,
    imported: {
      file: from.file,
      part: from.part,
      hash: from.hash,
      at: from.now,
      source: source.id,
      ...(past.day === null ? {} : { day: past.day }),
      ...(past.severity === null ? {} : { severity: past.severity }),
      tags: [...past.tags],
      unplaced: [...past.unplaced, ...refused],
    },
  }
}

/** The words that an item quotes, as they are compared. */
interface Quoted {
  readonly support: string
  readonly bare: string
  /** Without the targets of links and the marks of lists, on first use. */
  plain: string | null
}

function isWritten(text: string, quoted: Quoted): boolean {
  const wanted = withoutMarks(text)
  // 1650 is 16:50 where a report writes its times so.
  if (/^\d\d:\d\d$/.test(text) && quoted.bare.includes(text.replace(':', ''))) return true
  if (quoted.bare.includes(wanted)) return true
  quoted.plain ??= withoutMarks(plainWords(quoted.support))
  return quoted.plain.includes(wanted)
}

/** Days of its items that a document does not write: those that follow from another, or from the turn of midnight. */
function unsaidDates(past: PastIncident, ground: Ground): ReadonlySet<string> {
  const days = past.items.flatMap(({ draft: { at, due, value } }) =>
    [at, due, value].flatMap((one) => /^\d{4}-\d\d-\d\d/.exec(one ?? '')?.[0] ?? []),
  )
  const unwritten = [...new Set(days)].filter((day) => !past.text.includes(day))
  if (unwritten.length === 0) return new Set()
  const words = past.text.replace(/https?:\S+/g, ' ')
  const dates = datesIn(words).dates.map((date) => date.text)
  const years = words.match(/(?<![\p{L}\p{N}.,:/-])(?:19|20)\d\d(?![\p{L}\p{N}])/gu) ?? []
  return new Set(ground.unsupportedClaims(unwritten.join('\n'), [...dates, ...years].join('\n;\n')))
}

/** Marks and white space are all that a text loses on its way from the document. */
function withoutMarks(text: string): string {
  return text.replace(/[\s*_`~[\]()#>|\\;]+/g, '')
}

/** The day on which an action was done has no place in a draft. */
function withDay(incident: Incident, id: string, { doneOn }: PastItem): Incident {
  if (doneOn === undefined) return incident
  return { ...incident, actions: incident.actions.map((action) => (action.id === id ? { ...action, doneOn } : action)) }
}

/** Only where the document itself counts from 1 to 4 as we do; "P1" and "critical" stay as they are written. */
function severityOf({ severity, text }: PastIncident): PastItem[] {
  const level = /^(?:SEV(?:ERITY)?[- ]?|S)([1-4])\b/i.exec(severity ?? '')?.[1]
  if (severity === null || level === undefined || !text.includes(severity)) return []
  const severities = { '1': 'S1', '2': 'S2', '3': 'S3', '4': 'S4' } as const
  const found = Object.entries(severities).find(([digit]) => digit === level)?.[1]
  return found === undefined
    ? []
    : [{ draft: { type: 'severity', severity: found, excerpt: severity, text: severity } }]
}

/** How many fields of a record are filled, for the report after an import. */
export function countFields(incident: Incident): number {
  const { imported } = incident
  return (
    itemsOf(incident).length + (imported?.day ? 1 : 0) + (imported?.severity ? 1 : 0) + (imported?.tags.length ? 1 : 0)
  )
}
