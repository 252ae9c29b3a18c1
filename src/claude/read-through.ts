/** A text as it reads, without the escapes that Markdown and diagrams put into it, and where each of its characters stood. */
export interface PlainReading {
  readonly text: string
  /** The stretch of the original that reads as `text.slice(start, end)`. */
  readonly placeOf: (start: number, end: number) => readonly [start: number, end: number]
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ' }

// A backslash before punctuation, an entity of HTML, one of Mermaid, and marks that nobody sees.
const escapes = /\\(?=[!-/:-@[-`{-~])|&(?:#(\d{2,4})|(lt|gt|amp|quot|nbsp));|#(\d{2,3});|\p{Cf}/gu

/** `jane\_doe&#64;shop` reads as `jane_doe@shop`. */
export function readThrough(original: string): PlainReading {
  const skips: { readonly at: number; readonly read: number; readonly letter: string; readonly length: number }[] = []
  let text = ''
  let from = 0
  for (const match of original.matchAll(escapes)) {
    const code = match[1] ?? match[3]
    const letter = code === undefined ? (entities[match[2] ?? ''] ?? '') : String.fromCharCode(Number(code))
    text += original.slice(from, match.index)
    skips.push({ at: match.index, read: text.length, letter, length: match[0].length })
    text += letter
    from = match.index + match[0].length
  }
  if (skips.length === 0) return { text: original, placeOf: (start, end) => [start, end] }
  text += original.slice(from)

  /** Where the character stood that reads at `read`; behind everything that reads as nothing before it. */
  const placeOf = (read: number): number => {
    let low = 0
    let high = skips.length
    while (low < high) {
      const middle = (low + high) >> 1
      const skip = skips[middle]
      if (skip && skip.read + skip.letter.length <= read) low = middle + 1
      else high = middle
    }
    const last = skips[low - 1]
    if (!last) return read
    return last.at + last.length + (read - last.read - last.letter.length)
  }
  return { text, placeOf: (start, end) => [placeOf(start), placeOf(end - 1) + widthAt(end - 1)] }

  /** Characters of the original that read as the one at `read`. */
  function widthAt(read: number): number {
    const place = placeOf(read)
    return skips.find((skip) => skip.at === place && skip.letter !== '')?.length ?? 1
  }
}
