import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sentIn } from '../../claude/converse.ts'
import { type Answer, countEvents, type Script } from '../../claude/messages-api.ts'
import { createPlace, runCli } from '../run-cli.ts'
import { Terminal } from '../terminal.ts'
import { openChat } from './open-chat.ts'

const record = async (env: NodeJS.ProcessEnv) => JSON.parse((await runCli(['export', '1'], { env })).stdout).incident
const start = (what_happened: string) => ({
  calls: [{ name: 'start_post_mortem', input: { what_happened, said_by: 'on-call' } }],
})
const told = (said: string, rest: object) => ({
  calls: [{ name: 'record_answers', input: { incident_id: 'INC-1', said, said_by: 'on-call', ...rest } }],
})
const dir = (folder: string) => join(folder, 'test.db-chats', 'INC-1.jsonl')

describe('people in a chat', () => {
  it('a person who answers in fragments', async () => {
    const said = ['checkout slow', '2pm ish', 'no idea', 'support called']
    const answers: Answer[] = [
      start(said[0]!),
      { text: 'When was that?' },
      told(said[1]!, { items: [{ type: 'event', text: 'slow', excerpt: '2pm ish', at: '14:00', approximate: true }] }),
      { text: 'How many shops?' },
      told(said[2]!, { items: [{ type: 'skip', question: 'customers-affected', excerpt: 'no idea' }] }),
      { text: 'Who noticed?' },
      told(said[3]!, { question: 'noticed-by' }),
      { text: 'Thank you.' },
    ]
    const { terminal, api, env } = await openChat((_, turn) => answers[turn - 1] ?? { text: 'Hm.' })
    await terminal.see('What happened?')
    for (const [index, words] of said.entries()) {
      terminal.line(words)
      await terminal.see(answers[index * 2 + 1]?.text ?? '')
    }
    terminal.line('/quit')
    expect(await terminal.exit()).toBe(0)
    const { sources, timeline, skippedQuestions, answers: given } = await record(env)
    expect(sources.map((source: { text: string }) => source.text)).toEqual(said)
    expect(timeline[0]).toMatchObject({ when: { said: '2pm ish', approximate: true } })
    expect(skippedQuestions[0]).toMatchObject({ question: 'customers-affected', reason: 'no idea' })
    expect(given.at(-1)).toMatchObject({ question: 'noticed-by', text: 'support called' })
    expect(api.refusals).toEqual([])
    await api.close()
  })

  it('a person who contradicts themselves, and takes it back', async () => {
    const answers: Answer[] = [
      start('Exports were wrong.'),
      { text: 'Since when?' },
      told('It began with the deploy at 9:00', {
        items: [
          { type: 'why', kind: 'hypothesis', text: 'the deploy began it', excerpt: 'It began with the deploy at 9:00' },
        ],
      }),
      { text: 'What did the deploy change?' },
      told('No, it was wrong before the deploy', {
        items: [
          { type: 'why', kind: 'hypothesis', text: 'it was wrong before', excerpt: 'it was wrong before the deploy' },
        ],
      }),
      { text: 'You said both. What would settle it?' },
      { text: 'Good. So it was the deploy.' },
    ]
    const { terminal, api, env } = await openChat((_, turn) => answers[turn - 1] ?? { text: 'Hm.' })
    await terminal.see('What happened?')
    terminal.line('Exports were wrong.')
    await terminal.see('Since when?')
    terminal.line('It began with the deploy at 9:00')
    await terminal.see('What did the deploy change?')
    terminal.line('No, it was wrong before the deploy')
    await terminal.see('What would settle it?')
    expect((await record(env)).whys.map((link: { kind: string }) => link.kind)).toEqual(['hypothesis', 'hypothesis'])
    terminal.line('/undo')
    await terminal.see('Taken back, with all that was drawn from it: "No, it was wrong before the deploy"')
    terminal.line('forget that, I looked it up')
    await terminal.see('So it was the deploy.')
    const last = sentIn(api.requests.at(-1))
    expect(last).toMatch(/The person took back said-\d+ with \/undo[^"]*\\nforget that/)
    terminal.line('/undo')
    await terminal.see('Taken back, with all that was drawn from it: "It began with the deploy at 9:00"')
    terminal.line('/quit')
    expect(await terminal.exit()).toBe(0)
    expect((await record(env)).whys).toEqual([])
    expect(api.refusals).toEqual([])
    await api.close()
  })

  it('a person who sees the document as it is, not as Claude repeats it', async () => {
    const generate = {
      name: 'generate_post_mortem',
      input: { incident_id: 'INC-1', document: 'engineering', allow_gaps: true },
    }
    const { terminal, api } = await openChat((_, turn) => {
      if (turn === 1) return start('Exports were wrong for ⟦email-1⟧.')
      return turn === 2 ? { calls: [generate] } : { text: 'What reads wrong?' }
    })
    await terminal.see('What happened?')
    terminal.line('Exports were wrong for kim@shop.example.')
    const screen = await terminal.see('What reads wrong?')
    expect(screen).toContain('Post-mortem INC-1')
    expect(screen).toContain('Exports were wrong for kim@shop.example')
    expect(JSON.stringify(api.requests)).not.toContain('kim@')
    terminal.line('/document product')
    await terminal.see('Product post-mortem')
    terminal.line('/similar')
    await terminal.see('Nothing close.')
    terminal.line('/nonsense')
    await terminal.see('There is no command /nonsense')
    terminal.line('/quit')
    expect(await terminal.exit()).toBe(0)
    await api.close()
  })

  it('a person who looks at what goes out before it goes, and keeps some of it back', async () => {
    const { terminal, api } = await openChat(() => ({ text: 'Thank you. What else?' }), {
      args: ['--show-outgoing'],
    })
    await terminal.see('What happened?')
    terminal.line('the key is sk-ant-api03-abcdefghijklmnop')
    expect(await terminal.see('Send it? Y/n')).toContain('the key is ⟦secret-1⟧')
    terminal.line('n')
    await terminal.see('Not sent, and not kept.')
    expect(api.requests).toHaveLength(0)
    terminal.line('password=hunter2x opened it')
    expect(await terminal.see('Send it? Y/n')).toContain('password=⟦secret-1⟧ opened it')
    terminal.line('')
    expect(await terminal.see('What else?')).toContain('goes to Claude')
    expect(sentIn(api.requests[0])).toContain('password=⟦secret-1⟧ opened it')
    terminal.line('/quit')
    await terminal.exit()
    await api.close()
  })
})

describe('what goes wrong on the way', () => {
  it('a wrong key is one clear error, and the words are there the next time', async () => {
    const { terminal, api, open } = await openChat(() => ({ text: 'There you are. Go on?' }), {
      env: { ANTHROPIC_API_KEY: 'sk-ant-wrong' },
    })
    await terminal.see('What happened?')
    terminal.line('Logins failed at noon.')
    await terminal.see('Your words are kept.', { prompt: false })
    await terminal.see('Claude did not take the key. Expected: ', { prompt: false })
    expect(await terminal.exit()).toBe(3)
    const again = open()
    await again.see('ended before anything was recorded: "Logins failed at noon."')
    again.line('forget')
    await again.see('What happened?')
    again.type('\u0004')
    expect(await again.exit()).toBe(0)
    await api.close()
  })

  it('no network is one clear line; Enter asks again', async () => {
    const free = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const address = server.address()
        server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
      })
    })
    const { folder, env } = createPlace()
    const terminal = new Terminal(['chat'], {
      cwd: folder,
      env: { ...env, ANTHROPIC_API_KEY: 'sk-ant-x', ANTHROPIC_BASE_URL: `http://127.0.0.1:${free}` },
    })
    await terminal.see('What happened?')
    terminal.line('Logins failed at noon.')
    const screen = await terminal.see('Enter asks again.', { within: 30_000 })
    expect(screen).toContain('No connection; trying again (1 of 3).')
    expect(screen).toContain('Claude cannot be reached.')
    terminal.line('')
    await terminal.see('Enter asks again.', { within: 30_000 })
    terminal.line('/quit')
    await terminal.see('your words are kept', { prompt: false })
    expect(await terminal.exit()).toBe(0)
  })

  it('an overload is seen, and got over', async () => {
    const { terminal, api } = await openChat((_, turn) =>
      turn < 3 ? { status: 529, error: 'overloaded_error' } : { text: 'Here I am. What happened?' },
    )
    await terminal.see('What happened?')
    terminal.line('hello')
    const screen = await terminal.see('Here I am. What happened?', { within: 30_000 })
    expect(screen).toContain('Claude is overloaded; trying again (2 of 3).')
    terminal.line('/quit')
    await terminal.exit()
    await api.close()
  })

  it('a refusal says that it is a filter, and what helps', async () => {
    const { terminal, api } = await openChat(() => ({ stop: 'refusal', category: 'cyber' }))
    await terminal.see('What happened?')
    terminal.line('somebody used an exploit')
    expect(await terminal.see('record them without Claude')).toContain(
      'which security incidents can set off without cause',
    )
    terminal.line('/quit')
    await terminal.exit()
    await api.close()
  })
})

