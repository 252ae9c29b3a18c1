/** How sure it is that the best candidates are like the question: scores of different questions and histories on one scale. */
export interface Confidence {
  /** Of the best candidate. */
  readonly best: number
  readonly isStrong: (score: number) => boolean
  readonly isClose: (score: number) => boolean
  /** 0 to 1: how far it is on the way from nothing to sure. */
  readonly grade: (score: number) => number
}

/** Set so that at most one in twenty answerable questions is refused (docs/decisions/0010-recall.md). */
const bounds = { alone: { close: 3.7, strong: 8.5 }, withAlso: { close: 6.4, strong: 11 } }

/** The candidate that stands for what any question finds in this history. */
const background = 14
/** Where there are few candidates, nothing tells what any question finds. */
const clearest = 1.8

/**
 * A score is set against three things: what the question could have reached (`total`, the sum of its terms' weights), the score
 * of the 15th candidate, which has something in common with any question, and the number of words asked, since long questions
 * are never covered whole.
 */
export function judgeConfidence(
  scores: readonly number[],
  { total, words, hasAlso }: { total: number; words: number; hasAlso: boolean },
): Confidence {
  const { close, strong } = hasAlso ? bounds.withAlso : bounds.alone
  const best = scores[0] ?? 0
  const ground = Math.max(scores[background] ?? 0, best / clearest ** 2)
  const scale = total > 0 && ground > 0 ? Math.sqrt((words * best) / ground) / total : 0
  const isClose = (score: number) => score * scale >= close
  return {
    best: best * scale,
    isClose,
    isStrong: (score) => score * scale >= strong,
    grade: (score) => Math.min(1, (score * scale) / (strong * 1.5)),
  }
}
