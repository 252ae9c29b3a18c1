import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  canActAsNobody,
  createWorkplace,
  expectRefusedCall,
  expectRefusedRun,
  nobody,
  recordIn,
  textOf,
  type Workplace,
} from './fixture.ts'

const first =
  '- said: Publishing a plan failed for everybody for an hour.\n  said_by: on-call\n  question: what-happened\n'

let place: Workplace

/** A copy of a database with an incident in it, as a file of that name. */
function copyTo(name: string): string {
  const file = place.at(name)
  writeFileSync(file, readFileSync(place.db), { mode: 0o600 })
  return file
}

function withDatabase(file: string, work: (database: Database.Database) => void): string {
  const database = new Database(file)
  work(database)
  database.close()
  return file
}

/** Makes what stands where the database should be; returns the path that is named. */
const places: [what: string, make: () => string, tells: string | RegExp][] = [
  ['a folder', () => place.folder, 'is a folder'],
  ['a text file', () => write('notes ü.txt', 'Dear diary,\n'.repeat(50)), 'not an SQLite database'],
  [
    'a picture',
    () =>
      write(
        'picture.db',
        Uint8Array.from({ length: 5000 }, (_, at) => (at * 37) % 256),
      ),
    'not an SQLite database',
  ],
  [
    "a stranger's database",
    () => withDatabase(place.at('stranger.db'), (db) => db.exec('CREATE TABLE incidents (a)')),
    'another program',
  ],
  [
    'a database from a newer version',
    () => withDatabase(copyTo('newer.db'), (db) => db.pragma('user_version = 99')),
    'newer version',
  ],
  ['a database cut in half', cutInHalf, /damaged/],
  ['a database whose record was changed by hand', changedByHand, /damaged/],
  ['a device', () => '/dev/null', 'not a plain file'],
  ['a path below a file', () => `${write('file', 'x')}/incidents.db`, 'cannot be read and written'],
  ['a link that leads nowhere', () => linkTo('/no/such/folder/incidents.db'), 'cannot be read and written'],
  ['a name that no disk takes', () => place.at(`${'x'.repeat(300)}.db`), /ENAMETOOLONG|name/],
  ['a place below /proc', () => '/proc/incidents.db', /cannot be read and written|error/],
]

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(place.at(name), content)
  return place.at(name)
}

function cutInHalf(): string {
  const file = copyTo('half.db')
  truncateSync(file, 8192)
  return file
}

function changedByHand(): string {
  return withDatabase(copyTo('changed.db'), (db) => {
    db.exec("UPDATE incidents SET record = replace(record, 'Publishing', 'Deleting')")
  })
}

function linkTo(target: string): string {
  symlinkSync(target, place.at('link.db'))
  return place.at('link.db')
}

beforeAll(async () => {
  place = createWorkplace()
  expect((await place.postmortem(['start', '--from', '-', '--json'], { stdin: first })).code).toBe(1)
})

afterAll(() => place?.remove())

describe(`a database that cannot be used, ${places.length} cases over both faces`, () => {
  it.concurrent.each(places)(
    '%s: one error on the command line and over MCP, and it is left as it is',
    async (_what, make, tells) => {
      const db = make()
      const isFile = existsSync(db) && statSync(db).isFile()
      const content = isFile ? readFileSync(db) : null
      expectRefusedRun(await place.postmortem(['show', '1'], { env: { POSTMORTEM_DB: db } }), tells)
      const client = await place.connect(['--db', db])
      expectRefusedCall(await client.callTool({ name: 'list_incidents', arguments: {} }), tells)
      const given = { incident_id: 'INC-1', said: 'white', said_by: 'support' }
      expectRefusedCall(await client.callTool({ name: 'record_answers', arguments: given }), tells)
      await client.close()
      if (content) expect(readFileSync(db).equals(content)).toBe(true)
    },
  )

  it.concurrent('doctor names the problem, for a person and as JSON', async () => {
    const db = write('for the doctor.db', 'Dear diary,\n'.repeat(50))
    const plain = await place.postmortem(['doctor', '--db', db])
    expect(plain.code).toBe(1)
    expect(plain.stdout).toMatch(/PROBLEM +Database: .*not an SQLite database.*\n +Try: /)
    const { checks, ok } = JSON.parse((await place.postmortem(['doctor', '--json', '--db', db])).stdout)
    expect(ok).toBe(false)
    expect(checks.filter((check: { ok: boolean }) => !check.ok)).toHaveLength(1)
  })

  it.concurrent('an assistant goes on in the same session once the file is mended', async () => {
    const db = write('mended.db', 'x'.repeat(200))
    const client = await place.connect(['--db', db])
    expectRefusedCall(await client.callTool({ name: 'list_incidents', arguments: {} }), 'not an SQLite database')
    await rm(db)
    const listed = await client.callTool({ name: 'list_incidents', arguments: {} })
    expect(listed.isError, textOf(listed)).toBeFalsy()
  })

  it.concurrent('one that is locked is refused with who holds it, and the record stays', async () => {
    const db = copyTo('locked.db')
    const before = await recordIn(db)
    const client = await place.connect(['--db', db])
    await client.callTool({ name: 'list_incidents', arguments: {} })
    const holder = new Database(db)
    holder.exec('BEGIN IMMEDIATE')
    const given = { incident_id: 'INC-1', said: 'A white page', said_by: 'support' }
    const typed = ['record', '1', '--db', db, '--as', 'support', '--question', 'users-saw', '--said', 'A white page']
    const [called, ran] = await Promise.all([
      client.callTool({ name: 'record_answers', arguments: given }),
      place.postmortem(typed),
    ])
    holder.exec('ROLLBACK')
    holder.close()
    expectRefusedCall(called, 'is locked by another process')
    expectRefusedRun(ran, 'is locked by another process')
    expect(await recordIn(db)).toBe(before)
    expect((await place.postmortem(typed)).code).toBe(0)
  })
})

