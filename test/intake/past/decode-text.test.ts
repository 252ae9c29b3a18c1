import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../src/intake/past/decode-text.ts'

const le = (text: string) => Buffer.from(text, 'utf16le')
const be = (text: string) => Buffer.from(le(text)).swap16()

describe('the text of a file', () => {
  it.each([
    ['UTF-8', Buffer.from('Zürich – 日本')],
    ['UTF-8 with a mark', Buffer.from('\uFEFFZürich – 日本')],
    ['UTF-16 with a mark', le('\uFEFFZürich – 日本')],
    ['UTF-16 big-endian with a mark', be('\uFEFFZürich – 日本')],
  ])('is decoded from %s', (_name, bytes) => {
    expect(decodeText(bytes)).toEqual({ text: 'Zürich – 日本' })
  })

  it('is decoded from UTF-16 without a mark where every other byte is zero', () => {
    expect(decodeText(le('# Disk full\n'))).toEqual({ text: '# Disk full\n' })
    expect(decodeText(be('# Disk full\n'))).toEqual({ text: '# Disk full\n' })
  })

  it('is decoded from what an HTML page says of itself', () => {
    const page = Buffer.from('<meta charset="windows-1252"><p>Z\u00fcrich</p>', 'latin1')
    expect(decodeText(page)).toEqual({ text: '<meta charset="windows-1252"><p>Zürich</p>' })
  })

  it.each([
    ['is empty', Buffer.alloc(0)],
    ['is empty', Buffer.from(' \n')],
    ['is binary, not text', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0xff])],
    ['is not text in UTF-8, and nothing in it says which encoding it is in', Buffer.from('Z\u00fcrich', 'latin1')],
    ['says that it is in nonsense, and is not', Buffer.from('<meta charset=nonsense>\u00fc', 'latin1')],
  ])('%s', (reason, bytes) => {
    expect(decodeText(bytes)).toMatchObject({ reason })
  })
})
