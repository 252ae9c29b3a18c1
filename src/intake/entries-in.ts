const bullet = /^\s{0,20}(?:[-*•–—+]\s+|\d{1,3}[.)]\s+|\[[ x]\]\s*)+/iu

/**
 * The entries of a list, letter for letter but without their bullets: one a line, or the parts between semicolons where there is
 * one line. Indented lines below a bullet belong to it, and so does a part that begins with `additions` ("rollback: …").
 */
export function entriesIn(said: string, additions?: RegExp): string[] {
  const lines = said.split(/\r\n?|\n/)
  const hasBullets = lines.some((line) => bullet.test(line))
  if (lines.filter((line) => line.trim() !== '').length <= 1 && !hasBullets) {
    const parts: string[] = []
    for (const part of said.split(/;(?=\s)/)) {
      const last = parts.length - 1
      if (additions?.test(part.trimStart()) && last >= 0) parts[last] = `${parts[last]};${part}`
      else parts.push(part)
    }
    return parts.map((part) => part.trim()).filter(hasWords)
  }
  const entries: string[][] = []
  for (const line of lines) {
    const isContinued = hasBullets && !bullet.test(line) && /^\s{2,}\S/.test(line)
    const last = entries.at(-1)
    if (isContinued && last !== undefined) last.push(line)
    else entries.push([line.replace(bullet, '')])
  }
  // Line endings are white space, which an excerpt may differ in.
  return entries.map((parts) => parts.join('\n').trim()).filter(hasWords)
}

/** The sentences of one entry, where a sentence that only adds to the one before ("Owner: Tim.") stays with it. */
export function sentencesIn(entry: string, additions: RegExp): string[] {
  const sentences: string[] = []
  for (const sentence of entry.split(/(?<=[.!?])\s+(?=[\p{Lu}@])/u)) {
    const last = sentences.at(-1)
    if (last !== undefined && additions.test(sentence)) {
      const start = entry.indexOf(sentence, entry.indexOf(last) + last.length)
      sentences[sentences.length - 1] = entry.slice(entry.indexOf(last), start + sentence.length)
    } else sentences.push(sentence)
  }
  return sentences.map((sentence) => sentence.trim()).filter(hasWords)
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}
