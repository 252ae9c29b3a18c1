import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Deps } from '../../src/operations/operation.ts'
import { createMachine, sentIn } from './converse.ts'
import type { Script } from './messages-api.ts'

const happened = 'Checkout timed out for 300 shops. bob@shop.example saw it first, from 10.1.2.3.'
const sent = 'Checkout timed out for 300 shops. ⟦email-1⟧ saw it first, from ⟦ip-1⟧.'
const start = { name: 'start_post_mortem', input: { what_happened: sent, said_by: 'on-call' } }

let machine: Awaited<ReturnType<typeof createMachine>>
const on = async (script: Script) => {
  machine = await createMachine(script)
  return machine
}
afterEach(async () => {
  // Each conversation of these tests is one that the service would have taken.
  const { refusals } = machine.api
  await machine.close()
  expect(refusals).toEqual([])
})

/** Starts the incident with the first message, then says what the script says. */
const starting =
  (then: Script): Script =>
  (request, turn) =>
    turn === 1 ? { thinking: 'Who is it?', calls: [start] } : then(request, turn)

describe('what leaves and what comes home', () => {
  it('holds no private words on the way out, and their own words in the record and on the screen', async () => {
    const { open, api, deps } = await on(starting(() => ({ text: 'Thanks, ⟦email-1⟧ is noted.' })))
    const chat = await open()
    expect(await chat.say(happened)).toEqual({ kind: 'answered' })
    expect(JSON.stringify(api.requests)).not.toMatch(/bob@|10\.1\.2/)
    expect((await deps.store.load('INC-1')).sources[0]?.text).toBe(happened)
    expect(chat.seen.text.trim()).toBe('Thanks, bob@shop.example is noted.')
    expect(chat.seen.thinking).toBe('Who is it?')
    expect(chat.seen.outgoing).toContain(sent)
    expect(chat.conversation.incidentId).toBe('INC-1')
    expect(chat.seen.kept).toEqual(['1 email', '1 ip'])
  })

  it('sends the facilitator prompt that MCP serves, all operations, caching, and nothing that is kept elsewhere', async () => {
    const { open, api } = await on(() => ({ text: 'Hello' }))
    await (await open()).say('hi')
    const [request] = api.requests
    expect(request?.system.map((block) => block.text).join()).toContain('Ask again at most twice for one link')
    expect(request?.tools.length).toBeGreaterThanOrEqual(10)
    expect(request).toMatchObject({
      model: 'claude-sonnet-5-5',
      cache_control: { type: 'ephemeral' },
      thinking: { type: 'adaptive', display: 'summarized' },
      stream: true,
    })
    expect(request).not.toHaveProperty('thread')
  })

  it('lets a long paste be named instead of repeated', async () => {
    const paste = Array.from({ length: 50 }, (_, line) => `14:${line} host 10.0.0.${line} timed out`).join('\n')
    const { open, deps } = await on(
      starting((_, turn) =>
        turn === 2
          ? {
              calls: [
                {
                  name: 'record_answers',
                  input: {
                    incident_id: 'INC-1',
                    said: '⟦paste-1⟧',
                    said_by: 'on-call',
                    source: 'log',
                    items: [{ type: 'event', text: 'host timed out', excerpt: '14:7 host ⟦ip-9⟧ timed out' }],
                  },
                },
              ],
            }
          : { text: 'Recorded ⟦paste-1⟧.' },
      ),
    )
    const chat = await open()
    await chat.say([{ text: happened }, { paste }])
    const { sources, timeline } = await deps.store.load('INC-1')
    expect(sources.at(-1)?.text).toBe(paste)
    expect(timeline[0]?.evidence[0]?.excerpt).toBe('14:7 host 10.0.0.7 timed out')
    expect(chat.seen.text.trim()).toBe('Recorded your paste of 50 lines.')
  })

  it('refuses as said what the person did not write', async () => {
    const { open, deps, api } = await on(
      starting((_, turn) =>
        turn === 2
          ? {
              calls: [
                {
                  name: 'record_answers',
                  input: {
                    incident_id: 'INC-1',
                    said: 'All data was lost',
                    said_by: 'support',
                    question: 'data-integrity',
                  },
                },
              ],
            }
          : { text: 'Sorry.' },
      ),
    )
    const chat = await open()
    await chat.say(happened)
    expect(chat.seen.tools).toEqual(['start_post_mortem', 'record_answers refused'])
    expect(sentIn(api.requests[2])).toContain('The person did not write this: \\"All data was lost\\"')
    expect((await deps.store.load('INC-1')).sources).toHaveLength(1)
  })

  it('asks the person before anything is delivered, and takes no for an answer', async () => {
    const deliver = { name: 'deliver_post_mortem', input: { incident_id: 'INC-1', to: 'file', allow_gaps: true } }
    const { open, api } = await on(
      starting((_, turn) => (turn === 2 ? { calls: [deliver] } : { text: 'As you like.' })),
    )
    const chat = await open()
    await chat.say(happened)
    expect(chat.seen.asked).toEqual(['deliver_post_mortem'])
    expect(sentIn(api.requests[2])).toContain('said no, so nothing was delivered')
  })
})

