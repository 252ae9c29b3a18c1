import type { ReadText, Word } from '../language/read-text.ts'
import { isStopWord } from '../language/stop-words.ts'
import type { WordClass } from '../language/word-classes.ts'
import { isIrregularForm } from '../language/word-forms.ts'
import { isContent, isPerson } from './content.ts'

/** The words of the clause in which a word stands. */
export function clauseAround(read: ReadText, index: number): Word[] {
  const clause = read.words[index]?.clause
  let from = index
  let to = index + 1
  while (from > 0 && read.words[from - 1]?.clause === clause) from -= 1
  while (to < read.words.length && read.words[to]?.clause === clause) to += 1
  return read.words.slice(from, to)
}

const auxiliaries =
  /^(?:is|are|was|were|be|been|have|has|had|get|gets|got|can|could|will|would|should|must|may|might|do|does|did|not|and|or|going|needs?)$/
/** Forms that may follow a verb, by which what stands before them is known as one. */
export const afterVerb =
  /^(?:a|an|the|its|it|their|our|them|us|all|any|each|every|no|one|two|three|four|five|six|seven|eight|nine|ten|both|only|up|down|out|off|on|in|at|to|from|with|for|by|as|into|over|after|before|when|where|while|until|without|back|through|within|beyond|past|again|once|twice|that|which|what|whatever|whichever|like|dark|empty|zero|nothing|everything|first|last|half|more|less|too|\d.*|\p{L}+ly)$/u
export const objectMarkers =
  /^(?:a|an|the|its|it|their|our|them|all|any|each|every|no|one|two|three|four|five|six|seven|eight|nine|ten|both|only|up|that|which|what|whatever|nothing|everything|\d.*)$/
const neverVerbs: readonly WordClass[] = [
  'broke-down',
  'defect',
  'slip',
  'person',
  'third',
  'attention',
  'vague',
  'poor',
  'judging',
  'luck',
  'wrong',
]

/** "The sensor reports three digits": a form in s between a subject and an object, where the clause has no other verb. */
function isMissingVerb(read: ReadText, index: number): boolean {
  const [determiner, before, word, after] = [index - 2, index - 1, index, index + 1].map((at) => read.words[at])
  if (!before || !word || !after || before.clause !== word.clause || after.clause !== word.clause) return false
  const clause = clauseAround(read, index)
  const hasDeterminer = [determiner, clause[0]].some((one) =>
    /^(?:the|a|an|our|its|each|every|this|that)$/.test(one?.form ?? ''),
  )
  const hasOtherVerb = clause.some((one) => auxiliaries.test(one.form) || /(?:ed|ing)$/.test(one.form))
  const isSingular = isContent(before) && !/s$/.test(before.form) && !before.classes.has('figure')
  const isFollowed = objectMarkers.test(after.form) || (word.classes.size === 0 && isContent(after))
  return hasDeterminer && isSingular && isFollowed && !hasOtherVerb && clause.length >= 4
}

/** "Two jobs in one process write over each other": a plural, where it is, and the verb of the plural. */
function isAfterPluralAndPlace(clause: readonly Word[], verb: Word): boolean {
  const lead = clause.slice(0, clause.indexOf(verb))
  const place = lead.findLastIndex((word) => /^(?:in|on|of|from|at|with|behind|under|over)$/.test(word.form))
  const noun = lead[place - 1]
  const length = lead.length - place - 1
  return (
    place > 0 &&
    length >= 1 &&
    length <= 3 &&
    noun !== undefined &&
    isContent(noun) &&
    /[^s]s$/.test(noun.form) &&
    !lead.some((word) => isPerson(word))
  )
}

/** A form that can only be a verb here: inflected, known or not, or with a plural before it. */
export function isBehaviour(read: ReadText, index: number): boolean {
  const word = read.words[index]
  if (!word) return false
  const { form, classes } = word
  const clauseWords = clauseAround(read, index)
  const isOnlyVerb = !clauseWords.some((one) => auxiliaries.test(one.form) && !/^(?:and|or|not)$/.test(one.form))
  if (/'/.test(form) && !/n't$/.test(form)) return false
  const before = read.words[index - 1]?.form ?? ''
  const after = read.words[index + 1]
  const next = after?.sentence === word.sentence ? after.form : ''
  if (
    /^(?:a|an|the|this|that|these|no|of|in|on|for|by|with|our|its|their|any|each|every|more|many|lack|missing|new|old|few|several|some)$/.test(
      before,
    )
  ) {
    return before === 'that' && /[^s]s$/.test(form) && classes.has('behaviour')
  }
  const isKnown = classes.has('behaviour') || classes.has('act')
  if (!isKnown && before !== '' && read.words[index - 1]?.classes.has('figure') && /s$/.test(form)) return false
  if ((!isKnown || classes.has('broke-down')) && neverVerbs.some((name) => classes.has(name))) return false
  if (/ing$/.test(form)) return isKnown && /^(?:been|be|is|was|are|were|keeps|kept|stops|stopped|started)$/.test(before)
  // "cache changes have to": a plural noun before an auxiliary.
  if (/[^s]s$/.test(form) && auxiliaries.test(next)) return false
  if (isIrregularForm(form)) return isKnown || classes.has('made') || afterVerb.test(next) || next === ''
  if (/^(?:reset|put|set|cut|hit|let|read|shut|split|spread|cast|cost|burst|fit)$/.test(form))
    return (
      isKnown &&
      (objectMarkers.test(next) ||
        (isOnlyVerb &&
          /^(?:with|when|after|at|on|by|from|to|into|until|before|while)$/.test(next) &&
          !/s$/.test(before)))
    )
  if (/ed$/.test(form) && form.length >= 4) return true
  const isPluralNoun =
    classes.has('artefact') || classes.has('countermeasure') || classes.has('trigger') || classes.has('place')
  if (/[^s]s$/.test(form) && isPluralNoun) {
    const isIntransitive =
      isOnlyVerb && !/s$/.test(before) && /^(?:with|when|after|at|on|by|from|to|into|until|before|while)$/.test(next)
    return isKnown && (objectMarkers.test(next) || isIntransitive)
  }
  if (/[^s]s$/.test(form) && form.length > 3)
    return isKnown || (classes.size === 0 && afterVerb.test(next) && !/s$/.test(before)) || isMissingVerb(read, index)
  if (
    /[^s]s$/.test(before) &&
    afterVerb.test(next) &&
    !isStopWord(form) &&
    !/ly$/.test(form) &&
    !/^(?:twice|worldwide|late|early|long|down|again)$/.test(form)
  )
    return true
  if (!isKnown) return false
  if (isOnlyVerb && afterVerb.test(next) && isAfterPluralAndPlace(clauseWords, word)) return true
  if (/^(?:does|did|can|could|doesn't|didn't|can't|couldn't|cannot|will|only|never|always|which|that)$/.test(before))
    return true
  if (/^\d+$/.test(before) && objectMarkers.test(next)) return true
  return /[^s]s$/.test(before) && !auxiliaries.test(next)
}
