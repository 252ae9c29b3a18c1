import type { Incident } from '../domain/incident.ts'
import { copyDatabase } from './copy-database.ts'
import { examine } from './examine.ts'
import { incidentId, incidentNumber, nextNumber } from './incident-id.ts'
import { schemaOf } from './migrate.ts'
import { type OpenOptions, openDatabase } from './open-database.ts'
import { erasePurged, notErased, noteErasure } from './purged-words.ts'
import { createRecallIndex } from './recall-index.ts'
import { recordShape } from './record-shape.ts'
import { digestOf, unseal } from './sealed.ts'
import { databasePath, fileIdentity } from './sqlite-file.ts'
import { explainFailure, isUnreadable, movedDatabase } from './sqlite-refusals.ts'
import type { Change, Changed, Extent, Store } from './store.ts'
import {
  deletedIncident,
  noSuchIncident,
  readChange,
  readIncident,
  writeChange,
  writeIncident,
} from './stored-record.ts'

export interface SqliteStoreOptions extends OpenOptions {
  readonly now: () => Date
}

interface IncidentRow {
  readonly deleted_at: string | null
  readonly digest: Buffer
  readonly record: string
}

interface NumberedRow {
  readonly number: number
  readonly digest: Buffer
  readonly record: string
}

interface ListedRow extends NumberedRow {
  readonly shape: string
}

interface ImportedRow {
  readonly number: number
  readonly deleted_at: string | null
  readonly file: string
  readonly part: number
  readonly hash: string
}

// In stored JSON the quotation marks of anybody's words are escaped, so that no text can pass for the field.
const hasLinks = `instr(record, '"links":[{') > 0`

// Word for word as in the index, or SQLite would read every record.
const day = `CASE WHEN json_valid(record)
  THEN coalesce(json_extract(record, '$.imported.day'), substr(json_extract(record, '$.createdAt'), 1, 10)) END`

/**
 * Incidents in one SQLite file. Several processes may work on it at once.
 * @throws ConfigurationError when the file cannot be used: no access, damaged, not ours, newer, on a network drive
 * @throws ConflictError when another process keeps it locked for longer than `busyTimeoutMs`
 * @throws ProviderError when the disk is full or fails
 */
