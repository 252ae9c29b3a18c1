import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { parseAnswersFile } from '../../src/cli/answers-file.ts'
import { createPlace, runCli, top } from './run-cli.ts'
import { Terminal } from './terminal.ts'

const example = parseAnswersFile(readFileSync(join(top, 'examples', 'answers.yaml'), 'utf8'), 'answers.yaml').answers

/** What the people of the example would type, by question; a question that nobody answered there is skipped. */
function wordsFor(question: string): string {
  if (question === 'actions')
    return 'Platform team: limit the connections of each worker by 20 March 2026, P1\nAlert on slow publishing, owner on-call team, due 13 March 2026\nShow connections on the dashboard, owner on-call team, due 13 March 2026'
  if (question === 'product-fix')
    return 'Publish in the background, owner product, due 17 April 2026, done when fewer than 1% press twice'
  return example.findLast((one) => one.question === question)?.said.trim() ?? ''
}

/** Asks the program itself which question is open first: the words on the screen depend on the incident. */
async function nextQuestion(env: NodeJS.ProcessEnv): Promise<string | null> {
  const { stdout } = await runCli(['show', '1', '--part', 'questions', '--json'], { env })
  return JSON.parse(stdout).questions[0]?.id ?? null
}

describe('a whole interview', () => {
  it('asks at most forty single questions and ends by itself with both documents', async () => {
    const { folder, env } = createPlace()
    const terminal = new Terminal(['start', '--as', 'several'], { cwd: folder, env })
    await terminal.see('What happened')
    terminal.answer(wordsFor('what-happened'))
    await terminal.see('Round 1', { prompt: true })
    let asked = 1
    const different = new Set<string>()
    for (;;) {
      const question = await nextQuestion(env)
      if (question === null) break
      asked += 1
      different.add(question)
      const words = question.startsWith('why-')
        ? asked % 4 === 0
          ? 'enough'
          : `the pool of database connections was too small in case ${asked}`
        : wordsFor(question)
      if (words === '') terminal.line('skip')
      else if (words === 'enough') terminal.line('enough')
      else if (['noticed-by', 'data-integrity', 'compliance', 'eval-gap', 'tag', 'date', 'area'].includes(question))
        terminal.line(words)
      else terminal.answer(words)
      const deadline = Date.now() + 10_000
      for (;;) {
        // Either a new question stands there, or what was understood wants a yes.
        const screen = await terminal.see('', { prompt: true })
        if (/Right\?|How could that be checked/.test(screen)) terminal.line('')
        else if (/Is somebody from support here/.test(screen)) terminal.line('y')
        else if (/I could not read that as one of/.test(screen)) terminal.line(words)
        else if (/\?/.test(screen) || /Where should both go/.test(terminal.words)) break
        if (Date.now() > deadline) throw new Error(`no next question after ${question}:\n${terminal.words.slice(-800)}`)
      }
      // Links of a chain after the first repeat their question.
      expect(different.size).toBeLessThanOrEqual(40)
      expect(asked).toBeLessThanOrEqual(45)
    }
    expect(terminal.words).toContain('Where should both go?')
    terminal.line('')
    await terminal.see('Everything is stored in', { prompt: false })
    expect(await terminal.exit()).toBe(0)
    const document = readFileSync(join(folder, 'post-mortems', 'INC-1-engineering.md'), 'utf8')
    expect(document).toContain('184 of 1,920 homes')
    expect(asked).toBeGreaterThan(25)
  })
})

describe('an interview that is killed', () => {
  it('has lost nothing that it said was kept, whenever that happens', async () => {
    for (let round = 0; round < 15; round++) {
      const { folder, env } = createPlace()
      const terminal = new Terminal(['start', '--as', 'on-call'], { cwd: folder, env })
      await terminal.see('What happened')
      terminal.answer('Publishing hung for every home in the region and failed after a minute.')
      await terminal.see('Who was affected')
      terminal.answer('184 of 1,920 homes')
      await new Promise((resolve) => setTimeout(resolve, round * 12))
      const saidKept = terminal.words.includes('Kept (who was affected)')
      terminal.kill('SIGKILL')
      await terminal.exit()
      const { incident } = JSON.parse((await runCli(['export', '1'], { env })).stdout)
      const isKept = incident.answers.some((answer: { question: string }) => answer.question === 'customers-affected')
      if (saidKept) expect(isKept).toBe(true)
      expect(incident.sources[0].text).toContain('Publishing hung')
      expect((await runCli(['doctor'], { env, cwd: folder })).code).toBe(0)
    }
  })
})

describe('a database that is locked by somebody else', () => {
  it('does not lose an answer that cannot be saved: it tries again, then writes the words to a file', {
    timeout: 60_000,
  }, async () => {
    const { folder, env } = createPlace()
    const terminal = new Terminal(['start', '--as', 'on-call'], { cwd: folder, env })
    await terminal.see('What happened')
    terminal.answer('Publishing hung for every home in the region and failed after a minute.')
    await terminal.see('Who was affected')
    const database = new Database(join(folder, 'test.db'))
    database.exec('BEGIN IMMEDIATE')
    terminal.answer('120 of 1500 shops')
    await terminal.see('is not lost', { within: 20_000 })
    database.exec('COMMIT')
    terminal.line('')
    await terminal.see('What happened when')
    database.exec('BEGIN IMMEDIATE')
    terminal.answer('noticed 14:00: "all" red')
    await terminal.see('is not lost', { within: 20_000 })
    terminal.line('stop')
    await terminal.see('Everything you said is kept in INC-1', { prompt: false, within: 20_000 })
    database.exec('COMMIT')
    database.close()
    expect(await terminal.exit()).toBe(3)
    const file = /unsaved-answers-INC-1-\d+\.yaml/.exec(terminal.words)?.[0] ?? ''
    const fed = await runCli(['start', '--resume', '1', '--from', file, '--allow-gaps'], { env, cwd: folder })
    expect(fed.stderr).toContain('1 of 1 answers are recorded')
    expect((await runCli(['show', '1'], { env })).stdout).toContain('noticed 14:00: "all" red')
  })
})
