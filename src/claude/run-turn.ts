import type Anthropic from '@anthropic-ai/sdk'
import type { PostMortemError } from '../errors.ts'
import type { ChatMessages } from './chat-messages.ts'
import type { ChatTool, ToolResult } from './chat-tools.ts'
import type { Claude } from './create-claude.ts'
import { type ClaudeTrouble, tooLong } from './explain-claude-error.ts'
import type { AnswerProgress } from './follow-answer.ts'
import { noTokens } from './prices.ts'
import type { Block, TranscriptLine } from './transcript.ts'

/** How a turn of Claude ended. */
export type Outcome =
  | { readonly kind: 'answered' }
  | { readonly kind: 'stopped' }
  /** At the limit of its length, or after too many calls without a word. */
  | { readonly kind: 'cut off'; readonly by: 'length' | 'calls' }
  | { readonly kind: 'refused'; readonly category: string | null; readonly explanation: string | null }
  | { readonly kind: 'failed'; readonly trouble: ClaudeTrouble; readonly error: PostMortemError }

export interface Turn {
  readonly claude: Claude
  readonly system: readonly string[]
  readonly tools: ChatTool[]
  readonly state: ChatMessages
  /** Whether the model takes a setting for its thinking. */
  readonly thinks: boolean
  readonly signal: AbortSignal
  readonly progress: AnswerProgress
  /** What the tools have answered, by the id of the call. */
  readonly results: ReadonlyMap<string, ToolResult>
  readonly take: (line: TranscriptLine) => Promise<void>
  readonly now: () => string
  /** Called before each request. */
  readonly onRequest: () => void
}

/** Longest answer, in tokens. */
const longestAnswer = 32_000
/** Requests in one turn. Nobody wants to watch a loop. */
const mostRequests = 40

/**
 * Requests until Claude has nothing more to call. Each message is in the transcript before the step that follows it.
 *
 * @throws what the SDK throws; a message that did not come whole was not taken.
 */
export async function runTurn(turn: Turn): Promise<Outcome> {
  const { state, signal, progress, take, now, claude } = turn
  const runner = createRunner(turn)
  if (state.hasOpenCalls) {
    const response = await runner.generateToolResponse()
    await takeResults(turn)
    if (response) runner.pushMessages(response)
  }
  turn.onRequest()
  for await (const stream of runner) {
    progress.begin()
    for await (const event of stream) progress.follow(event)
    if (progress.isMidway) throw new TypeError('stream ended without its last event')
    progress.flush()
    const { content, stop_reason: stop, stop_details: details } = await stream.finalMessage()
    const tokens = progress.takeTokens()
    const line = { kind: 'claude' as const, at: now(), model: claude.model, stop, tokens }
    switch (stop) {
      case 'refusal':
        await take({ kind: 'refused', at: now(), tokens })
        return { kind: 'refused', category: details?.category ?? null, explanation: details?.explanation ?? null }
      case 'model_context_window_exceeded':
        await take({ kind: 'broken', at: now(), text: progress.raw, tokens })
        return { kind: 'failed', ...tooLong() }
      case 'max_tokens':
        // A call at its end may be cut, and none of them is carried out.
        await take({
          ...line,
          content: toBlocks(content.filter((block) => block.type === 'text' && block.text.trim() !== '')),
        })
        return { kind: 'cut off', by: 'length' }
      case 'tool_use':
        await take({ ...line, content: toBlocks(content) })
        await runner.generateToolResponse()
        await takeResults(turn)
        if (signal.aborted) {
          await take({ kind: 'stopped', at: now(), text: '', tokens: noTokens })
          return { kind: 'stopped' }
        }
        turn.onRequest()
        continue
      default:
        await take({ ...line, content: toBlocks(content) })
    }
  }
  return state.awaitsClaude ? { kind: 'cut off', by: 'calls' } : { kind: 'answered' }
}

function createRunner({ claude, system, tools, state, thinks, signal }: Turn) {
  return claude.client.beta.messages.toolRunner(
    {
      model: claude.model,
      max_tokens: longestAnswer,
      system: system.map((text) => ({ type: 'text', text })),
      messages: [...state.messages],
      tools,
      cache_control: { type: 'ephemeral' },
      // Without this, some models show nothing for minutes.
      ...(thinks ? { thinking: { type: 'adaptive', display: 'summarized' } } : {}),
      stream: true,
      // The default keeps the conversation on the service's side.
      thread: false,
      max_iterations: mostRequests,
    },
    { signal },
  )
}

async function takeResults({ state, results, take, now }: Turn): Promise<void> {
  const last = state.messages.at(-1)
  const calls = (Array.isArray(last?.content) ? last.content : []).flatMap((block) =>
    block.type === 'tool_use' ? [block.id] : [],
  )
  const lines = calls.map((id) => results.get(id) ?? { id, text: 'There is no such tool.', failed: true })
  await take({ kind: 'tools', at: now(), results: lines })
}

function toBlocks(content: readonly Anthropic.Beta.Messages.BetaContentBlock[]): Block[] {
  return content.map((block) => ({ ...block }))
}
