import type { Database } from 'better-sqlite3'

/**
 * One step from a schema to the next. It runs in a transaction, with foreign keys off, and must never be edited once released:
 * a change of the schema, or of the shape of stored records, is a new step at the end of the list.
 */
export interface Migration {
  readonly name: string
  readonly apply: (database: Database) => void
}

/** In order; the schema's number is the count of the steps taken, and is kept in `user_version`. */
export const migrations: readonly Migration[] = [
  { name: 'create incidents and changes', apply: createIncidentsAndChanges },
  { name: 'index judgements and days', apply: indexJudgementsAndDays },
  { name: 'create the recall index', apply: createRecallTables },
]

function createIncidentsAndChanges(database: Database): void {
  // AUTOINCREMENT: SQLite remembers the highest number ever given, so that a purged incident's id does not come back.
  // `pending` says what a crash must not make us forget.
  database.exec(`
    CREATE TABLE incidents (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      deleted_at TEXT,
      shape TEXT NOT NULL,
      digest BLOB NOT NULL,
      record TEXT NOT NULL
    ) STRICT;

    CREATE TABLE changes (
      incident INTEGER NOT NULL REFERENCES incidents (number) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      digest BLOB NOT NULL,
      record TEXT NOT NULL,
      PRIMARY KEY (incident, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER changes_are_never_edited BEFORE UPDATE ON changes
    BEGIN SELECT RAISE (ABORT, 'the history is append-only'); END;

    CREATE TRIGGER changes_go_only_with_their_incident BEFORE DELETE ON changes
    WHEN EXISTS (SELECT 1 FROM incidents WHERE number = OLD.incident)
    BEGIN SELECT RAISE (ABORT, 'the history is append-only'); END;

    CREATE TABLE pending (task TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  `)
}

// Both are read out of the record by the same words that the queries use, so that looking back never reads every record.
function indexJudgementsAndDays(database: Database): void {
  database.exec(`
    CREATE INDEX incidents_with_links ON incidents (number) WHERE deleted_at IS NULL AND instr(record, '"links":[{') > 0;

    CREATE INDEX days_of_incidents ON incidents (
      CASE WHEN json_valid(record)
        THEN coalesce(json_extract(record, '$.imported.day'), substr(json_extract(record, '$.createdAt'), 1, 10)) END
    ) WHERE deleted_at IS NULL;
  `)
}

function createRecallTables(database: Database): void {
  // It holds nothing that the records do not; it is filled when it is first needed. `version` says by which program.
  database.exec(`
    CREATE VIRTUAL TABLE recall_terms USING fts5(
      terms, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii'
    );

    CREATE TABLE recall_fingerprints (
      number INTEGER PRIMARY KEY REFERENCES incidents (number) ON DELETE CASCADE,
      fingerprint BLOB NOT NULL
    ) STRICT;

    CREATE TABLE recall_state (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      version TEXT NOT NULL,
      incidents INTEGER NOT NULL,
      words INTEGER NOT NULL,
      concepts INTEGER NOT NULL,
      passages INTEGER NOT NULL
    ) STRICT;

    INSERT INTO recall_state VALUES (1, '', 0, 0, 0, 0);
  `)
}
