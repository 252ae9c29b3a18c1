import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { nameWithoutId } from './id-in-name.ts'

/** A row of a table of incidents, as a document of its own. */
export interface RowDocument {
  /** The row in Markdown: its name as the heading, short cells as labels, long ones as sections. */
  readonly text: string
  readonly title: string
}

const titleNames = /^(?:name|title|incident|incident (?:name|title)|issue|subject|post-?mortem)$/i
const dateNames =
  /^(?:date|incident date|date of (?:the )?incident|day|when|started?(?: at| on| date)?|occurred(?: at| on)?|start(?: time| date)?)$/i

/**
 * Reads a table in CSV: a Notion database, a sheet. Null where no column names an incident. Rows for which Notion exported a page
 * of their own are left to it.
 */
export async function readTable(csv: string, path: string): Promise<RowDocument[] | null> {
  const { parse } = await import('csv-parse/sync')
  const head = csv.slice(0, csv.search(/\r?\n|$/))
  const delimiter = [',', ';', '\t'].sort((one, other) => head.split(other).length - head.split(one).length)[0] ?? ','
  const rows: string[][] = parse(csv, {
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  const [names = [], ...rest] = rows
  const titleAt = names.findIndex((name) => titleNames.test(name.trim()))
  const dateAt = names.findIndex((name) => dateNames.test(name.trim()))
  const summaryAt = names.findIndex((name) => /^(?:summary|description|what happened)$/i.test(name.trim()))
  if (titleAt < 0 && (dateAt < 0 || summaryAt < 0)) return null
  const pages = await pagesBeside(path)
  return rest.flatMap((cells) => {
    const title = (cells[titleAt] ?? '').trim()
    if (cells.every((cell) => cell.trim() === '') || pages.has(plainName(title))) return []
    return [{ title, text: toMarkdown(names, cells, titleAt, dateAt) }]
  })
}

function toMarkdown(names: readonly string[], cells: readonly string[], titleAt: number, dateAt: number): string {
  const labels: string[] = []
  const sections: string[] = []
  for (const [index, name] of names.entries()) {
    const value = (cells[index] ?? '').trim()
    if (value === '' || index === titleAt) continue
    const label =
      index === dateAt && !/date/i.test(name) ? `${name.trim()}: ${value}\nDate: ${value}` : `${name.trim()}: ${value}`
    if (value.length <= 120 && !value.includes('\n') && !/[.!?]\s/.test(value)) labels.push(label)
    else sections.push(`## ${name.trim()}\n\n${value}`)
  }
  const title = (cells[titleAt] ?? '').trim()
  return [...(title === '' ? [] : [`# ${title}`]), ...(labels.length > 0 ? [labels.join('\n')] : []), ...sections]
    .join('\n\n')
    .concat('\n')
}

/** Names of the pages that Notion put into a folder beside the table, without their ids. */
async function pagesBeside(path: string): Promise<ReadonlySet<string>> {
  const stem = path.replace(/(?:_all)?\.csv$/i, '')
  const folders = [stem, join(dirname(path), nameWithoutId(stem.slice(dirname(path).length + 1)))]
  const found = new Set<string>()
  for (const folder of folders) {
    for (const name of await readdir(folder).catch(() => []))
      if (/\.md$/i.test(name)) found.add(plainName(nameWithoutId(name.replace(/\.md$/i, ''))))
  }
  return found
}

/** File names lose marks that a title may have. */
function plainName(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 48)
}
