import type { DomainContext } from './context.ts'
import type { ItemDraft } from './draft.ts'
import { type Ground, inferredIn } from './grounding.ts'
import { isHedged } from './hedges.ts'
import {
  type Answer,
  type AnyItem,
  type CorrectiveAction,
  type Decision,
  type Factor,
  type Incident,
  itemsOf,
  type Lesson,
  type TimelineEvent,
  type When,
  type Why,
} from './incident.ts'
import { findQuestion, putQuestion, questionIds } from './questions.ts'
import { readableLine } from './readable.ts'
import type { Evidence, Source, StatementKind } from './statement.ts'

/** What taking a draft depends on beside the record. */
export interface Taking {
  readonly source: Source
  readonly context: DomainContext
  /** UTC instant. */
  readonly now: string
  readonly role: string
  /** UTC instant of a wall time; null while its date or clock is unknown. */
  readonly instantOf: (when: When) => string | null
  /** Whether the words hold the excerpt, letter for letter, white space aside. */
  readonly holdsExcerpt: (said: string, excerpt: string) => boolean
  /** Numbers, times, dates and names of `text` that `support` does not hold. */
  readonly unsupportedClaims: (text: string, support: string, known?: readonly string[]) => string[]
  /** Words of `text` that `support` does not hold. */
  readonly wordsNotIn: (text: string, support: string) => string[]
  /** The zone that words name (an IANA name or an offset), if they name one. */
  readonly zoneIn: (text: string) => string | null
}

export interface TakenItem {
  readonly incident: Incident
  /** Id of the item that was added or changed. */
  readonly id: string
  readonly what: 'added' | 'edited' | 'confirmed' | 'removed' | 'skipped' | 'overruled' | 'unchanged'
  readonly summary: string
  readonly before?: string
  readonly inferred: readonly string[]
}

/** Why a draft was not taken, and what to do about it. */
export interface RefusedItem {
  readonly refused: string
  readonly tryThis: string
}

type Collection = 'answers' | 'timeline' | 'whys' | 'factors' | 'actions' | 'lessons' | 'decisions'

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
  // New words without anything else are the correction itself.
  const isBare = Object.keys(draft).every((key) => ['type', 'id', 'revision', 'excerpt', 'question'].includes(key))
  const shaped = shapeItem(incident, mergeDraft(before, isBare ? { ...draft, text: excerpt } : draft), excerpt, taking)
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

/** Checks what the type needs and turns the draft into an item without id. */
function shapeItem(
  incident: Incident,
  draft: ItemDraft,
  excerpt: string,
  taking: Taking,
): { item: Omit<AnyItem, never>; collection: Collection } | RefusedItem {
  const text = (draft.text ?? excerpt).trim()
  if (readableLine(text) === '') {
    return { refused: 'there are no words in it', tryThis: 'send what was said; to leave a question open, use skip' }
  }
  const base = {
    id: '',
    revision: 1,
    evidence: [{ source: taking.source.id, excerpt }],
    inferred: draft.type === 'event' ? [] : inferredIn(draft, text, null, groundOf(incident, draft, excerpt, taking)),
    text,
    kind: kindOf(draft, excerpt),
    ...(draft.check ? { check: draft.check } : {}),
  }
  switch (draft.type) {
    case 'answer':
      return shapeAnswer(incident, draft, base, taking)
    case 'event':
      return shapeEvent(incident, draft, base, taking)
    case 'why': {
      const { track = 'happened', parent = null } = draft
      if (parent !== null && !incident.whys.some((why) => why.id === parent && why.track === track)) {
        return {
          refused: `there is no link "${parent}" on the track "${track}"`,
          tryThis: 'name the id of the link that this one explains',
        }
      }
      if (parent !== null && draft.id !== undefined && isBelow(incident, parent, draft.id)) {
        return {
          refused: 'a link cannot explain itself, nor one that explains it',
          tryThis: 'name the link above it as parent',
        }
      }
      const before = incident.whys.find((other) => other.id === draft.id)
      if (before && before.track !== track && incident.whys.some((other) => other.parent === before.id)) {
        return {
          refused: `other links explain ${before.id}, so it stays on its track`,
          tryThis: 'move the links below it first',
        }
      }
      const why: Why = { ...base, track, parent, ...pick({ challenge: before?.challenge }) }
      return { item: why, collection: 'whys' }
    }
    case 'factor': {
      const factor: Factor = { ...base, ...pick({ category: draft.category, how: draft.how }) }
      return { item: factor, collection: 'factors' }
    }
    case 'action':
      return shapeAction(incident, draft, base)
    case 'lesson': {
      const lesson: Lesson = { ...base, ...pick({ beyond: draft.beyond, sharedWith: draft.shared_with }) }
      return { item: lesson, collection: 'lessons' }
    }
    default: {
      const decision: Decision = { ...base, ...pick({ basis: draft.basis, tradeoff: draft.tradeoff }) }
      return { item: decision, collection: 'decisions' }
    }
  }
}

