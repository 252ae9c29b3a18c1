import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultContext } from '../src/domain/default-context.ts'
import type { Incident } from '../src/domain/incident.ts'
import { loadGround } from '../src/intake/load-ground.ts'
import { findFiles } from '../src/intake/past/find-files.ts'
import { readPastFile } from '../src/intake/past/read-file.ts'
import { recordPast } from '../src/intake/past/record-past.ts'
import { loadParser } from '../src/review/document/parse-markdown.ts'
import { createSqliteStore } from '../src/store/sqlite-store.ts'

const now = '2026-03-04T09:00:00.000Z'

/**
 * Reports a second: read from Markdown into records, and saved durably from records, each by itself and both together. `--count N`
 * invented reports of usual length, or `--data DIR` for a folder of real ones; `--json` prints one object.
 */
export async function run(args: string[]): Promise<void> {
  const value = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const count = Number(value('--count') ?? 1000)
  if (!Number.isInteger(count) || count < 1) throw new Error('--count needs a whole number above zero')
  const folder = await mkdtemp(join(tmpdir(), 'bench-import-'))
  try {
    const data = value('--data') ?? join(folder, 'reports')
    if (value('--data') === undefined) await invent(data, count)
    const result = await measure(data, folder)
    if (args.includes('--json')) process.stdout.write(`${JSON.stringify(result)}\n`)
    else {
      const lines = Object.entries(result).map(([name, figure]) => `${name.padEnd(28)} ${figure}`)
      process.stdout.write(`${lines.join('\n')}\n`)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(data: string, folder: string): Promise<Record<string, number>> {
  const parse = await loadParser()
  const ground = await loadGround()
  const records: Incident[] = []
  let bytes = 0
  const beganReading = clock()
  for await (const found of findFiles(data, null)) {
    if (found.kind !== 'file') continue
    bytes += found.bytes
    const { incidents } = await readPastFile(found, parse)
    for (const { part, hash, read } of incidents)
      records.push(recordPast(read(), { file: found.file, part, hash, now }, defaultContext, ground))
  }
  const reading = since(beganReading)
  const store = await createSqliteStore({ file: join(folder, 'bench.db'), now: () => new Date(now) })
  const beganSaving = clock()
  for (let from = 0; from < records.length; from += 200) {
    await store.createMany(
      records.slice(from, from + 200).map((incident) => ({
        incident,
        changes: [
          {
            at: now,
            role: 'team',
            via: 'bench',
            operation: 'import_past_incidents',
            what: 'started',
            summary: 'imported',
          },
        ],
      })),
    )
  }
  const saving = since(beganSaving)
  await store.close()
  const perSecond = (ms: number) => Math.round((records.length / ms) * 1000)
  const both = { wall: reading.wall + saving.wall, cpu: reading.cpu + saving.cpu }
  return {
    reports: records.length,
    'KB each': Math.round(bytes / records.length / 100) / 10,
    'items each': Math.round(records.reduce((sum, one) => sum + one.sequence, 0) / records.length),
    'read, per second': perSecond(reading.wall),
    'saved, per second': perSecond(saving.wall),
    'read and saved, per second': perSecond(both.wall),
    // What counts where other work shares the machine.
    'read, per CPU second': perSecond(reading.cpu),
    'saved, per CPU second': perSecond(saving.cpu),
    'read and saved, per CPU second': perSecond(both.cpu),
  }
}

interface Moment {
  readonly wall: number
  /** Of this process, with the threads of its garbage collector, in milliseconds. */
  readonly cpu: number
}

function clock(): Moment {
  const { user, system } = process.cpuUsage()
  return { wall: performance.now(), cpu: (user + system) / 1000 }
}

function since(began: Moment): Moment {
  const now = clock()
  return { wall: now.wall - began.wall, cpu: now.cpu - began.cpu }
}

const services = ['checkout', 'login', 'search', 'mail', 'reports', 'billing', 'import', 'calendar']
const faults = [
  'a certificate expired',
  'the disk filled up',
  'a migration locked the table',
  'a retry storm overloaded the database',
  'a flag was switched on for all tenants',
  'the cache served stale rows',
  'a queue was stuck behind one message',
]

/** Reports that differ in length, shape and words, the same in each run. */
async function invent(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (let seed = 0; seed < count; seed += 1) {
    const service = services[seed % services.length] ?? ''
    const fault = faults[(seed * 3) % faults.length] ?? ''
    const day = new Date(Date.UTC(2020, 0, 1) + seed * 86_400_000).toISOString().slice(0, 10)
    const sentence = (place: number) =>
      `In the ${service} service ${fault} at step ${place}, and ${1 + ((seed * 7 + place) % 90)} % of the requests failed until somebody restarted node-${place} by hand.`
    const events = Array.from(
      { length: 6 + (seed % 12) },
      (_, at) =>
        `* ${day} ${String(8 + at).padStart(2, '0')}:${String((seed + at * 7) % 60).padStart(2, '0')} UTC: ${sentence(at)}`,
    )
    const paragraphs = (many: number, from: number) =>
      Array.from({ length: many }, (_, at) => `${sentence(from + at)} ${sentence(from + at + 1)}`).join('\n\n')
    const list = (many: number, from: number) =>
      Array.from({ length: many }, (_, at) => `- ${sentence(from + at)}`).join('\n')
    const text = `# ${day}: ${service} down because ${fault}\n\n## Summary\n\n${paragraphs(2, 1)}\n\n## Impact\n\n${list(3, 4)}\n\n## Timeline\n\n${events.join('\n')}\n\n## Root cause\n\n${paragraphs(3, 9)}\n\n## What went well\n\n${list(2, 14)}\n\n## What went poorly\n\n${list(3, 17)}\n\n## Action items\n\n| Action | Owner | Due | Status |\n|---|---|---|---|\n${[1, 2, 3].map((at) => `| Limit the ${service} queue to ${seed + at} entries | Team ${at} | ${day} | Done |`).join('\n')}\n\n## Lessons learned\n\n${list(2, 21)}\n`
    await writeFile(join(folder, `${day}-${service}-${seed}.md`), text)
  }
}
