import { readableLine } from '../domain/readable.ts'
import { ConfigurationError, PostMortemError, ProviderError, type Refusal } from '../errors.ts'

/** What a face has to know beside the words: whether the same request may work in a moment, or never will as it is. */
export type ClaudeTrouble =
  | 'stopped'
  | 'sign-in'
  | 'model'
  | 'too long'
  | 'not taken'
  | 'busy'
  | 'no network'
  | 'broken off'
  | 'unknown'

export interface Explained {
  readonly trouble: ClaudeTrouble
  readonly error: PostMortemError
}

/**
 * An error of the SDK as one of ours. `hasBegun`: part of the answer had arrived. Only the kind and the status decide; the
 * service's own words are quoted, shortened, where a request was refused as wrong.
 */
export async function explainClaudeError(error: unknown, { model = '', hasBegun = false } = {}): Promise<Explained> {
  if (error instanceof PostMortemError)
    return { trouble: error instanceof ConfigurationError ? 'sign-in' : 'unknown', error }
  const sdk = await import('@anthropic-ai/sdk')
  if (error instanceof sdk.APIUserAbortError) {
    return provider('stopped', error, {
      happened: 'The answer was stopped.',
      expected: 'the whole answer.',
      tryThis: 'go on whenever you like.',
    })
  }
  if (error instanceof sdk.APIConnectionTimeoutError) {
    return provider('no network', error, {
      happened: 'Claude did not answer in time.',
      expected: 'an answer within ten minutes.',
      tryThis: 'once more.',
    })
  }
  if (error instanceof sdk.APIConnectionError) return hasBegun ? brokenOff(error) : noNetwork(error)
  if (error instanceof sdk.APIError) return explainAnswer(error, model, hasBegun)
  if (isCutOff(error)) return hasBegun ? brokenOff(error) : noNetwork(error)
  return provider('unknown', error, {
    happened: `Claude could not be asked: ${quoted(error instanceof Error ? error.message : String(error))}.`,
    expected: 'an answer.',
    tryThis: 'once more; with POSTMORTEM_DEBUG=1 the details are written to stderr.',
  })
}

interface Answered {
  readonly status: number | undefined
  readonly type: string | null
  readonly apiMessage: string | null
  readonly headers: Headers | undefined
}

/** In the middle of a stream there is no status, so the kind decides first. */
function explainAnswer(error: Answered, model: string, hasBegun: boolean): Explained {
  const { status, type } = error
  const said = error.apiMessage ? quoted(error.apiMessage) : 'no reason given'
  if (type === 'authentication_error' || status === 401) {
    return configuration('sign-in', error, {
      happened: 'Claude did not take the key.',
      expected: 'a key that is valid, in ANTHROPIC_API_KEY; it begins with sk-ant-.',
      tryThis:
        'a key from platform.claude.com, without quotes or spaces around it. `postmortem start` works without one.',
    })
  }
  if (type === 'billing_error' || status === 402) {
    return configuration('sign-in', error, {
      happened: 'Claude refused for want of credit.',
      expected: 'an account with credit, or a spend limit that is not reached.',
      tryThis: 'look at Billing on platform.claude.com.',
    })
  }
  if (type === 'permission_error' || status === 403) {
    return configuration('sign-in', error, {
      happened: `The key may not do this: ${said}.`,
      expected: `a key that may use ${model || 'the model'}.`,
      tryThis: 'another key, or another model with --model NAME.',
    })
  }
  if (type === 'not_found_error' || status === 404) {
    return configuration('model', error, {
      happened: `Claude knows no model "${quoted(model)}", or the address in ANTHROPIC_BASE_URL is wrong.`,
      expected: 'a model such as claude-sonnet-5-5.',
      tryThis: 'another one with --model NAME or POSTMORTEM_MODEL.',
    })
  }
  if (status === 413 || (status === 400 && isTooLong(error.apiMessage))) {
    return tooLong(error)
  }
  if (type === 'overloaded_error' || status === 529) {
    return provider('busy', error, {
      happened: 'Claude is overloaded at the moment.',
      expected: 'an answer.',
      tryThis: 'once more in a minute.',
    })
  }
  if (type === 'rate_limit_error' || status === 429) {
    const wait = Number(error.headers?.get('retry-after') ?? Number.NaN)
    return provider('busy', error, {
      happened: 'The account has reached its rate limit.',
      expected: 'fewer requests or tokens a minute.',
      tryThis:
        Number.isFinite(wait) && wait > 0 ? `once more in ${Math.ceil(wait)} seconds.` : 'once more in a minute.',
    })
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return provider('not taken', error, {
      happened: `Claude did not take the request: ${said}.`,
      expected: 'a request that it takes.',
      tryThis: 'another model with --model NAME; if it stays, report this, please.',
    })
  }
  if (hasBegun && type === null) return brokenOff(error)
  return provider('busy', error, {
    happened: 'Something failed on the side of Claude.',
    expected: 'an answer.',
    tryThis: 'once more.',
  })
}

/** Also where the model stops because its window is full. */
export function tooLong(cause?: unknown): Explained {
  return provider('too long', cause, {
    happened: 'The conversation is too long for the window of the model.',
    expected: 'a shorter one.',
    tryThis: 'send long texts in parts. What was recorded is kept.',
  })
}

function noNetwork(cause: unknown): Explained {
  return provider('no network', cause, {
    happened: 'Claude cannot be reached.',
    expected: 'a connection to api.anthropic.com (or to what ANTHROPIC_BASE_URL names).',
    tryThis: 'check the network, a proxy or a firewall, then once more. `postmortem start` works without a network.',
  })
}

function brokenOff(cause: unknown): Explained {
  return provider('broken off', cause, {
    happened: 'The connection broke off in the middle of the answer.',
    expected: 'the whole answer.',
    tryThis: 'once more.',
  })
}

function provider(trouble: ClaudeTrouble, cause: unknown, refusal: Refusal): Explained {
  return { trouble, error: new ProviderError(refusal, cause) }
}

function configuration(trouble: ClaudeTrouble, cause: unknown, refusal: Refusal): Explained {
  return { trouble, error: new ConfigurationError(refusal, cause) }
}

/** The service names no code for it. */
function isTooLong(message: string | null): boolean {
  return /prompt is too long|context (?:window|limit|length)|too many tokens|exceeds? the maximum/i.test(message ?? '')
}

/** What fetch and the SDK's stream throw when the other side hangs up. */
function isCutOff(error: unknown): boolean {
  return (
    error instanceof Error &&
    (/terminated|socket|ECONN|fetch failed|premature|other side closed|ended without|JSON/i.test(error.message) ||
      error.name === 'AbortError' ||
      isCutOff(error.cause))
  )
}

/** The words of a service are shown, never followed. */
function quoted(text: string): string {
  const line = readableLine(text.slice(0, 400)).replace(/\.$/, '')
  return line.length > 200 ? `${line.slice(0, 199)}…` : line
}
