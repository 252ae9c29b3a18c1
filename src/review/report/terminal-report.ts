import { readable } from '../../domain/readable.ts'
import type { ReviewFinding } from '../document/review-finding.ts'
import type { Level } from '../document/rule-settings.ts'
import { countLevels, type Report, type ReportOptions, type ReviewedFile, tellLevels } from './reviewed-file.ts'

const codes: Readonly<Record<Level | 'dim' | 'bold' | 'ask', string>> = {
  error: '\u001b[31m',
  warning: '\u001b[33m',
  info: '\u001b[36m',
  dim: '\u001b[2m',
  bold: '\u001b[1m',
  ask: '\u001b[32m',
}
const named: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', info: 'advice' }

/** For people: each finding with its place, the source line, the words underlined, and the question. */
export const reportToTerminal: Report = (files, options) => {
  const paint = (color: keyof typeof codes, text: string) => (options.color ? `${codes[color]}${text}\u001b[0m` : text)
  const blocks = files.filter(({ review }) => review.findings.length > 0).map((file) => tellFile(file, options, paint))
  const counts = countLevels(files)
  const all = counts.error + counts.warning + counts.info
  const disabled = files.reduce((sum, { review }) => sum + review.disabled, 0)
  const off = disabled > 0 ? ` ${disabled} switched off by comments.` : ''
  const where = files.length === 1 ? '' : ` in ${blocks.length} of ${files.length} files`
  const sum =
    all === 0
      ? `Nothing found in ${files.length === 1 ? (files[0]?.path ?? 'no file') : `${files.length} files`}.`
      : `${all === 1 ? 'One finding' : `${all} findings`}${where}: ${tellLevels(counts)}.`
  return `${[...blocks, paint('bold', readable(sum) + off)].join('\n')}\n`
}

type Paint = (color: keyof typeof codes, text: string) => string

function tellFile({ path, text, review }: ReviewedFile, options: ReportOptions, paint: Paint): string {
  const lines = text.split('\n')
  const told = review.findings.map((finding) => tellFinding(finding, lines[finding.line - 1] ?? '', options, paint))
  const { rubric } = review
  const score = rubric
    ? `${paint('bold', `Score ${rubric.total} of 24`)}${rubric.isBackToAuthor ? '; back to the author' : ''}\n${rubric.items
        .map(({ item, score, evidence }) => `  ${score} ${item.padEnd(16)} ${paint('dim', readable(evidence))}`)
        .join('\n')}\n`
    : ''
  return `${paint('bold', readable(path))}\n\n${told.join('\n')}\n${score}`
}

function tellFinding(finding: ReviewFinding, source: string, { width }: ReportOptions, paint: Paint): string {
  const place = `${finding.line}:${finding.column}`.padEnd(8)
  const head = `  ${place}${paint(finding.level, named[finding.level])}  ${finding.wrong}  ${paint('dim', finding.rule)}`
  const { shown, from, length } = windowOf(source, finding, Math.max(40, width - 12))
  const gutter = String(finding.line).padStart(6)
  const under = `${' '.repeat(from)}${'~'.repeat(Math.max(1, length))}`
  return [
    head,
    paint('dim', `${gutter} | `) + shown,
    paint('dim', '       | ') + paint(finding.level, under),
    `         ${paint('ask', finding.ask)}`,
    '',
  ].join('\n')
}

/** The part of a long line that holds the finding, free of escapes, and where in it the words stand. */
function windowOf(
  source: string,
  finding: ReviewFinding,
  width: number,
): { shown: string; from: number; length: number } {
  const flat = source.replace(/\t/g, ' ').replace(/\r$/, '')
  const start = finding.column - 1
  const end = finding.endLine === finding.line ? Math.max(start + 1, finding.endColumn - 1) : flat.length
  let left = 0
  if (flat.length > width && end > width) left = Math.max(0, Math.min(start - 20, flat.length - width))
  const before = readable(flat.slice(left, start))
  const words = readable(flat.slice(start, Math.min(end, left + width)))
  const after = readable(flat.slice(Math.min(end, left + width), left + width))
  const opening = left > 0 ? '…' : ''
  const closing = left + width < flat.length ? '…' : ''
  return {
    shown: opening + before + words + after + closing,
    from: columnsOf(opening + before),
    length: columnsOf(words),
  }
}

/** Columns on a terminal: combining marks take none, wide letters and emoji take two. */
function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) {
    if (/\p{M}|\u200d|\ufe0f/u.test(character)) continue
    columns +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
        character,
      )
        ? 2
        : 1
  }
  return columns
}
