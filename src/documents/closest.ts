/** The candidate that was probably meant, or null when none is near: a few letters off, or one holding the other. */
export function closest(written: string, candidates: readonly string[]): string | null {
  const word = plain(written)
  if (word === '') return null
  let best: string | null = null
  let fewest = Math.max(1, Math.floor(word.length * 0.4)) + 1
  for (const candidate of candidates) {
    const other = plain(candidate)
    const isPart = word.length >= 4 && other.length >= 4 && (other.includes(word) || word.includes(other))
    const edits = isPart ? 1 : editsBetween(word.slice(0, 60), other.slice(0, 60))
    if (edits < fewest) [best, fewest] = [candidate, edits]
  }
  return best
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Levenshtein distance. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
