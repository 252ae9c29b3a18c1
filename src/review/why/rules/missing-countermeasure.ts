import { phrases } from '../../language/phrase.ts'
import { firstMatch, hitAt, isLeading } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'

const absences = phrases(`
  {absent|poor} ~4 {countermeasure}
  not|never|n't|didn't|don't|doesn't|wasn't|weren't|isn't|aren't|haven't|hadn't|didnt|dont|doesnt ~4 {countermeasure}
  {countermeasure} ~4 {absent|poor|not}
  {countermeasure} ~2 too few|low|high|weak|late|loose|small|slow
  {person|group|artefact} ~1 need|needs|needed|require|requires ~4 {countermeasure}
  never|not ~2 tested|monitored|validated|documented|reviewed|automated|covered|backed|rehearsed|load-tested|audited|verified|checked|implemented|built|protected
  untested|unmonitored|undocumented|unvalidated|unprotected|unreviewed
  not enough|sufficient|adequate ~3 {countermeasure}
  if ~9 {countermeasure}
  with ~3 {countermeasure} ~6 would|could|had
  rejected|caught|stopped|detected|prevented|blocked would|could
  single point
  no|without|missing|lack|lacking of? ~3 {countermeasure}
  {not} ~2 redundant|resilient|idempotent|robust
`)

export const missingCountermeasure = defineWhyRule({
  id: 'missing-countermeasure',
  kinds: ['missing-countermeasure'],
  why: 'The absence of a fix is the fix in disguise; what was there instead, and what made it seem enough, is the cause.',
  source: 'RCA2, rule 5 (failing to act is causal only with a duty to act); notes on facilitation',
  check(why) {
    if (why.hasHistory) return []
    const match = firstMatch(why, absences, (found) => isLeading(why, found))
    if (!match) return []
    return [
      hitAt(why, match, {
        wrong: 'The absence of a fix is given as the cause.',
        ask: 'What was there instead, and what made it seem enough?',
      }),
    ]
  },
  examples: {
    flagged: [
      { given: answered('There is no alert on returns.'), words: 'no alert', kinds: ['missing-countermeasure'] },
      {
        given: answered('The address change was never tested.'),
        words: 'never tested',
        kinds: ['missing-countermeasure'],
      },
    ],
    clean: [
      answered('The form has a check and the bulk import came later, so it was built without one.'),
      answered('The importer reads two columns and drops the third without a warning.'),
    ],
  },
})
