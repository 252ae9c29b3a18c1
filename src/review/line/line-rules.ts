import type { LineRule } from './line-rule.ts'
import { blame } from './rules/blame.ts'
import { counterfactual } from './rules/counterfactual.ts'
import { detectionAsCause } from './rules/detection-as-cause.ts'
import { emotive } from './rules/emotive.ts'
import { guessAsFact } from './rules/guess-as-fact.ts'
import { hindsight } from './rules/hindsight.ts'
import { humanError } from './rules/human-error.ts'
import { jargonSymptom } from './rules/jargon-symptom.ts'
import { noDate } from './rules/no-date.ts'
import { noOwner } from './rules/no-owner.ts'
import { noSuccess } from './rules/no-success.ts'
import { shallowCause } from './rules/shallow-cause.ts'
import { vagueAction } from './rules/vague-action.ts'
import { vagueImpact } from './rules/vague-impact.ts'

export const lineRules: readonly LineRule[] = [
  blame,
  humanError,
  counterfactual,
  hindsight,
  guessAsFact,
  shallowCause,
  detectionAsCause,
  jargonSymptom,
  vagueImpact,
  emotive,
  vagueAction,
  noOwner,
  noDate,
  noSuccess,
]
