import { readEcho } from '../echo.ts'
import { hitOnAll } from '../find-hits.ts'
import type { WhyKind } from '../why-kind.ts'
import { answered, defineWhyRule } from '../why-rule.ts'

export const restatesSymptom = defineWhyRule({
  id: 'restates-symptom',
  kinds: ['restates-symptom'],
  why: 'The incident in other words brings nothing that was not known.',
  source: 'notes on facilitation, kind "restates-symptom"',
  check(why) {
    if (why.hasPlan || why.hasOrigin || why.figures.length > 2) return []
    const { own, repeated, added, kinds } = readEcho(why)
    if (why.hasCondition && added.length > 1) return []
    const unnamed = added.filter((word) => why.mechanisms.length > 0 || !word.classes.has('place'))
    const isBareSymptom = own.length > 0 && unnamed.length === 0 && why.figures.length === 0
    const isRetold =
      repeated.length > 0 &&
      (why.mechanisms.length > 0 || why.hasHistory
        ? why.figures.length === 0 && unnamed.length <= (own.length < 7 ? 1 : own.length * 0.45)
        : unnamed.length <= own.length * (own.length < 7 ? 0.3 : 0.45))
    if (!isRetold && !isBareSymptom) return []
    const isReasoned = /\b(?:because|since|as|so|due)\b/i.test(why.text)
    return [
      hitOnAll(why, {
        kinds: [...new Set<WhyKind>(['restates-symptom', ...kinds, ...(isReasoned ? (['tautology'] as const) : [])])],
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
      answered('The list drops a street after 14 days.', 'Addresses were lost.', ['Old streets were deleted.']),
      answered('The form keeps the address of the last order in a cookie.'),
      answered('Wrong labels: the printer repeats the last one after a jam.'),
      answered('It was copied from the gift form, where a second address is what people want.'),
    ],
  },
})
