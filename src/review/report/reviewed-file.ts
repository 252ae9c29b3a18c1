import type { Review } from '../document/review-document.ts'
import type { Level } from '../document/rule-settings.ts'

/** One reviewed text: where it came from, the text, and what was found. */
export interface ReviewedFile {
  /** As it is shown: a path with forward slashes, `stdin`, an incident. */
  readonly path: string
  readonly text: string
  readonly review: Review
}

/** Turns reviewed files into text; ends with a new line. */
export type Report = (files: readonly ReviewedFile[], options: ReportOptions) => string

export interface ReportOptions {
  readonly color: boolean
  /** Columns of the terminal. */
  readonly width: number
  /** Version of this package, for machine formats. */
  readonly version: string
}

export function countLevels(files: readonly ReviewedFile[]): Record<Level, number> {
  const counts: Record<Level, number> = { error: 0, warning: 0, info: 0 }
  for (const { review } of files) for (const { level } of review.findings) counts[level] += 1
  return counts
}

/** "3 errors, 1 warning"; only what there is. */
export function tellLevels(counts: Record<Level, number>): string {
  const told = [
    counts.error > 0 ? `${counts.error} ${counts.error === 1 ? 'error' : 'errors'}` : '',
    counts.warning > 0 ? `${counts.warning} ${counts.warning === 1 ? 'warning' : 'warnings'}` : '',
    counts.info > 0 ? `${counts.info} advice` : '',
  ]
  return told.filter((one) => one !== '').join(', ')
}
