import { findPhrases, phrases } from '../../language/phrase.ts'
import { firstMatch, hitAt, isLeading } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'
import type { WhyText } from '../why-text.ts'

const joints = phrases(`
  on the one|other hand|side
  ^ plus
  ^ and? also
  and also|besides
  ^ and? besides|moreover|furthermore|additionally|secondly|second|thirdly
  in addition
  on top of? ~1 that|this|it
  independently|separately ~1 of|from ~1 that|this
  apart|aside|other from that|this
  not to mention
  as well $
  another|second|third|other reason|thing|cause|factor|problem|issue|point
  ^ second|secondly|third|thirdly|finally
  several|multiple|various|many|two|three|four|five|different|both ~2 reasons|causes|factors|things|problems|issues|points
  not only|just ~8 but
  partly ~9 partly
  ^ and? the other|second|third is|was|being|one
  for one thing
  to begin with
  ^ quite? apart|independently|separately from ~2
  combination|mix|mixture of ~6 and
  combination|mix|mixture of ~1 things|factors|reasons|causes|circumstances
  ^^ first|firstly
  also? independently|separately|unrelated|unrelatedly
`)

const numbered = /(?:^|[\s(])(?:1|a|i)[.)]\s.*(?:[\s(])(?:2|b|ii)[.)]\s/is
const reasoned = /\b(?:because|since|as|so|which|that|when|whose)\b|:/i
const complaint = phrases(`
  {absent|poor|nobody|not} ~3 {countermeasure|vague|attention|artefact|person|rule|group}
  {countermeasure|vague|attention|artefact|rule|place|group} ~3 {poor|not|absent|much|defect|wrong|trigger}
  ^^ and? there was|were|is|are no|too|also ~3
  {person|group} ~3 {slip|poor|not|judging}
  ^ ~2 {vague|attention|slip-noun|judging} ~1 $
  {behaviour} ~1 too ~1
  too few|small|many|much|little|big|old
`)

export const twoCauses = defineWhyRule({
  id: 'two-causes',
  kinds: ['two-causes'],
  why: 'Separate threads in one answer each need a branch; one of them would be lost.',
  source: 'Card, The problem with 5 whys, BMJ Qual Saf 2017;26:671-677',
  check(why) {
    const complaints = findPhrases(why.read, complaint)
    const clauses = new Set(complaints.map((found) => why.read.words[found.from]?.clause))
    const joint = firstMatch(
      why,
      joints,
      (found) =>
        why.mechanisms.length === 1 ||
        (!(why.mechanisms.length > 1 && reasoned.test(why.text)) && (isLeading(why, found) || clauses.size >= 2)),
    )
    const isList = numbered.test(why.text) || isListOfScraps(why)
    const third = complaints.find((found) => why.read.words[found.from]?.clause === [...clauses][2])
    const match =
      joint ??
      (isList
        ? { from: 0, to: 1 }
        : clauses.size >= 3 &&
            (why.mechanisms.length === 0 || !reasoned.test(why.text)) &&
            isLeading(why, third ?? { from: 0, to: 0 })
          ? (third ?? null)
          : null)
    if (!match || (joint && !isList && why.hasPlan)) return []
    return [
      hitAt(why, match, {
        wrong: 'Two threads stand in one answer.',
        ask: 'I hear two threads. Which one do we follow first? The other becomes a branch of its own.',
      }),
    ]
  },
  examples: {
    flagged: [
      {
        given: answered('The list was old, and also the printer was broken.'),
        words: 'and also',
        kinds: ['two-causes'],
      },
      {
        given: answered('On the one hand the form is slow, on the other hand nobody owns it.'),
        words: 'On the one hand',
        kinds: ['two-causes'],
      },
    ],
    clean: [
      answered('The key is the id plus the date, so both rows look new.'),
      answered('Both tabs write one cookie, and the form trusts the cookie.'),
    ],
  },
})

/** "gripper worn, curtain dirty, program old": three or more scraps side by side. */
function isListOfScraps(why: WhyText): boolean {
  const { words, clauses } = why.read
  return clauses >= 3 && words.length <= clauses * 3.4 && why.mechanisms.length === 0 && why.figures.length <= 1
}
