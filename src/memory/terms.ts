const stopWords = new Set(
  'a an and are as at be but by for from had has have in is it of on or our that the this to was we were with'.split(
    ' ',
  ),
)

/** The content words of a text, in lower case, in order. */
export function termsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 1 && !stopWords.has(word))
}
