import type { ItemDraft } from './draft.ts'
import { type AnyItem, type Incident, itemsOf, type TimelineEvent } from './incident.ts'
import { findQuestion, isThin } from './questions.ts'
import { readableLine } from './readable.ts'
import { mergeDraft, shapeItem } from './shape-item.ts'
import type { Evidence, Source } from './statement.ts'
import { isAssistant, refuseOwnWords, takeMatch } from './take-match.ts'
import { type Collection, type RefusedItem, shortened, type TakenItem, type Taking, unknownQuestion } from './taking.ts'

const collections: Readonly<Record<string, Collection>> = {
  answer: 'answers',
  event: 'timeline',
  why: 'whys',
  factor: 'factors',
  action: 'actions',
  lesson: 'lessons',
  decision: 'decisions',
}

/** Takes one draft into the record, or says why not. The words it quotes must be in `taking.source`. */
export function takeDraft(incident: Incident, draft: ItemDraft, taking: Taking): TakenItem | RefusedItem {
  if (draft.type === 'match') return takeMatch(incident, draft, taking)
  if (isAssistant(taking.role)) return refuseOwnWords()
  if (draft.type === 'skip') return skipQuestion(incident, draft, taking)
  if (draft.type === 'severity') return overruleSeverity(incident, draft, taking)
  if (draft.type === 'retract') return retractSource(incident, draft, taking)
  if (draft.type === 'confirm' || draft.type === 'remove') return settleItem(incident, draft, taking)
  const excerpt = draft.excerpt ?? taking.source.text
  if (!taking.holdsExcerpt(taking.source.text, excerpt)) {
    return {
      refused: `the excerpt is not in what was said: "${shortened(excerpt)}"`,
      tryThis: 'quote the words letter for letter from said, or ask the person and send their new words',
    }
  }
  return draft.id === undefined ? addItem(incident, draft, excerpt, taking) : editItem(incident, draft, excerpt, taking)
}

/** Gives the source its id and appends it. The same words by the same role are kept once. */
export function addSource(
  incident: Incident,
  source: Omit<Source, 'id'>,
): { incident: Incident; source: Source; isNew: boolean } {
  const same = incident.sources.find(
    (other) =>
      !other.retracted &&
      other.text === source.text &&
      other.role === source.role &&
      other.kind === source.kind &&
      other.reference === source.reference,
  )
  if (same) return { incident, source: same, isNew: false }
  const sequence = incident.sequence + 1
  const added: Source = { ...source, id: `said-${sequence}` }
  return { incident: { ...incident, sequence, sources: [...incident.sources, added] }, source: added, isNew: true }
}

function addItem(incident: Incident, draft: ItemDraft, excerpt: string, taking: Taking): TakenItem | RefusedItem {
  const shaped = shapeItem(incident, draft, excerpt, taking)
  if ('refused' in shaped) return shaped
  const twin = itemsOf(incident).find((item) => isTwin(item, shaped.item, shaped.collection, incident))
  if (twin) {
    return { incident, id: twin.id, what: 'unchanged', summary: describe(twin), inferred: twin.inferred }
  }
  const sequence = incident.sequence + 1
  const item = { ...shaped.item, id: `${draft.type}-${sequence}` }
  return {
    incident: withItem({ ...incident, sequence }, shaped.collection, item),
    id: item.id,
    what: 'added',
    summary: describe(item),
    inferred: item.inferred,
  }
}

function editItem(incident: Incident, draft: ItemDraft, excerpt: string, taking: Taking): TakenItem | RefusedItem {
  const found = findItem(incident, draft)
  if ('refused' in found) return found
  const { item: before, collection } = found
  if (collection !== collections[draft.type]) {
    return { refused: `${before.id} is no ${draft.type}`, tryThis: 'send it with the type that its id begins with' }
  }
  if ('question' in before && draft.question !== undefined && draft.question !== before.question) {
    return {
      refused: `${before.id} answers "${before.question}", not "${shortened(draft.question)}"`,
      tryThis: 'remove it, and record the words for the other question',
    }
  }
  const corrected = isCorrection(draft) ? { ...draft, text: excerpt } : draft
  const shaped = shapeItem(incident, mergeDraft(before, corrected), excerpt, taking)
  if ('refused' in shaped) return shaped
  const evidence: Evidence[] = [...before.evidence, ...shaped.item.evidence]
  const support = evidence.map((one) => one.excerpt).join('\n')
  const item = {
    ...shaped.item,
    id: before.id,
    revision: before.revision + 1,
    evidence,
    inferred: shaped.item.inferred.filter((claim) => taking.unsupportedClaims(claim, support).length > 0),
  }
  return {
    incident: withItem(incident, collection, item),
    id: item.id,
    what: 'edited',
    summary: describe(item),
    before: describe(before),
    inferred: item.inferred,
  }
}

