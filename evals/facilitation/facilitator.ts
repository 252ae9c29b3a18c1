import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { packageFolder } from '../../src/config.ts'
import type { Session } from './session.ts'

/** The product as an assistant reaches it: its built entry over stdio, on the session's own database. */
export async function connectFacilitator(session: Session): Promise<Client> {
  const client = new Client({ name: 'facilitation-eval', version: '1.0.0' })
  const kept = Object.entries(process.env).filter(([key, value]) => value !== undefined && !/^POSTMORTEM_/.test(key))
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [join(packageFolder, 'dist', 'main.js'), '--db', session.db, 'serve'],
      cwd: session.folder,
      env: Object.fromEntries(kept.map(([key, value]) => [key, value ?? ''])),
      stderr: 'inherit',
    }),
  )
  return client
}

/** The text of a tool's answer. */
export async function callTool(client: Client, name: string, input: Record<string, unknown>): Promise<string> {
  const { content } = await client.callTool({ name, arguments: input })
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('\n')
}
