import { assert, asyncProperty, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toNotionMarkdown } from '../../../src/delivery/notion/to-notion-markdown.ts'
import { markdownText } from '../../../src/documents/markdown-text.ts'
import { readableLine } from '../../../src/domain/readable.ts'
import { fullIncident, thinIncident } from '../../documents/full-incident.ts'
import { render } from '../../documents/render.ts'
import { readBlocks, refuseMarkdown } from './notion-markdown-model.ts'

async function convert(markdown: string): Promise<string> {
  return (await toNotionMarkdown(markdown)).blocks.join('\n\n')
}

async function read(markdown: string) {
  return readBlocks(await convert(markdown))
}

describe('a document in Notion Markdown', () => {
  it('gives its first heading as title and leaves out front matter and comments', async () => {
    const text = await toNotionMarkdown(
      '---\nincident: "INC-1"\n---\n\n# Post-mortem *INC-1*: `a|b`\n\n<!-- hidden -->\n\nText\n',
    )
    expect(text).toEqual({ title: 'Post-mortem INC-1: a|b', blocks: ['Text'] })
  })

  it('has three levels of headings', async () => {
    expect(await convert('## Two\n\n### Three\n\n##### Five\n')).toBe('## Two\n\n### Three\n\n### Five')
  })

  it('escapes what either dialect would read as something else', async () => {
    expect(
      await convert('a \\*b\\* $5 {x} 2^3 a\\|b \\<tag> \\[said-3\\] C:\\\\dir \\_x\\_ snake_case &amp;lt; 1 \\` 2\n'),
    ).toBe('a \\*b\\* \\$5 \\{x\\} 2\\^3 a\\|b \\<tag\\> \\[said-3\\] C:\\\\dir \\_x\\_ snake_case \\&lt; 1 \\` 2')
  })

  it.each([
    ['\\# no heading', '\\# no heading'],
    ['\\- no item', '\\- no item'],
    ['7\\. no number', '7\\. no number'],
    ['\\> no quote', '\\> no quote'],
    ['::: no callout', '\\::: no callout'],
  ])('keeps a line that begins like a block: %s', async (given, wanted) => {
    expect(await convert(given)).toBe(wanted)
  })

  it('keeps emphasis, code, deletions and links to the web', async () => {
    expect(await convert('**b** *i* ~~d~~ `x<y>|{}` [w](https://a.example/b_(c)?d=1) https://e.example/x_y\n')).toBe(
      '**b** *i* ~~d~~ `x<y>|{}` [w](https://a.example/b_%28c%29?d=1) [https://e.example/x_y](https://e.example/x_y)',
    )
  })

  it('keeps the words alone of links that lead nowhere outside this machine, and of images', async () => {
    expect(await convert('[the other](INC-1-product.md) ![graph](./g.png) [r][1]\n\n[1]: https://r.example\n')).toBe(
      'the other graph [r](https://r.example)',
    )
  })

  it('writes quotes of several lines as quotes of one', async () => {
    expect(await convert('> first line\n> goes on\n>\n> second\n')).toBe('> first line goes on\n\n> second')
  })

  it('writes lists, numbered lists, to-dos and what is nested in them', async () => {
    expect(
      await convert('- a\n  - b\n\n    more of b\n- [x] c\n- [ ] d\n\n3. e\n   ```js\n   f()\n   ```\n4. g\n'),
    ).toBe('- a\n\t- b<br>more of b\n- [x] c\n- [ ] d\n\n3. e\n\t```js\n\tf()\n\t```\n4. g')
  })

  it('keeps fences letter for letter, Mermaid among them', async () => {
    expect(await convert('```mermaid\nflowchart TD\n    a["x #58; {y}"]\n```\n\n````\n```\n````\n')).toBe(
      '```mermaid\nflowchart TD\n    a["x #58; {y}"]\n```\n\n````\n```\n````',
    )
  })

  it('writes tables with a row of headings, or without one', async () => {
    expect(await convert('| A | B |\n| - | - |\n| a\\|b | **c** `<d>` |\n')).toBe(
      '<table fit-page-width="true" header-row="true">\n<tr>\n<td>A</td>\n<td>B</td>\n</tr>\n<tr>\n<td>a\\|b</td>\n<td>**c** \\<d\\></td>\n</tr>\n</table>',
    )
    expect(await convert('| | |\n| - | - |\n| Date | 3 March |\n')).toBe(
      '<table fit-page-width="true" header-column="true">\n<tr>\n<td>Date</td>\n<td>3 March</td>\n</tr>\n</table>',
    )
  })

  it('turns a table of actions into to-dos, ticked where they are done', async () => {
    const table =
      '| # | Action | Owner | Due | Status |\n| - | - | - | - | - |\n| 1 | Limit it. \\[said-3\\] | Team A | 2026-03-20 | open |\n| 2 | Alert | *unknown* | | done |\n'
    expect(await convert(table)).toBe(
      '- [ ] **1.** Limit it. \\[said-3\\] **Owner:** Team A; **Due:** 2026-03-20; **Status:** open\n- [x] **2.** Alert **Owner:** *unknown*; **Status:** done',
    )
  })

  it('shows other HTML as text', async () => {
    expect(await read('<div onclick="x">\n\nword <b>bold</b><br>next\n')).toEqual([
      { kind: 'paragraph', plain: '<div onclick="x">', depth: 0 },
      { kind: 'paragraph', plain: 'word <b>bold</b>\nnext', depth: 0 },
    ])
  })

  it('says the same words as our documents, whatever people said', async () => {
    await assert(
      asyncProperty(string({ unit: 'binary', maxLength: 200 }), async (said) => {
        const words = readableLine(said)
        const blocks = await read(`Before ${markdownText(said)} after\n`)
        const hasMarks = /[`[\]]|https?:|www\.|@/.test(words)
        // Code, links and addresses keep their Markdown, so their marks are not part of what is read.
        if (!hasMarks)
          expect(
            blocks
              .map((block) => block.plain)
              .join(' ')
              .replace(/\s+/g, ' '),
          ).toBe(`Before ${words} after`.replace(/\s+/g, ' '))
        else expect(blocks.length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['engineering', 'full', fullIncident],
    ['engineering', 'thin', thinIncident],
    ['product', 'full', fullIncident],
    ['product', 'thin', thinIncident],
  ] as const)('is taken by Notion: %s, %s', async (kind, _, incident) => {
    const { markdown } = render(kind, incident)
    const text = await convert(markdown)
    expect(refuseMarkdown(text)).toBeNull()
    const plain = readBlocks(text)
      .map((block) => block.plain)
      .join('\n')
    // Every word that a reader of the document sees is on the page; addresses and headings of columns aside.
    const words = (given: string) => new Set(given.match(/[\p{L}\p{N}]{3,}/gu))
    const body = markdown
      .replace(/^---\n[\s\S]*?\n---\n/, '')
      .replace(/^# .*$/m, '')
      .replace(/^\| (?:#|Apart) .*$/gm, '')
      .replace(/\]\([^)]*\)|https?:\S+|```mermaid/g, ' ')
    const onPage = words(plain)
    expect([...words(body)].filter((word) => !onPage.has(word))).toEqual([])
  })
})
