import { badLuck } from './rules/bad-luck.ts'
import { bareAct } from './rules/bare-act.ts'
import { blame } from './rules/blame.ts'
import { circular } from './rules/circular.ts'
import { counterfactual } from './rules/counterfactual.ts'
import { externalBlamed } from './rules/external-blamed.ts'
import { faultOnly } from './rules/fault-only.ts'
import { humanError } from './rules/human-error.ts'
import { missingCountermeasure } from './rules/missing-countermeasure.ts'
import { noMechanism } from './rules/no-mechanism.ts'
import { nonAnswer } from './rules/non-answer.ts'
import { nonSequitur } from './rules/non-sequitur.ts'
import { notActionable } from './rules/not-actionable.ts'
import { processNotFollowed } from './rules/process-not-followed.ts'
import { restatesSymptom } from './rules/restates-symptom.ts'
import { tautology } from './rules/tautology.ts'
import { trainingAttention } from './rules/training-attention.ts'
import { triggerOnly } from './rules/trigger-only.ts'
import { twoCauses } from './rules/two-causes.ts'
import { unverifiedGuess } from './rules/unverified-guess.ts'
import { vagueNoun } from './rules/vague-noun.ts'
import type { WhyRule } from './why-rule.ts'

/**
 * The rules for answers to a why, in the order in which a facilitator would raise them: the first finding is asked about.
 * Echoes come first, then people, guesses and givens, absences, labels.
 */
export const whyRules: readonly WhyRule[] = [
  circular,
  tautology,
  restatesSymptom,
  counterfactual,
  blame,
  processNotFollowed,
  trainingAttention,
  humanError,
  unverifiedGuess,
  badLuck,
  nonSequitur,
  externalBlamed,
  notActionable,
  twoCauses,
  missingCountermeasure,
  vagueNoun,
  triggerOnly,
  faultOnly,
  bareAct,
  nonAnswer,
  noMechanism,
]
