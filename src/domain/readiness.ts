import type { DomainContext } from './context.ts'
import { type CorrectiveAction, type DocumentKind, type Incident, itemsOf } from './incident.ts'
import type { Asking, PutQuestion } from './question.ts'
import { answersTo, findQuestion, isAnswered, putQuestion, questions } from './questions.ts'
import { quotable } from './sentences.ts'

/** How far a document is from being final. */
export interface Readiness {
  /** Without these nothing is generated, unless the gaps are to be shown (requirements E03, E04). */
  readonly required: readonly PutQuestion[]
  /** Why it stays a draft, each a sentence that says what would mend it. */
  readonly draftReasons: readonly string[]
}

/** What stands between the record and a final document. */
export function assessDocument(kind: DocumentKind, asking: Asking): Readiness {
  const { incident, context } = asking
  const required = questions
    .filter((question) => question.requiredFor === 'document' && !isAnswered(question, asking))
    .filter((question) => question.id !== 'timeline' || answersTo(incident, 'duration').length === 0)
    .map((question) => putQuestion(question, asking))
  const shared = [
    ...required.map((question) => `Not answered: ${question.text}`),
    ...inferredReasons(incident),
    ...hypothesisReasons(incident),
  ]
  const own = kind === 'engineering' ? engineeringReasons(incident, context) : productReasons(asking)
  return { required, draftReasons: [...shared, ...own] }
}

/** What an action still needs before anybody can tell that it is done (requirements A13, D11, E13); one that is done needs no plan. */
export function lacksOf(action: CorrectiveAction): string[] {
  const isDone = action.status === 'done'
  return [
    action.owner || isDone ? '' : 'an owner',
    action.due || isDone ? '' : 'a date',
    action.doneWhen || isDone ? '' : 'a way to see that it is done',
    action.scope === 'product' ? (action.fix ? '' : 'a type of fix') : action.type ? '' : 'a type',
    action.priority || isDone || action.scope === 'product' ? '' : 'a priority',
    action.answers || action.scope === 'product' ? '' : 'the factor that it answers',
  ].filter((lack) => lack !== '')
}

/** Findings (last link of each chain, and each factor but the external ones) that no action answers (requirement D16). */
export function unansweredFindings(incident: Incident): { id: string; text: string }[] {
  const answered = new Set(incident.actions.map((action) => action.answers))
  const ends = incident.whys.filter((why) => !incident.whys.some((other) => other.parent === why.id))
  const isCovered = (id: string): boolean => {
    if (answered.has(id)) return true
    const parent = incident.whys.find((why) => why.id === id)?.parent
    return parent ? isCovered(parent) : false
  }
  // What lies outside nobody here can change; an action may still answer it.
  return [...ends, ...incident.factors.filter((factor) => factor.category !== 'external')]
    .filter((finding) => !isCovered(finding.id))
    .map(({ id, text }) => ({ id, text }))
}

/** Whether support's view came from support itself (requirement B29). */
function hasSupportView(incident: Incident): boolean {
  const isSupport = (role: string) => /support|service desk|help ?desk|customer (success|care|service)/i.test(role)
  const roles = new Map(incident.sources.map((source) => [source.id, source.role]))
  return answersTo(incident, 'support-view').some((answer) =>
    answer.evidence.some((evidence) => isSupport(roles.get(evidence.source) ?? '')),
  )
}

/** What keeps an incident from closing: the five questions of a useful note, and support's own view (requirements B10, B29). */
export function blocksClose(asking: Asking): { question: PutQuestion; reason: string }[] {
  const open = questions
    .filter((question) => question.requiredFor !== undefined && !isAnswered(question, asking))
    .map((question) => ({
      question: putQuestion(question, asking),
      reason: `nobody answered: ${question.ask(asking)}`,
    }))
  const supportView = findQuestion('support-view')
  if (supportView && isAnswered(supportView, asking) && !hasSupportView(asking.incident)) {
    return [
      ...open,
      {
        question: putQuestion(supportView, asking),
        reason: "support's view was given by somebody else; ask support, and record their words with their role",
      },
    ]
  }
  return open
}

/** The documents that this incident needs and does not have final yet (requirements A02, A03). `now` is a UTC instant. */
export function documentsDue(
  asking: Asking,
  now: string,
): { document: DocumentKind; due: string | null; isOverdue: boolean }[] {
  const { incident, context, severity } = asking
  // The post-mortem of an imported incident is the document that it was imported from.
  if (incident.imported || incident.skipped || severity === null || severity > context.policies.bothDocumentsFrom)
    return []
  const hours: Readonly<Record<DocumentKind, number>> = {
    engineering: context.policies.meetingWithinDays * 24,
    product: context.policies.productDocumentHours,
  }
  return (['engineering', 'product'] as const)
    .filter((document) => incident.documents[document].status !== 'final')
    .map((document) => {
      const due = incident.closedAt
        ? new Date(Date.parse(incident.closedAt) + hours[document] * 3_600_000).toISOString()
        : null
      return { document, due, isOverdue: due !== null && due < now }
    })
}

function engineeringReasons(incident: Incident, context: DomainContext): string[] {
  const actions = incident.actions.filter((action) => action.scope === 'engineering' && action.status !== 'dropped')
  const { minActions, maxActions } = context.policies
  const count = incident.actions.filter((action) => action.status !== 'dropped').length
  return [
    ...(count < minActions
      ? [`There ${count === 1 ? 'is 1 action' : `are ${count} actions`}; ${minActions} to ${maxActions} are wanted.`]
      : []),
    ...(count >= minActions && actions.length === 0
      ? ['All actions are product fixes; at least one is wanted that mends the system.']
      : []),
    ...(actions.length > maxActions
      ? [`There are ${actions.length} actions; keep the ${maxActions} that matter most, so that they get done.`]
      : []),
    ...actions.flatMap(actionReasons),
    ...(incident.whys.some((why) => why.track === 'happened')
      ? []
      : ['There is no chain of whys for how it happened.']),
  ]
}

function productReasons(asking: Asking): string[] {
  const { incident } = asking
  const isHeard = ['customer-quotes', 'heard-otherwise'].some((id) => answersTo(incident, id).length > 0)
  const fixes = incident.actions.filter((action) => action.scope === 'product' && action.status !== 'dropped')
  const sections = [
    ['assumption', 'Section 2 names no wrong assumption.'],
    ['eval-gap', 'Section 3 does not say which of the three eval gaps it was.'],
    ['eval-case', 'Section 6 adds no eval case.'],
  ] as const
  return [
    ...sections.filter(([id]) => answersTo(incident, id).length === 0).map(([, reason]) => reason),
    ...(isHeard ? [] : ['Section 4 is empty: nothing that customers said is recorded.']),
    ...(fixes.length > 0 ? [] : ['Section 5 has no product fix.']),
    ...fixes.flatMap(actionReasons),
  ]
}

function actionReasons(action: CorrectiveAction): string[] {
  const lacks = lacksOf(action)
  return lacks.length > 0 ? [`${action.id} ("${quotable(action.text)}") lacks ${lacks.join(', ')}.`] : []
}

function inferredReasons(incident: Incident): string[] {
  return itemsOf(incident)
    .filter((item) => item.inferred.length > 0)
    .map((item) => `${item.id} holds what nobody said: ${item.inferred.join(', ')}. Ask, then confirm or correct it.`)
}

function hypothesisReasons(incident: Incident): string[] {
  return itemsOf(incident)
    .filter((item) => item.kind === 'hypothesis' && !item.check)
    .map((item) => `${item.id} is a guess without a check: say who will look at what, by when.`)
}
