import type { CorrectiveAction, Incident } from '../../../src/domain/incident.ts'
import { createIncident } from '../../../src/domain/incident.ts'

/** What one invented incident says. Answers go by their question. */
export interface Told {
  readonly day: string
  readonly title: string
  readonly answers?: Readonly<Record<string, string | readonly string[]>>
  readonly factors?: readonly string[]
  readonly document?: string
  readonly actions?: readonly (Partial<CorrectiveAction> & { text: string })[]
  readonly events?: readonly string[]
  readonly closed?: boolean
}

const item = (id: string, text: string) => ({
  id,
  revision: 1,
  evidence: [{ source: 'said-1', excerpt: text }],
  inferred: [],
  text,
  kind: 'fact' as const,
})

/** A log of invented incidents, INC-1 first. */
export function createLog(told: readonly Told[]): Incident[] {
  return told.map(({ day, title, answers = {}, factors = [], document, actions = [], events = [], closed }, at) => {
    const now = `${day}T10:00:00.000Z`
    const said = Object.entries(answers).flatMap(([question, texts]) =>
      [texts].flat().map((text) => ({ question, text })),
    )
    return {
      ...createIncident(title, now),
      id: `INC-${at + 1}`,
      closedAt: closed ? now : null,
      sources: [
        {
          id: 'said-1',
          kind: document === undefined ? ('operator recollection' as const) : ('document' as const),
          role: 'support',
          text: document ?? said.map(({ text }) => text).join('\n'),
          recordedAt: now,
          retracted: false,
        },
      ],
      answers: said.map(({ question, text }, place) => ({ ...item(`answer-${place + 1}`, text), question })),
      factors: factors.map((text, place) => item(`factor-${place + 1}`, text)),
      actions: actions.map((action, place) => ({
        ...item(`action-${place + 1}`, action.text),
        kind: 'commitment' as const,
        scope: 'engineering' as const,
        status: 'open' as const,
        ...action,
      })),
      timeline: events.map((text, place) => ({
        ...item(`event-${place + 1}`, text),
        when: {
          said: '',
          date: day,
          clock: null,
          zone: 'UTC',
          zoneAssumed: true,
          dateAsked: false,
          approximate: false,
        },
        at: null,
        moments: [],
      })),
    }
  })
}

/** The first judged as to the second. */
export function link(
  incidents: readonly Incident[],
  from: string,
  to: string,
  likeness: 'same mechanism' | 'same surface only' | 'unrelated',
  at = '2026-05-01T10:00:00.000Z',
): Incident[] {
  const judged = { to, likeness, reason: `${from} was compared with ${to}`, role: 'on-call', at }
  return incidents.map((incident) =>
    incident.id === from ? { ...incident, links: [...incident.links, judged] } : incident,
  )
}

/** Eight tickets about imports in one queue: three have broken headers, three a misread template, two a worker that gave up. */
export const importTickets: readonly Told[] = [
  { day: '2026-04-01', title: 'Import failed', answers: { 'users-saw': 'The import stopped with "unknown column" and nothing was taken over', 'first-failed-step': 'The CSV header row had renamed columns and the parser rejected it' } },
  { day: '2026-04-03', title: 'Customer cannot import her pupils', answers: { 'users-saw': 'She thought the template wants one row for each parent, and filled it that way', 'first-failed-step': 'The template sheet does not explain which rows belong together, people misread it' } },
  { day: '2026-04-06', title: 'Import of a large school hangs', answers: { 'users-saw': 'The progress bar stayed at 80 percent for an hour', 'first-failed-step': 'The import worker ran into its time limit and the job timed out' } },
  { day: '2026-04-08', title: 'Import rejected', answers: { 'users-saw': 'Every upload ended with "unknown column"', 'first-failed-step': 'Excel had put a byte order mark in front of the CSV header, so the first column was not recognised' } },
  { day: '2026-04-10', title: 'Import filled in wrongly', answers: { 'users-saw': 'Parents appeared as pupils after the import', 'first-failed-step': 'The person misunderstood the template and put parents into the rows for pupils' } },
  { day: '2026-04-14', title: 'Failed import again', answers: { 'users-saw': 'The import page said "unknown column" although the file looked right', 'first-failed-step': 'A CSV header with a trailing space in a column name was refused by the parser' } },
  { day: '2026-04-17', title: 'Import never finishes', answers: { 'users-saw': 'The progress bar hung at 95 percent overnight', 'first-failed-step': 'The import worker reached the time limit on a large file, the job timed out and was not resumed' } },
  { day: '2026-04-20', title: 'Question about the import', answers: { 'users-saw': 'He did not know what to put into the rows of the template', 'first-failed-step': 'The template is confusing: its example rows mix parents and pupils, and people misread them' } },
] // biome-ignore format: a table
