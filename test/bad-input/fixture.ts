import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { expect } from 'vitest'
import { readable } from '../../src/domain/readable.ts'
import { createSqliteStore } from '../../src/store/sqlite-store.ts'

export const top = fileURLToPath(new URL('../..', import.meta.url))
export const entry = join(top, 'dist', 'main.js')

/** Some user of no rights. */
export const nobody = 65_534

/** Only root can act as somebody else, and only where this checkout and its Node can be reached by everybody. */
export const canActAsNobody =
  process.getuid?.() === 0 &&
  spawnSync(process.execPath, [entry, 'version'], { uid: nobody, gid: nobody, cwd: '/' }).status === 0

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface How {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** What stdin holds; default nothing. */
  readonly stdin?: string | Uint8Array
  /** Shell words before the program, such as a limit. */
  readonly before?: string
  readonly uid?: number
}

/** A folder of its own, with a space and an umlaut in its name, and what runs in it. */
export interface Workplace {
  readonly folder: string
  readonly db: string
  at(...parts: string[]): string
  postmortem(args: readonly string[], how?: How): Promise<Ran>
  connect(args?: readonly string[], how?: How): Promise<Client>
  remove(): Promise<void>
}

/** Nothing of the machine's own settings reaches the program. */
function cleanEnvironment(folder: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: join(folder, 'home'), XDG_DATA_HOME: join(folder, 'data'), ...more }
}

export function createWorkplace(): Workplace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bad input ä-')))
  const db = join(folder, 'records ü', 'our incidents.db')
  const clients: Client[] = []
  return {
    folder,
    db,
    at: (...parts) => join(folder, ...parts),
    postmortem: (args, how = {}) =>
      runProcess(args, { cwd: folder, ...how, env: cleanEnvironment(folder, { POSTMORTEM_DB: db, ...how.env }) }),
    async connect(args = [], how = {}) {
      const client = new Client({ name: 'bad input', version: '1' }, { versionNegotiation: { mode: 'legacy' } })
      await client.connect(
        new StdioClientTransport({
          command: process.execPath,
          args: [entry, 'serve', ...args],
          cwd: how.cwd ?? folder,
          env: cleanEnvironment(folder, { POSTMORTEM_DB: db, ...how.env }),
          stderr: 'pipe',
        }),
      )
      clients.push(client)
      return client
    },
    async remove() {
      await Promise.all(clients.map((client) => client.close()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

// Two processors are what a small machine has; more at once only makes each slower.
const mostAtOnce = 3
let running = 0
const waiting: (() => void)[] = []

async function runProcess(args: readonly string[], how: How): Promise<Ran> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    return await collect(start(args, how), how.stdin)
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

function start(args: readonly string[], { cwd, env, before, uid }: How): ChildProcess {
  const options = { cwd, env, ...(uid === undefined ? {} : { uid, gid: uid }) }
  if (before === undefined) return spawn(process.execPath, [entry, ...args], options)
  return spawn('sh', ['-c', `${before}; exec "$@"`, 'sh', process.execPath, entry, ...args], options)
}

function collect(child: ChildProcess, stdin: string | Uint8Array = ''): Promise<Ran> {
  return new Promise((resolve, reject) => {
    let stdout = ''
    let stderr = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    const patience = setTimeout(() => child.kill('SIGKILL'), 15_000)
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(patience)
      resolve({ code, stdout, stderr })
    })
    // One that has refused before it read everything closes its end.
    child.stdin?.on('error', () => {})
    child.stdin?.end(stdin)
  })
}

/** Everything that is kept, after the store's own check found nothing wrong. */
export async function recordIn(db: string): Promise<string> {
  const store = await createSqliteStore({ file: db, now: () => new Date() })
  try {
    expect((await store.check()).problems).toEqual([])
    const incidents = await store.list()
    const histories = await Promise.all(incidents.map(({ id }) => store.history(id)))
    return JSON.stringify({ incidents, histories })
  } finally {
    await store.close()
  }
}

const traces = [
  /^\s+at /m,
  /\.[cm]?[jt]s:\d+/,
  /node:internal|node_modules/,
  /\b(?:Zod|Sqlite|Type|Range|Reference|Syntax|YAMLParse)Error\b/,
  /Invalid input|received NaN|\bundefined\b|\[object /,
  /should not:|mistake of ours|this is a defect/,
]

/** One error of three sentences, once, that a tired person can read and a terminal can show. */
export function expectOneRefusal(text: string, tells: string | RegExp): void {
  expect(text).toMatch(/^[^\n][\s\S]*\S\nExpected: \S[^\n]*\nTry: \S[^\n]*\n?$/)
  expect(text.match(/^Expected: /gm), text).toHaveLength(1)
  expect(text.match(/^Try: /gm), text).toHaveLength(1)
  for (const trace of traces) expect(text).not.toMatch(trace)
  expect(text).toBe(readable(text))
  expect(text.length).toBeLessThan(2500)
  if (typeof tells === 'string') expect(text).toContain(tells)
  else expect(text).toMatch(tells)
}

export function expectRefusedRun({ code, stdout, stderr }: Ran, tells: string | RegExp): void {
  expect(code, stderr).not.toBe(0)
  expect(code, 'killed, or it hung').not.toBeNull()
  expectOneRefusal(stderr, tells)
  expect(stdout).toBe('')
}

export function expectRefusedCall(result: unknown, tells: string | RegExp): void {
  const { isError, content, structuredContent } = result as {
    isError?: boolean
    content: { text: string }[]
    structuredContent: { error?: Record<string, string> }
  }
  const text = content.map((one) => one.text).join('\n')
  expect(isError, text).toBe(true)
  expectOneRefusal(text, tells)
  const { happened, expected, try_this } = structuredContent.error ?? {}
  expect(`${happened}\nExpected: ${expected}\nTry: ${try_this}`).toBe(text)
}

export function textOf(result: unknown): string {
  return (result as { content: { text?: string }[] }).content.map((one) => one.text ?? '').join('\n')
}
