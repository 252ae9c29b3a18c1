import type { CallToolResult } from '@modelcontextprotocol/server'
import { readable } from '../domain/readable.ts'
import { PostMortemError, type Refusal } from '../errors.ts'

/** What a person and a model are told about anything that went wrong. Never a stack trace, never a provider's own words. */
export function refusalOf(error: unknown): Refusal {
  // A refusal may name what was given, and a path or an id may hold anything.
  if (error instanceof PostMortemError) {
    const { happened, expected, tryThis } = error.refusal
    return { happened: readable(happened), expected: readable(expected), tryThis: readable(tryThis) }
  }
  if (process.env.POSTMORTEM_DEBUG) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  }
  return {
    happened: 'Something went wrong in the facilitator itself; this is a defect, not a mistake of yours.',
    expected: 'the call to succeed or to say what is wrong with it.',
    tryThis: 'call again; if it stays, start the server with POSTMORTEM_DEBUG=1 and report what it writes to stderr.',
  }
}

/** As one paragraph. */
export function toSentences({ happened, expected, tryThis }: Refusal): string {
  return `${happened}\nExpected: ${expected}\nTry: ${tryThis}`
}

/** The same three sentences in the text and in the structured result, since some clients pass on only one of them. */
export function toToolError(error: unknown): CallToolResult {
  const refusal = refusalOf(error)
  return {
    isError: true,
    content: [{ type: 'text', text: toSentences(refusal) }],
    structuredContent: {
      error: { happened: refusal.happened, expected: refusal.expected, try_this: refusal.tryThis },
    },
  }
}
