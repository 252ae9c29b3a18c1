import type { Block, Part, PostMortemText } from '../../review/document/read-document.ts'
import type { Section } from '../../review/line/line-kind.ts'
import { plainWords } from './plain-words.ts'

/** A paragraph, an outer list item with what is nested below it, or a row of a table. */
export interface Passage {
  readonly kind: Block['kind']
  readonly part: number
  readonly section: Section
  /** Between these stands the excerpt. */
  readonly start: number
  readonly end: number
  /** End of the item's own words, before what is nested below it. */
  readonly headEnd: number
  /** On one line, without marks. */
  readonly words: string
  readonly block: Block
}

/** A heading with the passages below it, up to the next heading. */
export interface Chapter {
  readonly part: Part
  readonly index: number
  readonly passages: readonly Passage[]
}

const marker = /(?:^|\n)[ \t>]*(?:[-*+]|\d{1,4}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?$/

/** The document in chapters, with each label in bold taken off the words behind it. */
export function chaptersOf(doc: PostMortemText): Chapter[] {
  const blocks = Map.groupBy(doc.blocks, ({ part }) => part)
  return doc.parts.flatMap((part, index) => {
    const all = blocks.get(index) ?? []
    const [label] = all
    if (part.level !== 7 || label?.kind !== 'item')
      return [{ part, index, passages: passagesOf(doc, part, index, all) }]
    // The next item beside a label that opens a section is no part of that section.
    const at = all.findIndex(
      (block) => block !== label && block.kind === 'item' && block.depth <= label.depth && opensItem(doc.text, block),
    )
    const own = at < 0 ? all : all.slice(0, at)
    const beside = at < 0 ? [] : all.slice(at)
    const other: Part = {
      ...part,
      heading: '',
      section: 'other',
      isRecognised: false,
      start: beside[0]?.start ?? part.end,
    }
    return [
      { part: { ...part, end: other.start }, index, passages: passagesOf(doc, part, index, own) },
      ...(beside.length > 0 ? [{ part: other, index, passages: passagesOf(doc, other, index, beside) }] : []),
    ]
  })
}

function passagesOf(doc: PostMortemText, part: Part, index: number, blocks: readonly Block[]): Passage[] {
  const labelled = part.level === 7 && part.heading !== '' ? blocks[0] : undefined
  const opened = blocks.map((block) => (block === labelled ? afterLabel(doc.text, block) : block))
  const filled = opened.filter((block) => /[\p{L}\p{N}]/u.test(doc.text.slice(block.start, block.end)))
  const inner = filled.filter((block) => block.kind === 'item' && (labelled === undefined || block !== opened[0]))
  const base = Math.min(...inner.map((block) => block.depth))
  const passages: { block: Block; headEnd: number; end: number }[] = []
  for (const block of filled) {
    const last = passages.at(-1)
    const isBelow =
      last !== undefined &&
      last.block.kind === 'item' &&
      last.block.start !== labelled?.start &&
      ((block.kind === 'item' && (block.depth > base || !opensItem(doc.text, block))) || isInside(doc, block, last))
    if (isBelow) last.end = Math.max(last.end, block.end)
    else passages.push({ block, headEnd: block.end, end: block.end })
  }
  return passages.map(({ block, headEnd, end }) => ({
    kind: block.kind,
    part: index,
    section: part.section,
    start: block.start,
    end,
    headEnd,
    words: plainWords(doc.text.slice(block.start, end)),
    block,
  }))
}

/** A paragraph of its own below a list item, a quotation for example, is indented. */
function isInside(doc: PostMortemText, block: Block, last: { block: Block; end: number }): boolean {
  if (block.kind !== 'paragraph' || block.start <= last.end) return false
  const lineStart = doc.text.lastIndexOf('\n', block.start - 1) + 1
  return /^(?: {2,}|\t)/.test(doc.text.slice(lineStart, block.start))
}

/** False for a second paragraph of the same item. */
function opensItem(text: string, block: Block): boolean {
  return marker.test(text.slice(Math.max(0, block.start - 40), block.start))
}

function afterLabel(text: string, block: Block): Block {
  const words = text.slice(block.start, block.end)
  const label = /^\s*(?:\*\*|__)[^*_\n]{1,80}(?:\*\*|__)[ \t]*:?[ \t]*/.exec(words)
  return label === null ? block : { ...block, start: block.start + label[0].length }
}
