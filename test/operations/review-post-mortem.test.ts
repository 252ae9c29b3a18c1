import { describe, expect, it } from 'vitest'
import type { ItemDraft } from '../../src/domain/draft.ts'
import { recordAnswers } from '../../src/operations/record-answers.ts'
import { reviewPostMortem } from '../../src/operations/review-post-mortem.ts'
import { startPostMortem } from '../../src/operations/start-post-mortem.ts'
import { createDeps } from './deps.ts'

const told = 'On 3 March 2026 at 14:00 Berlin time 312 customers were charged twice by the checkout.'

async function started() {
  const deps = createDeps()
  await startPostMortem.run({ what_happened: told, said_by: 'on-call' }, deps)
  return deps
}

describe('review_post_mortem', () => {
  it('asks about a text, gravest first, and changes nothing', async () => {
    const deps = await started()
    const before = await deps.store.load('INC-1')
    const markdown = '# A\n\n## Root cause\n\nObviously it was human error.\n'
    const result = await reviewPostMortem.run({ markdown }, deps)
    expect(result.reviewed[0]?.findings.map(({ level }) => level)).toEqual(['error', 'warning', 'info'])
    expect(result.reviewed[0]?.findings[0]).toMatchObject({ rule: 'human-error', line: 5, words: 'human error' })
    expect(reviewPostMortem.present(result)).toContain('What did the screen')
    expect(await deps.store.load('INC-1')).toEqual(before)
  })

  it('reviews both documents of a stored incident with the questions that are open in it', async () => {
    const deps = await started()
    const guess = 'Perhaps the bank was slow that morning.'
    await recordAnswers.run(
      {
        incident_id: 'INC-1',
        said: guess,
        said_by: 'on-call',
        items: [{ type: 'why', excerpt: guess, text: guess, kind: 'hypothesis', track: 'happened' }],
      },
      deps,
    )
    const { reviewed } = await reviewPostMortem.run({ incident_id: 'INC-1' }, deps)
    expect(reviewed.map(({ name }) => name)).toEqual([
      'the engineering post-mortem of INC-1',
      'the product post-mortem of INC-1',
    ])
    expect(reviewed[0]?.findings.map(({ rule }) => rule)).toContain('hypothesis-without-check')
    expect(reviewed[1]?.findings.map(({ rule }) => rule)).toContain('unquantified-impact')
  })

  it('asks nothing about a gap that is marked, an earlier incident told in passing, or a link that was accepted', async () => {
    const deps = await started()
    const link =
      'The keys were split once, but the nightly copy job needs both sides, so somebody merged them in 2024 without a limit.'
    const before = 'In 2023 somebody truncated the wrong cache, same pattern.'
    const say = (said: string, items: ItemDraft[]) =>
      recordAnswers.run({ incident_id: 'INC-1', said, said_by: 'on-call', items }, deps)
    await say(before, [{ type: 'answer', question: 'seen-before' }])
    await say('We assumed it.', [{ type: 'answer', question: 'assumption' }])
    await say(link, [{ type: 'why', track: 'happened' }])
    const rules = async () => {
      const { reviewed } = await reviewPostMortem.run({ incident_id: 'INC-1' }, deps)
      return reviewed.flatMap(({ findings }) => findings.map(({ rule, words }) => `${rule}: ${words}`))
    }
    const unjudged = await rules()
    expect(unjudged.filter((one) => /^(?:human-error|shallow-cause|no-date)/.test(one))).toEqual([])
    expect(unjudged).toContain('blame: somebody merged')
    await deps.store.update('INC-1', (incident) => ({
      incident: {
        ...incident,
        whys: incident.whys.map((why) => ({
          ...why,
          challenge: { asked: 1, state: 'accepted' as const, kinds: [], words: '', question: '' },
        })),
      },
      changes: [
        {
          at: '2026-03-04T09:00:00.000Z',
          role: 'team',
          via: 'test',
          operation: 'test',
          what: 'edited',
          summary: 'accepted',
        },
      ],
      result: null,
    }))
    expect((await rules()).filter((one) => one.startsWith('blame'))).toEqual([])
  })

  it('finds in a text what the record does not hold', async () => {
    const deps = await started()
    const markdown = '# A\n\nAt 14:00, 321 customers were charged twice.\n'
    const { reviewed } = await reviewPostMortem.run({ incident_id: 'INC-1', markdown }, deps)
    expect(reviewed[0]?.findings).toMatchObject([{ rule: 'unsupported-claim', words: '321', level: 'error' }])
  })

  it('refuses when there is nothing to review, and names a rule that is not there', async () => {
    const deps = await started()
    await expect(reviewPostMortem.run({}, deps)).rejects.toThrow('nothing to review')
    await expect(reviewPostMortem.run({ markdown: 'x', rules_off: ['blam'] }, deps)).rejects.toThrow('no rule blam')
  })
})
