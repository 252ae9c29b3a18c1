import { describe, expect, it } from 'vitest'
import { newCandidates, recordCandidates } from '../../../src/cli/draft/record-candidates.ts'
import { lineOf, recordNotes } from '../../../src/cli/draft/record-notes.ts'
import type { Feed } from '../../../src/intake/feeds/feed.ts'
import { startPostMortem } from '../../../src/operations/start-post-mortem.ts'
import { createDeps } from '../../operations/deps.ts'

const text =
  'ana: imports hang since 10:02\n\nleo: rolled back at 10:40,\n  imports run again\nana: cause is (probably) the new index'

async function begin() {
  const deps = createDeps()
  const { incident_id } = await startPostMortem.run(
    { what_happened: 'Imports of all schools hung this morning.' },
    deps,
  )
  return { deps, id: incident_id ?? '' }
}

describe('items drawn from notes', () => {
  it('name the line they come from, and are refused where the notes do not hold their words', async () => {
    const { deps, id } = await begin()
    const items = {
      drafts: [
        { type: 'event' as const, excerpt: 'rolled back at 10:40, imports run again', at: '10:40' },
        { type: 'event' as const, excerpt: 'rolled back at 10:45', at: '10:45' },
        { type: 'why' as const, excerpt: 'cause is (probably) the new index', track: 'happened' as const },
      ],
      misfits: [{ excerpt: 'cap it', reason: 'due: no date' }],
      contradictions: [],
    }
    const { taken, refused } = await recordNotes(id, { name: 'notes.txt', text }, items, deps)
    expect(taken.map(({ id: item, line }) => [item.split('-')[0], line])).toEqual([
      ['event', 3],
      ['why', 5],
    ])
    expect(refused).toEqual([
      { excerpt: 'cap it', reason: 'due: no date' },
      { excerpt: 'rolled back at 10:45', reason: expect.stringContaining('not in what was said') },
    ])
    const incident = await deps.store.load(id)
    expect(incident.whys[0]?.kind).toBe('hypothesis')
    expect(incident.sources.at(-1)).toMatchObject({ text, kind: 'document', reference: 'notes.txt' })
  })

  it('are recorded once, however often the same notes come', async () => {
    const { deps, id } = await begin()
    const items = {
      drafts: [{ type: 'event' as const, excerpt: 'imports hang since 10:02', at: '10:02' }],
      misfits: [],
      contradictions: [],
    }
    await recordNotes(id, { name: 'notes.txt', text }, items, deps)
    const once = await deps.store.load(id)
    await recordNotes(id, { name: 'notes.txt', text }, items, deps)
    expect(await deps.store.load(id)).toEqual(once)
  })

  it('stand on no line where the words stand on none', () => {
    expect(lineOf(text, 'imports  hang')).toBe(1)
    expect(lineOf(text, 'a.b')).toBeNull()
    expect(lineOf(text, '')).toBeNull()
  })
})

const feed: Feed = {
  system: 'Slack',
  place: '#imports',
  passedOver: new Map(),
  candidates: Array.from({ length: 230 }, (_one, index) => ({
    id: `slack #imports/1772618531.${String(index).padStart(6, '0')}`,
    at: new Date(Date.UTC(2026, 2, 4, 10, 0, index)).toISOString().replace('.000', ''),
    actor: 'Ana',
    text: `step ${index} of the rollback is through`,
  })),
}

describe('entries of an export', () => {
  it('become timeline events at their instant, with nothing inferred, and are known when they come again', async () => {
    const { deps, id } = await begin()
    const { taken, refused } = await recordCandidates(id, feed, feed.candidates.slice(0, 210), deps)
    expect([taken.length, refused.length]).toEqual([210, 0])
    const incident = await deps.store.load(id)
    expect(incident.timeline).toHaveLength(210)
    expect(incident.timeline[209]).toMatchObject({ at: '2026-03-04T10:03:29Z', actor: 'Ana', inferred: [] })
    expect(incident.sources.at(-1)).toMatchObject({ role: 'Slack #imports', reference: 'Slack #imports' })
    expect((await newCandidates(id, feed, deps)).length).toBe(20)
    expect((await newCandidates(null, feed, deps)).length).toBe(230)
  })
})