/**
 * New words without anything else are the correction itself. So are those of an answer beside its choice, unless they only say
 * yes to it: what they agree with is the answer.
 */
function isCorrection(draft: ItemDraft): boolean {
  const beside =
    draft.type === 'answer' && draft.excerpt !== undefined && !isThin(draft.excerpt) ? ['value', 'kind'] : []
  const bare = ['type', 'id', 'revision', 'excerpt', 'question', ...beside]
  return Object.keys(draft).every((key) => bare.includes(key))
}

function settleItem(incident: Incident, draft: ItemDraft, taking: Taking): TakenItem | RefusedItem {
  const found = findItem(incident, draft)
  if ('refused' in found) return found
  const { item, collection } = found
  if (draft.type === 'remove') {
    const without = { ...incident, [collection]: incident[collection].filter((other) => other.id !== item.id) }
    const orphaned = incident.whys.filter((why) => why.parent === item.id)
    if (orphaned.length > 0) {
      return {
        refused: `${orphaned.map((why) => why.id).join(', ')} explain${orphaned.length === 1 ? 's' : ''} ${item.id}`,
        tryThis: 'remove the links below it first, or edit this one',
      }
    }
    return {
      incident: withoutDangling(without),
      id: item.id,
      what: 'removed',
      summary: describe(item),
      before: describe(item),
      inferred: [],
    }
  }
  const confirmed = {
    ...item,
    revision: item.revision + 1,
    inferred: [],
    confirmedBy: taking.role,
    confirmed: { source: taking.source.id, claims: item.inferred },
    evidence: [...item.evidence, { source: taking.source.id, excerpt: taking.source.text }],
  }
  return {
    incident: withItem(incident, collection, confirmed),
    id: item.id,
    what: 'confirmed',
    summary: describe(item),
    before: item.inferred.length > 0 ? `inferred: ${item.inferred.join(', ')}` : undefined,
    inferred: [],
  }
}

function retractSource(incident: Incident, draft: ItemDraft, taking: Taking): TakenItem | RefusedItem {
  const source = incident.sources.find((other) => other.id === draft.id && !other.retracted)
  if (!source)
    return { refused: `there is no source "${draft.id ?? ''}"`, tryThis: 'name a said-id that show_incident lists' }
  const keeps = (item: AnyItem) => !item.evidence.every((evidence) => evidence.source === source.id)
  const gone = itemsOf(incident).filter((item) => !keeps(item))
  const goneIds = new Set(gone.map((item) => item.id))
  const rest = <T extends AnyItem>(items: readonly T[]): T[] =>
    items.filter(keeps).map((item) => withoutSource(item, source.id, taking))
  const { severityOverruled, ...others } = incident
  const remaining: Incident = {
    ...others,
    ...(severityOverruled && severityOverruled.source !== source.id ? { severityOverruled } : {}),
    sources: incident.sources.map((other) => (other === source ? { ...other, retracted: true } : other)),
    answers: rest(incident.answers),
    timeline: rest(incident.timeline),
    whys: rest(incident.whys).map((why) => (why.parent && goneIds.has(why.parent) ? { ...why, parent: null } : why)),
    factors: rest(incident.factors),
    actions: rest(incident.actions),
    lessons: rest(incident.lessons),
    decisions: rest(incident.decisions),
    skippedQuestions: incident.skippedQuestions.filter((skipped) => skipped.source !== source.id),
    links: incident.links.filter((link) => link.source !== source.id),
  }
  return {
    incident: withoutDangling(remaining),
    id: source.id,
    what: 'removed',
    summary: `took back: ${shortened(source.text)}`,
    before: gone.map((item) => `${item.id}: ${describe(item)}`).join('\n'),
    inferred: [],
  }
}

/** What an item loses with words that confirmed or changed it: nothing it says then rests on them. */
function withoutSource<T extends AnyItem>(item: T, source: string, { unsupportedClaims }: Taking): T {
  if (!item.evidence.some((evidence) => evidence.source === source)) return item
  const evidence = item.evidence.filter((one) => one.source !== source)
  const support = evidence.map((one) => one.excerpt).join('\n')
  const claims = item.confirmed?.source === source ? item.confirmed.claims : []
  const { confirmedBy, confirmed, ...bare } = item
  const kept = confirmed && confirmed.source !== source ? { confirmedBy, confirmed } : {}
  const inferred = [...new Set([...item.inferred, ...claims, ...unsupportedClaims(item.text, support)])]
  return {
    ...item,
    ...bare,
    confirmedBy: undefined,
    confirmed: undefined,
    ...kept,
    evidence,
    inferred,
    revision: item.revision + 1,
  }
}

