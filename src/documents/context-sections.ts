import type { Nodes, RootContent, Table } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { readableLine } from '../domain/readable.ts'
import { closest } from './closest.ts'
import { type ColumnFormat, contextFormat, findFormat, type SectionFormat, type SectionId } from './context-format.ts'

/** One row of a section's table, or one item of its list. */
export interface ContextRow {
  readonly line: number
  /** By the name of the column; no entry where the file has no such column, empty where the cell is. */
  readonly cells: ReadonlyMap<string, string>
}

/** What is wrong at a line of the file. */
export interface Mistake {
  readonly line: number
  readonly text: string
}

const parser = unified().use(remarkParse).use(remarkGfm)

/**
 * The rows under each heading that `contextFormat` knows. Prose, comments and code blocks are passed over; everything that looks
 * meant for us and cannot be placed (an unknown heading, column, or a table under no heading) goes into `mistakes`.
 */
export function readSections(markdown: string, mistakes: Mistake[]): Map<SectionId, ContextRow[]> {
  const sections = new Map<SectionId, { line: number; rows: ContextRow[] }>()
  const lists: { format: SectionFormat; line: number }[] = []
  // Undefined before the first heading; null under one that is not known, whose content is then not judged as well.
  let section: SectionFormat | null | undefined
  let hasTitle = false

  for (const node of parser.parse(markdown).children) {
    const line = node.position?.start.line ?? 1
    if (node.type === 'heading') {
      const name = plainText(node)
      const found = findFormat(name, contextFormat, (format) => format.heading)
      if (found) {
        const earlier = sections.get(found.id)
        if (earlier) {
          mistakes.push({
            line,
            text: `The heading "${shown(name)}" stands here a second time; it was in line ${earlier.line} already.`,
          })
        } else sections.set(found.id, { line, rows: [] })
        section = found
      } else if (node.depth === 1 && !hasTitle) {
        hasTitle = true
      } else if (node.depth <= 2) {
        const names = contextFormat.map((format) => format.heading)
        const near = closest(name, names)
        mistakes.push({
          line,
          text: `There is no heading "${shown(name)}"${meant(near)} The headings are: ${names.join(', ')}.`,
        })
        section = null
      }
      continue
    }
    const rows = section ? sections.get(section.id)?.rows : undefined
    if (node.type === 'table') {
      if (section && rows) rows.push(...readTable(node, section, mistakes))
      else if (section === undefined) {
        mistakes.push({
          line,
          text: 'This table stands under no heading. Put it under the heading it belongs to, such as "## Tags".',
        })
      }
    } else if (node.type === 'list' && section && rows) {
      const column = section.columns[0]?.name
      if (section.list && column) {
        for (const item of node.children) {
          const text = plainText(item)
          if (text !== '') rows.push({ line: item.position?.start.line ?? line, cells: new Map([[column, text]]) })
        }
      } else lists.push({ format: section, line })
    } else if (section && isUnfinishedTable(node, markdown)) {
      mistakes.push({
        line,
        text: `This looks like a table, but the second line of a table has to be made of dashes: ${dashes(section.columns)}.`,
      })
    }
  }
  // A list beside a table is prose; instead of one, it would be lost without a word.
  for (const { format, line } of lists) {
    if (sections.get(format.id)?.rows.length) continue
    mistakes.push({ line, text: `"${format.heading}" is a table with the columns ${columnNames(format)}, not a list.` })
  }
  return new Map([...sections].map(([id, { rows }]) => [id, rows]))
}

function readTable(table: Table, section: SectionFormat, mistakes: Mistake[]): ContextRow[] {
  const [head, ...body] = table.children
  const headLine = head?.position?.start.line ?? 1
  const columns: (ColumnFormat | null)[] = []
  for (const cell of head?.children ?? []) {
    const name = plainText(cell)
    const column = findFormat(name, section.columns, (format) => format.name)
    if (!column) {
      const near = closest(
        name,
        section.columns.map((each) => each.name),
      )
      mistakes.push({
        line: headLine,
        text: `"${section.heading}" has no column "${shown(name)}"${meant(near)} Its columns are ${columnNames(section)}.`,
      })
    } else if (columns.includes(column)) {
      mistakes.push({ line: headLine, text: `The column "${shown(name)}" stands here twice.` })
    }
    columns.push(columns.includes(column) ? null : column)
  }
  for (const column of section.columns) {
    if ((column.required || section.rows) && !columns.includes(column)) {
      mistakes.push({
        line: headLine,
        text: `"${section.heading}" needs a column "${column.name}". Its columns are ${columnNames(section)}.`,
      })
    }
  }
  return body.flatMap((row) => {
    const line = row.position?.start.line ?? headLine
    if (row.children.length !== columns.length) {
      const trouble = row.children.length < columns.length ? 'few' : 'many'
      mistakes.push({
        line,
        text: `This row has too ${trouble} cells: ${row.children.length}, where the table has ${columns.length} columns${trouble === 'many' ? ' (write a bar inside a cell as \\|)' : ' (an empty cell still needs its bars)'}.`,
      })
      return []
    }
    const cells = new Map<string, string>()
    row.children.forEach((cell, index) => {
      const column = columns[index]
      if (column) cells.set(column.name, plainText(cell))
    })
    if ([...cells.values()].every((cell) => cell === '')) return []
    for (const column of section.columns) {
      if (column.required && cells.get(column.name) === '') {
        mistakes.push({ line, text: `The cell "${column.name}" is empty; it holds ${column.holds}.` })
      }
    }
    return [{ line, cells }]
  })
}

function isUnfinishedTable(node: RootContent, markdown: string): boolean {
  if (node.type !== 'paragraph' || !node.position) return false
  const source = markdown.slice(node.position.start.offset, node.position.end.offset)
  return source.split(/\r\n?|\n/).every((line) => /^\s*\|.*\|/.test(line))
}

/** The words of a node on one line, without its Markdown; comments are left out, a line break inside a cell splits items. */
function plainText(node: Nodes): string {
  return readableLine(wordsOf(node))
}

function wordsOf(node: Nodes): string {
  if (node.type === 'html') return /^<!--/.test(node.value) ? '' : /^<br\s*\/?>/i.test(node.value) ? '; ' : node.value
  if (node.type === 'break') return ' '
  if ('children' in node)
    return node.children.map((child: Nodes) => wordsOf(child)).join(node.type === 'listItem' ? ' ' : '')
  return 'value' in node ? node.value : ''
}

/** Ends a sentence, with what was probably meant. */
export function meant(near: string | null): string {
  return near ? `; did you mean "${near}"?` : '.'
}

function columnNames(section: SectionFormat): string {
  return section.columns.map((column) => column.name).join(', ')
}

function dashes(columns: readonly ColumnFormat[]): string {
  return `|${columns.map(() => '---').join('|')}|`
}

/** What stood there, cut to a length that fits into a message. */
export function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
