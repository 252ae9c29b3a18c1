import type { CorrectiveAction, Incident, WhyTrack } from '../domain/incident.ts'
import { itemsOf } from '../domain/incident.ts'
import { eventAt, formatMinutes, type Metric, measure } from '../domain/metrics.ts'
import { answersTo, findQuestion, isProductDocumentDue, leaves, symptomOf } from '../domain/questions.ts'
import { readableLine } from '../domain/readable.ts'
import { lacksOf, unansweredFindings } from '../domain/readiness.ts'
import { shareAffected } from '../domain/share-affected.ts'
import { type Claims, checkText, join, sentence } from './claim-text.ts'
import { type ComplianceView, viewCompliance } from './compliance-view.ts'
import type { DocumentInput } from './document-input.ts'
import { longerSpan } from './longer-span.ts'
import { markdownText, shorten } from './markdown-text.ts'
import { dueText, linkTo, type MaybeView, type SharedView, shareView, type UnknownView } from './shared-view.ts'
import { drawTimeline } from './timeline-diagram.ts'
import { type TimelineView, viewTimeline, zonesText } from './timeline-view.ts'
import { type ChainLink, chainOf } from './why-chains.ts'
import { drawWhys, fittingViews } from './why-view.ts'

export interface MetricView {
  readonly name: string
  readonly value: string
  readonly isUnknown: boolean
  /** Why it is unknown, or null. */
  readonly note: string | null
  /** `< 15 min`; null where there is none. */
  readonly target: string | null
  readonly isMissed: boolean
}

export interface ChainView {
  readonly track: WhyTrack
  readonly links: readonly {
    readonly label: string
    /** What this link explains, as said before; null for the first link of a track that explains no recorded words. */
    readonly explains: string | null
    readonly text: string
    readonly isHypothesis: boolean
  }[]
  /** Kinds of source: "log, operator recollection". */
  readonly support: string | null
  /** Words about this track that were not put into links. */
  readonly said: readonly string[]
}

export interface ActionView {
  readonly number: number
  readonly text: string
  readonly type: string | null
  readonly strength: string | null
  readonly owner: string | null
  readonly due: string | null
  readonly priority: string | null
  readonly doneWhen: string | null
  readonly answers: string | null
  readonly status: string
  readonly lacks: string | null
}

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
  /** The only end of the chain, where it is a guess and nobody stated a root cause. */
  readonly rootGuess: string | null
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

