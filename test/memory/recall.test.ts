import { describe, expect, it } from 'vitest'
import { defaultContext } from '../../src/domain/default-context.ts'
import { createIncident } from '../../src/domain/incident.ts'
import { recall } from '../../src/memory/recall.ts'
import { createMemoryStore } from '../../src/store/memory-store.ts'

const at = '2026-03-03T13:00:00.000Z'
const asked = (query: string) => ({ query, also: [], without: [], filters: {} })

describe('recall', () => {
  it('answers with the incident that has the words of the question', async () => {
    const store = createMemoryStore()
    await store.create(createIncident('Export produced blank files', at), [])
    await store.create(createIncident('Certificate of the login page expired', at), [])
    const { band, matches, uncovered } = await recall(
      asked('login certificate expired in Bavaria'),
      store,
      defaultContext,
    )
    expect(band).toBe('strong match')
    expect(matches.map(({ incident }) => incident)).toEqual(['INC-2'])
    expect(uncovered).toEqual(['bavaria'])
  })

  it('says that nothing is close on an empty history', async () => {
    const { band, matches } = await recall(asked('the disk is full'), createMemoryStore(), defaultContext)
    expect({ band, matches }).toEqual({ band: 'nothing close', matches: [] })
  })
})
