import type { Facilitator } from '../../compose.ts'
import type { Deps } from '../../operations/operation.ts'
import type { Saying } from '../../operations/record-answers.ts'
import { showIncident } from '../../operations/show-incident.ts'
import type { AskedQuestion } from '../../operations/situation.ts'
import { readItems, sayItem } from './items.ts'
import type { LineReader } from './line-reader.ts'
import type { Screen } from './screen.ts'
import { commandHelp, parseCommand, type SpokenCommand } from './spoken-command.ts'

/** One interview as it goes on. What was said is in the database; here is only what the conversation needs. */
export interface Session {
  readonly deps: Deps
  readonly config: Facilitator['config']
  readonly screen: Screen
  readonly reader: LineReader
  /** Role of whoever answers; `several`: the role that a question is best asked of. */
  role: string
  /** Null until something was said. */
  incidentId: string | null
  /** Question that is being asked, under which an unfinished answer is kept. */
  asking: AskedQuestion | null
  /** Questions put off until the next time, by id. */
  readonly putOff: Set<string>
  /** What was recorded or skipped since the start, oldest first. */
  readonly given: { question: AskedQuestion; saidId: string | null }[]
  /** Words that could not be saved. */
  readonly unsaved: Saying[]
  /** Whether the way to the documents was pointed out. */
  hasOfferedDocuments: boolean
  /** Whether it was said which time zone is taken where nobody names one. */
  hasNamedZone: boolean
  /** Whether somebody from support answers too, where several do; null until it was asked. */
  isSupportHere: boolean | null
  /** As it was last said. */
  severity: string
}

export const several = 'several'

/** Ends the interview from wherever it is. `unfinished` are words of an answer that was begun. */
export class InterviewStopped extends Error {
  readonly unfinished: string

  constructor(unfinished: string) {
    super('stopped')
    this.unfinished = unfinished
  }
}

export type Heard =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'command'; readonly command: SpokenCommand }

/**
 * Waits for words or a command. Help, the record so far and a change of role are dealt with here.
 *
 * @throws InterviewStopped
 */
export async function listen(
  session: Session,
  options: { isLong: boolean; prompt?: string; accepts?: (line: string) => boolean },
): Promise<Heard> {
  for (;;) {
    const typed = await session.reader.read({
      prompt: options.prompt ?? '  > ',
      isLong: options.isLong,
      isWhole: (line) => parseCommand(line) !== null || (options.accepts?.(line) ?? false),
    })
    if (typed.kind === 'stop') throw new InterviewStopped(typed.unfinished)
    const command = parseCommand(typed.text)
    if (command === null) return { kind: 'words', words: typed.text.trim() }
    if (command.name === 'stop') throw new InterviewStopped('')
    if (command.name === 'help') sayHelp(session.screen)
    else if (command.name === 'show') await sayRecord(session)
    else if (command.name === 'role') {
      session.role = command.role
      session.screen.say(`From here on the answers are recorded as ${command.role}.`, { style: 'dim' })
    } else return { kind: 'command', command }
  }
}

/** The role under which an answer to the question is recorded. */
export function roleFor(session: Session, question: AskedQuestion): string {
  if (session.role !== several) return session.role
  const { best_asked_of } = question
  // What others say about customers is not support's own view.
  const isAbsent = best_asked_of === 'support' && session.isSupportHere !== true
  return best_asked_of === 'everybody' || isAbsent ? 'team' : best_asked_of
}

function sayHelp(screen: Screen): void {
  screen.space()
  screen.say(
    'Type your answer in your own words. Enter begins a new line, an empty line ends the answer; paste what you have.',
  )
  for (const [command, meaning] of commandHelp) screen.say(meaning, { indent: 17, first: `  ${command}` })
  screen.space()
}

async function sayRecord(session: Session): Promise<void> {
  const { screen, incidentId, deps } = session
  if (incidentId === null) {
    screen.say('Nothing is recorded yet.', { style: 'dim' })
    return
  }
  const shown = await showIncident.run({ incident_id: incidentId }, deps)
  screen.rule(`${shown.incident_id}: ${shown.title}`)
  screen.say(`Severity ${shown.severity.severity ?? 'unknown so far'}. ${shown.severity.reason}`, { style: 'dim' })
  for (const item of await readItems(incidentId, deps)) sayItem(screen, item)
  screen.say(`${shown.questions.length} questions are open.`, { style: 'dim' })
  screen.space()
}
