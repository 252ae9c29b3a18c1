import { describe, expect, it } from 'vitest'
import { createMachine } from './converse.ts'
import { type Answer, countEvents, type Script } from './messages-api.ts'

const words = [
  'Checkout timed out for 300 of 1500 shops on 4 March 2026, bob@shop.example called from +43 664 1234567.',
  'The alert came at 14:05 UTC, we rolled back at 14:40. The pool was full because each retry opened a connection.',
  'Maybe the cache was cold. We will cap retries, owner Kim, due 20 March 2026.',
]
const sent = [
  'Checkout timed out for 300 of 1500 shops on 4 March 2026, ⟦email-1⟧ called from ⟦phone-1⟧.',
  words[1]!,
  words[2]!,
]
const told = (said: string, items: object[]) => ({
  name: 'record_answers',
  input: { incident_id: 'INC-1', said, said_by: 'on-call', items },
})

/** What Claude says, by how long the conversation is: the same request gets the same answer. */
const answers: Readonly<Record<number, Answer>> = {
  1: {
    thinking: 'A new one.',
    calls: [{ name: 'start_post_mortem', input: { what_happened: sent[0], said_by: 'on-call' } }],
  },
  3: { text: 'Thanks, ⟦email-1⟧ is noted. **What** happened when?' },
  5: {
    thinking: 'Two things.',
    text: 'Let me write that down.',
    calls: [
      told(sent[1]!, [
        {
          type: 'event',
          text: 'alert',
          at: '2026-03-04T14:05Z',
          excerpt: 'The alert came at 14:05 UTC',
          moments: ['detected'],
        },
        { type: 'event', text: 'rolled back', excerpt: 'we rolled back at 14:40' },
      ]),
      {
        name: 'challenge_five_whys',
        input: {
          incident_id: 'INC-1',
          said: 'The pool was full because each retry opened a connection.',
          said_by: 'on-call',
        },
      },
    ],
  },
  7: { text: 'Recorded. What else?' },
  9: {
    calls: [
      told(sent[2]!, [
        { type: 'why', kind: 'hypothesis', text: 'the cache was cold', excerpt: 'Maybe the cache was cold.' },
        {
          type: 'action',
          text: 'cap retries',
          owner: 'Kim',
          due: '2026-03-20',
          excerpt: 'We will cap retries, owner Kim, due 20 March 2026.',
        },
      ]),
      { name: 'generate_post_mortem', input: { incident_id: 'INC-1', allow_gaps: true } },
    ],
  },
  11: { thinking: 'Done.', text: 'Here it is.' },
}

type Fault = 'cutAfter' | 'endAfter' | 'errorAfter'

/** The whole conversation, with one fault; a person who says what is not answered asks again. */
async function converse(fault: { kind: Fault; length: number; events: number } | null) {
  let isDue = fault !== null
  const script: Script = ({ messages }) => {
    const answer = answers[messages.length] ?? { text: `nothing is planned for ${messages.length} messages` }
    if (!isDue || messages.length !== fault?.length) return answer
    isDue = false
    return { ...answer, [fault.kind]: fault.events }
  }
  const machine = await createMachine(script)
  const chat = await machine.open()
  for (const said of words) {
    let outcome = await chat.say(said)
    for (let again = 0; outcome.kind === 'failed' && again < 2; again += 1) outcome = await chat.goOn()
    expect(outcome).toEqual({ kind: 'answered' })
  }
  const incident = await machine.deps.store.load('INC-1')
  const history = await machine.deps.store.history('INC-1')
  const { refusals, requests } = machine.api
  await chat.close()
  await machine.close()
  expect(refusals).toEqual([])
  expect(await machine.deps.store.list()).toHaveLength(1)
  expect(/.{40}(?:bob@|664).{40}/.exec(JSON.stringify(requests))?.[0]).toBeUndefined()
  // Ids and signatures count the requests.
  const last = JSON.stringify(requests.at(-1)?.messages).replace(/(toolu_|signed-)\d+/g, '$1')
  return { incident, history, last: JSON.parse(last), text: chat.seen.text }
}

const points = Object.entries(answers).flatMap(([length, answer]) =>
  Array.from({ length: countEvents(answer) }, (_, events) => ({ length: Number(length), events })),
)

describe('a connection that breaks at each event of a conversation', () => {
  it('has a hundred points or more', () => {
    expect(points.length).toBeGreaterThanOrEqual(100)
  })

  it.each(['cutAfter', 'endAfter', 'errorAfter'] as const)('loses nothing and doubles nothing: %s', async (kind) => {
    const whole = await converse(null)
    expect(whole.incident.timeline).toHaveLength(2)
    expect(whole.incident.actions).toHaveLength(1)
    expect(whole.incident.whys).toHaveLength(2)
    const check = async (point: { length: number; events: number }) => {
      const { incident, history, last, text } = await converse({ kind, ...point })
      const where = `${kind} ${JSON.stringify(point)}`
      expect(incident, where).toEqual(whole.incident)
      expect(history, where).toEqual(whole.history)
      expect(last, where).toEqual(whole.last)
      expect(text, where).toContain('bob@shop.example is noted')
    }
    for (let at = 0; at < points.length; at += 8) await Promise.all(points.slice(at, at + 8).map(check))
  })
})
