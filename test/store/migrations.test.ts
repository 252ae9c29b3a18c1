import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultContext } from '../../src/domain/default-context.ts'
import { ConfigurationError } from '../../src/errors.ts'
import { recall } from '../../src/memory/recall.ts'
import { type Migration, migrations } from '../../src/store/migrations.ts'
import { applicationId } from '../../src/store/sqlite-file.ts'
import { createSqliteStore } from '../../src/store/sqlite-store.ts'
import { change, frozenCheckout } from './samples.ts'
import { schemaFixtures } from './schema-fixtures.ts'

const now = () => new Date('2026-03-03T13:00:00.000Z')
const next = migrations.length + 1
const addNote: Migration = {
  name: 'add a note to incidents',
  apply: (database) => database.exec("ALTER TABLE incidents ADD COLUMN note TEXT NOT NULL DEFAULT 'none'"),
}

describe('migrations', () => {
  let folder: string
  let file: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'store-migrations-'))
    file = join(folder, 'postmortem.db')
  })

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  const open = (steps: readonly Migration[] = migrations) => createSqliteStore({ file, now, migrations: steps })
  const backups = () => readdirSync(folder).filter((name) => name.endsWith('.bak'))

  async function fill(): Promise<void> {
    const store = await open()
    await store.create(frozenCheckout(), [change('started')])
    await store.close()
  }

  it('have a fixture for each schema', () => {
    expect(schemaFixtures).toHaveLength(migrations.length)
  })

  it.each(schemaFixtures.map((fixture, index) => ({ schema: index + 1, fixture })))(
    'read what schema $schema wrote',
    async ({ schema, fixture }) => {
      const old = new Database(file)
      for (const step of migrations.slice(0, schema)) step.apply(old)
      old.pragma(`application_id = ${applicationId}`)
      old.pragma(`user_version = ${schema}`)
      fixture.write(old)
      old.close()
      const store = await open()
      expect((await store.list()).map(({ title }) => title)).toEqual(fixture.titles)
      expect((await store.history('INC-1')).map(({ summary }) => summary)).toEqual(fixture.history)
      const asked = { query: 'Bavarian schools: login fails', also: [], without: [], filters: {} }
      expect((await recall(asked, store, defaultContext)).matches.map(({ incident }) => incident)).toEqual(['INC-1'])
      expect(await store.check()).toMatchObject({ schema: migrations.length, problems: [] })
      await store.close()
      expect(backups()).toHaveLength(schema < migrations.length ? 1 : 0)
    },
  )

  it('make no backup of a new database', async () => {
    await (await open([...migrations, addNote])).close()
    expect(readdirSync(folder)).toEqual(['postmortem.db'])
  })

  it('keep a backup of what stood there before, which the earlier version still opens', async () => {
    await fill()
    const store = await open([...migrations, addNote])
    expect(await store.check()).toMatchObject({ schema: next, incidents: 1, problems: [] })
    expect(await store.load('INC-1')).toEqual({ ...frozenCheckout(), id: 'INC-1' })
    await store.close()
    expect(backups()).toEqual([`postmortem.db.before-schema-${next}.bak`])
    const backup = join(folder, `postmortem.db.before-schema-${next}.bak`)
    if (process.platform !== 'win32') expect(statSync(backup).mode & 0o777).toBe(0o600)
    const before = await createSqliteStore({ file: backup, now })
    expect(await before.check()).toMatchObject({ schema: migrations.length, incidents: 1, problems: [] })
    expect(await before.history('INC-1')).toHaveLength(1)
    await before.close()
  })

  it('run once, and never write over an older backup', async () => {
    await fill()
    await Promise.all([open([...migrations, addNote]), open([...migrations, addNote])]).then((stores) =>
      Promise.all(stores.map((store) => store.close())),
    )
    await (await open([...migrations, addNote])).close()
    expect(backups()).toHaveLength(1)
    const first = readFileSync(join(folder, `postmortem.db.before-schema-${next}.bak`))
    const raw = new Database(file)
    raw.exec('ALTER TABLE incidents DROP COLUMN note')
    raw.pragma(`user_version = ${migrations.length}`)
    raw.close()
    await (await open([...migrations, addNote])).close()
    expect(backups().sort()).toEqual([
      `postmortem.db.before-schema-${next}.2.bak`,
      `postmortem.db.before-schema-${next}.bak`,
    ])
    expect(readFileSync(join(folder, `postmortem.db.before-schema-${next}.bak`)).equals(first)).toBe(true)
  })

  it.each([
    [
      'throws',
      (): never => {
        throw new TypeError('half way')
      },
    ],
    ['meets a wrong table', (database: Database.Database) => database.exec('ALTER TABLE nothing ADD COLUMN x')],
    ['leaves history without its incident', (database: Database.Database) => database.exec('DELETE FROM incidents')],
  ])('leave everything as it was when a step %s', async (_name, apply) => {
    await fill()
    const failing = open([...migrations, addNote, { name: 'a step that fails', apply }])
    await expect(failing).rejects.toBeInstanceOf(ConfigurationError)
    await expect(failing).rejects.toThrow(/"a step that fails" failed\). It is as it was before/)
    expect(backups()).toEqual([])
    const store = await open()
    expect(await store.check()).toMatchObject({ schema: migrations.length, incidents: 1, problems: [] })
    expect(await store.load('INC-1')).toEqual({ ...frozenCheckout(), id: 'INC-1' })
    await store.close()
    const raw = new Database(file)
    expect(raw.pragma('table_info(incidents)')).toHaveLength(5)
    raw.close()
  })

  it('are refused by an earlier version, which leaves the newer database as it is', async () => {
    await fill()
    await (await open([...migrations, addNote])).close()
    const before = readFileSync(file)
    await expect(open()).rejects.toThrow(`newer version of this program (schema ${next})`)
    expect(readFileSync(file).equals(before)).toBe(true)
  })
})
