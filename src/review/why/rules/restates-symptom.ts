import { isKnownConcept } from '../../language/concepts.ts'
import type { Word } from '../../language/read-text.ts'
import { conceptsIn, uniqueContent } from '../content.ts'
import { hitOnAll } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'

export const restatesSymptom = defineWhyRule({
  id: 'restates-symptom',
  kinds: ['restates-symptom'],
  why: 'The incident in other words brings nothing that was not known.',
  source: 'notes on facilitation, kind "restates-symptom"',
  check(why) {
    const context = conceptsIn(why.context.words)
    const known = new Set(
      [context, ...why.chain.map((link) => conceptsIn(link.words))].flatMap((concepts) => [...concepts]),
    )
    const own = uniqueContent(why.content)
    const repeated = own.filter((word) => isKnownConcept(word.stem, known))
    const fresh = own.filter((word) => !repeated.includes(word) && !isSymptomTalk(word))
    const isRetold = repeated.length >= 1 && fresh.length <= own.length * 0.3
    const isBareSymptom = own.length >= 1 && fresh.length === 0
    if (why.hasHistory || why.hasCondition || why.figures.length > 2 || !(isRetold || isBareSymptom)) return []
    if (why.mechanisms.length > 0 && fresh.length > (own.length < 10 ? 1 : 2)) return []
    const isOfChain = why.chain.length > 0
    return [
      hitOnAll(why, {
        kinds: [
          'restates-symptom',
          ...(isOfChain ? (['circular'] as const) : []),
          ...(/\b(?:because|since|as|so|due)\b/i.test(why.text) || isOfChain ? (['tautology'] as const) : []),
        ],
        wrong: 'This tells the incident again in other words.',
        ask: 'What in the system produces that effect?',
      }),
    ]
  },
  examples: {
    flagged: [
      {
        given: answered('Orders went to a wrong address.'),
        words: 'Orders went to a wrong address',
        kinds: ['restates-symptom'],
      },
      {
        given: answered('The site was down.', 'The shop was unavailable for an hour.'),
        words: 'The site was down',
        kinds: ['restates-symptom'],
      },
    ],
    clean: [
      answered('The form keeps the address of the last order in a cookie.'),
      answered('Wrong labels: the printer repeats the last one after a jam.'),
    ],
  },
})

/** "It was down, nothing worked": words that tell of any outage. */
function isSymptomTalk(word: Word): boolean {
  return word.classes.has('symptom') || word.classes.has('place') || word.classes.has('much')
}
