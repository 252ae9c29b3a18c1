import type { Incident, WhyTrack } from '../domain/incident.ts'
import { itemsOf } from '../domain/incident.ts'
import { dayAlone, measure } from '../domain/metrics.ts'
import { answersTo, findQuestion, isProductDocumentDue, leaves } from '../domain/questions.ts'
import { unansweredFindings } from '../domain/readiness.ts'
import { type ActionView, actionView, isClassified, lacksText } from './action-view.ts'
import { type ChainView, chainView, type DeepestView, deepestCauses, endedText, rootCause } from './chain-view.ts'
import { type Claims, checkText, sentence } from './claim-text.ts'
import { type ComplianceView, viewCompliance } from './compliance-view.ts'
import type { DocumentInput } from './document-input.ts'
import { findingLabels, labelOf } from './finding-labels.ts'
import { markdownText, shorten } from './markdown-text.ts'
import { durationView, type MetricView, metricView, saidMetrics } from './metric-view.ts'
import { dueText, linkTo, type MaybeView, type SharedView, shareView, type UnknownView } from './shared-view.ts'
import { leftOut, withoutBlame } from './summed-up.ts'
import { drawTimeline } from './timeline-diagram.ts'
import { type TimelineView, viewTimeline, zonesText } from './timeline-view.ts'
import { drawWhys, fittingViews } from './why-view.ts'

/** What `engineering.md.hbs` can show. Every text is Markdown on one line; an absent text is null, an absent list is empty. */
export interface EngineeringView extends SharedView, TimelineView {
  readonly duration: MaybeView
  readonly owner: MaybeView
  readonly summary: string | null
  readonly agreement: string | null
  /** Where there is no recorded summary, the parts that stand in for it. */
  readonly composed: { readonly affected: string | null; readonly ended: string | null } | null
  readonly whatHappened: MaybeView
  readonly rootCause: MaybeView
  /** What stands in for the root cause where nobody stated one. */
  readonly deepest: DeepestView | null
  readonly rootSupport: string | null
  readonly missingSupport: string | null
  readonly impact: {
    readonly affected: MaybeView
    readonly saw: MaybeView
    readonly task: string | null
    readonly workarounds: string | null
    readonly dataIntegrity: MaybeView
    readonly manualWork: string | null
    /** Null where the product post-mortem shows it. */
    readonly supportView: string | null
  }
  readonly metrics: readonly MetricView[]
  readonly actions: readonly ActionView[]
  /** Which columns at least one action can fill; action, owner, due date and status are always shown. */
  readonly actionColumns: Readonly<Record<'type' | 'priority' | 'doneWhen' | 'answers', boolean>>
  /** What actions lack, those that lack the same in one sentence. */
  readonly actionLacks: readonly string[]
  /** A type or a strength stands in the table that nobody named in words. */
  readonly actionsClassified: boolean
  readonly actionsSaid: readonly string[]
  readonly unansweredFindings: readonly string[]
  readonly timelineSaid: readonly string[]
  readonly timelineDay: string | null
  readonly zones: string | null
  readonly timelineDiagram: string | null
  readonly background: readonly { readonly label: string; readonly text: string | null }[]
  readonly chains: Readonly<Record<WhyTrack, ChainView | null>>
  readonly hasChains: boolean
  readonly whyDiagram: string | null
  /** Why it is no plain chain. */
  readonly whyDiagramNote: string | null
  readonly factors: readonly {
    readonly label: string
    readonly text: string
    readonly category: string
    readonly how: string
  }[]
  /** Somebody said of a factor how it contributed. */
  readonly showsHow: boolean
  readonly factorsSaid: readonly string[]
  readonly wentWell: readonly string[]
  readonly wentPoorly: readonly string[]
  readonly lucky: readonly string[]
  readonly lessons: readonly { readonly text: string; readonly reach: string | null }[]
  readonly decisions: readonly {
    readonly text: string
    readonly basis: string | null
    readonly tradeoff: string | null
  }[]
  readonly risks: readonly string[]
  readonly evidence: readonly string[]
  readonly compliance: ComplianceView | null
  readonly hypotheses: readonly { readonly text: string; readonly check: string | null }[]
  readonly unknown: readonly UnknownView[]
  readonly unknownInProduct: number
  /** A link or a name; null where the severity asks for no product post-mortem. */
  readonly productDocument: string | null
  readonly productDue: string | null
  readonly productOwner: string | null
}

