/** A sentence with its offset in the text that it was taken from. */
export interface PlacedSentence {
  readonly text: string
  readonly start: number
}

const abbreviation =
  /(?:\b(?:e\.g|i\.e|etc|vs|approx|resp|incl|cf|no|fig|mr|mrs|ms|dr|st|inc|ltd|ver|v|al)|\b\p{L})\.$/iu

/** The sentences of one line. A full stop inside a number, an address or an abbreviation ends none. */
export function sentencesIn(text: string): PlacedSentence[] {
  const found: PlacedSentence[] = []
  let start = 0
  for (const match of text.matchAll(/[.!?]+["'”’)\]]*\s+(?=["'“‘([]*[\p{Lu}\p{N}@`])/gu)) {
    const end = match.index + match[0].length
    if (match[0].startsWith('.') && abbreviation.test(text.slice(Math.max(0, match.index - 8), match.index + 1)))
      continue
    push(text.slice(start, end), start)
    start = end
  }
  push(text.slice(start), start)
  return found

  function push(words: string, at: number): void {
    const lead = words.length - words.trimStart().length
    const trimmed = words.trim()
    // Rules look at sentences; what is longer than that is no prose.
    if (trimmed !== '') found.push({ text: trimmed.slice(0, 1500), start: at + lead })
  }
}