describe('a disk that is full', () => {
  it.skipIf(process.platform === 'win32')('no file may grow: the error says so, and nothing is lost', async () => {
    const db = copyTo('no room.db')
    const before = await recordIn(db)
    const words = 'The page stayed white. '.repeat(20_000)
    const typed = ['record', '1', '--db', db, '--as', 'support', '--question', 'users-saw', '--said-file', '-']
    const ran = await place.postmortem(typed, { stdin: words, before: 'ulimit -f 200' })
    expectRefusedRun(ran, /full|reported an error/)
    expect(await recordIn(db)).toBe(before)
    expect((await place.postmortem(typed, { stdin: words })).code).toBe(0)
  })

  it.skipIf(process.platform === 'win32')('not even the first file fits', async () => {
    const db = place.at('no room at all', 'incidents.db')
    const ran = await place.postmortem(['list', '--db', db], { before: 'ulimit -f 1' })
    expectRefusedRun(ran, /full|reported an error/)
    expect((await place.postmortem(['list', '--db', db])).code).toBe(0)
  })
})

describe('the file on the disk', () => {
  it('is made with its folder, in a path with spaces and umlauts, for its owner alone', async () => {
    for (const part of [place.db, dirname(place.db)]) {
      expect(statSync(part).mode & 0o077, part).toBe(0)
    }
    const client = await place.connect()
    await client.callTool({ name: 'list_incidents', arguments: {} })
    for (const part of [place.db, `${place.db}-wal`, `${place.db}-shm`])
      expect(statSync(part).mode & 0o077, part).toBe(0)
  })

  it('is closed to others again when somebody opened it to them', async () => {
    const db = copyTo('open to all.db')
    chmodSync(db, 0o666)
    expect((await place.postmortem(['list', '--db', db])).code).toBe(0)
    expect(statSync(db).mode & 0o077).toBe(0)
  })

  // Only the superuser can start a process of another user, who then lacks the permission.
  it.skipIf(!canActAsNobody).each([
    ['a file of another user', () => copyTo('of another.db')],
    ['a folder that may not be written', () => closedFolder()],
  ])('%s is refused', async (_what, make) => {
    const db = make()
    chmodSync(place.folder, 0o755)
    const ran = await place.postmortem(['list', '--db', db], { uid: nobody, cwd: '/' })
    expectRefusedRun(ran, 'cannot be read and written by this user')
  })
})

function closedFolder(): string {
  mkdirSync(place.at('closed'), { mode: 0o555 })
  return place.at('closed', 'incidents.db')
}

describe('a backup', () => {
  it.each([
    ['over the database itself', () => place.db, 'already'],
    ['over any file', () => write('precious.txt', 'precious'), 'already'],
    ['over a folder', () => place.folder, 'already'],
    ['over a link that leads nowhere', () => linkedBackup(), 'already'],
    ['into a folder that is not there', () => place.at('no', 'such', 'folder.db'), 'no folder'],
    ['below a file', () => `${write('a file', 'x')}/backup.db`, 'no folder'],
    ['to nothing', () => '', 'path'],
  ])('%s is refused, and nothing is touched', async (_what, make, tells) => {
    const target = make()
    const before = await recordIn(place.db)
    expectRefusedRun(await place.postmortem(['backup', target]), tells)
    expect(await recordIn(place.db)).toBe(before)
    if (target.endsWith('precious.txt')) expect(readFileSync(target, 'utf8')).toBe('precious')
  })
})

describe('a backup onto a full disk', () => {
  it.skipIf(process.platform === 'win32')('names the disk of the copy, and leaves no half of one', async () => {
    const before = await recordIn(place.db)
    const target = place.at('half a copy.db')
    expectRefusedRun(
      await place.postmortem(['backup', target], { before: 'ulimit -f 1' }),
      /half a copy\.db.*(?:full|reported an error)/,
    )
    expect(existsSync(target)).toBe(false)
    expect(await recordIn(place.db)).toBe(before)
  })
})

function linkedBackup(): string {
  symlinkSync('/no/such/place', place.at('dangling.db'))
  return place.at('dangling.db')
}
