import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BadInputError, ConfigurationError, ConflictError, PostMortemError, ProviderError } from '../../src/errors.ts'
import { createSqliteStore } from '../../src/store/sqlite-store.ts'
import { startScript, untilExit } from './child.ts'
import { change, frozenCheckout, note } from './samples.ts'

const now = () => new Date('2026-03-03T13:00:00.000Z')

describe('a database that cannot be used', () => {
  let folder: string
  let file: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'store-refusals-'))
    file = join(folder, 'postmortem.db')
  })

  afterEach(async () => {
    process.seteuid?.(process.getuid?.() ?? 0)
    await rm(folder, { recursive: true, force: true })
  })

  const open = (path = file, more = {}) => createSqliteStore({ file: path, now, busyTimeoutMs: 100, ...more })

  async function refusalOf(action: Promise<unknown>): Promise<PostMortemError> {
    const outcome = await action.then(
      () => 'no error',
      (error: unknown) => error,
    )
    if (!(outcome instanceof PostMortemError)) throw new Error(`expected a refusal, got ${String(outcome)}`)
    for (const part of Object.values(outcome.refusal)) expect(part).toMatch(/\S/)
    expect(outcome.refusal.happened).not.toMatch(/SqliteError|at Object|node_modules/)
    return outcome
  }

  /** A closed database with `count` incidents in it. */
  async function fill(count: number): Promise<Buffer> {
    const store = await open()
    for (let made = 0; made < count; made += 1) await store.create(frozenCheckout(), [change('started')])
    await store.close()
    return readFileSync(file)
  }

  it('says that a folder is a folder', async () => {
    const refusal = await refusalOf(open(folder))
    expect(refusal).toBeInstanceOf(ConfigurationError)
    expect(refusal.message).toContain(`${folder} is a folder`)
    expect(readdirSync(folder)).toEqual([])
  })

  it.each(['', ' ', 'postmortem.db ', 'post\0mortem.db'])('refuses the path "%s"', async (path) => {
    expect(await refusalOf(open(path))).toBeInstanceOf(BadInputError)
  })

  it.skipIf(process.platform === 'win32')('refuses what is not a plain file', async () => {
    expect((await refusalOf(open('/dev/null'))).message).toContain('not a plain file')
  })

  it('refuses a path below a file, and a link that leads nowhere', async () => {
    writeFileSync(file, 'text')
    expect(await refusalOf(open(join(file, 'postmortem.db')))).toBeInstanceOf(ConfigurationError)
    symlinkSync(join(folder, 'no', 'such', 'folder'), join(folder, 'link'))
    expect(await refusalOf(open(join(folder, 'link')))).toBeInstanceOf(ConfigurationError)
  })

  // The superuser may read and write everything, so the tests step down to nobody where they can.
  describe.skipIf(process.platform === 'win32')('for want of permission', () => {
    function stepDown(): void {
      if (process.getuid?.() === 0) process.seteuid?.(65534)
    }

    it('refuses a folder in which it cannot make the file', async () => {
      chmodSync(folder, 0o555)
      stepDown()
      const refusal = await refusalOf(open(join(folder, 'data', 'postmortem.db')))
      expect(refusal).toBeInstanceOf(ConfigurationError)
      expect(refusal.message).toContain('cannot be read and written')
      expect(await refusalOf(open())).toBeInstanceOf(ConfigurationError)
    })

    it('refuses a file that it may only read, and one that it may not read', async () => {
      await fill(1)
      for (const mode of [0o444, 0o000]) {
        chmodSync(file, mode)
        chmodSync(folder, 0o755)
        stepDown()
        expect(await refusalOf(open())).toBeInstanceOf(ConfigurationError)
        process.seteuid?.(process.getuid?.() ?? 0)
      }
    })
  })

  it.each([
    ['a text file', 'Dear diary,\n'],
    ['an empty JSON object', '{}'],
    ['a long text', 'All work and no play. '.repeat(1000)],
    ['only the name of the format', 'SQLite format 3\0'],
    ['zeros', '\0'.repeat(8192)],
  ])('refuses %s and leaves it as it is', async (_name, content) => {
    writeFileSync(file, content)
    const refusal = await refusalOf(open())
    expect(refusal).toBeInstanceOf(ConfigurationError)
    expect(refusal.message).toContain('not an SQLite database')
    expect(readFileSync(file, 'utf8')).toBe(content)
    expect(readdirSync(folder)).toEqual(['postmortem.db'])
  })

  it("refuses another program's database and leaves it as it is", async () => {
    const stranger = new Database(file)
    stranger.exec('CREATE TABLE incidents (number INTEGER)')
    stranger.close()
    const before = readFileSync(file)
    expect((await refusalOf(open())).message).toContain('database of another program')
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['postmortem.db'])
  })

  it.each(['in the file', 'in its log only'])('refuses the database of a newer version, known %s', async (place) => {
    await fill(2)
    const newer = new Database(file)
    newer.pragma('user_version = 1000')
    const reader = new Database(file)
    reader.exec('BEGIN')
    reader.prepare('SELECT * FROM incidents').get()
    if (place === 'in the file') {
      reader.close()
      newer.close()
    }
    const before = readFileSync(file)
    const refusal = await refusalOf(open())
    expect(refusal).toBeInstanceOf(ConfigurationError)
    expect(refusal.message).toContain('newer version of this program (schema 1000)')
    expect(readFileSync(file).equals(before)).toBe(true)
    if (reader.open) reader.close()
    if (newer.open) newer.close()
  })

  it('never gives back a wrong word or a stray error, whichever byte of the file is damaged', async () => {
    const whole = await fill(3)
    const wrong: number[] = []
    let refused = 0
    for (let at = 3; at < whole.length; at += 487) {
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ 0x15
      await rm(`${file}-wal`, { force: true })
      await rm(`${file}-shm`, { force: true })
      writeFileSync(file, damaged)
      try {
        const store = await open()
        try {
          const list = await store.list()
          for (const incident of list) {
            expect(incident).toEqual({ ...frozenCheckout(), id: incident.id })
            expect(await store.history(incident.id)).toEqual([{ ...change('started'), number: 1 }])
          }
          if (list.length !== 3) wrong.push(at)
        } finally {
          await store.close()
        }
      } catch (error) {
        if (!(error instanceof PostMortemError)) throw error
        refused += 1
      }
    }
    expect(wrong).toEqual([])
    expect(refused).toBeGreaterThan(whole.length / 487 / 3)
  })

  it('finds a changed letter inside a record and a lost line of history, and names the incident', async () => {
    await fill(2)
    const raw = new Database(file)
    raw.exec(`
      DROP TRIGGER changes_go_only_with_their_incident;
      DELETE FROM changes WHERE incident = 2;
      UPDATE incidents SET record = replace(record, 'Checkout', 'Checkin') WHERE number = 1;
      INSERT INTO changes VALUES (2, 3, x'00', 'no JSON');
    `)
    raw.close()
    const store = await open()
    const { incidents, problems } = await store.check()
    expect(incidents).toBe(2)
    expect(problems).toEqual([
      expect.stringContaining('the record of INC-1 is damaged'),
      expect.stringContaining('history of INC-2, line 1 is missing'),
      expect.stringContaining('line 3 of the history of INC-2 is damaged'),
    ])
    expect((await refusalOf(store.load('INC-1'))).message).toContain('not what was saved')
    expect((await store.load('INC-2')).title).toBe(frozenCheckout().title)
    await store.remove('INC-1', { purge: true, change: change('removed') })
    expect((await store.list()).map(({ id }) => id)).toEqual(['INC-2'])
    await store.close()
  })

  it('checks what was saved in another form before it lists it', async () => {
    await fill(2)
    const json = JSON.stringify({ ...frozenCheckout(), id: 'INC-1', sequence: 'many' })
    const raw = new Database(file)
    const rewrite = raw.prepare("UPDATE incidents SET shape = 'older', digest = ?, record = ? WHERE number = 1")
    rewrite.run(createHash('sha256').update(json).digest(), json)
    raw.close()
    const store = await open()
    expect((await refusalOf(store.list())).message).toMatch(/the record of INC-1 is damaged: sequence/)
    expect((await refusalOf(store.load('INC-1'))).message).toMatch(/the record of INC-1 is damaged: sequence/)
    expect((await store.check()).problems).toHaveLength(1)
    await store.close()
  })

  it('refuses a file that was cut short', async () => {
    const whole = await fill(5)
    truncateSync(file, Math.floor(whole.length / 2 / 4096) * 4096)
    const refusal = await refusalOf(open().then((store) => store.list()))
    expect(refusal.message).toContain('damaged')
  })

  it('says which process holds the lock, and works again once it has let go', async () => {
    await fill(1)
    const holder = startScript('hold-lock.ts', [file])
    await once(holder.stdout, 'data')
    const store = await open()
    try {
      const refusal = await refusalOf(store.create(frozenCheckout(), []))
      expect(refusal).toBeInstanceOf(ConflictError)
      expect(refusal.refusal.happened).toContain(
        process.platform === 'linux' ? `process ${holder.pid}` : 'an assistant that runs the server',
      )
      expect(await store.list()).toHaveLength(1)
    } finally {
      holder.kill('SIGKILL')
      await untilExit(holder)
    }
    expect((await store.create(frozenCheckout(), [])).id).toBe('INC-2')
    await store.close()
  })

  it('refuses to open what another process keeps to itself', async () => {
    await fill(1)
    const hog = new Database(file)
    hog.pragma('locking_mode = EXCLUSIVE')
    hog.exec('BEGIN IMMEDIATE; UPDATE incidents SET deleted_at = NULL; COMMIT')
    expect(await refusalOf(open())).toBeInstanceOf(ConflictError)
    hog.close()
    await (await open()).close()
  })

  it('keeps earlier data whole when the disk is full, and writes again when there is room', async () => {
    const store = await open(file, { maxPages: 60 })
    let acknowledged = 0
    const fillUp = async () => {
      for (;;) {
        await store.create(frozenCheckout(), [change('started')])
        acknowledged += 1
      }
    }
    const refusal = await refusalOf(fillUp())
    expect(refusal).toBeInstanceOf(ProviderError)
    expect(refusal.message).toContain('full')
    expect(acknowledged).toBeGreaterThan(2)
    const grow = store.update('INC-1', (found) => ({
      incident: { ...found, title: 'long '.repeat(60_000) },
      changes: [note('grew')],
      result: 0,
    }))
    expect(await refusalOf(grow)).toBeInstanceOf(ProviderError)
    expect(await store.load('INC-1')).toEqual({ ...frozenCheckout(), id: 'INC-1' })
    expect(await store.history('INC-1')).toHaveLength(1)
    expect(await store.check()).toMatchObject({ incidents: acknowledged, problems: [] })
    await store.close()
    const roomier = await open()
    expect((await roomier.create(frozenCheckout(), [])).id).toBe(`INC-${acknowledged + 1}`)
    expect(await roomier.check()).toMatchObject({ incidents: acknowledged + 1, problems: [] })
    await roomier.close()
  })

  it('refuses a new database where not even its schema fits, and leaves a path that can be used later', async () => {
    mkdirSync(join(folder, 'sub'))
    const path = join(folder, 'sub', 'small.db')
    await (await open(path, { maxPages: 1 })).close()
    const store = await open(path)
    expect((await store.create(frozenCheckout(), [])).id).toBe('INC-1')
    await store.close()
  })
})
