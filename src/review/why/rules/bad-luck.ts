import { phrases } from '../../language/phrase.ts'
import { firstMatch, hitAt, isExplainedAfter, isLeading, wordsOf } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'

const luck = phrases(`
  unlucky|coincidence|coincidental|fluke|freak|murphy|misfortune|one-off|oneoff|unforeseeable|anomaly|bad-luck
  bad|pure|sheer|just|tough|hard|no|worst luck|timing
  edge|corner|exceptional|extreme|special case
  perfect storm
  these|such|those|shit|stuff|things things? can|do|will? happen|happens
  happens ~3 all|to|sometimes|occasionally|everywhere|everybody
  it|this|that happens|happened $
  wrong|bad|worst|unfortunate time|moment|timing|place
  sooner or later
  bound to
  act of god|nature
  once in a
  one|1 in a million|thousand
  chain of events
  unfortunate|unlucky|strange|weird|freak|rare|unusual|exceptional|random|unexpected ~1 {luck|trigger|defect|symptom}|combination|event|events|circumstances|chain|series|accident|moment|situation|occurrence
  combination of ~1 unfortunate|unlucky|rare|unhappy|bad
  never|not|nothing ~2 happened|occurred|had|seen|experienced ~3 before|years|this|that|single|ever
  in ~2 years ~4 never|not|first|once
  a hiccup
  of all nights|days|times|people|places|things|weeks
  had to be that|this|us|then
  unfortunate|unlucky ~1 interplay|mix
  first time ~2 in|ever
  happened|happens only? once
  once|twice a|every year|decade|blue
  stars|planets ~3 line|aligned|align
  nothing|never ~2 like it|this|that ~2
  stars
  what are the odds
  out of nowhere
  out of the blue
`)

export const badLuck = defineWhyRule({
  id: 'bad-luck',
  kinds: ['bad-luck'],
  why: 'Luck cannot be worked on; the conditions that had to meet can.',
  source: 'notes on facilitation, kind "bad-luck"; Perrow, Normal Accidents',
  check(why) {
    const match = firstMatch(why, luck, (found) => !isExplainedAfter(why, found) || why.mechanisms.length === 0)
    const isFlat =
      match !== null &&
      /sooner or later|luck|coincidence|freak|these things|things happen|once in|perfect storm|fluke/i.test(
        wordsOf(why, match),
      )
    if (
      !match ||
      (why.mechanisms.length > 1 &&
        !(isFlat && isLeading(why, match)) &&
        !(isFlat && why.read.words[match.from]?.clause === 0))
    )
      return []
    return [
      hitAt(why, match, {
        wrong: 'Chance is given as the cause.',
        ask: 'Which of the conditions that met that day are there today as well, and how often do they come?',
      }),
    ]
  },
  examples: {
    flagged: [
      { given: answered('That was plain bad luck.'), words: 'bad luck', kinds: ['bad-luck'] },
      { given: answered('An edge case, these things happen.'), words: 'edge case', kinds: ['bad-luck'] },
    ],
    clean: [
      answered('Orders edited twice within a second keep the first address; thirty a day do that.'),
      answered('The random suffix has two digits, so addresses collide after about twelve.'),
    ],
  },
})
