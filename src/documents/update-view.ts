import type { DomainContext } from '../domain/context.ts'
import type { AffectedCustomer, UpdateAudience, UpdateKind } from '../domain/customer-update.ts'
import type { Incident } from '../domain/incident.ts'
import { eventAt, formatMinutes, measure } from '../domain/metrics.ts'
import { answersTo } from '../domain/questions.ts'
import { sentencesOf } from '../domain/sentences.ts'
import type { Statement } from '../domain/statement.ts'
import { ownerOfUpdates } from '../domain/updates-due.ts'
import { closed, proseText, sentence } from './claim-text.ts'
import { markdownText } from './markdown-text.ts'

/** Everything that a message is made from. It reads no clock. */
export interface UpdateInput {
  readonly incident: Incident
  readonly context: DomainContext
  readonly kind: UpdateKind
  readonly audience: UpdateAudience
  readonly customer: AffectedCustomer | null
  /** UTC instants; null: not known, or not promised. */
  readonly estimate: string | null
  readonly nextBy: string | null
  /** The last estimate that customers were told and that passed. */
  readonly missed: string | null
  /** Whether a sentence may go to customers as it stands. */
  readonly isFit: (sentence: string) => boolean
}

/** What an `update-….md.hbs` can show. Every text is Markdown on one line; null where nobody said it, or not in words for this audience. */
export interface UpdateView {
  readonly isInternal: boolean
  readonly id: string
  readonly product: string
  readonly owner: string
  readonly customer: string | null
  readonly hasReported: boolean
  readonly saw: string | null
  readonly affected: string | null
  readonly whatHappened: string | null
  readonly summary: string | null
  readonly data: string | null
  readonly cause: string | null
  readonly assumption: string | null
  readonly guesses: readonly string[]
  /** `14:30 Europe/Vienna (13:30 UTC)` */
  readonly since: string | null
  readonly restored: string | null
  readonly duration: string | null
  readonly estimate: string | null
  readonly nextUpdate: string | null
  /** An estimate that passed; it is owned up to. */
  readonly missed: string | null
  readonly done: readonly string[]
  readonly planned: readonly string[]
  readonly lessons: readonly string[]
}

/** Recorded words that customers do not get, and why: they are not meant for them, a guess, or inferred and not confirmed. */
export interface LeftOut {
  readonly words: string
  readonly because: 'words' | 'guess' | 'inferred'
}

/** Texts are looked up when a template asks for them, so that only what a message would have said counts as left out. */
export function viewUpdate(input: UpdateInput): { view: UpdateView; leftOut: () => LeftOut[] } {
  const { incident, context, audience, customer, isFit } = input
  const isInternal = audience === 'internal'
  const leftOut = new Map<string, LeftOut>()
  const leave = (words: string, because: LeftOut['because']) => !leftOut.set(words, { words, because })
  /** To customers only what is known, and of that only the sentences that are meant for them. */
  const say = (item: Statement): string | null => {
    if (isInternal) return closed(proseText(item.text))
    if (item.kind === 'hypothesis' || item.inferred.length > 0) {
      leave(item.text, item.kind === 'hypothesis' ? 'guess' : 'inferred')
      return null
    }
    const fit = sentencesOf(item.text).filter((one) => isFit(one) || leave(one, 'words'))
    return fit.length > 0 ? fit.map((one) => closed(proseText(one))).join(' ') : null
  }
  const answer = (question: string) => {
    const said = answersTo(incident, question)
      .map(say)
      .filter((one) => one !== null)
    return said.length > 0 ? said.join(' ') : null
  }
  const list = (items: readonly Statement[]) => items.map(say).filter((one) => one !== null)
  const actions = incident.actions.filter((action) => action.status !== 'dropped')
  const plan = (action: (typeof actions)[number]) => {
    const text = say(action)
    const detail = [action.owner ?? 'no owner yet', action.due ?? 'no date yet'].map(markdownText).join(', ')
    return text === null || !isInternal ? text : `${text} (${detail})`
  }
  const duration = measure(incident, context).find((metric) => metric.name === 'duration')
  const view: UpdateView = {
    isInternal,
    id: markdownText(incident.id),
    product: markdownText(context.product),
    owner: markdownText(ownerOfUpdates(incident)),
    customer: customer ? markdownText(customer.name) : null,
    hasReported: customer?.reported ?? false,
    get saw() {
      return answer('users-saw')
    },
    get affected() {
      return answer('customers-affected')
    },
    get whatHappened() {
      return answer('what-happened')
    },
    get summary() {
      return answer('summary')
    },
    get data() {
      return answer('data-integrity')
    },
    get cause() {
      return answer('root-cause')
    },
    get assumption() {
      return answer('assumption')
    },
    guesses: isInternal
      ? [...incident.whys, ...incident.answers]
          .filter((one) => one.kind === 'hypothesis')
          .map((one) => sentence(proseText(one.text)))
      : [],
    since: clockText(eventAt(incident, 'started')?.at ?? null, context),
    restored: clockText(eventAt(incident, 'restored')?.at ?? null, context),
    duration:
      duration?.minutes == null ? null : `${duration.approximate ? 'about ' : ''}${formatMinutes(duration.minutes)}`,
    estimate: clockText(input.estimate, context),
    nextUpdate: clockText(input.nextBy, context),
    missed: clockText(input.missed, context),
    get done() {
      return list(actions.filter((action) => action.status === 'done'))
    },
    get planned() {
      return actions
        .filter((action) => action.status !== 'done')
        .map(plan)
        .filter((one) => one !== null)
    },
    get lessons() {
      return list(incident.lessons)
    },
  }
  return { view, leftOut: () => [...leftOut.values()] }
}

/** `14:30 Europe/Vienna (13:30 UTC), 3 March`, in the zone of the domain context. */
function clockText(instant: string | null, { timeZone }: DomainContext): string | null {
  if (instant === null) return null
  const at = new Date(instant)
  const clock = (zone: string) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
      at,
    )
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long' }).format(at)
  const utc = `${clock('UTC')} UTC`
  return markdownText(timeZone === 'UTC' ? `${utc} on ${day}` : `${clock(timeZone)} ${timeZone} (${utc}) on ${day}`)
}
