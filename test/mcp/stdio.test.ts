import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { afterEach, describe, expect, it } from 'vitest'
import { connectOverStdio, type Era, textOf, top } from './fixture.ts'

const entry = `${top}test/mcp/stdio-entry.ts`
const both: Era[] = ['2025', '2026']

let child: ChildProcessWithoutNullStreams | null = null
afterEach(() => {
  child?.kill('SIGKILL')
  child = null
})

/** The server as a child, with what it wrote, and how it ended. */
function startServer() {
  const started = spawn(process.execPath, [entry])
  child = started
  const wrote = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    started[stream].setEncoding('utf8').on('data', (text: string) => {
      wrote[stream] += text
    })
  }
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    started.once('close', (code, signal) => resolve(code ?? signal)),
  )
  const send = (message: object) => started.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  const answered = async (id: number) => {
    for (;;) {
      const answer = wrote.stdout
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as { id?: number })
        .find((message) => message.id === id)
      if (answer) return answer
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const initialize = async () => {
    const clientInfo = { name: 'raw', version: '1' }
    send({ id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo } })
    await answered(1)
    send({ method: 'notifications/initialized' })
  }
  return { child: started, wrote, ended, send, answered, initialize }
}

describe('a server on stdio', () => {
  it.each(both)('serves a client of the %s era', async (era) => {
    const client = await connectOverStdio([process.execPath, entry], { era })
    expect(textOf(await client.callTool({ name: 'echo_via', arguments: {} }))).toBe('via mcp (test client)')
    await client.close()
  })

  it('writes nothing but protocol to stdout, whatever the code around it prints', async () => {
    const server = startServer()
    await server.initialize()
    server.send({ id: 2, method: 'tools/call', params: { name: 'echo_via', arguments: {} } })
    await server.answered(2)
    server.child.stdin.end()
    await server.ended
    const lines = server.wrote.stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' })
    for (const stray of ['stray line', 'another', 'a third']) expect(server.wrote.stderr).toContain(stray)
  })

  it('answers broken lines and goes on', async () => {
    const server = startServer()
    await server.initialize()
    server.child.stdin.write('this is not JSON\n{"jsonrpc":"2.0"}\n[]\n')
    server.send({ id: 2, method: 'tools/list' })
    expect(await server.answered(2)).toHaveProperty('result')
  })

  it('takes a message of eleven megabytes and still answers', async () => {
    const server = startServer()
    await server.initialize()
    const args = { much: 'x'.repeat(11 * 1024 * 1024) }
    server.send({ id: 2, method: 'tools/call', params: { name: 'echo_via', arguments: args } })
    expect(await server.answered(2)).toMatchObject({ result: { isError: true } })
  })

  it('ends when the assistant closes stdin', async () => {
    const server = startServer()
    await server.initialize()
    server.child.stdin.end()
    expect(await server.ended).toBe(0)
    expect(server.wrote.stderr).toContain('closed cleanly')
  })

  it.each(['SIGTERM', 'SIGINT'] as const)('closes what it opened on %s', async (signal) => {
    const server = startServer()
    await server.initialize()
    server.child.kill(signal)
    expect(await server.ended).toBe(0)
    expect(server.wrote.stderr).toContain('closed cleanly')
  })

  it('ends quietly when nobody reads stdout any more', async () => {
    const server = startServer()
    await server.initialize()
    server.child.stdout.destroy()
    server.send({ id: 2, method: 'tools/list' })
    expect(await server.ended).toBe(0)
    expect(server.wrote.stderr).not.toMatch(/EPIPE|at .*\(/)
  })
})
