/** A finding of any rule with its place in the document, before it is weighed and given line and column. */
export interface RawFinding {
  readonly rule: string
  readonly start: number
  readonly end: number
  readonly wrong: string
  readonly ask: string
}
