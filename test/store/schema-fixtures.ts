import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'

/** What was written under one schema: rows as they stood then, and what must be read from them for ever. */
export interface SchemaFixture {
  readonly write: (database: Database) => void
  readonly titles: readonly string[]
  readonly history: readonly string[]
}

const digest = (text: string) => createHash('sha256').update(text).digest()

// Letter for letter what schema 1 stored. Never edit it to make a test pass: databases like this exist.
const firstRecord =
  '{"id":"INC-1","title":"Logins failed for schools in Bavaria","createdAt":"2026-03-03T13:00:00.000Z","closedAt":null,' +
  '"sources":[{"id":"said-1","kind":"operator recollection","role":"on-call","text":"Logins failed from 9.","recordedAt":' +
  '"2026-03-03T13:00:00.000Z","retracted":false}],"answers":[],"timeline":[],"whys":[],"factors":[],"actions":[],"lessons":[],' +
  '"decisions":[],"skippedQuestions":[],"documents":{"engineering":{"status":"draft","deliveries":[]},' +
  '"product":{"status":"draft","deliveries":[]}},"sequence":1}'
const firstChange =
  '{"number":1,"at":"2026-03-03T13:00:00.000Z","role":"on-call","via":"terminal","operation":"start_post_mortem",' +
  '"what":"started","summary":"Started from one sentence"}'

// The same record with a judgement, as schema 2 stored it.
const judgedRecord = firstRecord.replace(
  ',"sequence":1}',
  ',"links":[{"to":"INC-9","likeness":"unrelated","reason":"another cause","role":"on-call","at":"2026-03-03T13:00:00.000Z"}],"sequence":1}',
)

/** One for each schema, in order. A new migration comes with a new entry here. */
export const schemaFixtures: readonly SchemaFixture[] = [
  {
    write(database) {
      database
        .prepare('INSERT INTO incidents VALUES (1, NULL, ?, ?, ?)')
        .run('a5b1c0ffee15dead', digest(firstRecord), firstRecord)
      database.prepare('INSERT INTO changes VALUES (1, 1, ?, ?)').run(digest(firstChange), firstChange)
    },
    titles: ['Logins failed for schools in Bavaria'],
    history: ['Started from one sentence'],
  },
  {
    write(database) {
      database
        .prepare('INSERT INTO incidents VALUES (1, NULL, ?, ?, ?)')
        .run('a5b1c0ffee15dead', digest(judgedRecord), judgedRecord)
      database.prepare('INSERT INTO changes VALUES (1, 1, ?, ?)').run(digest(firstChange), firstChange)
    },
    titles: ['Logins failed for schools in Bavaria'],
    history: ['Started from one sentence'],
  },
  {
    // As another version of the thesaurus left it: nothing of that index may be believed.
    write(database) {
      database
        .prepare('INSERT INTO incidents VALUES (1, NULL, ?, ?, ?)')
        .run('a5b1c0ffee15dead', digest(firstRecord), firstRecord)
      database.prepare('INSERT INTO changes VALUES (1, 1, ?, ?)').run(digest(firstChange), firstChange)
      database.prepare("UPDATE recall_state SET version = '0-old', incidents = 7, words = 9").run()
      database.prepare("INSERT INTO recall_terms (rowid, terms) VALUES (1, 'abc')").run()
      database.prepare('INSERT INTO recall_fingerprints VALUES (1, ?)').run(Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]))
    },
    titles: ['Logins failed for schools in Bavaria'],
    history: ['Started from one sentence'],
  },
]