const productOnly = new Set([
  'customer-quotes',
  'heard-otherwise',
  'assumption',
  'assumption-elsewhere',
  'eval-gap',
  'eval-case',
  'product-fix',
])

const allSupport = ['data', 'log', 'user feedback', 'operator recollection'] as const

export function viewEngineering(given: DocumentInput): EngineeringView {
  const input = withoutBlame(given)
  const { incident, context, now } = input
  const { view, claims, answer, list, maybe, ask } = shareView('engineering', input)
  const labels = findingLabels(incident)
  const happened = incident.whys.filter((why) => why.track === 'happened')
  const support = claims.support([...happened, ...answersTo(incident, 'root-cause')])
  const root = rootCause(incident, maybe('root-cause'), ask)
  const deepest = root.text === null ? deepestCauses(incident, claims) : null
  const isKnown = root.text !== null || leaves(incident, 'happened').some((why) => why.kind === 'fact')
  const isSupported = isKnown && support.length > 0
  const summary = answer('summary')
  const metrics = measure(incident, context)
  const actions = incident.actions
    .filter((action) => action.scope === 'engineering')
    .map((action, at) => actionView(action, at + 1, labels, claims))
  const days = new Set(incident.timeline.flatMap((event) => event.at?.slice(0, 10) ?? dayAlone(event) ?? []))
  // How many actions are wanted stands with the status; the table shows those there are.
  const isShown = (id: string) => id === 'actions' && actions.length > 0
  const open = input.unknown
    .filter((question) => !productOnly.has(question.id) && !isShown(question.id))
    .toSorted((one, other) => Number(other.required) - Number(one.required))
  const wentWell = list('went-well')
  const [fitting] = fittingViews(incident)
  const isProductDue = isProductDocumentDue({ incident, context, severity: input.severity.severity })
  return {
    ...view,
    duration: durationView(metrics, maybe('duration'), incident),
    owner: maybe('owner'),
    summary,
    agreement: answer('agreement'),
    composed: summary === null ? { affected: answer('customers-affected'), ended: endedText(incident, claims) } : null,
    whatHappened: input === given ? maybe('what-happened') : withNote(maybe('what-happened')),
    rootCause: root,
    deepest,
    rootSupport: isSupported ? support.join(', ') : null,
    missingSupport: isSupported ? allSupport.filter((kind) => !support.includes(kind)).join(', ') || null : null,
    impact: {
      affected: maybe('customers-affected'),
      saw: maybe('users-saw'),
      task: answer('blocked-task'),
      workarounds: answer('workarounds'),
      dataIntegrity: maybe('data-integrity'),
      manualWork: answer('manual-work'),
      supportView: isProductDue ? null : answer('support-view'),
    },
    metrics: [
      ...metrics.filter((metric) => metric.name !== 'duration').map(metricView),
      ...saidMetrics(incident, answer),
    ],
    actions,
    actionColumns: {
      type: actions.some((action) => action.type !== null),
      priority: actions.some((action) => action.priority !== null),
      doneWhen: actions.some((action) => action.doneWhen !== null),
      answers: actions.some((action) => action.answers !== null),
    },
    actionLacks: lacksText(actions),
    actionsClassified: incident.actions.some((action) => action.scope === 'engineering' && isClassified(action)),
    actionsSaid: list('actions'),
    // While no action names what it answers, that is what the actions lack, and a list of all findings says nothing more.
    unansweredFindings: actions.some((action) => action.answers !== null)
      ? unansweredFindings(incident).map(({ id, text }) => labels.get(id) ?? markdownText(text))
      : [],
    ...viewTimeline(incident, claims, days.size > 1),
    timelineSaid: [
      ...list('timeline'),
      ...['started', 'communicated'].flatMap((id) => {
        const text = answer(id)
        return text === null ? [] : [`*${findQuestion(id)?.label ?? id}:* ${text}`]
      }),
    ],
    timelineDay: days.size === 1 ? ([...days][0] ?? null) : null,
    zones: zonesText(incident, context),
    timelineDiagram: drawTimeline(incident),
    background: [
      { label: 'Failed first', text: answer('first-failed-step') },
      { label: 'First noticed by', text: answer('noticed-by') },
      { label: 'Changed that day', text: answer('same-day-changes') },
      { label: 'Seen before', text: answer('seen-before') },
      { label: 'Looked like success', text: answer('silent-success') },
    ].filter(({ text }) => text !== null),
    chains: {
      happened: chainView(incident, 'happened', claims, list('why-happened'), input.isBlaming),
      noticed: chainView(incident, 'noticed', claims, list('why-noticed'), input.isBlaming),
      ended: chainView(incident, 'ended', claims, list('why-ended'), input.isBlaming),
    },
    hasChains:
      incident.whys.length > 0 || ['why-happened', 'why-noticed', 'why-ended'].some((id) => answer(id) !== null),
    whyDiagram: drawWhys(incident, fitting?.view ?? 'chain'),
    whyDiagramNote: fitting?.because ?? null,
    factors: incident.factors.map((factor, at) => ({
      label: `F${at + 1}`,
      text: claims.text(factor),
      category: factor.category ?? 'unknown',
      how: factor.how ? sentence(markdownText(factor.how)) : '',
    })),
    showsHow: incident.factors.some((factor) => factor.how !== undefined),
    factorsSaid: list('factors'),
    wentWell,
    wentPoorly: list('went-poorly'),
    lucky: list('lucky'),
    lessons: lessonsView(incident, claims, list('lessons')),
    decisions: [
      ...incident.decisions.map((decision) => ({
        text: claims.text(decision),
        basis: unlessSaid(decision.basis, decision.text),
        tradeoff: unlessSaid(decision.tradeoff, decision.text),
      })),
      ...list('decisions').map((text) => ({ text, basis: null, tradeoff: null })),
    ],
    risks: list('risks'),
    evidence: list('evidence'),
    compliance: viewCompliance(incident, context, now, answer('compliance')),
    hypotheses: itemsOf(incident)
      .filter((item) => item.kind === 'hypothesis')
      .map((item) => ({
        text: labels.has(item.id) ? labelOf(labels.get(item.id)) : `“${markdownText(shorten(item.text, 90))}”`,
        check: item.check ? checkText(item.check) : null,
      })),
    unknown: open.map((question) => ask(question.id)),
    unknownInProduct: input.unknown.filter((question) => productOnly.has(question.id)).length,
    productDocument: isProductDue ? linkTo(incident, 'product') : null,
    productDue: dueText(incident, context),
    productOwner: answer('product-owner'),
  }
}

function withNote({ text, unknown }: MaybeView): MaybeView {
  return { text: text && `${text} *${leftOut}*`, unknown }
}

function lessonsView(incident: Incident, claims: Claims, said: readonly string[]): EngineeringView['lessons'] {
  const lessons = incident.lessons.map((lesson) => {
    const beyond =
      lesson.beyond === undefined ? '' : lesson.beyond ? 'applies beyond this incident' : 'applies here only'
    const sharedWith = unlessSaid(lesson.sharedWith, lesson.text)
    const shared = sharedWith ? `shared with ${sharedWith}` : ''
    return { text: claims.text(lesson), reach: compact([beyond || null, shared || null]).join('; ') || null }
  })
  return [...lessons, ...said.map((text) => ({ text, reach: null }))]
}

/** A part of an item, unless its own words say it already. */
function unlessSaid(part: string | undefined, text: string): string | null {
  return part && !text.toLowerCase().includes(part.toLowerCase()) ? markdownText(part) : null
}

function compact<T>(values: readonly (T | null)[]): T[] {
  return values.filter((value) => value !== null)
}
