import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** A stretch of what was entered: typed, or pasted in several lines. */
export type Entered = { readonly text: string } | { readonly paste: string }

export type Prompted =
  | { readonly kind: 'entered'; readonly parts: readonly Entered[] }
  /** Ctrl-C where nothing was typed. */
  | { readonly kind: 'interrupt' }
  /** Ctrl-D, or the terminal is gone. */
  | { readonly kind: 'end' }

export interface PromptReader {
  /**
   * Waits for a message. Enter sends it; a backslash at the end of a line, Alt-Enter, or lines between `"""` make it longer. A
   * paste of several lines is taken whole and stands in the line as its size.
   */
  read(prompt: string): Promise<Prompted>
  /** Called at Ctrl-C while nobody is being asked. What else is typed then waits for the next prompt. */
  onInterrupt(handler: () => void): void
  close(): void
}

const pasteStart = '\u001b[200~'
const pasteEnd = '\u001b[201~'
const suspendKey = '\u001a'
const altEnters = ['\u001b\r', '\u001b\n']
const altEnterOrSuspend = new RegExp(`(${[...altEnters, suspendKey].join('|')})`)
/** Asks the terminal to mark what is pasted. */
const markPastes = '\u001b[?2004h'
const leavePastes = '\u001b[?2004l'
/** A paste on one line is as good as typed, up to this many characters. */
const longestInline = 400

export function createPromptReader(input: NodeJS.ReadStream, output: NodeJS.WriteStream): PromptReader {
  const keys = new PassThrough()
  const terminal = createInterface({ input: keys, output, terminal: true, historySize: 200, tabSize: 4, prompt: '' })
  const decoder = new StringDecoder('utf8')
  const pastes: string[] = []
  let waiting: { resolve: (prompted: Prompted) => void; prompt: string; lines: string[]; isBlock: boolean } | null =
    null
  let handler: () => void = () => {}
  /** Bytes of an unfinished paste, or of an escape that may begin one. */
  let rest = ''
  let isPasting = false
  let ahead = ''
  let isJoined = false
  let isClosed = false

  function take(chunk: string): void {
    rest += chunk
    for (;;) {
      const mark = isPasting ? pasteEnd : pasteStart
      const at = rest.indexOf(mark)
      if (at >= 0) {
        const text = rest.slice(0, at)
        rest = rest.slice(at + mark.length)
        if (isPasting) takePaste(text)
        else pass(text)
        isPasting = !isPasting
        continue
      }
      if (isPasting) return
      // A chunk may end in the middle of the mark.
      const kept = [...mark].findLastIndex((_, index) => index > 0 && rest.endsWith(mark.slice(0, index)))
      const ready = kept > 1 ? rest.slice(0, rest.length - kept) : rest
      rest = rest.slice(ready.length)
      pass(ready)
      return
    }
  }

  function takePaste(text: string): void {
    const paste = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '')
    if (!paste.includes('\n') && paste.length <= longestInline) {
      pass(paste)
      return
    }
    pastes.push(paste)
    const lines = paste.split('\n').length
    pass(`[paste ${pastes.length}: ${lines.toLocaleString('en')} ${lines === 1 ? 'line' : 'lines'}]`)
  }

  function pass(text: string): void {
    if (text === '') return
    if (waiting !== null) {
      press(text)
      return
    }
    if (text.includes('\u0003')) {
      ahead = ''
      handler()
      return
    }
    ahead += text
  }

  /** Alt-Enter comes as Escape and Enter, which readline does not know. */
  function press(text: string): void {
    for (const piece of text.split(altEnterOrSuspend)) {
      if (piece === suspendKey) suspend()
      else if (altEnters.includes(piece)) {
        isJoined = true
        keys.write('\r')
      } else if (piece !== '') keys.write(piece)
    }
  }

  function suspend(): void {
    if (process.platform === 'win32') return
    input.setRawMode(false)
    process.once('SIGCONT', () => {
      input.setRawMode(true)
      output.write(markPastes)
      terminal.prompt(true)
    })
    process.kill(process.pid, 'SIGTSTP')
  }

  function finish(prompted: Prompted): void {
    const done = waiting
    waiting = null
    done?.resolve(prompted)
  }

  function takeLine(line: string): void {
    if (waiting === null) return
    const { lines } = waiting
    const joined = isJoined
    isJoined = false
    const opens = !waiting.isBlock && lines.length === 0 && line.trimStart().startsWith('"""')
    const body = opens ? line.trimStart().slice(3) : line
    const closes = (opens || waiting.isBlock) && body.trimEnd().endsWith('"""')
    waiting.isBlock = (opens || waiting.isBlock) && !closes
    const isOpen = waiting.isBlock || joined || (!closes && body.endsWith('\\'))
    lines.push(closes ? body.trimEnd().slice(0, -3) : isOpen && !waiting.isBlock && !joined ? body.slice(0, -1) : body)
    if (isOpen) {
      terminal.setPrompt('· ')
      terminal.prompt()
      return
    }
    const text = lines.join('\n').trim()
    finish({ kind: 'entered', parts: split(text) })
  }

  /** What stands for a paste becomes the paste again; deleted ones are gone. */
  function split(text: string): Entered[] {
    return text.split(/(\[paste \d+: [\d,]+ lines?\])/).flatMap((piece): Entered[] => {
      const number = /^\[paste (\d+): /.exec(piece)?.[1]
      const paste = number === undefined ? undefined : pastes[Number(number) - 1]
      if (paste !== undefined) return [{ paste }]
      return piece.trim() === '' ? [] : [{ text: piece.trim() }]
    })
  }

  const onData = (bytes: Buffer) => take(decoder.write(bytes))
  const onEnd = () => {
    isClosed = true
    finish({ kind: 'end' })
    handler()
  }
  terminal.on('line', takeLine)
  terminal.on('SIGINT', () => {
    const isEmpty = terminal.line === '' && waiting?.lines.length === 0
    output.write('\n')
    if (isEmpty) {
      finish({ kind: 'interrupt' })
      return
    }
    if (waiting === null) return
    waiting.lines = []
    waiting.isBlock = false
    // Clears what stands in the line.
    terminal.write(null, { ctrl: true, name: 'u' })
    terminal.write(null, { ctrl: true, name: 'k' })
    terminal.setPrompt(waiting.prompt)
    terminal.prompt()
  })
  terminal.on('close', () => {
    isClosed = true
    finish({ kind: 'end' })
  })
  input.setRawMode(true)
  input.on('data', onData)
  input.on('end', onEnd)
  output.write(markPastes)

  return {
    read(prompt) {
      return new Promise((resolve) => {
        if (isClosed) {
          resolve({ kind: 'end' })
          return
        }
        waiting = { resolve, prompt, lines: [], isBlock: false }
        terminal.setPrompt(prompt)
        terminal.prompt()
        const typed = ahead
        ahead = ''
        if (typed !== '') press(typed)
      })
    },
    onInterrupt(given) {
      handler = given
    },
    close() {
      output.write(leavePastes)
      input.off('data', onData)
      input.off('end', onEnd)
      terminal.close()
      keys.destroy()
      input.setRawMode(false)
      input.pause()
    },
  }
}