export function viewEngineering(input: DocumentInput): EngineeringView {
  const { incident, context, now } = input
  const { view, claims, answer, list, maybe, ask } = shareView('engineering', input)
  const labels = findingLabels(incident)
  const happened = incident.whys.filter((why) => why.track === 'happened')
  const support = claims.support([...happened, ...answersTo(incident, 'root-cause')])
  const root = rootCause(incident, claims, maybe('root-cause'), ask)
  const isSupported = root.text !== null && support.length > 0
  const summary = answer('summary')
  const metrics = measure(incident, context)
  const actions = incident.actions
    .filter((action) => action.scope === 'engineering')
    .map((action, at) => actionView(action, at + 1, labels, claims))
  const days = new Set(incident.timeline.flatMap((event) => (event.at ? [event.at.slice(0, 10)] : [])))
  const open = input.unknown.filter((question) => !productOnly.has(question.id))
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
    whatHappened: maybe('what-happened'),
    rootCause: root,
    rootGuess: rootGuess(incident, claims, root),
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
    zones: zonesText(incident),
    timelineDiagram: drawTimeline(incident),
    background: [
      { label: 'Failed first', text: answer('first-failed-step') },
      { label: 'First noticed by', text: answer('noticed-by') },
      { label: 'Changed that day', text: answer('same-day-changes') },
      { label: 'Seen before', text: answer('seen-before') },
      { label: 'Looked like success', text: answer('silent-success') },
    ].filter(({ text }) => text !== null),
    chains: {
      happened: chainView(incident, 'happened', claims, list('why-happened')),
      noticed: chainView(incident, 'noticed', claims, list('why-noticed')),
      ended: chainView(incident, 'ended', claims, list('why-ended')),
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

/** `about 27 min`, and whether the times it comes from still wait to be confirmed. */
function spanText({ minutes, approximate, isInferred }: Metric): string {
  const span = `${approximate ? 'about ' : ''}${formatMinutes(minutes ?? 0)}`
  return isInferred ? `${span} (from times that nobody has confirmed yet)` : span
}

function durationView(metrics: readonly Metric[], said: MaybeView, incident: Incident): MaybeView {
  const duration = metrics.find((metric) => metric.name === 'duration')
  const resolving = metrics.find((metric) => metric.name === 'time to resolve')
  if (duration?.minutes == null && said.text === null && resolving?.minutes != null) {
    return { text: `At least ${spanText(resolving)}, from detection to recovery`, unknown: null }
  }
  if (duration?.minutes == null) return said
  const { minutes } = duration
  const spans = ['what-happened', 'summary', 'duration'].flatMap((id) =>
    answersTo(incident, id).flatMap((one) => longerSpan(one.text, minutes) ?? []),
  )
  const otherwise = spans[0] === undefined ? '' : `by the timeline; said: “${markdownText(spans[0])}”`
  return { text: join(spanText(duration), otherwise), unknown: null }
}

/** What ended it: the deepest fact of its track, else the event that restored the service. */
function endedText(incident: Incident, claims: Claims): string | null {
  const first = incident.whys.find((why) => why.track === 'ended' && why.kind === 'fact')
  const restored = eventAt(incident, 'restored') ?? eventAt(incident, 'mitigated')
  return first ? claims.text(first) : restored ? claims.text(restored) : null
}

/** The recorded statement; else the one end of the chain, if it is the only one and a fact. */
function rootCause(
  incident: Incident,
  claims: Claims,
  said: MaybeView,
  ask: (question: string) => UnknownView,
): MaybeView {
  const ends = leaves(incident, 'happened')
  const [only] = ends
  if (said.text !== null) return said
  if (only && ends.length === 1 && only.kind === 'fact') return { text: claims.text(only), unknown: null }
  return { text: null, unknown: ask(ends.length === 0 ? 'why-happened' : 'root-cause') }
}

function rootGuess(incident: Incident, claims: Claims, root: MaybeView): string | null {
  const ends = leaves(incident, 'happened')
  const [only] = ends
  return root.text === null && only && ends.length === 1 ? claims.text(only) : null
}

function lacksText(actions: readonly ActionView[]): string[] {
  const groups = new Map<string, number[]>()
  for (const { lacks, number } of actions) if (lacks !== null) groups.set(lacks, [...(groups.get(lacks) ?? []), number])
  return [...groups].map(([lacks, numbers]) => {
    const last = numbers.at(-1)
    if (numbers.length === 1) return `Action ${last} still lacks ${lacks}.`
    if (numbers.length === actions.length) return `All still lack ${lacks}.`
    return `Actions ${numbers.slice(0, -1).join(', ')} and ${last} still lack ${lacks}.`
  })
}

function metricView(metric: Metric): MetricView {
  const { minutes, target } = metric
  return {
    name: metric.name.charAt(0).toUpperCase() + metric.name.slice(1),
    value: minutes === null ? 'unknown' : spanText(metric),
    isUnknown: minutes === null,
    note: metric.note,
    target: target === null ? null : `< ${formatMinutes(target)}`,
    isMissed: minutes !== null && target !== null && minutes >= target,
  }
}

/** Blast radius, revenue and compliance: not measured but said. Who was affected stands whole in the summary. */
function saidMetrics(incident: Incident, answer: (question: string) => string | null): MetricView[] {
  const affected = answersTo(incident, 'customers-affected').at(-1)
  const rows = [
    ['Blast radius', affected ? tellingClause(affected.text) : null],
    ['Revenue impact', answer('revenue')],
    ['Compliance impact', answer('compliance')],
  ] as const
  return rows.map(([name, value]) => ({
    name,
    value: value ?? 'unknown',
    isUnknown: value === null,
    note: null,
    target: null,
    isMissed: false,
  }))
}

/** The clause with the number or the share, else the first that says something: enough to recognise it. */
function tellingClause(text: string): string | null {
  const clauses = readableLine(text.slice(0, 2000))
    .split(/[;,.](?:\s|$)/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')
  const counted = clauses.find((clause) => /\d/.test(clause) || shareAffected(clause) !== null)
  const clause =
    counted ?? clauses.find((one) => !/\b(?:no number|don['’]?t|do not|not known|unknown|no idea)\b/i.test(one))
  return clause === undefined ? null : sentence(markdownText(shorten(clause, 50)))
}

function actionView(
  action: CorrectiveAction,
  number: number,
  labels: ReadonlyMap<string, string>,
  claims: Claims,
): ActionView {
  const text = (value: string | undefined) => (value ? markdownText(value) : null)
  const lacks = action.status === 'dropped' ? [] : lacksOf(action)
  return {
    number,
    text: join(claims.text(action), action.rollback ? `Rollback: ${markdownText(action.rollback)}` : ''),
    type: action.type ?? null,
    strength: action.strength ?? null,
    owner: text(action.owner),
    due: action.due ?? null,
    priority: action.priority ?? null,
    doneWhen: text(
      [action.doneWhen, action.metric && `moves ${action.metric}`].filter(Boolean).join('; ') || undefined,
    ),
    answers: action.answers ? labelOf(labels.get(action.answers)) || null : null,
    status: action.status,
    lacks: lacks.length > 0 ? lacks.join(', ') : null,
  }
}

/** By item id: `H3: no limit on page size`. */
function findingLabels(incident: Incident): Map<string, string> {
  const tracks = ['happened', 'noticed', 'ended'] as const
  const links = tracks.flatMap((track) => chainOf(incident, track).map(({ label, why }) => ({ label, item: why })))
  const factors = incident.factors.map((item, at) => ({ label: `F${at + 1}`, item }))
  return new Map(
    [...links, ...factors].map(({ label, item }) => [item.id, `${label}: ${markdownText(shorten(item.text, 70))}`]),
  )
}

function labelOf(finding: string | undefined): string {
  return finding?.split(':')[0] ?? ''
}

function chainView(incident: Incident, track: WhyTrack, claims: Claims, said: readonly string[]): ChainView | null {
  const chain = chainOf(incident, track)
  if (chain.length === 0 && said.length === 0) return null
  const support = claims.support(chain.map(({ why }) => why))
  return {
    track,
    links: chain.map((link) => ({
      label: link.label,
      explains: explainedText(incident, track, link),
      text: claims.text(link.why),
      isHypothesis: link.why.kind === 'hypothesis',
    })),
    support: support.length > 0 ? support.join(', ') : null,
    said,
  }
}

function explainedText(incident: Incident, track: WhyTrack, { explains }: ChainLink): string | null {
  if (explains === null && track !== 'happened') return null
  return markdownText(shorten(explains?.text ?? symptomOf(incident), 50).replace(/[.!?]+$/, ''))
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
