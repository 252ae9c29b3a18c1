import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { Incident } from '../domain/incident.ts'
import { readableLine } from '../domain/readable.ts'
import { BadInputError } from '../errors.ts'
import type { Change, NewIncident } from '../store/store.ts'
import type { ImportedIncident, ImportProblem, ImportResult } from './import-files.ts'
import type { Deps } from './operation.ts'

/** Longest line that is read: a record with its sources and history is seldom a hundredth of it. */
const longestLine = 50_000_000
const batchSize = 200

interface Line {
  readonly number: number
  readonly entry: NewIncident
}

/**
 * Brings back what `export --jsonl` wrote, a record and its history on each line. An id that is ahead of all others is kept; else
 * the record gets the next one, and links follow. A record that is here already, word for word, is left alone; one that is here
 * in another state is not overwritten, and reported.
 */
export async function restoreExport(
  path: string,
  { dryRun, onFile }: { dryRun: boolean; onFile?: (done: { files: number; incidents: number }) => void },
  deps: Deps,
): Promise<ImportResult> {
  const file = basename(path)
  const here = new Map<string, string>()
  const begun = new Map<string, string>()
  for (const incident of await deps.store.list()) {
    here.set(digestOf(incident), incident.id)
    begun.set(beginningOf(incident), incident.id)
  }
  const failed: ImportProblem[] = []
  const incidents: ImportedIncident[] = []
  const notes: { file: string; note: string }[] = []
  /** Ids as they were exported, and as they are here. */
  const ids = new Map<string, string>()
  const linked: { id: string; links: Incident['links'] }[] = []
  let batch: Line[] = []

  const settle = ({ entry: { incident }, number }: Line, id: string | null, what: 'new' | 'unchanged'): void => {
    if (id !== null && incident.id !== '') ids.set(incident.id, id)
    if (id !== null && what === 'new' && incident.id !== '' && incident.id !== id)
      notes.push({ file: `${file}:${number}`, note: `${incident.id} is ${id} here` })
    if (id !== null && incident.links.length > 0) linked.push({ id, links: incident.links })
    const title = readableLine(incident.title)
    incidents.push({ id, what, title, file: `${file}:${number}`, part: 1, fields: 0, unplaced: 0 })
  }
  const save = async (): Promise<void> => {
    const lines = batch
    batch = []
    if (lines.length === 0) return
    if (dryRun) {
      for (const line of lines) settle(line, null, 'new')
      return
    }
    for (const [line, id] of await saveEach(lines, failed, file, deps)) settle(line, id, 'new')
    onFile?.({ files: 1, incidents: incidents.length })
  }

  let number = 0
  const seen = new Set<string>()
  try {
    for await (const text of createInterface({
      input: createReadStream(path, 'utf8'),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      number += 1
      if (text.trim() === '') continue
      const entry = text.length > longestLine ? null : readEntry(number === 1 ? text.replace(/^\uFEFF/, '') : text)
      if (entry === null || 'reason' in entry) {
        const reason = entry === null ? 'is longer than 50 MB' : entry.reason
        failed.push({ file: `${file}:${number}`, reason, tryThis: 'export it again.' })
        continue
      }
      const digest = digestOf(entry.incident)
      const known = here.get(digest)
      const other = begun.get(beginningOf(entry.incident))
      if (known !== undefined) settle({ number, entry }, known, 'unchanged')
      else if (seen.has(digest)) notes.push({ file: `${file}:${number}`, note: 'stands twice in the file' })
      else if (other !== undefined) {
        const reason = `is another state of ${other}, which was not overwritten`
        failed.push({
          file: `${file}:${number}`,
          reason,
          tryThis: `compare them; to take this one, purge ${other} first.`,
        })
      } else {
        seen.add(digest)
        batch.push({ number, entry })
        if (batch.length >= batchSize) await save()
      }
    }
  } catch (cause) {
    if (cause instanceof Error && 'refusal' in cause) throw cause
    failed.push({ file, reason: 'cannot be read', tryThis: 'check the path and its permissions.' })
  }
  await save()
  for (const { id, links } of linked) await followLinks(id, links, ids, deps)
  return { incidents, failed, notes, files: 1 }
}

/** All in one transaction, or one by one where one of them is not valid. */
async function saveEach(
  lines: readonly Line[],
  failed: ImportProblem[],
  file: string,
  deps: Deps,
): Promise<[Line, string][]> {
  try {
    const saved = await deps.store.createMany(lines.map(({ entry }) => entry))
    return lines.flatMap((line, index): [Line, string][] => {
      const id = saved[index]?.id
      return id === undefined ? [] : [[line, id]]
    })
  } catch (error) {
    if (!(error instanceof BadInputError)) throw error
    const [only] = lines
    if (lines.length === 1 && only !== undefined) {
      failed.push({
        file: `${file}:${only.number}`,
        reason: `holds no valid record: ${error.refusal.happened}`,
        tryThis: 'export it again.',
      })
      return []
    }
    const pairs: [Line, string][] = []
    for (const line of lines) pairs.push(...(await saveEach([line], failed, file, deps)))
    return pairs
  }
}

/** Links lead to the ids that the records have here. */
async function followLinks(
  id: string,
  links: Incident['links'],
  ids: ReadonlyMap<string, string>,
  deps: Deps,
): Promise<void> {
  const wanted = new Map(links.map((link) => [link.to, ids.get(link.to) ?? link.to]))
  if ([...wanted].every(([from, to]) => from === to)) return
  await deps.store.update(id, (incident) => {
    const moved = incident.links.map((link) => ({ ...link, to: wanted.get(link.to) ?? link.to }))
    if (JSON.stringify(moved) === JSON.stringify(incident.links)) return { incident, changes: [], result: null }
    const change: Change = {
      at: deps.now().toISOString(),
      role: 'team',
      via: deps.via,
      operation: 'import',
      what: 'edited',
      summary: `links follow the ids of this database: ${[...wanted].map(([from, to]) => `${from} is ${to}`).join(', ')}`,
    }
    return { incident: { ...incident, links: moved }, changes: [change], result: null }
  })
}

function readEntry(text: string): NewIncident | { reason: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { reason: 'is no JSON' }
  }
  if (typeof value !== 'object' || value === null || !('incident' in value)) return { reason: 'holds no incident' }
  const checked = Incident.safeParse(value.incident)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    return {
      reason: `holds no valid record: ${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
    }
  }
  const lines: unknown[] = 'history' in value && Array.isArray(value.history) ? value.history : []
  // The store checks each line; it numbers them itself.
  const changes: Change[] = []
  for (const line of lines) {
    if (!isChangeLike(line)) return { reason: 'holds a line of history that cannot be read' }
    changes.push(withoutNumber(line))
  }
  return { incident: checked.data, changes }
}

function isChangeLike(line: unknown): line is Change {
  return typeof line === 'object' && line !== null && 'what' in line && 'at' in line
}

function withoutNumber(line: Change): Change {
  const { number: _, ...change } = { number: 0, ...line }
  return change
}

/** The record without its id and those of others, which differ from database to database. */
function digestOf(incident: Incident): string {
  const bare = { ...incident, id: '', links: incident.links.map((link) => ({ ...link, to: '' })) }
  return createHash('sha256').update(JSON.stringify(bare)).digest('base64')
}

/** What stays the same while a record grows. */
function beginningOf({ createdAt, sources, imported, title }: Incident): string {
  const first =
    imported === undefined ? (sources[0]?.text ?? title) : `${imported.file} ${imported.part} ${imported.hash}`
  return createHash('sha256').update(`${createdAt}\n${first}`).digest('base64')
}
