import { createHash } from 'node:crypto'
import type Anthropic from '@anthropic-ai/sdk'
import { fillPrompt } from '../mcp/prompts.ts'
import type { Deps, Operation } from '../operations/operation.ts'
import { type ChatMessages, createChatMessages } from './chat-messages.ts'
import { type ChatTool, createChatTools, type ToolResult } from './chat-tools.ts'
import type { Claude } from './create-claude.ts'
import type { RedactorOptions } from './create-redactor.ts'
import { explainClaudeError } from './explain-claude-error.ts'
import { type AnswerEvents, followAnswer } from './follow-answer.ts'
import { noTokens } from './prices.ts'
import { type Outcome, runTurn } from './run-turn.ts'
import type { SaidPart, Transcript, TranscriptLine } from './transcript.ts'

/** What a face is told while Claude works. */
export interface ChatEvents extends AnswerEvents {
  readonly onToolStart: (operation: Operation) => void
  readonly onToolEnd: (
    operation: Operation,
    result: ToolResult,
    output: Readonly<Record<string, unknown>> | null,
  ) => void
  /** How much of the person's words was replaced for the first time, by kind; only where something was. */
  readonly onKept: (counts: ReadonlyMap<string, number>) => void
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

/** Goes up with what is recognised: other rules give other placeholders for the same texts. */
const rulesVersion = 1
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
  const rules = createHash('sha256').update(JSON.stringify({ rulesVersion, redaction })).digest('hex').slice(0, 16)
  const notes = sectionsOf(await deps.prompt('chat-notes'))
  let incidentId = options.incidentId
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

  /** What a turn came to, or the error that ended it; what had come of a message is in the transcript. */
  async function tryTurn(signal: AbortSignal): Promise<{ outcome: Outcome; isMidway: boolean }> {
    const progress = followAnswer(events, () => state.redactor.restoreStream())
    try {
      const turn = {
        claude,
        system,
        tools,
        state,
        thinks,
        signal,
        progress,
        results,
        take,
        now,
        onRequest: showOutgoing,
      }
      return { outcome: await runTurn(turn), isMidway: false }
    } catch (error) {
      progress.flush()
      const { isMidway } = progress
      const tokens = progress.takeTokens()
      const text = isMidway ? progress.raw : ''
      const explained = await explainClaudeError(error, { model: claude.model, hasBegun: isMidway })
      if (signal.aborted || explained.trouble === 'stopped') {
        await take({ kind: 'stopped', at: now(), text, tokens })
        return { outcome: { kind: 'stopped' }, isMidway }
      }
      if (isMidway) await take({ kind: 'broken', at: now(), text, tokens })
      return { outcome: { kind: 'failed', ...explained }, isMidway }
    }
  }

  /** Asks until there is an answer, or something that only the person can decide. */
  async function answer(signal: AbortSignal): Promise<Outcome> {
    let broken = 0
    let hasBeenCut = false
    let hasStartedOver = false
    for (;;) {
      const { outcome, isMidway } = await tryTurn(signal)
      if (outcome.kind === 'cut off' && outcome.by === 'length' && !hasBeenCut) {
        hasBeenCut = true
        events.onNotice('The answer was cut off at the limit of its length; asking Claude to go on in smaller steps.')
        await take({ kind: 'note', at: now(), text: noteText('cut-off', {}) })
        await take({ kind: 'person', at: now(), parts: [] })
        continue
      }
      if (outcome.kind !== 'failed') return outcome
      const { trouble, error } = outcome
      if (isMidway && (trouble === 'broken off' || trouble === 'busy') && broken < mostBroken) {
        broken += 1
        events.onNotice(`${error.refusal.happened} Nothing is lost; asking again.`)
      } else if (trouble === 'not taken' && thinks && /thinking/i.test(error.refusal.happened)) {
        thinks = false
      } else if (trouble === 'too long' && hasStartedOver) {
        // The last words alone are too long: they must not be in the way of the next ones.
        await take({ kind: 'refused', at: now(), tokens: noTokens })
        return outcome
      } else if (trouble === 'too long' || (trouble === 'not taken' && !hasStartedOver && state.messages.length > 2)) {
        hasStartedOver = true
        events.onNotice(`${error.refusal.happened} It starts over from the record.`)
        await startOver(trouble === 'too long' ? 'it had grown too long' : 'the service no longer took it')
      } else return outcome
    }
  }

  function showOutgoing(): void {
    if (shownOut === 0) events.onOutgoing(system.join('\n\n'))
    for (const { role, content } of state.messages.slice(shownOut))
      if (role === 'user') events.onOutgoing(textOf(content))
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
      const before = new Map(state.redactor.counts())
      await take({ kind: 'person', at: now(), parts: [...parts] })
      const kept = [...state.redactor.counts()].flatMap(([kind, count]) => {
        const more = count - (before.get(kind) ?? 0)
        return more > 0 ? [[kind, more] as const] : []
      })
      if (kept.length > 0) events.onKept(new Map(kept))
      return answer(signal)
    },
    goOn: answer,
    note: (name, values = {}) => take({ kind: 'note', at: now(), text: noteText(name, values) }),
  }
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

function textOf(content: Anthropic.Beta.Messages.BetaMessageParam['content']): string {
  if (!Array.isArray(content)) return content ?? ''
  return content
    .map((block) => {
      if (block.type === 'text') return block.text
      return block.type === 'tool_result' && typeof block.content === 'string' ? block.content : ''
    })
    .join('\n')
}
