import { unsupportedClaims } from '../../domain/claims.ts'
import type { Incident } from '../../domain/incident.ts'
import { findingsOf } from '../rule.ts'
import { findInActions } from './action-findings.ts'
import { documentRules } from './document-rules.ts'
import { type DocumentSubject, defaultLimits, type Limits } from './document-subject.ts'
import { findInLines } from './line-findings.ts'
import { loadParser } from './parse-markdown.ts'
import { createPlaces } from './places.ts'
import type { RawFinding } from './raw-finding.ts'
import { type PostMortemText, readDocument } from './read-document.ts'
import { findInRecord } from './record-rules.ts'
import type { ReviewFinding } from './review-finding.ts'
import { type RubricScore, scoreRubric } from './rubric.ts'
import { type Level, ruleSettings } from './rule-settings.ts'
import { createSettled } from './settled-findings.ts'

export interface Review {
  /** In reading order. */
  readonly findings: readonly ReviewFinding[]
  readonly words: number
  /** Findings that a comment in the document switched off, with its reason. */
  readonly disabled: number
  /** Null where the text is too short, or has too few sections, to be scored as a post-mortem. */
  readonly rubric: RubricScore | null
}

export interface ReviewOptions {
  /** By rule id: off, or what its findings weigh. */
  readonly rules?: Readonly<Record<string, Level | 'off'>>
  readonly limits?: { readonly [Name in keyof Limits]?: Limits[Name] | undefined }
  /** All words of the record behind a generated document, and names that are known without being said. */
  readonly record?: { readonly support: string; readonly known: readonly string[] }
  /** The record itself; its items are checked too. */
  readonly incident?: Incident
  /** The record that the text was generated from: what is settled there is not asked again. */
  readonly generatedFrom?: Incident
}

export type Reviewer = (markdown: string, options?: ReviewOptions) => Review

/** Ids of all rules that can be switched. */
export const ruleIds: readonly string[] = Object.keys(ruleSettings)

/** Loads the Markdown parser and returns a function that reviews any text; it never throws over what a text holds. */
export async function loadReviewer(): Promise<Reviewer> {
  const parser = await loadParser()
  return (markdown, options = {}) => reviewText(readDocument(markdown, parser), options)
}

function reviewText(doc: PostMortemText, options: ReviewOptions): Review {
  const { record } = options
  const subject: DocumentSubject = {
    text: doc.text,
    doc,
    limits: {
      minActions: options.limits?.minActions ?? defaultLimits.minActions,
      maxActions: options.limits?.maxActions ?? defaultLimits.maxActions,
      productWords: options.limits?.productWords ?? defaultLimits.productWords,
    },
    unsupported: record ? (text) => unsupportedClaims(text, record.support, record.known) : null,
  }
  const raw: RawFinding[] = [
    ...findInLines(subject),
    ...findInActions(subject),
    ...documentRules.flatMap((rule) => findingsOf(rule, subject)),
    ...(options.incident ? findInRecord(options.incident, doc.text, { start: doc.titleStart, end: doc.titleEnd }) : []),
  ]
  const isSettled = options.generatedFrom ? createSettled(options.generatedFrom, doc.text) : () => false
  const open = withoutOverlaps(raw).filter((finding) => !isSettled(finding))
  const { kept, disabled } = withoutDisabled(open, doc)
  const place = createPlaces(doc.text)
  const findings = withoutRepeats(atBestPlace(kept, doc), doc)
    .flatMap((one): (ReviewFinding & { start: number })[] => {
      const setting = ruleSettings[one.rule]
      const level = options.rules?.[one.rule] ?? setting?.level ?? 'warning'
      if (level === 'off') return []
      const from = place(one.start)
      const to = place(one.end)
      return [
        {
          rule: one.rule,
          group: setting?.group ?? 'document',
          level,
          line: from.line,
          column: from.column,
          endLine: to.line,
          endColumn: to.column,
          words: doc.text.slice(one.start, one.end),
          wrong: one.wrong,
          ask: one.ask,
          start: one.start,
        },
      ]
    })
    .sort((a, b) => a.start - b.start || a.rule.localeCompare(b.rule))
    .map(({ start: _start, ...finding }) => finding)
  return {
    findings,
    words: doc.words,
    disabled,
    rubric: doc.isPostMortem && !doc.isProduct ? scoreRubric(doc, findings) : null,
  }
}

