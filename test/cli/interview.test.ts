import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createPlace, runCli } from './run-cli.ts'
import { Terminal } from './terminal.ts'

const what = 'Checkout timed out for many shops and payments failed with error 500. We rolled the release back.'

async function begin(args: readonly string[] = [], columns = 100) {
  const { folder, env } = createPlace()
  const terminal = new Terminal(['start', '--as', 'on-call', ...args], { cwd: folder, env, columns })
  await terminal.see('What happened')
  return { terminal, folder, env }
}

describe('the interview', () => {
  it('opens without blame, asks who answers, and goes from the first words to two documents', {
    timeout: 60_000,
  }, async () => {
    const { folder, env } = createPlace()
    const terminal = new Terminal(['start'], { cwd: folder, env })
    await terminal.see('Nobody is here to find a culprit', { prompt: false })
    await terminal.see('Who is answering?')
    terminal.line('4')
    await terminal.see('What happened')
    terminal.answer(what)
    await terminal.see('Kept as INC-1', { prompt: false })
    await terminal.see('Who was affected')
    terminal.answer('about 120 of 1500 shops')
    await terminal.see('Severity is now S2', { prompt: false })
    await terminal.see('computed from it')
    terminal.answer('started 13:50\nnoticed around 2pm\nfixed by half past three')
    const read = await terminal.see('Right?')
    expect(read).toContain('13:50 UTC, date not known yet, started: "started 13:50"')
    expect(read).toContain('No time zone was named, so I took UTC')
    terminal.line('')
    await terminal.see('On which date was that?')
    terminal.line('3 March 2026')
    expect(await terminal.see('Right?')).toContain('about 2026-03-03 14:00 UTC, detected: "noticed around 2pm"')
    terminal.line('')
    await terminal.see('Is somebody from support here?')
    terminal.line('y')
    await terminal.see('What did users see')
    terminal.line("don't know")
    await terminal.see('Left open', { prompt: false })
    await terminal.see('You can have the documents now')
    terminal.line('done')
    await terminal.see('Where should both go?')
    terminal.line('')
    await terminal.see('Everything is stored in', { prompt: false })
    expect(await terminal.exit()).toBe(0)
    expect(terminal.words).toContain('start --resume INC-1')
    const document = readFileSync(join(folder, 'post-mortems', 'INC-1-engineering.md'), 'utf8')
    expect(document).toContain('120 of 1500 shops')
    expect(document).toContain('2026-03-03')
    expect(readFileSync(join(folder, 'post-mortems', 'INC-1-product.md'), 'utf8')).toContain('INC-1')
    const exported = JSON.parse((await runCli(['export', '1'], { env })).stdout)
    expect(exported.incident.sources.map((source: { role: string }) => source.role)).toEqual(
      expect.arrayContaining(['team', 'on-call', 'support']),
    )
  })

  it('takes a date or a zone alone for the times it has read, and never drops them without a yes', {
    timeout: 60_000,
  }, async () => {
    const { terminal, env } = await begin()
    terminal.answer(what)
    await terminal.see('Who was affected')
    terminal.answer('about 300 shops')
    await terminal.see('What happened when')
    terminal.answer('started 13:50\nnoticed 14:00\nfixed 15:30')
    await terminal.see('Right?')
    terminal.answer('vienna time')
    const zoned = await terminal.see('Right?')
    const fixed = /(\d+) 15:30 Europe/.exec(zoned)?.[1]
    terminal.line(`fix ${fixed}`)
    await terminal.see('How should it be?')
    terminal.answer('london time')
    expect(await terminal.see('Is the rest right?')).toContain('15:30 Europe/London')
    terminal.line(`fix ${fixed}`)
    await terminal.see('How should it be?')
    terminal.answer('vienna time, sorry')
    await terminal.see('Is the rest right?')
    expect(zoned).toContain('15:30 Europe/Vienna, date not known yet')
    expect(zoned).toContain('"fixed 15:30"')
    terminal.answer('3 March 2026')
    expect(await terminal.see('Right?')).toContain('2026-03-03 14:30 UTC (15:30 Europe/Vienna)')
    terminal.answer('hm the network folks know better')
    await terminal.see('Replace the 3 times by these words? y/n')
    terminal.line('n')
    await terminal.see('Right?')
    terminal.line('')
    await terminal.see('How did the team first hear of it')
    terminal.line('stop')
    expect(await terminal.exit()).toBe(0)
    const { incident } = JSON.parse((await runCli(['export', '1'], { env })).stdout)
    expect(incident.timeline.map((event: { at: string }) => event.at)).toEqual([
      '2026-03-03T12:50:00Z',
      '2026-03-03T13:00:00Z',
      '2026-03-03T14:30:00Z',
    ])
  })

  it('says when it found no time, asks how a guess could be checked, and asks a choice twice at most', {
    timeout: 60_000,
  }, async () => {
    const { terminal, env } = await begin()
    terminal.answer(what)
    await terminal.see('Who was affected')
    terminal.answer('maybe 300 shops')
    await terminal.see('How could that be checked')
    terminal.line('owner Bob: count the failed payments, due 4 March 2027')
    expect(await terminal.see('What happened when')).toContain('The check is kept: by Bob, until 2027-03-04')
    terminal.answer('it broke after lunch sometime')
    await terminal.see('I found no time in that; I kept your words', { prompt: false })
    const { stdout } = await runCli(['export', '1'], { env })
    expect(JSON.parse(stdout).incident.answers.find((one: { check?: unknown }) => one.check).check).toEqual({
      what: 'owner Bob: count the failed payments, due 4 March 2027',
      owner: 'Bob',
      due: '2027-03-04',
    })
    for (let asked = 0; asked < 12; asked += 1) {
      const screen = await terminal.see('?')
      if (screen.includes('A number, or your own words.')) break
      terminal.line('later')
    }
    terminal.line('asdf')
    await terminal.see('I could not read that as one of')
    terminal.line('asdf')
    await terminal.see('Kept (', { prompt: false })
    terminal.line('stop')
    expect(await terminal.exit()).toBe(0)
    const { incident } = JSON.parse((await runCli(['export', '1'], { env })).stdout)
    expect(incident.answers.at(-1)).toMatchObject({ text: 'asdf' })
    expect(incident.answers.at(-1).value).toBeUndefined()
  })

  it('makes no folder of a yes, and asks before it makes one of a word', { timeout: 60_000 }, async () => {
    const { terminal, folder } = await begin()
    terminal.answer(what)
    await terminal.see('Who was affected')
    terminal.line('done')
    await terminal.see('2 required answers are missing')
    terminal.line('gaps')
    await terminal.see('Where should both go?')
    terminal.line('yes')
    await terminal.see('Where should both go?')
    terminal.line('wiki')
    await terminal.see('There is no folder "wiki" yet. Make it? y/n')
    terminal.line('n')
    await terminal.see('Where should both go?')
    terminal.line('./wiki')
    await terminal.see('Everything is stored in', { prompt: false })
    expect(await terminal.exit()).toBe(0)
    expect(readdirSync(folder).filter((name) => !name.startsWith('test.db'))).toEqual(['wiki'])
  })

  it('records nobody from support as support when they are not here', { timeout: 60_000 }, async () => {
    const { folder, env } = createPlace()
    const terminal = new Terminal(['start', '--as', 'several'], { cwd: folder, env })
    await terminal.see('What happened')
    terminal.answer(what)
    await terminal.see('Who was affected')
    terminal.line('later')
    await terminal.see('What happened when')
    terminal.line('later')
    await terminal.see('Is somebody from support here?')
    terminal.line('n')
    await terminal.see('What did users see')
    terminal.answer('a white page')
    await terminal.see('?')
    terminal.line('stop')
    expect(await terminal.exit()).toBe(0)
    const { incident } = JSON.parse((await runCli(['export', '1'], { env })).stdout)
    expect(incident.sources.at(-1)).toMatchObject({ text: 'a white page', role: 'team' })
  })

  it('takes the last answer back, corrects an item, and shows what is recorded', { timeout: 60_000 }, async () => {
    const { terminal, env } = await begin()
    terminal.answer(what)
    await terminal.see('Who was affected')
    terminal.answer('about 300 shops')
    await terminal.see('What happened when')
    terminal.line('back')
    await terminal.see('Who was affected')
    terminal.answer('120 of 1500 shops, counted')
    await terminal.see('What happened when')
    terminal.answer('noticed 14:00\nfixed 15:30')
    const read = await terminal.see('Right?')
    const number = /(\d+) 15:30 UTC/.exec(read)?.[1]
    terminal.line(`fix ${number}`)
    await terminal.see('How should it be?')
    terminal.answer('fixed 15:50')
    expect(await terminal.see('Is the rest right?')).toContain('"fixed 15:50"')
    terminal.line('')
    await terminal.see('On which date')
    terminal.line('show')
    const shown = await terminal.see('questions are open')
    expect(shown).toContain('120 of 1500 shops, counted')
    expect(shown).not.toContain('300 shops')
    expect(shown).not.toContain('15:30')
    terminal.line('stop')
    await terminal.see('Everything you said is kept in INC-1', { prompt: false })
    expect(await terminal.exit()).toBe(0)
    const history = (await runCli(['history', '1'], { env })).stdout
    expect(history).toContain('took back: about 300 shops')
  })

  it('keeps every answer when it is killed, and goes on where it was', { timeout: 60_000 }, async () => {
    const { terminal, folder, env } = await begin()
    terminal.answer(what)
    await terminal.see('Who was affected')
    terminal.answer('120 of 1500 shops')
    await terminal.see('What happened when')
    terminal.type('half of an ans')
    terminal.kill('SIGKILL')
    await terminal.exit()
    const again = new Terminal(['start', '--as', 'on-call'], { cwd: folder, env })
    await again.see('INC-1 Checkout timed out')
    again.line('1')
    const resumed = await again.see('What happened when')
    expect(resumed).not.toContain('Who was affected')
    again.line('role support')
    await again.see('recorded as support')
    again.line('later')
    expect(await again.see('?')).toContain('What did users see')
    again.type('\u0003')
    await again.see('Stopped. Everything you said is kept', { prompt: false })
    expect(await again.exit()).toBe(0)
  })

  it('keeps the lines of an answer that was begun when Ctrl-C comes', { timeout: 60_000 }, async () => {
    const { terminal, env } = await begin()
    terminal.answer(what)
    await terminal.see('Who was affected')
    terminal.line('120 of 1500 shops')
    terminal.type('and two banks\u0003')
    await terminal.see('The answer that you had begun is kept', { prompt: false })
    expect(await terminal.exit()).toBe(0)
    const { incident } = JSON.parse((await runCli(['export', '1'], { env })).stdout)
    expect(incident.sources.at(-1).text).toBe('120 of 1500 shops\nand two banks')
  })

  it('takes a paste with empty lines in it as one answer, and shows no escapes that were pasted', {
    timeout: 60_000,
  }, async () => {
    const { terminal, env } = await begin()
    terminal.answer(what)
    await terminal.see('Who was affected')
    terminal.type('\u001b[200~120 of 1500 shops\r\rdone\r\rand a <b>bank</b> {{name}} | \u202eevil\u001b[201~')
    terminal.type('\r\r')
    await terminal.see('What happened when')
    terminal.line('show')
    await terminal.see('questions are open')
    terminal.line('stop')
    await terminal.exit()
    const { incident } = JSON.parse((await runCli(['export', '1'], { env })).stdout)
    expect(incident.sources).toHaveLength(2)
    expect(incident.sources[1].text).toContain('120 of 1500 shops\n\ndone\n\nand a <b>bank</b> {{name}} |')
    expect(terminal.raw.slice(terminal.raw.lastIndexOf('── INC-1'))).not.toContain('\u202e')
  })

  it('asks again where the documents go when a folder cannot be used', { timeout: 60_000 }, async () => {
    const { terminal, folder } = await begin()
    mkdirSync(join(folder, 'taken'))
    writeFileSync(join(folder, 'taken', 'INC-1-engineering.md'), 'mine')
    terminal.answer(what)
    await terminal.see('Who was affected')
    terminal.line('done')
    await terminal.see('2 required answers are missing')
    terminal.line('gaps')
    await terminal.see('Where should both go?')
    terminal.line('/etc')
    await terminal.see('may not be written')
    terminal.line('taken')
    await terminal.see('is there already')
    terminal.line('chat')
    await terminal.see('Everything is stored in', { prompt: false })
    expect(await terminal.exit()).toBe(0)
    expect(terminal.words).toContain('# Post-mortem INC-1')
    expect(readFileSync(join(folder, 'taken', 'INC-1-engineering.md'), 'utf8')).toBe('mine')
  })

  it('writes no colour with NO_COLOR and keeps to a narrow terminal', { timeout: 60_000 }, async () => {
    const { folder, env } = createPlace()
    const terminal = new Terminal(['start', '--as', 'on-call'], {
      cwd: folder,
      env: { ...env, NO_COLOR: '1' },
      columns: 44,
    })
    await terminal.see('What happened')
    terminal.line('?')
    await terminal.see('Ctrl-C does the same')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are escapes
    expect(terminal.raw).not.toMatch(/\u001b\[[0-9;]+m/)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what readline draws is no text of ours
    const lines = terminal.raw.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '').split(/\r?\n/)
    expect(lines.filter((line) => line.length > 44)).toEqual([])
    terminal.type('\u0004')
    await terminal.see('Nothing was recorded', { prompt: false })
    expect(await terminal.exit()).toBe(0)
  })
})
