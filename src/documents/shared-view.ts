import type { DomainContext } from '../domain/context.ts'
import { dayOf } from '../domain/day-of.ts'
import type { Answer, DocumentKind, Incident } from '../domain/incident.ts'
import type { PutQuestion } from '../domain/question.ts'
import { answersTo, enoughHint, findQuestion, putQuestion } from '../domain/questions.ts'
import { readableLine } from '../domain/readable.ts'
import type { Item } from '../domain/statement.ts'
import { isAssistant } from '../domain/take-match.ts'
import { type Claims, createClaims, finished, join, proseText, sentence } from './claim-text.ts'
import type { DocumentInput } from './document-input.ts'
import { markdownText, shorten } from './markdown-text.ts'
import { type RepeatsView, viewRepeats } from './repeats-view.ts'
import { titleWithoutBlame } from './summed-up.ts'

/** What nobody has said yet, and the question that would settle it. */
export interface UnknownView {
  readonly question: string
  readonly required: boolean
  /** Why somebody could not answer: `support: "we keep no count"`; only who was asked where they gave no reason. */
  readonly skipped: string | null
}

/** An answer that may be missing: either `text`, or `unknown`. */
export interface MaybeView {
  readonly text: string | null
  readonly unknown: UnknownView | null
}

/** What both documents show. Every text is Markdown on one line; an absent text is null, an absent list is empty. */
export interface SharedView {
  readonly id: string
  readonly title: string
  readonly severity: string
  readonly isSeverityKnown: boolean
  readonly severityReason: string | null
  readonly isSeverityOverruled: boolean
  readonly status: string
  readonly isFinal: boolean
  readonly draftReasons: readonly string[]
  /** YYYY-MM-DD in UTC; null while no date is known. */
  readonly date: string | null
  readonly writtenOn: string
  /** YAML, one key a line. */
  readonly frontMatter: string
  /** One entry for all words of one role, kind, reference and day; `ids` in the order in which they were said. */
  readonly sources: readonly { readonly ids: string; readonly line: string }[]
  readonly company: string
  readonly product: string
  /** Incidents with the same mechanism, as somebody confirmed. */
  readonly repeats: RepeatsView
  /** Hours after the close within which the product post-mortem is due. */
  readonly dueHours: number
}

/** The parts of both documents that are alike, and the readers of answers that their views share. */
export interface Shared {
  readonly view: SharedView
  readonly claims: Claims
  /** All answers to a question on one line; null where there is none. */
  readonly answer: (question: string) => string | null
  /** An entry for each line of each answer. */
  readonly list: (question: string) => string[]
  /** The answer, or the question that is still open. */
  readonly maybe: (question: string) => MaybeView
  /** The question as it stands open. */
  readonly ask: (question: string) => UnknownView
}

export function shareView(kind: DocumentKind, input: DocumentInput): Shared {
  const { incident, context } = input
  const claims = createClaims(incident, { hasHypotheses: kind === 'engineering' })
  const answer = (question: string) => {
    const texts = markedOnce(answersTo(incident, question).map((one) => answerParts(one, claims)))
    const last = texts.length - 1
    const apart = texts.map((text, at) => (at === last || /[.!?:;,\])*]$/.test(text) ? text : `${text};`))
    return texts.length > 0 ? apart.join(' ') : null
  }
  const ask = (question: string) => askView(question, input)
  return {
    claims,
    answer,
    ask,
    list: (question) =>
      markedOnce(
        answersTo(incident, question).flatMap((one) => {
          const marks = claims.marks(one)
          return claims.lines(one).map((line) => ({
            text: line.endsWith(marks) ? line.slice(0, line.length - marks.length).trimEnd() : line,
            marks,
          }))
        }),
      ),
    maybe: (question) => {
      const text = answer(question)
      return text === null ? { text, unknown: ask(question) } : { text, unknown: null }
    },
    view: {
      id: markdownText(incident.id),
      title: sentence(markdownText(titleOf(input))),
      severity: severityName(input),
      isSeverityKnown: input.severity.severity !== null,
      severityReason: reasonText(input),
      isSeverityOverruled: incident.severityOverruled !== undefined,
      status: incident.documents[kind].status,
      isFinal: incident.documents[kind].status === 'final',
      draftReasons: reasonsText(input),
      date: dayOf(incident),
      writtenOn: incident.createdAt.slice(0, 10),
      frontMatter: frontMatter(kind, input),
      sources: sourcesView(incident),
      company: markdownText(context.company),
      product: markdownText(context.product),
      repeats: viewRepeats(input),
      dueHours: context.policies.productDocumentHours,
    },
  }
}

