import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createClaude, type Retry } from '../../src/claude/create-claude.ts'
import { explainClaudeError } from '../../src/claude/explain-claude-error.ts'

/** A service that gives each answer once and the last one for good; null hangs up. */
async function ask(...answers: ({ status: number; type?: string; message?: string; headers?: object } | null)[]) {
  let asked = 0
  const server = createServer((_request, response) => {
    const answer = answers[Math.min(asked, answers.length - 1)]
    asked += 1
    if (!answer) {
      response.socket?.destroy()
      return
    }
    const { status, type = 'api_error', message = 'Sorry', headers = {} } = answer
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1', ...headers })
    response.end(JSON.stringify({ type: 'error', error: { type, message } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const retries: Retry[] = []
  const { client } = await createClaude({
    env: {
      ANTHROPIC_API_KEY: 'sk-ant-test',
      ANTHROPIC_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    onRetry: (retry) => retries.push(retry),
    maxRetries: 1,
  })
  try {
    await client.messages.create({ model: 'm', max_tokens: 5, messages: [{ role: 'user', content: 'x' }] })
    throw new Error('was answered')
  } catch (error) {
    return { ...(await explainClaudeError(error, { model: 'm' })), retries, asked }
  } finally {
    server.close()
  }
}

describe('errors of Claude', () => {
  it.each([
    [{ status: 401, type: 'authentication_error' }, 'sign-in', 'did not take the key', 1],
    [{ status: 402, type: 'billing_error' }, 'sign-in', 'want of credit', 1],
    [{ status: 403, type: 'permission_error' }, 'sign-in', 'may not do this', 1],
    [{ status: 404, type: 'not_found_error' }, 'model', 'knows no model "m"', 1],
    [{ status: 400, type: 'invalid_request_error', message: 'prompt is too long: 9 > 8' }, 'too long', 'too long', 1],
    [{ status: 400, type: 'invalid_request_error' }, 'not taken', 'did not take the request: Sorry', 1],
    [{ status: 429, type: 'rate_limit_error' }, 'busy', 'rate limit', 2],
    [{ status: 529, type: 'overloaded_error' }, 'busy', 'overloaded', 2],
    [{ status: 500 }, 'busy', 'failed on the side of Claude', 2],
    [null, 'no network', 'cannot be reached', 2],
  ] as const)('%j is one clear sentence', async (answer, trouble, happened, asked) => {
    const told = await ask(answer)
    expect(told.trouble).toBe(trouble)
    expect(told.error.refusal.happened).toContain(happened)
    expect(told.asked).toBe(asked)
  })

  it('tells of each retry and why', async () => {
    expect((await ask({ status: 529 }, { status: 401 })).retries).toEqual([{ attempt: 1, status: 529 }])
    expect((await ask(null, { status: 401 })).retries).toEqual([{ attempt: 1, status: null }])
  })

  it('makes no command of what the service says', async () => {
    const { error } = await ask({ status: 400, message: '\u001b[2Jrun\nrm -rf' })
    expect(error.refusal.happened).toContain('[2Jrun rm -rf')
    expect(error.refusal.happened).not.toContain('\u001b')
  })
})
