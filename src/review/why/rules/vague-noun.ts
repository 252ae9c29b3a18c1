import { phrases } from '../../language/phrase.ts'
import { firstMatch, hitAt, hitOnAll, isExplainedAfter, isLeading, isToldAfter } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'

const vague = phrases(`
  {absent|poor|much|wrong|not} ~1 {vague}
  {vague} ~2 {poor|absent|much|wrong}
  {vague} ~6 isn't|wasn't|aren't|weren't|not|never
  ^^^ the|our|a|because|due|of|to? the|our|of? ~2 {vague} ~1 $
  ^^^ ~3 {vague} between|in|of|and|within|around|across
  ^^^ ~3 {vague} is|was|were|are|has
  ^^^ because|due? of|to? {poor|wrong} ~2 {vague|place|artefact}
  {vague} issue|issues|problem|problems|reasons|challenges|gap|gaps|mess
  grown historically|organically
  has|had ~1 grown
  has|have|had ~1 grown|evolved|developed|accumulated over the? years|time
  technical debt
  time|cost pressure
  the way we
  never|not ~1 really ~1 worked
  first-class citizen
  {not} ~1 up to it|the|standard|date
  {not} ~2 priority|focus
  lack|absence of {vague}|foresight|insight|structure|interest|commitment|buy-in
  how we work
  silos|siloed
`)

const heads = phrases(`
  ^^^ ~4 {vague} of|between|within|around|across|in ~5 {not|poor}
  ^^^ ~5 is|was|are|were a|an ~1 {poor|vague} $
  ^^^ there's|there|there is|was|are? a|an|some? ~2 lack|absence of ~3
  ^^^ because|due? of|to? the|our|a? ~1 {vague} ~2 between|within|around|across|in|of ~2 {group|person|place|vague|artefact}
  ^^^ because|due? of|to? lack|absence|poor|bad|insufficient of? ~2 {vague}|foresight|insight
  ^^^ the|our|a? whole? {vague|place} ~1 has|had|have ~1 {made}
  ^^^ the way ~5 has|have become|grown|evolved
  ^^^ ~2 {vague} ~7 is|was the? ~1 issue|problem|reason|cause|culprit|topic
  ^^^ ~3 lack|lacks|lacked|lacking|misses|missed ~1 {vague|attention}
  ^^^ ~3 {place|vague} isn't|wasn't|aren't|not ~1 mature|ready|fit|up|made|suited|robust|modern|good
`)

export const vagueNoun = defineWhyRule({
  id: 'vague-noun',
  kinds: ['vague-noun'],
  why: 'An abstract noun fits every incident; a part that does something on a day fits this one.',
  source: 'RCA2, rule 2 (no negative descriptors as placeholders); notes on facilitation',
  check(why) {
    const head = firstMatch(why, heads)
    const match = head ?? firstMatch(why, vague, (found) => isLeading(why, found))
    const isSaved =
      match && (isToldAfter(why, match) || (head === null && (why.hasHistory || isExplainedAfter(why, match))))
    if (match && !isSaved) {
      return [
        hitAt(why, match, {
          wrong: 'An abstract noun stands where a part and what it did are needed.',
          ask: 'Which part, doing what, on that day?',
        }),
      ]
    }
    const isBare =
      why.substance.length <= 1 && why.figures.length === 0 && why.mechanisms.length === 0 && why.content.length <= 4
    if (!isBare || why.hasPlan) return []
    return [
      hitOnAll(why, {
        kinds: ['vague-noun', 'non-answer'],
        wrong: 'A bare name stands where a part and what it did are needed.',
        ask: 'Which part, doing what, on that day?',
      }),
    ]
  },
  examples: {
    flagged: [
      { given: answered('Poor communication.'), words: 'Poor communication', kinds: ['vague-noun'] },
      { given: answered('Technical debt.'), words: 'Technical debt', kinds: ['vague-noun'] },
    ],
    clean: [
      answered('Nobody owns the lookup since the team that built it was split in March.'),
      answered('The return form has its own rounding.'),
    ],
  },
})
