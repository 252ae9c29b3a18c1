import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { ConfigurationError } from '../errors.ts'
import { hold } from './held-files.ts'
import { migrate } from './migrate.ts'
import { type Migration, migrations } from './migrations.ts'
import { erasePurged, isErasurePending } from './purged-words.ts'
import { databasePath, type PreparedFile, prepareFile } from './sqlite-file.ts'
import { explainFailure, isBusy } from './sqlite-refusals.ts'

export interface OpenOptions {
  /** Made, with its folder, where it is missing. */
  readonly file: string
  /** How long to wait for a lock of another process, in milliseconds. Default: 5000. */
  readonly busyTimeoutMs?: number
  /** Largest size of the file in pages of 4096 bytes. Default: what the disk holds. */
  readonly maxPages?: number
  /** Default: the ones of this version. */
  readonly migrations?: readonly Migration[]
}

type Driver = typeof import('better-sqlite3')

export interface OpenDatabase {
  readonly database: Database
  readonly file: string
  readonly opened: PreparedFile
  /** May be called more than once. */
  readonly close: () => void
}

/**
 * Opens the file for reading and writing, with the newest schema.
 * @throws ConfigurationError, ConflictError or ProviderError
 */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  const file = databasePath(options.file)
  const driver = await loadDriver()
  const deadline = Date.now() + (options.busyTimeoutMs ?? 5000)
  for (;;) {
    try {
      return openOnce(driver, file, options)
    } catch (error) {
      // SQLite does not wait by itself while two processes make the same file, or switch it to the write-ahead log.
      if (!isBusy(error) || Date.now() >= deadline) throw explainFailure(error, file)
    }
    await wait(20)
  }
}

// Native code: loaded when a database is opened, never just because a face starts.
async function loadDriver(): Promise<Driver> {
  try {
    return (await import('better-sqlite3')).default
  } catch (error) {
    throw new ConfigurationError(
      {
        happened: 'The SQLite driver of this program could not be loaded.',
        expected: 'The better-sqlite3 package, installed for this machine and this version of Node.',
        tryThis: 'Install the program again on this machine, with Node 22.12 or newer.',
      },
      error,
    )
  }
}

function openOnce(driver: Driver, file: string, options: OpenOptions): OpenDatabase {
  const steps = options.migrations ?? migrations
  const opened = prepareFile(file, steps.length)
  const connect = () => new driver(file, { fileMustExist: true, timeout: options.busyTimeoutMs ?? 5000 })
  const database = connect()
  try {
    applySettings(database)
    // A new file gets the log only with its schema in it: a crash in between must not leave a file that nobody owns.
    if (!opened.isNew) useWriteAheadLog(database)
    migrate(database, { file, steps, openSecond: connect })
    useWriteAheadLog(database)
    if (options.maxPages !== undefined) database.pragma(`max_page_count = ${options.maxPages}`)
    finishErasure(database)
    const letGo = hold(opened.identity)
    const close = () => {
      database.close()
      letGo()
    }
    return { database, file, opened, close }
  } catch (error) {
    database.close()
    throw error
  }
}

// fullfsync matters on macOS only, where an ordinary fsync does not reach the disk. trusted_schema and cell_size_check make
// a file that somebody tampered with harmless and noticed.
function applySettings(database: Database): void {
  database.exec(`
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
  `)
}

function useWriteAheadLog(database: Database): void {
  if (database.pragma('journal_mode = WAL', { simple: true }) === 'wal') return
  throw new ConfigurationError({
    happened: `The file system of ${database.name} does not carry SQLite's write-ahead log.`,
    expected: 'A local disk, where several processes can share memory through a file.',
    tryThis: 'Name a database file on another disk.',
  })
}

// A purge that was cut short. It is no reason not to open: it stays pending, and the health check names it.
function finishErasure(database: Database): void {
  if (!isErasurePending(database)) return
  try {
    erasePurged(database)
  } catch {}
}
