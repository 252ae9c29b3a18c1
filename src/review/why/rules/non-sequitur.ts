import { findPhrases, type Match, phrases } from '../../language/phrase.ts'
import { isContent, isEmpty } from '../content.ts'
import { firstMatch, hitAt, isToldAfter } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'
import type { WhyText } from '../why-text.ts'

const otherTracks = phrases(`
  {absent|not|nobody} ~4 {detection}
  {detection} ~6 {not|absent|poor|symptom|much}
  {recovery} ~4 took|takes|was|were|needed|slow|long|late|failed|delayed|went
  it|which|that|this|{recovery|person|group} ~3 took|takes|needed|lasted ~5 long|longer|hours|minutes|hour|days|ages|forever|until
  too late|long|slow|slowly
  only|first ~2 noticed|detected|found|seen|heard|informed|told|learned|learnt|learns|discovered|realised|realized
  {third|person|group} ~4 {recovery} ~4 on|at|after|only|late|too|until|slowly|hours|minutes
  status page
  on-call|oncall ~6 {not}|asleep|late|phone|acknowledged|only|learns|busy|vacation|holiday
  not|until ~2 noticed|detected|informed|told|communicated|escalated
  found out
  {third|group} ~2 called|complained|reported|phoned|rang|tweeted ~6
  {third|person|group} ~2 noticed|detected|spotted|discovered ~3 it|this|that|them
  hotline|helpdesk|support|desk ~3 open|opens|closed|reach|reachable
  hours|minutes|days|long to find|reach|get|understand|locate|diagnose|notice|realise|realize
  {group|third|person} ~2 closed|reacted|responded|answered|asleep|unavailable|unreachable
  {nobody} ~2 reacted|responded|answered|replied|noticed
  until ~5 report|reports|complaint|mail|ticket ~5 reached|arrived|came|got
  reaction|response ~3 slow|late|took
  support ~3 answered|told|replied|escalated|informed|heard|got
  tickets|complaints|reports ~4 came|arrived|were|sat|waited|piled
  customers|users ~2 were|was ~2 informed|told|notified|angry
  ^^^ because|since|as? the? {recovery}
  rolled|rolling|roll ~4 back
  ^^^ after|once restarting|reverting|rebooting|scaling|failing|rerunning|restoring ~9
`)

const aboutOthers = phrases(`
  {detection|recovery}
  restoring|restored|restarting|unnoticed|undetected|found|noticed|late|getting|back
`)

export const nonSequitur = defineWhyRule({
  id: 'non-sequitur',
  kinds: ['non-sequitur'],
  why: 'How it was noticed and how it was ended are tracks of their own; mixed in, they hide the gap in this one.',
  source: 'notes on facilitation, "Keep three tracks apart"; PagerDuty and Howie guides',
  check(why) {
    const parent = why.chain.at(-1) ?? why.context
    if (why.hasInstead || isConditional(why)) return []
    if (findPhrases(parent, aboutOthers).length > 0 || findPhrases(why.context, aboutOthers).length > 0) return []
    const match = firstMatch(
      why,
      otherTracks,
      (found) =>
        !why.mechanisms.some((mechanism) => mechanism.to <= found.from) &&
        !isThingOfThatName(why, found) &&
        !isEndedByOthers(why, found) &&
        (why.read.words[found.from]?.sentence ?? 0) === 0,
    )
    if (!match || (why.hasHistory && why.read.words[match.from]?.clause !== 0)) return []
    return [
      hitAt(why, match, {
        wrong: 'This is about noticing or ending the incident; the question was how it came about.',
        ask: 'Good point for the track on noticing or ending it. Back to the link: what led to it?',
      }),
    ]
  },
  examples: {
    flagged: [
      {
        given: answered('On-call only noticed on Monday.'),
        words: 'On-call only',
        kinds: ['non-sequitur'],
      },
      { given: answered('The rollback took forty minutes.'), words: 'The rollback', kinds: ['non-sequitur'] },
    ],
    clean: [
      answered('The page shows no street, and the button sits below the fold.'),
      answered('The rollback script was built for one database.', 'Restoring the service took four hours.'),
      answered('The alert rule mutes the queue.', 'The full queue was noticed by a customer.'),
      answered('If the carrier answers slowly, the label job sends the order again.'),
    ],
  },
})

/** "If the bank answers slowly, our job sends it again": when a thing of ours does what it does. */
function isConditional(why: WhyText): boolean {
  return /^(?:if|when|whenever)$/.test(why.read.words[0]?.form ?? '') && why.mechanisms.length > 0
}

/** "It ended when the bank answered again. Our job waits for each answer": how we hang on them stands in a sentence after it. */
function isEndedByOthers(why: WhyText, found: Match): boolean {
  const { words } = why.read
  const isTheirs = words.slice(found.from, found.to).some((word) => word.classes.has('third'))
  const later = why.mechanisms.filter((one) => (words[one.from]?.sentence ?? 0) > (words[found.from]?.sentence ?? 0))
  return isTheirs && later.some((one) => isToldAfter({ ...why, mechanisms: [one] }, found))
}

/** A page on a screen pages nobody, and "debug level" names a level. */
function isThingOfThatName(why: WhyText, found: Match): boolean {
  const [word, next] = [why.read.words[found.from], why.read.words[found.from + 1]]
  if (/^pages?$/.test(word?.form ?? '')) return !/\b(?:on-?call|pager|paged|alert\w*|duty)\b/i.test(why.text)
  const isNoun = word?.classes.has('recovery') === true && !/(?:ing|ed)$/.test(word.form)
  return (
    isNoun && found.from === 0 && next !== undefined && next.clause === word.clause && isContent(next) && !isEmpty(next)
  )
}
