/** Text of a file, or why there is none, as the end of a sentence: "is empty". */
export type Decoded = { readonly text: string } | { readonly reason: string; readonly tryThis: string }

/** Larger than any report; what is larger is a log or an archive. */
export const largestFile = 5_000_000

/**
 * Decodes where the encoding is certain: UTF-8, with or without a mark; UTF-16 by its mark or by its zero bytes; what an HTML file
 * says of itself. A byte order mark is no part of the text.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { reason: 'is empty', tryThis: 'delete it, or fill it.' }
  const encoding = markedEncoding(bytes) ?? zeroPattern(bytes)
  if (encoding !== null) return decodeAs(bytes, encoding)
  if (bytes.subarray(0, 8192).includes(0))
    return { reason: 'is binary, not text', tryThis: 'save it as Markdown or HTML.' }
  try {
    return filled(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    const said = /<meta[^>]{0,200}charset=["']?([\w-]{3,20})|<\?xml[^>]{0,100}encoding=["']([\w-]{3,20})/i.exec(
      Buffer.from(bytes.subarray(0, 2048)).toString('latin1'),
    )
    const named = said?.[1] ?? said?.[2]
    if (named !== undefined && !/^utf-?8$/i.test(named)) return decodeAs(bytes, named)
    return {
      reason: 'is not text in UTF-8, and nothing in it says which encoding it is in',
      tryThis: 'save it as UTF-8.',
    }
  }
}

function markedEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

/** In UTF-16 every other byte of Latin letters is zero. */
function zeroPattern(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, 4096)
  if (head.length < 8 || bytes.length % 2 !== 0) return null
  const zeros = [0, 0]
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const half = head.length / 2
  const [even = 0, odd = 0] = zeros
  if (odd > half * 0.8 && even === 0) return 'utf-16le'
  return even > half * 0.8 && odd === 0 ? 'utf-16be' : null
}

function decodeAs(bytes: Uint8Array, encoding: string): Decoded {
  try {
    return filled(new TextDecoder(encoding, { fatal: true }).decode(bytes))
  } catch {
    return { reason: `says that it is in ${encoding}, and is not`, tryThis: 'save it as UTF-8.' }
  }
}

function filled(text: string): Decoded {
  if (!/\S/.test(text)) return { reason: 'is empty', tryThis: 'delete it, or fill it.' }
  if (text.includes('\0')) return { reason: 'is binary, not text', tryThis: 'save it as Markdown or HTML.' }
  return { text }
}
