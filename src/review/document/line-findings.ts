import type { Section } from '../line/line-kind.ts'
import type { LineRule } from '../line/line-rule.ts'
import { lineRules } from '../line/line-rules.ts'
import { readLine } from '../line/read-line.ts'
import { hasQuantity } from '../line/user-view.ts'
import { findingsOf } from '../rule.ts'
import {
  blocksIn,
  countPlainWords,
  type DocumentSubject,
  hasDurationElsewhere,
  linesIn,
  openActionsIn,
  type PlacedLine,
  proseIn,
} from './document-subject.ts'

/** A finding of any rule with its place in the document. */
export interface RawFinding {
  readonly rule: string
  readonly start: number
  readonly end: number
  readonly wrong: string
  readonly ask: string
}

const slotRules = new Set(['no-owner', 'no-date', 'no-success'])
const judgedForGuesses: ReadonlySet<Section> = new Set(['root-cause', 'contributing', 'summary', 'impact', 'detection'])
// In prose a clause before or behind a sentence may hold its reason; these rules read both.
const readsNeighbour = new Set(['counterfactual', 'human-error'])

/** What the line rules find in the lines of a document, with the doubts that a whole document allows taken into account. */
export function findInLines({ doc }: DocumentSubject): RawFinding[] {
  const found: RawFinding[] = []
  const lines = linesIn(
    doc.blocks.filter(
      (block) =>
        (block.section !== 'actions' && block.kind !== 'row') ||
        block.section === 'timeline' ||
        (block.kind === 'row' && block.section !== 'actions'),
    ),
  )
  const causeWords = blocksIn(doc, 'root-cause').reduce((sum, block) => sum + countPlainWords(block.plain), 0)
  const isImpactCounted = hasDurationElsewhere(doc) || hasQuantity(proseIn(doc, 'impact').toLowerCase())
  for (const [index, line] of lines.entries()) {
    const { section } = line.block
    const text = line.block.kind === 'row' ? line.text.replaceAll('|', ';') : line.text
    if (!/\p{L}/u.test(text) || section === 'background' || line.block.isQuoted) continue
    const read = readLine({ section, text })
    for (const rule of lineRules) {
      if (slotRules.has(rule.id) || rule.id === 'vague-action' || rule.id === 'jargon-symptom') continue
      for (const hit of findingsOf(rule, read)) {
        const isWhole = hit.end - hit.start > 30 && hit.end - hit.start >= text.length - 2
        if (rule.id === 'shallow-cause' && isWhole && (causeWords > 40 || /:\s*$/.test(text) || line.block.isTracked))
          continue
        // One exclamation mark is a habit of some, not drama.
        if (rule.id === 'emotive' && hit.words === '!') continue
        if (
          rule.id === 'detection-as-cause' &&
          causeWords > 40 &&
          !/\b(?:root cause|caused? by|because|was caused)\b/i.test(text)
        )
          continue
        if (rule.id === 'guess-as-fact' && !judgedForGuesses.has(section)) continue
        if (
          rule.id === 'vague-impact' &&
          (section === 'summary' || isImpactCounted || hasQuantity(line.block.plain.toLowerCase()))
        )
          continue
        if (readsNeighbour.has(rule.id) && isExcusedByNext(rule, line, lines[index + 1])) continue
        if (rule.id === 'vague-impact' && found.some((one) => one.rule === 'vague-impact')) continue
        found.push({
          rule: rule.id,
          start: line.start + hit.start,
          end: line.start + hit.end,
          wrong: hit.wrong,
          ask: hit.ask,
        })
      }
    }
  }
  return [...found, ...jargonIn({ doc }), ...actionsOf({ doc })]

  function isExcusedByNext(rule: LineRule, line: PlacedLine, next: PlacedLine | undefined): boolean {
    if (!next || next.block !== line.block) return false
    const joined = `${line.text.replace(/[.!?]+\s*$/, '')}: ${next.text}`
    const offset = line.text.length
    return !findingsOf(rule, readLine({ section: line.block.section, text: joined })).some((hit) => hit.start < offset)
  }
}

