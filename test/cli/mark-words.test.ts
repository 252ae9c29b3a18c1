import { describe, expect, it } from 'vitest'
import { markWords } from '../../src/cli/mark-words.ts'

const terminal = { isTTY: true }

describe('marking words that match', () => {
  it('paints them on a terminal, whole words only, in any case', () => {
    const mark = markWords(terminal, {})
    expect(mark('Import failed; imports too', ['import'])).toBe('\u001b[1;4mImport\u001b[22;24m failed; imports too')
  })

  it('puts asterisks around them without a terminal, with NO_COLOR and on a dumb one', () => {
    for (const mark of [
      markWords({ isTTY: false }, {}),
      markWords(terminal, { NO_COLOR: '1' }),
      markWords(terminal, { TERM: 'dumb' }),
    ]) {
      expect(mark('the login loop', ['login loop'])).toBe('the *login loop*')
    }
  })

  it('takes words for words, whatever they are spelled with', () => {
    const mark = markWords({ isTTY: false }, {})
    expect(mark('a (b) c++ and d.e', ['c++', '(b)', 'd.e', ''])).toBe('a *(b)* *c++* and *d.e*')
  })
})
