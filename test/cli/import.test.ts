import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createPlace, runCli } from './run-cli.ts'

const report =
  '# Disk full\n\n## Summary\n\nOn 3 March 2022 the disk filled up and writes failed.\n\n## Actions\n\n- Delete old logs\n'

describe('import and export', () => {
  const place = createPlace()
  const run = (args: readonly string[], env = place.env) => runCli(args, { env, cwd: place.folder })
  mkdirSync(join(place.folder, 'past'))
  writeFileSync(join(place.folder, 'past', 'disk.md'), report)

  it('imports a folder, says what it did, and exits with 1 where a file failed', async () => {
    const dry = await run(['import', 'past', '--dry-run'])
    expect(dry.stdout).toContain('Would import from 1 file: 1 new')
    const done = await run(['import', 'past', '--as', 'sre'])
    expect(done).toMatchObject({ code: 0, stderr: '' })
    expect(done.stdout).toContain('1 new, 0 updated, 0 unchanged, 0 failed')
    expect(done.stdout).toContain('show INC-1')
    writeFileSync(join(place.folder, 'past', 'old.docx'), 'PK')
    const again = await run(['import', 'past', '--json'])
    expect(again.code).toBe(1)
    expect(JSON.parse(again.stdout)).toMatchObject({
      new: 0,
      unchanged: 1,
      failed: 1,
      problems: [{ file: 'old.docx' }],
    })
    expect((await run(['due'])).stdout).toContain('Nothing is due')
  })

  it('says so where nothing is there', async () => {
    const { code, stdout } = await run(['import', 'nowhere'])
    expect(code).toBe(1)
    expect(stdout).toContain('cannot be found or read')
  })

  it('exports lines that another database takes', async () => {
    const { stdout } = await run(['export', '--jsonl'])
    const file = join(place.folder, 'all.jsonl')
    writeFileSync(file, stdout)
    const other = { ...place.env, POSTMORTEM_DB: join(place.folder, 'other.db') }
    expect((await run(['import', file], other)).stdout).toContain('1 new')
    expect((await run(['export', '--jsonl'], other)).stdout).toBe(stdout)
    expect((await run(['export'])).code).toBe(2)
    expect(JSON.parse((await run(['export', '1'])).stdout).incident.id).toBe('INC-1')
  })
})