interface Marked {
  readonly text: string
  readonly marks: string
}

/** Marks that several texts in a row share stand after the last of them. */
function markedOnce(parts: readonly Marked[]): string[] {
  return parts.map(({ text, marks }, at) => (parts[at + 1]?.marks === marks ? text : join(text, marks)))
}

/** The words of an answer; where it stands for a choice that the words do not begin with, the choice first. */
function answerParts(answer: Answer, claims: Claims): Marked {
  const marks = claims.marks(answer)
  const words = finished(proseText(answer.text))
  if (answer.value === undefined || answer.question === 'date') return { text: words, marks }
  const value = markdownText(answer.value)
  const says = words.toLowerCase().startsWith(value.toLowerCase())
  return { text: says ? words : join(`${sentence(value)}.`, words), marks }
}

/** The sources that a view names, for the document that has little room. */
export function citedSources(incident: Incident, view: object): SharedView['sources'] {
  const cited = new Set(JSON.stringify(view).match(/\bsaid-\d+\b/g) ?? [])
  return sourcesView({ ...incident, sources: incident.sources.filter((source) => cited.has(source.id)) })
}

function sourcesView(incident: Incident): SharedView['sources'] {
  const groups = new Map<string, string[]>()
  for (const source of incident.sources.filter((one) => !one.retracted)) {
    const line = [
      markdownText(source.role),
      isAssistant(source.role) ? 'its own judgement' : source.kind,
      source.reference ? markdownText(shorten(source.reference, 200)) : '',
      source.recordedAt.slice(0, 10),
    ]
      .filter((part) => part !== '')
      .join(', ')
    groups.set(line, [...(groups.get(line) ?? []), markdownText(source.id)])
  }
  return [...groups].map(([line, ids]) => ({ line, ids: ids.join(', ') }))
}

/** What keeps it a draft. What stands beside an action or a guess already is only counted here. */
function reasonsText({ incident, draftReasons }: DocumentInput): string[] {
  const isAbout = (items: readonly Item[], reason: string) => items.some(({ id }) => reason.startsWith(`${id} `))
  const actions = draftReasons.filter((reason) => isAbout(incident.actions, reason))
  const guesses = draftReasons.filter((reason) => / is a guess without a check\b/.test(reason))
  const others = draftReasons.filter((reason) => !actions.includes(reason) && !guesses.includes(reason))
  const count = (number: number, one: string, many: string) => (number === 1 ? one : `${number} ${many}`)
  return [
    ...others.map(markdownText),
    ...(actions.length > 0
      ? [`${count(actions.length, 'One action is', 'actions are')} incomplete; what each lacks stands with it.`]
      : []),
    ...(guesses.length > 0
      ? [`${count(guesses.length, 'One guess has', 'guesses have')} no check: who will look at what, by when?`]
      : []),
  ]
}

