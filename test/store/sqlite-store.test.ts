import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createIncident } from '../../src/domain/incident.ts'
import { ConflictError, ProviderError } from '../../src/errors.ts'
import { stem } from '../../src/memory/stem.ts'
import { wordId } from '../../src/memory/term-id.ts'
import { migrations } from '../../src/store/migrations.ts'
import { createSqliteStore, type SqliteStoreOptions } from '../../src/store/sqlite-store.ts'
import type { Store } from '../../src/store/store.ts'
import { describeStore } from './contract.ts'
import { change, frozenCheckout, note, planFor } from './samples.ts'

const now = () => new Date('2026-03-03T13:00:00.000Z')

describeStore('the SQLite store', (folder) => createSqliteStore({ file: join(folder, 'postmortem.db'), now }))

describe('a database file', () => {
  let folder: string
  let file: string
  let opened: Store[]

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'store sqlite '))
    file = join(folder, 'data', 'deeper', 'postmortem.db')
    opened = []
  })

  afterEach(async () => {
    for (const store of opened) await store.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function open(options: Partial<SqliteStoreOptions> = {}): Promise<Store> {
    const store = await createSqliteStore({ file, now, ...options })
    opened.push(store)
    return store
  }

  const modeOf = (path: string) => statSync(path).mode & 0o777

  it.skipIf(process.platform === 'win32')('is readable by its owner alone, with its folder and its log', async () => {
    const before = process.umask(0)
    try {
      const store = await open()
      await store.create(frozenCheckout(), [change('started')])
      await store.backup(join(folder, 'backup.db'))
    } finally {
      process.umask(before)
    }
    expect(modeOf(join(folder, 'data'))).toBe(0o700)
    expect(modeOf(join(folder, 'data', 'deeper'))).toBe(0o700)
    for (const path of [file, `${file}-wal`, `${file}-shm`, join(folder, 'backup.db')]) expect(modeOf(path)).toBe(0o600)
  })

  it.skipIf(process.platform === 'win32')('is closed to others again when somebody had opened it to them', async () => {
    const store = await open()
    await store.create(frozenCheckout(), [change('started')])
    for (const path of [file, `${file}-wal`]) chmodSync(path, 0o644)
    expect((await store.check()).problems).toHaveLength(2)
    await open()
    for (const path of [file, `${file}-wal`]) expect(modeOf(path)).toBe(0o600)
    expect((await store.check()).problems).toEqual([])
  })

  it('keeps everything after it was closed', async () => {
    const first = await open()
    const saved = await first.create(frozenCheckout(), [change('started')])
    await first.close()
    await first.close()
    expect(existsSync(`${file}-wal`)).toBe(false)
    const second = await open()
    expect(await second.load(saved.id)).toEqual(saved)
    expect(await second.check()).toEqual({ place: file, schema: migrations.length, incidents: 1, problems: [] })
  })

  it('carries two processes, of which neither loses what the other wrote', async () => {
    const [one, two] = [await open(), await open()]
    const { id } = await one.create(createIncident('Counted', now().toISOString()), [change('started')])
    const addOne = (store: Store, who: string) =>
      store.update(id, (found) => ({
        incident: { ...found, sequence: found.sequence + 1 },
        changes: [note(who)],
        result: 0,
      }))
    for (let round = 0; round < 20; round += 1) await Promise.all([addOne(one, 'one'), addOne(two, 'two')])
    expect((await one.load(id)).sequence).toBe(40)
    expect(await two.load(id)).toEqual(await one.load(id))
    const authors = (await two.history(id)).map((line) => line.summary)
    expect(authors.filter((who) => who === 'one')).toHaveLength(20)
    expect(authors.filter((who) => who === 'two')).toHaveLength(20)
    expect((await two.create(frozenCheckout(), [])).id).toBe('INC-2')
    expect((await one.create(frozenCheckout(), [])).id).toBe('INC-3')
  })

  // Without its lock on the file, an older SQLite in another process deletes the log, and the next write is lost.
  it.skipIf(process.platform !== 'linux')('keeps its locks when this process opens the file once more', async () => {
    const locksOn = (path: string) =>
      readFileSync('/proc/locks', 'utf8')
        .split('\n')
        .filter((line) => line.includes(` ${process.pid} `) && line.includes(`:${statSync(path).ino} `)).length
    const store = await open()
    await store.create(frozenCheckout(), [])
    expect(locksOn(file)).toBe(1)
    const second = await open()
    expect(locksOn(file)).toBe(1)
    await second.close()
    expect(locksOn(file)).toBe(1)
    await store.close()
    expect(locksOn(file)).toBe(0)
  })

  it('can be made by several at the same moment', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => open()))
    const made = await Promise.all(stores.map((store) => store.create(frozenCheckout(), [])))
    expect(made.map(({ id }) => id).sort()).toEqual(['INC-1', 'INC-2', 'INC-3', 'INC-4'])
  })

  it('does not hold a word of a purged incident', async () => {
    const word = 'Zugangsdatenzettel'
    const words = () =>
      [file, `${file}-wal`].map((part) => (existsSync(part) ? readFileSync(part).includes(word) : false))
    const store = await open()
    const other = await open()
    const textOf = (number: number, times: number) => `${number % 3 === 0 ? word : 'Kept'} `.repeat(times)
    // Always the same numbers; with rows of these lengths in this order, SQLite's secure_delete alone leaves words in the file.
    let seed = 1
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647
      return Math.floor((seed / 2147483647) * below)
    }
    for (let number = 1; number <= 80; number += 1) {
      const title = textOf(number, 1 + random(50))
      const lines = (of: number, count: number) => Array.from({ length: count }, () => note(textOf(of, 1 + random(60))))
      await store.create(createIncident(title, now().toISOString()), lines(number, 4))
      const earlier = 1 + random(number)
      const longer = textOf(earlier, 1 + random(1200))
      await store.update(`INC-${earlier}`, (found) => ({
        incident: { ...found, title: longer },
        changes: lines(earlier, 5),
        result: 0,
      }))
    }
    expect(words()).toContain(true)
    for (let number = 3; number <= 80; number += 3) {
      await store.remove(`INC-${number}`, { purge: true, change: note(word) })
    }
    expect(words()).toEqual([false, false])
    expect(await other.list()).toHaveLength(54)
    expect(await store.check()).toMatchObject({ incidents: 54, problems: [] })
  })

  it('does not hold a trace of a purged incident in what makes incidents findable', async () => {
    // Without its first letters, which FTS5 leaves out where the term before begins alike.
    const term = wordId(stem('zugangsdatenzettel')).toString(36).slice(2)
    const store = await open()
    const told = (text: string) => ({ ...createIncident(text, now().toISOString()) })
    const { id } = await store.create(told('Zugangsdatenzettel'), [])
    for (let count = 0; count < 30; count += 1)
      await store.create(told(`Kept ${'abcdefghij'.slice(0, count % 10)}`), [])
    await store.update(id, (found) => ({
      incident: { ...found, title: 'Zugangsdatenzettel twice' },
      changes: [change('edited')],
      result: 0,
    }))
    const traces = () => {
      const raw = new Database(file, { readonly: true })
      const blocks = raw.prepare<[], Buffer>('SELECT block FROM recall_terms_data').pluck().all()
      const rows = raw.prepare('SELECT number FROM recall_fingerprints WHERE number = 1').all().length
      raw.close()
      return { rows, terms: blocks.filter((block) => block.includes(term)).length }
    }
    expect(traces()).toEqual({ rows: 1, terms: expect.toSatisfy((count: number) => count > 0) })
    await store.remove(id, { purge: true, change: change('removed') })
    expect(traces()).toEqual({ rows: 0, terms: 0 })
    expect((await store.check()).problems).toEqual([])
    await store.close()
    expect(readFileSync(file).includes(term)).toBe(false)
  })

  it('makes the index again when another version of the program has made it', async () => {
    const store = await open()
    await store.create(createIncident('Certificate expired', now().toISOString()), [])
    await store.create(createIncident('Disk full', now().toISOString()), [])
    const raw = new Database(file)
    raw.exec("UPDATE recall_state SET version = '0-other'; DELETE FROM recall_fingerprints")
    raw.close()
    await store.create(createIncident('The TLS cert ran out', now().toISOString()), [])
    const { hits, totals } = await store.search(planFor('expired certificate'))
    expect(hits.map(({ incident }) => incident).sort()).toEqual(['INC-1', 'INC-3'])
    expect(totals.incidents).toBe(3)
    expect((await store.check()).problems).toEqual([])
  })

  it.each([
    ['a fingerprint is missing', 'DELETE FROM recall_fingerprints WHERE number = 1'],
    ['a term list is missing', 'DELETE FROM recall_terms WHERE rowid = 1'],
    ['the sums are wrong', 'UPDATE recall_state SET words = words + 1'],
    [
      'a fingerprint belongs to another record',
      "UPDATE recall_fingerprints SET fingerprint = x'01000000' WHERE number = 1",
    ],
  ])('finds its index out of step when %s', async (_name, damage) => {
    const store = await open()
    await store.create(frozenCheckout(), [])
    await store.create(frozenCheckout(), [])
    const raw = new Database(file)
    raw.exec(damage)
    raw.close()
    expect((await store.check()).problems).toEqual([expect.stringMatching(/index/)])
  })

  it('says so when purged words are still there, and erases them on the next opening', async () => {
    const word = 'Zugangsdatenzettel'
    const store = await open({ busyTimeoutMs: 50 })
    const { id } = await store.create({ ...frozenCheckout(), title: word }, [change('started')])
    await store.create(frozenCheckout(), [])
    const reader = new Database(file)
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM incidents').get()
    await expect(store.remove(id, { purge: true, change: change('removed') })).rejects.toThrow(
      /INC-1 is purged, but words/,
    )
    expect(await store.list()).toHaveLength(1)
    expect((await store.check()).problems).toEqual([expect.stringContaining('purged')])
    reader.close()
    await store.close()
    const again = await open()
    expect((await again.check()).problems).toEqual([])
    expect(readFileSync(file).includes(word)).toBe(false)
  })

  it('refuses to write when the file was moved away under it, and to take a stranger at its place', async () => {
    const store = await open()
    await store.create(frozenCheckout(), [])
    renameSync(file, `${file}.moved`)
    await expect(store.create(frozenCheckout(), [])).rejects.toBeInstanceOf(ProviderError)
    writeFileSync(file, '')
    await expect(store.create(frozenCheckout(), [])).rejects.toThrow(/moved, deleted or replaced/)
    expect((await store.check()).problems).toHaveLength(process.platform === 'win32' ? 1 : 2)
    expect(readFileSync(file)).toHaveLength(0)
  })

  it('is backed up whole while it is in use', async () => {
    const store = await open()
    const saved = await store.create(frozenCheckout(), [change('started')])
    const copy = join(folder, 'copy of it.db')
    await store.backup(copy)
    await store.create(frozenCheckout(), [])
    const restored = await open({ file: copy })
    expect(await restored.list()).toEqual([saved])
    expect(await restored.history(saved.id)).toEqual(await store.history(saved.id))
    expect(await restored.check()).toMatchObject({ incidents: 1, problems: [] })
    await expect(store.backup(copy)).rejects.toBeInstanceOf(ConflictError)
    expect(await restored.list()).toEqual([saved])
    expect(readdirSync(folder).filter((name) => name.endsWith('-journal'))).toEqual([])
  })

  it('does not let its history be edited or cut by anybody who opens it', async () => {
    const store = await open()
    await store.create(frozenCheckout(), [change('started')])
    const stranger = new Database(file)
    expect(() => stranger.prepare("UPDATE changes SET record = '{}'").run()).toThrow(/append-only/)
    expect(() => stranger.prepare('DELETE FROM changes').run()).toThrow(/append-only/)
    stranger.close()
  })
})
