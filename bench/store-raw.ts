import Database from 'better-sqlite3'
import type { Incident } from '../src/domain/incident.ts'

/** The same work on bare better-sqlite3: same pragmas, tables, transactions and JSON; no checks, no history numbers of its own. */
export interface RawStore {
  create(incident: Incident): void
  /** Loads, renames, saves and logs in one immediate transaction. */
  rename(number: number, title: string): void
  list(): Incident[]
  close(): void
}

const change = {
  at: '2026-03-03T13:00:00.000Z',
  role: 'on-call',
  via: 'bench',
  operation: 'record_answers',
  what: 'status',
  summary: 'Renamed',
}

export function createRawTables(file: string): void {
  const database = new Database(file)
  database.exec(`
    CREATE TABLE incidents (
      number INTEGER PRIMARY KEY AUTOINCREMENT, deleted_at TEXT, record TEXT NOT NULL
    ) STRICT;
    CREATE TABLE changes (
      incident INTEGER NOT NULL REFERENCES incidents (number) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      record TEXT NOT NULL,
      PRIMARY KEY (incident, number)
    ) STRICT, WITHOUT ROWID;
  `)
  database.close()
}

export function openRaw(file: string): RawStore {
  const database = new Database(file, { timeout: 5000 })
  database.exec(`
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA journal_mode = WAL;
  `)

  function log(incident: number | bigint): void {
    const last = database
      .prepare<[number | bigint], number>('SELECT coalesce(max(number), 0) FROM changes WHERE incident = ?')
      .pluck()
      .get(incident)
    const number = (last ?? 0) + 1
    database
      .prepare('INSERT INTO changes (incident, number, record) VALUES (?, ?, ?)')
      .run(incident, number, JSON.stringify({ ...change, number }))
  }

  const create = database.transaction((incident: Incident) => {
    const { lastInsertRowid } = database
      .prepare('INSERT INTO incidents (record) VALUES (?)')
      .run(JSON.stringify(incident))
    log(lastInsertRowid)
  })

  const rename = database.transaction((number: number, title: string) => {
    const record = database
      .prepare<[number], string>('SELECT record FROM incidents WHERE number = ?')
      .pluck()
      .get(number)
    const incident: Incident = JSON.parse(record ?? '')
    database
      .prepare('UPDATE incidents SET record = ? WHERE number = ?')
      .run(JSON.stringify({ ...incident, title }), number)
    log(number)
  })

  return {
    create: create.immediate,
    rename: rename.immediate,
    list() {
      const rows = database
        .prepare<[], string>('SELECT record FROM incidents WHERE deleted_at IS NULL ORDER BY number DESC')
        .pluck()
      const incidents: Incident[] = []
      for (const record of rows.iterate()) incidents.push(JSON.parse(record))
      return incidents
    },
    close() {
      database.close()
    },
  }
}
