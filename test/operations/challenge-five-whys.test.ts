import { describe, expect, it } from 'vitest'
import { challengeFiveWhys } from '../../src/operations/challenge-five-whys.ts'
import { recordAnswers } from '../../src/operations/record-answers.ts'
import { startPostMortem } from '../../src/operations/start-post-mortem.ts'
import { createDeps } from './deps.ts'

const told = 'On 3 March 2026 at 14:00 Berlin time 312 customers were charged twice by the checkout.'
const mechanism = 'The client gives up after 5 s and sends the charge again, with a new key each time.'
const slip = 'The engineer forgot to set the timeout.'

type Answer = Partial<Parameters<typeof challengeFiveWhys.run>[0]>

async function started() {
  const deps = createDeps()
  await startPostMortem.run({ what_happened: told, said_by: 'on-call' }, deps)
  const answer = (said: string, more: Answer = {}) =>
    challengeFiveWhys.run({ incident_id: 'INC-1', said, said_by: 'on-call', ...more }, deps)
  return { deps, answer, load: () => deps.store.load('INC-1'), history: () => deps.store.history('INC-1') }
}

describe('challenge_five_whys', () => {
  it('accepts a mechanism as a link, in the words of the person', async () => {
    const { answer, load } = await started()
    const result = await answer(mechanism)
    expect(result).toMatchObject({ status: 'accepted', question: null, findings: [], may_end: false })
    expect((await load()).whys).toMatchObject([{ id: result.link, text: mechanism, kind: 'fact', track: 'happened' }])
    expect(challengeFiveWhys.present(result)).toContain(`parent ${result.link}`)
  })

  it('asks again when the answer names a slip: one question that quotes the words and asks nobody who', async () => {
    const { answer, load } = await started()
    const result = await answer(slip)
    expect(result).toMatchObject({ status: 'asked', challenges_left: 1 })
    expect(result.kinds).toContain('human-error')
    expect(result.question).toMatch(/You said "engineer forgot".*\b[Ww]hat\b.*charged twice/s)
    expect(result.question).not.toMatch(/\bwho\b|\bwhy\b/i)
    expect((await load()).whys).toMatchObject([{ kind: 'hypothesis', challenge: { asked: 1, state: 'open' } }])
  })

  it('replaces the waiting answer by the next one', async () => {
    const { answer, load } = await started()
    await answer(slip)
    const result = await answer(mechanism)
    expect(result.status).toBe('accepted')
    expect((await load()).whys).toMatchObject([{ id: result.link, text: mechanism, kind: 'fact', revision: 2 }])
  })

  it('asks twice at most, then keeps a hypothesis and asks for its check', async () => {
    const { answer, load } = await started()
    await answer(slip)
    expect(await answer('Human error.')).toMatchObject({ status: 'asked', challenges_left: 0 })
    const third = await answer('He was careless.')
    expect(third).toMatchObject({ status: 'left as hypothesis', question: null })
    expect(third.next).toMatch(/who looks, and by which date/)
    expect((await load()).whys).toMatchObject([{ kind: 'hypothesis', challenge: { asked: 2, state: 'left' } }])
    const next = await answer('It was bad luck.', { branch: true })
    expect(next).toMatchObject({ status: 'asked', challenges_left: 1 })
  })

  it('disputes a caller who lets a label stand, with the words, and asks the person', async () => {
    const { answer } = await started()
    const result = await answer('There was a race condition.', { assessment: { verdict: 'stands' } })
    expect(result.status).toBe('disputed')
    expect(result.findings).toContainEqual(expect.objectContaining({ rule: 'fault-only', words: 'There was a race' }))
    expect(result.next).toContain('overruled_by')
  })

  it('takes the word of a caller who finds shallow what the rules let stand', async () => {
    const { answer } = await started()
    const result = await answer(mechanism, { assessment: { verdict: 'shallow', kinds: ['circular'] } })
    expect(result).toMatchObject({ status: 'disputed', kinds: ['circular'] })
    expect(result.question).toMatch(/^You said "The client gives up/)
  })

  it('lets only quoted words of a person overrule a finding, and keeps who said what', async () => {
    const { answer, load, history } = await started()
    const claimed = await answer('There was a race condition.', { assessment: { verdict: 'stands' } })
    const said = 'It is in the log: two writes to row 7 within 3 ms.'
    const result = await answer('There was a race condition.', { overruled_by: { said, said_by: 'database lead' } })
    expect(result).toMatchObject({ status: 'overruled', link: claimed.link })
    expect((await load()).whys).toMatchObject([{ kind: 'fact', challenge: { state: 'overruled' } }])
    const line = (await history()).find((change) => change.what === 'overruled')
    expect(line).toMatchObject({ role: 'database lead', item: result.link })
    expect(line?.summary).toContain('two writes to row 7')
  })

  it('offers the threads of an answer with two causes as branches', async () => {
    const { answer } = await started()
    const result = await answer('The list was old, and also the printer was broken.')
    expect(result.kinds).toContain('two-causes')
    expect(result.branches).toEqual(['The list was old', 'the printer was broken.'])
  })

  it('keeps an answer about noticing on its own track, and asks the question again', async () => {
    const { answer, load } = await started()
    const result = await answer('On-call only noticed on Monday.')
    expect(result).toMatchObject({ status: 'moved', track: 'noticed' })
    expect(result.question).toContain('Back to the link')
    expect((await load()).whys).toMatchObject([{ track: 'noticed', parent: null }])
  })

  it('says when a chain may end, and reads it backwards', async () => {
    const { answer } = await started()
    const first = await answer(mechanism)
    const second = await answer(
      'The helper makes a new key on each attempt, because it was written for reads in 2019.',
      {
        parent: first.link,
        source: 'log',
      },
    )
    expect(second.may_end).toBe(true)
    expect(second.backwards).toHaveLength(3)
    expect(second.backwards[1]).toBe(`Therefore: ${mechanism}`)
  })

  it('never ends a chain at a guess, even one with a check', async () => {
    const { answer } = await started()
    const first = await answer(mechanism)
    const guess = await answer('Not proved yet: the helper drops the key. We replay the log on Thursday.', {
      parent: first.link,
    })
    expect(guess).toMatchObject({ status: 'accepted', may_end: false })
    expect(guess.may_end_because).toContain('guess')
  })

  it('suggests a fault tree when several conditions meet under one link', async () => {
    const { answer } = await started()
    const first = await answer(mechanism)
    await answer('The helper makes a new key on each attempt.', { parent: first.link })
    const second = await answer('The processor books each key as a charge of its own.', {
      parent: first.link,
      branch: true,
    })
    expect(second.view).toMatch(/did both have to be true, or was one enough\?.*fault tree/)
  })

  it('keeps how causes meet, and names the view that shows it', async () => {
    const { answer, load } = await started()
    await answer(mechanism)
    const second = await answer('The processor books each key as a charge of its own.', { branch: true, gate: 'and' })
    expect((await load()).whys[1]).toMatchObject({ gate: 'and' })
    expect(second.view).toContain('view fault-tree')
  })

  it('keeps the count of challenges when the record is edited in between', async () => {
    const { answer, deps, load } = await started()
    const { link } = await answer(slip)
    await recordAnswers.run(
      {
        incident_id: 'INC-1',
        said: 'The log is looked at on Friday.',
        said_by: 'on-call',
        items: [{ type: 'why', id: link, revision: 1, check: { what: 'The log is looked at on Friday.' } }],
      },
      deps,
    )
    expect((await load()).whys).toMatchObject([{ challenge: { asked: 1, state: 'open' } }])
  })

  it('names the link that does not exist', async () => {
    const { answer } = await started()
    await expect(answer(mechanism, { parent: 'why-99' })).rejects.toThrow(/no link why-99/)
  })
  it('takes no bytes that are not text, and keeps nothing of them', async () => {
    const { answer, load } = await started()
    await expect(answer(`${mechanism}\u0000`)).rejects.toThrow(/zero bytes/)
    expect((await load()).whys).toEqual([])
  })
})
