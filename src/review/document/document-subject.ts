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
