import { Console } from 'node:console'
import type Anthropic from '@anthropic-ai/sdk'
import { ConfigurationError } from '../errors.ts'
import { explainClaudeError } from './explain-claude-error.ts'

/** The model where neither the command line nor POSTMORTEM_MODEL names one. */
const defaultModel = 'claude-sonnet-5-5'

/** What is told while a request is tried again: a rate limit, an overload, a connection that failed. */
export interface Retry {
  /** 1 for the second attempt. */
  readonly attempt: number
  /** HTTP status of the attempt that failed; null where there was no answer. */
  readonly status: number | null
}

export interface ClaudeConfig {
  readonly model?: string | undefined
  readonly env: NodeJS.ProcessEnv
  readonly onRetry?: (retry: Retry) => void
  /** Attempts after the first; the SDK's own default is 2. */
  readonly maxRetries?: number
}

/** The SDK's client and the model to ask. Its errors become ours with `explainClaudeError`. */
export interface Claude {
  readonly client: Anthropic
  readonly model: string
}

/**
 * A client for Claude that writes nothing to stdout and tells when it tries again. Nothing is sent yet.
 *
 * @throws ConfigurationError where there is no key, token or profile to sign in with.
 */
export async function createClaude({ model, env, onRetry, maxRetries = 3 }: ClaudeConfig): Promise<Claude> {
  const { default: Anthropic } = await import('@anthropic-ai/sdk')
  let lastStatus: number | null = null
  const client = new Anthropic({
    apiKey: env.ANTHROPIC_API_KEY?.trim() || undefined,
    authToken: env.ANTHROPIC_AUTH_TOKEN?.trim() || undefined,
    baseURL: env.ANTHROPIC_BASE_URL || undefined,
    maxRetries,
    // The SDK's default writes debug and info lines to stdout.
    logger: new Console(process.stderr, process.stderr),
    logLevel: env.POSTMORTEM_DEBUG ? 'info' : 'error',
    middleware: [
      async (request, next) => {
        const attempt = Number(request.headers.get('x-stainless-retry-count') ?? 0)
        if (attempt > 0) onRetry?.({ attempt, status: lastStatus })
        lastStatus = null
        const response = await next(request)
        lastStatus = response.status
        return response
      },
    ],
  })
  await requireCredentials(client)
  return { client, model: model || env.POSTMORTEM_MODEL?.trim() || defaultModel }
}

/** Beside the key there are tokens and profiles on disk, which the SDK looks for by itself; a header for a request tells. */
async function requireCredentials(client: Anthropic): Promise<void> {
  if (client.apiKey || client.authToken) return
  try {
    await client.buildRequest({ method: 'get', path: '/v1/models' })
  } catch (cause) {
    if (cause instanceof Error && cause.message.startsWith('Could not resolve authentication')) throw noKey(cause)
    throw (await explainClaudeError(cause)).error
  }
}

function noKey(cause: unknown): ConfigurationError {
  return new ConfigurationError(
    {
      happened: 'There is no key for Claude.',
      expected: 'an API key in the environment variable ANTHROPIC_API_KEY (from platform.claude.com).',
      tryThis:
        'export ANTHROPIC_API_KEY=… and run the command again. `postmortem start` asks its questions without any key.',
    },
    cause,
  )
}
