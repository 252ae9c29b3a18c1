import { type SpawnOptions, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const top = fileURLToPath(new URL('../..', import.meta.url))
export const entry = join(top, 'dist', 'main.js')

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A fresh folder with a database in it that does not exist yet. */
export function createPlace(name = 'postmortem cli-'): { folder: string; db: string; env: NodeJS.ProcessEnv } {
  const folder = mkdtempSync(join(tmpdir(), name))
  const db = join(folder, 'test.db')
  return { folder, db, env: cleanEnv({ POSTMORTEM_DB: db }) }
}

/** This process's environment without what would make the program behave as under npm, or find another database. */
export function cleanEnv(extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(?:npm_|POSTMORTEM_|NO_COLOR|FORCE_COLOR|INIT_CWD)/.test(name),
  )
  return { ...Object.fromEntries(kept), ...extra }
}

/** Runs the built entry as a child process, without a terminal. */
export function runCli(
  args: readonly string[],
  { input = '', ...options }: SpawnOptions & { input?: string },
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], { ...options, stdio: 'pipe' })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.stdin.on('error', () => {})
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    )
    child.stdin.end(input)
  })
}
