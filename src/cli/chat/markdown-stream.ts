import { stripVTControlCharacters } from 'node:util'
import { readable } from '../../domain/readable.ts'
import { columnsOf } from '../interview/screen.ts'

/** Markdown that arrives in pieces, as a terminal shows it: wrapped at words, with headings, lists, bold and code made visible. */
export interface MarkdownStream {
  push(piece: string): void
  /** Shows what is left and ends the line. */
  end(): void
  /** Whether the cursor stands at the beginning of a line. */
  readonly isAtLineStart: boolean
}

interface MarkdownOptions {
  readonly write: (text: string) => void
  /** Columns. */
  readonly width: () => number
  readonly isColoured: boolean
  /** All of it dimmed, as thoughts are. */
  readonly isDim?: boolean
}

type Style = 'bold' | 'italic' | 'code' | 'heading'

const codes: Readonly<Record<Style | 'dim', readonly [string, string]>> = {
  bold: ['1', '22'],
  italic: ['3', '23'],
  code: ['36', '39'],
  heading: ['1;36', '22;39'],
  dim: ['2', '22'],
}

/** Longest beginning of a line that is needed to see what the line is. */
const longestLead = 12

export function createMarkdownStream({ write, width, isColoured, isDim = false }: MarkdownOptions): MarkdownStream {
  const margin = '  '
  let lead = ''
  let isLead = true
  let isFence = false
  let hang = margin
  let column = 0
  let word = ''
  let gap = false
  let styles: Style[] = []
  let marker = ''
  let last = ''
  let skipLine = false

  const sgr = (code: string) => (isColoured ? `\u001b[${code}m` : '')
  const reopen = () => (isDim ? sgr(codes.dim[0]) : '') + styles.map((style) => sgr(codes[style][0])).join('')

  function startLine(first: string): void {
    write(first)
    column = columnsOf(first)
    gap = false
    word = reopen()
  }

  function flushWord(): void {
    const columns = columnsOf(stripVTControlCharacters(word))
    if (columns === 0) {
      write(word)
      word = ''
      return
    }
    if (column === 0) startLineBefore(margin)
    if (gap && column + 1 + columns > width()) {
      write('\n')
      write(hang)
      column = columnsOf(hang)
      gap = false
    }
    write((gap ? ' ' : '') + word)
    column += columns + (gap ? 1 : 0)
    gap = false
    word = ''
  }

  function startLineBefore(first: string): void {
    const held = word
    startLine(first)
    word += held
  }

  function endLine(): void {
    settleMarker('\n')
    flushWord()
    const close = styles.map((style) => sgr(codes[style][1])).join('') + (isDim ? sgr(codes.dim[1]) : '')
    write(`${column > 0 ? close : ''}\n`)
    column = 0
    styles = []
    word = ''
    gap = false
    isLead = true
    lead = ''
    last = ''
    hang = margin
  }

  function toggle(style: Style): void {
    if (styles.includes(style)) {
      styles = styles.filter((one) => one !== style)
      word += sgr(codes[style][1])
    } else {
      styles.push(style)
      word += sgr(codes[style][0])
    }
  }

  /** Stars and backticks mean something only with what stands around them. */
  function settleMarker(next: string): void {
    if (marker === '') return
    const held = marker
    marker = ''
    if (held.startsWith('`')) {
      toggle('code')
      return
    }
    const style: Style = held.length > 1 ? 'bold' : 'italic'
    const opens = !styles.includes(style) && /\S/.test(next) && !/[\p{L}\p{N}]/u.test(last)
    const closes = styles.includes(style) && /\S/.test(last) && !/[\p{L}\p{N}]/u.test(next)
    // Bold may end inside a word; an underscore or a lone star there is a letter.
    if (opens || closes || (style === 'bold' && styles.includes(style))) toggle(style)
    else word += held
  }

  function inline(character: string): void {
    if (styles.includes('code') && character !== '`') {
      plain(character)
      return
    }
    if (character === '`') {
      settleMarker(character)
      marker = '`'
      settleMarker('')
      return
    }
    if (character === '*' || character === '_') {
      if (marker !== '' && !marker.startsWith(character)) settleMarker(character)
      if (marker.length < 2) {
        marker += character
        return
      }
    }
    settleMarker(character)
    plain(character)
  }

  function plain(character: string): void {
    last = character
    if (character === ' ' || character === '\t') {
      flushWord()
      gap = column > 0
      return
    }
    word += character
  }

  /** Decides what a line is, once enough of it is there. */
  function settleLead(): void {
    isLead = false
    const text = lead
    lead = ''
    const fence = /^\s*(?:```|~~~)/.test(text)
    if (fence) {
      isFence = !isFence
      skipLine = true
      return
    }
    if (isFence) {
      startLine(`${margin}  `)
      toggle('code')
      word += text
      return
    }
    const heading = /^(#{1,6})\s+/.exec(text)
    const item = /^(\s*)(?:[-*+]|(\d{1,3}[.)]))\s+/.exec(text)
    const quote = /^\s*>\s?/.exec(text)
    if (heading) {
      startLine(margin)
      toggle('heading')
      feed(text.slice(heading[0].length))
    } else if (item) {
      const indent = margin + ' '.repeat(Math.min(item[1]?.length ?? 0, 12))
      const bullet = `${indent}${item[2] ?? '•'} `
      startLine(bullet)
      hang = ' '.repeat(columnsOf(bullet))
      feed(text.slice(item[0].length))
    } else if (quote) {
      startLine(`${margin}│ `)
      hang = `${margin}│ `
      feed(text.slice(quote[0].length))
    } else {
      startLine(margin)
      feed(text.trimStart())
    }
  }

  function feed(text: string): void {
    for (const character of text) inline(character)
  }

  return {
    get isAtLineStart() {
      return column === 0 && word === '' && lead === ''
    },
    push(piece) {
      for (const character of readable(piece)) {
        if (character === '\n') {
          if (skipLine) {
            skipLine = false
            isLead = true
            continue
          }
          if (isLead && lead.trim() === '' && !isFence) {
            lead = ''
            write('\n')
            continue
          }
          if (isLead) settleLead()
          if (skipLine) {
            skipLine = false
            isLead = true
            continue
          }
          endLine()
          continue
        }
        if (skipLine) continue
        if (!isLead) {
          if (isFence) word += character
          else inline(character)
          continue
        }
        lead += character
        const isClear = /^\s*(?:#{1,6}|[-*+]|\d{1,3}[.)]|>)\s+\S/.test(lead) || /^\s*[^\s#\-*+>\d`~]/.test(lead)
        if (isClear || lead.length >= longestLead) settleLead()
      }
    },
    end() {
      if (isLead && lead !== '') settleLead()
      if (skipLine) skipLine = false
      if (column > 0 || word !== '') endLine()
      isFence = false
      isLead = true
      lead = ''
    },
  }
}

/** A whole text at once. */
export function renderMarkdown(text: string, options: MarkdownOptions): void {
  const stream = createMarkdownStream(options)
  stream.push(text)
  stream.end()
}
