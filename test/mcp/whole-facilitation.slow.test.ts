import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElicitResult } from '@modelcontextprotocol/client'
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Call, play } from '../corpus/play.ts'
import { readSayings } from '../corpus/script.ts'
import { connectOverHttp, connectOverStdio, textOf, top } from './fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'postmortem mcp '))
const main = `${top}dist/main.js`
const sayings = readSayings('moj-2024-09-20')
let http: { url: string; process: ChildProcess }

beforeAll(async () => {
  http = await startHttp(join(folder, 'http.db'))
})
afterAll(async () => {
  const ended = new Promise((resolve) => http.process.once('exit', resolve))
  http.process.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true })
})

/** The built server on a free port; it says on stderr where it is. */
function startHttp(db: string): Promise<typeof http> {
  const child = spawn(process.execPath, [main, 'serve', '--http', '--port', '0', '--db', db])
  return new Promise((resolve, reject) => {
    let said = ''
    child.once('exit', () => reject(new Error(`the server ended: ${said}`)))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const url = /http:\S+\/mcp/.exec(said)?.[0]
      if (url) resolve({ url, process: child })
    })
  })
}

interface AnyClient {
  callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<unknown>
  close(): Promise<void>
}

const stdio = (db: string) => [process.execPath, main, 'serve', '--db', join(folder, db)]
const oldClient = () => new ClientV1({ name: 'old client', version: '1' })

const paths: Record<string, () => Promise<AnyClient>> = {
  'the first SDK over stdio': async () => {
    const client = oldClient()
    const [command = '', ...args] = stdio('v1.db')
    await client.connect(new StdioV1({ command, args, stderr: 'pipe' }))
    return client
  },
  'the second SDK over stdio, 2025 era': () => connectOverStdio(stdio('2025.db'), { era: '2025' }),
  'the second SDK over stdio, 2026 era': () => connectOverStdio(stdio('2026.db'), { era: '2026' }),
  'the first SDK over HTTP': async () => {
    const client = oldClient()
    await client.connect(new HttpV1(new URL(http.url)))
    return client
  },
  'the second SDK over HTTP, 2026 era': () => connectOverHttp(http.url, { era: '2026' }),
}

describe('a whole facilitation', () => {
  const seen: string[] = []

  it.each(Object.keys(paths))('through %s: asked, recorded, generated, delivered, closed', async (path) => {
    const client = await paths[path]!()
    let id = ''
    const call: Call = async (name, input) => {
      const result = (await client.callTool({ name, arguments: input })) as {
        isError?: boolean
        structuredContent: unknown
      }
      expect(result.isError, textOf(result)).toBeFalsy()
      if (name === 'start_post_mortem') id = (result.structuredContent as { incident_id: string }).incident_id
      return result.structuredContent
    }
    const { documents, asked } = await play(sayings, call)
    expect(asked.length).toBeGreaterThan(10)
    expect(documents.engineering).toContain('route table')
    const delivered = JSON.stringify(await call('deliver_post_mortem', { incident_id: id, to: 'chat' }))
    expect(delivered).toContain('route table')
    expect(await call('close_incident', { incident_id: id })).toMatchObject({ incident_id: id })
    // Only the incident's id tells one path's documents from another's.
    seen.push(documents.engineering.replaceAll(id, 'INC-N'), documents.product.replaceAll(id, 'INC-N'))
    expect(new Set(seen).size).toBe(2)
    await client.close()
  })

  it('keeps through the next process what one process was told', async () => {
    const client = await connectOverStdio(stdio('v1.db'), { era: '2026' })
    expect(textOf(await client.callTool({ name: 'show_incident', arguments: { incident_id: 'INC-1' } }))).toContain(
      'INC-1',
    )
    await client.close()
  })
})

describe('the questions as a form', () => {
  it.each(['2025', '2026'] as const)('are answered there and recorded as said, in the %s era', async (era) => {
    let shown = 0
    const answer = (): ElicitResult => {
      shown += 1
      return { action: 'accept', content: { timeline: '3 march 2026, 14:05 utc first alert; 14:40 fixed', nothing: 7 } }
    }
    const client = await connectOverStdio(stdio(`form ${era}.db`), {
      era,
      capabilities: { elicitation: { form: {} } },
      answer,
    })
    const words = 'checkout stopped working for everybody, a deploy had removed the payment address, we rolled back'
    await client.callTool({ name: 'start_post_mortem', arguments: { what_happened: words } })
    const result = await client.callTool({ name: 'ask_clarifying_questions', arguments: { incident_id: 'INC-1' } })
    expect(shown).toBe(1)
    expect(result.isError, textOf(result)).toBeFalsy()
    const sources = await client.callTool({
      name: 'show_incident',
      arguments: { incident_id: 'INC-1', part: 'sources' },
    })
    expect(textOf(sources)).toContain('14:05 utc first alert')
    await client.close()
  })
})
