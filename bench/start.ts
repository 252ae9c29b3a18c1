import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { buildDist } from '../scripts/build.ts'
import { median } from './median.ts'

const top = fileURLToPath(new URL('..', import.meta.url))

const facilitating = new Set([
  'start_post_mortem',
  'ask_clarifying_questions',
  'record_answers',
  'show_incident',
  'list_incidents',
  'generate_post_mortem',
  'deliver_post_mortem',
  'close_incident',
])

/** One start: milliseconds from spawn to each answer, resident bytes and what `tools/list` weighs after them. */
interface Start {
  readonly initialize: number
  readonly list: number
  readonly memory: number
  readonly bytes: number
  /** The same of the eight tools that lead through one post-mortem. */
  readonly facilitating: number
  readonly tools: number
}

/**
 * From spawn to the answered `initialize` and to `tools/list`: ours beside a bare SDK server, same Node, same run, in turns.
 * Limits: 1.3 times the bare server's time and memory, 20 KB for `tools/list`, 12 KB of it for the eight tools that lead
 * through one post-mortem. Prints; with `--json` as data. `--runs N`, default 20.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, runs: { type: 'string', default: '20' } },
  })
  const runs = Number(values.runs)
  await buildDist()
  // Inside the checkout, so that the bundle finds its packages.
  const folder = mkdtempSync(join(top, 'node_modules', '.bench-'))
  const data = mkdtempSync(join(tmpdir(), 'postmortem-bench-'))
  try {
    const bare = join(folder, 'bare-server.mjs')
    await build({
      absWorkingDir: top,
      entryPoints: ['bench/bare-server.ts'],
      outfile: bare,
      bundle: true,
      packages: 'external',
      format: 'esm',
      platform: 'node',
      logLevel: 'warning',
    })
    const commands = {
      ours: [join(top, 'dist', 'main.js'), 'serve', '--db', join(data, 'bench.db')],
      bare: [bare],
    }
    const starts: { ours: Start[]; bare: Start[] } = { ours: [], bare: [] }
    for (const command of Object.values(commands)) await measureStart(command)
    for (let turn = 0; turn < runs; turn++) {
      starts.bare.push(await measureStart(commands.bare))
      starts.ours.push(await measureStart(commands.ours))
    }
    report(starts, values.json)
  } finally {
    rmSync(folder, { recursive: true, force: true })
    rmSync(data, { recursive: true, force: true })
  }
}

function report({ ours, bare }: { ours: Start[]; bare: Start[] }, asJson: boolean): void {
  const compare = (name: 'initialize' | 'list' | 'memory') => {
    const [mine, reference] = [ours, bare].map((starts) => median(starts.map((start) => start[name])))
    return { ours: mine!, bare: reference!, times: mine! / reference! }
  }
  const result = {
    node: process.version,
    runs: ours.length,
    initialize_ms: compare('initialize'),
    tools_list_ms: compare('list'),
    memory_bytes: compare('memory'),
    tools: ours[0]!.tools,
    tools_list_bytes: ours[0]!.bytes,
    tools_list_bytes_facilitating: ours[0]!.facilitating,
    limits: { times: 1.3, tools_list_bytes: 20_480, tools_list_bytes_facilitating: 12_288 },
  }
  if (asJson) {
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
    return
  }
  const line = (label: string, { ours, bare, times }: ReturnType<typeof compare>, unit: string, by = 1) =>
    `${label.padEnd(24)} ${(ours / by).toFixed(1)} ${unit}, bare ${(bare / by).toFixed(1)} ${unit}: ${times.toFixed(2)} times (limit 1.3)`
  const lines = [
    `Start of the MCP server, Node ${result.node}, median of ${result.runs}`,
    line('spawn to initialize', result.initialize_ms, 'ms'),
    line('spawn to tools/list', result.tools_list_ms, 'ms'),
    line('resident after list', result.memory_bytes, 'MiB', 1024 ** 2),
    `${'tools/list'.padEnd(24)} ${result.tools_list_bytes} bytes for ${result.tools} tools (limit 20480), ${result.tools_list_bytes_facilitating} for the eight that lead through one post-mortem (limit 12288)`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** Starts a server as a client does, asks it twice, looks at its memory, and closes its stdin. */
async function measureStart(command: readonly string[]): Promise<Start> {
  const before = performance.now()
  const child = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const answers = readLines(child.stdout)
  const ask = async (message: object) => {
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
    return 'id' in message ? ((await answers.next()).value ?? '') : ''
  }
  const clientInfo = { name: 'bench', version: '0' }
  await ask({ id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo } })
  const initialize = performance.now() - before
  await ask({ method: 'notifications/initialized' })
  const list = await ask({ id: 2, method: 'tools/list' })
  const listed = performance.now() - before
  const { result } = JSON.parse(list) as { result: { tools: unknown[] } }
  const memory = residentBytes(child.pid!)
  child.stdin.end()
  await ended
  return {
    initialize,
    list: listed,
    memory,
    bytes: Buffer.byteLength(JSON.stringify(result)),
    facilitating: Buffer.byteLength(
      JSON.stringify({
        ...result,
        tools: result.tools.filter((tool) => facilitating.has((tool as { name: string }).name)),
      }),
    ),
    tools: result.tools.length,
  }
}

async function* readLines(stream: AsyncIterable<Buffer>): AsyncGenerator<string, undefined> {
  let text = ''
  for await (const chunk of stream) {
    text += chunk.toString('utf8')
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      yield text.slice(0, end)
      text = text.slice(end + 1)
    }
  }
  return undefined
}

/** Resident memory of a process in bytes. */
function residentBytes(pid: number): number {
  const status = `/proc/${pid}/status`
  if (existsSync(status)) return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) * 1024
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim()) * 1024
}
