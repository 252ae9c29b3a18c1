import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalog } from '../src/operations/catalog.ts'

const top = fileURLToPath(new URL('..', import.meta.url))
let folder: string
let bin: string

/** Runs the installed command as a stranger would: elsewhere, with a database of its own. */
function postmortem(...args: string[]) {
  return spawnSync(process.execPath, [bin, ...args, '--db', join(folder, 'own.db')], {
    cwd: folder,
    encoding: 'utf8',
    input: '',
  })
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pm packed '))
  const env = { ...process.env, npm_config_loglevel: 'error' }
  // Packing builds anew; other tests run from this checkout's own build.
  const copy = join(folder, 'source')
  const left = new Set(['node_modules', 'dist', '.git', 'test', 'bench', 'evals'])
  cpSync(top, copy, { recursive: true, filter: (file) => !left.has(relative(top, file)) })
  symlinkSync(join(top, 'node_modules'), join(copy, 'node_modules'))
  execFileSync('npm', ['pack', '--pack-destination', folder], { cwd: copy, env })
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'))!
  mkdirSync(join(folder, 'app'))
  execFileSync('npm', ['init', '-y'], { cwd: join(folder, 'app'), env })
  execFileSync('npm', ['install', '--omit=dev', join(folder, tarball)], { cwd: join(folder, 'app'), env })
  bin = join(folder, 'app', 'node_modules', 'postmortem-facilitator', 'dist', 'main.js')
}, 300_000)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('the packed tarball, installed elsewhere', () => {
  it('has the command on the path', () => {
    expect(existsSync(join(folder, 'app', 'node_modules', '.bin', 'postmortem'))).toBe(true)
  })

  it('brings prompts, templates, the domain context, types, and no sources or tests', () => {
    const files = readdirSync(join(folder, 'app', 'node_modules', 'postmortem-facilitator'), {
      recursive: true,
      encoding: 'utf8',
    })
    expect(files).toEqual(
      expect.arrayContaining([
        'domain-context.md',
        join('templates', 'engineering.md.hbs'),
        join('prompts', 'opening.md'),
        'README.md',
        'LICENSE',
        join('dist', 'types', 'index.d.ts'),
      ]),
    )
    expect(files.filter((file) => /^(src|test|bench|evals|node_modules)\b/.test(file))).toEqual([])
  })

  it('runs the example without a terminal and prints both documents', () => {
    const { status, stdout } = postmortem('start', '--example')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^# .*post-mortem/im)
    expect(stdout).toContain('We assumed')
  })

  it('finds its own templates and prompts', () => {
    const { status, stdout } = postmortem('doctor')
    expect(stdout + status).toMatch(/templates/i)
    expect(status).toBe(0)
  })

  it('can be imported as a library', () => {
    const script = `import { catalog, compose } from 'postmortem-facilitator'; console.log(catalog.length, typeof compose)`
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: join(folder, 'app'),
      encoding: 'utf8',
    })
    expect(stdout.trim()).toBe(`${catalog.length} function`)
  })
})