/** A guess in the words is a guess in the record, whatever the caller calls it. */
function kindOf(draft: ItemDraft, excerpt: string): StatementKind {
  if (draft.type === 'action') return 'commitment'
  const kind = draft.kind ?? 'fact'
  return kind === 'fact' && isHedged(excerpt) ? 'hypothesis' : kind
}

function groundOf(incident: Incident, draft: ItemDraft, excerpt: string, taking: Taking): Ground {
  const question = findQuestion(draft.question ?? '')
  const choices = question && putQuestion(question, { incident, context: taking.context, severity: null }).choices
  return { ...taking, incident, excerpt, said: taking.source.text, choices: choices ?? undefined }
}

function isBelow(incident: Incident, link: string, top: string): boolean {
  const seen = new Set<string>()
  for (let at: string | null = link; at !== null && !seen.has(at); ) {
    if (at === top) return true
    seen.add(at)
    at = incident.whys.find((why) => why.id === at)?.parent ?? null
  }
  return false
}

type Base = Pick<Decision, 'id' | 'revision' | 'evidence' | 'inferred' | 'text' | 'kind' | 'check'>

function shapeAnswer(
  incident: Incident,
  draft: ItemDraft,
  base: Base,
  taking: Taking,
): { item: Answer; collection: Collection } | RefusedItem {
  const question = findQuestion(draft.question ?? '')
  if (!question) return unknownQuestion(draft.question)
  const choices = putQuestion(question, { incident, context: taking.context, severity: null }).choices
  if (draft.value !== undefined && choices && !choices.includes(draft.value)) {
    return {
      refused: `"${shortened(draft.value)}" is none of the choices of ${question.id}`,
      tryThis: `choose one of: ${choices.join(', ')}; or leave value out and keep the words`,
    }
  }
  if (draft.value !== undefined && !choices && question.reading !== 'date') {
    return {
      refused: `${question.id} has no choices, so it takes no value`,
      tryThis: 'leave value out; the words are the answer',
    }
  }
  if (question.reading === 'date' && draft.value !== undefined && !isDate(draft.value)) {
    return { refused: `"${shortened(draft.value)}" is no date`, tryThis: 'give value as YYYY-MM-DD, a day that exists' }
  }
  return {
    item: { ...base, question: question.id, ...pick({ value: draft.value, who: draft.who }) },
    collection: 'answers',
  }
}

const roughly = /\b(?:around|about|approx(?:imately)?|roughly|circa|ca|some ?time|ish)\b|~|\dish\b/i

function isDate(value: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}

function shapeEvent(
  incident: Incident,
  draft: ItemDraft,
  base: Base,
  taking: Taking,
): { item: TimelineEvent; collection: Collection } | RefusedItem {
  const parts = /^(?:(\d{4}-\d\d-\d\d)(?:[T ]|$))?(\d\d:\d\d(?::\d\d)?)?(Z|[+-]\d\d:?\d\d)?$/.exec(draft.at ?? '')
  if (!parts || (draft.at !== undefined && draft.at !== '' && !parts[1] && !parts[2])) {
    return {
      refused: `"${shortened(draft.at ?? '')}" is no time`,
      tryThis: 'give at as 2026-03-03T14:05, or 14:05 where the date was not said, local to zone',
    }
  }
  const offset = parts[3]
  const zone = offset === 'Z' ? 'UTC' : (offset ?? draft.zone)
  const when: When = {
    said: base.evidence[0]?.excerpt ?? '',
    date: parts[1] ?? null,
    clock: parts[2] ?? null,
    zone: zone ?? onlyZoneNamed(incident) ?? taking.context.timeZone,
    zoneAssumed: zone === undefined,
    dateAsked: false,
    approximate: draft.approximate ?? roughly.test(base.evidence[0]?.excerpt ?? ''),
  }
  let at: string | null
  try {
    // A date, a clock or a zone that does not exist is refused now, not when the other parts of the time are known.
    taking.instantOf({ ...when, date: when.date ?? '2000-01-01', clock: when.clock ?? '00:00' })
    at = taking.instantOf(when)
  } catch {
    return {
      refused: `"${shortened(`${draft.at ?? ''} ${when.zone}`)}" is no date, time and zone that exist`,
      tryThis: 'use a real calendar date, a 24-hour clock and a zone such as Europe/Berlin or +02:00',
    }
  }
  const moments = draft.moments ?? []
  if (moments.includes('started') && moments.some((moment) => moment === 'restored' || moment === 'all clear')) {
    return {
      refused: 'one event cannot mark both the start and the end',
      tryThis: 'record two events, each with its own time',
    }
  }
  const excerpt = base.evidence[0]?.excerpt ?? ''
  const item: TimelineEvent = {
    ...base,
    inferred: inferredIn(draft, base.text, when, groundOf(incident, draft, excerpt, taking)),
    when,
    at,
    moments,
    ...pick({ actor: draft.actor, decision: draft.decision, state: draft.state, userImpact: draft.user_impact }),
  }
  return { item, collection: 'timeline' }
}

