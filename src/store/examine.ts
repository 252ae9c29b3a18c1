import type { Database } from 'better-sqlite3'
import { PostMortemError } from '../errors.ts'
import { incidentId } from './incident-id.ts'
import { isErasurePending } from './purged-words.ts'
import { createRecallIndex } from './recall-index.ts'
import { unseal } from './sealed.ts'
import { fileIdentity, isOpenToOthers, type PreparedFile } from './sqlite-file.ts'
import { explainFailure } from './sqlite-refusals.ts'
import { readChange, readIncident } from './stored-record.ts'

/** How many incidents there are, and every problem of the database, one sentence each. Reads the whole file. */
export function examine(
  database: Database,
  file: string,
  opened: PreparedFile,
): { incidents: number; problems: string[] } {
  const problems = [...checkFile(file, opened)]
  const parts = [checkStructure, checkReferences, checkRecords, checkHistories, checkIndex, checkErasure]
  for (const part of parts) problems.push(...collect(() => part(database), file))
  let incidents = 0
  try {
    incidents = countIncidents(database)
  } catch (error) {
    problems.push(asProblem(explainFailure(error, file)))
  }
  return { incidents, problems: [...new Set(problems)] }
}

function countIncidents(database: Database): number {
  return database.prepare<[], number>('SELECT count(*) FROM incidents WHERE deleted_at IS NULL').pluck().get() ?? 0
}

// A damaged database can fail at any step; the other steps still have something to say.
function collect(part: () => Iterable<string>, file: string): string[] {
  const problems: string[] = []
  try {
    for (const problem of part()) problems.push(problem)
  } catch (error) {
    problems.push(asProblem(explainFailure(error, file)))
  }
  return problems
}

function asProblem(error: unknown): string {
  if (error instanceof PostMortemError) return error.refusal.happened
  throw error
}

function* checkFile(file: string, opened: PreparedFile): Iterable<string> {
  if (fileIdentity(file) !== opened.identity) yield `${file} was moved, deleted or replaced while it was in use.`
  for (const part of [file, `${file}-wal`, `${file}-shm`]) {
    if (isOpenToOthers(part)) yield `Others than its owner may read ${part}.`
  }
}

function* checkStructure(database: Database): Iterable<string> {
  for (const found of database.prepare<[], string>('PRAGMA integrity_check').pluck().all()) {
    if (found !== 'ok') yield `SQLite's integrity check: ${found}.`
  }
}

function* checkReferences(database: Database): Iterable<string> {
  const broken = database.prepare('PRAGMA foreign_key_check').all().length
  if (broken > 0) yield `${broken} lines of history belong to no incident.`
}

interface Row {
  readonly incident: number
  readonly number: number
  readonly digest: Buffer
  readonly record: string
}

function* checkRecords(database: Database): Iterable<string> {
  const rows = database.prepare<[], Row>('SELECT number AS incident, number, digest, record FROM incidents')
  for (const row of rows.iterate()) {
    const id = incidentId(row.incident)
    yield* refusalOf(() => readIncident(unseal(row, `the record of ${id}`), id))
  }
}

function* checkHistories(database: Database): Iterable<string> {
  const rows = database.prepare<[], Row>(
    'SELECT incident, number, digest, record FROM changes ORDER BY incident, number',
  )
  let before = { incident: 0, number: 0 }
  for (const row of rows.iterate()) {
    const id = incidentId(row.incident)
    const expected = row.incident === before.incident ? before.number + 1 : 1
    if (row.number !== expected) yield `In the history of ${id}, line ${expected} is missing.`
    yield* refusalOf(() => readChange(unseal(row, `line ${row.number} of the history of ${id}`), id, row.number))
    before = row
  }
}

function checkIndex(database: Database): Iterable<string> {
  return createRecallIndex(database).findProblems()
}

function* checkErasure(database: Database): Iterable<string> {
  if (isErasurePending(database)) yield 'Words of a purged incident may still be in the file; reopening erases them.'
}

function refusalOf(read: () => unknown): string[] {
  try {
    read()
    return []
  } catch (error) {
    return [asProblem(error)]
  }
}
