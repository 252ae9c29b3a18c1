import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { localhostHostValidation, localhostOriginValidation, toNodeHandler } from '@modelcontextprotocol/node'
import { createMcpHandler, type McpServerFactory } from '@modelcontextprotocol/server'
import { ConfigurationError } from '../errors.ts'

/** Largest request body taken, in bytes; a larger one is answered 413 before anything is read from it. */
const largestBody = 4 * 1024 * 1024

const loopback: Readonly<Record<string, string>> = { localhost: '127.0.0.1', '127.0.0.1': '127.0.0.1', '::1': '::1' }

export interface HttpOptions {
  /** 0 picks a free one. */
  readonly port: number
  /** Default 127.0.0.1. */
  readonly host?: string
}

export interface HttpService {
  /** Where clients connect: `http://127.0.0.1:3333/mcp`. */
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves the same over Streamable HTTP, on this machine only. A request whose Host or Origin is not this machine is refused
 * (403), so that no web page reaches it through DNS rebinding.
 * @throws ConfigurationError for another host than loopback, a port that is not one, or a port in use.
 */
export async function serveOverHttp(
  factory: McpServerFactory,
  { port, host = '127.0.0.1' }: HttpOptions,
): Promise<HttpService> {
  const address = loopback[host]
  if (address === undefined) {
    throw new ConfigurationError({
      happened: `The server was asked to listen on ${JSON.stringify(host)}, which other machines may reach.`,
      expected: `one of ${Object.keys(loopback).join(', ')}: there is no sign-in yet.`,
      tryThis: 'leave --host out.',
    })
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigurationError({
      happened: `${port} is not a port.`,
      expected: 'a whole number from 1 to 65535, or 0 for any free port.',
      tryThis: 'another --port.',
    })
  }
  const handler = createMcpHandler(factory, { maxRequestBodySize: largestBody })
  const answer = toNodeHandler(handler, { maxRequestBodySize: largestBody })
  const hostIsLocal = localhostHostValidation()
  const originIsLocal = localhostOriginValidation()
  const server = createServer((request, response) => {
    if (!hostIsLocal(request, response) || !originIsLocal(request, response)) return
    if (request.url?.split('?')[0] !== '/mcp') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('The endpoint is /mcp.\n')
      return
    }
    void answer(request, response)
  })
  await listen(server, port, address)
  const bound = server.address() as AddressInfo
  return {
    url: `http://${address === '::1' ? '[::1]' : address}:${bound.port}/mcp`,
    async close() {
      await handler.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function listen(server: Server, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE'
      reject(
        new ConfigurationError(
          {
            happened: isTaken
              ? `Port ${port} is already in use.`
              : `The server cannot listen on port ${port} (${error.code ?? 'unknown reason'}).`,
            expected: 'a free port that this user may listen on.',
            tryThis: 'another --port, or 0 for any free one.',
          },
          error,
        ),
      )
    })
    server.listen(port, address, () => resolve())
  })
}
