import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { MarkdownParser } from '../../review/document/parse-markdown.ts'
import { decodeText, largestFile } from './decode-text.ts'
import type { FoundFile } from './find-files.ts'
import { type FrontMatter, readFrontMatter } from './front-matter.ts'
import { nameWithoutId } from './id-in-name.ts'
import type { PastIncident } from './past-incident.ts'
import { readPast } from './read-past.ts'
import { splitIncidents } from './split-incidents.ts'

/** The incidents that one file tells, or why it tells none. */
export interface ReadFile {
  readonly incidents: readonly { readonly part: number; readonly hash: string; read(): PastIncident }[]
  /** What somebody should know about the file, as sentences. */
  readonly notes: readonly string[]
  readonly failure: { readonly reason: string; readonly tryThis: string } | null
  /** Why it tells none on purpose, as the end of a sentence. */
  readonly passOver: string | null
}

/**
 * Reads the incidents of one file. Each is read from its words only when it is asked for, so that what has not changed since it
 * was imported costs no more than its hash. Never throws for what stands in a file.
 */
export async function readPastFile(found: FoundFile, parser: MarkdownParser): Promise<ReadFile> {
  if (found.bytes > largestFile)
    return failed(`is larger than ${largestFile / 1_000_000} MB`, 'split it; a report is seldom larger than 100 KB.')
  let bytes: Buffer
  try {
    bytes = await readFile(found.path)
  } catch {
    return failed('cannot be read', 'check its permissions.')
  }
  const decoded = decodeText(bytes)
  if ('reason' in decoded) return { incidents: [], notes: [], failure: decoded, passOver: null }
  const ending = extname(found.path).toLowerCase()
  const name = nameWithoutId(basename(found.path, extname(found.path)))
  try {
    if (ending === '.html' || ending === '.htm') {
      const { readPage } = await import('./read-page.ts')
      const page = await readPage(decoded.text)
      if (page.passOver !== null) return { incidents: [], notes: [], failure: null, passOver: page.passOver }
      return await readMarkdown(page.text, name, parser)
    }
    return ending === '.csv'
      ? await readRows(decoded.text, found.path, parser)
      : await readMarkdown(decoded.text, name, parser)
  } catch {
    return failed('cannot be read: something in it is not as it should be', 'save it as Markdown in UTF-8.')
  }
}

/** Each row of a table as a document of its own. */
async function readRows(csv: string, path: string, parser: MarkdownParser): Promise<ReadFile> {
  const { readTable } = await import('./read-table.ts')
  const rows = await readTable(csv, path)
  if (rows === null)
    return failed(
      'is a table in which no column names an incident',
      'give it a column Name or Title, one incident on each row.',
    )
  const incidents = rows.map(({ text, title }, index) => ({
    part: index + 1,
    hash: hashOf(text),
    read: () => readPast({ text, name: title, frontMatter: noFrontMatter }, parser),
  }))
  return { incidents, notes: [], failure: null, passOver: rows.length === 0 ? 'has a page for each of its rows' : null }
}

const noFrontMatter: FrontMatter = { fields: new Map(), text: '', broken: null }

/** The incidents of a Markdown text. `name` is that of its file, without the ending. */
export async function readMarkdown(text: string, name: string, parser: MarkdownParser): Promise<ReadFile> {
  const frontMatter = await readFrontMatter(text)
  const pieces = splitIncidents(text, parser)
  const incidents = pieces.map((piece, index) => ({
    part: index + 1,
    hash: hashOf(piece.text),
    read: () =>
      readPast(
        // What the file says of itself as a whole is not said of each incident in it.
        piece.title === undefined
          ? { ...piece, name, frontMatter }
          : { ...piece, name: '', frontMatter: noFrontMatter },
        parser,
      ),
  }))
  const notes = frontMatter.broken === null ? [] : [`${frontMatter.broken} The document was read without it.`]
  return { incidents, notes, failure: null, passOver: null }
}

function failed(reason: string, tryThis: string): ReadFile {
  return { incidents: [], notes: [], failure: { reason, tryThis }, passOver: null }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
