import { findQuestion } from '../../domain/questions.ts'
import type { RecordedAnswers } from '../../operations/record-answers.ts'
import type { AskedQuestion } from '../../operations/situation.ts'
import { inCommandWords } from '../invocation.ts'
import { fixItem } from './corrections.ts'
import { askForChecks } from './guesses.ts'
import { type InterviewItem, numberOf, readItems, sayItem } from './items.ts'
import { replaceWords, save } from './saving.ts'
import { listen, roleFor, type Session } from './session.ts'
import { correctTimes } from './time-reply.ts'

/** Records an answer, shows how it was understood, and takes corrections until it is right. */
export async function saveAnswer(
  session: Session,
  question: AskedQuestion,
  words: string,
): Promise<'kept' | 'not kept' | 'back'> {
  const said_by = roleFor(session, question)
  const result = await save(session, { said: words, said_by, question: question.id })
  if (result === null) return 'not kept'
  const entry: Session['given'][number] = { question, saidId: result.said_id }
  session.given.push(entry)
  let understood = result
  for (;;) {
    const { needsYes, events } = await sayUnderstood(session, question, understood)
    const reply = needsYes ? await hearReply(session) : null
    if (reply?.kind === 'back') return 'back'
    if (reply?.kind !== 'anew') {
      if (reply !== null) await confirmInferred(session, understood, said_by)
      await askForChecks(session, understood, said_by)
      return 'kept'
    }
    const saying = { said: reply.words, said_by, question: question.id }
    const corrected = await correctTimes(session, question.id, events, saying)
    if (corrected !== 'replace') {
      // The items keep their ids, so what is shown again is what was taken first.
      if (corrected !== null) understood = { ...corrected, taken: understood.taken }
      continue
    }
    const anew = await replaceWords(session, entry.saidId, saying)
    if (anew === null) return 'kept'
    entry.saidId = anew.said_id
    understood = anew
  }
}

/** Shows what was taken. `needsYes` when a person should say whether it is right: times, and what the words do not hold. */
async function sayUnderstood(
  session: Session,
  question: AskedQuestion,
  result: RecordedAnswers,
): Promise<{ needsYes: boolean; events: InterviewItem[] }> {
  const { screen, deps } = session
  const ids = new Set(result.taken.map((taken) => taken.id))
  const items = await readItems(result.incident_id, deps)
  const taken = items.filter((item) => ids.has(item.id))
  // A date moves every event that was said without one.
  const events = (question.id === 'date' ? items : taken).filter((item) => item.when !== null)
  const drawn = taken.filter((item) => item.when === null)
  for (const item of drawn) {
    if (item.inferred.length > 0 || drawn.length > 1 || item.label.includes(' = ')) sayItem(screen, item)
    else
      screen.say(`Kept (${item.label.toLowerCase()}).`, {
        indent: 7,
        first: `  ${numberOf(item.id).padStart(3)}`,
        style: 'dim',
      })
  }
  if (events.length > 0) {
    screen.say('I read these times:', { style: 'dim' })
    for (const event of events) sayItem(screen, event)
    sayZone(session, events)
  }
  if (taken.length === 0 && result.refused.length === 0) {
    screen.say('Your words are kept, but I could not draw an answer from them.', { style: 'warning' })
  }
  for (const refused of result.refused) {
    screen.say(`Not taken: ${refused.reason}. Try: ${inCommandWords(refused.try_this)}.`, { style: 'warning' })
  }
  if (result.severity !== session.severity) {
    session.severity = result.severity
    screen.say(`Severity is now ${result.severity}.`, { first: '  !', indent: 7 })
  }
  for (const note of result.notes) screen.say(note, { style: 'warning' })
  if (findQuestion(question.id)?.reading === 'timeline' && events.length === 0 && taken.length > 0) {
    screen.say('I found no time in that; I kept your words. Times look like 14:05 or 2pm.', { style: 'warning' })
  }
  return { needsYes: events.length > 0 || taken.some((item) => item.inferred.length > 0), events }
}

/** A wrong time zone moves every time, and nobody sees it in a list of clocks. */
function sayZone(session: Session, events: readonly InterviewItem[]): void {
  const assumed = events.find((event) => event.when?.zoneAssumed)?.when?.zone
  if (assumed === undefined || session.hasNamedZone) return
  session.hasNamedZone = true
  session.screen.say(
    `No time zone was named, so I took ${assumed}. If that is wrong, name it, for example "Berlin time".`,
    { style: 'warning' },
  )
}

type Reply = { readonly kind: 'yes' | 'back' } | { readonly kind: 'anew'; readonly words: string }

async function hearReply(session: Session): Promise<Reply> {
  const { screen } = session
  screen.say(
    'Right? Enter = yes. "fix" and a number corrects one of them; a date or a time zone is taken for all. Or say it all anew.',
    { style: 'dim' },
  )
  for (;;) {
    const heard = await listen(session, { isLong: true, accepts: (line) => isYes(line) || isNo(line) })
    if (heard.kind === 'command') {
      const { command } = heard
      if (command.name === 'back') return { kind: 'back' }
      if (command.name === 'fix') await fixItem(session, command.item)
      screen.say('Is the rest right? Enter = yes. Or say it all anew.', { style: 'dim' })
      continue
    }
    if (heard.words === '' || isYes(heard.words)) return { kind: 'yes' }
    if (!isNo(heard.words)) return { kind: 'anew', words: heard.words }
    screen.say('How was it, then? All of it anew, in your words; or "fix" and a number.', { style: 'dim' })
  }
}

function isYes(text: string): boolean {
  return /^(?:y|yes|yep|ok|okay|right|correct|ja)[.!]?$/i.test(text.trim())
}

function isNo(text: string): boolean {
  return /^(?:n|no|nope|wrong|nein)[.!]?$/i.test(text.trim())
}

/** What was put right by `fix` meanwhile is not there any more, or not in doubt. */
async function confirmInferred(session: Session, result: RecordedAnswers, said_by: string): Promise<void> {
  const asked = new Set(result.taken.map((taken) => taken.id))
  const items = (await readItems(result.incident_id, session.deps))
    .filter((item) => asked.has(item.id) && item.inferred.length > 0)
    .map(({ id, revision }) => ({ type: 'confirm' as const, id, revision }))
  if (items.length > 0) await save(session, { said: 'yes', said_by, items })
}
