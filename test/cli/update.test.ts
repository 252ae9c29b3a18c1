import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { createPlace, runCli } from './run-cli.ts'

const place = createPlace()
const run = (...args: string[]) => runCli(args, { cwd: place.folder, env: place.env })

describe('postmortem update', () => {
  beforeAll(async () => {
    const input =
      'title: No plan could be published\nanswers:\n  - { question: what-happened, said_by: on-call, said: "The publish worker is stuck." }\n  - { question: users-saw, said_by: support, said: "The Publish button keeps spinning." }\n'
    await runCli(['start', '--from', '-', '--allow-gaps'], { cwd: place.folder, env: place.env, input })
  })

  it('drafts, minutes in, and says how to note that it was sent', async () => {
    const { code, stdout } = await run('update', '1', '--kind', 'acknowledgement')
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /Draft update-\d+, not sent:\n\nWe are seeing a problem with the product\. What you may see: The Publish button keeps spinning/,
    )
    expect(stdout).toContain('update INC-1 --kind acknowledgement --sent --by ROLE --where PLACE')
    expect(stdout).not.toContain('worker')
  })

  it('keeps that it was sent, and shows it', async () => {
    const sent = await run(
      'update',
      '1',
      '--kind',
      'acknowledgement',
      '--sent',
      '--by',
      'product manager',
      '--where',
      'status page',
      '--json',
    )
    expect(JSON.parse(sent.stdout).updates).toMatchObject([{ sent: { by: 'product manager', where: 'status page' } }])
    expect((await run('show', '1', '--part', 'updates')).stdout).toContain('by product manager, status page')
    expect((await run('due')).stdout).toContain('the next customer update, as promised: due')
  })

  it('takes our text where a company has templates of its own without it, and doctor finds a mistake in one it has', async () => {
    const own = join(place.folder, 'own')
    await run('templates', 'init', own)
    rmSync(join(own, 'update-note.md.hbs'))
    expect((await run('update', '1', '--kind', 'note', '--templates', own)).stdout).toContain('**What changes.**')
    writeFileSync(join(own, 'update-resolved.md.hbs'), 'Fine again.\n{{nobody}}\n')
    const { code, stdout } = await run('doctor', '--templates', own)
    expect(code).toBe(1)
    expect(stdout).toMatch(/update-resolved\.md\.hbs, line 2.*no variable "nobody"/)
  })

  it.each([
    [['--sent'], 'who sent it, or where'],
    [['--by', 'x', '--where', 'y'], 'without --sent'],
    [['--kind', 'personal'], 'to whom'],
    [['--kind', 'update', '--estimate', 'soon'], 'still to come'],
  ])('refuses %s', async (args, words) => {
    const { code, stderr } = await run('update', '1', ...args)
    expect(code).toBe(2)
    expect(stderr).toContain(words)
  })
})
