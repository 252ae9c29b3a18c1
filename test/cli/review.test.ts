import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ReviewCommandOptions, review } from '../../src/cli/review.ts'
import { BadInputError, ConfigurationError, NotFoundError } from '../../src/errors.ts'

let folder: string
let written: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postmortem-review-'))
  written = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += String(text)
    return true
  })
})

afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const run = (targets: string[], options: ReviewCommandOptions = {}) => review(targets, { format: 'json', ...options })
const rules = () =>
  JSON.parse(written).files.flatMap((one: { findings: { rule: string }[] }) => one.findings.map(({ rule }) => rule))

describe('postmortem review', () => {
  it('ends with 1 where something was found at or above the level, else with 0', async () => {
    const hindsight = file('a.md', '# A\n\nObviously the disk was full.\n')
    expect(await run([hindsight])).toBe(1)
    expect(await run([hindsight], { failOn: 'error' })).toBe(0)
    expect(await run([hindsight], { failOn: 'never' })).toBe(0)
    expect(await run([file('b.md', '# B\n\nThe disk was full.\n')])).toBe(0)
  })

  it('reads a folder in the order of names and passes over what the configuration ignores', async () => {
    file('b.md', '# B\n\nIt was human error.\n')
    file('a.md', '# A\n\nObviously the disk was full.\n')
    file('draft.md', '# C\n\nIt was human error.\n')
    file('notes.txt', 'It was human error.')
    const config = file('rc.yaml', 'rules:\n  hindsight: info\nignore:\n  - draft\n')
    expect(await run([folder], { config })).toBe(1)
    expect(rules()).toEqual(['hindsight', 'human-error'])
    expect(JSON.parse(written).counts).toEqual({ error: 1, warning: 0, info: 1 })
  })

  it('runs all rules but those that are off, or only those that are named', async () => {
    const path = file('a.md', '# A\n\nObviously it was human error.\n')
    await run([path], { off: ['human-error'] })
    expect(rules()).toEqual(['hindsight'])
    written = ''
    await run([path], { only: ['human-error'] })
    expect(rules()).toEqual(['human-error'])
  })

  it('says what is wrong with a path, a rule or a configuration', async () => {
    const path = file('a.md', '# A\n')
    await expect(run([join(folder, 'none.md')])).rejects.toThrow(NotFoundError)
    await expect(run([path], { off: ['blam'] })).rejects.toThrow(BadInputError)
    await expect(run([path], { config: file('rc.json', '{ "rules": { "blam": "off" } }') })).rejects.toThrow(
      /blam.*blame/s,
    )
    await expect(run([path], { config: file('rc2.json', '{') })).rejects.toThrow(ConfigurationError)
    await expect(run([path], { config: file('rc3.yaml', 'fail_on: error') })).rejects.toThrow(ConfigurationError)
  })
})
