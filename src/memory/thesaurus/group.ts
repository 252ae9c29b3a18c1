/** Words and phrases that people use for one thing when they describe incidents. */
export interface ThesaurusGroup {
  /** Shown in explanations: "both are about certificates". */
  readonly name: string
  /** Why these belong together, or what was kept out. */
  readonly note: string
  /** Separated by commas; a phrase matches as a phrase, every word in any of its inflections. */
  readonly forms: string
  /** More of them, to find records by. A question means them; a long report says them in passing, so that reports are not compared by them. */
  readonly wider?: string
  /** It names a failure, so that a text which says that it did not happen is not about it. */
  readonly isFailure?: true
}
