import { readFileSync, statSync } from 'node:fs'
import { readableLine } from '../domain/readable.ts'

/**
 * Process ids that hold a write lock on one of the inodes, from the text of Linux's /proc/locks (proc(5)); waiting processes and
 * `ownPid` are left out.
 */
export function parseLockHolders(locks: string, inodes: ReadonlySet<string>, ownPid: number): number[] {
  const holders = new Set<number>()
  for (const line of locks.split('\n')) {
    const match = /^\d+: \S+\s+\S+\s+WRITE (\d+) [\da-f]+:[\da-f]+:(\d+) /.exec(line)
    if (match === null || !inodes.has(match[2] ?? '')) continue
    const pid = Number(match[1])
    if (pid > 0 && pid !== ownPid) holders.add(pid)
  }
  return [...holders]
}

/** Who may hold the database, in words for a person; names processes where the system tells, else the usual ones. */
export function describeLockHolders(file: string): string {
  const named = process.platform === 'linux' ? findLockHolders(file).map(describeProcess) : []
  if (named.length > 0) return named.join(' and ')
  return 'probably an assistant that runs the server on the same database, a terminal, a backup or an SQLite browser'
}

function findLockHolders(file: string): number[] {
  const inodes = new Set<string>()
  for (const part of [file, `${file}-wal`, `${file}-shm`]) {
    const inode = statSync(part, { throwIfNoEntry: false })?.ino
    if (inode !== undefined) inodes.add(String(inode))
  }
  return parseLockHolders(readText('/proc/locks'), inodes, process.pid)
}

function describeProcess(pid: number): string {
  const name = readableLine(readText(`/proc/${pid}/comm`))
  return name === '' ? `process ${pid}` : `process ${pid} (${name})`
}

// A hint for a message is never worth a second failure.
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
