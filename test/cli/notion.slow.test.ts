import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createNotionWorkspace, type NotionWorkspace, token } from '../delivery/notion/notion-workspace.ts'
import { createPlace, runCli } from './run-cli.ts'

let workspace: NotionWorkspace
let server: Server
let place: ReturnType<typeof createPlace>

beforeEach(async () => {
  workspace = createNotionWorkspace()
  const { source } = workspace.addSource()
  server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming)
    const { method = 'GET', url = '/', headers } = incoming
    const request = new Request(`https://api.notion.com${url}`, {
      method,
      headers: headers as Record<string, string>,
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    })
    const answer = await workspace.handle(request)
    outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  place = createPlace()
  Object.assign(place.env, {
    NOTION_TOKEN: token,
    POSTMORTEM_NOTION_PARENT: source,
    NOTION_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  })
})

afterEach(() => new Promise((resolve) => server.close(resolve)))

const run = (...args: string[]) => runCli(args, { cwd: place.folder, env: place.env })

async function begin() {
  const answers = [
    'title: No plan could be published',
    'answers:',
    '  - { question: what-happened, said_by: on-call, said: "Nobody could publish a plan. We rolled the release back." }',
    '  - { question: customers-affected, said_by: product, said: "184 homes" }',
    '  - { question: timeline, said_by: on-call, said: "3 March 2026: started 12:50 UTC, noticed 13:15 UTC, fixed 14:10 UTC" }',
  ].join('\n')
  const { code, stderr } = await runCli(['start', '--from', '-'], { cwd: place.folder, env: place.env, input: answers })
  expect({ code, stderr }).toMatchObject({ code: 0 })
}

describe('postmortem deliver --to notion', () => {
  it('sends nothing without a terminal to ask on, unless --yes says so', async () => {
    await begin()
    const refused = await run('deliver', '1', '--to', 'notion')
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('nobody to ask whether to send it')
    expect(workspace.requests).toEqual([])
    const sent = await run('deliver', '1', '--to', 'notion', '--yes')
    expect(sent).toMatchObject({ code: 0 })
    expect(workspace.documents()).toHaveLength(2)
    for (const page of workspace.documents()) expect(sent.stdout).toContain(page.id.replaceAll('-', ''))
    const again = await run('deliver', 'INC-1', '--to', 'notion', '--yes', '--json')
    expect(JSON.parse(again.stdout).delivered).toMatchObject([{ changed: false }, { changed: false }])
  })

  it('shows what a person edited, exits with 1, and writes over it with --force', async () => {
    await begin()
    await run('deliver', '1', '--to', 'notion', '--yes')
    const page = workspace.documents()[0]!
    workspace.edit(page, (text) => text.replace('184 homes', '200 homes'))
    await run('record', '1', '--as', 'support', '--question', 'users-saw', '--said', 'A spinning button.')
    const refused = await run('deliver', '1', '--to', 'notion', '--yes')
    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(/was edited in Notion[\s\S]*200 homes[\s\S]*--force/)
    const forced = await run('deliver', '1', '--to', 'notion', '--yes', '--force')
    expect(forced.code).toBe(0)
    expect(page.markdown).toContain('184 homes')
  })

  it('never prints the token, whatever goes wrong', async () => {
    await begin()
    place.env.NOTION_TOKEN = 'ntn_revoked_secret'
    for (const debug of ['', '1']) {
      place.env.POSTMORTEM_DEBUG = debug
      const { code, stdout, stderr } = await run('deliver', '1', '--to', 'notion', '--yes')
      expect(code).toBe(3)
      expect(stderr).toContain('does not know the token')
      expect(stdout + stderr).not.toContain('ntn_revoked_secret')
    }
  })
})

describe('postmortem doctor --notion', () => {
  it('says that all is well', async () => {
    const { code, stdout } = await run('doctor', '--notion')
    expect(code).toBe(0)
    expect(stdout).toMatch(/ok +Notion token: .*\nok +Notion parent: .*\nok +Notion properties: /)
    expect(workspace.writes()).toEqual([])
  })

  it('says what to click where the parent is not shared', async () => {
    place.env.POSTMORTEM_NOTION_PARENT = 'f'.repeat(32)
    const { code, stdout } = await run('doctor', '--notion')
    expect(code).toBe(1)
    expect(stdout).toMatch(/PROBLEM +Notion parent: [\s\S]*Connections/)
  })

  it('does not look at Notion without being told to', async () => {
    const { code } = await run('doctor')
    expect(code).toBe(0)
    expect(workspace.requests).toEqual([])
  })
})