describe('how an answer can end', () => {
  it('says that it was declined, and does not send those words again', async () => {
    const { open, api } = await on((_, turn) =>
      turn === 1 ? { stop: 'refusal', category: 'cyber', text: 'I' } : { text: 'Gladly.' },
    )
    const chat = await open()
    expect(await chat.say('The exploit ran like this')).toEqual({
      kind: 'refused',
      category: 'cyber',
      explanation: 'It looked like an exploit.',
    })
    expect(await chat.say('Somebody got in')).toEqual({ kind: 'answered' })
    expect(sentIn(api.requests[1])).not.toContain('exploit')
  })

  it('carries out no call that was cut off, and asks for smaller steps once', async () => {
    const { open, api, deps } = await on((_, turn) =>
      turn === 1 ? { text: 'Let me', calls: [start], stop: 'max_tokens' } : { text: 'Smaller.' },
    )
    const chat = await open()
    expect(await chat.say(happened)).toEqual({ kind: 'answered' })
    expect(await deps.store.list()).toEqual([])
    expect(chat.seen.notices[0]).toContain('cut off')
    expect(sentIn(api.requests[1])).toContain('tool calls in it were not carried out')
  })

  it('says so when it is cut off again', async () => {
    const { open } = await on(() => ({ text: 'On and on', stop: 'max_tokens' }))
    expect(await (await open()).say('hi')).toEqual({ kind: 'cut off', by: 'length' })
  })

  it('goes on after a pause of the service', async () => {
    const { open, api } = await on((_, turn) => (turn === 1 ? { text: 'One ', stop: 'pause_turn' } : { text: 'two' }))
    const chat = await open()
    expect(await chat.say('hi')).toEqual({ kind: 'answered' })
    expect(chat.seen.text.replace(/\n/g, '')).toBe('One two')
    expect(api.requests[1]?.messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
  })

  it('starts over from the record when the window is full, with the words that wait for an answer', async () => {
    const { open, api } = await on(
      starting((_, turn) =>
        turn === 3 ? { text: 'Oh', stop: 'model_context_window_exceeded' } : { text: `answer ${turn}` },
      ),
    )
    const chat = await open()
    await chat.say(happened)
    expect(await chat.say('It was slow from 14:00')).toEqual({ kind: 'answered' })
    const again = sentIn(api.requests[3])
    expect(again).toContain('This conversation starts over')
    expect(again).toContain('INC-1')
    expect(again).toContain('answer 2')
    expect(again).toContain('It was slow from 14:00')
    expect(again).not.toMatch(/bob@|tool_use|thinking/)
  })

  it('lets go of words that are too long by themselves, so that the next ones get through', async () => {
    const { open, api } = await on(
      starting((request) =>
        sentIn(request).includes('endless log')
          ? {
              status: 400,
              error: 'invalid_request_error',
              message: 'prompt is too long: 1200000 tokens > 1000000 maximum',
            }
          : { text: 'Yes?' },
      ),
    )
    const chat = await open()
    await chat.say(happened)
    expect(await chat.say('endless log')).toMatchObject({ kind: 'failed', trouble: 'too long' })
    expect(chat.conversation.state.awaitsClaude).toBe(false)
    expect(await chat.say('shorter')).toEqual({ kind: 'answered' })
    expect(sentIn(api.requests.at(-1))).toContain('This conversation starts over')
  })

  it('starts over before it grows dear', async () => {
    const { open, api } = await on(starting((_, turn) => ({ text: `answer ${turn}` })))
    const chat = await open(null, { window: 1000 })
    await chat.say(happened)
    await chat.say('more')
    expect(api.requests[2]?.messages).toHaveLength(2)
    expect(chat.seen.notices[0]).toContain('starts over from the record')
  })

  it('keeps the text of an answer that the person stopped, and goes on after it', async () => {
    const { open, api } = await on((_, turn) =>
      turn === 1 ? { text: 'A long answer that goes on and on', pace: 15 } : { text: 'Yes?' },
    )
    const chat = await open()
    const controller = new AbortController()
    const stop = setInterval(() => chat.seen.text.includes('long') && controller.abort(), 5)
    expect(await chat.say('hi', controller.signal)).toEqual({ kind: 'stopped' })
    clearInterval(stop)
    await chat.say('wait')
    expect(api.requests[1]?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
    expect(sentIn(api.requests[1])).toContain('A long')
  })

  it.each([
    [{ status: 401, error: 'authentication_error' }, 'sign-in'],
    [{ status: 529, error: 'overloaded_error' }, 'busy'],
  ] as const)(
    'keeps the words when the service says %j, and answers them when asked again',
    async (refusal, trouble) => {
      let isWell = false
      const { open, api } = await on(() => (isWell ? { text: 'There you are.' } : refusal))
      const chat = await open()
      expect(await chat.say('hi')).toMatchObject({ kind: 'failed', trouble })
      expect(chat.conversation.state.awaitsClaude).toBe(true)
      isWell = true
      expect(await chat.goOn()).toEqual({ kind: 'answered' })
      expect(api.requests.at(-1)?.messages).toHaveLength(1)
    },
  )

  it('asks again when the stream reports an error in its middle', async () => {
    const { open } = await on((_, turn) => (turn === 1 ? { text: 'I was about to', errorAfter: 4 } : { text: 'Here.' }))
    const chat = await open()
    expect(await chat.say('hi')).toEqual({ kind: 'answered' })
    expect(chat.seen.notices).toEqual(['Claude is overloaded at the moment. Nothing is lost; asking again.'])
    expect(chat.seen.text).toContain('Here.')
  })
})

describe('the transcript', () => {
  it('lies beside the database, for its owner only, and has no file before something was said', async () => {
    const { open, folder } = await on(starting(() => ({ text: 'Thanks' })))
    const chat = await open()
    expect(readdirSync(folder).filter((name) => name.endsWith('.jsonl'))).toEqual([])
    await chat.say(happened)
    expect(statSync(join(folder, 'INC-1.jsonl')).mode & 0o777).toBe(0o600)
  })

  it('goes on where it was, with the same placeholders, though its last line is broken', async () => {
    const { open, folder, api } = await on(starting((_, turn) => ({ text: `answer ${turn}` })))
    const chat = await open()
    await chat.say(happened)
    await chat.close()
    const file = join(folder, 'INC-1.jsonl')
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"kind":"person","at":"20`)
    const again = await open('INC-1')
    expect(again.conversation.state.awaitsClaude).toBe(false)
    await again.say('and from 10.1.2.3 and 10.9.9.9')
    const messages = api.requests[2]?.messages ?? []
    expect(messages.slice(0, 3)).toEqual(api.requests[1]?.messages)
    expect(JSON.stringify(messages.at(-1))).toContain('and from ⟦ip-1⟧ and ⟦ip-2⟧')
    await again.close()
    expect((await open('INC-1')).conversation.state.awaitsClaude).toBe(false)
  })

  it.each([
    ['another model', { model: 'claude-opus-5-5' }, 'another model goes on'],
    ['other rules of what must not leave', { neverSend: ['Checkout'] }, 'rules of what must not leave'],
  ])('starts over from the record with %s, without thoughts of the other one', async (_, options, reason) => {
    const { open, api } = await on(starting((_, turn) => ({ thinking: 'hm', text: `answer ${turn}` })))
    const chat = await open()
    await chat.say(happened)
    await chat.close()
    const again = await open('INC-1', options)
    expect(again.conversation.state.awaitsClaude).toBe(true)
    await again.goOn()
    const text = sentIn(api.requests[2])
    expect(text).toContain(reason)
    expect(text).toContain('answer 2')
    expect(text).not.toMatch(/signature|tool_use|bob@/)
  })

  it('greets a person who comes back to an incident without a chat', async () => {
    const { open, api, deps } = await on((_, turn) =>
      turn === 1
        ? { calls: [{ name: 'start_post_mortem', input: { incident_id: 'INC-1' } }] }
        : { text: 'Welcome back.' },
    )
    await deps.store.create(
      { ...(await import('../../src/domain/incident.ts')).createIncident('x', '2026-03-04T09:00:00Z') },
      [],
    )
    const chat = await open('INC-1')
    expect(chat.conversation.state.awaitsClaude).toBe(true)
    expect(await chat.goOn()).toEqual({ kind: 'answered' })
    expect(sentIn(api.requests[0])).toContain('back to go on with INC-1')
  })
})

describe('a session that ended between a call and its result', () => {
  const record = {
    name: 'record_answers',
    input: { incident_id: 'INC-1', said: 'It was noticed at 14:05', said_by: 'on-call', question: 'timeline' },
  }
  const why = {
    name: 'challenge_five_whys',
    input: { incident_id: 'INC-1', said: 'Human error', said_by: 'on-call' },
  }
  const script = starting((request, turn) => {
    if (turn === 2) return { text: 'When?' }
    return sentIn(request).includes('toolu_3_0') ? { text: 'Noted.' } : { calls: [record, why] }
  })

  /** The process dies in the store, before or after a write is done. */
  async function dieAt(write: number, when: 'before' | 'after') {
    const { open, deps, api } = await on(script)
    const first = await open()
    await first.say(happened)
    await first.close()
    let writes = 0
    const dying: Deps = {
      ...deps,
      store: {
        ...deps.store,
        update: async (id, change) => {
          writes += 1
          if (writes === write && when === 'before') return new Promise(() => {})
          const done = await deps.store.update(id, change)
          return writes === write ? new Promise(() => {}) : done
        },
      },
    }
    const second = await open('INC-1', { deps: dying })
    void second.say('It was noticed at 14:05. Human error')
    await expect.poll(() => writes, { timeout: 5000 }).toBe(write)
    await new Promise((resolve) => setTimeout(resolve, 30))
    await second.close()
    const third = await open('INC-1')
    expect(third.conversation.state.hasOpenCalls).toBe(true)
    expect(await third.goOn()).toEqual({ kind: 'answered' })
    const { sources, timeline, whys } = await deps.store.load('INC-1')
    return { sources: sources.map((source) => source.text), timeline, whys, text: sentIn(api.requests.at(-1)) }
  }

  it.each([
    [1, 'before'],
    [1, 'after'],
    [2, 'before'],
    [2, 'after'],
  ] as const)('makes up for it, and doubles nothing: write %i, %s it', async (write, when) => {
    const { sources, timeline, whys, text } = await dieAt(write, when)
    expect(sources).toEqual([happened, 'It was noticed at 14:05', 'Human error'])
    expect(timeline).toHaveLength(1)
    expect(whys.map((link) => [link.revision, link.challenge?.asked])).toEqual([[1, 1]])
    expect(text.includes('carried out before the program ended')).toBe(write === 2 || when === 'after')
  })

  it('starts no second incident when the first one was begun', async () => {
    const { open, deps, folder } = await on(starting(() => ({ text: 'Thanks' })))
    const dying: Deps = {
      ...deps,
      store: {
        ...deps.store,
        update: async (id, change) => {
          await deps.store.update(id, change)
          return new Promise(() => {})
        },
      },
    }
    const first = await open(null, { deps: dying })
    void first.say(happened)
    await expect.poll(async () => (await deps.store.list())[0]?.sources.length, { timeout: 5000 }).toBe(1)
    await first.close()
    const [name] = readdirSync(folder).filter((file) => file.startsWith('new-'))
    const second = await open(null, { name: name?.replace('.jsonl', '') ?? '' })
    expect(await second.goOn()).toEqual({ kind: 'answered' })
    expect(await deps.store.list()).toHaveLength(1)
    expect(readdirSync(folder)).toContain('INC-1.jsonl')
  })
})
