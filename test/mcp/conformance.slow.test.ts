import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { top } from './fixture.ts'

// The official suite's scenarios that need no fixture tools of their own, at each revision that has them.
const scenarios: [revision: string, scenario: string][] = [
  ...['server-initialize', 'ping', 'tools-list', 'prompts-list', 'resources-list', 'dns-rebinding-protection'].map(
    (scenario): [string, string] => ['2025-11-25', scenario],
  ),
  ...[
    'tools-list',
    'prompts-list',
    'resources-list',
    'dns-rebinding-protection',
    'caching',
    'http-header-validation',
    'sep-2164-resource-not-found',
  ].map((scenario): [string, string] => ['2026-07-28', scenario]),
]

const suite = `${top}node_modules/@modelcontextprotocol/conformance/dist/index.js`
const folder = mkdtempSync(join(tmpdir(), 'postmortem-conformance-'))
let url = ''
let stop: () => Promise<void>

beforeAll(async () => {
  const child = spawn(process.execPath, [
    `${top}dist/main.js`,
    ...['serve', '--http', '--port', '0', '--db', join(folder, 'incidents.db')],
  ])
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  url = await new Promise((resolve, reject) => {
    let said = ''
    child.once('exit', () => reject(new Error(`the server ended: ${said}`)))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const found = /http:\S+\/mcp/.exec(said)?.[0]
      if (found) resolve(found)
    })
  })
})
afterAll(async () => {
  await stop()
  rmSync(folder, { recursive: true, force: true })
})

it.each(scenarios)('passes, at revision %s, the official scenario %s', async (revision, scenario) => {
  const args = ['server', '--url', url, '--scenario', scenario, '--spec-version', revision, '--output-dir', folder]
  const report = await new Promise<string>((resolve) => {
    execFile(process.execPath, [suite, ...args], (error, stdout, stderr) =>
      resolve(`${stdout}${stderr}\nexit ${error ? error.code : 0}`),
    )
  })
  expect(report).toMatch(/Passed: (\d+)\/\1, 0 failed/)
  expect(report).toContain('exit 0')
})
