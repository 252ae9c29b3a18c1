/** What a check reports: a place in the judged text, what is wrong there, and what mends it. */
export interface Hit<Kind extends string = string> {
  /** Offsets into the judged text in UTF-16 units, end exclusive; both 0 where something is missing altogether. */
  readonly start: number
  readonly end: number
  /** What is wrong, in one sentence. */
  readonly wrong: string
  /** The one question, or the rewrite, that mends it. */
  readonly ask: string
  /** Only where a hit is of fewer kinds than its rule. */
  readonly kinds?: readonly Kind[]
}

/** A hit with the name of its rule and the words it stands on. */
export interface Finding<Kind extends string = string> extends Required<Hit<Kind>> {
  /** Id of the rule: kebab-case, equal to its file's name. */
  readonly rule: string
  /** `text.slice(start, end)`. */
  readonly words: string
}

/** An example that must be flagged: what is judged, and the exact finding. */
export interface FlaggedExample<Given, Kind extends string> {
  readonly given: Given
  readonly words: string
  readonly kinds: readonly Kind[]
}

/**
 * One way in which a text can be weak.
 * `Given` is what an example or a caller writes down; `Subject` is the same, read once for all rules.
 */
export interface Rule<Subject extends { readonly text: string }, Kind extends string, Given> {
  readonly id: string
  readonly appliesTo: 'why' | 'line' | 'document'
  readonly kinds: readonly Kind[]
  /** Why it matters, for the person who meets it; goes into docs/rules.md. */
  readonly why: string
  /** Where the rule comes from: author and title, or address. */
  readonly source: string
  /** Pure. Finds every place, in reading order. */
  check(subject: Subject): readonly Hit<Kind>[]
  /** At least two that must be flagged and two near misses that must not; one test runs them all. */
  readonly examples: {
    readonly flagged: readonly FlaggedExample<Given, Kind>[]
    readonly clean: readonly Given[]
  }
}

/** Checks a rule's types where it is written. */
export function defineRule<Subject extends { readonly text: string }, Kind extends string, Given>(
  rule: Rule<Subject, Kind, Given>,
): Rule<Subject, Kind, Given> {
  return rule
}

/** Runs one rule and stamps its hits. */
export function findingsOf<Subject extends { readonly text: string }, Kind extends string, Given>(
  rule: Rule<Subject, Kind, Given>,
  subject: Subject,
): Finding<Kind>[] {
  return rule.check(subject).map((hit) => ({
    rule: rule.id,
    kinds: hit.kinds ?? rule.kinds,
    start: hit.start,
    end: hit.end,
    words: subject.text.slice(hit.start, hit.end),
    wrong: hit.wrong,
    ask: hit.ask,
  }))
}
