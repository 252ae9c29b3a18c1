import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { BadInputError } from '../errors.ts'
import { isHeld } from './held-files.ts'
import { isNetworkPath, networkFileSystem } from './network-drive.ts'
import {
  errorCode,
  networkDrive,
  newerDatabase,
  noAccess,
  notADatabase,
  notAFile,
  strangersDatabase,
} from './sqlite-refusals.ts'

/** "PMFa" as a number in the header of each database of ours, so that no other program's file is taken for one. */
export const applicationId = 0x504d4661

/** A database file that SQLite may open. */
export interface PreparedFile {
  readonly isNew: boolean
  /** Device and inode, to notice when the file at this path is no longer the one that was opened. */
  readonly identity: string
}

/** The absolute path. @throws BadInputError for a path that SQLite would read as another one. */
export function databasePath(file: string): string {
  if (file === '' || file !== file.trim() || file.includes('\0')) {
    throw new BadInputError({
      happened: 'The path of the database file is empty, or begins or ends with white space.',
      expected: 'The path of a file.',
      tryThis: 'Name another file.',
    })
  }
  return resolve(file)
}

/**
 * Makes the folder (0700) and the file (0600) where they are missing, and reads the header of a file that is there, so that
 * what is not ours is refused before SQLite has touched it. `knownSchema` is the newest schema that this version can read.
 * @throws ConfigurationError, or the error of the file system
 */
export function prepareFile(file: string, knownSchema: number): PreparedFile {
  if (process.platform === 'win32' && isNetworkPath(file)) throw networkDrive(file, 'a network path')
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isDirectory()) throw notAFile(file, 'a folder')
  if (found !== undefined && !found.isFile()) throw notAFile(file, 'not a plain file')
  if (found === undefined) {
    makeFolder(file)
    refuseNetworkDrive(file, dirname(file))
    createEmpty(file)
  } else {
    refuseNetworkDrive(file, file)
    // SQLite would quietly open a file for reading only.
    accessSync(file, constants.R_OK | constants.W_OK)
  }
  const identity = fileIdentity(file)
  // One that this process has open already was checked then.
  const isNew = !isHeld(identity) && checkHeader(file, knownSchema) === 'empty'
  for (const part of [file, `${file}-wal`, `${file}-shm`]) closeToOthers(part)
  return { isNew, identity }
}

/** Device and inode of what is at the path now; empty where nothing is. */
export function fileIdentity(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false })
  return found === undefined ? '' : `${found.dev}:${found.ino}`
}

/** Whether others than the owner may read or write the file. Windows has no such modes. */
export function isOpenToOthers(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  return found !== undefined && process.platform !== 'win32' && (found.mode & 0o077) !== 0
}

function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  } catch (error) {
    if (['EEXIST', 'ENOTDIR', 'ENOENT'].includes(errorCode(error) ?? '')) throw noAccess(file, error)
    throw error
  }
}

function createEmpty(file: string): void {
  try {
    // Not exclusive: another process may make it at the same moment.
    closeSync(openSync(file, 'a', 0o600))
  } catch (error) {
    // A link that leads nowhere.
    if (errorCode(error) === 'ENOENT') throw noAccess(file, error)
    throw error
  }
}

function refuseNetworkDrive(file: string, place: string): void {
  if (process.platform !== 'linux') return
  const system = networkFileSystem(statfsSync(place).type)
  if (system !== null) throw networkDrive(file, system)
}

function closeToOthers(file: string): void {
  if (isOpenToOthers(file)) chmodSync(file, 0o600)
}

// The header is described in sqlite.org/fileformat2.html, section 1.3. It may lag behind the write-ahead log, which is read later.
function checkHeader(file: string, knownSchema: number): 'empty' | 'ours' {
  const header = Buffer.alloc(100)
  const handle = openSync(file, 'r')
  let length: number
  try {
    length = readSync(handle, header, 0, 100, 0)
  } finally {
    closeSync(handle)
  }
  if (length === 0) return 'empty'
  if (length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw notADatabase(file)
  if (header.readUInt32BE(68) !== applicationId) throw strangersDatabase(file)
  const schema = header.readUInt32BE(60)
  if (schema > knownSchema) throw newerDatabase(file, schema, knownSchema)
  return 'ours'
}
