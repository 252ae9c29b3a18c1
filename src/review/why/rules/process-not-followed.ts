import { phrases } from '../../language/phrase.ts'
import { firstMatch, hitAt, isExplainedAfter, isLeading } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'

const breaches = phrases(`
  {rule} ~5 {not} ~3 {followed}
  {not} ~3 {followed} ~4 {rule}
  {person|group|given-name} ~4 {broke} ~5 {rule}
  {rule} ~4 was|were|been|got|is ~2 skipped|bypassed|ignored|violated|circumvented|disregarded|omitted|broken|forgotten|neglected
  without ~4 {rule}
  was|were|been|is|got|gets ~1 skipped|omitted|bypassed|ignored|disregarded
  was|were|been|is|got ~1 left out
  against ~3 {rule}
  violation|breach|disregard of
  contrary to
  out|outside of? the? {rule}
  not ~2 according|accordance
  non-compliance
  {rule} {not} respected|observed|used
  unapproved|unauthorized|unauthorised ~2 {trigger|act}
  supposed|obliged|required to
  is|are|was|were forbidden|prohibited|banned|disallowed
  is|are|was|were not allowed|permitted
  was|were|been left empty|blank|unticked|undone
`)

const norms = phrases(`
  ^^^ ~5 guideline|guidelines|policy|policies|rule|rules|regulation|sop|handbook|standard|standards|agreement|convention ~6 says|say|states|state|demands|demand|requires|require|prescribes|prescribe|forbids|forbid|prohibits|wants|asks
  says|say|per|requires the|our|this? ~2 {rule}
  there is|are|was|exists ~2 guideline|policy|rule|regulation|sop|standard|agreement|convention|process|procedure that|for|which|to|saying|about
  ^^^ according to ~6
`)

const stated = phrases(`
  {rule} ~5 says|say|said|states|demands|requires|require|prescribes|asks|forbids|prohibits|exists|exist ~9
  {rule|act|trigger} ~2 have|has|had|must|should to? ~2 go|through|be|pass ~5 {rule|group|person}|board|committee
  although|though|despite|while ~6 {rule}
`)

export const processNotFollowed = defineWhyRule({
  id: 'process-not-followed',
  kinds: ['process-not-followed', 'human-error'],
  why: 'A broken rule needs its own cause: how the step is usually done, and what following it costs.',
  source: 'RCA2, rule 4 (procedural deviations need a preceding cause)',
  check(why) {
    const omission =
      /\b(?:not|never|nobody|no one|didn't|didnt|wasn't|skipped|ignored|instead|left (?:empty|blank|open|out|unticked))\b/i
    const match =
      firstMatch(
        why,
        norms,
        (found) =>
          !why.hasHistory &&
          why.mechanisms.every(
            (mechanism) => why.read.words[mechanism.from]?.sentence === why.read.words[found.from]?.sentence,
          ),
      ) ??
      firstMatch(
        why,
        breaches,
        (found) => isLeading(why, found) && !isExplainedAfter(why, found) && !why.hasPlan && !isRuleOfMachine(why.text),
      ) ??
      firstMatch(why, stated, (found) => {
        const rest = why.text.slice(why.read.words[found.from]?.end ?? 0)
        return (
          isLeading(why, { from: Math.max(0, found.from - 3), to: found.to }) && omission.test(rest) && !why.hasHistory
        )
      })
    if (!match) return []
    return [
      hitAt(why, match, {
        wrong: 'A rule was not followed; what made that normal or easy is missing.',
        ask: 'How is that step usually done on a busy day, and what does following it cost?',
      }),
    ]
  },
  examples: {
    flagged: [
      {
        given: answered('The shipping checklist was not followed.'),
        words: 'checklist was not followed',
        kinds: ['process-not-followed', 'human-error'],
      },
      {
        given: answered('Somebody bypassed the approval step.'),
        words: 'Somebody bypassed the approval',
        kinds: ['process-not-followed', 'human-error'],
      },
    ],
    clean: [
      answered('The check is skipped for orders below 20 euro, so one tap is enough.'),
      answered('Step 4 of the checklist wants a code that the scanner stopped printing in May.'),
      answered('Rules for urgent parcels skip the address check: that path was built for medicine.'),
    ],
  },
})

/** "The step is skipped for orders below 20": what a machine does under a condition, not what somebody left out. */
function isRuleOfMachine(text: string): boolean {
  return /\b(?:is|are|gets?) (?:skipped|omitted|bypassed|ignored|left out)\b[^.;]*\b(?:for|when|if|while|unless)\b[^.;]*\b(?:below|above|under|over|without|with|from|until|than|is|are|has|have|\d+)\b/i.test(
    text,
  )
}
