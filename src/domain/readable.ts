// Controls but tab and new line, and invisible formatting (bidirectional controls, zero-width marks, tag characters); the two
// joiners stay, since Persian, Indic scripts and emoji are spelled with them.
const unprintable = /(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}]/gu

/**
 * Text as it may be shown to a person: line endings become `\n`; control characters, terminal escapes and marks that reorder or
 * hide text are taken out. Sources keep the words as they were said; everything that is shown goes through here.
 */
export function readable(text: string): string {
  return text.replace(/\r\n?|\u2028|\u2029/g, '\n').replace(unprintable, '')
}

/** The same on one line. */
export function readableLine(text: string): string {
  return readable(text).replace(/\s+/g, ' ').trim()
}
