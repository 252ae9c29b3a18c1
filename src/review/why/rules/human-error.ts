import { type Match, phrases } from '../../language/phrase.ts'
import { firstMatch, hitAt, isExplainedAfter, isLeading, isToldAfter } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'
import type { WhyText } from '../why-text.ts'

const slips = phrases(`
  human|operator|user|manual|pilot|typing|typographical|clerical|personal|people|copy-paste|paste|admin|operational|data-entry|engineer|developer|personnel error|errors|mistake|mistakes|failure|factor|factors|slip|fault
  {slip-noun}
  {people-slip}
  finger trouble
  fat finger|fingers|fingered
  {person|group|given-name} ~4 {slip}
  {person|group|given-name} ~4 mixed|messed|screwed|left|mixes|mess up|out
  {person|group|given-name} ~4 {slip-adverb}
  {person|group|given-name} ~3 {act} ~5 {wrong}
  {person|group|given-name} ~3 {act} ~4 instead|twice
  {person|group|given-name} ~2 made|makes ~3 mistake|error|typo|slip
  {slip-adverb} ~1 {act}
  was|were|been|got|is ~2 forgotten|overlooked|neglected|omitted|mistyped|misread|misconfigured|mislabelled|misplaced|miscalculated|misunderstood|misinterpreted|confused|mixed
  by accident|mistake
  {slip|defect} ~1 by ~2 {person|group|given-name}
  {wrong|poor} ~4 by ~1 {person|group|given-name}
  {person|group|given-name} ~4 left|leaves ~4 on|off|out|open|enabled|disabled|running
  without thinking|looking|reading|noticing|realising|realizing
  {person|group|given-name} ~2 tired|distracted|rushing|stressed|sleepy|drunk|hungover|confused|exhausted|nervous|inattentive|absent-minded
  typed|entered|clicked|selected|chose|picked|pasted|pressed ~3 {wrong}
`)

export const humanError = defineWhyRule({
  id: 'human-error',
  kinds: ['human-error', 'blame'],
  why: 'A slip is where the work starts: it needs what made it possible, or sensible, at that moment.',
  source: 'Dekker, The Field Guide to Understanding Human Error; RCA2 (NPSF 2015), rule 3',
  check(why) {
    const match = firstMatch(
      why,
      slips,
      (found) =>
        !isRelative(why, found) && (isLeading(why, found) || !isExplainedAfter(why, found) || !isToldAfter(why, found)),
    )
    if (!match || why.hasCondition) return []
    return [
      hitAt(why, match, {
        kinds: namesSomebody(why, match) ? ['human-error', 'blame'] : ['human-error'],
        wrong: 'A slip is given as the cause, without what made it possible.',
        ask: 'What did the screen, the tool or the guide show at that moment, and what would have stopped the next person?',
      }),
    ]
  },
  examples: {
    flagged: [
      { given: answered('The operator mistyped the street.'), words: 'operator mistyped', kinds: ['human-error'] },
      { given: answered('Human error during the import.'), words: 'Human error', kinds: ['human-error'] },
      {
        given: answered('A colleague from billing uploaded the wrong sheet.'),
        words: 'colleague from billing uploaded the wrong',
        kinds: ['human-error'],
      },
      {
        given: answered('The scheduler of the late shift overlooked the list.'),
        words: 'shift overlooked',
        kinds: ['human-error', 'blame'],
      },
    ],
    clean: [
      answered('The clerk picked the wrong address, as the list shows both under the same name.'),
      answered('Error handling in the form falls back to the last address.'),
      answered('The loader ignores a short line, and the matcher forgets the town when the street is new.'),
    ],
  },
})

/** A team, or somebody by name: that puts them at fault. */
function namesSomebody(why: WhyText, match: Match): boolean {
  return why.read.words
    .slice(0, match.to)
    .some((word) => word.classes.has('group') || word.classes.has('given-name') || word.classes.has('rank'))
}

/** "The form we give them": a thing that people use, not what they did. */
function isRelative(why: WhyText, found: Match): boolean {
  const [before, word] = [why.read.words[found.from - 1], why.read.words[found.from]]
  return (
    before?.clause === word?.clause && before?.classes.has('artefact') === true && word?.classes.has('pronoun') === true
  )
}