// Where two rules stand on the same words, the earlier one says more.
const preferred = [
  'blame',
  'human-error',
  'counterfactual',
  'hindsight',
  'emotive',
  'shallow-cause',
  'detection-as-cause',
  'guess-as-fact',
  'unquantified-impact',
  'vague-impact',
  'summary-too-technical',
  'jargon-symptom',
  'cause-and-detection-mixed',
]

/** One finding for the same words; one where a whole-section finding says what a line already says. */
function withoutOverlaps(raw: readonly RawFinding[]): RawFinding[] {
  const rank = (rule: string) => (preferred.includes(rule) ? preferred.indexOf(rule) : preferred.length)
  const sorted = [...raw].sort((a, b) => rank(a.rule) - rank(b.rule))
  const kept: RawFinding[] = []
  for (const one of sorted) {
    const isTold = kept.some(
      (other) =>
        preferred.includes(one.rule) &&
        preferred.includes(other.rule) &&
        one.start < other.end &&
        other.start < one.end,
    )
    if (isTold) continue
    if (one.rule === 'jargon-symptom' && kept.some(({ rule }) => rule === 'summary-too-technical')) continue
    if (one.rule === 'cause-and-detection-mixed' && kept.some(({ rule }) => rule === 'detection-as-cause')) continue
    kept.push(one)
  }
  return kept
}

const bestPlaces = ['root-cause', 'contributing', 'summary', 'went-poorly', 'timeline']

/** A slip is told in the summary, in the timeline and among the causes: asked about once, where the causes are. */
function atBestPlace(raw: readonly RawFinding[], doc: PostMortemText): RawFinding[] {
  const rank = (one: RawFinding) => {
    const place = bestPlaces.indexOf(doc.parts.findLast((part) => part.start <= one.start)?.section ?? '')
    return place < 0 ? bestPlaces.length : place
  }
  const [best] = raw
    .filter(({ rule }) => rule === 'human-error')
    .toSorted((a, b) => rank(a) - rank(b) || a.start - b.start)
  return raw.filter((one) => one.rule !== 'human-error' || one === best)
}

/** One finding where a section has the same weakness several times: a reader mends them together. */
function withoutRepeats(raw: readonly RawFinding[], doc: PostMortemText): RawFinding[] {
  const partOf = (one: RawFinding) => doc.parts.findLastIndex((part) => part.start <= one.start)
  const groups = Map.groupBy(raw, (one) => `${one.rule} ${one.wrong} ${partOf(one)}`)
  return [...groups.values()].flatMap((group) => {
    const [first, ...more] = group.toSorted((a, b) => a.start - b.start)
    if (!first || ruleSettings[first.rule]?.group !== 'language' || more.length === 0) return group
    const rest = more.length === 1 ? 'One more line' : `${more.length} more lines`
    return [
      { ...first, wrong: `${first.wrong} ${rest} of this section ${more.length === 1 ? 'does' : 'do'} the same.` },
    ]
  })
}

/** Applies the comments that switch rules off; one without a reason, or for a rule that is not there, is itself a finding. */
function withoutDisabled(raw: readonly RawFinding[], doc: PostMortemText): { kept: RawFinding[]; disabled: number } {
  const own: RawFinding[] = []
  let kept = [...raw]
  for (const disabling of doc.disablings) {
    const place = { rule: 'disabling-without-reason', start: disabling.start, end: disabling.end }
    const unknown = disabling.rules.filter((rule) => ruleSettings[rule] === undefined)
    if (disabling.rules.length === 0 || disabling.reason === '') {
      own.push({
        ...place,
        wrong:
          disabling.rules.length === 0
            ? 'This comment names no rule, so it switches nothing off.'
            : 'This comment gives no reason, so it switches nothing off.',
        ask: 'Write: <!-- postmortem-disable-next-line RULE -- the reason -->. What makes the finding wrong here?',
      })
      continue
    }
    if (unknown.length > 0)
      own.push({
        ...place,
        wrong: `There is no rule ${unknown.join(', ')}.`,
        ask: 'Which rule is meant? docs/rules.md lists them all.',
      })
    const block = doc.blocks.find(
      (one) => one.start >= disabling.next - 8 && one.start <= lineEndOf(doc.text, disabling.next),
    )
    const until = Math.max(lineEndOf(doc.text, disabling.next), block?.end ?? 0)
    kept = kept.filter((one) => !disabling.rules.includes(one.rule) || one.start < disabling.next || one.start > until)
  }
  return { kept: [...kept, ...own], disabled: raw.length - kept.length }
}

function lineEndOf(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end
}
