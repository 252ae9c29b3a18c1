import type { Answer, CorrectiveAction, Incident } from '../domain/incident.ts'
import { formatMinutes, measure } from '../domain/metrics.ts'
import { answersTo } from '../domain/questions.ts'
import { readableLine } from '../domain/readable.ts'
import { lacksOf } from '../domain/readiness.ts'
import { isClassified } from './action-view.ts'
import { type Claims, join } from './claim-text.ts'
import type { DocumentInput } from './document-input.ts'
import { markdownText } from './markdown-text.ts'
import {
  citedSources,
  dueText,
  linkTo,
  type MaybeView,
  type SharedView,
  shareView,
  type UnknownView,
} from './shared-view.ts'
import { withoutBlame } from './summed-up.ts'

export interface QuoteView {
  readonly text: string
  /** The words stand in the source as they are; otherwise somebody retold them. */
  readonly isVerbatim: boolean
  readonly who: string | null
  readonly source: string
}

export interface FixView {
  readonly text: string
  readonly fix: string | null
  readonly owner: string | null
  readonly due: string | null
  readonly doneWhen: string | null
  readonly rollback: string | null
  readonly status: string
  readonly lacks: string | null
}

/** What `product.md.hbs` can show. Every text is Markdown on one line; an absent text is null, an absent list is empty. */
export interface ProductView extends SharedView {
  /** For readers who are not technical, where somebody said it. */
  readonly summary: string | null
  readonly owner: MaybeView
  /** `2026-03-07 10:00 UTC`; null while the incident is open. */
  readonly due: string | null
  readonly isOverdue: boolean
  readonly engineeringDocument: string
  readonly area: string | null
  readonly duration: string | null
  readonly affected: MaybeView
  readonly task: MaybeView
  readonly saw: MaybeView
  readonly tried: MaybeView
  readonly assumptions: readonly string[]
  readonly assumptionUnknown: UnknownView | null
  readonly elsewhere: readonly string[]
  readonly elsewhereUnknown: UnknownView | null
  readonly silentSuccess: string | null
  readonly evalGap: MaybeView
  readonly quotes: readonly QuoteView[]
  readonly quotesUnknown: UnknownView | null
  readonly supportView: string | null
  readonly heard: readonly string[]
  readonly heardMore: number
  readonly heardUnknown: UnknownView | null
  readonly seenBefore: string | null
  readonly fixes: readonly FixView[]
  /** Which columns at least one fix can fill; text, owner, due date and sign of success are always shown. */
  readonly fixColumns: Readonly<Record<'fix' | 'rollback' | 'status', boolean>>
  /** A kind stands in the table that nobody named in words. */
  readonly fixesClassified: boolean
  readonly fixesSaid: readonly string[]
  readonly fixUnknown: UnknownView | null
  readonly evalCases: readonly string[]
  readonly evalCaseUnknown: UnknownView | null
}

const heardAtMost = 5

export function viewProduct(given: DocumentInput): ProductView {
  const input = withoutBlame(given)
  const { incident, context, now } = input
  const { view, claims, answer, list, maybe, ask } = shareView('product', input)
  const unlessThere = (things: readonly unknown[], question: string) => (things.length > 0 ? null : ask(question))
  const owner = maybe('product-owner')
  const assumptions = list('assumption')
  const elsewhere = list('assumption-elsewhere')
  const quotes = answersTo(incident, 'customer-quotes').map((quote) => quoteView(quote, incident, claims))
  const heard = list('heard-otherwise')
  const fixes = incident.actions.filter((action) => action.scope === 'product').map((action) => fixView(action, claims))
  const fixesSaid = list('product-fix')
  const evalCases = list('eval-case')
  const due = dueText(incident, context)
  const hours = context.policies.productDocumentHours
  const { sources: _, ...shared } = view
  const product: Omit<ProductView, 'sources'> = {
    ...shared,
    summary: answer('summary'),
    owner: owner.text === null ? maybe('owner') : owner,
    due,
    isOverdue:
      incident.closedAt !== null &&
      !view.isFinal &&
      Date.parse(incident.closedAt) + hours * 3_600_000 < Date.parse(now),
    engineeringDocument: linkTo(incident, 'engineering'),
    area: answer('area'),
    duration: durationText(input),
    affected: maybe('customers-affected'),
    task: maybe('blocked-task'),
    saw: maybe('users-saw'),
    tried: maybe('workarounds'),
    assumptions,
    assumptionUnknown: unlessThere(assumptions, 'assumption'),
    elsewhere,
    elsewhereUnknown: unlessThere(elsewhere, 'assumption-elsewhere'),
    silentSuccess: answer('silent-success'),
    evalGap: maybe('eval-gap'),
    quotes,
    quotesUnknown: unlessThere(quotes, 'customer-quotes'),
    supportView: answer('support-view'),
    heard: heard.slice(0, heardAtMost),
    heardMore: Math.max(0, heard.length - heardAtMost),
    heardUnknown: unlessThere(heard, 'heard-otherwise'),
    seenBefore: answer('seen-before'),
    fixes,
    fixColumns: {
      fix: fixes.some((one) => one.fix !== null),
      rollback: fixes.some((one) => one.rollback !== null),
      status: fixes.some((one) => one.status !== 'open'),
    },
    fixesClassified: incident.actions.some((action) => action.scope === 'product' && isClassified(action)),
    fixesSaid,
    fixUnknown: unlessThere([...fixes, ...fixesSaid], 'product-fix'),
    evalCases,
    evalCaseUnknown: unlessThere(evalCases, 'eval-case'),
  }
  return { ...product, sources: citedSources(incident, product) }
}

function durationText({ incident, context }: DocumentInput): string | null {
  const duration = measure(incident, context).find((metric) => metric.name === 'duration')
  if (duration?.minutes != null) return `${duration.approximate ? 'about ' : ''}${formatMinutes(duration.minutes)}`
  const said = answersTo(incident, 'duration').at(-1)
  return said ? markdownText(said.text) : null
}

/** A quote is one only where its words stand in a source letter for letter, white space and outer quotation marks aside. */
function quoteView(quote: Answer, incident: Incident, claims: Claims): QuoteView {
  const bare = readableLine(quote.text).replace(/^["“”„«»]+|["“”„«»]+$/gu, '')
  const isVerbatim = quote.evidence.some(({ source }) =>
    readableLine(incident.sources.find((one) => one.id === source)?.text ?? '').includes(bare),
  )
  return {
    text: markdownText(bare),
    isVerbatim,
    who: quote.who ? markdownText(quote.who) : null,
    source: claims.marks(quote),
  }
}

function fixView(action: CorrectiveAction, claims: Claims): FixView {
  const text = (value: string | undefined) => (value ? markdownText(value) : null)
  const lacks = action.status === 'dropped' ? [] : lacksOf(action)
  return {
    text: join(claims.text(action), action.metric ? `Moves: ${markdownText(action.metric)}.` : ''),
    fix: action.fix ?? null,
    owner: text(action.owner),
    due: action.due ?? null,
    doneWhen: text(action.doneWhen),
    rollback: text(action.rollback),
    status: action.status,
    lacks: lacks.length > 0 ? lacks.join(', ') : null,
  }
}
