import fc from 'fast-check'
import type { Nodes, Root } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { describe, expect, it } from 'vitest'
import { markdownLines, markdownText, shorten } from '../../src/documents/markdown-text.ts'
import { readableLine } from '../../src/domain/readable.ts'

const parse = (markdown: string): Root => unified().use(remarkParse).use(remarkGfm).parse(markdown)

function typesIn(node: Nodes): string[] {
  return [node.type, ...('children' in node ? node.children.flatMap(typesIn) : [])]
}

/** What a reader may find in words that are nothing but text. */
const harmless = new Set(['root', 'paragraph', 'text', 'inlineCode', 'link'])

const pieces = fc.constantFrom(
  '#', '##', '>', '-', '+', '*', '**', '_', '__', '~', '~~', '~~~', '`', '``', '```', '|', '||', '---', '===', '***',
  '1.', '2)', '[', ']', '(', ')', '![', '](', '](http://a.example)', '[x](http://a.example)', '![x](http://a.example/i.png)',
  '[ ]', '[x]', '[^1]', '[^1]:', '[a]:', '<', '>', '<b>', '</b>', '<!--', '-->', '<https://a.example>', '<script>', '&lt;', '&#35;',
  '&copy;', '\\', '\\\\', '{{', '}}', '{{{x}}}', '{{> unknown}}', 'https://a.example/b_c_d', 'www.a.example', 'a@b.example',
  '\n', '\r\n', '\n\n', '\t', '    ', ' ', 'word', 'snake_case', 'x', '5', ':', '!', '$', '\u202e', '\u0007', '\u001b[31m', '🙂', 'عربي',
) // biome-ignore format: one line each would hide the list

const hostile = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(''))

describe('markdownText', () => {
  it('leaves ordinary words, code spans, links and addresses as they were typed', () => {
    for (const text of [
      'The worker reads `booking_date` and my_table.my_column, e.g. 5 * 3 = 15 (about ~10 min, < 5 ms).',
      'see [the graph](https://metrics.example.com/d/a_b?x=1&y=2) and https://logs.example.com/q/_x_',
      'It cost $5, 30% more; [WARN] disk at 91%',
      'v1.2 - then v1.3 + a patch',
    ]) {
      expect(markdownText(text)).toBe(text)
    }
  })

  it.each([
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['1. first', '1\\. first'],
    ['> quote', '\\> quote'],
    ['a | b', 'a \\| b'],
    ['<img src=x onerror=y>', '&lt;img src=x onerror=y>'],
    ['![pic](http://a.example/x.png)', '\\![pic](http://a.example/x.png)'],
    ['[x](javascript:alert)', '\\[x\\](javascript:alert)'],
    ['`a', '\\`a'],
    ['{{secret}} {{> partial}}', '{{secret}} {{> partial}}'],
    ['`a|b`', '\\`a\\|b\\`'],
    ['one\r\ntwo', 'one two'],
  ])('makes %j harmless', (text, expected) => {
    expect(markdownText(text)).toBe(expected)
  })

  it('deletes nothing between a tilde and an address that ends in one', () => {
    for (const text of ['~https://a.example/b_c_d~', '~10 https://a.example/~user/x~']) {
      for (const type of typesIn(parse(`${markdownText(text)}\n`))) expect(harmless).toContain(type)
    }
    expect(markdownText('https://a.example/~user/x')).toBe('https://a.example/~user/x')
  })

  it('keeps no code span that is glued to an address, which would swallow its first backtick', () => {
    const safe = markdownText('<https://a.example>`<b>`')
    for (const type of typesIn(parse(`${safe}\n`))) expect(harmless).toContain(type)
  })

  it('is nothing but text at the start of a line, in a list item and in a table cell, and says what was typed', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const safe = markdownText(text)
        const paragraph = parse(`${safe}\n`)
        for (const type of typesIn(paragraph)) expect(harmless).toContain(type)
        const inItem = parse(`- ${safe}\n- last\n`)
        expect(inItem.children.length).toBe(1)
        const list = inItem.children[0]
        expect(list?.type === 'list' ? list.children.map((item) => item.checked ?? null) : null).toEqual([null, null])
        const table = parse(`| a | b |\n| --- | --- |\n| ${safe} | x |\n`).children[0]
        expect(table?.type === 'table' ? table.children.map((row) => row.children.length) : null).toEqual([2, 2])
      }),
      { numRuns: 1000 },
    )
  })

  it.each(['*www.a.example**', '~xhttps://a.example/b_c_d~#'])('finds no marks around an address in %s', (text) => {
    const paragraph = parse(`${markdownText(text)}\n`)
    for (const type of typesIn(paragraph)) expect(harmless).toContain(type)
  })

  it('shows the same characters that were typed', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        // An address swallows the marks that are glued to its end: still a link, with a backslash more.
        fc.pre(!/[`[]|(?:www\.|https?:)\S*[*_~\\|<"&!\]]/.test(text))
        const bare = (words: string) => words.replace(/\s+/g, '')
        expect(bare(textOf(parse(markdownText(text))))).toBe(bare(readableLine(text)))
      }),
      { numRuns: 600 },
    )
  })

  it('takes a text of a megabyte of unbalanced marks in a blink', () => {
    const started = performance.now()
    markdownText('` `` [x](http://a '.repeat(60_000))
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('markdownLines', () => {
  it('takes the list marks off that people type', () => {
    expect(markdownLines('- a deploy\r\n* a flag\n\n2) a price_rule')).toEqual(['a deploy', 'a flag', 'a price_rule'])
  })
})

describe('shorten', () => {
  it('cuts at a word and never inside a letter', () => {
    expect(shorten('The worker wrote the file before', 20)).toBe('The worker wrote…')
    expect(shorten('🙂'.repeat(30), 5)).toBe('🙂🙂🙂🙂…')
  })
})
