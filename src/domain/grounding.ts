import type { ItemDraft } from './draft.ts'
import type { Incident, When } from './incident.ts'
import { answersTo } from './questions.ts'
import { meansDay } from './relative-day.ts'
import { readHarm } from './severity.ts'
import { readYesNo } from './yes-no.ts'

/** What a draft is held against. */
export interface Ground {
  readonly incident: Incident
  /** The words that the item quotes. */
  readonly excerpt: string
  /** The whole saying. */
  readonly said: string
  readonly role: string
  /** The choices of the question that it answers, if it has any. */
  readonly choices: readonly string[] | undefined
  readonly unsupportedClaims: (text: string, support: string, known?: readonly string[]) => string[]
  readonly wordsNotIn: (text: string, support: string) => string[]
  /** The zone that words name, if they name one. */
  readonly zoneIn: (text: string) => string | null
  readonly instantOf: (when: When) => string | null
}

const doneWords =
  /\b(?:done|finished|completed?|merged|deployed|shipped|live|closed|fixed|added|built|removed|rolled out|in place|already)\b/i

/**
 * What of an item nobody said: numbers, times, dates and names of its texts that the excerpt does not hold; a zone, a choice or a
 * state of completion that the words do not name; and the whole wording where it shares no word with them. A date may also come
 * from anything said before about this incident and not taken back, or be counted from its day ("the next morning"); who said or did
 * something, from the whole saying. Each entry is shown as inferred until a person confirms it.
 */
export function inferredIn(draft: ItemDraft, text: string, when: When | null, ground: Ground): string[] {
  const { excerpt, unsupportedClaims, wordsNotIn, role } = ground
  const told = [text, draft.decision, draft.state, draft.user_impact, draft.how, draft.done_when, draft.metric]
  const reasons = [draft.rollback, draft.basis, draft.tradeoff, draft.check?.what]
  const texts = [...told, ...reasons].filter((part) => part !== undefined).join('\n')
  const names = [draft.owner, draft.check?.owner, draft.shared_with]
  const doers = [draft.who, draft.actor]
  const clock = /\d\d:\d\d(?::\d\d)?/.exec(draft.at ?? '')?.[0]
  const day = /^\d{4}-\d\d-\d\d/.exec(draft.at ?? '')?.[0]
  const known = answersTo(ground.incident, 'date').flatMap(({ value, inferred }) =>
    value && !inferred.includes(value) ? [value] : [],
  )
  const standing = ground.incident.sources.filter((source) => !source.retracted).map((source) => source.text)
  const everything = [ground.said, ...standing].join('\n')
  const check = draft.check?.what ?? ''
  const dateValue = draft.question === 'date' ? draft.value : undefined
  const isCounted = day !== undefined && meansDay(day, excerpt, daysOf(ground.incident, known))
  const dates = [isCounted ? undefined : day, draft.due, draft.check?.due, dateValue]
  return [
    ...new Set([
      ...unsupportedClaims(texts, excerpt, known),
      ...names.flatMap((name) => (name && wordsNotIn(name, `${excerpt} ${role}`).length > 0 ? [name] : [])),
      ...doers.flatMap((name) => (name && wordsNotIn(name, `${ground.said} ${role}`).length > 0 ? [name] : [])),
      ...(clock ? unsupportedClaims(clock, excerpt) : []),
      ...dates.flatMap((date) => (date ? unsupportedClaims(date, everything, known) : [])),
      ...(dateValue === undefined ? choiceInferred(draft, ground) : []),
      ...(when ? zoneInferred(when, everything, ground) : []),
      ...(draft.status === 'done' && !doneWords.test(excerpt) ? ['done'] : []),
      ...(sharesNothing(text, excerpt) ? [`the wording "${clipped(text)}"`] : []),
      ...(check !== '' && sharesNothing(check, everything) ? [`the check "${clipped(check)}"`] : []),
    ]),
  ]
}

function clipped(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

/** A choice is said when the words hold it, agree with it, or are its number in the list. */
function choiceInferred({ value, question }: ItemDraft, { excerpt, choices }: Ground): string[] {
  if (value === undefined) return []
  const words = excerpt.trim().toLowerCase()
  if (choices && words === String(choices.indexOf(value) + 1)) return []
  if (value === 'yes' || value === 'no' || value === 'unknown')
    return (readYesNo(excerpt) ?? readHarm(question, excerpt)) === value ? [] : [value]
  const stems = value.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [value.toLowerCase()]
  return stems.some((stem) => words.includes(stem.slice(0, 6))) ? [] : [value]
}

/** From which days "the next morning" may be counted: the day that was answered, else those of the events that have one. */
function daysOf(incident: Incident, answered: readonly string[]): readonly string[] {
  if (answered.length > 0) return answered
  return incident.timeline.flatMap(({ when, inferred }) =>
    when.date !== null && !inferred.includes(when.date) ? [when.date] : [],
  )
}

/** A zone that nobody named, unless what they named gives the same instant. */
function zoneInferred(when: When, everything: string, { zoneIn, instantOf }: Ground): string[] {
  if (when.zoneAssumed || when.clock === null) return []
  const day = { ...when, date: when.date ?? '2000-01-01' }
  const named = zoneIn(everything)
  if (named === when.zone) return []
  return named !== null && instantOf({ ...day, zone: named }) === instantOf(day) ? [] : [when.zone]
}

/** Three content words and none of them said: a translation, or something else altogether. */
function sharesNothing(text: string, excerpt: string): boolean {
  const stems = (words: string) =>
    new Set((words.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []).map((word) => word.slice(0, 5)))
  const own = [...stems(text)]
  const said = stems(excerpt)
  return own.length >= 3 && !own.some((stem) => said.has(stem))
}
