import { createInterface } from 'node:readline'

/** What came of waiting for somebody to type. */
type Typed =
  | { readonly kind: 'text'; readonly text: string }
  /** Ctrl-C, Ctrl-D or a closed window; `unfinished` is what had been entered of an answer of several lines. */
  | { readonly kind: 'stop'; readonly unfinished: string }

interface ReadOptions {
  readonly prompt: string
  /** An empty line ends the text, unless it is part of a paste. Otherwise the first line is all. */
  readonly isLong: boolean
  /** A first line that is whole by itself, such as a command. */
  readonly isWhole: (line: string) => boolean
}

export interface LineReader {
  read(options: ReadOptions): Promise<Typed>
  close(): void
}

/** Within this time, in milliseconds, a further line means that an empty one was part of a paste. */
const pasteGap = 40

// Asks the terminal to mark what is pasted, so that empty lines in it do not end the answer.
const markPastes = '\u001b[?2004h'
const leavePastes = '\u001b[?2004l'

interface Waiting {
  readonly options: ReadOptions
  readonly lines: string[]
  end: NodeJS.Timeout | null
  readonly resolve: (typed: Typed) => void
}

/** Reads answers of one or several lines from a terminal, with line editing, history and pastes. */
export function createLineReader(input: NodeJS.ReadStream, output: NodeJS.WriteStream): LineReader {
  const terminal = createInterface({ input, output, terminal: true, historySize: 200, tabSize: 4 })
  const ahead: { text: string; isPasted: boolean }[] = []
  let waiting: Waiting | null = null
  let isPasting = false
  let isClosed = false
  let isStopping = false

  const watchKeys = (_character: unknown, key: { name?: string } | undefined) => {
    if (key?.name === 'paste-start') isPasting = true
    if (key?.name === 'paste-end') isPasting = false
  }
  input.on('keypress', watchKeys)
  output.write(markPastes)

  function finish(typed: Typed): void {
    const done = waiting
    if (done?.end) clearTimeout(done.end)
    waiting = null
    done?.resolve(typed)
  }

  function more(): void {
    terminal.setPrompt('  · ')
    terminal.prompt()
  }

  function take(text: string, isPasted: boolean): void {
    if (waiting === null) {
      ahead.push({ text, isPasted })
      return
    }
    const { options, lines } = waiting
    const isEmpty = text.trim() === ''
    if (lines.length === 0) {
      if (isEmpty && isPasted) more()
      else if (!options.isLong || isEmpty || (!isPasted && options.isWhole(text))) finish({ kind: 'text', text })
      else {
        lines.push(text)
        more()
      }
      return
    }
    if (waiting.end) {
      clearTimeout(waiting.end)
      waiting.end = null
      lines.push('')
    }
    if (isEmpty && !isPasted) {
      waiting.end = setTimeout(() => finish({ kind: 'text', text: lines.join('\n') }), pasteGap)
      return
    }
    lines.push(text)
    more()
  }

  function stop(): void {
    // While nobody is being asked, an answer is being saved; the next question will not be put.
    isStopping = waiting === null
    const begun = waiting?.lines ?? []
    const unfinished = begun.length > 0 ? [...begun, terminal.line].join('\n').trim() : ''
    finish({ kind: 'stop', unfinished })
  }

  terminal.on('line', (text) => take(text, isPasting))
  terminal.on('SIGINT', () => {
    output.write('\n')
    stop()
  })
  terminal.on('close', () => {
    isClosed = true
    stop()
  })

  return {
    read(options) {
      return new Promise((resolve) => {
        if (isClosed || isStopping) {
          isStopping = false
          resolve({ kind: 'stop', unfinished: '' })
          return
        }
        waiting = { options, lines: [], end: null, resolve }
        terminal.setPrompt(options.prompt)
        terminal.prompt()
        // Enter pressed once too often must not answer the next question.
        const typedAhead = ahead.splice(0).filter(({ text }) => text.trim() !== '')
        for (const { text, isPasted } of typedAhead) take(text, isPasted)
      })
    },
    close() {
      if (isClosed) return
      output.write(leavePastes)
      input.off('keypress', watchKeys)
      terminal.close()
    },
  }
}
