import { describe, expect, it } from 'vitest'
import { startPostMortem } from '../../src/operations/start-post-mortem.ts'
import { createDeps } from './deps.ts'

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
    expect(result).toMatchObject({ resumed: true, incident_id: 'INC-1' })
    await expect(startPostMortem.run({ incident_id: 'INC-2' }, deps)).rejects.toThrow('INC-2')
  })

  it('opens with the prime directive', async () => {
    const result = await startPostMortem.run({}, createDeps())
    expect(startPostMortem.present(result).startsWith(result.opening)).toBe(true)
    expect(result.opening.split(/\s+/).length).toBeGreaterThan(30)
  })
})
