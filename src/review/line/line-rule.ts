import { defineRule, type Rule } from '../rule.ts'
import type { LineKind } from './line-kind.ts'
import type { GivenLine, Line } from './read-line.ts'

export type LineRule = Rule<Line, LineKind, GivenLine>

/** A rule over one line, with the types filled in. */
export function defineLineRule(rule: Omit<LineRule, 'appliesTo'>): LineRule {
  return defineRule<Line, LineKind, GivenLine>({ ...rule, appliesTo: 'line' })
}
