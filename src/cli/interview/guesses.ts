import { type AnyItem, itemsOf } from '../../domain/incident.ts'
import { readableLine } from '../../domain/readable.ts'
import { NotFoundError } from '../../errors.ts'
import { dayNamed, safeZone, todayIn } from '../../intake/day-named.ts'
import { readAction } from '../../intake/read-action.ts'
import type { Deps } from '../../operations/operation.ts'
import { type RecordedAnswers, recordAnswers, type Saying } from '../../operations/record-answers.ts'
import { runOperation } from '../run-operation.ts'
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
  const check = readCheck(heard.words, await today(deps))
  const items = guesses.flatMap((item) => checkDraft(item, check) ?? [])
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

/** Records how one item is to be checked, in somebody's words; `id` is an item of the incident. */
export async function recordCheck(
  { incident_id, id, said, said_by }: { incident_id: string; id: string; said: string; said_by: string },
  deps: Deps,
): Promise<RecordedAnswers> {
  const item = itemsOf(await deps.store.load(incident_id)).find((one) => one.id === id)
  const draft = item && checkDraft(item, readCheck(said, await today(deps)))
  if (!draft) {
    throw new NotFoundError({
      happened: `There is no item "${readableLine(id).slice(0, 60)}" in ${incident_id}.`,
      expected: 'an item such as why-6, as "show" prints it.',
      tryThis: 'show_incident for its items.',
    })
  }
  return runOperation(recordAnswers, { incident_id, said, said_by, items: [draft] }, deps)
}

function checkDraft({ id, revision, text }: AnyItem, check: NonNullable<Draft['check']>): Draft | null {
  const type = draftTypes.find((one) => id.startsWith(`${one}-`))
  return type === undefined ? null : { type, id, revision, text, check }
}

async function today(deps: Deps): Promise<string> {
  return todayIn(safeZone((await deps.context()).timeZone), deps.now())
}

/** Their words are what is looked at; whom and when they name beside it. `today` is YYYY-MM-DD. */
export function readCheck(words: string, today: string): NonNullable<Draft['check']> {
  const { owner, due = dayNamed(words, today, 'future')?.date } = readAction(words, today)
  return { what: words, ...(owner === undefined ? {} : { owner }), ...(due === undefined ? {} : { due }) }
}
