import { isKnownConcept } from '../../language/concepts.ts'
import type { WordClass } from '../../language/word-classes.ts'
import { conceptsIn } from '../content.ts'
import { hitOnAll } from '../find-hits.ts'
import type { WhyKind } from '../why-kind.ts'
import { answered, defineWhyRule } from '../why-rule.ts'
import type { WhyText } from '../why-text.ts'

// What an answer without a mechanism is made of says what kind of label it is.
const labels: readonly (readonly [WordClass, WhyKind])[] = [
  ['third', 'external-blamed'],
  ['trigger', 'trigger-only'],
  ['much', 'trigger-only'],
  ['defect', 'fault-only'],
  ['wrong', 'fault-only'],
  ['person', 'human-error'],
  ['given-name', 'human-error'],
  ['group', 'blame'],
  ['attention', 'training-attention'],
  ['rule', 'process-not-followed'],
  ['absent', 'missing-countermeasure'],
  ['luck', 'bad-luck'],
  ['always', 'not-actionable'],
  ['vague', 'vague-noun'],
  ['poor', 'vague-noun'],
  ['symptom', 'restates-symptom'],
]

export const noMechanism = defineWhyRule({
  id: 'no-mechanism',
  kinds: [
    'vague-noun',
    'trigger-only',
    'fault-only',
    'restates-symptom',
    'external-blamed',
    'human-error',
    'non-answer',
  ],
  why: 'A link needs something that does or holds something; without it there is nothing that the next why could ask about.',
  source: 'Dekker, The Field Guide to Understanding Human Error; RCA2, rule 1 (show cause and effect)',
  check(why) {
    if (why.mechanisms.length > 0 || why.hasCondition || why.hasPlan || why.hasHistory) return []
    return [
      hitOnAll(why, {
        kinds: kindsOf(why),
        wrong: 'Nothing in this does or holds something, so there is nothing to ask on.',
        ask: 'Which part did what, step by step, and what made that possible?',
      }),
    ]
  },
  examples: {
    flagged: [
      { given: answered('The Tuesday release.'), words: 'The Tuesday release', kinds: ['trigger-only'] },
      { given: answered('Postgres.'), words: 'Postgres', kinds: ['vague-noun', 'non-answer'] },
    ],
    clean: [
      answered('It asks the address service first, and the address service sleeps at night.'),
      answered('Above 40 the scanner reports three digits, and the controller keeps the last value.'),
      answered('Two jobs in one process write over each other.'),
      answered('The import keeps the old street when the new one is empty.'),
      answered('One connection per cart line. The limit is 500.'),
      answered('Firefox 60 treats the header as missing, so the label is dropped on the second page.'),
      answered('There is an alarm on rejected labels, but these were accepted; nothing looks at how long one waits.'),
    ],
  },
})

function kindsOf(why: WhyText): WhyKind[] {
  const kinds = labels.filter(([name]) => why.content.some((word) => word.classes.has(name))).map(([, kind]) => kind)
  const context = conceptsIn(why.context.words)
  if (why.content.some((word) => isKnownConcept(word.stem, context))) kinds.push('restates-symptom')
  const parent = conceptsIn(why.chain.at(-1)?.words ?? [])
  if (why.content.some((word) => isKnownConcept(word.stem, parent))) kinds.push('circular', 'tautology')
  const named = why.read.words.some((word) => word.classes.has('nobody')) ? ['counterfactual' as const] : []
  const all = [...new Set([...kinds, ...named])]
  return all.length > 0 ? all : ['vague-noun', 'non-answer']
}
