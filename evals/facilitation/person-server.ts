// The person of one script as an MCP server on stdio: connect any MCP client to this and to `postmortem serve`.
//   node evals/facilitation/person-server.ts SESSIONS SCRIPT
import { McpServer } from '@modelcontextprotocol/server'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { z } from 'zod'
import { openSession } from './session.ts'

const [folder = '', name = ''] = process.argv.slice(2)
const session = openSession(folder, name)

serveStdio(() => {
  const server = new McpServer({ name: 'person', version: '1.0.0' })
  server.registerTool(
    'say_to_person',
    {
      description:
        'Says something to the person who lived through the incident and returns the reply. Empty: they speak first.',
      inputSchema: z.object({ message: z.string() }),
    },
    async ({ message }) => ({ content: [{ type: 'text', text: session.say(message) }] }),
  )
  return server
})
