import { createHash } from 'node:crypto'
import type Anthropic from '@anthropic-ai/sdk'
import type { PostMortemError } from '../errors.ts'
import { fillPrompt } from '../mcp/prompts.ts'
import type { Deps, Operation } from '../operations/operation.ts'
import { type ChatMessages, createChatMessages } from './chat-messages.ts'
import { type ChatTool, createChatTools, type ToolResult } from './chat-tools.ts'
import type { Claude } from './create-claude.ts'
import type { RedactorOptions } from './create-redactor.ts'
import { type ClaudeTrouble, explainClaudeError, tooLong } from './explain-claude-error.ts'
import { type AnswerEvents, type AnswerProgress, followAnswer } from './follow-answer.ts'
import { noTokens } from './prices.ts'
import type { Block, SaidPart, Transcript, TranscriptLine } from './transcript.ts'

/** How a turn of Claude ended. */
export type Outcome =
  | { readonly kind: 'answered' }
  | { readonly kind: 'stopped' }
  /** At the limit of its length, or after too many calls without a word. */
  | { readonly kind: 'cut off'; readonly by: 'length' | 'calls' }
  | { readonly kind: 'refused'; readonly category: string | null; readonly explanation: string | null }
  | { readonly kind: 'failed'; readonly trouble: ClaudeTrouble; readonly error: PostMortemError }

/** What a face is told while Claude works. */
export interface ChatEvents extends AnswerEvents {
  readonly onToolStart: (operation: Operation) => void
  readonly onToolEnd: (
    operation: Operation,
    result: ToolResult,
    output: Readonly<Record<string, unknown>> | null,
  ) => void
  /** Something a person should know: asked again, started over. */
  readonly onNotice: (text: string) => void
  /** All that goes out, before it does: what Claude is told first, then each new message. */
  readonly onOutgoing: (text: string) => void
  readonly confirm: (operation: Operation, input: Readonly<Record<string, unknown>>) => Promise<boolean>
}

export interface ConversationOptions {
  readonly claude: Claude
  /** Its `via` stands in the history for what comes through the chat. */
  readonly deps: Deps
  readonly operations: readonly Operation[]
  readonly transcript: Transcript
  readonly redaction: RedactorOptions
  readonly events: ChatEvents
  /** To go on with; null: a new one. */
  readonly incidentId: string | null
  /** Tokens from which on the conversation starts over from the record. */
  readonly window: number
}

/** A chat about one incident. The record is the truth; what is here can be lost at any moment. */
export interface Conversation {
  readonly incidentId: string | null
  readonly state: ChatMessages
  /** What the person's words would look like on their way out. */
  preview(parts: readonly SaidPart[]): Promise<string>
  /** Takes the person's words and answers them. */
  say(parts: readonly SaidPart[], signal: AbortSignal): Promise<Outcome>
  /** Answers what is not answered yet: after a failure, or where an earlier session ended in the middle. */
  goOn(signal: AbortSignal): Promise<Outcome>
  /** Tells Claude with the next words what the program did: a section of prompts/chat-notes.md. */
  note(name: string, values?: Readonly<Record<string, string>>): Promise<void>
}

/** Longest answer, in tokens. */
const longestAnswer = 32_000
/** Requests in one turn. Nobody wants to watch a loop. */
const mostRequests = 40
/** How often a broken stream is asked for again without a word from the person. */
const mostBroken = 2
/** Characters of the conversation that are carried over when it starts over. */
const tailLength = 16_000

/**
 * Opens a conversation over what its transcript holds: the same model and rules go on where they were; with another model, or
 * other rules of what must not leave, it starts over from the record.
 */
