import { request } from 'node:http'
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HttpService, serveOverHttp } from '../../src/mcp/http.ts'
import {
  connectOverHttp,
  createFactory,
  createMemoryDeps,
  type Era,
  echoVia,
  textOf,
  withIncidents,
} from './fixture.ts'

const both: Era[] = ['2025', '2026']
let service: HttpService

beforeAll(async () => {
  service = await serveOverHttp(createFactory(await withIncidents(createMemoryDeps())), { port: 0 })
})
afterAll(() => service.close())

/** Status and body of one raw request; `fetch` would not let a Host header through. */
function post(headers: Record<string, string>, body: string, path = '/mcp'): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(service.url)
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method: 'POST', headers: { ...json, ...headers } }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const json = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
const initialize = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
})

describe('a server on HTTP', () => {
  it.each(both)('serves a client of the %s era', async (era) => {
    const client = await connectOverHttp(service.url, { era })
    expect((await client.listTools()).tools.length).toBeGreaterThan(5)
    expect(textOf(await client.callTool({ name: 'list_incidents', arguments: {} }))).toContain('INC-2')
    await client.close()
  })

  it('serves a client of the first SDK', async () => {
    const client = new ClientV1({ name: 'old client', version: '1' })
    await client.connect(new TransportV1(new URL(service.url)))
    expect(textOf(await client.callTool({ name: 'list_incidents', arguments: {} }))).toContain('INC-2')
    const refused = await client.callTool({ name: 'show_incident', arguments: { incident_id: 'INC-99' } })
    expect(refused.isError).toBe(true)
    await client.close()
  })

  it.each([
    ['another host', { host: 'evil.example' }],
    ['another host on our port', { host: 'evil.example:3333' }],
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a page without an origin of its own', { origin: 'null' }],
  ])('refuses %s', async (_, headers) => {
    expect((await post(headers, initialize)).status).toBe(403)
  })

  it('takes a page of this machine', async () => {
    expect((await post({ origin: 'http://localhost:5173' }, initialize)).status).toBe(200)
  })

  it('refuses five megabytes before reading them, and goes on', async () => {
    const refused = await post({}, JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping', x: 'x'.repeat(5_000_000) }))
    expect(refused.status).toBe(413)
    expect((await post({}, initialize)).status).toBe(200)
  })

  it('answers a body that is no JSON with an error, and another path with where to go', async () => {
    expect((await post({}, 'not json')).status).toBe(400)
    expect(await post({}, initialize, '/')).toMatchObject({ status: 404, text: expect.stringContaining('/mcp') })
  })

  it.each(['0.0.0.0', '::', '192.168.1.20', 'example.com', ''])('refuses to listen on %j', async (host) => {
    await expect(serveOverHttp(createFactory(createMemoryDeps(), [echoVia]), { port: 0, host })).rejects.toThrow(
      'other machines',
    )
  })

  it.each([-1, 65_536, 1.5, Number.NaN])('refuses port %d', async (port) => {
    await expect(serveOverHttp(createFactory(createMemoryDeps(), [echoVia]), { port })).rejects.toThrow('is not a port')
  })

  it('says that a port is in use', async () => {
    const port = Number(new URL(service.url).port)
    await expect(serveOverHttp(createFactory(createMemoryDeps(), [echoVia]), { port })).rejects.toThrow(
      `Port ${port} is already in use.`,
    )
  })
})
