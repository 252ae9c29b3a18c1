import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Facilitator } from '../compose.ts'
import { packageFolder, readConfig } from '../config.ts'
import { readableLine } from '../domain/readable.ts'
import { BadInputError } from '../errors.ts'
import type { createServerFactory } from '../mcp/server.ts'
import type { Globals } from './options.ts'
import { exitCodes } from './report-error.ts'

export interface ServeOptions extends Globals {
  readonly http: boolean
  readonly port: number
}

/** Reads the options of `serve` without loading the command-line library; null where that library should explain them. */
export function parseServeOptions(typed: readonly string[]): ServeOptions | null {
  try {
    const { values } = parseArgs({
      args: [...typed],
      options: {
        http: { type: 'boolean' },
        port: { type: 'string' },
        db: { type: 'string' },
        context: { type: 'string' },
        templates: { type: 'string' },
      },
    })
    return toServeOptions(values)
  } catch {
    return null
  }
}

/** @throws BadInputError when `port` is no number; which numbers are ports the server knows. */
export function toServeOptions(values: Globals & { http?: boolean; port?: string }): ServeOptions {
  const { http = false, port = '3333', ...globals } = values
  if (!/^\d{1,9}$/.test(port)) {
    throw new BadInputError({
      happened: `"${readableLine(port).slice(0, 40)}" is not a port.`,
      expected: 'a whole number from 1 to 65535, or 0 for any free port.',
      tryThis: 'another --port.',
    })
  }
  return { ...globals, http, port: Number(port) }
}

/**
 * Serves until the assistant closes stdin, or, over HTTP, until this process is asked to end. The database is opened when the
 * first request needs it, so that an assistant is told there what is wrong with it.
 */
export async function serve(options: ServeOptions): Promise<number> {
  const { http, port, db, context, templates } = options
  const { prompts } = readConfig({ db, context, templates }, process.env, existsSync)
  const [{ createServerFactory }, version] = await Promise.all([import('../mcp/server.ts'), readVersion()])
  const opened: Facilitator[] = []
  const factory = createServerFactory({
    prompts,
    version,
    async deps() {
      const { compose } = await import('../compose.ts')
      const facilitator = await compose({ db, context, templates, via: 'mcp' })
      opened.push(facilitator)
      return facilitator.deps
    },
  })
  try {
    await (http ? serveHttp(factory, port) : serveStdio(factory))
  } finally {
    for (const facilitator of opened) await facilitator.close()
  }
  return exitCodes.done
}

type Factory = ReturnType<typeof createServerFactory>

async function serveStdio(factory: Factory): Promise<void> {
  const { serveOverStdio } = await import('../mcp/stdio.ts')
  if (process.stdin.isTTY) {
    process.stderr.write('Serving MCP on stdin and stdout, for an assistant. Ctrl-C ends it.\n')
  }
  await serveOverStdio(factory)
}

async function serveHttp(factory: Factory, port: number): Promise<void> {
  const { serveOverHttp } = await import('../mcp/http.ts')
  const service = await serveOverHttp(factory, { port })
  process.stderr.write(`Serving MCP at ${service.url}, for this machine only. Ctrl-C ends it.\n`)
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  await service.close()
}

async function readVersion(): Promise<string> {
  const text = await readFile(join(packageFolder, 'package.json'), 'utf8')
  const { version }: { version: string } = JSON.parse(text)
  return version
}
