import { type Match, phrases } from '../../language/phrase.ts'
import { isContent } from '../content.ts'
import { firstMatch, hitAt } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'
import type { WhyText } from '../why-text.ts'

const triggers = phrases(`
  {trigger}
  {much} ~3 {trigger|third|person}|tickets|orders|requests|calls|messages|jobs|sessions|users|customers|visitors
  {much} ~3 than
  too many|much
  was|were|got|been|being ~2 {act}
  went live
  ^^^ the|a|an|our? new ~3 $
  black friday
  flash sale
  new {place|artefact}
  hundreds|thousands|millions|dozens|lots|masses|all of ~3
  ^^^ it|this|that? came|started|began|happened with|after|during|on|in
  {artefact|place|rule} ~1 was|were|got|been replaced|changed|switched|moved|updated|upgraded|migrated|exchanged|rewritten|introduced|renamed
`)

const leading = phrases(`
  ^^^ because? of? the|a|an|our|that|this|last|yesterday's? ~2 {trigger} to|of|on|in|at|by|from|for|which|that|after|during
  ^^^ because|since|as? we|they|it ~3 {act}
  ^^^ there was|were|had a|an|some|the|been ~2 {trigger}
  ^^^ it|this|that came|started|began with|after ~3
  ^^^ on|at|since|after|during ~6 {person|group} ~2 {act}
  ^^^ on|at|since|after|during ~8 {trigger} ~2 was|were|got|went ~2
  ^^^ ~2 {trigger|third} ~5 were|was at|above|over ~3 {figure}
  ^^^ ~2 {figure} times the ~3
`)

const changes = phrases(`
  we|they|{person|group|given-name} ~2 {act} ~3 {artefact|place|rule}
  we|they|{person|group|given-name} ~2 {act}
  {artefact|place|rule} ~2 {act}
`)

export const triggerOnly = defineWhyRule({
  id: 'trigger-only',
  kinds: ['trigger-only'],
  why: 'The change or the load set it off; what about it mattered, and what had made it safe before, is the cause.',
  source: 'notes on facilitation, kind "trigger-only"; Howie guide (PagerDuty, Jeli)',
  check(why) {
    if (why.mechanisms.length > 0 || why.hasCondition || why.hasPlan) return []
    const said = firstMatch(why, triggers)
    const match =
      said && isDate(why, said)
        ? (firstMatch(why, changes) ?? firstMatch(why, triggers, (found) => !isDate(why, found)) ?? said)
        : said
    if (!match) return []
    if (why.hasHistory && why.substance.length > 3 && /\b(?:because|since)\b/i.test(why.text)) return []
    const lead = firstMatch(why, leading)
    const isBare = why.substance.length <= 2 || lead !== null
    const isLoad = /\b(?:too (?:many|much)|more|higher|than (?:usual|normal)|peak|spike|surge|traffic|load)\b/i.test(
      why.text,
    )
    if (!isBare && !isLoad) return []
    return [
      hitAt(why, match, {
        wrong: 'This names what set it off, not what the system did with it.',
        ask: 'What was it about that which mattered, and what had made it safe before?',
      }),
    ]
  },
  examples: {
    flagged: [
      { given: answered('The deploy on Friday.'), words: 'deploy', kinds: ['trigger-only'] },
      { given: answered('More traffic than usual.'), words: 'More traffic', kinds: ['trigger-only'] },
      {
        given: answered('On Friday we moved the list to the new server.'),
        words: 'we moved the list',
        kinds: ['trigger-only'],
      },
    ],
    clean: [
      answered('Deploy 412 dropped the index on street, so each lookup reads the whole table.'),
      answered('At twice the load the queue holds more than a minute, and the worker drops what is older.'),
      answered('They said it was taken from the gift form, where two addresses are normal.'),
    ],
  },
})

/** "Friday", "at 9:10": it says when, not what. */
function isDate(why: WhyText, found: Match): boolean {
  return why.read.words.slice(found.from, found.to).every((word) => word.classes.has('soon') || !isContent(word))
}
