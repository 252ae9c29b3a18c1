import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type Anthropic from '@anthropic-ai/sdk'

type StreamEvent = Anthropic.Beta.Messages.BetaRawMessageStreamEvent
type Start = Anthropic.Beta.Messages.BetaRawContentBlockStartEvent
type Delta = Anthropic.Beta.Messages.BetaRawContentBlockDeltaEvent
type StopReason = Anthropic.Beta.Messages.BetaStopReason

/** What arrived, as JSON. */
export interface Request {
  readonly model: string
  readonly max_tokens: number
  readonly system: { type: 'text'; text: string }[]
  readonly tools: { name: string; input_schema: { type: string } }[]
  readonly messages: { role: string; content: string | Block[] }[]
  readonly [key: string]: unknown
}
interface Block {
  readonly type: string
  readonly text?: string
  readonly id?: string
  readonly tool_use_id?: string
  readonly content?: string
  readonly is_error?: boolean
}

/** What Claude is to answer: passages in order. */
export interface Answer {
  readonly thinking?: string
  readonly text?: string
  readonly calls?: readonly { readonly name: string; readonly input: object }[]
  readonly stop?: StopReason
  readonly category?: 'cyber'
  /** Instead of an answer. */
  readonly status?: number
  readonly error?: string
  readonly message?: string
  /** Hangs up after so many events. */
  readonly cutAfter?: number
  /** Ends the answer after so many events, as if that were all. */
  readonly endAfter?: number
  /** Says nothing more after so many events, and keeps the line open. */
  readonly haltAfter?: number
  /** An `error` event after so many events. */
  readonly errorAfter?: number
  /** Milliseconds between events. */
  readonly pace?: number
}

export type Script = (request: Request, turn: number) => Answer

/**
 * A service that speaks the Messages API as the SDK's types define it: the answers are a script's, the refusals are the API's
 * own. Streams are cut into pieces at awkward bytes. Shape-derived: no recording of the real service.
 */
export async function startMessagesApi(script: Script) {
  const requests: Request[] = []
  const refusals: string[] = []
  let isPaused = false
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      refusals.push(`the stub failed: ${error instanceof Error ? error.stack : String(error)}`)
      response.destroy()
    })
  })

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const path = (incoming.url ?? '').split('?')[0]
    const key = incoming.headers['x-api-key'] ?? incoming.headers.authorization?.replace(/^Bearer /, '')
    if (!key || key === 'sk-ant-wrong') return refuse(response, 401, 'authentication_error', 'invalid x-api-key')
    if (incoming.method === 'GET' && path?.startsWith('/v1/models/')) return describeModel(response, path.slice(11))
    if (incoming.method !== 'POST' || path !== '/v1/messages')
      return refuse(response, 404, 'not_found_error', 'Not found')
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Request
    const wrong = whatIsWrong(body, isPaused)
    if (wrong) {
      refusals.push(wrong)
      return refuse(response, 400, 'invalid_request_error', wrong)
    }
    requests.push(body)
    const given = script(body, requests.length)
    isPaused = given.stop === 'pause_turn'
    if (given.status) return refuse(response, given.status, given.error ?? 'api_error', given.message ?? 'Sorry')
    await stream(response, eventsOf(given, body, requests.length), given)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    /** What the API would have refused; a test of ours expects none. */
    refusals,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** What the API refuses, in its own words where they are known. */
function whatIsWrong(body: Request, isPaused: boolean): string | null {
  for (const name of ['temperature', 'top_p', 'top_k'])
    if (name in body) return `${name}: Extra inputs are not permitted`
  if ('thread' in body) return 'thread: not in this test'
  if (!body.model || !body.max_tokens || !Array.isArray(body.messages))
    return 'model, max_tokens, messages: Field required'
  if (body.stream !== true) return 'stream: this stub streams'
  const [first] = body.messages
  if (first?.role !== 'user') return 'messages: first message must use the "user" role'
  // An answer may only be continued where the service paused it.
  if (body.messages.at(-1)?.role !== 'user' && !isPaused)
    return 'messages: the conversation must end with a user message'
  for (const tool of body.tools ?? [])
    if (tool.input_schema?.type !== 'object') return `tools: ${tool.name}: input_schema.type`
  for (const [index, { role, content }] of body.messages.entries()) {
    const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : content
    if (blocks.length === 0) return `messages.${index}: content must not be empty`
    for (const block of blocks) {
      if (block.type === 'text' && (block.text ?? '').trim() === '')
        return `messages.${index}: text content blocks must be non-empty`
    }
    const called =
      role === 'assistant' ? blocks.filter((block) => block.type === 'tool_use').map((block) => block.id) : []
    const next = body.messages[index + 1]?.content
    const answered = (Array.isArray(next) ? next : []).flatMap((block) => block.tool_use_id ?? [])
    const orphan = called.find((id) => id !== undefined && !answered.includes(id))
    if (orphan)
      return `messages.${index}: tool_use ids were found without tool_result blocks immediately after: ${orphan}`
    const before = body.messages[index - 1]?.content
    const asked = (Array.isArray(before) ? before : []).flatMap((block) =>
      block.type === 'tool_use' ? (block.id ?? []) : [],
    )
    const stray = blocks.find((block) => block.type === 'tool_result' && !asked.includes(block.tool_use_id ?? ''))
    if (stray) return `messages.${index}: unexpected tool_use_id found in tool_result blocks: ${stray.tool_use_id}`
  }
  return null
}