/** Actions that answered what is gone answer nothing for now. */
function withoutDangling(incident: Incident): Incident {
  const findings = new Set([...incident.whys, ...incident.factors].map((item) => item.id))
  const actions = incident.actions.map((action) => {
    const { answers, ...rest } = action
    return answers === undefined || findings.has(answers) ? action : rest
  })
  return { ...incident, actions }
}

/** Words given as a reason: quoted from what was said, or all of it. */
function reasonIn(draft: ItemDraft, { source, holdsExcerpt }: Taking): string {
  const quoted = [draft.text, draft.excerpt].find((words) => words !== undefined && holdsExcerpt(source.text, words))
  return readableLine(quoted ?? source.text)
}

function skipQuestion(incident: Incident, draft: ItemDraft, taking: Taking): TakenItem | RefusedItem {
  const question = findQuestion(draft.question ?? '')
  if (!question) return unknownQuestion(draft.question)
  const skipped = {
    question: question.id,
    reason: reasonIn(draft, taking),
    role: taking.role,
    at: taking.now,
    source: taking.source.id,
  }
  return {
    incident: {
      ...incident,
      skippedQuestions: [...incident.skippedQuestions.filter((other) => other.question !== question.id), skipped],
    },
    id: question.id,
    what: 'skipped',
    summary: `${question.label}: ${skipped.reason}`,
    inferred: [],
  }
}

function overruleSeverity(incident: Incident, draft: ItemDraft, taking: Taking): TakenItem | RefusedItem {
  if (!draft.severity)
    return { refused: 'no severity was named', tryThis: 'send severity: S1, S2, S3 or S4, with the reason in text' }
  const reason = reasonIn(draft, taking)
  const before = incident.severityOverruled
  return {
    incident: {
      ...incident,
      severityOverruled: {
        severity: draft.severity,
        reason,
        role: taking.role,
        at: taking.now,
        source: taking.source.id,
      },
    },
    id: 'severity',
    what: 'overruled',
    summary: `severity ${draft.severity}: ${reason}`,
    before: before ? `severity ${before.severity}: ${before.reason}` : undefined,
    inferred: [],
  }
}

function findItem(incident: Incident, draft: ItemDraft): { item: AnyItem; collection: Collection } | RefusedItem {
  const item = itemsOf(incident).find((other) => other.id === draft.id)
  const collection = collections[draft.id?.split('-')[0] ?? '']
  if (!item || !collection) {
    return {
      refused: `there is no item "${shortened(draft.id ?? '')}"`,
      tryThis: 'name an id that show_incident lists',
    }
  }
  if (draft.revision === undefined) {
    return {
      refused: `the revision is missing; ${item.id} stands at revision ${item.revision} and says "${describe(item)}"`,
      tryThis: `send the change again with revision ${item.revision}, if it is about that`,
    }
  }
  if (draft.revision !== item.revision) {
    return {
      refused: `${item.id} has changed since: revision ${item.revision} now says "${describe(item)}"`,
      tryThis: `look at it, and send the change again with revision ${item.revision} if it still holds`,
    }
  }
  return { item, collection }
}

function withItem(incident: Incident, collection: Collection, item: { id: string }): Incident {
  const items: { id: string }[] = incident[collection]
  const isThere = items.some((other) => other.id === item.id)
  return {
    ...incident,
    [collection]: isThere ? items.map((other) => (other.id === item.id ? item : other)) : [...items, item],
  }
}

function isTwin(item: AnyItem, draft: Omit<AnyItem, never>, collection: Collection, incident: Incident): boolean {
  const pool: readonly AnyItem[] = incident[collection]
  const bare = (one: AnyItem) => JSON.stringify({ ...one, id: '', revision: 1, confirmedBy: undefined, inferred: [] })
  // Comparing whole items is dear, and a long record has hundreds.
  return item.text === draft.text && pool.includes(item) && bare(item) === bare(draft)
}

/** One line for a person. */
export function describe(item: AnyItem): string {
  const label = 'question' in item ? `${findQuestion(item.question)?.label ?? item.question}: ` : ''
  const at = 'when' in item ? `${instantOf(item)}: ` : ''
  return `${label}${at}${shortened(item.text)}`
}

/** `2026-03-03T09:25:00Z (10:25 Europe/Berlin)`: in UTC, and as it was said where that differs or is assumed. */
function instantOf({ at, when }: TimelineEvent): string {
  if (at === null) return when.clock ?? when.date ?? 'time unknown'
  if (when.zone === 'UTC' && !when.zoneAssumed) return at
  return `${at} (${when.clock?.slice(0, 5)} ${when.zone}${when.zoneAssumed ? ', zone assumed' : ''})`
}
