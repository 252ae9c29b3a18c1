import { describe, expect, it } from 'vitest'
import { createMarkdownStream } from '../../../src/cli/chat/markdown-stream.ts'

function render(text: string, { size = 1000, isColoured = false, width = 40 } = {}): string {
  let out = ''
  const stream = createMarkdownStream({ write: (piece) => (out += piece), width: () => width, isColoured })
  for (let at = 0; at < text.length; at += size) stream.push(text.slice(at, at + size))
  stream.end()
  return out
}

const text = `# What we know

Checkout **timed out** for \`web_1\` and snake_case_names and 2*3*4 until the line is full.

- the first item is long enough to be wrapped
  - *nested*
1. one

> their words

\`\`\`sql
SELECT **
\`\`\`
The end`

describe('Markdown in a terminal', () => {
  it('is wrapped at words, with its marks made visible', () => {
    expect(render(text)).toBe(`  What we know

  Checkout timed out for web_1 and
  snake_case_names and 2*3*4 until the
  line is full.

  • the first item is long enough to be
    wrapped
    • nested
  1. one

  │ their words

    SELECT **
  The end
`)
  })

  it('looks the same however it arrives', () => {
    for (let size = 1; size < 20; size += 1) expect(render(text, { size })).toBe(render(text))
  })

  it('is coloured where a terminal has colours, and closes what it opens', () => {
    const coloured = render('**bold** and `code`\n**left open\nnext', { isColoured: true })
    expect(coloured).toBe(
      '  \u001b[1mbold\u001b[22m and \u001b[36mcode\u001b[39m\n  \u001b[1mleft open\u001b[22m\n  next\n',
    )
  })

  it('does nothing that a text tells the terminal to do', () => {
    expect(render('a\u001b[2Jb\u202ec')).toBe('  a[2Jbc\n')
  })
})
