// POSIX drops all of a process's locks on a file as soon as the process closes any handle of it (sqlite.org/howtocorrupt.html,
// section 2.2). So a file that this process has open as a database must not be opened and closed beside SQLite; otherwise
// another process would take itself for the last user and delete the write-ahead log under us.
const held = new Map<string, number>()

/** Whether a database of this process is open on the file; `identity` is what `fileIdentity` gives. */
export function isHeld(identity: string): boolean {
  return held.has(identity)
}

/** Notes that a database was opened. The result notes that it was closed; calling it again does nothing. */
export function hold(identity: string): () => void {
  held.set(identity, (held.get(identity) ?? 0) + 1)
  let isOpen = true
  return () => {
    if (!isOpen) return
    isOpen = false
    const left = (held.get(identity) ?? 1) - 1
    if (left === 0) held.delete(identity)
    else held.set(identity, left)
  }
}
