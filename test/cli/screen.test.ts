import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, wrap } from '../../src/cli/interview/screen.ts'

describe('wrapping', () => {
  it('breaks at words and keeps the lines that were there', () => {
    expect(wrap('one two three\nfour', 10)).toEqual(['one two', 'three', 'four'])
  })

  it('cuts a word that is wider than the screen', () => {
    expect(wrap('abcdefghijklmno', 10)).toEqual(['abcdefghij', 'klmno'])
  })

  it('counts wide scripts as two columns and combining marks as none', () => {
    expect(columnsOf('日本')).toBe(4)
    expect(columnsOf('e\u0301')).toBe(1)
  })

  it('never makes a line too wide and never loses a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 10, max: 60 }), (text, width) => {
        const lines = wrap(text, width)
        for (const line of lines) expect(columnsOf(line.trimStart())).toBeLessThanOrEqual(width)
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      }),
    )
  })
})
