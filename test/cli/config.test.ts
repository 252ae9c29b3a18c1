import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { createPlace, runCli } from './run-cli.ts'

const rootsOf = (workingFolder: string, env: NodeJS.ProcessEnv) =>
  readConfig({ workingFolder }, env, existsSync).deliveryRoots

describe('where documents may be delivered', () => {
  it('is the working folder, and what POSTMORTEM_ROOTS names', () => {
    const { folder } = createPlace()
    expect(rootsOf(folder, {})).toEqual([folder])
    expect(rootsOf(folder, { POSTMORTEM_ROOTS: '/srv/wiki' })).toEqual([folder, '/srv/wiki'])
  })

  it.each(['/', homedir()])('is never %s, where assistants start servers', (folder) => {
    expect(rootsOf(folder, { XDG_DATA_HOME: '/data' })).not.toContain(folder)
    expect(rootsOf(folder, { XDG_DATA_HOME: '/data' })[0]).toMatch(/postmortem-facilitator.post-mortems$/)
    expect(rootsOf(folder, { POSTMORTEM_ROOTS: '/srv/wiki' })).toEqual(['/srv/wiki'])
  })

  it('is said to whoever is refused, and documents go to the data folder from there', async () => {
    const { folder, env } = createPlace()
    const home = { ...env, HOME: folder, XDG_DATA_HOME: join(folder, 'data') }
    const here = (args: readonly string[]) => runCli(args, { env: home, cwd: folder })
    await runCli(['start', '--from', '-'], {
      env: home,
      cwd: folder,
      input: '- {said_by: on-call, question: what-happened, said: Checkout timed out for many shops.}',
    })
    const refused = await here(['deliver', '1', '--to', 'file', '--allow-gaps', '--folder', folder])
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('started in your home folder')
    const taken = await here(['deliver', '1', '--to', 'file', '--allow-gaps', '--json'])
    expect(JSON.parse(taken.stdout).delivered[0].place).toBe(
      join(folder, 'data', 'postmortem-facilitator', 'post-mortems', 'INC-1-engineering.md'),
    )
  })
})
