import { describe, expect, it } from 'vitest'
import { defaultContext } from '../../../src/domain/default-context.ts'
import { compareLog, findPatterns } from '../../../src/memory/patterns/find-patterns.ts'
import { compareMechanisms } from '../../../src/memory/patterns/same-mechanism.ts'
import { createLog } from './log.ts'

const tells = (atFront: readonly string[], later: readonly string[] = []) => ({
  atFront: new Set(atFront),
  anywhere: new Set([...atFront, ...later]),
})

describe('two texts', () => {
  it('tell of the same mechanism where both do at the front', () => {
    expect(compareMechanisms(tells(['a', 'b']), tells(['b']))).toBe('the same')
  })

  it('tell of others where they have none in common', () => {
    expect(compareMechanisms(tells(['a'], ['c']), tells(['b'], ['d']))).toBe('others')
  })

  it('do not say where one tells of none, or of a common one by the way only', () => {
    expect(compareMechanisms(tells([]), tells(['a']))).toBe('unsaid')
    expect(compareMechanisms(tells(['a']), tells(['b'], ['a']))).toBe('unsaid')
    expect(compareMechanisms(undefined, tells(['a']))).toBe('unsaid')
  })
})

describe('two incidents of one service', () => {
  const report = (day: string, why: string) => ({
    day,
    title: 'Mirror redirector outage',
    document: `# Mirror redirector outage\n\nThe mirror redirector answered downloads with errors. ${why}\n\n## Recovery\n\nThe node was drained and the pods were restarted.\n`,
  })
  const mounted = report('2026-02-01', 'The new pod hung, because the volume with the index could not be mounted.')
  const again = report(
    '2026-02-09',
    'The new pod hung, because the volume with the index was still attached elsewhere.',
  )
  const expired = report('2026-02-05', 'No mirror was listed, because the token for the index had expired.')
  const compare = (...told: ReturnType<typeof report>[]) => {
    const { compared, scoreOf } = compareLog(createLog(told))
    return { mechanisms: compared.likeness(0, 1).mechanisms, score: scoreOf(0, 1) }
  }

  it('are more alike where both tell of one mechanism than where each tells of another', () => {
    const [same, others] = [compare(mounted, again), compare(mounted, expired)]
    expect(same.mechanisms).toBe('the same')
    expect(others.mechanisms).toBe('others')
    expect(same.score).toBeGreaterThan(1.5 * others.score)
  })

  it('are not told apart by what was done about it', () => {
    const { compared } = compareLog(createLog([mounted]))
    expect(compared.mechanismsOf(0)).toEqual(['a volume could not be mounted'])
  })

  it('say in their group what they tell of, and what keeps another out', () => {
    const log = createLog([mounted, expired, again])
    const { patterns } = findPatterns(log, defaultContext, {
      today: '2026-02-10',
      by: 'failure',
      limit: 5,
      doneOn: () => null,
    })
    const [found] = patterns
    expect(patterns.map(({ members }) => members.map(({ incident }) => incident))).toEqual([['INC-1', 'INC-3']])
    expect(found?.because[0]).toBe('They tell that a volume could not be mounted.')
    expect(found?.apart.map(({ incident, because }) => `${incident} ${because}`)).toEqual([
      expect.stringMatching(
        /^INC-2 alike in .*; but it tells that a credential was no longer valid, these that a volume could not be mounted$/,
      ),
    ])
  })
})
