import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { median } from './median.ts'

/** Pinned, so that figures of different days compare. */
const version = '11.0.1'

export interface Beside {
  readonly name: string
  readonly documents_per_second: number
  /** From spawn to exit on one file. */
  readonly cold_ms: number
  readonly messages: number
}

interface Alex {
  markdown(text: string): { readonly messages: readonly unknown[] }
}

/**
 * Runs alex, a linter for considerate writing, over the same texts: it parses the same Markdown, and looks for words rather than
 * for causes. It brings some hundred packages, so it is installed into a temporary folder and taken away again.
 * A string says why it could not run.
 */
export async function runAlex(texts: readonly string[], file: string, runs: number): Promise<Beside | string> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-alex-'))
  try {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const installed = spawnSync(
      npm,
      ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, `alex@${version}`],
      { encoding: 'utf8', timeout: 180_000, shell: process.platform === 'win32' },
    )
    if (installed.status !== 0) return `npm could not install alex@${version}`
    const alex: unknown = await import(pathToFileURL(join(folder, 'node_modules', 'alex', 'index.js')).href)
    if (!isAlex(alex)) return `alex@${version} has no function markdown`
    const rates: number[] = []
    let messages = 0
    for (let turn = 0; turn < runs; turn++) {
      const before = performance.now()
      messages = texts.reduce((sum, text) => sum + alex.markdown(text).messages.length, 0)
      rates.push((texts.length / (performance.now() - before)) * 1000)
    }
    const colds = Array.from({ length: runs }, () => {
      const before = performance.now()
      spawnSync(process.execPath, [join(folder, 'node_modules', 'alex', 'cli.js'), '--quiet', file])
      return performance.now() - before
    })
    return { name: `alex ${version}`, documents_per_second: median(rates), cold_ms: median(colds), messages }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function isAlex(module: unknown): module is Alex {
  return typeof module === 'object' && module !== null && 'markdown' in module && typeof module.markdown === 'function'
}
