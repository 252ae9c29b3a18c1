// The least that a server of this kind can be: the SDK, zod and better-sqlite3 loaded, one tool. What bench/start.ts stands beside.
import { McpServer } from '@modelcontextprotocol/server'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import Database from 'better-sqlite3'
import { z } from 'zod'

const database = new Database(':memory:')

serveStdio(() => {
  const server = new McpServer({ name: 'bare', version: '0.0.0' })
  server.registerTool(
    'count_rows',
    { description: 'Counts', inputSchema: z.object({ table: z.string() }) },
    ({ table }) => ({ content: [{ type: 'text', text: `${table}: ${database.prepare('select 1').all().length}` }] }),
  )
  return server
})
