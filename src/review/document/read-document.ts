import type { List, ListItem, Nodes, Paragraph, RootContent, Table } from 'mdast'
import type { ActionColumn } from '../line/action-slots.ts'
import type { Section } from '../line/line-kind.ts'
import { isReportedDone, isTrackedElsewhere } from './action-state.ts'
import { createInsideWords, type InsideWords } from './inside-words.ts'
import type { MarkdownParser } from './parse-markdown.ts'
import { mayOpenWithLabel, recogniseHeading, recogniseLabel } from './recognise-heading.ts'

/** A paragraph, a list item or a table row with its place in the source. */
export interface Block {
  readonly kind: 'paragraph' | 'item' | 'row'
  readonly section: Section
  /** Index into `PostMortemText.parts`. */
  readonly part: number
  /** The source between `start` and `end`, on one line, with Markdown marks, addresses and code blanked; same length. */
  readonly plain: string
  readonly start: number
  readonly end: number
  /** Of the table that the row stands in. */
  readonly columns?: readonly ActionColumn[]
  /** The words of the head of the table that the row stands in, column by column. */
  readonly head?: readonly string[]
  /** Of a list item with a box: whether it is ticked. */
  readonly isChecked?: boolean
  /** Depth of nesting of a list item; 0 is the outermost. */
  readonly depth: number
  /** A list item or row that only opens what is nested below it. */
  readonly isLead: boolean
  /** Somebody else's words, in a block quote. */
  readonly isQuoted: boolean
  /** Done already, by its box, its strike or its mark. */
  readonly isDone: boolean
  /** Holds a link to a ticket, issue or pull request, where owner and date stand. */
  readonly isTracked: boolean
}

/** A heading and what stands below it up to the next one. */
export interface Part {
  readonly heading: string
  readonly section: Section
  /** False where the section is inherited from the heading above, or unknown. */
  readonly isRecognised: boolean
  /** 1 to 6; 7 for a label in bold that works as a heading; 0 for what stands before the first heading. */
  readonly level: number
  readonly start: number
  readonly end: number
  readonly words: number
}

/** `<!-- postmortem-disable-next-line RULE -- reason -->` */
export interface Disabling {
  readonly rules: readonly string[]
  readonly reason: string
  readonly start: number
  readonly end: number
  /** Offset of the line that it is about. */
  readonly next: number
}

/** A Markdown post-mortem, read once for all rules. */
export interface PostMortemText {
  readonly text: string
  readonly title: string
  readonly titleStart: number
  readonly titleEnd: number
  readonly parts: readonly Part[]
  readonly blocks: readonly Block[]
  readonly disablings: readonly Disabling[]
  /** Words of prose, tables and lists; code, front matter and comments do not count. */
  readonly words: number
  readonly isProduct: boolean
  /** Enough sections to be judged as a post-mortem; a status note of three lines is none. */
  readonly isPostMortem: boolean
}

const longest = 1_000_000

/** Reads a document into parts and blocks. Whatever follows the first million characters is not read. */
export function readDocument(markdown: string, parser: MarkdownParser): PostMortemText {
  const text = markdown.slice(0, longest)
  const body = withoutFrontMatter(text)
  // A remark for the review may stand inside of a paragraph.
  const isWhole = body.includes('postmortem-disable-next-line')
  const tree = isWhole ? parser.parseWhole(body) : parser.parseBlocks(body)
  const reading = new Reading(text, isWhole ? null : createInsideWords(body, tree, parser))
  for (const node of tree.children) reading.take(node)
  return reading.finish()
}

/** The same length, so that places stay; a byte order mark and front matter are blank. */
function withoutFrontMatter(text: string): string {
  const match = /^\uFEFF?---[ \t]*\r?\n[\s\S]{0,100000}?\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text)
  const head = match?.[0] ?? /^\uFEFF?/.exec(text)?.[0] ?? ''
  return blankOut(head) + text.slice(head.length)
}

function blankOut(words: string): string {
  return words.replace(/[^\r\n]/g, ' ')
}

interface OpenPart {
  heading: string
  section: Section
  isRecognised: boolean
  level: number
  start: number
  end: number
  words: number
}

