import { hasPhrase, phrases } from '../language/phrase.ts'
import { type Finding, findingsOf } from '../rule.ts'
import { praiseFor, questionBack } from './question-back.ts'
import { whyRules } from './rules.ts'
import type { WhyKind } from './why-kind.ts'
import { type GivenWhy, readWhy } from './why-text.ts'

export interface WhyJudgement {
  readonly label: 'ok' | 'shallow'
  /** Every kind that a finding names, most important first; empty when it may stand. */
  readonly kinds: readonly WhyKind[]
  /** In the order in which a facilitator would raise them. */
  readonly findings: readonly Finding<WhyKind>[]
  /** What is already good about it, in one sentence. */
  readonly praise: string
  /** The one question that goes back, in the form of what or how; null when it may stand. */
  readonly question: string | null
  /** It says itself that it is not known yet, with how it is checked. */
  readonly isHypothesis: boolean
  /** Names how it came about, or what made it sensible: a condition that can be changed. */
  readonly namesCondition: boolean
}

const tentative = phrases(`
  {hedge}
  not ~2 proved|proven|known|confirmed|settled|sure|clear|verified
  open|unclear|unknown whether|if|which
  might|may|must|could be|have
`)

/**
 * Whether an answer may stand as the next link of its chain, by the rules alone. Pure and deterministic, no model; about a
 * millisecond. `asked` is how often this link was asked about before.
 */
export function judgeWhy(given: GivenWhy, asked = 0): WhyJudgement {
  const why = readWhy(given)
  const findings = whyRules.flatMap((rule) => findingsOf(rule, why))
  const [first] = findings
  return {
    label: first ? 'shallow' : 'ok',
    kinds: [...new Set(findings.flatMap((finding) => finding.kinds))],
    findings,
    praise: praiseFor(why),
    question: first ? questionBack(why, first, asked) : null,
    isHypothesis: why.hasPlan && hasPhrase(why.read, tentative),
    namesCondition: why.hasHistory || why.hasCondition,
  }
}
