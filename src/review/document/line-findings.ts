import type { LineRule } from '../line/line-rule.ts'
import { lineRules } from '../line/line-rules.ts'
import { readLine } from '../line/read-line.ts'
import { internalTerms, userNoun } from '../line/user-view.ts'
import { findingsOf } from '../rule.ts'
import { createDoubts } from './document-doubts.ts'
import { isNotice } from './document-form.ts'
import { blocksIn, type DocumentSubject, linesIn, type PlacedLine } from './document-subject.ts'
import type { RawFinding } from './raw-finding.ts'
import type { PostMortemText } from './read-document.ts'

const slotRules = new Set(['no-owner', 'no-date', 'no-success'])
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
  const isDoubtful = createDoubts(doc)
  for (const [index, line] of lines.entries()) {
    const { section } = line.block
    const text = line.block.kind === 'row' ? line.text.replaceAll('|', ';') : line.text
    if (!/\p{L}/u.test(text) || section === 'background' || line.block.isQuoted) continue
    const read = readLine({ section, text })
    for (const rule of lineRules) {
      if (slotRules.has(rule.id) || rule.id === 'vague-action' || rule.id === 'jargon-symptom') continue
      for (const hit of findingsOf(rule, read)) {
        if (isDoubtful(line, hit)) continue
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
  return [...found, ...jargonIn(doc)]

  function isExcusedByNext(rule: LineRule, line: PlacedLine, next: PlacedLine | undefined): boolean {
    if (!next || next.block !== line.block) return false
    const joined = `${line.text.replace(/[.!?]+\s*$/, '')}: ${next.text}`
    const offset = line.text.length
    return !findingsOf(rule, readLine({ section: line.block.section, text: joined })).some((hit) => hit.start < offset)
  }
}

const failing =
  /\b(?:fail\w*|error\w*|crash\w*|down|outage|broke\w*|stop\w*|lost|full|slow\w*|degrad\w*|unavailable|unable|not|n't|timed? ?out|exhaust\w*|exceed\w*|stuck|block\w*|reject\w*|incorrect\w*|wrong|issue|problem|incident|peak\w*|overload\w*|elevated|high|restart\w*|oom\w*|killed|grew|rose|dropped|missing|stale|expired|loop)\b/i

const unavailable =
  /\b(?:outage|risk|unreachable|not able|unavailab\p{L}+|downtime|down|offline|inaccessible|unresponsive|slow\p{L}*|degrad\p{L}+|disrupt\p{L}+|unable|fail(?:s|ed|ing)? to (?:load|open|launch|start|install|download|build)|not affected|no (?:other |user |customer )?\p{L}+ (?:was|were) (?:affected|impacted|lost))\b/iu
const mending =
  /\b(?:no longer|went back to|back to normal|restored|resolved|recovered|mitigated|fixed|(?:when|once|after) we (?:deleted|restarted|removed|reverted|rolled|scaled|changed|increased))\b/i
/** Fewer than three terms are how the thing is called. */
const fewestTerms = 3

/** Title, summary and impact are judged as a whole: somewhere in them stands what users saw, or nowhere. */
function jargonIn(doc: PostMortemText): RawFinding[] {
  const rule = lineRules.find(({ id }) => id === 'jargon-symptom')
  const lines = linesIn(blocksIn(doc, 'summary', 'impact'))
  const whole = `${doc.title}. ${lines.map(({ text }) => text).join(' ')}`
  if (!rule || unavailable.test(whole) || userNoun.test(whole.toLowerCase()) || !doc.isPostMortem || isNotice(doc))
    return []
  for (const line of lines) {
    const { section } = line.block
    // What mended it is no symptom.
    if (mending.test(line.text)) continue
    if (!failing.test(line.text) || internalTerms(line.text, line.text.toLowerCase()).length < fewestTerms) continue
    const [hit] = findingsOf(rule, readLine({ section, text: line.text }))
    if (hit)
      return [
        { rule: rule.id, start: line.start + hit.start, end: line.start + hit.end, wrong: hit.wrong, ask: hit.ask },
      ]
  }
  return []
}
