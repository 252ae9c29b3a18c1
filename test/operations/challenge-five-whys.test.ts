import { describe, expect, it } from 'vitest'
import { challengeFiveWhys } from '../../src/operations/challenge-five-whys.ts'
import { generatePostMortem } from '../../src/operations/generate-post-mortem.ts'
import { recordAnswers } from '../../src/operations/record-answers.ts'
import { showIncident } from '../../src/operations/show-incident.ts'
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

  it('settles the waiting branch with the next answer, and names its id; branches again once none waits', async () => {
    const { answer, load } = await started()
    const { link: parent } = await answer(mechanism)
    await answer('The helper makes a new key on each attempt.', { parent })
    const asked = await answer(slip, { parent, branch: true, gate: 'and' })
    expect(asked.status).toBe('asked')
    expect(asked.next).toContain(`settle ${asked.link}, which waits`)
    const settled = await answer('The processor books each key as a charge of its own, as its contract says.', {
      parent,
      branch: true,
    })
    expect(settled).toMatchObject({ status: 'accepted', link: asked.link })
    expect((await load()).whys.find(({ id }) => id === asked.link)).toMatchObject({ gate: 'and', kind: 'fact' })
    const third = await answer('The wait of 5 s was copied from the search client, whose calls take 200 ms.', {
      parent,
      branch: true,
    })
    expect((await load()).whys.filter((why) => why.parent === parent)).toHaveLength(3)
    expect(third.link).not.toBe(asked.link)
  })

  it('settles the waiting link when a person overrules, also on a branch or where the waiting link is named as the parent', async () => {
    const { answer, load } = await started()
    const { link: parent } = await answer(mechanism)
    await answer('The helper makes a new key on each attempt.', { parent })
    const race = 'There was a race condition.'
    const asked = await answer(race, { parent, branch: true })
    const reason = { said: 'It is in the log: two writes to row 7 within 3 ms.', said_by: 'database lead' }
    for (const place of [asked.link, parent]) {
      const kept = await answer(race, { parent: place, branch: true, overruled_by: reason })
      expect(kept).toMatchObject({ status: 'overruled', link: asked.link })
    }
    expect((await load()).whys).toHaveLength(3)
    expect((await load()).whys.filter((why) => why.kind === 'hypothesis')).toEqual([])
  })

  it('keeps the finding of the caller alone as overruled too', async () => {
    const { answer, load } = await started()
    await answer(mechanism, { assessment: { verdict: 'shallow', kinds: ['circular'] } })
    const overruled_by = { said: 'The trace of request 4711 shows it.', said_by: 'on-call' }
    expect(await answer(mechanism, { overruled_by })).toMatchObject({ status: 'overruled', kinds: ['circular'] })
    expect((await load()).whys).toMatchObject([{ challenge: { state: 'overruled', kinds: ['circular'] } }])
  })

  it.each(['Yes, that is right.', 'It stands.', "I'm sure, that's what happened.", 'Yes, there was a race condition.'])(
    'lets no bare confirmation overrule: %s',
    async (said) => {
      const { answer, load } = await started()
      const asked = await answer('There was a race condition.')
      const result = await answer('There was a race condition.', { overruled_by: { said, said_by: 'on-call' } })
      expect(result).toMatchObject({ status: 'asked', link: asked.link, challenges_left: asked.challenges_left })
      expect(result.next).toMatch(/bare yes does not overrule .*what shows it/)
      expect((await load()).whys).toMatchObject([{ kind: 'hypothesis', challenge: { asked: 1, state: 'open' } }])
    },
  )

  it('cites the words that overruled a finding beside the link', async () => {
    const { answer, deps } = await started()
    const race = 'There was a race condition.'
    await answer(race)
    const said = 'It is in the log: two writes to row 7 within 3 ms.'
    const { link } = await answer(race, { overruled_by: { said, said_by: 'database lead' } })
    const shown = await showIncident.run({ incident_id: 'INC-1', part: 'whys' }, deps)
    const item = shown.items.find(({ id }) => id === link)
    expect(item?.beside).toMatchObject([{ what: 'overruled', role: 'database lead', said }])
    expect(item?.sources).toContain(item?.beside[0]?.source)
    expect(showIncident.present(shown)).toContain(`overruled by database lead: "${said}"`)
    const { documents } = await generatePostMortem.run(
      { incident_id: 'INC-1', document: 'engineering', allow_gaps: true },
      deps,
    )
    expect(documents[0]?.markdown).toMatch(/Asked again, database lead said why it stands\*: “It is in the log/)
  })

  it.each([
    ['an open one', slip, {}],
    ['an accepted one', mechanism, {}],
    ['one on another track', 'On-call only noticed on Monday.', {}],
    ['a disputed one', 'There was a race condition.', { assessment: { verdict: 'stands' } }],
    ['one with a gate and a check', slip, { gate: 'and', check: { what: 'The log.', due: '2026-03-09' } }],
    ['an overruled one', slip, { overruled_by: { said: 'The shell history shows it.', said_by: 'lead' } }],
  ] as const)('returns the same for a call that comes twice, and changes nothing: %s', async (_, said, more) => {
    const { answer, load, history } = await started()
    const first = await answer(said, more)
    const kept = [await load(), await history()]
    const { next: _next, ...second } = await answer(said, more)
    expect(first).toMatchObject(second)
    expect([await load(), await history()]).toEqual(kept)
  })

  it('keeps what a replaced answer told beside the link, but blame out of the document', async () => {
    const { answer, deps } = await started()
    const told = 'There was a race condition between worker 7 and the queue named billing.'
    await answer(slip)
    await answer(told, { assessment: { verdict: 'shallow' } })
    const { link } = await answer(mechanism)
    const shown = await showIncident.run({ incident_id: 'INC-1', part: 'whys' }, deps)
    const item = shown.items.find(({ id }) => id === link)
    expect(item?.beside.map(({ what, said }) => [what, said])).toEqual([
      ['earlier', slip],
      ['earlier', told],
    ])
    expect(item?.sources).toEqual(expect.arrayContaining(item?.beside.map(({ source }) => source) ?? []))
    const { documents } = await generatePostMortem.run(
      { incident_id: 'INC-1', document: 'engineering', allow_gaps: true },
      deps,
    )
    expect(documents[0]?.markdown).toContain('*Said before:* There was a race condition between worker 7')
    expect(documents[0]?.markdown).not.toContain('forgot')
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
