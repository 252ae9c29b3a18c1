import { type Match, phrases } from '../../language/phrase.ts'
import { isContent, isPerson } from '../content.ts'
import { firstMatch, hitAt, isLeading } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'
import type { WhyText } from '../why-text.ts'

const absences = phrases(`
  {absent|poor} ~4 {countermeasure}
  {not} ~1 have|had|has|run|do|perform|use|any|a|exist|got|implement|implemented|set|enough|write|automate ~3 {countermeasure}
  {countermeasure} ~6 is|was|were|are|been|be ~1 {absent|poor}
  {countermeasure} ~4 isn't|wasn't|aren't|weren't|not ~2 there|place|available|enough|sufficient|good|complete|automated|tested|set|enabled|implemented|done|present|working|existing|adequate
  {countermeasure} ~3 {not} exist|exists|catch|cover|work|find|trigger|fire|help
  {countermeasure} ~2 too few|low|high|weak|late|loose|small|slow
  {person|group|artefact} ~1 need|needs|needed|require|requires ~4 {countermeasure}
  {not} ~2 tested|monitored|validated|documented|reviewed|automated|covered|backed|rehearsed|load-tested|audited|verified|checked|implemented|built|protected
  {nobody} ~3 monitors|monitored|monitoring|tests|tested|checks|checked|reviews|reviewed|validates|watches|watched|documented|measures|measured|alerts|controls
  untested|unmonitored|undocumented|unvalidated|unprotected|unreviewed
  not enough|sufficient|adequate ~3 {countermeasure}
  if ~9 {countermeasure}
  with ~3 {countermeasure} ~6 would|could|had
  rejected|caught|stopped|detected|prevented|blocked would|could
  single point
  {place|artefact} lacks|lacked|misses ~3
  {nobody} ~1 gets|is|was|got|are|were ~1 notified|alerted|informed|warned|told|paged
  neither ~4 nor
  {countermeasure} ~6 never|not ~1 been? ~1 made|done|written|introduced|considered|foreseen|planned|conducted|performed|built|run|created|established
  nobody|noone did|made|wrote|ran|has|had|does a|an|any ~1 {countermeasure}
  no|without|missing|lack|lacking of? ~3 {countermeasure}
  {not} ~2 redundant|resilient|idempotent|robust
`)

// Where nothing does anything, any denial near a countermeasure is meant.
const loosely = phrases(`
  {not|absent|poor} ~5 {countermeasure}
  {countermeasure} ~5 {not|absent|poor}
`)

export const missingCountermeasure = defineWhyRule({
  id: 'missing-countermeasure',
  kinds: ['missing-countermeasure'],
  why: 'The absence of a fix is the fix in disguise; what was there instead, and what made it seem enough, is the cause.',
  source: 'RCA2, rule 5 (failing to act is causal only with a duty to act); notes on facilitation',
  check(why) {
    if (why.hasHistory || why.hasCondition) return []
    const match =
      firstMatch(
        why,
        absences,
        (found) => isLeading(why, found) && (why.read.words[found.from]?.clause === 0 || why.mechanisms.length === 0),
      ) ?? (why.mechanisms.length === 0 ? firstMatch(why, loosely) : null)
    if (!match || isProperty(why, match)) return []
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
      answered('Labels are only counted at night; by day nothing looks at a tray that stays full.'),
    ],
  },
})

/** "Builds had no memory limit and ran on the proxy's node": a thing without a limit that does something is a condition. */
function isProperty(why: WhyText, match: Match): boolean {
  const words = why.text.slice(why.read.words[match.from]?.start, why.read.words[match.to - 1]?.end)
  const before = why.read.words.slice(0, match.from).filter(isContent)
  return (
    /limit|cap|quota|lock|timeout|retry|retries|ceiling|threshold|fallback/i.test(words) &&
    !before.some(isPerson) &&
    why.mechanisms.length > 0
  )
}
