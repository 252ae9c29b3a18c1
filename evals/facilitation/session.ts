import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createPerson, type Turn } from './person.ts'
import { readScript, type Script } from './script.ts'

/** One facilitation on disk: `FOLDER/<script>/` with the transcript, the facilitator's database, or documents of its own. */
export interface Session {
  readonly name: string
  readonly script: Script
  readonly folder: string
  readonly db: string
  transcript(): Turn[]
  /** Says something to the person and returns the reply; both are kept. Without a message, the person speaks first. */
  say(message: string): string
}

export function openSession(folder: string, name: string): Session {
  const script = readScript(name)
  const own = resolve(folder, name)
  mkdirSync(own, { recursive: true })
  const file = join(own, 'transcript.jsonl')
  const transcript = (): Turn[] =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line))
      : []
  const keep = (turn: Turn) => appendFileSync(file, `${JSON.stringify(turn)}\n`)
  return {
    name,
    script,
    folder: own,
    db: join(own, 'postmortem.db'),
    transcript,
    say(message) {
      const turns = transcript()
      const person = createPerson(script)
      if (turns.length === 0) keep({ from: 'person', text: person.opening })
      if (message.trim() === '') return person.opening
      // What was told so far follows from what was asked so far.
      for (const turn of turns) if (turn.from === 'facilitator') person.reply(turn.text)
      const reply = person.reply(message)
      keep({ from: 'facilitator', text: message })
      keep({ from: 'person', text: reply })
      return reply
    },
  }
}
