import type { ItemDraft } from '../domain/draft.ts'
import type { ActionType } from '../domain/incident.ts'
import { dayNamed } from './day-named.ts'

/** A sentence that only adds to the action before it. */
export const actionAdditions =
  /^(?:owner|owned|assigned|due|deadline|done\s(?:when|once)|verified|priority|rollback|metric|P[123])\b/i

const name = "@?\\p{L}[\\p{L}\\p{N}._'-]{0,40}"
const fullName = `${name}(?:\\s(?!(?:due|by|until|done|verified|priority)\\b)${name}){0,3}`
const owned = new RegExp(
  `(?<!\\p{L})(?:owner(?:\\sis|:)?|owned\\sby|assigned\\sto|assignee:?)\\s+(?:the\\s)?(${fullName})`,
  'iu',
)
const willDo = /^(\p{Lu}[\p{L}-]{1,30}(?:\s\p{Lu}[\p{L}-]{1,30})?)\s(?:will|to|is\sgoing\sto)\s/u
const colon = /^(\p{Lu}[\p{L}-]{1,30}(?:\s\p{Lu}[\p{L}-]{1,30})?):\s/u
const mention = /(?<![\p{L}\p{N}_.])@\p{L}[\p{L}\p{N}._-]{0,40}(?<![.-])/u
const inBrackets = /\((\p{Lu}[\p{L}-]{1,30}(?:\s\p{Lu}[\p{L}-]{1,30})?)(?:,|\))/u
const nobody =
  /^(?:we|i|they|it|this|that|these|someone|somebody|everyone|need|needs|have|want|plan|try|next|action|actions|fix|add|todo|note|prevent|detect|mitigate|process|rollback|metric|owner|due|priority|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|step|later|long|short)(?:\s|$)/i

