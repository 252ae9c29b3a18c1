import { readable, readableLine } from '../domain/readable.ts'

// Whole pieces that keep their Markdown: a code span, an inline link to a web or mail address, a bare address without a tilde at
// its end, which would close a deletion.
const kept =
  /(?<code>(?<!`)(?<ticks>`+)(?!`)(?:.*?[^`])\k<ticks>(?!`))|(?<link>\[[^[\]\\`]+\]\((?:https?:\/\/|mailto:)[^\s()<>|`\\]+\))|(?<address>(?:(?<![A-Za-z])https?:\/\/|\bwww\.)[^\s<>|`\\"*[\]]+(?<!~))/gu

// In a text longer than this many characters nothing is kept: looking for pairs of backticks in megabytes would take minutes.
const longest = 20_000

/**
 * Somebody's words as one line of Markdown that says the same and can be nothing but text, wherever a template puts it: in a
 * paragraph, at the start of a line, in a table cell. Code spans, links to web and mail addresses and bare addresses stay;
 * headings, lists, quotes, fences, tables, HTML, images, emphasis and other links become the characters that were typed.
 */
export function markdownText(text: string): string {
  const line = readableLine(text)
  let result = ''
  let from = 0
  let startsWithLink = false
  for (const match of line.length > longest ? [] : line.matchAll(kept)) {
    result += escapeAfter(result, line.slice(from, match.index))
    const { code, link, address } = match.groups ?? {}
    if (match.index === 0 && link !== undefined) startsWithLink = true
    // A pipe in a code span would need a backslash inside a table and none outside of it, so such a span becomes plain text.
    if (code !== undefined) result += code.includes('|') || endsInAddress(result) ? escapeInline(code, 'x') : code
    else if (link !== undefined) result = `${result.replace(/!$/, '\\!')}${keptLink(link)}`
    else result += address ?? ''
    from = match.index + match[0].length
  }
  result += escapeAfter(result, line.slice(from))
  return startsWithLink ? result : escapeStart(result)
}

/** The lines of an answer that lists several things, without the list marks people type, each as `markdownText`. */
export function markdownLines(text: string): string[] {
  return readable(text)
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*+•–]|\d{1,2}[.)])\s+/, ''))
    .filter((line) => readableLine(line) !== '')
    .map(markdownText)
}

/** The text on one line, cut at a word when it is longer than `length` characters; not yet escaped. */
export function shorten(text: string, length: number): string {
  const line = readableLine(text)
  const letters = [...line]
  if (letters.length <= length) return line
  const cut = letters.slice(0, length - 1).join('')
  const space = cut.lastIndexOf(' ')
  return `${(space > length / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.(\u2013-]+$/u, '')}…`
}

/** An address runs on to the next space, over the backtick of a code span that is glued to it. */
function endsInAddress(text: string): boolean {
  return /https?:\/\/|www\./i.test(text.slice(text.lastIndexOf(' ') + 1))
}

function keptLink(link: string): string {
  const end = link.indexOf('](')
  return `[${escapeInline(link.slice(1, end), ' ')}${link.slice(end)}`
}

/** What is glued to an address is swallowed by it, with its backslashes: stars there are written as entities. */
function escapeAfter(result: string, text: string): string {
  const escaped = escapeInline(text, result.at(-1) ?? ' ')
  if (!endsInAddress(result)) return escaped
  const glued = /^\S*/.exec(escaped)?.[0] ?? ''
  return glued.replaceAll('\\*', '&#42;') + escaped.slice(glued.length)
}

function escapeInline(text: string, before: string): string {
  return text.replace(/[\\`|*_~<&!\]]/g, (letter, at: number) => {
    const previous = at === 0 ? before : text.charAt(at - 1)
    return escapeLetter(letter, previous, text.charAt(at + 1), text.slice(at, at + 40))
  })
}

function escapeLetter(letter: string, previous: string, next: string, rest: string): string {
  switch (letter) {
    case '\\':
      return next === '' || /[!-/:-@[-`{-~]/.test(next) ? '\\\\' : letter
    case '`':
    case '|':
      return `\\${letter}`
    case '*':
      return isSpace(previous) && isSpace(next) ? letter : '\\*'
    case '_':
      return isWord(previous) && isWord(next) ? letter : '\\_'
    case '~':
      // "~10 min" may open a deletion but nothing may close it; an entity, since an address swallows a backslash.
      return isSpace(previous) && next !== '~' ? letter : '&#126;'
    case '<':
      return /^<(?:[a-z/!?]|$)/i.test(rest) ? '&lt;' : letter
    case '&':
      return /^&#?\w+;/.test(rest) ? '&amp;' : letter
    case '!':
      return next === '[' ? '\\!' : letter
    case ']':
      return next === '(' || next === '[' || next === ':' ? '\\]' : letter
    default:
      return letter
  }
}

/** What would begin a block if it stood first on a line. */
function escapeStart(line: string): string {
  if (/^(?:#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|[-_*=](?:\s*[-_*=])*\s*$|\[|~~~|:?-+:?\s*\|)/.test(line)) return `\\${line}`
  return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
}

function isSpace(letter: string): boolean {
  return letter === '' || /\s/u.test(letter)
}

function isWord(letter: string): boolean {
  return /[\p{L}\p{N}]/u.test(letter)
}
