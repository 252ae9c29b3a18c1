import { type Finding, findingsOf } from '../rule.ts'
import type { LineKind, Section } from './line-kind.ts'
import { lineRules } from './line-rules.ts'
import { readLine } from './read-line.ts'

export interface LineJudgement {
  readonly label: 'ok' | 'flag'
  /** Each kind once. */
  readonly kinds: readonly LineKind[]
  /** In reading order. */
  readonly findings: readonly Finding<LineKind>[]
}

/** Judges one line as it stands in a section of a post-mortem, by the rules alone. */
export function judgeLine(section: Section, text: string): LineJudgement {
  const line = readLine({ section, text })
  const findings = lineRules.flatMap((rule) => findingsOf(rule, line)).sort((a, b) => a.start - b.start)
  const kinds = [...new Set(findings.flatMap((finding) => finding.kinds))]
  return { label: findings.length > 0 ? 'flag' : 'ok', kinds, findings }
}
