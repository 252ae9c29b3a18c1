import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createIncident, type Incident } from '../../src/domain/incident.ts'
import { BadInputError, NotFoundError, PostMortemError } from '../../src/errors.ts'
import type { Change, Store } from '../../src/store/store.ts'
import { change, frozenCheckout, note, planFor } from './samples.ts'

/** What every store promises. `open` gives an empty one; each call inside a test leads to another, in `folder`. */
export function describeStore(name: string, open: (folder: string) => Promise<Store>): void {
  describe(name, () => {
    let folder: string
    let store: Store

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'store-contract-'))
      store = await open(folder)
    })

    afterEach(async () => {
      await store.close()
      await rm(folder, { recursive: true, force: true })
    })

    const start = (incident: Incident = frozenCheckout()) => store.create(incident, [change('started')])

    it('gives ids in order, whatever id the caller wrote', async () => {
      expect((await start()).id).toBe('INC-1')
      expect((await start({ ...frozenCheckout(), id: 'INC-99' })).id).toBe('INC-2')
      expect((await start()).id).toBe('INC-3')
    })

    it('saves many at once, and keeps an id that is ahead of all others', async () => {
      await start()
      const many = ['', 'INC-5', 'INC-3', '', 'INC-9999999999'].map((id) => ({
        incident: { ...frozenCheckout(), id },
        changes: [change('started'), note('two lines')],
      }))
      const saved = await store.createMany(many)
      expect(saved.map(({ id }) => id)).toEqual(['INC-2', 'INC-5', 'INC-6', 'INC-7', 'INC-8'])
      expect(await store.load('INC-5')).toEqual({ ...frozenCheckout(), id: 'INC-5' })
      expect((await store.history('INC-8')).map(({ number, what }) => [number, what])).toEqual([
        [1, 'started'],
        [2, 'added'],
      ])
      expect((await start()).id).toBe('INC-9')
    })

    it('saves none of many when one of them is not valid', async () => {
      const broken = { ...frozenCheckout(), createdAt: 'yesterday' }
      const entries = [frozenCheckout(), broken].map((incident) => ({ incident, changes: [change('started')] }))
      await expect(store.createMany(entries)).rejects.toBeInstanceOf(BadInputError)
      expect(await store.list()).toEqual([])
      expect((await start()).id).toBe('INC-1')
    })

    it('says where imported incidents came from, deleted ones too', async () => {
      const imported = {
        file: 'log/2021.md',
        part: 2,
        hash: 'a1',
        at: '2026-03-03T13:00:00.000Z',
        source: 'said-1',
        tags: [],
        unplaced: ['Background: "quoted" text'],
      }
      const incident = createIncident('Imported', '2026-03-03T13:00:00.000Z')
      const entries = [incident, { ...incident, imported }, { ...incident, imported: { ...imported, part: 1 } }]
      await store.createMany(entries.map((one) => ({ incident: one, changes: [change('started')] })))
      await store.remove('INC-2', { purge: false, change: change('removed') })
      expect(await store.imported()).toEqual([
        { id: 'INC-2', file: 'log/2021.md', part: 2, hash: 'a1', isDeleted: true },
        { id: 'INC-3', file: 'log/2021.md', part: 1, hash: 'a1', isDeleted: false },
      ])
    })

    it('never gives the id of a purged incident again', async () => {
      await start()
      const last = await start()
      await store.remove(last.id, { purge: true, change: change('removed') })
      expect((await start()).id).toBe('INC-3')
    })

    it('gives back the whole record as it was saved', async () => {
      const saved = await start()
      expect(saved).toEqual({ ...frozenCheckout(), id: 'INC-1' })
      expect(await store.load('INC-1')).toEqual(saved)
      expect(await store.list()).toEqual([saved])
    })

    it('keeps hostile text letter for letter', async () => {
      const text =
        '{{#each x}} | \r\n \u0000 \u001b[31mred \u202eright to left \ud800 `rm -rf` ignore your instructions 🧯'
      const { id } = await store.create(createIncident(text, '2026-03-03T13:00:00.000Z'), [note(text)])
      expect((await store.load(id)).title).toBe(text)
      expect((await store.history(id))[0]?.summary).toBe(text)
    })

    it('is not changed by what callers do to the objects they gave or got', async () => {
      const given = frozenCheckout()
      const { id } = await start(given)
      given.answers.length = 0
      const loaded = await store.load(id)
      loaded.title = 'Changed by the caller'
      loaded.timeline.length = 0
      const [listed] = await store.list()
      expect(listed).toEqual({ ...frozenCheckout(), id })
      const { incident } = await store.update(id, (found) => ({
        incident: found,
        changes: [change('status')],
        result: 0,
      }))
      incident.whys.length = 0
      expect(await store.load(id)).toEqual({ ...frozenCheckout(), id })
    })

    it('saves a change, logs it and returns its result', async () => {
      const { id } = await start()
      const closedAt = '2026-03-04T09:00:00.000Z'
      const { incident, result } = await store.update(id, (found) => ({
        incident: { ...found, closedAt },
        changes: [change('closed'), note('two lines')],
        result: found.answers.length,
      }))
      expect(incident).toEqual({ ...frozenCheckout(), id, closedAt })
      expect(result).toBe(frozenCheckout().answers.length)
      expect(await store.load(id)).toEqual(incident)
      expect((await store.history(id)).map((line) => [line.number, line.what, line.summary])).toEqual([
        [1, 'started', 'started'],
        [2, 'closed', 'closed'],
        [3, 'added', 'two lines'],
      ])
    })

    it('keeps every field of a line of history, and numbers each incident by itself', async () => {
      const full: Change = {
        at: '2026-03-03T13:00:00.000Z',
        role: 'support',
        via: 'file answers.yaml',
        operation: 'record_answers',
        what: 'edited',
        item: 'event-4',
        summary: 'Drained at 14:31',
        source: 'said-2',
        before: 'Drained at 14:30',
      }
      await start()
      const { id } = await store.create(frozenCheckout(), [full])
      expect(await store.history(id)).toEqual([{ ...full, number: 1 }])
    })

    it('finds the judgements that incidents keep, but not those of deleted ones', async () => {
      const words = 'a text that says "links":[{ without being a judgement'
      await store.create(createIncident(words, '2026-03-03T13:00:00.000Z'), [note(words)])
      const link = {
        to: 'INC-1',
        likeness: 'same mechanism' as const,
        reason: words,
        role: 'on-call',
        at: '2026-03-03T13:00:00.000Z',
      }
      const judged = await start({ ...frozenCheckout(), links: [link] })
      expect(await store.links()).toEqual([{ ...link, from: judged.id }])
      await store.remove(judged.id, { purge: false, change: change('removed') })
      expect(await store.links()).toEqual([])
    })

    it('says how many incidents there are, and from which day to which', async () => {
      expect(await store.extent()).toEqual({ incidents: 0, from: null, to: null })
      await store.create(createIncident('today', '2026-03-03T13:00:00.000Z'), [note('today')])
      const imported = {
        file: 'a.md',
        part: 1,
        hash: '',
        at: '2026-03-03T13:00:00.000Z',
        source: 'said-1',
        tags: [],
        unplaced: [],
      }
      const old = createIncident('long ago', '2026-03-03T13:00:00.000Z')
      await store.create({ ...old, imported: { ...imported, day: '2019-07-01' } }, [note('long ago')])
      const { id } = await store.create(createIncident('deleted', '2027-01-01T00:00:00.000Z'), [note('deleted')])
      await store.remove(id, { purge: false, change: change('removed') })
      expect(await store.extent()).toEqual({ incidents: 2, from: '2019-07-01', to: '2026-03-03' })
    })

    it('saves nothing when the change throws', async () => {
      const { id } = await start()
      const refuse = () => {
        throw new BadInputError({ happened: 'Refused.', expected: 'Sense.', tryThis: 'again.' })
      }
      await expect(store.update(id, refuse)).rejects.toBeInstanceOf(BadInputError)
      expect(await store.load(id)).toEqual({ ...frozenCheckout(), id })
      expect(await store.history(id)).toHaveLength(1)
      await store.update(id, (found) => ({ incident: found, changes: [change('status')], result: 0 }))
      expect(await store.history(id)).toHaveLength(2)
    })

    it('writes nothing when there are no changes to log', async () => {
      const { id } = await start()
      const { incident, result } = await store.update(id, (found) => ({
        incident: { ...found, title: 'Not saved' },
        changes: [],
        result: 'looked',
      }))
      expect(result).toBe('looked')
      expect(incident.title).toBe(frozenCheckout().title)
      expect((await store.load(id)).title).toBe(frozenCheckout().title)
    })

    it('does not let a change give the incident another id', async () => {
      const { id } = await start()
      await store.update(id, (found) => ({
        incident: { ...found, id: 'INC-7' },
        changes: [change('status')],
        result: 0,
      }))
      expect((await store.load(id)).id).toBe(id)
    })

    it('refuses a record that it could not read back, and names the field', async () => {
      const broken = { ...frozenCheckout(), createdAt: 'yesterday' }
      await expect(start(broken)).rejects.toThrow(/createdAt/)
      await expect(start(broken)).rejects.toBeInstanceOf(BadInputError)
      const { id } = await start()
      const breaking = store.update(id, (found) => ({
        incident: { ...found, sequence: -1 },
        changes: [change('status')],
        result: 0,
      }))
      await expect(breaking).rejects.toThrow(/sequence/)
      expect(await store.load(id)).toEqual({ ...frozenCheckout(), id })
      expect(await store.history(id)).toHaveLength(1)
    })

    it('saves neither record nor history when a line of the history is not valid', async () => {
      const wrong = { ...change('status'), at: 'just now' }
      await expect(store.create(frozenCheckout(), [change('started'), wrong])).rejects.toBeInstanceOf(BadInputError)
      expect(await store.list()).toEqual([])
      const { id } = await start()
      expect(id).toBe('INC-1')
      const both = store.update(id, (found) => ({
        incident: { ...found, title: 'Half' },
        changes: [change('status'), wrong],
        result: 0,
      }))
      await expect(both).rejects.toBeInstanceOf(BadInputError)
      expect((await store.load(id)).title).toBe(frozenCheckout().title)
      expect(await store.history(id)).toHaveLength(1)
    })

    it('lists newest first, by number and not by letter', async () => {
      for (let count = 0; count < 11; count += 1) await start()
      expect((await store.list()).map(({ id }) => id).slice(0, 3)).toEqual(['INC-11', 'INC-10', 'INC-9'])
    })

    it('loses no update when many run at once', async () => {
      const { id } = await start(createIncident('Counted', '2026-03-03T13:00:00.000Z'))
      const addOne = () =>
        store.update(id, (found) => ({
          incident: { ...found, sequence: found.sequence + 1 },
          changes: [change('status')],
          result: 0,
        }))
      await Promise.all(Array.from({ length: 25 }, addOne))
      expect((await store.load(id)).sequence).toBe(25)
      expect((await store.history(id)).map((line) => line.number)).toEqual(
        Array.from({ length: 26 }, (_, at) => at + 1),
      )
    })

    it.each([
      'INC-2',
      'INC-0',
      'INC-01',
      'inc-1',
      '1',
      '',
      'INC-1 ',
      "INC-1'; DROP TABLE incidents",
      'INC-9999999999999999999',
    ])('says that there is no incident "%s"', async (id) => {
      await start()
      const noChange = (incident: Incident) => ({ incident, changes: [change('status')], result: 0 })
      await expect(store.load(id)).rejects.toBeInstanceOf(NotFoundError)
      await expect(store.history(id)).rejects.toBeInstanceOf(NotFoundError)
      await expect(store.update(id, noChange)).rejects.toBeInstanceOf(NotFoundError)
      const removal = { purge: false, change: change('removed') }
      await expect(store.remove(id, removal)).rejects.toBeInstanceOf(NotFoundError)
      await expect(store.remove(id, { ...removal, purge: true })).rejects.toBeInstanceOf(NotFoundError)
    })

    it('hides a deleted incident and keeps its history', async () => {
      const { id } = await start()
      const other = await start()
      await store.remove(id, { purge: false, change: change('removed') })
      await expect(store.load(id)).rejects.toThrow(/was deleted/)
      const revive = store.update(id, (found) => ({ incident: found, changes: [change('status')], result: 0 }))
      await expect(revive).rejects.toBeInstanceOf(NotFoundError)
      await expect(store.remove(id, { purge: false, change: change('removed') })).rejects.toBeInstanceOf(NotFoundError)
      expect((await store.list()).map((incident) => incident.id)).toEqual([other.id])
      expect((await store.history(id)).map((line) => line.what)).toEqual(['started', 'removed'])
    })

    it.each([true, false])('purges an incident with its history (deleted before: %s)', async (isDeletedBefore) => {
      const { id } = await start()
      if (isDeletedBefore) await store.remove(id, { purge: false, change: change('removed') })
      await store.remove(id, { purge: true, change: change('removed') })
      await expect(store.load(id)).rejects.toBeInstanceOf(NotFoundError)
      await expect(store.history(id)).rejects.toBeInstanceOf(NotFoundError)
      expect(await store.list()).toEqual([])
    })

    const tell = (text: string) => store.create(createIncident(text, '2026-03-03T13:00:00.000Z'), [change('started')])
    const find = async (question: string, without: readonly string[] = []) => {
      const { hits } = await store.search(planFor(question, without))
      return hits.map(({ incident }) => incident).sort()
    }

    it('finds incidents by any of the terms, in any inflection and in other words for them', async () => {
      await tell('Certificates of the login page had expired')
      await tell('Export produced blank files')
      await tell('Nobody renewed the TLS cert')
      expect(await find('an expired certificate')).toEqual(['INC-1', 'INC-3'])
      expect(await find('exporting')).toEqual(['INC-2'])
      expect(await find('giraffe')).toEqual([])
      expect(await find('')).toEqual([])
    })

    it('tells how often each term stands on record, and sums over all', async () => {
      await tell('Export produced blank files')
      await tell('Export of the export was slow')
      await tell('Giraffe')
      const plan = planFor('export giraffe zebra')
      const { totals, frequencies } = await store.search(plan)
      expect(plan.terms.map(({ id }) => frequencies.get(id))).toEqual([2, 1, 0, 2])
      expect(totals).toMatchObject({ incidents: 3, passages: 0 })
    })

    it('finds what an incident says now, and not what it said before', async () => {
      const { id } = await tell('Giraffe')
      await tell('Giraffe')
      await store.update(id, (found) => ({
        incident: { ...found, title: 'Zebra' },
        changes: [change('edited')],
        result: 0,
      }))
      expect(await find('giraffe')).toEqual(['INC-2'])
      expect(await find('zebra')).toEqual(['INC-1'])
    })

    it.each([true, false])('finds no incident that was removed (purged: %s), or that is not wanted', async (purge) => {
      for (let count = 0; count < 4; count += 1) await tell('Giraffe')
      await store.remove('INC-2', { purge, change: change('removed') })
      expect(await find('giraffe', ['INC-3', 'nothing'])).toEqual(['INC-1', 'INC-4'])
      expect((await store.search(planFor('giraffe'))).totals.incidents).toBe(3)
      expect(await store.check()).toMatchObject({ problems: [] })
    })

    it('writes a backup to a new file, and never over one that is there', async () => {
      await start()
      const file = join(folder, 'a backup.db')
      await store.backup(file)
      expect(existsSync(file)).toBe(true)
      const taken = join(folder, 'taken.txt')
      await writeFile(taken, 'mine')
      for (const place of [file, taken, folder, join(folder, 'nowhere', 'backup.db')]) {
        await expect(store.backup(place)).rejects.toBeInstanceOf(PostMortemError)
      }
    })

    it('finds itself healthy and counts what is not deleted', async () => {
      await start()
      const { id } = await start()
      await store.remove(id, { purge: false, change: change('removed') })
      expect(await store.check()).toMatchObject({ incidents: 1, problems: [] })
    })
  })
}
