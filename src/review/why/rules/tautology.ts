import { isKnownConcept } from '../../language/concepts.ts'
import { phrases } from '../../language/phrase.ts'
import { conceptsIn, isContent, uniqueContent } from '../content.ts'
import { firstMatch, hitAt, hitOnAll } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'
import type { WhyText } from '../why-text.ts'

const selfEvident = phrases(`
  that's|thats|it's|its ~1 how|what|the ~3 works|work|do|does|is|are|way|designed|built
  that|this|it is ~1 how|what|the ~3 works|work|do|does|is|are|way|designed|built
  it is|was|does|did what it is|was|does|did
  by design
  {made} in|such such? a? way
  {made} that|this way
  works|working as designed|intended|expected
  because it|they|we is|was|are|were|does|did|do $
`)

export const tautology = defineWhyRule({
  id: 'tautology',
  kinds: ['tautology'],
  why: 'A thing that is explained by itself could be said of any day on which nothing broke.',
  source: 'notes on facilitation, kind "tautology"',
  check(why) {
    const said = {
      wrong: 'This explains a thing by itself.',
      ask: 'What is different on a day when it works?',
    }
    const match = why.mechanisms.length <= 1 ? firstMatch(why, selfEvident) : null
    if (match) return [hitAt(why, match, said)]
    return isExplainedByItself(why) ? [hitOnAll(why, said)] : []
  },
  examples: {
    flagged: [
      {
        given: answered('It was late because the delivery was late.'),
        words: 'It was late because the delivery was late',
        kinds: ['tautology'],
      },
      { given: answered("That's how it works."), words: "That's how it works", kinds: ['tautology'] },
    ],
    clean: [
      answered('The list grew because each order adds a copy of the address.'),
      answered('Checks grow with the number of objects.'),
    ],
  },
})

/** One side of "because" says nothing that the other does not, words like "slow" and "failed" aside. */
function isExplainedByItself(why: WhyText): boolean {
  const { words } = why.read
  return words.some((word, index) => {
    if (!/^(?:because|since|as|so|due|cause|cos)$/.test(word.form) || why.figures.length > 0) return false
    const sentence = words.filter((one) => one.sentence === word.sentence)
    const comma = words.findIndex((one, at) => at > index && one.sentence === word.sentence && one.clause > word.clause)
    const isFronted = sentence[0] === word && comma > 0
    const sides = isFronted
      ? [words.slice(index + 1, comma), words.slice(comma).filter((one) => one.sentence === word.sentence)]
      : [
          sentence.filter((one) => one.start < word.start),
          sentence.filter((one) => one.start > word.start && one.clause === word.clause),
        ]
    const [left = [], right = []] = sides.map((side) => uniqueContent(side.filter(isContent)))
    if (left.length === 0 || right.length === 0) return false
    const effect = isFronted ? right : left
    const reason = isFronted ? left : right
    const known = conceptsIn(effect)
    const shared = reason.filter((one) => isKnownConcept(one.stem, known))
    const fresh = reason.filter(
      (one) => !shared.includes(one) && !one.classes.has('symptom') && !one.classes.has('wrong'),
    )
    const named = effect.filter((one) => !one.classes.has('symptom'))
    const told = named.length > 0 ? named : effect
    const isRepeated = told.length > 0 && told.every((one) => isKnownConcept(one.stem, conceptsIn(reason)))
    if (shared.length > 0 && isRepeated && fresh.length <= 1) return true
    return shared.length > 0 && fresh.length <= Math.max(shared.length > 1 ? 1 : 0, reason.length * 0.25)
  })
}
