import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Starts a script of this folder on this process's own Node. */
export function startScript(name: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  // Node 22 does not run TypeScript by itself.
  const flags = process.versions.node.startsWith('22.') ? ['--experimental-strip-types', '--no-warnings'] : []
  return spawn(process.execPath, [...flags, fileURLToPath(new URL(name, import.meta.url)), ...args])
}

/** Resolves with how a child ended. */
export function untilExit(
  child: ChildProcessWithoutNullStreams,
): Promise<{ code: number | null; signal: string | null }> {
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
}
