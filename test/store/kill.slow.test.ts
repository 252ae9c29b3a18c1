import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createSqliteStore } from '../../src/store/sqlite-store.ts'
import { startScript, untilExit } from './child.ts'

const kills = 200

interface Acknowledged {
  readonly id: string
  readonly word: string
}

/** Lets a writer run, kills it at a random moment, and gives back what it had acknowledged. */
async function killWriter(file: string, name: string): Promise<Acknowledged[]> {
  const child = startScript('write-until-killed.ts', [file, name])
  let printed = ''
  let complaints = ''
  child.stdout.on('data', (data) => {
    printed += String(data)
  })
  child.stderr.on('data', (data) => {
    complaints += String(data)
  })
  const ended = untilExit(child)
  const first = new Promise((resolve) => child.stdout.once('data', resolve))
  // Every tenth dies while it may still be opening the database.
  if (Math.random() < 0.9) await Promise.race([first, ended])
  await wait(Math.random() * 120)
  child.kill('SIGKILL')
  expect(await ended, complaints).toEqual({ code: null, signal: 'SIGKILL' })
  // A last line without its end was not printed whole.
  const lines = printed
    .slice(0, printed.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
  return lines.map((line) => {
    const [, id = '', word = ''] = line.split(' ')
    return { id, word }
  })
}

it(`misses no acknowledged write after ${kills} kills at random moments, with one writer and with two`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-kill-'))
  const file = join(folder, 'postmortem.db')
  const acknowledged: Acknowledged[] = []
  try {
    for (let killed = 0; killed < kills; ) {
      const names = killed % 4 === 0 ? [`${killed}a`, `${killed}b`] : [`${killed}a`]
      const writers = await Promise.all(names.map((name) => killWriter(file, name)))
      acknowledged.push(...writers.flat())
      killed += names.length
      const store = await createSqliteStore({ file, now: () => new Date() })
      const told = new Set<string>()
      for (const id of new Set(writers.flat().map((write) => write.id))) {
        for (const line of await store.history(id)) told.add(`${id} ${line.summary}`)
        // The newest line of the history and the record are one write.
        const { title } = await store.load(id)
        const words = (await store.history(id)).filter((line) => line.what === 'added')
        expect(words.at(-1)?.summary).toBe(title)
      }
      const missing = writers.flat().filter(({ id, word }) => !told.has(`${id} ${word}`))
      expect(missing, `after kill ${killed}`).toEqual([])
      if (killed % 20 < 2) expect((await store.check()).problems).toEqual([])
      await store.close()
    }

    const store = await createSqliteStore({ file, now: () => new Date() })
    expect((await store.check()).problems).toEqual([])
    const told = new Set<string>()
    const incidents = await store.list()
    for (const { id } of incidents) for (const line of await store.history(id)) told.add(`${id} ${line.summary}`)
    expect(acknowledged.filter(({ id, word }) => !told.has(`${id} ${word}`))).toEqual([])
    await store.close()
    expect(acknowledged.length).toBeGreaterThan(kills * 5)
    console.log(
      `${kills} kills, ${acknowledged.length} acknowledged writes, ${incidents.length} incidents, none missing`,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
