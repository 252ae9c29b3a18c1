import { type ActionSlots, readAction } from '../line/action-slots.ts'
import type { Section } from '../line/line-kind.ts'
import { defineRule, type Rule } from '../rule.ts'
import type { Block, PostMortemText } from './read-document.ts'
import { sentencesIn } from './sentences-in.ts'

/** The families of rules, as docs/rules.md groups them. */
export type RuleGroup = 'language' | 'substance' | 'actions' | 'document' | 'grounding'

/** What counts as too long, too many, too few. */
export interface Limits {
  readonly minActions: number
  readonly maxActions: number
  /** Words of a product post-mortem that fit a page. */
  readonly productWords: number
}

/** For Markdown of which no record is known; looser than the policy of a company that uses ours. */
export const defaultLimits: Limits = { minActions: 2, maxActions: 7, productWords: 600 }

/** A document as the document rules see it. */
export interface DocumentSubject {
  readonly text: string
  readonly doc: PostMortemText
  readonly limits: Limits
  /** Numbers, times, dates and names of a text that the record does not hold; null where no record is known. */
  readonly unsupported: ((text: string) => readonly string[]) | null
}

/** What an example writes down: Markdown, and the words of a record where the rule needs one. */
export interface GivenDocument {
  readonly markdown: string
  readonly record?: string
}

export type DocumentRule = Rule<DocumentSubject, RuleGroup, GivenDocument>

/** A rule over a whole document, with the types filled in. */
export function defineDocumentRule(rule: Omit<DocumentRule, 'appliesTo'>): DocumentRule {
  return defineRule<DocumentSubject, RuleGroup, GivenDocument>({ ...rule, appliesTo: 'document' })
}

export function blocksIn(doc: PostMortemText, ...sections: readonly Section[]): Block[] {
  return doc.blocks.filter((block) => sections.includes(block.section))
}

export function hasSection(doc: PostMortemText, ...sections: readonly Section[]): boolean {
  return doc.parts.some((part) => part.isRecognised && sections.includes(part.section))
}

/** All that stands in these sections, on lines of their own. */
export function proseIn(doc: PostMortemText, ...sections: readonly Section[]): string {
  return blocksIn(doc, ...sections)
    .map((block) => block.plain)
    .join('\n')
}

export function countPlainWords(plain: string): number {
  return (plain.match(/\S*[\p{L}\p{N}]\S*/gu) ?? []).length
}

export interface PlacedLine {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly block: Block
}

/** Sentences of blocks with their places in the document; a list item or a row is one line or several sentences. */
export function linesIn(blocks: readonly Block[]): PlacedLine[] {
  return blocks.flatMap((block) =>
    sentencesIn(block.plain).map(({ text, start }) => ({
      text,
      start: block.start + start,
      end: block.start + start + text.length,
      block,
    })),
  )
}

/** A duration that stands outside the impact: "Time to repair: 5h 8m". */
export function hasDurationElsewhere(doc: PostMortemText): boolean {
  return /\b(?:time to (?:repair|resolve|recover|mitigate)|duration|lasted|downtime|outage (?:of|for))\b[^\n]{0,40}\d/i.test(
    doc.text,
  )
}

/** Where a finding about a section as a whole stands: its heading, else the title, else the first line. */
export function placeOfSection(doc: PostMortemText, ...sections: readonly Section[]): { start: number; end: number } {
  const part = sections
    .map((section) => doc.parts.find((one) => one.isRecognised && one.section === section))
    .find((one) => one !== undefined)
  if (!part) return { start: doc.titleStart, end: doc.titleEnd }
  const headingEnd = doc.text.indexOf('\n', part.start)
  return { start: part.start, end: headingEnd < 0 ? doc.text.length : Math.min(headingEnd, part.end) }
}

// "The only thing that we could have done" tells; an action begins with a verb or says what will be.
const telling =
  /^\W*(?:the|there|it|this|that|these|those|in|on|at|when|if|while|although|since|because|a|an|most|some|many|our|as|for|i|you|they|he|she|however|after|before|during)\b/i
const intending =
  /\b(?:should|will|shall|must|needs?(?: to)?|to be|want|plan(?:ned|ning)?|going to|todo|ought|can we|let's|have to)\b(?! have\b)/i

/** Whether a line of an action section commits to something at all. */
function isCommitment(text: string): boolean {
  // "access was restricted" reports what was done.
  if (/\b(?:was|were|has been|have been) (?:\p{L}+ly )?\p{L}+ed\b/u.test(text) && !intending.test(text)) return false
  return !telling.test(text) || intending.test(text)
}

export interface ReadAction {
  readonly block: Block
  readonly slots: ActionSlots
}

/** The actions: rows and outermost items of the action sections; items below one that only opens a list count, not it. */
export function actionsIn(doc: PostMortemText): ReadAction[] {
  const listed = blocksIn(doc, 'actions').filter((block) => block.kind !== 'paragraph')
  // A list beside a table of actions explains it.
  const tabled = new Set(listed.filter((block) => block.columns?.includes('task')).map((block) => block.part))
  const blocks = listed.filter((block) => block.kind === 'row' || !tabled.has(block.part))
  const found: ReadAction[] = []
  let leadDepth = -1
  for (const block of blocks) {
    if (block.kind === 'row') {
      found.push({ block, slots: readAction(doc.text.slice(block.start, block.end), block.columns) })
      continue
    }
    if (block.depth <= leadDepth) leadDepth = -1
    if (block.isLead) {
      if (leadDepth < 0 || block.depth <= leadDepth + 1) leadDepth = block.depth
      continue
    }
    const isOutermost = block.depth === 0 || (leadDepth >= 0 && block.depth === leadDepth + 1)
    if (isOutermost && countPlainWords(block.plain) >= 3 && isCommitment(block.plain) && !block.isQuoted)
      found.push({ block, slots: readAction(block.plain) })
  }
  return found
}

/** Actions that are neither done nor written down elsewhere with owner and date. */
export function openActionsIn(doc: PostMortemText): ReadAction[] {
  return actionsIn(doc).filter(
    ({ block }) => !block.isDone && !/\b(?:completed?|done|taken)\b/i.test(doc.parts[block.part]?.heading ?? ''),
  )
}
