import { BadInputError } from '../../errors.ts'
import type { Candidate } from '../../intake/feeds/feed.ts'

/**
 * Reads a choice among numbered things: `all`, `none`, or numbers and ranges counted from 1, `1-5,9`.
 * @returns positions from 0, rising, each once; null for words that are none of these or name a number that is not there
 */
export function readChoice(words: string, count: number): number[] | null {
  const choice = words.trim().toLowerCase()
  if (choice === 'all') return Array.from({ length: count }, (_one, index) => index)
  if (choice === 'none' || choice === '') return []
  const chosen = new Set<number>()
  for (const part of choice.split(/[\s,;]+/).filter((one) => one !== '')) {
    const range = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part)
    const first = Number(range?.[1])
    const last = Number(range?.[2] ?? range?.[1])
    if (!range || first < 1 || last < first || last > count) return null
    for (let number = first; number <= last; number += 1) chosen.add(number - 1)
  }
  return [...chosen].sort((a, b) => a - b)
}

/** @throws BadInputError when `--take` is no choice among them */
export function takeChosen(candidates: readonly Candidate[], take: string): Candidate[] {
  const chosen = readChoice(take, candidates.length)
  if (chosen === null) {
    throw new BadInputError({
      happened: `--take ${take} does not choose among ${candidates.length} entries.`,
      expected: `all, none, or numbers from 1 to ${candidates.length}: 1-5,9.`,
      tryThis: 'the same command without --take, which lists them.',
    })
  }
  return chosen.flatMap((index) => candidates[index] ?? [])
}

/**
 * Those within a span of time.
 * @throws BadInputError for what is no time
 */
export function within(
  candidates: readonly Candidate[],
  since: string | undefined,
  until: string | undefined,
): Candidate[] {
  const from = toTime(since, '--since')
  const to = toTime(until, '--until')
  return candidates.filter(({ at }) => {
    const time = Date.parse(at)
    return (from === null || time >= from) && (to === null || time <= to)
  })
}

/** A time without a zone is UTC, as everything in the list is. */
function toTime(text: string | undefined, option: string): number | null {
  if (text === undefined) return null
  const parts = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?(Z|[+-]\d\d:\d\d)?$/.exec(text.trim())
  const end = option === '--until' ? '23:59:59' : '00:00:00'
  const time = parts ? Date.parse(`${parts[1]}T${parts[2] ?? end}${parts[3] ?? 'Z'}`) : Number.NaN
  if (!Number.isNaN(time)) return time
  throw new BadInputError({
    happened: `${option} ${text} is no time.`,
    expected: 'a date, or a date and a time: 2026-03-04T10:00, in UTC unless it ends in an offset.',
    tryThis: `${option} 2026-03-04T10:00Z`,
  })
}
