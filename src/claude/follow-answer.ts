import type Anthropic from '@anthropic-ai/sdk'
import { noTokens, type Tokens } from './prices.ts'

/** Where the pieces of an answer go. Texts are as they may be shown: words put back, but not yet made readable. */
export interface AnswerEvents {
  readonly onText: (piece: string) => void
  readonly onThinking: (piece: string) => void
  /** A passage of text or thinking is over. */
  readonly onPassageEnd: () => void
}

type StreamEvent = Anthropic.Beta.Messages.BetaRawMessageStreamEvent

export interface AnswerProgress {
  /** Text as it came, with its placeholders. */
  readonly raw: string
  /** Whether a message has begun and its last event has not come. */
  readonly isMidway: boolean
  begin(): void
  follow(event: StreamEvent): void
  /** Shows what is held back. */
  flush(): void
  /** Tokens of the message so far; counts them once. */
  takeTokens(): Tokens
}

/** Follows answers as they stream: what can be shown of each, what it costs, and whether it came whole. */
export function followAnswer(
  events: AnswerEvents,
  restoreStream: () => { push(piece: string): string; end(): string },
): AnswerProgress {
  let texts = restoreStream()
  let thoughts = restoreStream()
  let raw = ''
  let isMidway = false
  let isOpen = false
  let tokens = noTokens
  const give = (piece: string, to: (piece: string) => void) => {
    if (piece === '') return
    isOpen = true
    to(piece)
  }
  const flush = () => {
    give(thoughts.end(), events.onThinking)
    give(texts.end(), events.onText)
    if (isOpen) events.onPassageEnd()
    isOpen = false
  }
  return {
    get raw() {
      return raw
    },
    get isMidway() {
      return isMidway
    },
    begin() {
      texts = restoreStream()
      thoughts = restoreStream()
      raw = ''
      isMidway = false
    },
    follow(event) {
      switch (event.type) {
        case 'message_start': {
          const { usage } = event.message
          isMidway = true
          tokens = {
            input: usage.input_tokens,
            cacheWrite: usage.cache_creation_input_tokens ?? 0,
            cacheRead: usage.cache_read_input_tokens ?? 0,
            output: usage.output_tokens,
          }
          return
        }
        case 'content_block_delta':
          if (event.delta.type === 'text_delta') {
            raw += event.delta.text
            give(texts.push(event.delta.text), events.onText)
          }
          if (event.delta.type === 'thinking_delta') give(thoughts.push(event.delta.thinking), events.onThinking)
          return
        case 'content_block_stop':
          flush()
          return
        case 'message_delta':
          tokens = { ...tokens, output: event.usage.output_tokens }
          return
        case 'message_stop':
          isMidway = false
      }
    },
    flush,
    takeTokens() {
      const taken = tokens
      tokens = noTokens
      return taken
    },
  }
}
