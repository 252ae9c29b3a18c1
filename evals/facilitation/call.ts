// One call, for a facilitator that has a shell and no MCP client of its own:
//   node evals/facilitation/call.ts SESSIONS SCRIPT tools | say TEXT | prompt | TOOL JSON
import { callTool, connectFacilitator } from './facilitator.ts'
import { openSession } from './session.ts'

const [folder = '', name = '', what = 'tools', ...rest] = process.argv.slice(2)
const session = openSession(folder, name)
if (what === 'say') {
  process.stdout.write(`${session.say(rest.join(' '))}\n`)
} else {
  const client = await connectFacilitator(session)
  try {
    if (what === 'tools') process.stdout.write(`${JSON.stringify((await client.listTools()).tools, null, 1)}\n`)
    else if (what === 'prompt') {
      const { messages } = await client.getPrompt({ name: 'facilitate-post-mortem', arguments: {} })
      const [first] = messages
      process.stdout.write(
        `${client.getInstructions() ?? ''}\n\n${first?.content.type === 'text' ? first.content.text : ''}\n`,
      )
    } else process.stdout.write(`${await callTool(client, what, JSON.parse(rest.join(' ') || '{}'))}\n`)
  } finally {
    await client.close()
  }
}
