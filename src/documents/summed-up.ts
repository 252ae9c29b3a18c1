import type { DocumentInput } from './document-input.ts'

/** What stands where sentences were left out, so that nobody takes the rest for all of it. */
export const leftOut = '(A sentence about who it was is left to the record.)'

/**
 * The input with what happened told without the sentences that blame, since it sums the incident up: they stay in the source. Where
 * all of its sentences do, or none, it is the same input.
 */
export function withoutBlame(input: DocumentInput): DocumentInput {
  const answers = input.incident.answers.map((answer) => {
    if (answer.question !== 'what-happened') return answer
    const sentences = sentencesOf(answer.text)
    const kept = sentences.filter((sentence) => !input.isBlaming(sentence))
    return kept.length === 0 || kept.length === sentences.length ? answer : { ...answer, text: kept.join(' ') }
  })
  const isSame = answers.every((answer, at) => answer === input.incident.answers[at])
  return isSame ? input : { ...input, incident: { ...input.incident, answers } }
}

/** The title; where it blames, the first sentence of what happened that does not. */
export function titleWithoutBlame(title: string, told: string, isBlaming: DocumentInput['isBlaming']): string {
  if (!isBlaming(title)) return title
  const sentence = sentencesOf(told).find((one) => !isBlaming(one))
  return sentence?.replace(/[.!]+$/, '') ?? title
}

function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}
