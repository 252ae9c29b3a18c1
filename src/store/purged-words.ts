import type { Database } from 'better-sqlite3'
import { ConflictError } from '../errors.ts'

const task = 'erase purged words'

/** Call it in the transaction that purges: a crash after it must not leave the words in the file for good. */
export function noteErasure(database: Database): void {
  database.prepare('INSERT OR IGNORE INTO pending (task) VALUES (?)').run(task)
}

export function isErasurePending(database: Database): boolean {
  return database.prepare('SELECT 1 FROM pending WHERE task = ?').get(task) !== undefined
}

/**
 * Rewrites the database file without what was deleted, and empties the write-ahead log. False when another process kept it from
 * emptying the log; the erasure then stays pending. Throws what SQLite throws.
 */
export function erasePurged(database: Database): boolean {
  // secure_delete overwrites freed pages, but splitting and joining pages can leave pieces behind: only a rewrite is certain.
  database.exec('VACUUM')
  // The first column says whether the log was busy.
  if (database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0) return false
  database.prepare('DELETE FROM pending WHERE task = ?').run(task)
  return true
}

/** The record is gone, its words are not yet. */
export function notErased(id: string, cause?: unknown): ConflictError {
  return new ConflictError(
    {
      happened: `${id} is purged, but words of it may still be in the database file: it is in use, or its disk is full.`,
      expected: 'A database that no other program is using, and room on the disk for a copy of it.',
      tryThis:
        'Close the other programs or make room. The rest is done when the database is next opened; doctor says whether.',
    },
    cause,
  )
}
