import type { Saying } from '../../operations/record-answers.ts'
import type { AskedQuestion } from '../../operations/situation.ts'
import { askForChecks } from './guesses.ts'
import { numberOf, readItems, sayItem } from './items.ts'
import { save } from './saving.ts'
import { listen, type Session } from './session.ts'
import { correctTimes } from './time-reply.ts'

/** Takes the last answer back. Returns its question, to be asked again; null when there is none. */
export async function takeBack(session: Session): Promise<AskedQuestion | null> {
  const { screen, given } = session
  const last = given.at(-1)
  if (!last) {
    screen.say('There is no answer of this session to go back to. "show" lists the items, "fix 12" says one anew.', {
      style: 'dim',
    })
    return null
  }
  if (last.saidId !== null) {
    const items: Saying['items'] = [{ type: 'retract', id: last.saidId }]
    const result = await save(session, { said: 'back', said_by: session.role, items })
    if (result === null) return null
    screen.say('Taken back. Here is the question again.', { style: 'dim' })
  }
  given.pop()
  session.putOff.delete(last.question.id)
  return last.question
}

/** Says one item anew, or removes it. */
export async function fixItem(session: Session, wanted: string): Promise<void> {
  const { screen, deps, incidentId } = session
  if (incidentId === null) {
    screen.say('Nothing is recorded yet.', { style: 'dim' })
    return
  }
  const items = await readItems(incidentId, deps)
  const item = items.find((one) => one.id === wanted || numberOf(one.id) === wanted)
  if (!item) {
    screen.say(
      wanted === ''
        ? 'Which one? For example: fix 12. "show" lists them.'
        : `There is no item ${wanted}. "show" lists them.`,
      { style: 'warning' },
    )
    return
  }
  sayItem(screen, item)
  screen.say('How should it be? Enter at once = leave it. "remove" takes it out.', { style: 'dim' })
  const heard = await listen(session, { isLong: true, accepts: (line) => /^remove$/i.test(line.trim()) })
  if (heard.kind === 'command' || heard.words === '') {
    screen.say('Left as it is.', { style: 'dim' })
    return
  }
  const role = session.role
  const removal: Saying['items'] = [{ type: 'remove', id: item.id, revision: item.revision }]
  if (/^remove$/i.test(heard.words)) {
    const removed = await save(session, { said: heard.words, said_by: role, items: removal })
    sayOutcome(session, removed, `Removed ${numberOf(item.id)}.`)
    return
  }
  // Other items may hang on a link or a factor, so it keeps its id; anything else is read anew, times and choices included.
  const type = item.id.startsWith('why-') ? 'why' : item.id.startsWith('factor-') ? 'factor' : null
  if (type !== null) {
    const edit: Saying['items'] = [{ type, id: item.id, revision: item.revision, text: heard.words }]
    const edited = await save(session, { said: heard.words, said_by: role, items: edit })
    sayOutcome(session, edited, `Changed ${numberOf(item.id)}.`)
    if (edited !== null) await askForChecks(session, edited)
    return
  }
  const saying: Saying = { said: heard.words, said_by: role, question: item.question }
  if (item.when !== null) {
    const corrected = await correctTimes(session, item.question, [item], saying)
    if (corrected !== 'replace') {
      sayOutcome(session, corrected, '')
      for (const one of await readItems(incidentId, deps)) if (one.id === item.id) sayItem(screen, one)
      return
    }
  }
  const anew = await save(session, saying)
  if (anew === null) return
  if (anew.taken.length === 0) {
    sayOutcome(session, anew, '')
    screen.say(`I could not read that; item ${numberOf(item.id)} stays as it was.`, { style: 'warning' })
    return
  }
  const isSame = anew.taken.some((taken) => taken.id === item.id)
  if (!isSame) await save(session, { said: heard.words, said_by: role, items: removal })
  const after = await readItems(incidentId, deps)
  const ids = new Set(anew.taken.map((taken) => taken.id))
  screen.say(`Instead of ${numberOf(item.id)}:`, { style: 'dim' })
  for (const one of after.filter(({ id }) => ids.has(id))) sayItem(screen, one)
  await askForChecks(session, anew)
}

function sayOutcome(session: Session, result: Awaited<ReturnType<typeof save>>, words: string): void {
  if (result === null) return
  for (const refused of result.refused) {
    session.screen.say(`Not done: ${refused.reason}. Try: ${refused.try_this}.`, { style: 'warning' })
  }
  if (result.refused.length === 0 && words !== '') session.screen.say(words, { style: 'dim' })
}
