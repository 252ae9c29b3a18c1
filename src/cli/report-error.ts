import { readable, readableLine } from '../domain/readable.ts'
import {
  BadInputError,
  ConfigurationError,
  ConflictError,
  NotFoundError,
  PostMortemError,
  ProviderError,
  type Refusal,
} from '../errors.ts'
import { inCommandWords } from './invocation.ts'
import { toJson } from './print.ts'

/** 0 done, 1 refused or a problem found, 2 usage or bad input, 3 configuration or environment. */
export const exitCodes = { done: 0, refused: 1, badInput: 2, environment: 3 } as const

interface Reported {
  readonly kind: string
  readonly refusal: Refusal
  readonly code: number
}

/** Writes an error to stderr, as text or as `{ error: { kind, happened, expected, try } }`, and returns the exit code. */
export function reportError(error: unknown, options: { json: boolean }): number {
  const { kind, refusal, code } = classify(error)
  const { happened, expected } = refusal
  const tryThis = inCommandWords(refusal.tryThis)
  process.stderr.write(
    options.json
      ? `${toJson({ error: { kind, happened, expected: inCommandWords(expected), try: tryThis } })}\n`
      : `${readable(`${happened}\nExpected: ${inCommandWords(expected)}\nTry: ${tryThis}`)}\n`,
  )
  if (process.env.POSTMORTEM_DEBUG === '1' && error instanceof Error) {
    process.stderr.write(`${readable(error.stack ?? '')}\n`)
    if (error.cause instanceof Error) process.stderr.write(`Caused by: ${readable(error.cause.stack ?? '')}\n`)
  }
  return code
}

/** The same in the middle of something else: one line for a person. */
export function describeError(error: unknown): string {
  const { refusal, kind } = classify(error)
  if (kind === 'unexpected') return readable(refusal.happened)
  return readable(`${refusal.happened} Try: ${inCommandWords(refusal.tryThis)}`)
}

function classify(error: unknown): Reported {
  if (error instanceof PostMortemError) {
    const [kind, code] = kindOf(error)
    return { kind, refusal: error.refusal, code }
  }
  const message = readableLine((error instanceof Error ? error.message : String(error)).slice(0, 300))
  return {
    kind: 'unexpected',
    refusal: {
      happened: `Something went wrong that should not: ${message}.`,
      expected: 'that this command works or says what is missing; this is a mistake of ours.',
      tryThis: 'the command again with POSTMORTEM_DEBUG=1 for the details, and please report them.',
    },
    code: exitCodes.refused,
  }
}

function kindOf(error: PostMortemError): [string, number] {
  if (error instanceof BadInputError) return ['bad input', exitCodes.badInput]
  if (error instanceof NotFoundError) return ['not found', exitCodes.badInput]
  if (error instanceof ConfigurationError) return ['configuration', exitCodes.environment]
  if (error instanceof ProviderError) return ['provider', exitCodes.environment]
  if (error instanceof ConflictError) return ['conflict', exitCodes.refused]
  return ['refused', exitCodes.refused]
}
