import { shiftDay } from './shift-day.ts'

const numbers = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven']
const counted = `(\\d{1,2}|an?|${numbers.slice(1).join('|')})`

/** Words for a day that are counted from the day of the incident, not from today; the first that matches decides. */
const offsets: readonly (readonly [RegExp, number])[] = [
  [/\bthe (?:day|morning|afternoon|evening|night) before\b|\bthe (?:previous|preceding) (?:day|evening|night)\b/i, -1],
  [
    /\b(?:the )?(?:next|following) (?:day|morning|afternoon|evening)\b|\b(?:the )?(?:day|morning) after(?: (?:it|that))?\b(?! (?:a|an|the|we|they)\b)|\b(?:a|one) day later\b/i,
    1,
  ],
  [/\b(?:that|the same) (?:same )?(?:day|morning|noon|afternoon|evening|night)\b|\blater that day\b/i, 0],
]
const later = new RegExp(`\\b${counted} (days?|weeks?) (?:later|after(?:wards)?)\\b`, 'i')

/** Days from the day of the incident to the one that the words mean: 1 for "the next morning"; null where they mean none. */
export function dayOffset(words: string): number | null {
  const found = offsets.find(([pattern]) => pattern.test(words))
  if (found) return found[1]
  const [, count = '', unit = ''] = later.exec(words) ?? []
  if (count === '') return null
  const number = /^an?$/i.test(count) ? 1 : Math.max(numbers.indexOf(count.toLowerCase()), Number(count) || 0)
  return /^week/i.test(unit) ? number * 7 : number
}

/** Whether the words put the date so many days after one of the known ones: "the next morning", known 12 February, meant 13 February. */
export function meansDay(date: string, words: string, known: readonly string[]): boolean {
  const offset = dayOffset(words)
  return offset !== null && known.some((day) => shiftDay(day, offset) === date)
}
