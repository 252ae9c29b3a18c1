import type { RuleGroup } from './document-subject.ts'
import type { Level } from './rule-settings.ts'

/** A finding as reports show it. Lines and columns count from 1; `end` is exclusive. */
export interface ReviewFinding {
  readonly rule: string
  readonly group: RuleGroup
  readonly level: Level
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  /** What stands there. */
  readonly words: string
  /** What is wrong, in one sentence. */
  readonly wrong: string
  /** The question or rewrite that mends it. */
  readonly ask: string
}
