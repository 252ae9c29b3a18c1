import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shorten } from '../../documents/markdown-text.ts'
import { BadInputError, NotFoundError } from '../../errors.ts'
import { type RecordedAnswers, recordAnswers, type Saying } from '../../operations/record-answers.ts'
import type { SeenBefore } from '../../operations/seen-before.ts'
import { showIncident } from '../../operations/show-incident.ts'
import type { AskedQuestion } from '../../operations/situation.ts'
import { startPostMortem } from '../../operations/start-post-mortem.ts'
import { sayingLines } from '../answers-file.ts'
import { commandLine } from '../invocation.ts'
import { describeError } from '../report-error.ts'
import { runOperation } from '../run-operation.ts'
import { columnsOf, type Screen, wrap } from './screen.ts'
import { InterviewStopped, listen, roleFor, type Session } from './session.ts'

/** Records words at once. Null when they were refused or given up on; the person has been told. */
export async function save(session: Session, saying: Saying): Promise<RecordedAnswers | null> {
  const { incidentId } = session
  if (incidentId === null) return null
  return untilSaved(session, saying, () =>
    runOperation(recordAnswers, { incident_id: incidentId, ...saying }, session.deps),
  )
}

/** Begins the incident with the words for what happened. */
export async function saveFirst(
  session: Session,
  question: AskedQuestion,
  words: string,
): Promise<'kept' | 'not kept'> {
  const said_by = roleFor(session, question)
  const saying: Saying = { said: words, said_by, question: question.id }
  const started = await untilSaved(session, saying, () =>
    runOperation(startPostMortem, { what_happened: words, said_by }, session.deps),
  )
  if (started === null || started.incident_id === null) return 'not kept'
  session.incidentId = started.incident_id
  session.severity = started.severity.severity ?? session.severity
  const { screen } = session
  const { sources } = await showIncident.run({ incident_id: started.incident_id, part: 'sources' }, session.deps)
  session.given.push({ question, saidId: sources.at(-1)?.id ?? null })
  screen.space()
  screen.say(`Kept as ${started.incident_id}: ${started.title}`, { first: '  ✓', indent: 4 })
  screen.say(`Severity ${started.severity.severity ?? 'unknown so far'}. ${started.severity.reason}`, { indent: 4 })
  screen.say(started.advice.reason, { indent: 4 })
  if (started.seen_before !== null) saySeenBefore(screen, started.incident_id, started.seen_before)
  return 'kept'
}

/** Whether this looks like an earlier incident, in at most six lines; which ones are the same, people say. */
function saySeenBefore(screen: Screen, id: string, { band, text, matches }: SeenBefore): void {
  const [first] = matches
  const lines = wrap(`Seen before? ${text}`, screen.width - 4).slice(0, 2)
  screen.say(lines.join('\n'), { indent: 4, ...(band === 'strong match' ? {} : { style: 'dim' }) })
  for (const { incident_id, title, day, finished } of matches) {
    const tail = ` (${day ?? 'day unknown'}; ${finished})`
    const room = screen.width - 15 - columnsOf(tail)
    screen.say(room < 15 ? shorten(title, screen.width - 15) : `${shorten(title, room)}${tail}`, {
      first: `    ${incident_id}`,
      indent: 13,
    })
  }
  if (first === undefined) return
  const [say = ''] = wrap(`Is one the same? ${commandLine(`search --incident ${id}`)}`, screen.width - 4)
  screen.say(say, { indent: 4, style: 'dim' })
}

/** Takes the old words back, with everything drawn from them, and records the new ones in their place. */
export async function replaceWords(
  session: Session,
  saidId: string | null,
  saying: Saying,
): Promise<RecordedAnswers | null> {
  if (saidId !== null) {
    const items: Saying['items'] = [{ type: 'retract', id: saidId }]
    const taken = await save(session, { said: saying.said, said_by: saying.said_by, items })
    if (taken === null) return null
  }
  return save(session, saying)
}

/** Tries until it works, the words are refused, or the person gives up; then the words go to a file. */
async function untilSaved<T>(session: Session, saying: Saying, attempt: () => Promise<T>): Promise<T | null> {
  const { screen } = session
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (error instanceof BadInputError) {
        screen.say(describeError(error), { style: 'warning' })
        return null
      }
      screen.say(`This could not be saved, and is not lost. ${describeError(error)}`, { style: 'warning' })
      if (error instanceof NotFoundError) {
        session.unsaved.push(saying)
        throw new InterviewStopped('')
      }
      screen.say('Enter = try again. "stop" writes your words to a file and leaves.', { style: 'dim' })
      try {
        await listen(session, { isLong: false })
      } catch (stopped) {
        session.unsaved.push(saying)
        throw stopped
      }
    }
  }
}

/** Words that never reached the database, as an answers file that can be fed later. Says where it is. */
export async function keepUnsaved(session: Session): Promise<void> {
  const { screen, unsaved, incidentId } = session
  if (unsaved.length === 0) return
  const name = `unsaved-answers-${incidentId ?? 'new'}-${session.deps.now().toISOString().replace(/\D/g, '').slice(0, 14)}.yaml`
  const text = sayingLines(unsaved)
  for (const folder of [process.cwd(), tmpdir()]) {
    const file = join(folder, name)
    try {
      await writeFile(file, text, { flag: 'wx', mode: 0o600 })
      const resume = incidentId === null ? '' : ` --resume ${incidentId}`
      screen.say(`What could not be saved is in ${file}`, { style: 'warning' })
      screen.say(`Feed it later: ${commandLine(`start${resume} --from ${file}`)}`)
      return
    } catch {
      // The next folder may be writable.
    }
  }
  screen.say('It could not be written to a file either. Copy it from here:', { style: 'warning' })
  for (const { said } of unsaved) screen.say(said, { indent: 4 })
}
