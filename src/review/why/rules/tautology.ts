import { phrases } from '../../language/phrase.ts'
import { firstMatch, hitAt, hitOnAll } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'
import { isContent, type WhyText } from '../why-text.ts'

const selfEvident = phrases(`
  that's|thats|that is ~1 how|what|the ~3 works|work|do|does|is|are|way|designed|built
  it is|was|does|did what it is|was|does|did
  by design
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
    const match = why.mechanisms.length === 0 ? firstMatch(why, selfEvident) : null
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
      { given: answered("That's how the form works."), words: "That's how the form works", kinds: ['tautology'] },
    ],
    clean: [
      answered('The list grew because each order adds a copy of the address.'),
      answered('Checks grow with the number of objects.'),
    ],
  },
})

/** The words after "because" (or before it) say nothing that the other side does not. */
function isExplainedByItself(why: WhyText): boolean {
  const { words } = why.read
  return words.some((word, index) => {
    if (!/^(?:because|since|as|so)$/.test(word.form) || why.figures.length > 0) return false
    const left = words.slice(0, index).filter((one) => one.sentence === word.sentence && isContent(one))
    const right = words.slice(index + 1).filter((one) => one.sentence === word.sentence && isContent(one))
    if (left.length === 0 || right.length === 0) return false
    const known = new Set(left.map((one) => one.stem))
    const fresh = right.filter((one) => !known.has(one.stem))
    const lone = right.filter((one) => known.has(one.stem))
    return lone.length > 0 && fresh.length <= lone.length && fresh.every((one) => one.classes.size === 0 || one.classes.has('symptom')) && fresh.length <= 1
  })
}