class Reading {
  readonly #text: string
  /** Null where all was parsed. */
  readonly #inside: InsideWords | null
  readonly #parts: OpenPart[] = [
    { heading: '', section: 'other', isRecognised: false, level: 0, start: 0, end: 0, words: 0 },
  ]
  readonly #blocks: Block[] = []
  readonly #disablings: Disabling[] = []
  /** Sections of the headings above, by level. */
  #open: { level: number; section: Section; isRecognised: boolean }[] = []
  #quoteDepth = 0
  #title: { text: string; start: number; end: number } | null = null

  constructor(text: string, inside: InsideWords | null) {
    this.#text = text
    this.#inside = inside
  }

  take(node: RootContent): void {
    if (node.type === 'heading')
      this.#takeHeading(node.depth, plainText(this.#inside?.fillHeading(node) ?? node), placeOf(node))
    else if (node.type === 'paragraph') this.#takeParagraph(node)
    else if (node.type === 'list') this.#takeList(node, 0)
    else if (node.type === 'table') this.#takeTable(node)
    else if (node.type === 'html') this.#takeHtml(placeOf(node))
    else if (node.type === 'blockquote') {
      this.#quoteDepth += 1
      for (const child of node.children) this.take(child)
      this.#quoteDepth -= 1
    } else if (node.type === 'footnoteDefinition') for (const child of node.children) this.take(child)
  }

  finish(): PostMortemText {
    for (const [index, part] of this.#parts.entries()) part.end = this.#parts[index + 1]?.start ?? this.#text.length
    const recognised = new Set(
      this.#parts.filter((part) => part.isRecognised && part.section !== 'background').map((part) => part.section),
    )
    const words = this.#parts.reduce((sum, part) => sum + part.words, 0)
    const title = this.#title ?? { text: '', start: 0, end: Math.min(this.#text.length, this.#text.search(/\n|$/)) }
    return {
      text: this.#text,
      title: title.text,
      titleStart: title.start,
      titleEnd: title.end,
      parts: this.#parts,
      blocks: this.#blocks,
      disablings: this.#disablings,
      words,
      isProduct: /\bproduct post-?mortem\b/i.test(title.text),
      isPostMortem: words >= 120 && recognised.size >= 3,
    }
  }

  #takeHeading(level: number, heading: string, place: Place): void {
    if (this.#title === null && level <= 2 && this.#parts.length === 1 && recogniseHeading(heading) === null) {
      this.#title = { text: heading, ...place }
    } else if (this.#title === null && level === 1 && this.#parts.length === 1) {
      this.#title = { text: heading, ...place }
    }
    this.#open = this.#open.filter((open) => open.level < level)
    const above = this.#open.filter((open) => open.section !== 'other').at(-1)
    const own = level === 1 && this.#title?.start === place.start ? null : recogniseHeading(heading)
    // A subsection of the actions or the timeline may carry any name; only some say another section.
    const section = own !== null && isOwnSection(own, above?.section) ? own : (above?.section ?? 'other')
    const isRecognised = own !== null
    this.#open.push({ level, section, isRecognised })
    this.#parts.push({ heading, section, isRecognised, level, start: place.start, end: place.end, words: 0 })
  }

  /** "**Impact**: …" at the head of a paragraph or an outer list item works as a heading where it names a section. */
  #takeLabel(node: Nodes, place: Place): boolean {
    if (!('children' in node)) return false
    const [first, second] = node.children
    if (first?.type !== 'strong') return false
    const label = plainText(first).replace(/:\s*$/, '').trim()
    const isLabel =
      /:\s*$/.test(plainText(first)) ||
      (second === undefined ? node.children.length === 1 : second.type === 'text' && /^\s*:/.test(second.value))
    if (!isLabel || label.split(/\s+/).length > 5) return false
    const section = recogniseLabel(label)
    // Labels inside an action or a cause name its parts; after another label they open a section.
    const inside = this.#open.filter((open) => open.level < 7 && open.section !== 'other').at(-1)?.section
    if (section === null || section === 'background' || section === 'comms') return false
    if (inside === 'actions' || inside === 'timeline' || inside === 'root-cause' || inside === 'contributing')
      return false
    this.#open = this.#open.filter((open) => open.level < 7)
    this.#open.push({ level: 7, section, isRecognised: section !== 'other' })
    this.#parts.push({
      heading: label,
      section,
      isRecognised: section !== 'other',
      level: 7,
      start: place.start,
      end: place.end,
      words: 0,
    })
    return true
  }

  #takeParagraph(paragraph: Paragraph): void {
    const place = placeOf(paragraph)
    const node = this.#mayOpenWithLabel(place)
      ? (this.#inside?.fillParagraph(paragraph, false) ?? paragraph)
      : paragraph
    this.#takeLabel(node, place)
    this.#add('paragraph', place, { isLead: false })
    for (const child of node.children) if (child.type === 'html') this.#takeHtml(placeOf(child))
  }

  #takeList(list: List, depth: number): void {
    for (const item of list.children) this.#takeItem(item, depth)
  }

  #takeItem(item: ListItem, depth: number): void {
    const nested = item.children.filter((child) => child.type === 'list')
    let isFirst = true
    for (const inner of item.children) {
      const child =
        inner.type === 'paragraph' ? this.#filled(inner, item, isFirst && nested.length > 0, isFirst) : inner
      if (child.type === 'paragraph') {
        const place = placeOf(child)
        if (depth === 0 && isFirst) this.#takeLabel(child, place)
        const said = plainText(child).trim()
        const isLead =
          isFirst &&
          nested.length > 0 &&
          ((/:\s*$/.test(said) &&
            (said.split(/\s+/).length <= 7 || /^(?:in|for|when|if|on|at|the|these|this)\b/i.test(said))) ||
            said.split(/\s+/).length <= 3)
        const box = typeof item.checked === 'boolean' && isFirst ? { isChecked: item.checked } : {}
        this.#add('item', place, { isLead, depth, isDone: item.checked === true, ...box })
        for (const part of child.children) if (part.type === 'html') this.#takeHtml(placeOf(part))
        isFirst = false
      } else if (child.type === 'list') this.#takeList(child, depth + 1)
      else this.take(child)
    }
  }

  /** Filled only where something asks what stands inside: for a label, a box or a list below it. */
  #filled(paragraph: Paragraph, { checked }: ListItem, isOpening: boolean, isFirst: boolean): Paragraph {
    const isBoxed = isFirst && typeof checked === 'boolean'
    return this.#inside !== null && (isOpening || isBoxed || (isFirst && this.#mayOpenWithLabel(placeOf(paragraph))))
      ? this.#inside.fillParagraph(paragraph, isBoxed)
      : paragraph
  }

  #mayOpenWithLabel({ start, end }: Place): boolean {
    return mayOpenWithLabel(this.#text.slice(start, Math.min(end, start + 120)))
  }

  #takeTable(table: Table): void {
    const [head, ...rows] = (this.#inside?.fillHead(table) ?? table).children
    const names = head?.children.map((cell) => plainText(cell)) ?? []
    const columns = names.map((name) => columnOf(name.toLowerCase()))
    for (const row of rows)
      this.#add('row', placeOf(row), {
        isLead: false,
        head: names,
        ...(names.some((name) => name !== '') ? { columns } : {}),
      })
  }

  #takeHtml(place: Place): void {
    const words = this.#text.slice(place.start, place.end)
    for (const match of words.matchAll(/<!--\s*postmortem-disable-next-line\b(?<what>[^>]*?)-->/g)) {
      const what = match.groups?.what ?? ''
      const [rules = '', ...reasons] = what.split(/\s--\s|\s--$/)
      const start = place.start + match.index
      const end = start + match[0].length
      const lineEnd = this.#text.indexOf('\n', end)
      const after = lineEnd < 0 ? this.#text.length : lineEnd + 1
      this.#disablings.push({
        rules: rules.split(/[\s,]+/).filter((rule) => rule !== ''),
        reason: reasons.join(' -- ').trim(),
        start,
        end,
        next: after + (/^(?:[ \t]*\r?\n)*/.exec(this.#text.slice(after))?.[0].length ?? 0),
      })
    }
  }

  #add(
    kind: Block['kind'],
    { start, end }: Place,
    more: Pick<Block, 'isLead' | 'columns' | 'head' | 'isChecked'> & { depth?: number; isDone?: boolean },
  ): void {
    const part = this.#parts.at(-1)
    if (!part) return
    const source = this.#text.slice(start, end)
    const plain = flatten(source)
    part.words += (plain.match(/\S*[\p{L}\p{N}]\S*/gu) ?? []).length
    this.#blocks.push({
      kind,
      section: part.section,
      part: this.#parts.length - 1,
      plain,
      start,
      end,
      depth: more.depth ?? 0,
      isLead: more.isLead,
      isQuoted: this.#quoteDepth > 0,
      isDone: more.isDone === true || isReportedDone(source, plain),
      isTracked: isTrackedElsewhere(source),
      ...(more.columns ? { columns: more.columns } : {}),
      ...(more.head ? { head: more.head } : {}),
      ...(more.isChecked === undefined ? {} : { isChecked: more.isChecked }),
    })
  }
}

