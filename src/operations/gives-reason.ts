import { isStopWord } from '../review/language/stop-words.ts'

/** What people say to agree, to insist, or against the question itself: it holds no reason. */
const insisting = new Set(
  `absolutely accept accepted accurate affirm affirmative agree agreed agrees answer answered answers assistant believe cause
   certain certainly challenge completely confirm confirmed confirms correct correctly definitely disagree exactly fact feel fine
   finding findings good guess happen happened happens honest honestly indeed insist keep keeps leave move okay overrule overruled
   please positive question questions really reason reasons record recorded repeat right rule rules sentence stand standing stands
   statement stick sticking sure team told totally tool true trust truth valid well word words wrong yeah yep yes yup`.split(
    /\s+/,
  ),
)

/** Whether words say why an answer stands: something beside agreement ("Yes, that is right.") and the answer itself. */
export function givesReason(words: string, answer: string): boolean {
  const said = new Set(wordsOf(answer))
  return wordsOf(words).some((word) => !said.has(word) && !insisting.has(word) && !isStopWord(word))
}

/** Lower case; what an apostrophe shortens goes: "that's" is "that". */
function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/n['’]t\b|['’]\p{L}+/gu, '')
      .match(/[\p{L}\p{N}]{2,}|\d/gu) ?? []
  )
}
