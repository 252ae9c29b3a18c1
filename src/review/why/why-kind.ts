/**
 * The 19 ways in which an answer to a why is too shallow to stand, each with what it means and what lets it stand after all.
 * Source: the project's facilitation notes, after Dekker (Field Guide to Understanding Human Error), Card (BMJ Qual Saf 2017), RCA2.
 */
export const whyKindMeanings = {
  'human-error': 'a slip is the cause, and not what made it possible or sensible',
  blame: 'judges or faults a person or group',
  counterfactual: 'what somebody should have done, or did not do',
  'restates-symptom': 'the incident in other words',
  tautology: 'explains a thing by itself',
  circular: 'repeats an earlier link',
  'trigger-only': 'only the change, load or date that set it off',
  'fault-only': 'a class of defect without mechanism',
  'process-not-followed': 'a rule was broken, not what made that normal',
  'training-attention': 'lack of training, knowledge, care',
  'bad-luck': 'one-off, freak event',
  'external-blamed': 'a third party, and nothing on our side',
  'vague-noun': '"complexity", "culture", a bare component',
  'non-sequitur': 'answers another why: noticing, recovery',
  'missing-countermeasure': 'a missing test or alert, not what was there instead and why',
  'unverified-guess': 'a guess without a plan to check it',
  'two-causes': 'separate threads that need a branch each',
  'not-actionable': 'human nature, the market, "hardware fails"',
  'non-answer': 'one word, "known issue"',
} as const

export type WhyKind = keyof typeof whyKindMeanings
