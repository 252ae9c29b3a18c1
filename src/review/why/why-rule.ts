import { defineRule, type Rule } from '../rule.ts'
import type { WhyKind } from './why-kind.ts'
import type { GivenWhy, WhyText } from './why-text.ts'

export type WhyRule = Rule<WhyText, WhyKind, GivenWhy>

/** A rule about one answer in a chain of whys. */
export function defineWhyRule(rule: Omit<WhyRule, 'appliesTo'>): WhyRule {
  return defineRule({ appliesTo: 'why', ...rule })
}

/** An answer to the first why of a small shop's incident, for examples. */
export function answered(
  answer: string,
  context = 'Orders were sent to the wrong address for two hours.',
  chain: readonly string[] = [],
): GivenWhy {
  return { context, chain, answer }
}
