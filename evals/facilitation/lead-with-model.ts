import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mcpTools } from '@anthropic-ai/sdk/helpers/beta/mcp'
import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod'
import type { Client } from '@modelcontextprotocol/client'
import { z } from 'zod'
import { createClaude } from '../../src/claude/create-claude.ts'
import { callTool, connectFacilitator } from './facilitator.ts'
import type { Session } from './session.ts'

/** What both are told; only one of them has the product's tools and its instructions beside it. */
const task = `You facilitate a blameless post-mortem with one person, whom you reach with the tool say_to_person. Call it with an
empty message first; they speak first. Ask until you know what a good engineering post-mortem and a one-page product
post-mortem need, then`
const alone = `${task} answer with both documents in Markdown, and nothing else.`
const withTools = `${task} generate the documents with your tools and stop.`

/** Most rounds of one conversation. */
const rounds = 150

/** Lets a model lead one session; returns the tokens that it took, in and out. */
export async function leadWithModel(
  session: Session,
  { model, isAlone }: { model?: string | undefined; isAlone: boolean },
): Promise<number> {
  const claude = await createClaude({ model, env: process.env })
  const say = betaZodTool({
    name: 'say_to_person',
    description: 'Says something to the person who lived through the incident and returns the reply.',
    inputSchema: z.object({ message: z.string() }),
    run: async ({ message }) => session.say(message),
  })
  const client = isAlone ? null : await connectFacilitator(session)
  try {
    const prompt = client ? await client.getPrompt({ name: 'facilitate-post-mortem', arguments: {} }) : null
    const [first] = prompt?.messages ?? []
    const lead = first?.content.type === 'text' ? first.content.text : ''
    const tools = client ? mcpTools((await client.listTools()).tools, asCaller(client)) : []
    const runner = claude.client.beta.messages.toolRunner({
      model: claude.model,
      max_tokens: 16_000,
      max_iterations: rounds,
      thread: false,
      cache_control: { type: 'ephemeral' },
      system: [client?.getInstructions() ?? '', lead].filter((part) => part !== '').join('\n\n') || undefined,
      messages: [{ role: 'user', content: isAlone ? alone : withTools }],
      tools: [say, ...tools],
    })
    let tokens = 0
    let last = ''
    for await (const message of runner) {
      const { input_tokens, output_tokens, cache_creation_input_tokens, cache_read_input_tokens } = message.usage
      tokens += input_tokens + output_tokens + (cache_creation_input_tokens ?? 0) + (cache_read_input_tokens ?? 0)
      last = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    }
    if (isAlone) writeFileSync(join(session.folder, 'document.md'), last)
    return tokens
  } finally {
    await client?.close()
  }
}

/** The client as the SDK's helper takes it: text in, text out. */
function asCaller(client: Client) {
  return {
    callTool: async ({ name, arguments: input }: { name: string; arguments?: Record<string, unknown> }) => ({
      content: [{ type: 'text' as const, text: await callTool(client, name, input ?? {}) }],
    }),
  }
}
