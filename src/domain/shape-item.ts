import type { ItemDraft } from './draft.ts'
import { type Ground, inferredIn } from './grounding.ts'
import { isHedged } from './hedges.ts'
import type {
  Answer,
  AnyItem,
  CorrectiveAction,
  Decision,
  Factor,
  Incident,
  Lesson,
  TimelineEvent,
  When,
  Why,
} from './incident.ts'
import { findQuestion, putQuestion } from './questions.ts'
import { readableLine } from './readable.ts'
import type { StatementKind } from './statement.ts'

import { type Collection, type RefusedItem, shortened, type Taking, unknownQuestion } from './taking.ts'

/** Checks what the type needs and turns the draft into an item without id. */
export function shapeItem(
  incident: Incident,
  given: ItemDraft,
  excerpt: string,
  taking: Taking,
): { item: Omit<AnyItem, never>; collection: Collection } | RefusedItem {
  const draft = withDay(given, excerpt, taking)
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
      const why: Why = { ...base, track, parent, ...pick({ gate: draft.gate, challenge: before?.challenge }) }
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

/** The day that the words name, where they answer the question for the date and the caller left it to us. */
function withDay(draft: ItemDraft, excerpt: string, { context, now, dayIn }: Taking): ItemDraft {
  const asksForDay = draft.type === 'answer' && findQuestion(draft.question ?? '')?.reading === 'date'
  const day = asksForDay && draft.value === undefined ? dayIn(excerpt, context.timeZone, now) : null
  return day === null ? draft : { ...draft, value: day }
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
      doneOn: incident.actions.find((action) => action.id === draft.id)?.doneOn,
    }),
  }
  return { item, collection: 'actions' }
}

/** What an edit leaves out stays as it was. */
export function mergeDraft(before: AnyItem, draft: ItemDraft): ItemDraft {
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
  if ('track' in before) {
    Object.assign(was, { track: before.track, parent: before.parent ?? undefined, gate: before.gate })
  }
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

/** Leaves out what is undefined, so that a stored item has no empty fields. */
function pick<T extends object>(fields: T): T {
  const given = { ...fields }
  for (const key in given) if (given[key] === undefined) delete given[key]
  return given
}
