import { readable } from '../../domain/readable.ts'

type Style = 'bold' | 'dim' | 'good' | 'warning' | 'accent'

const codes: Readonly<Record<Style, string>> = { bold: '1', dim: '2', good: '32', warning: '33', accent: '36' }

/** A terminal as the interview writes to it. Everything shown is free of escapes of its own, and wrapped at words. */
export interface Screen {
  /** Columns used for text. */
  readonly width: number
  paint(style: Style, text: string): string
  /** One paragraph or several; each line is indented by `indent` spaces, after `first` on the first one. */
  say(text: string, options?: { indent?: number; first?: string; style?: Style }): void
  /** A heading line across the screen. */
  rule(text: string): void
  space(): void
  /** Text as it is, not wrapped: Markdown. */
  plain(text: string): void
}

/** `env` decides about colour: none with NO_COLOR or TERM=dumb (no-color.org). */
export function createScreen(output: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Screen {
  const isColoured = output.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
  const paint = (style: Style, text: string) => (isColoured ? `\u001b[${codes[style]}m${text}\u001b[0m` : text)
  const width = () => Math.max(30, Math.min(output.columns ?? 80, 100))
  return {
    get width() {
      return width()
    },
    paint,
    say(text, { indent = 2, first, style } = {}) {
      const margin = ' '.repeat(indent)
      const lines = wrap(readable(text), width() - indent)
      for (const [index, line] of lines.entries()) {
        const lead = index === 0 && first !== undefined ? first.padEnd(indent) : margin
        output.write(
          `${index === 0 && first !== undefined ? paint('accent', lead) : lead}${style ? paint(style, line) : line}\n`,
        )
      }
    },
    rule(text) {
      const line = `── ${readable(text)} `
      output.write(`\n${paint('accent', line + '─'.repeat(Math.max(0, width() - columnsOf(line))))}\n`)
    },
    space() {
      output.write('\n')
    },
    plain(text) {
      output.write(`${readable(text)}\n`)
    },
  }
}

/** Lines of at most `width` columns, broken at white space where there is some. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, Math.max(10, width)))
}

function wrapLine(line: string, width: number): string[] {
  const lead = /^\s*/.exec(line)?.[0].replace(/\t/g, '  ') ?? ''
  const lines: string[] = []
  let current = lead
  let isFirst = true
  for (const word of line
    .trim()
    .split(/\s+/)
    .flatMap((one) => pieces(one, width - lead.length))) {
    const joined = isFirst ? current + word : `${current} ${word}`
    if (!isFirst && columnsOf(joined) > width) {
      lines.push(current)
      current = lead + word
    } else current = joined
    isFirst = false
  }
  return [...lines, current]
}

/** A word that is wider than the screen, cut. */
function pieces(word: string, width: number): string[] {
  if (columnsOf(word) <= width) return [word]
  const cut: string[] = []
  let current = ''
  for (const character of word) {
    if (columnsOf(current + character) > width && current !== '') {
      cut.push(current)
      current = ''
    }
    current += character
  }
  return [...cut, current]
}

/** Columns that text takes in a terminal: wide scripts and emoji take two, combining marks none. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) {
    if (/\p{M}|\u200c|\u200d/u.test(character)) continue
    columns +=
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u.test(
        character,
      )
        ? 2
        : 1
  }
  return columns
}
