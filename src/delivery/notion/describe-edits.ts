import { readableLine } from '../../domain/readable.ts'

const shownAtMost = 12

/** Lines that stand on one side alone, at most twelve, as `+ there now` and `- was there`. Where lines stand does not count. */
export function describeEdits(before: string, now: string): string[] {
  const old = countLines(before)
  const added = linesOf(now).filter((line) => !take(old, line))
  const fresh = countLines(now)
  const gone = linesOf(before).filter((line) => !take(fresh, line))
  const all = [...added.map((line) => `+ ${shorten(line)}`), ...gone.map((line) => `- ${shorten(line)}`)]
  if (all.length === 0 && before.trim() !== now.trim()) return ['lines were moved']
  const rest = all.length - shownAtMost
  return rest > 0 ? [...all.slice(0, shownAtMost), `and ${rest} more`] : all
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => readableLine(line))
    .filter((line) => line !== '' && !/^<\/?(?:table|tr)\b/.test(line))
}

function countLines(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const line of linesOf(text)) counts.set(line, (counts.get(line) ?? 0) + 1)
  return counts
}

function take(counts: Map<string, number>, line: string): boolean {
  const left = counts.get(line) ?? 0
  counts.set(line, left - 1)
  return left > 0
}

function shorten(line: string): string {
  return line.length > 160 ? `${line.slice(0, 159).trimEnd()}…` : line
}
