import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const top = fileURLToPath(new URL('..', import.meta.url))

describe.each(['22', '24'])('Node %s', (version) => {
  it('passes the ordinary tests', () => {
    const command = [
      'exec',
      '--yes',
      `--package=node@${version}`,
      '--',
      'node',
      'node_modules/vitest/vitest.mjs',
      'run',
    ]
    // The checkout's own Node comes first on the path of npm's scripts; this run must not find it there.
    const path = (process.env.PATH ?? '')
      .split(':')
      .filter((folder) => !folder.startsWith(top))
      .join(':')
    const env = { ...process.env, PATH: path, POSTMORTEM_SLOW: '', npm_config_loglevel: 'error', VITEST: '' }
    const { status, stdout, stderr } = spawnSync('npm', command, { cwd: top, env, encoding: 'utf8' })
    expect(`${stdout}\n${stderr}`).not.toMatch(/\d+ failed/)
    expect(status).toBe(0)
  })

  it('is the version that it says', () => {
    const { stdout } = spawnSync('npm', ['exec', '--yes', `--package=node@${version}`, '--', 'node', '--version'], {
      cwd: top,
      encoding: 'utf8',
    })
    expect(stdout.trim()).toMatch(new RegExp(`^v${version}\\.`))
  })
})
