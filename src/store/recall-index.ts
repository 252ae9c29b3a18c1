import type { Database } from 'better-sqlite3'
import type { Incident } from '../domain/incident.ts'
import { describeIncident } from '../memory/describe-incident.ts'
import { createFingerprint, indexVersion, measureFingerprint, noTotals, type Totals } from '../memory/fingerprint.ts'
import { rarity } from '../memory/rank.ts'
import type { PlannedTerm, SearchHit, SearchPlan, SearchResult } from '../memory/search-plan.ts'
import { incidentId, incidentNumber } from './incident-id.ts'

/**
 * What makes incidents findable, kept beside them: which term stands where (FTS5), and each record's fingerprint, from which
 * memory/ ranks. All of it follows from the records, and is made again when the version of the index changes.
 * Every function but `search` belongs into the transaction that changes the records.
 */
export interface RecallIndex {
  /** Takes in a new incident, or one whose record has changed. */
  put(number: number, incident: Incident): void
  remove(number: number): void
  /** Drops what removed incidents left behind in the index. */
  erase(): void
  /** Whether it was made by this version; a search needs that. */
  isCurrent(): boolean
  /** Makes it again from the records, which are given with their numbers. */
  rebuild(records: Iterable<{ number: number; incident: Incident }>): void
  search(plan: SearchPlan): SearchResult
  /** Where it is out of step with the records, one sentence each; nothing while it waits to be made again. */
  findProblems(): string[]
}

interface State extends Totals {
  readonly version: string
}

