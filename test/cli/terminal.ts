import { stripVTControlCharacters } from 'node:util'
import { type IPty, spawn } from '@lydell/node-pty'
import { cleanEnv, entry } from './run-cli.ts'

/** The program in a pseudo-terminal, driven as a person would: wait for words on the screen, type. */
export class Terminal {
  readonly #pty: IPty
  readonly #exit: Promise<number>
  #raw = ''
  #seen = 0
  #hasEnded = false

  constructor(args: readonly string[], options: { cwd: string; env?: NodeJS.ProcessEnv; columns?: number }) {
    this.#pty = spawn(process.execPath, [entry, ...args], {
      name: 'xterm-256color',
      cols: options.columns ?? 100,
      rows: 50,
      cwd: options.cwd,
      env: cleanEnv(options.env ?? {}),
    })
    this.#pty.onData((data) => {
      this.#raw += data
    })
    this.#exit = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode }) => {
        this.#hasEnded = true
        resolve(exitCode)
      })
    })
  }

  get pid(): number {
    return this.#pty.pid
  }

  /** Everything so far, with the escapes that the terminal would act on. */
  get raw(): string {
    return this.#raw
  }

  /** Everything so far as words, one space between two. */
  get words(): string {
    return flat(this.#raw)
  }

  /** Waits until the words come up after what was waited for last, then for the prompt, and returns what came. */
  async see(words: string, { prompt = true, within = 8000 } = {}): Promise<string> {
    const deadline = Date.now() + within
    for (;;) {
      const fresh = flat(this.#raw).slice(this.#seen)
      const at = fresh.indexOf(words)
      const after = at < 0 || !prompt ? -1 : fresh.indexOf('> ', at + words.length)
      if (at >= 0 && (!prompt || after >= 0)) {
        const end = prompt ? after + 2 : at + words.length
        this.#seen += end
        return fresh.slice(0, end)
      }
      if (Date.now() > deadline || (this.#hasEnded && at < 0)) {
        throw new Error(`never saw "${words}" in:\n${fresh.slice(-3000)}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 15))
    }
  }

  /** One line and Enter. */
  line(text: string): void {
    this.#pty.write(`${text}\r`)
  }

  /** An answer of one or several lines, ended by an empty one. */
  answer(text: string): void {
    this.#pty.write(`${text.replace(/\n/g, '\r')}\r\r`)
  }

  type(characters: string): void {
    this.#pty.write(characters)
  }

  kill(signal: string): void {
    this.#pty.kill(signal)
  }

  exit(): Promise<number> {
    return this.#exit
  }
}

function flat(raw: string): string {
  return stripVTControlCharacters(raw).replace(/\s+/g, ' ')
}
