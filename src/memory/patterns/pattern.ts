import type { Severity } from '../../domain/incident.ts'
import type { Cost } from './add-up-cost.ts'
import type { Counts, Week } from './count-over-time.ts'
import type { Day, Quote } from './incident-facts.ts'

/** What makes incidents of one group alike. `failure` is symptom and cause together. */
export const groupings = ['failure', 'symptom', 'cause', 'surface'] as const
export type Grouping = (typeof groupings)[number]

export interface Member {
  readonly incident: string
  readonly day: Day
  readonly title: string
  readonly severity: Severity | null
}

/** An incident, or another pattern, that looks alike and was kept out. */
export interface KeptApart {
  readonly incident: string
  readonly title: string
  /** The pattern that it is in, if it is in one. */
  readonly pattern: string | null
  readonly because: string
  /** A person or an assistant judged so; else the words alone. */
  readonly isJudged: boolean
}

/** The day a fix was done, and what it was. */
export interface Fix extends Quote {
  readonly day: Day
}

/** A change on record that is likely to stop it and is not done. */
export interface RecordedChange extends Quote {
  readonly action: string
  readonly status: string
}

/** The same failure, come back. */
export interface Pattern {
  /** The number of its first incident: stays while the group grows. */
  readonly id: string
  readonly by: Grouping
  /** Confirmed when judgements on record join all members; a proposal until somebody says so. */
  readonly status: 'proposed' | 'partly confirmed' | 'confirmed'
  readonly problem: string
  readonly members: readonly Member[]
  readonly because: readonly string[]
  readonly apart: readonly KeptApart[]
  readonly counts: Counts
  readonly isProductProblem: boolean
  /** What it ranks by; see `painOf`. */
  readonly pain: number
  readonly surfaces: readonly string[]
  readonly support: readonly Quote[]
  readonly ops: readonly Quote[]
  readonly cost: Cost
  readonly fix: Fix | null
  readonly change: RecordedChange | null
}

/** Incidents that may be the same, where too little agrees to propose it: for somebody to read side by side. */
export interface PossiblePattern {
  readonly members: readonly Member[]
  /** Patterns that some of them are in already, by id. */
  readonly patterns: readonly string[]
  readonly because: readonly string[]
}

/** One of the four patterns that call for more than a repair (requirements A20 to A23). */
export interface NamedPattern {
  readonly name: 'same surface again' | 'same assumption elsewhere' | 'cost-driven' | 'customers noticed first'
  /** The surface, the assumption; empty where the name says it all. */
  readonly about: string
  readonly advice: string
  readonly incidents: readonly (Quote & { readonly day: Day })[]
  readonly counts: Counts
  /** What else is to be known: how many fixes were done meanwhile, of how many incidents it is known. */
  readonly notes: readonly string[]
}

/** A sign that the log hides what is going on (requirement B30). */
export interface WarningSign {
  readonly sign: string
  readonly meaning: string
  readonly incidents: readonly Quote[]
}

/** What a log of incidents says, taken together. */
export interface PatternLog {
  readonly incidents: number
  readonly from: Day | null
  readonly to: Day | null
  /** Heaviest first. */
  readonly patterns: readonly Pattern[]
  /** Patterns in all, shown or not. */
  readonly total: number
  /** Counted in nothing else. Heaviest first. */
  readonly possible: readonly PossiblePattern[]
  readonly possibleTotal: number
  readonly named: readonly NamedPattern[]
  readonly weeks: readonly Week[]
  readonly warnings: readonly WarningSign[]
  /** The heaviest recent incident that did not repeat, to compare with. */
  readonly unrepeated: (Member & { readonly pain: number }) | null
}