const failing =
  /\b(?:fail\w*|error\w*|crash\w*|down|outage|broke\w*|stop\w*|lost|full|slow\w*|degrad\w*|unavailable|unable|not|n't|timed? ?out|exhaust\w*|exceed\w*|stuck|block\w*|reject\w*|incorrect\w*|wrong|issue|problem|incident|peak\w*|overload\w*|elevated|high|restart\w*|oom\w*|killed|grew|rose|dropped|missing|stale|expired|loop)\b/i

/** A summary or an impact is judged as a whole: somewhere in it stands what users saw, or nowhere. */
function jargonIn({ doc }: Pick<DocumentSubject, 'doc'>): RawFinding[] {
  const rule = lineRules.find(({ id }) => id === 'jargon-symptom')
  if (!rule) return []
  for (const section of ['summary', 'impact'] as const) {
    const lines = linesIn(blocksIn(doc, section))
    // A summary that also tells the background is judged by its sentences about what went wrong.
    const whole = `${doc.title}. ${lines.map(({ text }) => text).join(' ')}`
    if (lines.length === 0 || findingsOf(rule, readLine({ section, text: whole })).length === 0) continue
    for (const line of lines) {
      if (!failing.test(line.text)) continue
      const [hit] = findingsOf(rule, readLine({ section, text: line.text }))
      if (hit)
        return [
          { rule: rule.id, start: line.start + hit.start, end: line.start + hit.end, wrong: hit.wrong, ask: hit.ask },
        ]
    }
  }
  return []
}

/** Slots that are missing in most actions are one finding, not one for each. */
function actionsOf({ doc }: Pick<DocumentSubject, 'doc'>): RawFinding[] {
  const open = openActionsIn(doc)
  const missing = new Map<string, RawFinding[]>()
  for (const rule of lineRules.filter(({ id }) => slotRules.has(id) || id === 'vague-action')) {
    const hits: RawFinding[] = []
    for (const { block, slots } of open) {
      const isMissing =
        rule.id === 'no-owner'
          ? slots.owner === null && !block.isTracked
          : rule.id === 'no-date'
            ? slots.due === null && !block.isTracked
            : rule.id === 'no-success'
              ? slots.check === null && !block.isTracked
              : true
      if (!isMissing) continue
      const text = block.kind === 'row' ? doc.text.slice(block.start, block.end) : block.plain
      const [hit] = findingsOf(rule, readLine({ section: 'actions', text }))
      if (!hit && rule.id === 'vague-action') continue
      if (rule.id === 'vague-action' && block.isTracked) continue
      const place = hit ?? { start: 0, end: text.trimEnd().length, wrong: '', ask: '' }
      if (place.wrong === '') continue
      hits.push({
        rule: rule.id,
        start: block.start + place.start,
        end: block.start + place.end,
        wrong: place.wrong,
        ask: place.ask,
      })
    }
    missing.set(rule.id, hits)
  }
  const owners = missing.get('no-owner') ?? []
  const dates = missing.get('no-date') ?? []
  const checks = missing.get('no-success') ?? []
  const found = [...(missing.get('vague-action') ?? [])]
  const [first] = owners
  const areBoth = first !== undefined && owners.length > open.length / 2 && dates.length > open.length / 2
  if (areBoth)
    found.push({
      ...first,
      wrong: `${told(owners.length, open.length)} neither an owner nor a date${owners.length > 1 ? '; this is the first' : ''}.`,
      ask: 'Who, by name or role, will tell us that it is done, and by which day?',
    })
  else found.push(...merged(owners, open.length, 'no owner'), ...merged(dates, open.length, 'no date'))
  // Where most have no owner or no date, to ask for a check as well is to ask for too much at once.
  if (!areBoth && owners.length + dates.length < open.length)
    found.push(...merged(checks, open.length, 'nothing that says when it is enough'))
  return found
}

function merged(hits: readonly RawFinding[], count: number, what: string): readonly RawFinding[] {
  const [first] = hits
  if (!first || hits.length <= 2) return hits
  return [{ ...first, wrong: `${told(hits.length, count)} ${what}; this is the first.` }]
}

function told(some: number, count: number): string {
  return count === 1 ? 'This action has' : `${some} of ${count} open actions have`
}
