/** One match of a pattern: its place and words. */
export interface Match {
  readonly start: number
  readonly end: number
  readonly words: string
  readonly groups: Readonly<Record<string, string | undefined>>
}

/** Every match of a pattern with the `g` flag, in reading order. */
export function matchesOf(text: string, pattern: RegExp): Match[] {
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    words: match[0],
    groups: match.groups ?? {},
  }))
}