export function createRecallIndex(database: Database): RecallIndex {
  const statements = {
    state: once(() =>
      database.prepare<[], State>('SELECT version, incidents, words, concepts, passages FROM recall_state'),
    ),
    count: once(() =>
      database.prepare<[string], number>('SELECT count(*) FROM recall_terms WHERE recall_terms MATCH ?').pluck(),
    ),
    places: once(() =>
      database.prepare<[string], number>('SELECT rowid FROM recall_terms WHERE recall_terms MATCH ?').pluck(),
    ),
    fingerprint: once(() =>
      database.prepare<[number], Buffer>('SELECT fingerprint FROM recall_fingerprints WHERE number = ?').pluck(),
    ),
    numbers: once(() => database.prepare<[], number>('SELECT number FROM incidents WHERE deleted_at IS NULL').pluck()),
    putFingerprint: once(() => database.prepare('INSERT INTO recall_fingerprints VALUES (?, ?)')),
    putTerms: once(() => database.prepare('INSERT INTO recall_terms (rowid, terms) VALUES (?, ?)')),
    dropFingerprint: once(() => database.prepare('DELETE FROM recall_fingerprints WHERE number = ?')),
    dropTerms: once(() => database.prepare('DELETE FROM recall_terms WHERE rowid = ?')),
    add: once(() =>
      database.prepare(
        'UPDATE recall_state SET incidents = incidents + ?, words = words + ?, concepts = concepts + ?, passages = passages + ?',
      ),
    ),
  }

  function stateNow(): State {
    return statements.state().get() ?? { ...noTotals, version: '' }
  }

  function readFingerprint(number: number): Uint32Array | null {
    const stored = statements.fingerprint().get(number)
    // A copy, since a view of numbers needs its first byte at a multiple of four.
    return stored === undefined ? null : new Uint32Array(Uint8Array.from(stored).buffer)
  }

  function addToTotals({ incidents, words, concepts, passages }: Totals, times: 1 | -1): void {
    statements.add().run(times * incidents, times * words, times * concepts, times * passages)
  }

  function insert(number: number, fingerprint: Uint32Array): void {
    const { buffer, byteOffset, byteLength } = fingerprint
    statements.putFingerprint().run(number, Buffer.from(buffer, byteOffset, byteLength))
    statements.putTerms().run(number, [...new Set(fingerprint)].map(asToken).join(' '))
    addToTotals(measureFingerprint(fingerprint), 1)
  }

  function drop(number: number, fingerprint: Uint32Array): void {
    statements.dropFingerprint().run(number)
    statements.dropTerms().run(number)
    addToTotals(measureFingerprint(fingerprint), -1)
  }

  // Of an index of another version nobody knows what it lacks: it stays marked until a search makes it again.
  function isWritable(): boolean {
    const { version, incidents } = stateNow()
    if (version === indexVersion()) return true
    const isEmpty = incidents === 0 && database.prepare('SELECT 1 FROM incidents LIMIT 2 OFFSET 1').get() === undefined
    if (isEmpty) clear()
    else database.prepare("UPDATE recall_state SET version = ''").run()
    return isEmpty
  }

  function clear(): void {
    database.exec('DELETE FROM recall_fingerprints; DELETE FROM recall_terms; DELETE FROM recall_state')
    database.prepare('INSERT INTO recall_state VALUES (1, ?, 0, 0, 0, 0)').run(indexVersion())
  }

  return {
    put(number, incident) {
      if (!isWritable()) return
      const fingerprint = createFingerprint(describeIncident(incident))
      const before = readFingerprint(number)
      if (before !== null && Buffer.compare(bytesOf(before), bytesOf(fingerprint)) === 0) return
      if (before !== null) drop(number, before)
      insert(number, fingerprint)
    },

    remove(number) {
      if (!isWritable()) return
      const before = readFingerprint(number)
      if (before !== null) drop(number, before)
    },

    erase() {
      // Deleting only marks a row as gone; merging everything leaves it out.
      database.exec("INSERT INTO recall_terms (recall_terms) VALUES ('optimize')")
    },

    isCurrent: () => stateNow().version === indexVersion(),

    rebuild(records) {
      clear()
      for (const { number, incident } of records) insert(number, createFingerprint(describeIncident(incident)))
    },

    search({ terms, without, limit, places }) {
      const totals = stateNow()
      const counted = terms
        .map((term) => ({ ...term, count: statements.count().get(asMatch(term)) ?? 0 }))
        .sort((a, b) => a.count - b.count)
      const scores = new Map<number, number>()
      let read = 0
      for (const term of counted) {
        if (term.count === 0) continue
        if (read > 0 && read + term.count > places) break
        read += term.count
        const score = term.weight * rarity(term.count, totals.incidents)
        for (const number of statements.places().all(asMatch(term)))
          scores.set(number, (scores.get(number) ?? 0) + score)
      }
      for (const id of without) scores.delete(incidentNumber(id) ?? 0)
      const hits: SearchHit[] = []
      for (const number of bestOf(scores, limit)) {
        const fingerprint = readFingerprint(number)
        if (fingerprint !== null) hits.push({ incident: incidentId(number), fingerprint })
      }
      return { totals, frequencies: new Map(counted.map(({ id, count }) => [id, count])), hits }
    },

    findProblems() {
      const state = stateNow()
      if (state.version !== indexVersion()) return []
      const sums = { incidents: 0, words: 0, concepts: 0, passages: 0 }
      for (const number of statements.numbers().all()) {
        const fingerprint = readFingerprint(number)
        if (fingerprint === null) return [outOfStep(`${incidentId(number)} is missing`)]
        const { words, concepts, passages } = measureFingerprint(fingerprint)
        sums.incidents += 1
        sums.words += words
        sums.concepts += concepts
        sums.passages += passages
      }
      const rows = (table: string) => database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
      const isWhole = rows('recall_fingerprints') === sums.incidents && rows('recall_terms_docsize') === sums.incidents
      if (!isWhole) return [outOfStep('it does not hold the incidents that there are')]
      const isSummed =
        state.words === sums.words && state.concepts === sums.concepts && state.passages === sums.passages
      return isSummed ? [] : [outOfStep('its sums are not those of the records')]
    },
  }
}

function outOfStep(why: string): string {
  return `The index that finds past incidents is out of step with the records: ${why}.`
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}

// FTS5 sees numbers, not words: no tokenizer can take them apart or read them in another way.
function asToken(id: number): string {
  return id.toString(36)
}

function asMatch({ id }: PlannedTerm): string {
  return `"${asToken(id)}"`
}

/** The `limit` keys of the highest values. */
function bestOf(scores: ReadonlyMap<number, number>, limit: number): number[] {
  if (scores.size <= limit) return [...scores.keys()]
  const sorted = Float64Array.from(scores.values()).sort()
  const least = sorted[sorted.length - limit] ?? 0
  const above: number[] = []
  const level: number[] = []
  for (const [number, score] of scores) if (score >= least) (score > least ? above : level).push(number)
  // The newest among equals.
  return [...above, ...level.sort((a, b) => b - a).slice(0, limit - above.length)]
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
