import { type Finding, findingsOf } from '../rule.ts'
import { whyRules } from './rules.ts'
import type { WhyKind } from './why-kind.ts'
import { type GivenWhy, readWhy } from './why-text.ts'

export interface WhyJudgement {
  readonly label: 'ok' | 'shallow'
  /** Every kind that a finding names, most important first; empty when it may stand. */
  readonly kinds: readonly WhyKind[]
  readonly findings: readonly Finding<WhyKind>[]
}

/** Whether an answer may stand as the next link of its chain, by the rules alone. Pure and deterministic. */
export function judgeWhy(given: GivenWhy): WhyJudgement {
  const why = readWhy(given)
  const findings = whyRules.flatMap((rule) => findingsOf(rule, why))
  return {
    label: findings.length > 0 ? 'shallow' : 'ok',
    kinds: [...new Set(findings.flatMap((finding) => finding.kinds))],
    findings,
  }
}