const noReason =
  /^\W*(?:sorry\W+)?(?:(?:i|we)\W+)?(?:(?:really|still)\W+)?(?:(?:don['’]?t|do not) know(?: yet)?|no (?:idea|clue)|unknown|not known|skip(?:ped)?(?: in the interview)?|enough|pass|idk|n\/?a|\?+)\W*$/i

function askView(question: string, { incident, context, severity }: DocumentInput): UnknownView {
  const known = findQuestion(question)
  const put = known ? putQuestion(known, { incident, context, severity: severity.severity }) : null
  const skipped = incident.skippedQuestions.find((one) => one.question === question)
  return {
    question: markdownText(put ? askedOnPaper(put) : question),
    required: put?.required ?? false,
    skipped: skipped ? skippedText(skipped) : null,
  }
}

/** A question for a reader: "which of these" with its choices, which an interview lists below it; without what only somebody asked can do. */
function askedOnPaper({ text, choices = [] }: PutQuestion): string {
  const plain = text.replace(enoughHint, '').trim()
  return choices.length === 0 || !/^which\b/i.test(plain) ? plain : `${plain} (${choices.join(' / ')})`
}

function skippedText({ role, reason }: Incident['skippedQuestions'][number]): string {
  return noReason.test(reason) ? `asked: ${markdownText(role)}` : `${markdownText(role)}: “${markdownText(reason)}”`
}

/**
 * Where nobody gave a title, the record has the beginning of what happened, which often is the cause in the words of whoever was
 * there. Once somebody has told it for everybody, the first sentence of that names the effect.
 */
function titleOf({ incident, isBlaming }: DocumentInput): string {
  const [told] = answersTo(incident, 'what-happened')
  const summary = answersTo(incident, 'summary').at(-1)
  const isTaken = told !== undefined && readableLine(told.text).startsWith(incident.title.replace(/…$/, ''))
  if (summary === undefined || !isTaken)
    return datedTitle(titleWithoutBlame(incident.title, told?.text ?? '', isBlaming), incident)
  const line = readableLine(summary.text)
  return datedTitle(/^.{10,120}?(?=[.!?](?:\s|$))/.exec(line)?.[0] ?? shorten(line, 110), incident)
}

// Said on the day on which it was told; months later the date beside the title says more.
const relativeDays =
  /(?<![\p{L}\p{N}])(?:(?:on|this|last|late|early)\s)*(?:yesterday|today|tonight|last (?:night|week|month)|this (?:morning|afternoon|evening|week)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:\s(?:morning|afternoon|evening|night))?(?![\p{L}\p{N}'’])/iu

/** A title that begins or ends with a day that only its teller can place loses it, where the document gives the date. */
function datedTitle(title: string, incident: Incident): string {
  if (dayOf(incident) === null) return title
  const at = new RegExp(`^${relativeDays.source}[,:]?\\s+|,?\\s+${relativeDays.source}(?=[.!…]*$)`, 'iu')
  const rest = title.replace(at, '').trim()
  return (rest.match(/\p{L}{2,}/gu) ?? []).length >= 3 ? rest : title
}

function severityName({ severity, context }: DocumentInput): string {
  const row = context.severityGuide.find((one) => one.severity === severity.severity)
  return severity.severity === null ? 'unknown' : join(severity.severity, row ? `(${markdownText(row.name)})` : '')
}

/** The reason without the verdict that stands before it already. */
function reasonText({ severity, context }: DocumentInput): string | null {
  const name = context.severityGuide.find((row) => row.severity === severity.severity)?.name ?? ''
  const verdict = `${severity.severity ?? ''} ${name}`.trim()
  const reason = severity.reason.trim()
  const rest =
    verdict !== '' && reason.startsWith(verdict) ? reason.slice(verdict.length).replace(/^[\s,:;]+/, '') : reason
  return rest === '' ? null : sentence(markdownText(rest))
}

/** JSON strings are YAML, and nothing inside one can end it. */
function frontMatter(kind: DocumentKind, input: DocumentInput): string {
  const { incident, severity } = input
  const values = (question: string) => [
    ...new Set(answersTo(incident, question).map((one) => markdownText(one.value ?? shorten(one.text, 40)))),
  ]
  const fields: [string, unknown][] = [
    ['incident', incident.id],
    ['kind', kind],
    ['severity', severity.severity],
    ['status', incident.documents[kind].status],
    ['date', dayOf(incident)],
    ['area', values('area')],
    ['tags', values('tag')],
  ]
  return fields
    .filter(([, value]) => !(Array.isArray(value) && value.length === 0))
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join('\n')
}

/** `2026-03-07 10:00 UTC`, so many hours after the close (requirement A03); null while the incident is open. */
export function dueText(incident: Incident, context: DomainContext): string | null {
  return incident.closedAt === null ? null : instantText(incident.closedAt, context.policies.productDocumentHours)
}

/** So many hours after an instant: `2026-03-07 10:00 UTC`. */
export function instantText(instant: string, hoursLater: number): string {
  const at = new Date(Date.parse(instant) + hoursLater * 3_600_000).toISOString()
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`
}

/** A link to where the other document was last delivered; else its name alone. */
export function linkTo(incident: Incident, kind: DocumentKind): string {
  const name = `${kind} post-mortem of ${incident.id}`
  const place = incident.documents[kind].deliveries.filter((delivery) => delivery.to !== 'chat').at(-1)?.place
  if (place === undefined) return markdownText(name)
  if (/^https?:\/\/[^\s()<>]+$/.test(place)) return `[${markdownText(name)}](${place})`
  const file = readableLine(place).split(/[\\/]/).at(-1) ?? ''
  return file === ''
    ? markdownText(name)
    : `[${markdownText(name)}](${encodeURIComponent(file).replace(/[()]/g, escape)})`
}
