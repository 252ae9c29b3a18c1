import { describe, expect, it } from 'vitest'
import { createIncident } from '../../src/domain/incident.ts'
import { settleWhy } from '../../src/operations/settle-why.ts'
import { judgeWhy } from '../../src/review/why/judge-why.ts'

const incident = { ...createIncident('Customers were charged twice', '2026-03-04T09:00:00Z'), id: 'INC-1' }
const mechanism = 'The client gives up after 5 s and sends the charge again, with a new key each time.'
const label = 'There was a race condition.'

const settled = (said: string, verdict?: 'stands' | 'shallow', isOverruled = false) =>
  settleWhy(incident, { said, isOverruled, ...(verdict ? { assessment: { verdict } } : {}) }, judgeWhy).status

describe('settleWhy', () => {
  it.each([
    ['both let it stand', mechanism, 'stands', 'accepted'],
    ['both find it shallow', label, 'shallow', 'asked'],
    ['only the rules find it shallow', label, 'stands', 'disputed'],
    ['only the caller finds it shallow', mechanism, 'shallow', 'disputed'],
    ['the rules judge alone and let it stand', mechanism, undefined, 'accepted'],
    ['the rules judge alone and find it shallow', label, undefined, 'asked'],
  ] as const)('when %s', (_when, said, verdict, status) => {
    expect(settled(said, verdict)).toBe(status)
  })

  it('lets a person overrule what is shallow, and nothing else', () => {
    expect(settled(label, 'stands', true)).toBe('overruled')
    expect(settled(mechanism, 'stands', true)).toBe('accepted')
  })

  it('changes no incident', () => {
    const before = structuredClone(incident)
    settled(label, 'stands')
    expect(incident).toEqual(before)
  })
})
