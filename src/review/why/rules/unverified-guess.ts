import { phrases } from '../../language/phrase.ts'
import { firstMatch, hitAt } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'

const guesses = phrases(`
  probably|maybe|perhaps|possibly|presumably|apparently|supposedly|seemingly|imo|afaik|iirc|imho|hunch|guess|guessing|speculation
  might not? be|have
  must|may not? have
  it|that|this|there may|must|could be
  {person|group|given-name} ~1 thinks|think|believes|suspects|reckons|assumes|guesses
  ^^^ could|may|might be|have ~2
  i'd bet|say|guess|assume|think
  i|we think|believe|suspect|assume|suppose|bet|imagine|reckon|feel|guess|heard
  my|our|best ~1 guess|suspicion|theory|hunch|assumption|feeling|gut|bet|impression
  gut feeling
  not|n't ~1 sure|certain
  seems|seem|seemed|looks|appears|sounds like|to|as|that
  it seems|appears
  something with|to|in|about|like|on
  or something|so|whatever|similar
  is|are|was|most|very|quite likely
  likely that|a|the|due|caused|because
  some|somehow kind|sort|weird|strange|how
  somehow
  suspect|suspects|suspected
  could|can only be|have been
  i|we would|d say|guess
  rumour|rumor
  wouldn't be surprised
`)

export const unverifiedGuess = defineWhyRule({
  id: 'unverified-guess',
  kinds: ['unverified-guess'],
  why: 'A guess may stay, marked as one, when it says how and by when it is checked.',
  source: 'notes on facilitation, gate "plan"; record of facts, hypotheses and commitments (D10)',
  check(why) {
    if (why.hasPlan) return []
    const match = firstMatch(why, guesses, () => !isAboutThen(why.text))
    if (!match) return []
    return [
      hitAt(why, match, {
        wrong: 'This is a guess without a check.',
        ask: 'What do logs, data, users or operators show about it? How will it be checked, and by when?',
      }),
    ]
  },
  examples: {
    flagged: [
      { given: answered('Probably the cache.'), words: 'Probably', kinds: ['unverified-guess'] },
      { given: answered('I think somebody changed the form.'), words: 'I think', kinds: ['unverified-guess'] },
    ],
    clean: [
      answered('Probably the session cookie: 31 of 33 orders came from two tabs, and we replay them on Thursday.'),
      answered('The job looked like it had hung, because the tool prints nothing while it waits.'),
      answered('The form keeps the old list, so the caller thinks the table is empty.'),
    ],
  },
})

/** What was believed at the time, told with what made it look so, is a fact. */
function isAboutThen(text: string): boolean {
  return /\b(?:looked|seemed|appeared)\b.{0,60}\b(?:because|since|as)\b|\b(?:because|since|so|as)\b.{0,60}\b(?:looked|seemed|appeared)\b|: .{0,80}\b(?:looked|seemed)\b/i.test(
    text,
  )
}
