const hedges =
  /\b(?:probably|i (?:think|guess|believe|assume|suspect)|we (?:think|guess|believe|suspect)|maybe|perhaps|might (?:have|be|also)|may have|could have been|must have|(?:not|un)\s?sure|possibly|presumably|most likely|likely|seems? (?:to|like)|supposedly|apparently)\b/i

/** True where the words say that they are a guess: "probably", "I think", "might have been". */
export function isHedged(text: string): boolean {
  return hedges.test(text)
}
