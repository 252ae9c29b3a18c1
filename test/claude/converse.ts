import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ChatEvents, type Conversation, openConversation } from '../../src/claude/conversation.ts'
import { createClaude } from '../../src/claude/create-claude.ts'
import { openTranscript, type SaidPart } from '../../src/claude/transcript.ts'
import { catalog } from '../../src/operations/catalog.ts'
import type { Deps } from '../../src/operations/operation.ts'
import { createDeps } from '../operations/deps.ts'
import { type Script, startMessagesApi } from './messages-api.ts'

/** One machine: a database, a folder for chats, and the service; chats come and go on it. */
export async function createMachine(script: Script) {
  const api = await startMessagesApi(script)
  const folder = mkdtempSync(join(tmpdir(), 'postmortem-chat-'))
  const deps: Deps = { ...createDeps(), via: 'chat' }

  async function open(
    incidentId: string | null = null,
    options: {
      model?: string
      neverSend?: string[]
      window?: number
      key?: string
      consents?: boolean
      name?: string
      deps?: Deps
    } = {},
  ) {
    const transcript = await openTranscript(folder, incidentId ?? options.name ?? null)
    const seen = {
      text: '',
      thinking: '',
      tools: [] as string[],
      notices: [] as string[],
      outgoing: '',
      asked: [] as string[],
      kept: [] as string[],
    }
    const events: ChatEvents = {
      onText: (piece) => {
        seen.text += piece
      },
      onThinking: (piece) => {
        seen.thinking += piece
      },
      onPassageEnd: () => {
        seen.text += '\n'
      },
      onToolStart: () => {},
      onToolEnd: ({ name }, { failed }) => seen.tools.push(failed ? `${name} refused` : name),
      onKept: (counts) => seen.kept.push(...[...counts].map(([kind, count]) => `${count} ${kind}`)),
      onNotice: (text) => seen.notices.push(text),
      onOutgoing: (text) => {
        seen.outgoing += `${text}\n`
      },
      confirm: async ({ name }) => {
        seen.asked.push(name)
        return options.consents ?? false
      },
    }
    const claude = await createClaude({
      model: options.model,
      env: { ANTHROPIC_API_KEY: options.key ?? 'sk-ant-test', ANTHROPIC_BASE_URL: api.url },
      maxRetries: 1,
    })
    const conversation: Conversation = await openConversation({
      claude,
      deps: options.deps ?? deps,
      operations: catalog,
      transcript,
      redaction: { neverSend: options.neverSend ?? [] },
      events,
      incidentId,
      window: options.window ?? 400_000,
    })
    const never = new AbortController().signal
    return {
      conversation,
      seen,
      say: (words: string | SaidPart[], signal = never) =>
        conversation.say(typeof words === 'string' ? [{ text: words }] : words, signal),
      goOn: (signal = never) => conversation.goOn(signal),
      close: () => transcript.close(),
    }
  }

  return { api, deps, folder, open, close: () => api.close() }
}

/** Texts of the messages of a request, one after the other. */
export function sentIn(request: { messages: { role: string; content: unknown }[] } | undefined): string {
  return JSON.stringify(request?.messages ?? [])
}
