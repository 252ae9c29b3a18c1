import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../../src/errors.ts'
import { startPostMortem } from '../../src/operations/start-post-mortem.ts'
import { createDeps } from './deps.ts'
import { createHistory } from './past.ts'

describe('start_post_mortem', () => {
  it('opens and asks, and keeps nothing, before anybody said anything', async () => {
    const deps = createDeps()
    const result = await startPostMortem.run({}, deps)
    expect(result.incident_id).toBeNull()
    expect(result.questions[0]).toMatchObject({ id: 'what-happened', required: true })
    expect(result.questions).toHaveLength(3)
    expect(await deps.store.list()).toEqual([])
  })

  it('keeps the words, proposes both meetings and asks the rest of what is required', async () => {
    const deps = createDeps()
    const result = await startPostMortem.run(
      {
        what_happened: 'Checkout was down for all shops on Monday. We rolled back the payment service.',
        said_by: 'on-call',
      },
      deps,
    )
    expect(result).toMatchObject({
      incident_id: 'INC-1',
      title: 'Checkout was down for all shops on Monday',
      resumed: false,
    })
    expect(result.meeting).toMatchObject({ by: '2026-03-09', retrospective_by: '2026-04-03' })
    expect(result.meeting?.invite.length).toBeGreaterThanOrEqual(5)
    expect(result.questions.map((question) => question.id)).toEqual(['customers-affected', 'timeline', 'users-saw'])
    expect((await deps.store.load('INC-1')).sources[0]).toMatchObject({
      role: 'on-call',
      text: expect.stringContaining('rolled back'),
    })
  })

  it('names the other open questions once, so that words which answer them already can be recorded', async () => {
    const result = await startPostMortem.run(
      { what_happened: 'Checkout was down for all shops on Monday.' },
      createDeps(),
    )
    expect(result.questions).toHaveLength(3)
    expect(result.questions.length + result.further.length).toBe(result.open)
    expect(startPostMortem.present(result)).toContain(result.further.join(', '))
  })

  it('does not let a thin note stand', async () => {
    const deps = createDeps()
    const result = await startPostMortem.run({ what_happened: 'Login issue resolved.' }, deps)
    expect(result.questions[0]!.id).toBe('what-happened')
    expect((await deps.store.load('INC-1')).answers[0]!.text).toBe('Login issue resolved.')
  })

  it('resumes where it was left', async () => {
    const deps = createDeps()
    await startPostMortem.run({ what_happened: 'Checkout was down for all shops on Monday.' }, deps)
    const result = await startPostMortem.run({ incident_id: 'INC-1' }, deps)
    expect(result).toMatchObject({ resumed: true, incident_id: 'INC-1', meeting: null })
    await expect(startPostMortem.run({ incident_id: 'INC-2' }, deps)).rejects.toThrow('INC-2')
  })

  it('opens with the prime directive', async () => {
    const result = await startPostMortem.run({}, createDeps())
    expect(startPostMortem.present(result).startsWith(result.opening)).toBe(true)
    expect(result.opening.split(/\s+/).length).toBeGreaterThan(30)
  })
})

describe('whether it was seen before', () => {
  it('says what is on record that looks like it, with whether the actions were finished', async () => {
    const { deps } = await createHistory()
    const result = await startPostMortem.run(
      { what_happened: 'The CSV import of rooms stopped halfway and reported success.', said_by: 'on-call' },
      deps,
    )
    expect(result.seen_before?.band).not.toBe('nothing close')
    expect(result.seen_before?.matches.length).toBeLessThanOrEqual(3)
    const first = result.seen_before?.matches.find(({ incident_id }) => incident_id === 'INC-1')
    expect(first).toMatchObject({ day: '2025-11-03', finished: '1 of 2 recorded as done' })
    expect(startPostMortem.present(result)).toContain('find_past_incidents')
  })

  it('says how much was searched, and advises to look at what was closed as user error, when nothing is close', async () => {
    const { deps } = await createHistory()
    const { seen_before } = await startPostMortem.run(
      { what_happened: 'Kiosk printers jammed.', said_by: 'on-call' },
      deps,
    )
    expect(seen_before).toMatchObject({ band: 'nothing close', matches: [] })
    expect(seen_before?.text).toContain('3 past incidents')
    expect(seen_before?.advice).toContain('user error')
  })

  it('starts all the same when the past cannot be searched, and says so', async () => {
    const deps = createDeps()
    const search = async () => {
      throw new ConfigurationError({ happened: 'The index is damaged.', expected: 'An index.', tryThis: 'doctor.' })
    }
    const result = await startPostMortem.run(
      { what_happened: 'Checkout failed for many shops this afternoon.', said_by: 'on-call' },
      { ...deps, store: { ...deps.store, search } },
    )
    expect(result.incident_id).toBe('INC-1')
    expect(result.seen_before).toMatchObject({ band: null, matches: [] })
    expect(result.seen_before?.text).toContain('The index is damaged.')
  })

  it('says nothing about the past before anybody has said anything', async () => {
    expect((await startPostMortem.run({}, createDeps())).seen_before).toBeNull()
  })
})
