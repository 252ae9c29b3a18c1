import { findPhrases, type Match, type Phrase } from '../language/phrase.ts'
import type { Word } from '../language/read-text.ts'
import { isIrregularForm } from '../language/word-forms.ts'
import type { Hit } from '../rule.ts'
import type { WhyKind } from './why-kind.ts'
import type { WhyText } from './why-text.ts'

/** The words of a match, as they stand in the answer. */
export function wordsOf(why: WhyText, match: Match): string {
  return why.text.slice(why.read.words[match.from]?.start ?? 0, why.read.words[match.to - 1]?.end ?? 0)
}

/** A hit on a run of words. */
export function hitAt(why: WhyText, match: Match, said: Omit<Hit<WhyKind>, 'start' | 'end'>): Hit<WhyKind> {
  return { start: why.read.words[match.from]?.start ?? 0, end: why.read.words[match.to - 1]?.end ?? 0, ...said }
}

/** A hit on the whole answer, without the white space around it. */
export function hitOnAll(why: WhyText, said: Omit<Hit<WhyKind>, 'start' | 'end'>): Hit<WhyKind> {
  return hitAt(why, { from: 0, to: why.read.words.length }, said)
}

/** The first place where one of the patterns stands and may not stand; a rule reports one place, since one question goes back. */
export function firstMatch(
  why: WhyText,
  patterns: readonly Phrase[],
  counts: (match: Match) => boolean = () => true,
): Match | null {
  return findPhrases(why.read, patterns).find(counts) ?? null
}

/** Nothing that does something was named before these words: they are the answer, not a detail of it. */
export function isLeading(why: WhyText, match: Match): boolean {
  return why.mechanisms.every((mechanism) => mechanism.to > match.from)
}

const reasoning = /[:–—]|\s-\s|\b(?:because|since|as|when|whose|due)\b/i

/** After these words the answer goes on to say why: what a thing does, joined by a reason, or what people saw. */
export function isExplainedAfter(why: WhyText, match: Match): boolean {
  if (why.hasCondition) return true
  const end = why.read.words[match.to - 1]?.end ?? 0
  return why.mechanisms.some((mechanism) => {
    if (mechanism.from < match.to) return false
    return reasoning.test(why.text.slice(end, why.read.words[mechanism.to - 1]?.end))
  })
}

/**
 * After these words the answer tells how a thing works: in the present, or after a reason. That it was fixed at 15:40, and how
 * often it happened, tells nothing of that.
 */
export function isToldAfter(why: WhyText, match: Match): boolean {
  if (why.hasCondition || why.hasPlan) return true
  return why.mechanisms.some((mechanism) => isTelling(why, match, mechanism))
}

/** A mechanism after these words that is in the present, or comes with a reason. */
function isTelling(why: WhyText, match: Match, mechanism: Match): boolean {
  if (mechanism.from < match.to) return false
  const { words } = why.read
  const verb = words[mechanism.to - 1]
  const between = words.slice(match.to, mechanism.to)
  const isReason = (word: Word) =>
    word.clause === verb?.clause && /^(?:because|since|as|when|whose|where)$/.test(word.form)
  if (between.some(isReason)) return true
  const isState = words.slice(mechanism.from, mechanism.to).some((word) => /^(?:is|are|has|have)$/.test(word.form))
  const isPresent = isState || (verb !== undefined && !/ed$/.test(verb.form) && !isIrregularForm(verb.form))
  return isPresent && !between.some((word) => /^(?:was|were|been|had|has|have|did)$/.test(word.form))
}
