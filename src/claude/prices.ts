/** Tokens of one request or of many, as the service counts them. */
export interface Tokens {
  readonly input: number
  readonly cacheWrite: number
  readonly cacheRead: number
  readonly output: number
}

interface Price {
  /** US dollars for a million tokens. */
  readonly input: number
  readonly output: number
  /** Prompt tokens up to which the price holds; absent: always. */
  readonly upTo?: number
}

/** When the prices were looked up: platform.claude.com/docs, models overview. */
export const pricesAsOf = '2026-11-20'

const prices: Readonly<Record<string, Price>> = {
  'claude-sonnet-5-5': { input: 2, output: 10 },
  'claude-haiku-5-5': { input: 0.1, output: 0.5, upTo: 100_000 },
  'claude-opus-5-5': { input: 4, output: 20 },
}

/** To keep a text for five minutes costs a quarter more than to read it; to read it again costs a tenth. */
const cacheFactor = { write: 1.25, read: 0.1 }

export const noTokens: Tokens = { input: 0, cacheWrite: 0, cacheRead: 0, output: 0 }

export function addTokens(one: Tokens, other: Tokens): Tokens {
  return {
    input: one.input + other.input,
    cacheWrite: one.cacheWrite + other.cacheWrite,
    cacheRead: one.cacheRead + other.cacheRead,
    output: one.output + other.output,
  }
}

/** All tokens of a request's prompt. */
export function promptTokens({ input, cacheWrite, cacheRead }: Tokens): number {
  return input + cacheWrite + cacheRead
}

/** US dollars for one request; null where no price is known for it. */
export function costOf(model: string, tokens: Tokens): number | null {
  const price = prices[model]
  if (!price || (price.upTo !== undefined && promptTokens(tokens) > price.upTo)) return null
  const { input, cacheWrite, cacheRead, output } = tokens
  const read = input + cacheWrite * cacheFactor.write + cacheRead * cacheFactor.read
  return (read * price.input + output * price.output) / 1_000_000
}