export async function createSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { database, file, opened, close } = await openDatabase(options)
  const selectIncident = once(() =>
    database.prepare<[number], IncidentRow>('SELECT deleted_at, digest, record FROM incidents WHERE number = ?'),
  )
  const insertIncident = once(() =>
    database.prepare('INSERT INTO incidents (number, shape, digest, record) VALUES (?, ?, ?, ?)'),
  )
  const insertChange = once(() =>
    database.prepare('INSERT INTO changes (incident, number, digest, record) VALUES (?, ?, ?, ?)'),
  )

  const index = createRecallIndex(database)

  function guarded<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw explainFailure(error, file)
    }
  }

  // IMMEDIATE takes the write lock before anything is read, so that no other process can write between load and save.
  function inTransaction<T>(work: () => T): T {
    return guarded(() => {
      // A moved or deleted file would take writes that nobody could ever find again.
      if (fileIdentity(file) !== opened.identity) throw movedDatabase(file)
      database.exec('BEGIN IMMEDIATE')
      try {
        const result = work()
        database.exec('COMMIT')
        return result
      } catch (error) {
        if (database.inTransaction) database.exec('ROLLBACK')
        throw error
      }
    })
  }

  // All of a reading comes from one state, whatever other processes write meanwhile.
  function inSnapshot<T>(work: () => T): T {
    return guarded(() => {
      database.exec('BEGIN')
      try {
        return work()
      } finally {
        database.exec('COMMIT')
      }
    })
  }

  function find(id: string): IncidentRow & { number: number } {
    const number = incidentNumber(id)
    const row = number === null ? undefined : selectIncident().get(number)
    if (number === null || row === undefined) throw noSuchIncident(id)
    return { ...row, number }
  }

  function findVisible(id: string): IncidentRow & { number: number } {
    const row = find(id)
    if (row.deleted_at !== null) throw deletedIncident(id)
    return row
  }

  function read(row: IncidentRow | NumberedRow, id: string): Incident {
    return readIncident(unseal(row, `the record of ${id}`), id)
  }

  // The digest says that it is letter for letter what `writeIncident` checked; checking 10,000 records again doubles the time.
  function trust(row: ListedRow, id: string): Incident {
    return JSON.parse(unseal(row, `the record of ${id}`))
  }

  // In pages, newest first: all records of a long history do not fit into memory, and nothing can be written while rows are read.
  function* visible(): Iterable<{ number: number; incident: Incident }> {
    const page = database.prepare<[number], ListedRow>(
      `SELECT number, shape, digest, record FROM incidents
       WHERE deleted_at IS NULL AND number < ? ORDER BY number DESC LIMIT 500`,
    )
    const shape = recordShape()
    for (let rows = page.all(Number.MAX_SAFE_INTEGER); rows.length > 0; rows = page.all(rows.at(-1)?.number ?? 0)) {
      for (const row of rows) {
        const id = incidentId(row.number)
        yield { number: row.number, incident: row.shape === shape ? trust(row, id) : read(row, id) }
      }
    }
  }

  function log(incident: number, changes: readonly Change[]): void {
    const last = database
      .prepare<[number], number>('SELECT coalesce(max(number), 0) FROM changes WHERE incident = ?')
      .pluck()
      .get(incident)
    let number = last ?? 0
    for (const change of changes) {
      number += 1
      const { json } = writeChange(change, number)
      insertChange().run(incident, number, digestOf(json), json)
    }
  }

  function lastGiven(): number {
    const last = database.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'incidents'").pluck().get()
    return last ?? 0
  }

  function insert(incident: Incident, changes: readonly Change[], number: number): Incident {
    const { value, json } = writeIncident(incident, incidentId(number))
    insertIncident().run(number, recordShape(), digestOf(json), json)
    log(number, changes)
    index.put(number, value)
    return value
  }

  return {
    async create(incident, changes) {
      return inTransaction(() => insert(incident, changes, lastGiven() + 1))
    },

    async createMany(entries) {
      return inTransaction(() => {
        let last = lastGiven()
        return entries.map(({ incident, changes }) => {
          last = nextNumber(incident.id, last)
          return insert(incident, changes, last)
        })
      })
    },

    async imported() {
      return guarded(() =>
        database
          .prepare<[], ImportedRow>(
            `SELECT number, deleted_at, record ->> '$.imported.file' AS file, record ->> '$.imported.part' AS part,
             record ->> '$.imported.hash' AS hash
             FROM incidents WHERE json_valid(record) AND record -> '$.imported' IS NOT NULL ORDER BY number`,
          )
          .all()
          .map(({ number, deleted_at, ...from }) => ({
            ...from,
            id: incidentId(number),
            isDeleted: deleted_at !== null,
          })),
      )
    },

    async load(id) {
      return guarded(() => read(findVisible(id), id))
    },

    async list() {
      return inSnapshot(() => Array.from(visible(), ({ incident }) => incident))
    },

    async search(plan) {
      if (guarded(() => !index.isCurrent())) {
        inTransaction(() => {
          if (!index.isCurrent()) index.rebuild(visible())
        })
      }
      return inSnapshot(() => index.search(plan))
    },

    async links() {
      return guarded(() => {
        const rows = database.prepare<[], ListedRow>(
          `SELECT number, shape, digest, record FROM incidents INDEXED BY incidents_with_links
           WHERE deleted_at IS NULL AND ${hasLinks}`,
        )
        return rows.all().flatMap((row) => {
          const id = incidentId(row.number)
          return read(row, id).links.map((link) => ({ ...link, from: id }))
        })
      })
    },

    async extent() {
      return guarded(() => {
        const query = `SELECT count(*) AS incidents, min(${day}) AS "from", max(${day}) AS "to" FROM incidents WHERE deleted_at IS NULL`
        const none = { incidents: 0, from: null, to: null }
        return database.prepare<[], Extent>(query).get() ?? none
      })
    },

    async update<T>(id: string, change: (incident: Incident) => Changed<T>) {
      return inTransaction(() => {
        const row = findVisible(id)
        const changed = change(read(row, id))
        if (changed.changes.length === 0) return { incident: read(row, id), result: changed.result }
        const { value, json } = writeIncident(changed.incident, id)
        database
          .prepare('UPDATE incidents SET shape = ?, digest = ?, record = ? WHERE number = ?')
          .run(recordShape(), digestOf(json), json, row.number)
        log(row.number, changed.changes)
        index.put(row.number, value)
        return { incident: value, result: changed.result }
      })
    },

    async history(id) {
      return guarded(() => {
        const { number } = find(id)
        const rows = database.prepare<[number], NumberedRow>(
          'SELECT number, digest, record FROM changes WHERE incident = ? ORDER BY number',
        )
        return rows
          .all(number)
          .map((row) => readChange(unseal(row, `line ${row.number} of the history of ${id}`), id, row.number))
      })
    },

    async remove(id, { purge, change }) {
      inTransaction(() => {
        const { number } = purge ? find(id) : findVisible(id)
        index.remove(number)
        if (purge) {
          index.erase()
          database.prepare('DELETE FROM incidents WHERE number = ?').run(number)
          noteErasure(database)
        } else {
          database
            .prepare('UPDATE incidents SET deleted_at = ? WHERE number = ?')
            .run(options.now().toISOString(), number)
          log(number, [change])
        }
      })
      if (!purge) return
      try {
        if (erasePurged(database)) return
      } catch (error) {
        throw notErased(id, error)
      }
      throw notErased(id)
    },

    async backup(target) {
      const copy = databasePath(target)
      try {
        copyDatabase(database, copy)
      } catch (error) {
        // What cannot be read is the database; what cannot be written is the copy.
        throw explainFailure(error, isUnreadable(error) ? file : copy)
      }
    },

    async check() {
      return guarded(() => ({
        place: file,
        schema: schemaOf(database),
        ...examine(database, file, opened),
      }))
    },

    async close() {
      close()
    },
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
