import { isKnownConcept } from '../../language/concepts.ts'
import { phrases } from '../../language/phrase.ts'
import { conceptsIn, isContent, uniqueContent } from '../content.ts'
import { readEcho } from '../echo.ts'
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
  by definition
  by its|their very? nature
  because it|they|we is|was|are|were|does|did|do $
`)

// They say nothing that their object does not say.
const lightVerbs =
  /^(?:carr(?:y|ies|ied)|hits?|reach(?:es|ed)?|gives?|gave|contains?|ha[sd]|caus(?:es|ed)|me(?:t|ets?)|face[sd]?|shows?|showed|show[ns]|involve[sd]?|include[sd]?|held|holds?|g[eo]ts?)$/

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
    const isAdding = why.mechanisms.length > 0 && readEcho(why).added.length > 3
    if (isAdding) return []
    if (match) return [hitAt(why, match, said)]
    return isExplainedByItself(why) || isDefinition(why) || isTurningRound(why) ? [hitOnAll(why, said)] : []
  },
  examples: {
    flagged: [
      {
        given: answered('It was late because the delivery was late.'),
        words: 'It was late because the delivery was late',
        kinds: ['tautology'],
      },
      {
        given: answered('A stale list is a list that is not fresh.', 'Orders went astray.', ['The list was stale.']),
        words: 'A stale list is a list that is not fresh',
        kinds: ['tautology'],
      },
      {
        given: answered('A list that can be emptied gets emptied, and when it is emptied it is an empty list.'),
        words: 'A list that can be emptied gets emptied, and when it is emptied it is an empty list',
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

/** "A counter that can be reset gets reset, and a reset sets it to zero": it says its own words again and adds few to the link above. */
function isTurningRound(why: WhyText): boolean {
  const { own, added } = readEcho(why)
  const repeats = why.content.length - own.length
  return (
    why.figures.length === 0 && repeats >= why.content.length * 0.25 && repeats > 1 && added.length <= own.length / 2
  )
}

/** "Stale data is data that was not refreshed": the same noun on both sides of "is", and no more than one word besides. */
function isDefinition(why: WhyText): boolean {
  const { words, clauses } = why.read
  const copula = words.findIndex((word) => /^(?:is|are|was|were|means)$/.test(word.form))
  if (copula < 1 || clauses > 2 || why.figures.length > 0) return false
  const left = uniqueContent(words.slice(0, copula))
  const right = uniqueContent(words.slice(copula + 1).filter((word) => word.clause === words[copula]?.clause))
  const shared = right.filter((word) => left.some((other) => other.stem === word.stem))
  const told = conceptsIn([...why.context.words, ...why.chain.flatMap((link) => link.words)])
  const fresh = right.filter((word) => !shared.includes(word) && !isKnownConcept(word.stem, told))
  return shared.length > 0 && fresh.length <= 1
}

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
    if (shared.length > 0 && reason.length <= 2 && fresh.every((one) => lightVerbs.test(one.form))) return true
    return shared.length > 0 && fresh.length <= Math.max(shared.length > 1 ? 1 : 0, reason.length * 0.25)
  })
}
