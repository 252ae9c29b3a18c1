import type {
  BlockContent,
  Blockquote,
  Definition,
  DefinitionContent,
  List,
  ListItem,
  PhrasingContent,
  Root,
  Table,
  TableRow,
} from 'mdast'
import { isOfActions, todosOf } from './action-todos.ts'
import { createInline, type Inline } from './notion-inline.ts'

/** A document as Notion takes it. */
export interface NotionText {
  /** The first heading of the first level, as plain text; null where there is none. */
  readonly title: string | null
  /** Blocks in the Markdown that both dialects of Notion read alike; a blank line belongs between each two. */
  readonly blocks: readonly string[]
}

/** Notion takes at most 2,000 characters in one text; longer ones are continued in a block, or a row, below. */
const longestText = 1900

/** Notion takes at most 100 children of one block, the row of headings among them. */
const mostRows = 99

/**
 * Puts a Markdown document into what Notion's two dialects share: headings of three levels, lists, to-dos, quotes of one line,
 * fences, dividers and HTML-like tables. A table of actions (it has owners and due dates) becomes to-dos. Front matter and
 * comments are left out, other HTML is shown as text, links that lead nowhere outside this machine keep their words alone.
 */
export async function toNotionMarkdown(markdown: string): Promise<NotionText> {
  const [{ unified }, { default: remarkParse }, { default: remarkGfm }] = await Promise.all([
    import('unified'),
    import('remark-parse'),
    import('remark-gfm'),
  ])
  const body = markdown.replace(/^\uFEFF?---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/, '')
  const root: Root = unified().use(remarkParse).use(remarkGfm).parse(body)
  const definitions = new Map(
    root.children
      .filter((node): node is Definition => node.type === 'definition')
      .map((node) => [node.identifier, node.url]),
  )
  const inline = createInline(definitions, longestText)
  const first = root.children.find((node) => node.type === 'heading' && node.depth === 1)
  const title = first?.type === 'heading' ? inline.plain(first.children).trim() : ''
  const rest = root.children.filter((node) => node !== first)
  return { title: title === '' ? null : title, blocks: rest.flatMap((node) => blocksOf(node, inline)) }
}

function blocksOf(node: Root['children'][number], inline: Inline): string[] {
  switch (node.type) {
    case 'heading':
      return inline.texts(node.children).map((text) => `${'#'.repeat(Math.min(node.depth, 3))} ${text}`)
    case 'paragraph':
      return inline.texts(node.children)
    case 'blockquote':
      return quotesOf(node, inline)
    case 'list':
      return [listOf(node, inline, 0)]
    case 'table':
      return isOfActions(node, inline) ? todosOf(node, inline) : tablesOf(node, inline)
    case 'code':
      return [fence(node.value, node.lang ?? '')]
    case 'thematicBreak':
      return ['---']
    case 'html':
      return inline.texts([{ type: 'text', value: node.value.replace(/<!--[\s\S]*?-->/g, '') }])
    case 'footnoteDefinition':
      return node.children.flatMap((child) => blocksOf(child, inline))
    default:
      return []
  }
}

/** Each line a quote of its own: several lines behind `>` would become several quotes in one dialect and one in the other. */
function quotesOf(node: Blockquote, inline: Inline): string[] {
  return node.children
    .flatMap((child) => blocksOf(child, inline))
    .flatMap((block) => block.split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => `> ${line.trim()}`)
}

function listOf(list: List, inline: Inline, depth: number): string {
  const indent = '\t'.repeat(depth)
  return list.children
    .flatMap((item, at) => {
      const number = (list.start ?? 1) + at
      const mark = item.checked == null ? (list.ordered ? `${number}.` : '-') : `- [${item.checked ? 'x' : ' '}]`
      const [text = '', ...more] = itemTexts(item, inline)
      return [
        `${indent}${mark} ${text}`,
        ...more.map((line) => `${indent}${list.ordered ? '\t-' : '-'} ${line}`),
        ...belowItem(item, inline, depth + 1),
      ]
    })
    .join('\n')
}

/** The words of an item, its paragraphs on one line, continued where they are too long for one text. */
function itemTexts(item: ListItem, inline: Inline): string[] {
  const paragraphs = item.children.filter((child) => child.type === 'paragraph')
  const joined = paragraphs.flatMap((one, at): PhrasingContent[] =>
    at === 0 ? one.children : [{ type: 'break' }, ...one.children],
  )
  return inline.texts(joined)
}

function belowItem(item: ListItem, inline: Inline, depth: number): string[] {
  const others = item.children.filter(
    (child): child is Exclude<BlockContent | DefinitionContent, { type: 'paragraph' }> => child.type !== 'paragraph',
  )
  return others.flatMap((child) => {
    if (child.type === 'list') return [listOf(child, inline, depth)]
    const indent = '\t'.repeat(depth)
    return blocksOf(child, inline).map((block) => block.replace(/^/gm, indent))
  })
}

function tablesOf(table: Table, inline: Inline): string[] {
  const [head, ...rows] = table.children
  const hasHead = head?.children.some((cell) => inline.plain(cell.children).trim() !== '') ?? false
  const kind = hasHead ? 'header-row="true"' : 'header-column="true"'
  const above = hasHead && head ? rowsOf(head, inline) : []
  const below = rows.flatMap((row) => rowsOf(row, inline))
  const slices = Math.max(1, Math.ceil(below.length / mostRows))
  return Array.from({ length: slices }, (_, at) =>
    [
      `<table fit-page-width="true" ${kind}>`,
      ...above,
      ...below.slice(at * mostRows, (at + 1) * mostRows),
      '</table>',
    ].join('\n'),
  )
}

/** A row, and rows below it for cells that are too long. */
function rowsOf(row: TableRow, inline: Inline): string[] {
  const cells = row.children.map((cell) => inline.texts(cell.children, 'cell'))
  const height = Math.max(1, ...cells.map((texts) => texts.length))
  return Array.from({ length: height }, (_, at) =>
    ['<tr>', ...cells.map((texts) => `<td>${texts[at] ?? ''}</td>`), '</tr>'].join('\n'),
  )
}

/** A fence that is longer than any run of backticks inside. */
function fence(code: string, language: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map((run) => run[0].length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}${/^[\w+#.-]*$/.test(language) ? language : ''}\n${code}\n${marks}`
}
