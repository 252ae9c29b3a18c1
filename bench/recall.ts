import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { measureRanking, share } from '../evals/recall-measures.ts'
import { defaultContext } from '../src/domain/default-context.ts'
import { bringAlong } from '../src/memory/bring-along.ts'
import { planQuestion } from '../src/memory/plan-question.ts'
import { rankHits, weighTerms } from '../src/memory/rank.ts'
import { recall } from '../src/memory/recall.ts'
import { createSqliteStore } from '../src/store/sqlite-store.ts'
import type { Store } from '../src/store/store.ts'
import { type BenchQuestion, createHistoryMaker } from './recall-history.ts'

const limits = {
  alone_p95_ms: 100,
  also_p95_ms: 250,
  ndcg10_loss: 0.01,
  p95_growth_from_10000: 4,
  import_per_second: 300,
}
const batch = 500
/** Ranking everything takes seconds at 100,000. */
const exhaustive = 25

/**
 * Recall over invented histories of 1,000, 10,000 and 100,000 incidents: import a second, size of the index, time of a search
 * alone and with three other wordings, and what pruning loses against ranking every incident; beside one raw FTS5 query over the
 * same texts, any word of the question, by turns in the same run. `--size N` runs one size, `--questions N` asks more or fewer,
 * `--json` prints one object.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      size: { type: 'string' },
      questions: { type: 'string', default: '100' },
      json: { type: 'boolean', default: false },
    },
  })
  const sizes = values.size === undefined ? [1000, 10_000, 100_000] : [Number(values.size)]
  const count = Number(values.questions)
  if (![...sizes, count].every((one) => Number.isInteger(one) && one > 0)) {
    throw new Error('--size and --questions need whole numbers above zero')
  }
  const results: Result[] = []
  if (!values.json) printLimits()
  for (const size of sizes) {
    const result = await measure(size, count)
    results.push(result)
    if (!values.json) print(result)
  }
  if (values.json) console.log(JSON.stringify({ bench: 'recall', node: process.version, limits, results }))
}

type Result = Awaited<ReturnType<typeof measure>>

async function measure(size: number, count: number) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-recall-'))
  const file = join(folder, 'ours.db')
  const store = await createSqliteStore({ file, now: () => new Date() })
  const raw = openRaw(join(folder, 'raw.db'))
  try {
    const maker = createHistoryMaker(size)
    const failureOf = new Map<string, number>()
    let importMs = 0
    let words = 0
    for (let done = 0; done < size; done += batch) {
      const made = Array.from({ length: Math.min(batch, size - done) }, () => maker.createIncident())
      const before = performance.now()
      const saved = await store.createMany(made.map(({ incident }) => ({ incident, changes: [] })))
      importMs += performance.now() - before
      for (const [place, { id }] of saved.entries()) failureOf.set(id, made[place]!.failure)
      raw.fill(saved)
      for (const { incident } of made) words += incident.sources[0]!.text.split(/\s+/).length
    }
    const incidentsOf = Map.groupBy(failureOf, ([, failure]) => failure)
    const relevantTo = ({ failure }: BenchQuestion) => (incidentsOf.get(failure) ?? []).map(([id]) => id)
    const questions = Array.from({ length: count }, () => maker.createQuestion()).filter(
      (one) => relevantTo(one).length > 0,
    )
    const modes = { alone: await time(questions, false), also: await time(questions, true) }

    async function time(all: readonly BenchQuestion[], hasAlso: boolean) {
      const ours: number[] = []
      const raws: number[] = []
      const losses: number[] = []
      const scores: number[] = []
      for (const [turn, question] of all.entries()) {
        const also = hasAlso ? question.also : []
        const asked = { query: question.query, also, without: [], filters: {} }
        const before = performance.now()
        const { matches } = await recall(asked, store, defaultContext)
        const middle = performance.now()
        raw.search([question.query, ...also])
        const after = performance.now()
        // The first questions warm up and do not count.
        if (turn >= 5) {
          ours.push(middle - before)
          raws.push(after - middle)
        }
        const score = (ids: readonly string[]) => measureRanking(ids, relevantTo(question)).ndcg10
        scores.push(score(matches.map(({ incident }) => incident)))
        if (turn < exhaustive)
          losses.push(score(await rankEverything(question.query, also, store)) - (scores.at(-1) ?? 0))
      }
      return {
        ...spread('', ours),
        ...spread('raw_', raws),
        ndcg10: share(scores),
        ndcg10_loss: share(losses),
        compared: losses.length,
      }
    }

    return {
      size,
      words_each: Math.round(words / size),
      import_per_second: Math.round((size / importMs) * 1000),
      file_mb: (await stat(file)).size / 1e6,
      index_mb: indexBytes(file) / 1e6,
      rss_mb: process.memoryUsage.rss() / 1e6,
      ...modes,
    }
  } finally {
    raw.close()
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function rankEverything(query: string, also: readonly string[], store: Store): Promise<string[]> {
  const terms = planQuestion(query, also, [])
  const all = await store.search({
    terms,
    without: [],
    limit: Number.POSITIVE_INFINITY,
    places: Number.POSITIVE_INFINITY,
  })
  return bringAlong(rankHits(all.hits, weighTerms(terms, all), all.totals), all.hits)
    .slice(0, 15)
    .map(({ incident }) => incident)
}

function openRaw(file: string) {
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.exec(`CREATE VIRTUAL TABLE reports USING fts5(title, text, tokenize = 'porter unicode61')`)
  const insert = database.prepare('INSERT INTO reports VALUES (?, ?)')
  const search = database.prepare<[string], number>(
    'SELECT rowid FROM reports WHERE reports MATCH ? ORDER BY rank LIMIT 15',
  )
  const fill = database.transaction((incidents: readonly { title: string; sources: readonly { text: string }[] }[]) => {
    for (const { title, sources } of incidents) insert.run(title, sources[0]?.text ?? '')
  })
  return {
    fill,
    search(wordings: readonly string[]) {
      const words = wordings.join(' ').match(/[\p{L}\p{N}]+/gu) ?? []
      return search.all(words.map((word) => `"${word}"`).join(' OR '))
    },
    close: () => database.close(),
  }
}

function indexBytes(file: string): number {
  const database = new Database(file, { readonly: true })
  const bytes = database
    .prepare<[], number>(
      `SELECT (SELECT sum(length(block)) FROM recall_terms_data) + (SELECT sum(length(fingerprint)) FROM recall_fingerprints)`,
    )
    .pluck()
    .get()
  database.close()
  return bytes ?? 0
}

function spread<Name extends string>(name: Name, times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
  return { [`${name}p50_ms`]: at(0.5), [`${name}p95_ms`]: at(0.95) }
}

function printLimits(): void {
  const { alone_p95_ms: alone, also_p95_ms: also } = limits
  console.log(
    `Node ${process.version}; milliseconds; at 100,000 a p95 of at most ${alone} alone, ${also} with other wordings`,
  )
}

function print({ size, alone, also, ...rest }: Result): void {
  const facts = Object.entries(rest).map(([name, figure]) => `${name} ${Math.round(figure)}`)
  console.log(`${size} incidents: ${facts.join(', ')}`)
  for (const [mode, figures] of Object.entries({ alone, also })) {
    const parts = Object.entries(figures).map(([name, figure]) => `${name} ${Number(figure.toFixed(3))}`)
    console.log(`  ${mode.padEnd(6)}${parts.join(', ')}`)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run(process.argv.slice(2))
