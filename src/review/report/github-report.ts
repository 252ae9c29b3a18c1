import { readableLine } from '../../domain/readable.ts'
import type { Report } from './reviewed-file.ts'

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const

/** Workflow commands that GitHub Actions shows beside the lines of a pull request. */
export const reportToGitHub: Report = (files) =>
  files
    .flatMap(({ path, review }) =>
      review.findings.map((finding) => {
        // GitHub takes columns only for findings on one line.
        const columns = finding.endLine === finding.line ? `,col=${finding.column},endColumn=${finding.endColumn}` : ''
        const place = `file=${property(path)},line=${finding.line},endLine=${finding.endLine}${columns}`
        return `::${commands[finding.level]} ${place},title=${property(finding.rule)}::${message(`${finding.wrong} ${finding.ask}`)}\n`
      }),
    )
    .join('')

function message(text: string): string {
  return readableLine(text).replaceAll('%', '%25')
}

function property(text: string): string {
  return message(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
