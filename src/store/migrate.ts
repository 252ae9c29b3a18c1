import { existsSync, rmSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { ConfigurationError } from '../errors.ts'
import { copyDatabase } from './copy-database.ts'
import type { Migration } from './migrations.ts'
import { applicationId } from './sqlite-file.ts'
import { errorCode, isBusy, newerDatabase } from './sqlite-refusals.ts'

/** The number of the schema that the database has now; 0 for a new file. */
export function schemaOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

/**
 * Brings the database to the newest schema: all missing steps in one transaction, so that a failed step leaves it as it was.
 * A database that has a schema already is first copied to `<file>.before-schema-<n>.bak`. `openSecond` opens another
 * connection to the same file.
 * @throws ConfigurationError when the database is newer than `steps`, or a step fails
 */
export function migrate(
  database: Database,
  { file, steps, openSecond }: { file: string; steps: readonly Migration[]; openSecond: () => Database },
): void {
  const newest = steps.length
  if (schemaOf(database) > newest) throw newerDatabase(file, schemaOf(database), newest)
  if (schemaOf(database) === newest) return
  // Steps that rebuild a table need it off, and it cannot be switched inside a transaction; it is checked before the commit.
  database.pragma('foreign_keys = OFF')
  database.exec('BEGIN IMMEDIATE')
  let copy: string | null = null
  try {
    // Read again under the lock: another process may have been faster.
    const current = schemaOf(database)
    if (current > newest) throw newerDatabase(file, current, newest)
    if (current > 0 && current < newest) {
      copy = freeName(`${file}.before-schema-${newest}`)
      copyThroughSecond(openSecond, copy)
    }
    for (const step of steps.slice(current)) applyStep(database, step, file)
    database.pragma(`application_id = ${applicationId}`)
    database.pragma(`user_version = ${newest}`)
    database.exec('COMMIT')
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    // The database is as it was, and each new try would leave one more copy behind.
    if (copy !== null) rmSync(copy, { force: true })
    throw error
  } finally {
    database.pragma('foreign_keys = ON')
  }
}

function applyStep(database: Database, step: Migration, file: string): void {
  try {
    step.apply(database)
  } catch (error) {
    if (isBusy(error) || errorCode(error) === 'SQLITE_FULL') throw error
    throw failedStep(step, file, error)
  }
  const broken = database.pragma('foreign_key_check')
  if (Array.isArray(broken) && broken.length > 0) throw failedStep(step, file)
}

function failedStep(step: Migration, file: string, cause?: unknown): ConfigurationError {
  return new ConfigurationError(
    {
      happened: `${file} could not be brought to this version's form ("${step.name}" failed). It is as it was before.`,
      expected: 'A database that an earlier version of this program wrote.',
      tryThis: 'Go on with the earlier version, and report this with the result of its doctor command.',
    },
    cause,
  )
}

// SQLite copies nothing from inside a writing transaction; a second connection still reads what stood before it.
function copyThroughSecond(openSecond: () => Database, file: string): void {
  const second = openSecond()
  try {
    copyDatabase(second, file)
  } finally {
    second.close()
  }
}

// An older backup is never written over.
function freeName(base: string): string {
  let name = `${base}.bak`
  for (let copy = 2; existsSync(name); copy += 1) name = `${base}.${copy}.bak`
  return name
}
