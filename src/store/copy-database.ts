import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3'
import { BadInputError, ConflictError } from '../errors.ts'
import { errorCode } from './sqlite-refusals.ts'

/**
 * Writes a consistent, compact copy of the database to a new file (0600), durable when it returns. Other processes may write
 * meanwhile.
 * @throws ConflictError when there is something at `file` already
 * @throws BadInputError when its folder is missing
 */
export function copyDatabase(database: Database, file: string): void {
  reserve(file)
  try {
    database.prepare('VACUUM INTO ?').run(file)
    const handle = openSync(file, 'r+')
    fsyncSync(handle)
    closeSync(handle)
  } catch (error) {
    rmSync(file, { force: true })
    rmSync(`${file}-journal`, { force: true })
    throw error
  }
}

// An empty file of ours first: it is never somebody else's, and never open to others.
function reserve(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw taken(file, error)
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) throw noFolder(file, error)
    throw error
  }
}

function taken(file: string, cause: unknown): ConflictError {
  return new ConflictError(
    {
      happened: `The backup was not written: there is something at ${file} already, and it is left as it is.`,
      expected: 'The path of a file that does not exist yet.',
      tryThis: 'Name another file, for example one with the date in its name.',
    },
    cause,
  )
}

function noFolder(file: string, cause: unknown): BadInputError {
  return new BadInputError(
    {
      happened: `The backup was not written: there is no folder ${dirname(file)}.`,
      expected: 'A file in a folder that exists.',
      tryThis: 'Make the folder first, or name a file in another folder.',
    },
    cause,
  )
}