const ownBelowTimeline: ReadonlySet<Section> = new Set([
  'root-cause',
  'actions',
  'resolution',
  'impact',
  'lessons',
  'went-well',
  'went-poorly',
  'lucky',
  'contributing',
])

/** "Detection" below "Action items" names a group of actions; "Root cause" below "Summary" is a section of its own. */
function isOwnSection(own: Section, above: Section | undefined): boolean {
  if (above === undefined || above === own) return true
  if (above === 'actions') return false
  if (above === 'timeline') return ownBelowTimeline.has(own)
  if (own === 'background' || own === 'summary' || own === 'comms') return above === 'background'
  return true
}

interface Place {
  readonly start: number
  readonly end: number
}

function placeOf(node: Nodes): Place {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 }
}

/** The words of a node without its marks. */
function plainText(node: Nodes): string {
  if ('value' in node) return node.type === 'html' ? '' : node.value
  if ('alt' in node) return node.alt ?? ''
  if ('children' in node) return node.children.map((child) => plainText(child)).join('')
  return ''
}

const columnWords: readonly (readonly [ActionColumn, RegExp])[] = [
  [
    'check',
    /\b(?:done[- ]?when|success|check|verif\w+|measure|metric|accept\w*|criteri\w+|definition of done|proof|evidence)\b/,
  ],
  ['owner', /\b(?:owners?|assignee|assigned|who|responsible|dri|lead|person|by whom)\b/],
  ['due', /\b(?:due|date|by when|when|deadline|eta|target)\b/],
  [
    'task',
    /\b(?:actions?|items?|task|what|description|todo|to do|improvement|step|fix|measure|title|recommendation|summary)\b/,
  ],
  ['type', /\b(?:type|kind|category|priority|status|state|severity|strength|effort|p)\b/],
]

