import { stripVTControlCharacters } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { createPlace, runCli } from './run-cli.ts'
import { Terminal } from './terminal.ts'

const place = createPlace()
const run = (...args: string[]) => runCli(args, { env: place.env, cwd: place.folder })

const past = `
title: The CSV import of grades stopped halfway
answers:
  - said_by: on-call
    question: what-happened
    said: The CSV import of grades stopped halfway and reported success. Teachers saw empty columns.
  - said_by: on-call
    question: timeline
    said: started 3 November 2025 9:00 UTC, fixed 3 November 2025 11:00 UTC
  - said_by: product
    question: actions
    said: "check the row count after each import, owner: data team, due 2025-12-01, done"
  - said_by: product
    question: lessons
    said: An import that reports success must say how many rows it wrote.
`
const open = `
title: The CSV import of timetables stopped halfway
answers:
  - said_by: on-call
    question: what-happened
    said: The CSV import of timetables stopped halfway and said success. Rooms were empty.
`

beforeAll(async () => {
  for (const input of [past, open]) {
    const { code, stderr } = await runCli(['start', '--from', '-', '--allow-gaps'], {
      ...place,
      cwd: place.folder,
      input,
    })
    expect(stderr).not.toContain('Refused')
    if (input === open) expect(stderr).toContain('Nearest: INC-1 (The CSV import of grades stopped halfway)')
    expect(code).toBe(0)
  }
}, 60_000)

describe('postmortem search', () => {
  it('shows each match in at most ten lines, with what was done then, and marks the words', async () => {
    const { stdout, code } = await run('search', 'the CSV import stopped halfway')
    expect(code).toBe(0)
    expect(stdout).toContain('*CSV import*')
    expect(stdout).not.toContain('\u001b')
    expect(stdout.replace(/\s+/g, ' ')).toContain('the action is recorded as done')
    const blocks = stdout.split('\n\n').filter((block) => /^ ?\d+ {2}INC-/.test(block))
    expect(blocks).toHaveLength(2)
    for (const block of blocks) {
      expect(block.split('\n').length).toBeLessThanOrEqual(10)
      for (const line of block.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    }
  })

  it('says what was searched and what nothing covers when nothing is close', async () => {
    const { stdout, code } = await run('search', 'kiosk', 'printer jammed')
    expect(code).toBe(0)
    expect(stdout).toContain('Nothing close')
    expect(stdout).toContain('2 past incidents')
    expect(stdout).toContain('kiosk')
  })

  it('asks in the words of an incident, takes a judgement on the answer, and keeps look-alikes apart', async () => {
    const found = JSON.parse((await run('search', '--incident', '2', '--json')).stdout)
    expect(found.candidates.map((one: { incident_id: string }) => one.incident_id)).toEqual(['INC-1'])
    const because = 'both times a partial read was taken for success'
    const linked = await run('link', '2', '1', '--as', 'on-call', '--likeness', 'same-mechanism', '--because', because)
    expect(linked.code).toBe(0)
    expect(linked.stdout).toContain('INC-1: same mechanism: both times')
    expect((await run('show', '1', '--part', 'matches')).stdout).toContain(because)
    const apart = await run(
      'link',
      '2',
      '1',
      '--as',
      'on-call',
      '--likeness',
      'unrelated',
      '--because',
      'another parser',
    )
    expect(apart.code).toBe(0)
    const again = await run('search', '--incident', '2')
    expect(again.stdout).toContain('Kept apart: INC-1')
    expect(again.stdout.replace(/\s+/g, ' ')).toContain('unrelated: another parser')
  })

  it('answers with lessons', async () => {
    const { stdout } = await run('search', '--lessons', 'what have we learned about imports?')
    expect(stdout).toContain('INC-1  2025-11-03  lesson')
    expect(stdout).toContain('must say how many rows it wrote')
  })

  it('refuses what cannot be asked or judged, with what to try', async () => {
    const nothing = await run('search')
    expect(nothing.code).toBe(2)
    expect(nothing.stderr).toContain('There is no question')
    const odd = await run('link', '2', '1', '--as', 'on-call', '--likeness', 'cousins', '--because', 'they look alike')
    expect(odd.code).toBe(2)
    expect(odd.stderr).toContain('same mechanism')
    const gone = await run('link', '2', '99', '--as', 'on-call', '--likeness', 'unrelated', '--because', 'no idea')
    expect(gone.code).toBe(1)
    expect(gone.stdout).toContain('there is no incident "INC-99"')
  })

  it('paints the words on a terminal, but not with NO_COLOR', async () => {
    const painted = new Terminal(['search', 'CSV import'], { cwd: place.folder, env: place.env })
    expect(await painted.exit()).toBe(0)
    expect(painted.raw).toContain('\u001b[1;4mimport')
    const plain = new Terminal(['search', 'CSV import'], { cwd: place.folder, env: { ...place.env, NO_COLOR: '1' } })
    expect(await plain.exit()).toBe(0)
    expect(plain.raw).not.toContain('\u001b[1;4m')
  })
})

describe('the interview', () => {
  it('says after the first answer what looks like it, in at most six lines', async () => {
    const terminal = new Terminal(['start', '--as', 'on-call'], { cwd: place.folder, env: place.env })
    await terminal.see('Enter = a new incident')
    terminal.line('')
    await terminal.see('What happened')
    terminal.answer('The CSV import of rooms stopped halfway and reported success.')
    await terminal.see('Who was affected')
    const lines = stripVTControlCharacters(terminal.raw).split(/\r?\n/)
    const from = lines.findIndex((line) => line.includes('Seen before?'))
    const to = lines.findIndex((line, at) => at > from && line.includes('search --incident'))
    expect(from).toBeGreaterThan(0)
    expect(to - from).toBeLessThan(6)
    expect(lines.slice(from, to).join('\n')).toContain('INC-1')
    terminal.type('\u0003')
    await terminal.exit()
  })
})