export async function openConversation(options: ConversationOptions): Promise<Conversation> {
  const { claude, deps, transcript, redaction, events, operations } = options
  const { ToolError } = await import('@anthropic-ai/sdk/lib/tools/ToolError')
  const state = createChatMessages(redaction)
  const rules = createHash('sha256').update(JSON.stringify(redaction)).digest('hex').slice(0, 16)
  const notes = sectionsOf(await deps.prompt('chat-notes'))
  let incidentId = options.incidentId
  let pendingNotes: string[] = []
  let shownOut = 0
  let thinks = true
  const results = new Map<string, ToolResult>()

  const now = () => deps.now().toISOString()
  // Written with the first line after it: a chat in which nothing was said leaves no file.
  let opening: TranscriptLine | null = null
  const take = async (line: TranscriptLine): Promise<void> => {
    if (opening) await transcript.append(opening)
    opening = null
    await transcript.append(line)
    await state.take(line)
  }
  const noteText = (name: string, values: Readonly<Record<string, string | undefined>>): string =>
    fillPrompt(notes.get(name) ?? '', { incident_id: incidentId ?? undefined, ...values })

  async function startOver(reason: string): Promise<void> {
    const pending = state.unanswered
    await take({ kind: 'again', at: now(), note: noteText('again', { reason }), tail: state.tail(tailLength) })
    if (pending && pending.length > 0) await take({ kind: 'person', at: now(), parts: [...pending] })
    shownOut = 0
  }

  const tools: ChatTool[] = createChatTools(
    operations,
    {
      deps,
      redactor: () => state.redactor,
      personWords: () => state.personWords,
      since: () => state.since,
      confirm: events.confirm,
      async begin(id, operation, input) {
        events.onToolStart(operation)
        const incident = input.incident_id
        if (operation.effect === 'reads' || typeof incident !== 'string') return null
        const history = (await deps.store.history(incident)).filter((change) => change.via === deps.via)
        const earlier = state.begun.get(id)
        if (earlier) {
          const since = history.slice(earlier.changes)
          if (since.length === 0) return null
          const lines = since.map((change) => `- ${change.what} ${change.item ?? ''}: ${change.summary}`)
          return `This was carried out before the program ended. What it changed:\n${lines.join('\n')}\nCall show_incident for the rest.`
        }
        await take({ kind: 'calling', at: now(), id, incident, changes: history.length })
        return null
      },
      async done(operation, result, output) {
        results.set(result.id, result)
        const id = output?.incident_id
        if (operation.effect !== 'reads' && typeof id === 'string' && incidentId === null) {
          incidentId = id
          await transcript.settle(id)
        }
        events.onToolEnd(operation, result, output)
      },
    },
    (text) => new ToolError(text),
  )

  const system = [
    await deps.prompt('instructions'),
    fillPrompt(await deps.prompt('facilitate-post-mortem'), { incident_id: options.incidentId ?? undefined }),
    await deps.prompt('chat'),
  ]

  function createRunner(signal: AbortSignal) {
    return claude.client.beta.messages.toolRunner(
      {
        model: claude.model,
        max_tokens: longestAnswer,
        system: system.map((text) => ({ type: 'text', text })),
        messages: [...state.messages],
        tools,
        cache_control: { type: 'ephemeral' },
        ...(thinks ? { thinking: { type: 'adaptive', display: 'summarized' } } : {}),
        stream: true,
        // The default keeps the conversation on the service's side.
        thread: false,
        max_iterations: mostRequests,
      },
      { signal },
    )
  }

  async function takeResults(): Promise<void> {
    const last = state.messages.at(-1)
    const calls = (Array.isArray(last?.content) ? last.content : []).flatMap((block) =>
      block.type === 'tool_use' ? [block.id] : [],
    )
    const lines = calls.map((id) => results.get(id) ?? { id, text: 'There is no such tool.', failed: true })
    await take({ kind: 'tools', at: now(), results: lines })
  }

  /** One turn: requests until Claude has nothing more to call. */
  async function runTurn(signal: AbortSignal, progress: AnswerProgress): Promise<Outcome> {
    const runner = createRunner(signal)
    if (state.hasOpenCalls) {
      const response = await runner.generateToolResponse()
      await takeResults()
      if (response) runner.pushMessages(response)
    }
    showOutgoing()
    for await (const stream of runner) {
      progress.begin()
      for await (const event of stream) progress.follow(event)
      if (progress.isMidway) throw new TypeError('stream ended without its last event')
      progress.flush()
      const { content, stop_reason: stop, stop_details: details } = await stream.finalMessage()
      const tokens = progress.takeTokens()
      const line = { kind: 'claude' as const, at: now(), model: claude.model, stop, tokens }
      if (stop === 'refusal') {
        await take({ kind: 'refused', at: now(), tokens })
        const told = details?.type === 'refusal' ? details : null
        return { kind: 'refused', category: told?.category ?? null, explanation: told?.explanation ?? null }
      }
      if (stop === 'model_context_window_exceeded') {
        await take({ kind: 'broken', at: now(), text: progress.raw, tokens })
        return { kind: 'failed', ...tooLong() }
      }
      if (stop === 'max_tokens') {
        await take({
          ...line,
          content: toBlocks(content.filter((block) => block.type === 'text' && block.text.trim() !== '')),
        })
        return { kind: 'cut off', by: 'length' }
      }
      await take({ ...line, content: toBlocks(content) })
      if (stop === 'tool_use') {
        await runner.generateToolResponse()
        await takeResults()
        showOutgoing()
        if (signal.aborted) {
          await take({ kind: 'stopped', at: now(), text: '', tokens: noTokens })
          return { kind: 'stopped' }
        }
      }
    }
    return state.awaitsClaude ? { kind: 'cut off', by: 'calls' } : { kind: 'answered' }
  }

  /** Asks until there is an answer, or something that only the person can decide. */
  async function answer(signal: AbortSignal): Promise<Outcome> {
    let broken = 0
    let hasStartedOver = false
    let hasBeenCut = false
    for (;;) {
      const progress = followAnswer(events, () => state.redactor.restoreStream())
      try {
        const outcome = await runTurn(signal, progress)
        if (outcome.kind === 'cut off' && outcome.by === 'length' && !hasBeenCut) {
          hasBeenCut = true
          events.onNotice('The answer was cut off at the limit of its length; asking Claude to go on in smaller steps.')
          await take({ kind: 'person', at: now(), parts: [], note: noteText('cut-off', {}) })
          continue
        }
        if (outcome.kind === 'failed' && outcome.trouble === 'too long' && !hasStartedOver) {
          hasStartedOver = true
          events.onNotice(
            'The conversation no longer fits into the window of the model; it starts over from the record.',
          )
          await startOver('it had grown too long')
          continue
        }
        return outcome
      } catch (error) {
        progress.flush()
        const { isMidway } = progress
        const tokens = progress.takeTokens()
        const explained = await explainClaudeError(error, { model: claude.model, hasBegun: isMidway })
        const text = isMidway ? progress.raw : ''
        if (signal.aborted || explained.trouble === 'stopped') {
          // Calls of the answer were not made yet, and its words were on the screen.
          await take({ kind: 'stopped', at: now(), text, tokens })
          return { kind: 'stopped' }
        }
        if (isMidway) await take({ kind: 'broken', at: now(), text, tokens })
        if (isMidway && (explained.trouble === 'broken off' || explained.trouble === 'busy') && broken < mostBroken) {
          broken += 1
          events.onNotice(`${explained.error.refusal.happened} Nothing is lost; asking again.`)
          continue
        }
        if (explained.trouble === 'too long' && !hasStartedOver) {
          hasStartedOver = true
          events.onNotice(
            'The conversation no longer fits into the window of the model; it starts over from the record.',
          )
          await startOver('it had grown too long')
          continue
        }
        if (explained.trouble === 'not taken' && thinks && /thinking/i.test(explained.error.refusal.happened)) {
          thinks = false
          continue
        }
        if (explained.trouble === 'not taken' && !hasStartedOver && state.messages.length > 2) {
          hasStartedOver = true
          events.onNotice(`${explained.error.refusal.happened} The conversation starts over from the record.`)
          await startOver('the service no longer took it')
          continue
        }
        return { kind: 'failed', ...explained }
      }
    }
  }

  function showOutgoing(): void {
    if (shownOut === 0) events.onOutgoing(system.join('\n\n'))
    for (const message of state.messages.slice(shownOut))
      if (message.role === 'user') events.onOutgoing(textOf(message))
    shownOut = state.messages.length
  }

  for (const line of transcript.lines) await state.take(line)
  const opened = transcript.lines.findLast((line) => line.kind === 'opened')
  opening = { kind: 'opened', at: now(), model: claude.model, rules }
  await state.take(opening)
  if (!opened && incidentId !== null) {
    await take({ kind: 'again', at: now(), note: noteText('resumed', {}), tail: '' })
  } else if (opened && opened.model !== claude.model) await startOver('another model goes on with it')
  else if (opened && opened.rules !== rules) await startOver('the rules of what must not leave have changed')

  return {
    get incidentId() {
      return incidentId
    },
    state,
    async preview(parts) {
      const copy = state.redactor.copy()
      const texts = parts.map((part) => copy.redact('text' in part ? part.text : part.paste))
      return (await Promise.all(texts)).join('\n')
    },
    async say(parts, signal) {
      if (state.size > options.window) {
        events.onNotice(
          'The conversation has grown long; it starts over from the record, which is cheaper and loses nothing.',
        )
        await startOver('it had grown long')
      }
      const note = pendingNotes.length > 0 ? { note: pendingNotes.join('\n') } : {}
      pendingNotes = []
      await take({ kind: 'person', at: now(), parts: [...parts], ...note })
      return answer(signal)
    },
    goOn: answer,
    async note(name, values = {}) {
      pendingNotes.push(noteText(name, values))
    },
  }
}

function toBlocks(content: readonly Anthropic.Beta.Messages.BetaContentBlock[]): Block[] {
  return content.map((block) => ({ ...block }))
}

function textOf({ content }: Anthropic.Beta.Messages.BetaMessageParam): string {
  if (!Array.isArray(content)) return content ?? ''
  return content
    .map((block) => {
      if (block.type === 'text') return block.text
      return block.type === 'tool_result' && typeof block.content === 'string' ? block.content : ''
    })
    .join('\n')
}

/** The texts of prompts/chat-notes.md by their headings. */
function sectionsOf(text: string): Map<string, string> {
  return new Map(
    text
      .split(/^## /m)
      .slice(1)
      .map((section) => {
        const end = section.indexOf('\n')
        return [section.slice(0, end).trim(), section.slice(end).trim()] as const
      }),
  )
}
