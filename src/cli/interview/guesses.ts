import { itemsOf } from '../../domain/incident.ts'
import { dayNamed, safeZone, todayIn } from '../../intake/day-named.ts'
import { readAction } from '../../intake/read-action.ts'
import type { RecordedAnswers, Saying } from '../../operations/record-answers.ts'
import { numberOf } from './items.ts'
import { save } from './saving.ts'
import { listen, type Session } from './session.ts'

type Draft = NonNullable<Saying['items']>[number]

const draftTypes: readonly Draft['type'][] = ['answer', 'event', 'why', 'factor', 'action', 'lesson', 'decision']

/** Says which of the items just recorded are guesses, and asks once how they could be checked. */
export async function askForChecks(session: Session, recorded: RecordedAnswers, said_by = session.role): Promise<void> {
  const { screen, deps } = session
  const taken = new Set(recorded.taken.map((one) => one.id))
  const incident = await deps.store.load(recorded.incident_id)
  const guesses = itemsOf(incident).filter(
    (item) => taken.has(item.id) && item.kind === 'hypothesis' && item.check === undefined,
  )
  if (guesses.length === 0) return
  const numbers = guesses.map((item) => numberOf(item.id)).join(', ')
  screen.say(
    `Kept as ${guesses.length === 1 ? 'a guess' : 'guesses'} (${numbers}). How could that be checked, by whom, by when? (Enter = later)`,
    { style: 'dim' },
  )
  const heard = await listen(session, { isLong: false })
  if (heard.kind === 'command' || /^(?:|n|no|later)[.!]?$/i.test(heard.words)) return
  const check = readCheck(heard.words, todayIn(safeZone((await deps.context()).timeZone), deps.now()))
  const items = guesses.flatMap(({ id, revision, text }): Draft[] => {
    const type = draftTypes.find((one) => id.startsWith(`${one}-`))
    return type === undefined ? [] : [{ type, id, revision, text, check }]
  })
  const result = await save(session, { said: heard.words, said_by, items })
  for (const refused of result?.refused ?? []) {
    screen.say(`Not taken: ${refused.reason}. Try: ${refused.try_this}.`, { style: 'warning' })
  }
  if (result === null || result.taken.length === 0) return
  const parts = [
    check.owner === undefined ? '' : `by ${check.owner}`,
    check.due === undefined ? '' : `until ${check.due}`,
  ]
  const plan = parts.filter((part) => part !== '').join(', ')
  screen.say(`The check is kept${plan === '' ? '' : `: ${plan}`}.`, { style: 'dim' })
}

/** Their words are what is looked at; whom and when they name beside it. `today` is YYYY-MM-DD. */
export function readCheck(words: string, today: string): NonNullable<Draft['check']> {
  const { owner, due = dayNamed(words, today, 'future')?.date } = readAction(words, today)
  return { what: words, ...(owner === undefined ? {} : { owner }), ...(due === undefined ? {} : { due }) }
}
