import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { ParseMarkdown } from '../../review/document/read-document.ts'
import { decodeText, largestFile } from './decode-text.ts'
import type { FoundFile } from './find-files.ts'
import { type FrontMatter, readFrontMatter } from './front-matter.ts'
import type { PastIncident } from './past-incident.ts'
import { readPast } from './read-past.ts'
import { splitIncidents } from './split-incidents.ts'

/** The incidents that one file tells, or why it tells none. */
export interface ReadFile {
  readonly incidents: readonly { readonly part: number; readonly hash: string; read(): PastIncident }[]
  /** What somebody should know about the file, as sentences. */
  readonly notes: readonly string[]
  readonly failure: { readonly reason: string; readonly tryThis: string } | null
}

/**
 * Reads the incidents of one file. Each is read from its words only when it is asked for, so that what has not changed since it
 * was imported costs no more than its hash. Never throws for what stands in a file.
 */
export async function readPastFile(found: FoundFile, parse: ParseMarkdown): Promise<ReadFile> {
  if (found.bytes > largestFile)
    return failed(`is larger than ${largestFile / 1_000_000} MB`, 'split it; a report is seldom larger than 100 KB.')
  let bytes: Buffer
  try {
    bytes = await readFile(found.path)
  } catch {
    return failed('cannot be read', 'check its permissions.')
  }
  const decoded = decodeText(bytes)
  if ('reason' in decoded) return { incidents: [], notes: [], failure: decoded }
  const name = basename(found.path, extname(found.path))
  return readMarkdown(decoded.text, name, parse)
}

const noFrontMatter: FrontMatter = { fields: new Map(), text: '', broken: null }

/** The incidents of a Markdown text. `name` is that of its file, without the ending. */
export async function readMarkdown(text: string, name: string, parse: ParseMarkdown): Promise<ReadFile> {
  const frontMatter = await readFrontMatter(text)
  const pieces = splitIncidents(text, parse)
  const incidents = pieces.map((piece, index) => ({
    part: index + 1,
    hash: createHash('sha256').update(piece.text).digest('hex'),
    read: () =>
      readPast(
        // What the file says of itself as a whole is not said of each incident in it.
        piece.title === undefined
          ? { ...piece, name, frontMatter }
          : { ...piece, name: '', frontMatter: noFrontMatter },
        parse,
      ),
  }))
  const notes = frontMatter.broken === null ? [] : [`${frontMatter.broken} The document was read without it.`]
  return { incidents, notes, failure: null }
}

function failed(reason: string, tryThis: string): ReadFile {
  return { incidents: [], notes: [], failure: { reason, tryThis } }
}
