const units: readonly (readonly [RegExp, number])[] = [
  [/^m/i, 1],
  [/^h/i, 60],
  [/^d/i, 1440],
]
const span =
  /(?<!\p{L})(?:for|after|lasted|took|during|over)\s(?:(?:about|around|roughly|approximately|approx\.?|ca\.?|some|nearly|almost|at least|more than|over)\s|~\s?)?(\d{1,3}(?:\.\d)?)\s?(m|mins?|minutes?|h|hrs?|hours?|days?)(?!\p{L})/giu

/**
 * Somebody's words for a span that is longer, by more than a sixth, than the incident lasted by its timeline: one of the two is
 * wrong, and a reader should know. Shorter spans are parts of the incident and say nothing. Null where there is none.
 */
export function longerSpan(text: string, minutes: number): string | null {
  for (const match of text.slice(0, 20_000).matchAll(span)) {
    const factor = units.find(([unit]) => unit.test(match[2] ?? ''))?.[1] ?? 1
    if (Number(match[1]) * factor > minutes * (7 / 6)) return match[0]
  }
  return null
}
