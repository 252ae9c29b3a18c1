import type Anthropic from '@anthropic-ai/sdk'
import { z } from 'zod'
import { createRedactor, type Redactor, type RedactorOptions } from './create-redactor.ts'
import { addTokens, costOf, promptTokens, type Tokens } from './prices.ts'
import type { SaidPart, TranscriptLine } from './transcript.ts'

type Message = Anthropic.Beta.Messages.BetaMessageParam
type BlockParam = Anthropic.Beta.Messages.BetaContentBlockParam

/** A conversation as the service needs it, built line by line: live and from a file alike. */
export interface ChatMessages {
  /** Redacted, ready to be sent. */
  readonly messages: readonly Message[]
  readonly redactor: Redactor
  /** Tokens that the last request and its answer took: about what the next prompt will have. */
  readonly size: number
  /** By model; dollars are null where the price of a request is not known. */
  readonly spent: readonly { readonly model: string; readonly tokens: Tokens; readonly dollars: number | null }[]
  /** Everything the person wrote, letter for letter. */
  readonly personWords: string
  /** The person's words that are not answered yet; null when it is their turn. */
  readonly unanswered: readonly SaidPart[] | null
  /** Whether the last answer calls tools whose results are not there. */
  readonly hasOpenCalls: boolean
  /** Whether it is Claude's turn. */
  readonly awaitsClaude: boolean
  /** When the chat began, a UTC instant. */
  readonly since: string
  /** What is told about calls that were about to run, by id. */
  readonly begun: ReadonlyMap<string, { readonly incident: string; readonly changes: number }>
  /** The last turns as they were shown, oldest first, at most `length` characters. */
  tail(length: number): string
  /** Text of Claude that was shown last. */
  lastShown(): string
  take(line: TranscriptLine): Promise<void>
}

/** The SDK's own blocks, as they came through a file of ours: the service checks them again. */
const Blocks = z.custom<BlockParam[]>((value) => Array.isArray(value))

export function createChatMessages(options: RedactorOptions): ChatMessages {
  let redactor = createRedactor(options)
  let messages: Message[] = []
  let size = 0
  let unanswered: SaidPart[] | null = null
  let openCalls = false
  let isPaused = false
  let since = ''
  let model = ''
  let personWords = ''
  const spent: { model: string; tokens: Tokens; dollars: number | null }[] = []
  let turns: { readonly who: 'Person' | 'You'; readonly text: string }[] = []
  /** Where in `turns` the words begin that are not answered. */
  let turnsAnswered = 0
  const notes: string[] = []
  const begun = new Map<string, { incident: string; changes: number }>()

  const spend = (tokens: Tokens) => {
    const dollars = costOf(model, tokens)
    const same = spent.find((one) => one.model === model)
    if (!same) {
      spent.push({ model, tokens, dollars })
      return
    }
    same.tokens = addTokens(same.tokens, tokens)
    same.dollars = same.dollars === null || dollars === null ? null : same.dollars + dollars
  }
  const answeredTurns = () =>
    unanswered === null ? turns : turns.filter(({ who }, index) => who === 'You' || index < turnsAnswered)
  const show = (text: string) => {
    const stream = redactor.restoreStream()
    const shown = (stream.push(text) + stream.end()).trim()
    if (shown !== '') turns.push({ who: 'You', text: shown })
  }

  async function takePerson(parts: readonly SaidPart[]): Promise<void> {
    const texts = notes.splice(0)
    const said: string[] = []
    for (const part of parts) {
      if ('text' in part) {
        texts.push(await redactor.redact(part.text))
        said.push(part.text)
        continue
      }
      const called = pasteName(part.paste)
      const name = redactor.hold(part.paste, called)
      texts.push(`${name} begins\n${await redactor.redact(part.paste)}\n${name} ends`)
      said.push(`[${called}]`)
    }
    messages.push({ role: 'user', content: [{ type: 'text', text: texts.join('\n') }] })
    for (const part of parts) personWords += `${'text' in part ? part.text : part.paste}\n`
    if (unanswered === null) turnsAnswered = turns.length
    if (said.length > 0) turns.push({ who: 'Person', text: said.join('\n') })
    unanswered = [...(unanswered ?? []), ...parts]
  }

  return {
    get messages() {
      return messages
    },
    get redactor() {
      return redactor
    },
    get size() {
      return size
    },
    get spent() {
      return spent
    },
    get personWords() {
      return personWords
    },
    get unanswered() {
      return unanswered
    },
    get hasOpenCalls() {
      return openCalls
    },
    get awaitsClaude() {
      return openCalls || isPaused || unanswered !== null
    },
    get since() {
      return since
    },
    begun,
    tail(length) {
      const kept: string[] = []
      let left = length
      for (const { who, text } of [...answeredTurns()].reverse()) {
        const clipped = text.length > 4000 ? `${text.slice(0, 3000)} […] ${text.slice(-1000)}` : text
        left -= clipped.length
        if (left < 0) break
        kept.unshift(`${who}: ${clipped}`)
      }
      return kept.join('\n\n')
    },
    lastShown: () => turns.findLast((turn) => turn.who === 'You')?.text ?? '',
    async take(line) {
      switch (line.kind) {
        case 'opened':
          since ||= line.at
          model = line.model
          return
        case 'again':
          redactor = createRedactor(options)
          messages = [
            {
              role: 'user',
              content: [{ type: 'text', text: `${line.note}\n\n${await redactor.redact(line.tail)}`.trim() }],
            },
          ]
          size = 0
          notes.length = 0
          openCalls = false
          isPaused = false
          unanswered = []
          return
        case 'person':
          return takePerson(line.parts)
        case 'note':
          notes.push(line.text)
          return
        case 'claude': {
          model = line.model
          spend(line.tokens)
          size = promptTokens(line.tokens) + line.tokens.output
          if (line.content.length > 0) messages.push({ role: 'assistant', content: Blocks.parse(line.content) })
          for (const block of line.content)
            if (block.type === 'text' && typeof block.text === 'string') show(block.text)
          openCalls = line.stop === 'tool_use'
          isPaused = line.stop === 'pause_turn'
          if (!openCalls && !isPaused) unanswered = null
          return
        }
        case 'calling':
          begun.set(line.id, { incident: line.incident, changes: line.changes })
          return
        case 'tools': {
          const results: BlockParam[] = []
          for (const { id, text, failed } of line.results) {
            const content = await redactor.redact(text)
            results.push({ type: 'tool_result', tool_use_id: id, content, ...(failed ? { is_error: true } : {}) })
          }
          messages.push({ role: 'user', content: results })
          openCalls = false
          return
        }
        case 'stopped':
          spend(line.tokens)
          show(line.text)
          if (line.text.trim() !== '')
            messages.push({ role: 'assistant', content: [{ type: 'text', text: line.text }] })
          unanswered = null
          return
        case 'broken':
          spend(line.tokens)
          return
        case 'refused': {
          spend(line.tokens)
          const last = messages.findLastIndex(isPersons)
          messages = messages.slice(0, Math.max(last, 0))
          turns = answeredTurns()
          unanswered = null
          openCalls = false
          return
        }
      }
    },
  }
}

/** What stands for a paste where text is shown. */
function pasteName(paste: string): string {
  const lines = paste.split('\n').length
  return `your paste of ${lines.toLocaleString('en')} ${lines === 1 ? 'line' : 'lines'}`
}

function isPersons(message: Message): boolean {
  return (
    message.role === 'user' && Array.isArray(message.content) && message.content.every((block) => block.type === 'text')
  )
}
