import { phrases } from '../../language/phrase.ts'
import { firstMatch, hitAt } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'
import type { WhyText } from '../why-text.ts'

const acts = phrases(`
  ^ because|since|as? {person|group|given-name} ~5 {act}
  ^ ~3 {group|given-name} ~3 {act}
  ^ ~2 {person} ~3 {act}
  {act} ~4 by ~3 {person|group|given-name}
`)

const hasReason =
  /\b(?:because|since|so that|in order to|as (?!planned|scheduled|agreed|usual|always|announced|discussed|part|well))\b/i

export const bareAct = defineWhyRule({
  id: 'bare-act',
  kinds: ['human-error', 'trigger-only'],
  why: 'What somebody did is not yet how it could do harm, or what made it the thing to do.',
  source: 'Dekker, The Field Guide to Understanding Human Error; Fausey and Boroditsky, Psychon Bull Rev 2010',
  check(why) {
    if (why.hasCondition || hasReason.test(why.text) || why.hasPlan || hasMechanismBeside(why)) return []
    const match = firstMatch(why, acts, (found) => (why.read.words[found.from]?.sentence ?? 0) === 0)
    if (!match) return []
    return [
      hitAt(why, match, {
        wrong: 'An act is named, but neither what made it sensible nor what the system did with it.',
        ask: 'What made that the sensible thing to do with what was known, and what did the system do with it?',
      }),
    ]
  },
  examples: {
    flagged: [
      {
        given: answered('On Monday the ops team moved the address book.'),
        words: 'On Monday the ops team moved',
        kinds: ['human-error', 'trigger-only'],
      },
      {
        given: answered('Dave restarted the address service at 14:00.'),
        words: 'Dave restarted',
        kinds: ['human-error', 'trigger-only'],
      },
    ],
    clean: [
      answered('The on-call engineer restarted the service, as the runbook says for stale addresses.'),
      answered('Support edits addresses in the old form, which keeps the previous street.'),
    ],
  },
})

/** "although the preview showed it" holds the act against somebody; it explains nothing. */
function hasMechanismBeside(why: WhyText): boolean {
  const concession = why.read.words.findIndex((word) => /^(?:although|though|despite)$/.test(word.form))
  return why.mechanisms.some((mechanism) => concession < 0 || mechanism.from < concession)
}