/** Whoever has said "Berlin time" once means it for every later clock time, unless two zones were named. */
function onlyZoneNamed(incident: Incident): string | null {
  const zones = new Set(incident.timeline.filter(({ when }) => !when.zoneAssumed).map(({ when }) => when.zone))
  return zones.size === 1 ? ([...zones][0] ?? null) : null
}

function shapeAction(
  incident: Incident,
  draft: ItemDraft,
  base: Base,
): { item: CorrectiveAction; collection: Collection } | RefusedItem {
  const isKnown = [...incident.whys, ...incident.factors].some((item) => item.id === draft.answers)
  if (draft.answers !== undefined && !isKnown) {
    return {
      refused: `there is no why or factor "${shortened(draft.answers)}"`,
      tryThis: 'name the id of the why or factor that the action answers, or leave it out for now',
    }
  }
  const item: CorrectiveAction = {
    ...base,
    kind: 'commitment',
    scope: draft.scope ?? 'engineering',
    status: draft.status ?? 'open',
    ...pick({
      type: draft.action_type,
      fix: draft.fix,
      strength: draft.strength,
      owner: draft.owner,
      due: draft.due,
      doneWhen: draft.done_when,
      priority: draft.priority,
      answers: draft.answers,
      metric: draft.metric,
      rollback: draft.rollback,
    }),
  }
  return { item, collection: 'actions' }
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
  if (draft.revision !== item.revision) {
    return {
      refused: `${item.id} has changed since: revision ${item.revision} now says "${describe(item)}"`,
      tryThis: `look at it, and send the change again with revision ${item.revision} if it still holds`,
    }
  }
  return { item, collection }
}

/** What an edit leaves out stays as it was. */
function mergeDraft(before: AnyItem, draft: ItemDraft): ItemDraft {
  const was: Partial<ItemDraft> = { text: before.text, kind: before.kind, check: before.check }
  if ('question' in before) Object.assign(was, { question: before.question, value: before.value, who: before.who })
  if ('when' in before) {
    const { date, clock, zone, zoneAssumed, dateAsked, approximate } = before.when
    Object.assign(was, {
      at: [dateAsked ? null : date, clock].filter((part) => part !== null).join('T') || undefined,
      zone: zoneAssumed ? undefined : zone,
      approximate,
      actor: before.actor,
      moments: before.moments,
      decision: before.decision,
      state: before.state,
      user_impact: before.userImpact,
    })
  }
  if ('track' in before) Object.assign(was, { track: before.track, parent: before.parent ?? undefined })
  if ('how' in before || 'category' in before) Object.assign(was, { category: before.category, how: before.how })
  if ('scope' in before) {
    const { scope, type, fix, strength, owner, due, doneWhen, priority, answers, metric, rollback, status } = before
    Object.assign(was, {
      scope,
      action_type: type,
      fix,
      strength,
      owner,
      due,
      done_when: doneWhen,
      priority,
      answers,
      metric,
      rollback,
      status,
    })
  }
  if ('beyond' in before || 'sharedWith' in before)
    Object.assign(was, { beyond: before.beyond, shared_with: before.sharedWith })
  if ('basis' in before || 'tradeoff' in before) Object.assign(was, { basis: before.basis, tradeoff: before.tradeoff })
  const given = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined))
  return { ...was, ...given, type: draft.type }
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
  return pool.includes(item) && bare(item) === bare(draft)
}

/** One line for a person. */
export function describe(item: AnyItem): string {
  const label = 'question' in item ? `${findQuestion(item.question)?.label ?? item.question}: ` : ''
  const at = 'when' in item ? `${item.at ?? item.when.clock ?? 'time unknown'}: ` : ''
  return `${label}${at}${shortened(item.text)}`
}

function unknownQuestion(id: string | undefined): RefusedItem {
  return { refused: `there is no question "${shortened(id ?? '')}"`, tryThis: `use one of: ${questionIds.join(', ')}` }
}

/** Leaves out what is undefined, so that a stored item has no empty fields. */
function pick<T extends object>(fields: T): T {
  const given = { ...fields }
  for (const key in given) if (given[key] === undefined) delete given[key]
  return given
}

function shortened(text: string): string {
  const line = readableLine(text)
  return line.length > 120 ? `${line.slice(0, 117).trimEnd()}…` : line
}