const unused = {
  fallback_credit: null,
  iterations: null,
  output_tokens_details: null,
  server_tool_use: null,
} as const

function eventsOf(
  given: Answer,
  { model, messages }: Pick<Request, 'model' | 'messages'>,
  turn: number,
): StreamEvent[] {
  const isFirst = turn === 1
  const events: StreamEvent[] = [
    {
      type: 'message_start',
      message: {
        id: `msg_${turn}`,
        type: 'message',
        role: 'assistant',
        model,
        content: [],
        container: null,
        context_management: null,
        diagnostics: null,
        stop_reason: null,
        stop_sequence: null,
        stop_details: null,
        usage: {
          ...unused,
          input_tokens: JSON.stringify(messages).length >> 2,
          output_tokens: 1,
          cache_creation: null,
          cache_creation_input_tokens: isFirst ? 3000 : 0,
          cache_read_input_tokens: isFirst ? 0 : 3000,
          inference_geo: null,
          service_tier: 'standard',
          speed: null,
        },
      },
    },
  ]
  let index = 0
  const block = (start: Start['content_block'], deltas: readonly Delta['delta'][]) => {
    events.push({ type: 'content_block_start', index, content_block: start })
    for (const delta of deltas) events.push({ type: 'content_block_delta', index, delta })
    events.push({ type: 'content_block_stop', index })
    index += 1
  }
  if (given.thinking !== undefined) {
    block({ type: 'thinking', thinking: '', signature: '' }, [
      ...pieces(given.thinking, 9).map((thinking) => ({
        type: 'thinking_delta' as const,
        thinking,
        estimated_tokens: null,
      })),
      { type: 'signature_delta', signature: `signed-${turn}` },
    ])
  }
  if (given.text !== undefined) {
    block(
      { type: 'text', text: '', citations: null },
      pieces(given.text, 5).map((text) => ({ type: 'text_delta' as const, text })),
    )
  }
  for (const [at, { name, input }] of (given.calls ?? []).entries()) {
    const json = JSON.stringify(input)
    block(
      { type: 'tool_use', id: `toolu_${turn}_${at}`, name, input: {} },
      // A paste in an input must not make thousands of events.
      pieces(json, Math.max(11, json.length >> 6)).map((partial_json) => ({
        type: 'input_json_delta' as const,
        partial_json,
      })),
    )
  }
  const { category } = given
  events.push(
    {
      type: 'message_delta',
      context_management: null,
      delta: {
        container: null,
        stop_reason: given.stop ?? (given.calls ? 'tool_use' : 'end_turn'),
        stop_sequence: null,
        stop_details: category
          ? {
              type: 'refusal',
              category,
              explanation: 'It looked like an exploit.',
              fallback_credit_token: null,
              fallback_has_prefill_claim: null,
              recommended_model: null,
            }
          : null,
      },
      usage: {
        ...unused,
        input_tokens: null,
        output_tokens: 40,
        cache_creation_input_tokens: null,
        cache_read_input_tokens: null,
      },
    },
    { type: 'message_stop' },
  )
  return events
}

function pieces(text: string, size: number): string[] {
  const characters = [...text]
  const cut: string[] = []
  for (let at = 0; at < characters.length; at += size) cut.push(characters.slice(at, at + size).join(''))
  return cut.length > 0 ? cut : ['']
}

/** How many events an answer has: the points at which a connection can break. */
export function countEvents(given: Answer): number {
  return eventsOf(given, { model: '', messages: [] }, 1).length
}

async function stream(response: ServerResponse, events: StreamEvent[], given: Answer): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  const shown = given.errorAfter ?? given.cutAfter ?? given.endAfter ?? given.haltAfter ?? events.length
  const lines = [
    ...events.slice(0, shown).map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
    ...(given.errorAfter !== undefined
      ? [
          `event: error\ndata: ${JSON.stringify({ type: 'error', error: { type: given.error ?? 'overloaded_error', message: 'Overloaded' } })}\n\n`,
        ]
      : []),
  ]
  // A sign of life, and a kind of event that this SDK does not know yet; its types have neither.
  lines.splice(1, 0, 'event: ping\ndata: {"type": "ping"}\n\n', 'event: future\ndata: {"type": "future"}\n\n')
  if (given.pace) {
    for (const line of lines) {
      if (response.destroyed) return
      response.write(line)
      await new Promise((resolve) => setTimeout(resolve, given.pace))
    }
  } else {
    // In the middle of characters and of lines.
    const bytes = Buffer.from(lines.join(''))
    for (let at = 0; at < bytes.length; at += 1021) {
      response.write(bytes.subarray(at, at + 1021))
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  if (given.haltAfter !== undefined) return
  if (given.cutAfter === undefined) {
    response.end()
    return
  }
  // What was written arrives before the line is cut.
  await new Promise((resolve) => setTimeout(resolve, 20))
  response.destroy()
}

function describeModel(response: ServerResponse, id: string): void {
  if (id.startsWith('no-')) {
    refuse(response, 404, 'not_found_error', 'model not found')
    return
  }
  response.writeHead(200, { 'content-type': 'application/json' })
  const lifecycle = id.startsWith('old-') ? 'deprecated' : 'active'
  response.end(
    JSON.stringify({ id, type: 'model', display_name: `The ${id}`, lifecycle, retires_at: '2027-01-31T00:00:00Z' }),
  )
}

function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '5' })
  response.end(JSON.stringify({ type: 'error', error: { type, message } }))
}