describe('a process that is killed at each event of an answer', () => {
  const words = 'It was noticed at 14:05 by an alert.'
  const answers: Readonly<Record<number, Answer>> = {
    1: start('Checkout timed out for 300 shops.'),
    3: { text: 'When was it noticed?' },
    5: told(words, {
      items: [{ type: 'event', text: 'alert', at: '14:05', excerpt: '14:05 by an alert', moments: ['detected'] }],
    }),
    7: { text: 'Thanks. What did users see?' },
  }
  const total = countEvents(answers[5] ?? {})

  it('loses nothing and doubles nothing', async () => {
    for (let events = 0; events <= total; events += 1) {
      let isDue = true
      const script: Script = ({ messages }) => {
        const answer = answers[messages.length] ?? { text: 'Hm.' }
        if (!isDue || messages.length !== 5) return answer
        isDue = false
        return { ...answer, haltAfter: events }
      }
      const { terminal, api, env, folder, open } = await openChat(script)
      await terminal.see('What happened?')
      terminal.line('Checkout timed out for 300 shops.')
      await terminal.see('When was it noticed?')
      terminal.line(words)
      await expect.poll(() => readFileSync(dir(folder), 'utf8').includes(words) && !isDue, { timeout: 8000 }).toBe(true)
      await new Promise((resolve) => setTimeout(resolve, 60))
      terminal.kill('SIGKILL')
      await terminal.exit()
      const again = open(['--resume', '1'])
      await again.see('What did users see?')
      again.line('/quit')
      expect(await again.exit()).toBe(0)
      const { sources, timeline } = await record(env)
      expect(
        sources.map((source: { text: string }) => source.text),
        `event ${events}`,
      ).toEqual(['Checkout timed out for 300 shops.', words])
      expect(timeline, `event ${events}`).toHaveLength(1)
      expect(api.refusals).toEqual([])
      await api.close()
    }
  })
})
