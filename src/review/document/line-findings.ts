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
  const isImpactCounted = hasQuantity(proseIn(doc, 'impact').toLowerCase())
  for (const [index, line] of lines.entries()) {
    const { section } = line.block
    const text = line.block.kind === 'row' ? line.text.replaceAll('|', ';') : line.text
    if (!/\p{L}/u.test(text)) continue
    const read = readLine({ section, text })
    for (const rule of lineRules) {
      if (slotRules.has(rule.id) || rule.id === 'vague-action' || rule.id === 'jargon-symptom') continue
      for (const hit of findingsOf(rule, read)) {
        const isWhole = hit.end - hit.start > 30 && hit.end - hit.start >= text.length - 2
        if (rule.id === 'shallow-cause' && isWhole && causeWords > 40) continue
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

/** A summary or an impact is judged as a whole: somewhere in it stands what users saw, or nowhere. */
function jargonIn({ doc }: Pick<DocumentSubject, 'doc'>): RawFinding[] {
  const rule = lineRules.find(({ id }) => id === 'jargon-symptom')
  if (!rule) return []
  for (const section of ['summary', 'impact'] as const) {
    const lines = linesIn(blocksIn(doc, section))
    const whole = `${doc.title}. ${lines.map(({ text }) => text).join(' ')}`
    if (lines.length === 0 || findingsOf(rule, readLine({ section, text: whole })).length === 0) continue
    for (const line of lines) {
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
  const found: RawFinding[] = []
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
    const [first] = hits
    if (!first) continue
    if (hits.length > 2 && rule.id !== 'vague-action') {
      const what =
        rule.id === 'no-owner'
          ? 'have no owner'
          : rule.id === 'no-date'
            ? 'have no date'
            : 'do not say when they are done'
      found.push({ ...first, wrong: `${hits.length} of ${open.length} open actions ${what}; this is the first.` })
    } else found.push(...hits)
  }
  return found
}
