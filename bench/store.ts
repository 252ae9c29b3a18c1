import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createSqliteStore } from '../src/store/sqlite-store.ts'
import type { Change } from '../src/store/store.ts'
import { createRawTables, openRaw } from './store-raw.ts'
import { createSampleIncident } from './store-sample.ts'

const limit = 2
const now = () => new Date()
const change: Change = {
  at: '2026-03-03T13:00:00.000Z',
  role: 'on-call',
  via: 'bench',
  operation: 'record_answers',
  what: 'status',
  summary: 'Renamed',
}

interface Row {
  readonly what: string
  /** Medians, in milliseconds. */
  readonly ours: number
  readonly raw: number
  readonly ratio: number
  readonly runs: number
}

/**
 * Opening, saving and listing over 10,000 incidents beside bare better-sqlite3 with the same pragmas, transactions and JSON.
 * `--json` prints one object; `--count N` takes another number of incidents.
 */
export async function run(args: string[]): Promise<void> {
  const place = args.indexOf('--count')
  const count = place === -1 ? 10_000 : Number(args[place + 1])
  if (!Number.isInteger(count) || count < 1) throw new Error('--count needs a whole number above zero')
  const folder = await mkdtemp(join(tmpdir(), 'bench-store-'))
  try {
    const rows = await measure(folder, count)
    print({ incidents: count, bytes: JSON.stringify(createSampleIncident(1)).length, rows }, args.includes('--json'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(folder: string, count: number): Promise<Row[]> {
  const ourFile = join(folder, 'ours.db')
  const rawFile = join(folder, 'raw.db')
  const filling = await createSqliteStore({ file: ourFile, now })
  createRawTables(rawFile)
  const fillingRaw = openRaw(rawFile)
  for (let seed = 1; seed <= count; seed += 1) {
    const incident = createSampleIncident(seed)
    await filling.create(incident, [change])
    fillingRaw.create({ ...incident, id: `INC-${seed}` })
  }
  await filling.close()
  fillingRaw.close()

  const opening = await compare(
    'open and close',
    60,
    async () => (await createSqliteStore({ file: ourFile, now })).close(),
    async () => openRaw(rawFile).close(),
  )
  const store = await createSqliteStore({ file: ourFile, now })
  const raw = openRaw(rawFile)
  let saved = 0
  const next = () => {
    saved += 1
    return { number: 1 + ((saved * 37) % count), title: `Renamed ${saved}` }
  }
  const saving = await compare(
    'save one change',
    300,
    async () => {
      const { number, title } = next()
      const rename = { changes: [change], result: null }
      await store.update(`INC-${number}`, (incident) => ({ ...rename, incident: { ...incident, title } }))
    },
    async () => {
      const { number, title } = next()
      raw.rename(number, title)
    },
  )
  const listing = await compare(
    'list all',
    7,
    async () => expectCount(await store.list(), count),
    async () => expectCount(raw.list(), count),
  )
  await store.close()
  raw.close()
  return [opening, saving, listing]
}

function expectCount(found: readonly unknown[], count: number): void {
  if (found.length !== count) throw new Error(`found ${found.length} of ${count} incidents`)
}

// Taken by turns, so that whatever else the machine does meets both alike; the first turns warm up and do not count.
async function compare(what: string, runs: number, ours: () => Promise<void>, raw: () => Promise<void>): Promise<Row> {
  const ourTimes: number[] = []
  const rawTimes: number[] = []
  for (let turn = 0; turn < runs + 2; turn += 1) {
    const times = [await timed(ours), await timed(raw)] as const
    if (turn < 2) continue
    ourTimes.push(times[0])
    rawTimes.push(times[1])
  }
  const [our, bare] = [median(ourTimes), median(rawTimes)]
  return { what, ours: our, raw: bare, ratio: our / bare, runs }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function print(result: { incidents: number; bytes: number; rows: readonly Row[] }, asJson: boolean): void {
  if (asJson) {
    console.log(JSON.stringify({ bench: 'store', node: process.version, limit, ...result }))
    return
  }
  console.log(
    `${result.incidents} incidents of ${result.bytes} bytes, Node ${process.version}; medians in milliseconds`,
  )
  console.log('                      ours       raw     ratio   (at most 2)')
  for (const { what, ours, raw, ratio, runs } of result.rows) {
    const figures = [ours, raw, ratio].map((figure) => figure.toFixed(2).padStart(10)).join('')
    console.log(`${what.padEnd(16)}${figures}   ${runs} runs`)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run(process.argv.slice(2))
