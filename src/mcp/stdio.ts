import { Console } from 'node:console'
import { Writable } from 'node:stream'
import type { McpServerFactory } from '@modelcontextprotocol/server'
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio'

/** Largest message taken, in bytes. Above what any answer may hold, so that a pasted log gets a refusal, not a dead connection. */
const largestMessage = 64 * 1024 * 1024

/**
 * Serves one assistant over stdin and stdout, in either protocol era, until it closes stdin or this process is asked to end.
 * Resolves then; the caller closes what it opened. From the call on, stdout carries protocol only: whatever else in this
 * process writes there goes to stderr.
 */
export async function serveOverStdio(factory: McpServerFactory): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    for (const event of ['end', 'close', 'error'] as const) process.stdin.once(event, () => resolve())
    process.stdout.once('error', () => resolve())
    process.once('SIGTERM', () => resolve())
    process.once('SIGINT', () => resolve())
  })
  const transport = new StdioServerTransport(process.stdin, claimStdout(), { maxBufferSize: largestMessage })
  const connection = serveStdio(factory, {
    transport,
    onerror: (error) => {
      if (process.env.POSTMORTEM_DEBUG) process.stderr.write(`${error.stack ?? error.message}\n`)
    },
  })
  await ended
  await connection.close()
  // A paused stdin would keep the process alive after SIGTERM.
  process.stdin.destroy()
}

/** The only way to stdout that is left. */
function claimStdout(): Writable {
  const write = process.stdout.write.bind(process.stdout)
  process.stdout.write = process.stderr.write.bind(process.stderr)
  globalThis.console = new Console(process.stderr, process.stderr)
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      write(chunk, (error) => done(error))
    },
  })
}
