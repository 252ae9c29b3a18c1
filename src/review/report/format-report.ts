import { reportToGitHub } from './github-report.ts'
import { reportAsJson } from './json-report.ts'
import { reportAsMarkdown } from './markdown-report.ts'
import type { Report } from './reviewed-file.ts'
import { reportAsSarif } from './sarif-report.ts'
import { reportToTerminal } from './terminal-report.ts'

export const reportFormats = ['terminal', 'json', 'sarif', 'github', 'markdown'] as const
export type ReportFormat = (typeof reportFormats)[number]

const reports: Readonly<Record<ReportFormat, Report>> = {
  terminal: reportToTerminal,
  json: reportAsJson,
  sarif: reportAsSarif,
  github: reportToGitHub,
  markdown: reportAsMarkdown,
}

export function findReport(format: ReportFormat): Report {
  return reports[format]
}
