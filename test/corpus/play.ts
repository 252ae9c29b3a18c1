import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { z } from 'zod'
import { createScript, type Played, type Saying } from './script.ts'

const Turn = z.object({
  incident_id: z.string(),
  questions: z.array(z.object({ id: z.string(), question: z.string() })),
})
const Documents = z.object({ documents: z.array(z.object({ document: z.string(), markdown: z.string() })) })

/** Calls one operation and returns its structured result. */
export type Call = (operation: string, input: Record<string, unknown>) => Promise<unknown>

/** Plays the people's part of a facilitation: answers what is asked until nothing is open, then asks for the documents. */
export async function play(sayings: readonly Saying[], call: Call): Promise<Played> {
  const script = createScript(sayings)
  const opening = script.answer('what-happened', 'What happened, in two or three sentences?')
  let turn = Turn.parse(await call('start_post_mortem', { what_happened: opening.said, said_by: opening.said_by }))
  const id = turn.incident_id
  for (let round = 0; turn.questions.length > 0; round += 1) {
    if (round > 60) throw new Error(`asks without end: ${turn.questions.map((question) => question.id).join(', ')}`)
    for (const question of turn.questions) {
      await call('record_answers', { incident_id: id, ...script.answer(question.id, question.question) })
      // A chain of whys is followed to its end before anything else is asked.
      if (question.id.startsWith('why-')) break
    }
    turn = Turn.parse(await call('ask_clarifying_questions', { incident_id: id }))
  }
  const { documents } = Documents.parse(await call('generate_post_mortem', { incident_id: id }))
  const find = (kind: string) => documents.find((one) => one.document === kind)?.markdown ?? ''
  return { asked: script.asked, documents: { engineering: find('engineering'), product: find('product') } }
}

/** The same through an MCP client of the current era, over stdio, against the built server. */
export async function playOverMcp(sayings: readonly Saying[], db: string): Promise<Played> {
  const client = new Client({ name: 'corpus-player', version: '1.0.0' })
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [new URL('../../dist/main.js', import.meta.url).pathname, 'serve', '--db', db],
      stderr: 'pipe',
    }),
  )
  try {
    return await play(sayings, async (name, input) => {
      const result = await client.callTool({ name, arguments: input })
      if (result.isError) throw new Error(`${name}: ${JSON.stringify(result.content)}`)
      return result.structuredContent
    })
  } finally {
    await client.close()
  }
}
