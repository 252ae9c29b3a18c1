import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { spawn } from '@lydell/node-pty'
import { defaultContext } from '../../src/domain/default-context.ts'
import { createIncident } from '../../src/domain/incident.ts'
import { findQuestion, questionIds } from '../../src/domain/questions.ts'
import { createScript, type Played, type Saying } from './script.ts'

/** How each question begins on the screen. The chain of whys begins in two ways, since it quotes the link before. */
const beginnings: readonly (readonly [string, string])[] = [
  ['What made this possible:', 'why-happened'],
  ['What in the system produced this:', 'why-happened'],
  ...questionIds.map((id) => {
    const incident = createIncident('', '2026-01-01T00:00:00Z')
    const text = findQuestion(id)?.ask({ incident, context: defaultContext, severity: 'S2' }) ?? id
    return [text.slice(0, 40), id] as const
  }),
]

/** Plays a guided interview in a pseudo-terminal, against the built entry: reads the screen, types the answers. */
export async function playInTerminal(sayings: readonly Saying[], db: string): Promise<Played> {
  const folder = mkdtempSync(path.join(tmpdir(), 'interview-'))
  const script = createScript(sayings)
  const terminal = spawn(
    process.execPath,
    [
      new URL('../../dist/main.js', import.meta.url).pathname,
      'start',
      '--db',
      db,
      '--out',
      'documents',
      '--as',
      'on-call',
    ],
    { cols: 100, rows: 60, cwd: folder, env: { ...process.env, NO_COLOR: '1' } },
  )
  let screen = ''
  let isOver = false
  terminal.onData((data) => {
    screen += data
  })
  terminal.onExit(() => {
    isOver = true
  })

  /** What has appeared since the last look, once the program waits for somebody to type. */
  async function look(): Promise<string> {
    for (let tries = 0; tries < 1000 && !isOver; tries += 1) {
      const before = screen
      await wait(30)
      if (screen === before && / {2}[>·] $/.test(plain(screen))) break
    }
    const seen = plain(screen)
    screen = ''
    return seen
  }

  async function type(text: string): Promise<string> {
    terminal.write(`${text.replaceAll('\n', '\r')}\r`)
    const seen = await look()
    if (!seen.endsWith('  · ')) return seen
    terminal.write('\r')
    return look()
  }

  let role = 'on-call'
  let said = ''
  let seen = await look()
  for (let step = 0; !isOver; step += 1) {
    if (step > 200) throw new Error(`the interview does not end: ${seen.slice(-600)}`)
    if (/Right\? Enter = yes\./.test(seen.slice(-300))) {
      seen = await type('')
      continue
    }
    if (/How could that be checked, by whom, by when\?/.test(seen.slice(-300).replace(/\s+/g, ' '))) {
      seen = await type('')
      continue
    }
    // Words that stand for no choice are kept when they are said a second time.
    if (/I could not read that as one of/.test(seen)) {
      seen = await type(said)
      continue
    }
    const put = questionOn(seen)
    if (put === null) throw new Error(`there is no question on the screen: ${seen.slice(-600)}`)
    const saying = script.answer(put.id, put.text)
    if (saying.said_by !== role) {
      role = saying.said_by
      await type(`role ${role}`)
    }
    said = saying.said
    seen = await type(said)
  }
  const files = readdirSync(path.join(folder, 'documents')).map((file) =>
    readFileSync(path.join(folder, 'documents', file), 'utf8'),
  )
  const find = (kind: string) => files.find((text) => text.includes(`\nkind: "${kind}"`)) ?? ''
  return { asked: script.asked, documents: { engineering: find('engineering'), product: find('product') } }
}

/** The last question on the screen: it begins with "? " at the start of a line and ends before its reason. */
function questionOn(screen: string): { id: string; text: string } | null {
  const at = screen.lastIndexOf('\n? ')
  if (at < 0) return null
  const text = screen.slice(at + 3).replace(/\s+/g, ' ')
  const found = beginnings.find(([beginning]) => text.startsWith(beginning))
  if (!found) return null
  return { id: found[1], text: /^.*?[?.](?= )/.exec(text)?.[0] ?? text }
}

function plain(data: string): string {
  return stripVTControlCharacters(data).replaceAll('\r\n', '\n').replaceAll('\r', '')
}
