import { BadInputError, ConfigurationError, ConflictError, type PostMortemError, ProviderError } from '../errors.ts'
import { describeLockHolders } from './lock-holders.ts'

/** The code of an error of SQLite or of the file system, such as `SQLITE_FULL` or `EACCES`; null for any other. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** True while another connection holds a lock that this one waits for. */
export function isBusy(error: unknown): boolean {
  const code = errorCode(error) ?? ''
  return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')
}

/** True when an error is about what is in a database, or who holds it, and not about a file that is being written. */
export function isUnreadable(error: unknown): boolean {
  const code = errorCode(error) ?? ''
  return isBusy(error) || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')
}

/** The refusal that an error of SQLite or of the file system stands for; any other error comes back as it is. */
export function explainFailure(error: unknown, file: string): unknown {
  const code = errorCode(error)
  if (code === null) return error
  if (isBusy(error)) return lockedDatabase(file, error)
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return fullDisk(file, error)
  if (code === 'SQLITE_NOTADB') return notADatabase(file, error)
  if (code.startsWith('SQLITE_CORRUPT')) return damagedDatabase(file, error)
  if (code === 'SQLITE_TOOBIG') return tooBig(error)
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM') {
    return noAccess(file, error)
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return noAccess(file, error)
  if (code.startsWith('SQLITE_IOERR') || code === 'SQLITE_PROTOCOL' || /^E[A-Z]+$/.test(code)) {
    return failedDisk(file, code, error)
  }
  return error
}

export function notADatabase(file: string, cause?: unknown): PostMortemError {
  return new ConfigurationError(
    {
      happened: `${file} is not an SQLite database, or its first bytes are damaged. It was not touched.`,
      expected: 'A database file of this program, or a path where there is no file yet.',
      tryThis: 'Name another file; if this was the database, restore a backup of it.',
    },
    cause,
  )
}

export function strangersDatabase(file: string): PostMortemError {
  return new ConfigurationError({
    happened: `${file} is an SQLite database of another program. It was not touched.`,
    expected: 'A database file of this program, or a path where there is no file yet.',
    tryThis: 'Name another file.',
  })
}

export function newerDatabase(file: string, found: number, known: number): PostMortemError {
  return new ConfigurationError({
    happened: `${file} was written by a newer version of this program (schema ${found}). It was not touched.`,
    expected: `A database of schema ${known} or older.`,
    tryThis: 'Update this program, or name another database file.',
  })
}

export function notAFile(file: string, found: 'a folder' | 'not a plain file'): PostMortemError {
  return new ConfigurationError({
    happened: `${file} is ${found}.`,
    expected: 'The path of the database file itself.',
    tryThis: found === 'a folder' ? 'Name a file inside that folder, such as postmortem.db.' : 'Name another file.',
  })
}

export function networkDrive(file: string, system: string): PostMortemError {
  return new ConfigurationError({
    happened: `${file} lies on a network drive (${system}).`,
    expected: 'A disk of this machine: on network drives SQLite cannot keep two processes from losing writes.',
    tryThis: 'Name a file on a local disk and copy backups of it to the network drive.',
  })
}

export function noAccess(file: string, cause?: unknown): PostMortemError {
  return new ConfigurationError(
    {
      happened: `${file}, or its folder, cannot be read and written by this user.`,
      expected: 'A file that its owner alone reads and writes, in a folder where files can be made.',
      tryThis: 'Check owner and permissions of the file and its folder, or name another file.',
    },
    cause,
  )
}

export function movedDatabase(file: string): PostMortemError {
  return new ProviderError({
    happened: `${file} was moved, deleted or replaced while it was in use. Nothing was written.`,
    expected: 'The same file that was opened at the start.',
    tryThis: 'Put the file back and start again; what was saved before is in the moved file.',
  })
}

function lockedDatabase(file: string, cause: unknown): PostMortemError {
  return new ConflictError(
    {
      happened: `${file} is locked by another process: ${describeLockHolders(file)}. Nothing was written.`,
      expected: 'That the other process lets go within a few seconds.',
      tryThis: 'Run it again; if that does not help, close the other program.',
    },
    cause,
  )
}

function fullDisk(file: string, cause: unknown): PostMortemError {
  return new ProviderError(
    {
      happened: `The disk of ${file} is full. Nothing was written, and what was saved before is intact.`,
      expected: 'Room for the write.',
      tryThis: 'Make room on that disk, then run it again.',
    },
    cause,
  )
}

function damagedDatabase(file: string, cause: unknown): PostMortemError {
  return new ConfigurationError(
    {
      happened: `${file} is damaged. Nothing was written.`,
      expected: 'A database file whose bytes are as SQLite wrote them.',
      tryThis: 'Keep a copy of the file as it is, then restore a backup in its place.',
    },
    cause,
  )
}

function failedDisk(file: string, code: string, cause: unknown): PostMortemError {
  return new ProviderError(
    {
      happened: `The disk of ${file} reported an error (${code}). Nothing was written.`,
      expected: 'A disk that reads and writes without errors.',
      tryThis: "Check the disk and the system's log, then run the doctor command.",
    },
    cause,
  )
}

function tooBig(cause: unknown): PostMortemError {
  return new BadInputError(
    {
      happened: 'The record has become too big to be stored. Nothing was written.',
      expected: 'A record of less than a gigabyte.',
      tryThis: 'Leave out long pasted texts and give a reference to them instead.',
    },
    cause,
  )
}
