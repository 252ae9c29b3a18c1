// C0 and C1 controls but tab and new line; bidirectional controls; zero-width and invisible formatting characters.
const unprintable =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g

/**
 * Text as it may be shown to a person: line endings become `\n`; control characters, terminal escapes and marks that reorder or
 * hide text are taken out. Sources keep the words as they were said; everything that is shown goes through here.
 */
export function readable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unprintable, '')
}

/** The same on one line. */
export function readableLine(text: string): string {
  return readable(text).replace(/\s+/g, ' ').trim()
}
