import { describe, expect, it } from 'vitest'
import { splitAtLines } from '../../src/claude/extract-record.ts'

describe('notes that are too long for one request', () => {
  it('are split between lines, and nothing is lost', () => {
    const text = Array.from({ length: 50 }, (_one, index) => `line ${index}\n`).join('')
    const pieces = splitAtLines(text, 60)
    expect(pieces.join('')).toBe(text)
    expect(pieces.every((piece) => piece.length <= 60 && piece.endsWith('\n'))).toBe(true)
  })

  it('are cut within a line that is too long by itself', () => {
    expect(splitAtLines('abcdefghij\nk', 4)).toEqual(['abcd', 'efgh', 'ij\nk'])
  })
})
