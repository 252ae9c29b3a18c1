import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { createPlace, entry, runCli, top } from './run-cli.ts'

const place = createPlace()
const run = (args: readonly string[], input = '') => runCli(args, { env: place.env, cwd: place.folder, input })

const answers = `
title: Checkout timed out
answers:
  - said_by: on-call
    question: what-happened
    said: Checkout timed out for many shops and payments failed with error 500. We rolled the release back.
  - said_by: on-call
    question: customers-affected
    said: about 120 of 1500 shops
  - said_by: on-call
    question: timeline
    said: |
      started 3 March 2026 13:50
      noticed 3 March 2026 14:00
      fixed 3 March 2026 15:30
`

beforeAll(async () => {
  const started = await run(['start', '--from', '-'], answers)
  expect(started.stderr).toContain('3 of 3 answers are recorded in INC-1')
  expect(started.code).toBe(0)
})

describe('without a terminal', () => {
  it('plays the example, prints both documents on stdout alone, and says how to go on', async () => {
    const { folder, env, db } = createPlace()
    const { code, stdout, stderr } = await runCli([], { env, cwd: folder })
    expect(stderr).toContain('This is an example')
    expect(stderr).not.toContain('Refused')
    expect(stderr).toContain('start --from answers.yaml')
    expect(stdout).toContain('# Post-mortem INC-1: Shift plans could not be published')
    expect(stdout).toContain('184 of 1,920 homes')
    expect(stdout).not.toContain('300 homes')
    expect(stdout.match(/^# /gm)).toHaveLength(2)
    expect(code).toBe(0)
    expect(existsSync(db)).toBe(false)
  })

  it('takes the example from a file as well, with no answer refused', async () => {
    const { folder, env } = createPlace()
    const file = join(top, 'examples', 'answers.yaml')
    const { code, stdout } = await runCli(['start', '--from', file, '--json'], { env, cwd: folder })
    const result = JSON.parse(stdout)
    expect(result.refused).toEqual([])
    expect(result.generated.documents.map((one: { document: string }) => one.document)).toEqual([
      'engineering',
      'product',
    ])
    expect(code).toBe(0)
  })

  it('writes files below the folder that --out names', async () => {
    const { folder, env } = createPlace()
    const { code, stderr } = await runCli(['start', '--from', '-', '--out', 'our notes'], {
      env,
      cwd: folder,
      input: answers,
    })
    expect(code).toBe(0)
    expect(stderr).toContain('our notes')
    expect(readFileSync(join(folder, 'our notes', 'INC-1-engineering.md'), 'utf8')).toContain('120 of 1500 shops')
  })

  it('refuses documents while required answers are missing, and marks the gaps when told to', async () => {
    const { folder, env } = createPlace()
    const input =
      '- {said_by: on-call, question: what-happened, said: Checkout timed out for many shops this afternoon.}'
    const refused = await runCli(['start', '--from', '-'], { env, cwd: folder, input })
    expect(refused.code).toBe(1)
    expect(refused.stdout).toBe('')
    expect(refused.stderr).toContain('required answers are missing')
    const gaps = await runCli(['generate', '1', '--allow-gaps'], { env, cwd: folder })
    expect(gaps.code).toBe(0)
    expect(gaps.stdout).toContain('Checkout timed out')
    expect((await runCli(['generate', '1'], { env, cwd: folder })).code).toBe(1)
  })

  it('does not resume where nobody can be asked', async () => {
    const { code, stderr } = await run(['start', '--resume', '1'])
    expect(code).toBe(2)
    expect(stderr).toContain('no terminal')
  })

  it('goes on with an incident from a file', async () => {
    const { code, stderr } = await run(
      ['start', '--resume', '1', '--from', '-'],
      '- {said_by: support, question: users-saw, said: a white page with error 500}',
    )
    expect(stderr).toContain('1 of 1 answers are recorded in INC-1')
    expect(code).toBe(0)
  })
})

describe('commands', () => {
  const json = async (args: readonly string[]) => {
    const { stdout, stderr, code } = await run([...args, '--json'])
    return { code, stderr, result: JSON.parse(stdout === '' ? 'null' : stdout) }
  }

  it('list, due, show, history, ask and export give JSON', async () => {
    expect((await json(['list'])).result.incidents[0].incident_id).toBe('INC-1')
    expect((await json(['due'])).result.incidents[0].due).toHaveLength(2)
    expect((await json(['show', '1', '--part', 'timeline'])).result.items).toHaveLength(3)
    expect((await json(['show', '1', '--part', 'whys', '--view', 'fishbone'])).result.drawn.view).toBe('fishbone')
    expect((await json(['history', 'inc-1'])).result.history[0].via).toBe('file stdin')
    expect((await json(['ask', 'INC-1'])).result.questions).toHaveLength(3)
    const { incident, history } = (await json(['export', '1'])).result
    expect(incident.sources[0].text).toContain('Checkout timed out')
    expect(history.length).toBeGreaterThan(3)
  })

  it('say the same for people, with the next command as it is typed here', async () => {
    const shown = await run(['show', '1'])
    expect(shown.stdout).toContain('# INC-1: Checkout timed out')
    expect(shown.stdout).toContain(`node ${entry} start --resume INC-1`)
    expect((await run(['list'])).stdout).not.toMatch(/[a-z]_[a-z]/)
  })

  it('name themselves as npm runs them in a checkout', async () => {
    const { stdout } = await runCli(['show', '1'], { env: { ...place.env, npm_lifecycle_event: 'start' } })
    expect(stdout).toContain('npm start -- start --resume INC-1')
  })

  it('record one answer from a script, in the words of a file as well', async () => {
    const one = await json([
      'record',
      '1',
      '--as',
      'support',
      '--question',
      'workarounds',
      '--said',
      'they paid by phone',
    ])
    expect(one.result.taken).toHaveLength(1)
    writeFileSync(join(place.folder, 'words.txt'), 'printed last week’s list\r\nby hand', 'utf8')
    const two = await run(['record', '1', '--as', 'support', '--question', 'blocked-task', '--said-file', 'words.txt'])
    expect(two.code).toBe(0)
    const { incident } = (await json(['export', '1'])).result
    expect(incident.sources.at(-1).text).toBe('printed last week’s list\r\nby hand')
  })

  it('record takes how a guess is to be checked', async () => {
    const { folder, env } = createPlace()
    const here = async (args: readonly string[], input = '') => runCli(args, { env, cwd: folder, input })
    await here(['start', '--from', '-'], answers)
    const guess = await here([
      'record',
      '1',
      '--as',
      'x',
      '--question',
      'lucky',
      '--said',
      'maybe it was a Sunday',
      '--json',
    ])
    const id: string = JSON.parse(guess.stdout).taken[0].id
    const words = 'owner: Bob, look at the calendar, due 4 March 2027'
    expect((await here(['record', '1', '--as', 'x', '--check', id, '--said', words])).code).toBe(0)
    const { incident } = JSON.parse((await here(['export', '1'])).stdout)
    expect(incident.answers.find((one: { id: string }) => one.id === id)).toMatchObject({
      text: 'maybe it was a Sunday',
      check: { what: words, owner: 'Bob', due: '2027-03-04' },
    })
    const unknown = await here(['record', '1', '--as', 'x', '--check', 'why-99', '--said', words])
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain('There is no item "why-99"')
    expect((await here(['record', '1', '--as', 'x', '--said', words])).stderr).toContain('--check')
  })

  it('generate prints Markdown alone on stdout', async () => {
    const { stdout, stderr, code } = await run(['generate', '1', '--document', 'engineering'])
    expect(code).toBe(0)
    expect(stdout.startsWith('---\n')).toBe(true)
    expect(stdout).not.toContain('deliver')
    expect(stderr).toContain('is a draft because')
  })

  it('deliver writes files, and changes nothing when they stand there as they are', async () => {
    const first = await json(['deliver', '1', '--to', 'file'])
    expect(first.result.delivered.map((one: { changed: boolean }) => one.changed)).toEqual([true, true])
    // The second time each document links to where the other one went.
    await json(['deliver', '1', '--to', 'file'])
    const second = await json(['deliver', '1', '--to', 'file'])
    expect(second.result.delivered.map((one: { changed: boolean }) => one.changed)).toEqual([false, false])
  })

  it('close refuses with the questions, or closes with a reason', async () => {
    const refused = await run(['close', '1'])
    expect(refused.code).toBe(1)
    expect(refused.stdout).toContain('Not closed')
    const reason = await json(['close', '1', '--as', 'lead', '--no-post-mortem-because', 'a drill'])
    expect(reason.result.status).toBe('closed')
    expect((await json(['close', '1', '--reopen'])).result.status).toBe('open')
  })

  it('backup writes a copy that can be used, and not over a file', async () => {
    const copy = join(place.folder, 'copy of it.db')
    expect((await run(['backup', copy])).code).toBe(0)
    expect((await run(['list', '--db', copy])).stdout).toContain('INC-1')
    expect((await run(['backup', copy])).code).not.toBe(0)
  })

  it('delete asks, or needs --yes where nobody can be asked; purge takes the words as well', async () => {
    const { folder, env, db } = createPlace()
    const here = (args: readonly string[], input = '') => runCli(args, { env, cwd: folder, input })
    await here(['start', '--from', '-'], answers)
    expect((await here(['delete', '1'])).code).toBe(2)
    expect((await here(['delete', '1', '--yes'])).code).toBe(0)
    expect((await here(['show', '1'])).code).toBe(2)
    expect((await here(['history', '1'])).code).not.toBe(1)
    expect((await here(['delete', '1', '--purge', '--yes', '--json'])).code).toBe(0)
    expect(readFileSync(db).includes('payments failed')).toBe(false)
  })

  it('templates init and context init copy ours once and keep what is there', async () => {
    const first = await json(['templates', 'init', 'my templates'])
    expect(first.result.written.length).toBeGreaterThan(2)
    expect((await json(['templates', 'init', 'my templates'])).result.written).toEqual([])
    expect((await run(['doctor', '--templates', 'my templates'])).code).toBe(0)
    expect((await run(['context', 'init', 'ours.md'])).code).toBe(0)
    expect((await run(['context', 'init', 'ours.md'])).code).toBe(2)
    expect((await run(['doctor', '--context', 'ours.md'])).code).toBe(0)
  })

  it('doctor finds what is wrong, each on its line', async () => {
    const healthy = await json(['doctor'])
    expect(healthy.result.ok).toBe(true)
    expect(healthy.code).toBe(0)
    writeFileSync(join(place.folder, 'not a database.db'), 'hello '.repeat(1000))
    mkdirSync(join(place.folder, 'broken templates'))
    writeFileSync(join(place.folder, 'broken templates', 'engineering.md.hbs'), '# {{nothing.like.this}}')
    writeFileSync(join(place.folder, 'broken templates', 'product.md.hbs'), '# x')
    const sick = await run(['doctor', '--db', 'not a database.db', '--templates', 'broken templates'])
    expect(sick.code).toBe(1)
    expect(sick.stdout.match(/^PROBLEM/gm)).toHaveLength(2)
    expect(sick.stdout).toContain('engineering.md.hbs')
    expect(sick.stdout).not.toContain('at file:')
  })

  it('doctor finds a mistake in a block that most records do not reach, and says a wrong context once', async () => {
    const folder = join(place.folder, 'blocks')
    await run(['templates', 'init', 'blocks'])
    const file = join(folder, 'engineering.md.hbs')
    const text = readFileSync(file, 'utf8')
    for (const block of ['{{#each factorsSaid}}']) {
      expect(text).toContain(block)
      writeFileSync(file, text.replace(block, `${block}{{nonsense}}`))
      const { code, stdout } = await run(['doctor', '--templates', 'blocks'])
      expect(stdout).toContain('nonsense')
      expect(code).toBe(1)
    }
    writeFileSync(join(place.folder, 'wrong.md'), '## Compayn\n\n| Setting | Value |\n| - | - |\n| Company | X |\n')
    const wrong = await run(['doctor', '--context', 'wrong.md'])
    expect(wrong.stdout.match(/^PROBLEM/gm)).toHaveLength(1)
    expect(wrong.stdout).toContain('PROBLEM  Domain context')
  }, 60_000)

  it('context init leaves no link that leads nowhere, and deliver names the command that comes next', async () => {
    const { folder, env } = createPlace()
    await runCli(['context', 'init', 'domain-context.md'], { env, cwd: folder })
    const text = readFileSync(join(folder, 'domain-context.md'), 'utf8')
    const targets = [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '')
    expect(targets.filter((target) => !existsSync(resolve(folder, target)))).toEqual([])
    expect(text).toContain(join(top, 'examples', 'domain-context.md'))
    const delivered = await run(['deliver', '1', '--to', 'chat'])
    expect(delivered.stdout).toMatch(/close INC-1\n*$/)
  })

  it('end quietly when the reader has seen enough', async () => {
    const child = spawn('sh', ['-c', `"${process.execPath}" "${entry}" export 1 | head -n 1; echo done`], {
      env: place.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    await new Promise((resolve) => child.on('close', resolve))
    expect(out).toBe('{\ndone\n')
    expect(err).toBe('')
  })
})

describe('bad input on the command line', () => {
  const cases: readonly [string, readonly string[], number, RegExp][] = [
    ['an unknown command', ['lsit'], 2, /Unknown command 'lsit'[\s\S]*Try: list/],
    ['an unknown option', ['list', '--jsn'], 2, /--json/],
    ['a missing argument', ['show'], 2, /Missing required argument 'id'[\s\S]*show --help/],
    ['one argument too many', ['show', '1', '2'], 2, /Too many arguments/i],
    ['an unknown incident', ['show', '99'], 2, /INC-99/],
    ['an id that is none', ['show', '../../etc/passwd'], 2, /There is no incident|not an id/i],
    ['an id with terminal escapes', ['show', '\u001b[31mred\u0007'], 2, /red/],
    ['an empty id', ['show', ''], 2, /Try:/],
    ['an unknown part', ['show', '1', '--part', 'tail'], 2, /Allowed choices/],
    ['a number that is none', ['list', '--limit', 'many'], 2, /limit/],
    ['a number that is too large', ['list', '--limit', '900'], 2, /50/],
    ['an answer without words', ['record', '1', '--as', 'x', '--question', 'lucky', '--said', '  '], 2, /empty/],
    ['an answer without --said', ['record', '1', '--as', 'x', '--question', 'lucky'], 2, /No words/],
    ['an answer without a role', ['record', '1', '--question', 'lucky', '--said', 'x'], 2, /--as/],
    ['an unknown question', ['record', '1', '--as', 'x', '--question', 'lukcy', '--said', 'x'], 2, /lukcy/],
    ['a file that is not there', ['start', '--from', 'no such.yaml'], 2, /no such\.yaml/],
    ['a folder as a file', ['start', '--from', '.'], 2, /could not be read/],
    ['a folder outside', ['deliver', '1', '--to', 'file', '--folder', '/etc'], 2, /may not be written/],
    ['a folder without --to file', ['deliver', '1', '--folder', 'x'], 2, /--to file/],
    ['two ways to close', ['close', '1', '--reopen', '--no-post-mortem-because', 'x'], 2, /reopen/],
    ['two ways to start', ['start', '--example', '--from', 'x'], 2, /--example/],
    ['a context that is not there', ['list', '--context', 'nowhere.md'], 3, /nowhere\.md/],
    ['templates that are not there', ['generate', '1', '--templates', 'nowhere'], 3, /nowhere/],
    ['a port that is none', ['serve', '--http', '--port', 'web'], 2, /"web" is not a port/],
    ['a port out of range', ['serve', '--http', '--port', '70000'], 3, /70000/],
    ['a database that is a folder', ['list', '--db', '.'], 3, /folder/],
  ]
  it.concurrent.each(cases)('answers %s with one clear error', async (_name, args, code, words) => {
    const plain = await run(args)
    expect(plain.stderr).toMatch(words)
    expect(plain.stderr).toMatch(/Expected: .*\n?[\s\S]*Try: /)
    expect(plain.stderr).not.toMatch(/\n\s+at /)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not reach a terminal
    expect(plain.stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
    expect(plain.stdout).toBe('')
    expect(plain.code).toBe(code)
  })

  it.each([
    ['usage', ['lsit']],
    ['not found', ['show', '99']],
    ['bad input', ['record', '1', '--as', 'x', '--question', 'lucky', '--said', ' ']],
    ['configuration', ['list', '--db', '.']],
  ])('gives the same shape as JSON: %s', async (kind, args) => {
    const { error } = JSON.parse((await run([...args, '--json'])).stderr)
    expect(Object.keys(error)).toEqual(['kind', 'happened', 'expected', 'try'])
    expect(error.kind).toBe(kind)
  })

  it('says so when a folder cannot be made', async () => {
    writeFileSync(join(place.folder, 'a file'), '')
    const { code, stderr } = await run(['templates', 'init', 'a file/templates'])
    expect(code).toBe(3)
    expect(stderr).toContain('Try:')
  })
})
