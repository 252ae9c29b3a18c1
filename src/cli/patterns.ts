import type { FoundPatterns } from '../operations/find-patterns.ts'
import { wrap } from './interview/screen.ts'
import { commandLine } from './invocation.ts'
import type { Globals } from './options.ts'
import { printJson, printText } from './print.ts'
import { exitCodes } from './report-error.ts'
import { runOperation } from './run-operation.ts'
import { withFacilitator } from './with-facilitator.ts'

export interface PatternsOptions extends Globals {
  readonly since?: string
  readonly until?: string
  readonly area?: string
  readonly by?: FoundPatterns['by']
  readonly limit?: number
}

/** `postmortem patterns`: what keeps coming back, for a person at a terminal. */
export async function patterns(options: PatternsOptions): Promise<number> {
  const { findPatterns } = await import('../operations/find-patterns.ts')
  const { since, until, area, by, limit } = options
  return withFacilitator(options, 'command line', async ({ deps }) => {
    const result = await runOperation(findPatterns, { since, until, area, by, limit }, deps)
    if (options.json) printJson(result)
    else {
      const width = Math.max(40, Math.min(process.stdout.columns ?? 80, 110))
      printText(forTerminal(findPatterns.present({ ...result, next: nextStep(result) }), width))
    }
    return exitCodes.done
  })
}

/** The judgement that would make the heaviest proposal a pattern, or split it, as a command; without a proposal, of what is possible. */
function nextStep({ patterns: found, possible, incidents }: FoundPatterns): string {
  if (incidents === 0) return `Begin: ${commandLine('start')}`
  const open = found.find(({ status, by }) => status !== 'confirmed' && by !== 'surface')
  const [first, second] = (open ?? possible[0])?.incidents ?? []
  if (!first || !second) return 'Take the heaviest pattern into the next review: one action, one owner.'
  const judge = (likeness: string) =>
    commandLine(`link ${second.incident} ${first.incident} --as ROLE --likeness ${likeness} --because "…"`)
  const asked = open
    ? `${open.id} is a proposal until somebody says so.`
    : `${first.incident} and ${second.incident} may be the same: read both.`
  return `${asked} The same failure: ${judge('same-mechanism')}\nNot the same: ${judge('same-surface-only')}`
}

/** Headings underlined, tables in columns, long lines wrapped with their indent. */
export function forTerminal(markdown: string, width: number): string {
  const lines = markdown.split('\n')
  const told: string[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (line.startsWith('| ')) {
      const end = lines.findIndex((other, place) => place > at && !other.startsWith('|'))
      const last = end === -1 ? lines.length : end
      told.push(...inColumns(lines.slice(at, last)))
      at = last - 1
    } else if (line.startsWith('## ')) {
      const title = wrap(line.slice(3), width)
      told.push(...title, '-'.repeat(Math.min(width, Math.max(...title.map((one) => one.length)))))
    } else {
      const indent = /^\s*(?:- )?/.exec(line)?.[0].length ?? 0
      const [first = '', ...rest] = line.includes(' --likeness ') ? [line] : wrap(line.trim(), width - indent)
      told.push(line === '' ? '' : `${line.slice(0, indent - (line.trimStart().startsWith('- ') ? 2 : 0))}${first}`)
      told.push(...rest.map((one) => `${' '.repeat(indent)}${one}`))
    }
  }
  return told.join('\n')
}

function inColumns(rows: readonly string[]): string[] {
  const cells = rows
    .filter((row) => !/^\|[-|\s]+$/.test(row))
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
