import { isKnownConcept } from '../../language/concepts.ts'
import { hasPhrase, phrases } from '../../language/phrase.ts'
import type { ReadText } from '../../language/read-text.ts'
import { conceptsIn, uniqueContent } from '../content.ts'
import { hitOnAll } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'
import type { WhyText } from '../why-text.ts'

const pointing = phrases(`
  see|as|like|same ~3 above|before|already|earlier
  back to
  already said
  again $
`)

export const circular = defineWhyRule({
  id: 'circular',
  kinds: ['circular'],
  why: 'A link that repeats an earlier one closes the circle, and nothing lies beneath it.',
  source: 'notes on facilitation, kind "circular"',
  check(why) {
    const at = why.chain.findIndex((link) => isCoveredBy(why, link))
    const isPointing = why.chain.length > 0 && why.content.length <= 4 && hasPhrase(why.read, pointing)
    if (at < 0 && !isPointing) return []
    return [
      hitOnAll(why, {
        kinds: at === why.chain.length - 1 ? ['circular', 'tautology'] : ['circular'],
        wrong: 'This repeats an earlier link.',
        ask: `We had that ${at >= 0 ? `at why ${at + 1}` : 'before'}. What sits beneath it?`,
      }),
    ]
  },
  examples: {
    flagged: [
      {
        given: answered('The cookie is shared.', 'Mails went to strangers.', ['Two tabs share a cookie.']),
        words: 'The cookie is shared',
        kinds: ['circular', 'tautology'],
      },
      {
        given: answered('because the queue was full', 'Mails were late.', ['The queue was full.', 'The worker waits.']),
        words: 'because the queue was full',
        kinds: ['circular'],
      },
    ],
    clean: [
      answered('The cookie is set by a library from 2014.', 'Mails went to strangers.', ['Two tabs share a cookie.']),
      answered('Each worker holds one connection.', 'Mails were late.', ['The queue was full.']),
    ],
  },
})

/** Almost every content word stands in the link already, words like "slow" and "failed" aside. */
function isCoveredBy(why: WhyText, link: ReadText): boolean {
  const known = conceptsIn(link.words)
  const own = uniqueContent(why.content)
  if (own.length < 1 || why.figures.length > 1) return false
  const repeated = own.filter((word) => isKnownConcept(word.stem, known))
  const fresh = own.filter((word) => !isKnownConcept(word.stem, known) && !word.classes.has('symptom'))
  return repeated.length >= 1 && (fresh.length === 0 || (repeated.length >= 3 && fresh.length <= own.length * 0.26))
}
