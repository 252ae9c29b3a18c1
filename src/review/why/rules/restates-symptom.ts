import { hitOnAll } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'

export const restatesSymptom = defineWhyRule({
  id: 'restates-symptom',
  kinds: ['restates-symptom'],
  why: 'The incident in other words brings nothing that was not known.',
  source: 'notes on facilitation, kind "restates-symptom"',
  check(why) {
    const known = new Set(why.context.words.map((word) => word.stem))
    const repeated = why.content.filter((word) => known.has(word.stem))
    const broken = why.content.filter((word) => !known.has(word.stem) && (word.classes.has('symptom') || word.classes.has('place')))
    const fresh = why.content.length - repeated.length - broken.length
    const isRetold = repeated.length >= 1 && fresh <= why.content.length * 0.3 && why.substance.length <= Math.max(1, why.content.length * 0.22)
    const isShort = why.content.length <= 6 && fresh <= 1 && repeated.length + broken.length >= 2 && why.substance.length === 0
    if (why.hasHistory || why.hasCondition || !(isRetold || isShort) || why.figures.length > 2) return []
    return [
      hitOnAll(why, {
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
