import { shorten } from '../documents/markdown-text.ts'
import { readableLine } from '../domain/readable.ts'
import type { FoundIncidents } from '../operations/find-past-incidents.ts'
import { uncoveredText } from '../operations/look-back.ts'
import { wrap } from './interview/screen.ts'
import { commandLine } from './invocation.ts'
import { markWords } from './mark-words.ts'
import type { Globals } from './options.ts'
import { printJson, printText } from './print.ts'
import { exitCodes } from './report-error.ts'
import { runOperation, toIncidentId } from './run-operation.ts'
import { withFacilitator } from './with-facilitator.ts'

export interface SearchOptions extends Globals {
  readonly also?: string[]
  readonly area?: string
  readonly severity?: 'S1' | 'S2' | 'S3' | 'S4'
  readonly from?: string
  readonly to?: string
  readonly tag?: string
  readonly incident?: string
  readonly lessons?: boolean
  readonly limit?: number
}

/** What fits on a screen; `--limit` shows more. */
const usualLimit = 5

/** `postmortem search "…"`: what is on record that is like it, or what was learned about it. */
export async function search(words: readonly string[], options: SearchOptions): Promise<number> {
  const { findPastIncidents } = await import('../operations/find-past-incidents.ts')
  const { also, area, severity, from, to, tag, incident, lessons, limit } = options
  const query = words.join(' ')
  return withFacilitator(options, 'command line', async ({ deps }) => {
    const result = await runOperation(
      findPastIncidents,
      {
        ...(query === '' ? {} : { query }),
        ...(incident === undefined ? {} : { incident_id: toIncidentId(incident) }),
        ...(lessons ? { in: 'lessons' as const } : {}),
        also,
        area,
        severity,
        from,
        to,
        tag,
        limit: limit ?? (options.json ? undefined : usualLimit),
      },
      deps,
    )
    if (options.json) printJson(result)
    else tell(result, options)
    return exitCodes.done
  })
}

function tell(result: FoundIncidents, { lessons }: SearchOptions): void {
  const width = Math.max(40, Math.min(process.stdout.columns ?? 80, 100))
  const mark = markWords(process.stdout, process.env)
  const blocks = [
    wrap(`${capital(result.band)}. ${result.speaks_for_it}`.trim(), width),
    ...result.candidates.map((one, index) => tellCandidate(one, index + 1, width, mark)),
    ...result.learned.map((one) => tellLearned(one, width, mark)),
    wrap(uncoveredText(result.uncovered, result.kept_apart.length), width),
    ...result.kept_apart.map((one) =>
      clip(
        `Kept apart: ${one.incident_id}${one.title ? ` ${one.title}` : ''}: ${one.likeness}: ${readableLine(one.reason)}`,
        width,
        2,
      ),
    ),
    result.advice === null ? [] : wrap(result.advice, width),
    wrap(nextStep(result, lessons ?? false), width),
  ]
  // Paint comes after the cleaning, or it would be cleaned away with what strangers wrote.
  const [head = [], ...rest] = blocks.filter((lines) => lines.join('') !== '')
  printText(head.join('\n'))
  for (const lines of rest) process.stdout.write(`\n${lines.join('\n')}\n`)
}

type Mark = ReturnType<typeof markWords>

/** One match in at most ten lines. */
function tellCandidate(one: FoundIncidents['candidates'][number], number: number, width: number, mark: Mark): string[] {
  const indent = (lines: readonly string[]) => lines.map((line) => `    ${line}`)
  const room = width - 4
  const done = one.done_then.map(({ text, status }) => `${shorten(text, 90)}${status === null ? '' : ` (${status})`}`)
  const judged = one.judged ? `Judged ${one.judged.likeness}: ${readableLine(one.judged.reason)}` : ''
  const { passage, rest } = { passage: clip(one.passage, room - 10, 3), rest: clip(one.why, room, 1) }
  return [
    `${String(number).padStart(2)}  ${one.incident_id}  ${one.day ?? 'day unknown'}  ${one.severity ?? 'severity unknown'}  ${one.band}`,
    ...indent(clip(one.title, room, 1)),
    ...indent(passage.map((line) => mark(line, one.matched))),
    ...indent(rest),
    ...indent(clip(`Done then: ${done.length > 0 ? `${done.join('; ')}; ` : ''}${one.finished}.`, room, 2)),
    ...indent(clip(`Came back: ${one.came_back_text}.`, room, 1)),
    ...(judged === '' ? [] : indent(clip(judged, room, 1))),
  ]
}

function tellLearned(one: FoundIncidents['learned'][number], width: number, mark: Mark): string[] {
  const status = one.status === null ? '' : `, ${one.status}`
  return [
    `${one.incident_id}  ${one.day ?? 'day unknown'}  ${one.kind}${status}`,
    ...clip(one.text, width - 12, 4).map((line) => `    ${mark(line, one.matched)}`),
    ...clip(`From: ${one.title}`, width - 4, 1).map((line) => `    ${line}`),
  ]
}

function nextStep(result: FoundIncidents, lessons: boolean): string {
  if (result.searched.incidents === 0) return `Bring in what you have: ${commandLine('import FOLDER')}`
  const open = result.candidates.find(({ judged }) => judged === null) ?? result.candidates[0]
  const first = open?.incident_id ?? result.learned[0]?.incident_id
  if (first === undefined && lessons) return `The incidents themselves: ${commandLine('search "…"')}`
  if (first === undefined) return `Ask in other words: ${commandLine('search "…" --also "…"')}`
  const look = `Look at one: ${commandLine(`show ${first}`)}`
  if (lessons) return look
  const asking = result.incident_id ?? 'ID'
  return `${look}\nSay how alike they are: ${commandLine(`link ${asking} ${first} --as ROLE --likeness same-mechanism --because "…"`)}`
}

/** At most so many lines; what is left out is shown by an ellipsis. */
function clip(text: string, width: number, most: number): string[] {
  const lines = wrap(readableLine(text), width)
  const kept = lines.slice(0, most)
  const last = kept.at(-1) ?? ''
  return lines.length > most ? [...kept.slice(0, -1), `${last.slice(0, width - 1).trimEnd()}…`] : kept
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