const doneWhen =
  /(?<!\p{L})(?:done\s(?:when|once|if)|finished\swhen|complete\swhen)[\s:]+(.{1,400}?)(?=;|\n|\.(?:\s|$)|,?\s(?:\(|owner\b|due\b|priority\b|rollback\b|metric\b|P[123]\b)|$)/iu
const verified =
  /(?<!\p{L})((?:verified|proven|checked)\s(?:by|when|with)\s.{1,400}?)(?=;|\n|\.(?:\s|$)|,?\s(?:owner\b|due\b|priority\b|rollback\b|metric\b|P[123]\b)|$)/iu
const rollback = /(?<!\p{L})rollback(?:\splan)?:\s*(.{1,400}?)(?=;|\n|\.(?:\s|$)|,\s(?:owner|due|metric|P[123])\b|$)/iu
const metric = /(?<!\p{L})metric(?::|\sis)\s*(.{1,200}?)(?=;|\n|\.(?:\s|$)|,\s|$)/iu
const dueBefore =
  /(?:due|by|until|before|deadline|deadline is|due on|due by|due date|eta)[\s:]*(?:the\s|next\s|this\s)?$/i
const fields =
  /[\s,;.(–—-]*(?<!\p{L})(?:owner|owned\sby|assigned\sto|due|deadline|done\s(?:when|once)|verified\s(?:by|when)|priority|rollback:|rollback\splan|metric:|metric\sis|\(?P[123])(?!\p{L}).*$/isu

const typeCues: readonly (readonly [ActionType, RegExp])[] = [
  ['prevent', /\b(?:prevent|so (?:that )?(?:it|this) (?:cannot|can't|never)|make it impossible)\b/i],
  ['detect', /\b(?:alerts?|alarm|monitor(?:ing)?|dashboard|detect|probe)\b/i],
  ['mitigate', /\b(?:failover|fail over|circuit breaker|kill switch|mitigate|faster rollback)\b/i],
  ['process', /\b(?:checklist|training|runbook|policy|review process|process)\b/i],
]

/**
 * Draft of one action from its words: owner, due date, done-when, type, priority, rollback and metric where they are said, and
 * nothing else. Dates without a year are the next such day after `today` (YYYY-MM-DD). Entries over 4,000 letters are kept whole.
 */
export function readAction(entry: string, today: string): ItemDraft {
  if (entry.length > 4000) return { type: 'action', excerpt: entry }
  const { text, ...fields } = readFields(entry.replace(notSettled, '').replace(finishedAlready, ''), today)
  return { ...fields, excerpt: entry, ...(text === entry ? {} : { text }), ...statusIn(entry) }
}

// "no owner yet", "owner and date not set", "owners tbd": said so that nobody looks for them, and nothing else.
const notSettled =
  /[\s,;.(–—-]*(?<!\p{L})(?:(?:no|without(?:\sany?)?)\s(?:owners?|(?:due\s)?dates?)(?:[\s,]+(?:and|or|nor|no)?\s*(?:no\s)?(?:owners?|(?:due\s)?dates?))*(?:\s(?:yet|so\sfar|set|decided|agreed|assigned|for\snow))*|(?:owners?|(?:due\s)?dates?)(?:\s(?:and|or|\/)\s(?:owners?|(?:due\s)?dates?))?\s(?:is\s|are\s|still\s)*(?:tbd|tba|open|missing|unknown|unclear|not\s(?:yet\s)?(?:set|known|decided|assigned|agreed|clear))(?:\syet)?)(?!\p{L})[\s.,;)]*/giu
const finishedAlready = /[\s,;:.(–—-]+(?:is\s|already\s)?(?:done|finished|shipped|merged)(?:\salready)?[\s.!)]*$/i

/** True for a line beside the actions that only says what is not settled about them. */
export function isNoAction(entry: string): boolean {
  return (
    entry.length < 200 &&
    !/[\p{L}\p{N}]{2}/u.test(entry.replace(notSettled, '').replace(/\b(?:yet|so far|for now|all)\b/gi, ''))
  )
}

function statusIn(entry: string): Pick<ItemDraft, 'status'> {
  return finishedAlready.test(entry) ? { status: 'done' } : {}
}

function readFields(entry: string, today: string): ItemDraft {
  const owner = ownerIn(entry)
  const due = dueIn(entry, today)
  const actionType = typeIn(entry)
  const priority = (/(?<![\p{L}\p{N}])P([123])(?![\p{L}\p{N}])/u.exec(entry) ??
    /\bpriority:?\s([123])\b/i.exec(entry))?.[1]
  const done = doneWhen.exec(entry)?.[1] ?? verified.exec(entry)?.[1]
  const back = rollback.exec(entry)?.[1]
  const moved = metric.exec(entry)?.[1]
  const text = wordsOfAction(entry)
  return {
    type: 'action',
    text,
    ...(owner === undefined ? {} : { owner }),
    ...(due === null ? {} : { due }),
    ...(done === undefined ? {} : { done_when: done.trim() }),
    ...(actionType === undefined ? {} : { action_type: actionType }),
    ...(priority === '1' ? { priority: 'P1' as const } : {}),
    ...(priority === '2' ? { priority: 'P2' as const } : {}),
    ...(priority === '3' ? { priority: 'P3' as const } : {}),
    ...(back === undefined ? {} : { rollback: back.trim() }),
    ...(moved === undefined ? {} : { metric: moved.trim() }),
  }
}

function ownerIn(entry: string): string | undefined {
  const bare = entry.replace(/^(?:\[?(?:P[123]|prevent|detect|mitigate|process)\]?[:\s]+)+/i, '')
  const candidates = [
    owned.exec(entry)?.[1],
    willDo.exec(bare)?.[1],
    colon.exec(bare)?.[1],
    mention.exec(entry)?.[0],
    inBrackets.exec(entry)?.[1],
  ]
  return candidates.find((candidate) => candidate !== undefined && !nobody.test(candidate))?.replace(/[.,]+$/, '')
}

function dueIn(entry: string, today: string): string | null {
  const withoutDone = entry.replace(doneWhen, (said) => ' '.repeat(said.length))
  // The last words before each date decide; a date in prose ("like on 3 March 2026") is none.
  let from = 0
  while (from < withoutDone.length) {
    const rest = withoutDone.slice(from)
    const day = dayNamed(rest, today, 'future')
    if (day === null) return null
    const before = rest.slice(Math.max(0, day.index - 20), day.index)
    if (dueBefore.test(before) || /\((?:[^()]{0,40},\s*)?$/.test(before)) return day.date
    if (day.date >= today && /,\s*$/.test(before) && rest.slice(day.index).length < 24) return day.date
    from += day.index + 1
  }
  return null
}

function typeIn(entry: string): ActionType | undefined {
  const label =
    /^\s*[[(]?(prevent|detect|mitigate|process)[\])]?\s*:|[[(](prevent|detect|mitigate|process)[\])]|\btype:?\s(prevent|detect|mitigate|process)\b/i.exec(
      entry,
    )
  const named = (label?.[1] ?? label?.[2] ?? label?.[3])?.toLowerCase()
  const byName = typeCues.find(([type]) => type === named)
  if (byName !== undefined) return byName[0]
  const byCue = typeCues.filter(([, cue]) => cue.test(entry))
  return byCue.length === 1 ? byCue[0]?.[0] : undefined
}

/** What is to be done, without the fields around it. */
function wordsOfAction(entry: string): string {
  const named = colon.exec(entry)
  const start = named !== null && !nobody.test(named[1] ?? '') ? named[0].length : 0
  const inner = entry
    .slice(start)
    .replace(fields, '')
    .replace(/\s\([^()]{0,60}\)\s*\.?$/u, '')
    .trim()
  return /\p{L}{2,}\s+\S/u.test(inner) && entry.includes(inner) ? inner : entry
}
