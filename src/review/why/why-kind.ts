/**
 * The 19 ways in which an answer to a why is too shallow to stand, each with what it means and what lets it stand after all.
 * Source: the project's facilitation notes, after Dekker (Field Guide to Understanding Human Error), Card (BMJ Qual Saf 2017), RCA2.
 */
export const whyKindMeanings = {
  'human-error': 'a slip, not what made it possible',
  blame: 'judges or faults somebody',
  counterfactual: 'should have, did not',
  'restates-symptom': 'the incident again',
  tautology: 'explained by itself',
  circular: 'an earlier link again',
  'trigger-only': 'only what set it off',
  'fault-only': 'a defect class, no mechanism',
  'process-not-followed': 'not what made that normal',
  'training-attention': 'lack of knowledge or care',
  'bad-luck': 'freak event',
  'external-blamed': 'nothing on our side',
  'vague-noun': '"complexity", a bare component',
  'non-sequitur': 'about noticing or recovery',
  'missing-countermeasure': 'no test or alert, not what was there instead',
  'unverified-guess': 'no plan to check it',
  'two-causes': 'separate threads',
  'not-actionable': 'human nature, "hardware fails"',
  'non-answer': '"known issue"',
} as const

export type WhyKind = keyof typeof whyKindMeanings

export const whyKinds = [
  'human-error',
  'blame',
  'counterfactual',
  'restates-symptom',
  'tautology',
  'circular',
  'trigger-only',
  'fault-only',
  'process-not-followed',
  'training-attention',
  'bad-luck',
  'external-blamed',
  'vague-noun',
  'non-sequitur',
  'missing-countermeasure',
  'unverified-guess',
  'two-causes',
  'not-actionable',
  'non-answer',
] as const satisfies readonly WhyKind[]