function columnOf(name: string): ActionColumn {
  return columnWords.find(([, words]) => words.test(name))?.[0] ?? 'other'
}

/** One line of the same length: marks, code, tags, addresses and link targets become spaces. */
function flatten(source: string): string {
  const space = (match: string) => ' '.repeat(match.length)
  return (
    source
      // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal escapes pasted from a console are no words.
      .replace(/\u001b\[[0-9;]{0,20}[A-Za-z]/g, space)
      .replace(/\r?\n[ \t]*(?:>[ \t]?)*|\t/g, space)
      .replace(/<!--[\s\S]*?-->/g, space)
      .replace(/<\/?[a-z][^>\n]{0,500}>/gi, space)
      .replace(/<https?:[^>]{1,1000}>/g, space)
      .replace(/!\[[^\]]{0,500}\]\([^)]{0,1000}\)/g, space)
      .replace(/\]\([^()\s]{0,1000}(?:\([^()]{0,200}\)[^()\s]{0,1000})?(?:\s"[^"]{0,200}")?\)/g, space)
      .replace(/\]\[[^\]]{0,200}\]/g, space)
      .replace(/\[said-\d+(?:, said-\d+)*\]/g, space)
      .replace(/https?:\/\/[^\s<>)\]]{1,1000}/g, space)
      .replace(/\*{1,3}|~~|(?<![\p{L}\p{N}])_{1,3}|_{1,3}(?![\p{L}\p{N}])|[\u200b-\u200f\ufeff]/gu, space)
      .replace(/(?<![\p{L}\p{N}])\[(?![ xX]\])|\](?=[\s.,;:)]|$)/gu, ' ')
      .replace(/[ \u00a0]/g, ' ')
  )
}
