import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileDelivery } from '../../src/delivery/file-delivery.ts'
import { BadInputError, ConflictError, ProviderError } from '../../src/errors.ts'
import { testDelivery } from './contract.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pm delivery ä-'))
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

const request = {
  incident: 'INC-1',
  key: '2026-03-03T10:00:00.000Z',
  document: 'product',
  markdown: '# Lesson\n\nWe assumed.\n',
  facts: { incident: 'INC-1', severity: 'S2', status: 'draft', date: '2026-03-03', owner: null },
  force: false,
} as const

describe('file delivery', () => {
  testDelivery(() => createFileDelivery({ roots: [root] }))

  it('writes below post-mortems in the working folder, with spaces and umlauts in the path', async () => {
    const { place, changed } = await createFileDelivery({ roots: [root] }).deliver(request)
    expect(place).toBe(join(root, 'post-mortems', 'INC-1-product.md'))
    expect(changed).toBe(true)
    expect(readFileSync(place, 'utf8')).toMatch(
      /^# Lesson\n\nWe assumed\.\n<!-- postmortem-facilitator INC-1 .* -->\n$/,
    )
  })

  it('changes nothing when the same text is delivered again', async () => {
    const delivery = createFileDelivery({ roots: [root] })
    const { place } = await delivery.deliver(request)
    const before = readFileSync(place, 'utf8')
    expect((await delivery.deliver(request)).changed).toBe(false)
    expect(readFileSync(place, 'utf8')).toBe(before)
  })

  it('updates its own file when the record has changed, and leaves nothing else behind', async () => {
    const delivery = createFileDelivery({ roots: [root] })
    const { place } = await delivery.deliver(request)
    await delivery.deliver({ ...request, markdown: '# Lesson\n\nWe know better.\n' })
    expect(readFileSync(place, 'utf8')).toContain('We know better.')
    expect(readdirSync(join(root, 'post-mortems'))).toEqual(['INC-1-product.md'])
  })

  it('refuses a file that it did not write', async () => {
    mkdirSync(join(root, 'post-mortems'))
    writeFileSync(join(root, 'post-mortems', 'INC-1-product.md'), 'my own notes')
    await expect(createFileDelivery({ roots: [root] }).deliver({ ...request, force: true })).rejects.toThrow(
      ConflictError,
    )
    expect(readFileSync(join(root, 'post-mortems', 'INC-1-product.md'), 'utf8')).toBe('my own notes')
  })

  it('refuses the file of an incident of the same number in another database', async () => {
    const delivery = createFileDelivery({ roots: [root] })
    await delivery.deliver(request)
    await expect(delivery.deliver({ ...request, key: '2026-05-05T00:00:00.000Z', force: true })).rejects.toThrow(
      ConflictError,
    )
  })

  it('refuses to write over what a person edited, until told to', async () => {
    const delivery = createFileDelivery({ roots: [root] })
    const { place } = await delivery.deliver(request)
    writeFileSync(place, readFileSync(place, 'utf8').replace('We assumed.', 'We assumed too much.'))
    const other = { ...request, markdown: '# Lesson\n\nNew.\n' }
    await expect(delivery.deliver(other)).rejects.toThrow(/was edited since/)
    expect(readFileSync(place, 'utf8')).toContain('too much')
    await delivery.deliver({ ...other, force: true })
    expect(readFileSync(place, 'utf8')).toContain('New.')
  })

  it('takes text added below its signature for an edit too', async () => {
    const delivery = createFileDelivery({ roots: [root] })
    const { place } = await delivery.deliver(request)
    appendFileSync(place, '\nA note by a person\n')
    await expect(delivery.deliver({ ...request, markdown: '# Other\n' })).rejects.toThrow(ConflictError)
    expect(readFileSync(place, 'utf8')).toContain('A note by a person')
  })

  it.each(['..', '../elsewhere', '/etc', 'a/../../b'])(
    'refuses the folder %s outside the working folder',
    async (place) => {
      await expect(createFileDelivery({ roots: [root] }).deliver({ ...request, place })).rejects.toThrow(BadInputError)
    },
  )

  it('refuses a symbolic link that leads out of the working folder', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'pm-outside-'))
    symlinkSync(outside, join(root, 'link'))
    await expect(createFileDelivery({ roots: [root] }).deliver({ ...request, place: 'link/deeper' })).rejects.toThrow(
      BadInputError,
    )
    expect(readdirSync(outside)).toEqual([])
    rmSync(outside, { recursive: true })
  })

  it('writes to another root that was allowed', async () => {
    const other = mkdtempSync(join(tmpdir(), 'pm-root-'))
    const { place } = await createFileDelivery({ roots: [root, other] }).deliver({ ...request, place: other })
    expect(place).toBe(join(other, 'INC-1-product.md'))
    rmSync(other, { recursive: true })
  })

  it('says so when a file stands where the folder should be', async () => {
    writeFileSync(join(root, 'post-mortems'), '')
    await expect(createFileDelivery({ roots: [root] }).deliver(request)).rejects.toThrow(ProviderError)
  })

  it('says so when a folder stands where the file should be', async () => {
    mkdirSync(join(root, 'post-mortems', 'INC-1-product.md'), { recursive: true })
    await expect(createFileDelivery({ roots: [root] }).deliver(request)).rejects.toThrow(ProviderError)
  })
})
