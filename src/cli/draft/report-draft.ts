import type { Contradiction } from '../../claude/extraction.ts'
import { readableLine } from '../../domain/readable.ts'
import type { Candidate, Feed } from '../../intake/feeds/feed.ts'
import { askClarifyingQuestions } from '../../operations/ask-clarifying-questions.ts'
import type { Deps } from '../../operations/operation.ts'
import { presentQuestions } from '../../operations/situation.ts'
import { commandLine } from '../invocation.ts'
import { printJson, printText } from '../print.ts'
import { runOperation } from '../run-operation.ts'
import type { Recorded } from './record-notes.ts'

export interface Draft {
  readonly id: string
  readonly recorded: readonly Recorded[]
  readonly contradictions: readonly Contradiction[]
  readonly passedOver: readonly string[]
}

/** Candidates, numbered, for somebody to choose from. `known`: how many the record holds already. */
export function listCandidates(feed: Feed, candidates: readonly Candidate[], known: number): string {
  const width = String(candidates.length).length
  const lines = candidates.map(({ at, actor, text }, index) => {
    const words = text.length > 140 ? `${text.slice(0, 139)}…` : text
    return `${String(index + 1).padStart(width + 2)}  ${at.slice(0, 10)} ${at.slice(11, 19)}  ${actor}: ${words}`
  })
  const left = [...feed.passedOver].map(([reason, count]) => `${count} passed over (${reason})`)
  if (known > 0) left.push(`${known} already recorded`)
  const count = `${candidates.length} ${candidates.length === 1 ? 'entry' : 'entries'}, times in UTC`
  const place = [feed.system, feed.place].filter((part) => part !== '').join(' ')
  return [`${place}: ${[count, ...left].join('; ')}`, ...lines].join('\n')
}

/** Says what was taken and from which line, what was refused and why, what contradicts what, and what is open. */
export async function reportDraft(draft: Draft, isJson: boolean, deps: Deps): Promise<void> {
  const { id, recorded, contradictions, passedOver } = draft
  const { questions, open } = await runOperation(askClarifyingQuestions, { incident_id: id }, deps)
  if (isJson) {
    printJson({ incident_id: id, recorded, contradictions, passed_over: passedOver, questions, open })
    return
  }
  const parts = recorded.flatMap(({ name, taken, refused }) => [
    taken.length === 0
      ? `From ${readableLine(name)}: nothing new.`
      : [
          `From ${readableLine(name)}:`,
          ...taken.map((one) => `- ${lineLabel(one.line)}${one.id}: ${one.summary}`),
        ].join('\n'),
    refused.length === 0
      ? ''
      : [
          `Refused, since the notes do not hold it as it was drawn:`,
          ...refused.map(({ excerpt, reason }) => `- "${readableLine(excerpt).slice(0, 160)}": ${reason}`),
        ].join('\n'),
  ])
  const disputed = contradictions.map(
    ({ about, excerpts }) =>
      `- ${readableLine(about)}: ${excerpts.map((excerpt) => `"${readableLine(excerpt).slice(0, 160)}"`).join(' / ')}`,
  )
  printText(
    [
      ...parts,
      disputed.length === 0
        ? ''
        : `These contradict each other and are kept side by side, as guesses:\n${disputed.join('\n')}`,
      passedOver.length === 0 ? '' : `Not read:\n${passedOver.map((one) => `- ${readableLine(one)}`).join('\n')}`,
      questions.length === 0 ? '' : `Still open in ${id} (${open}), next:\n${presentQuestions(questions)}`,
      `Go on: ${commandLine(`start --resume ${id}`)}`,
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
  )
}

function lineLabel(line: number | null): string {
  return line === null ? '' : `line ${line} · `
}
