import { describe, expect, it } from 'vitest'
import { loadParser } from '../../../src/review/document/parse-markdown.ts'
import { readDocument } from '../../../src/review/document/read-document.ts'

const parser = await loadParser()

/** Parts and blocks as they are read where a remark for the review makes the whole text be parsed. */
function readWhole(markdown: string) {
  const { parts, blocks, title } = readDocument(
    `${markdown}\n\n<!-- postmortem-disable-next-line none -- test -->\n`,
    parser,
  )
  return { title, parts: parts.map(({ end: _end, ...part }) => part), blocks }
}

function readBlocks(markdown: string) {
  const { parts, blocks, title } = readDocument(`${markdown}\n\n`, parser)
  return { title, parts: parts.map(({ end: _end, ...part }) => part), blocks }
}

const documents: Readonly<Record<string, string>> = {
  'a heading with code, bold words and a link': '# Why `db-1` was **slow** ([INC-4](https://example.org/4))\n\nText.',
  'a heading with a link by name': '## Outage of [the shop][shop]\n\nText.\n\n[shop]: https://example.org/shop',
  'a heading with a footnote': '## Summary[^1]\n\nText.\n\n[^1]: See below.',
  'an underlined heading of two lines in a quotation': '> What *went*\n> well &amp; why\n> ---\n>\n> Text.',
  'an escaped mark': '## 1\\. Root \\*cause\\*\n\nText.',
  'a label in bold': '**Impact:** all shops\n\n**Root cause**: a flag\nin the code\n\n**What happened**\n\nIt stopped.',
  'a label with a mark inside': '**_Impact_**: all shops\n\n__Timeline__:\n\n- 10:00 it began',
  'bold words that are no label':
    '**The shop** was down.\n\n- **10:14** UTC: it began\n- **Impact** of the outage: none',
  'items that open a list':
    '- **First** we did `this`:\n  - a\n  - b\n- In [the shop](x)\n\n  - c\n- A long item  \n  with a break\n  - d',
  'boxes before marks':
    '- [ ] **Ed**: write it\n- [x] `make` works\n- [ ] plain\n- [ ]  two blanks **bold**\n- [x] https://example.org/1',
  'a table with marks in its head':
    '| **Action** | `Owner` \\| team | [Due](x) |\n|---|:-:|---|\n| Write | Ed | May |\n\n> | a | *b* |\n> |---|---|\n> | 1 | 2 |',
  'a mark behind a byte order mark': '\uFEFF# The `shop`\n\nText.',
}

describe('createInsideWords', () => {
  it.each(Object.entries(documents))('makes of blocks what a whole parse makes of them: %s', (_name, markdown) => {
    expect(readBlocks(markdown)).toEqual(readWhole(markdown))
  })

  it('reads the words of a heading without its marks', () => {
    expect(readBlocks('# Why `db-1` was **slow**\n\nText.').title).toBe('Why db-1 was slow')
  })

  it('keeps the place of words behind a byte order mark', () => {
    const { text, blocks } = readDocument('\uFEFF# Title\n\nThe words.', parser)
    expect(blocks.map(({ start, end }) => text.slice(start, end))).toEqual(['The words.'])
  })
})
