import type { DomainContext } from '../domain/context.ts'
import type { ItemDraft } from '../domain/draft.ts'
import { isHedged } from '../domain/hedges.ts'
import type { FactorCategory, Incident, Moment, ProductFix, TimelineEvent, When, WhyTrack } from '../domain/incident.ts'
import type { Reading } from '../domain/question.ts'
import { readableLine } from '../domain/readable.ts'
import { readYesNo } from '../domain/yes-no.ts'
import { dayNamed, safeZone, todayIn } from './day-named.ts'
import { entriesIn, sentencesIn } from './entries-in.ts'
import { describeWhen } from './instant-of.ts'
import { actionAdditions, isNoAction, readAction } from './read-action.ts'
import { readTimes } from './read-times.ts'

/** The question that was answered; a `PutQuestion` is one. */
export interface Answered {
  readonly id: string
  readonly reading: Reading
  readonly choices?: readonly string[]
}

export interface AnswerAround {
  readonly incident: Incident
  readonly context: DomainContext
  readonly now: Date
}

const skipped =
  /^[\s"'(]*(?:(?:sorry|honestly|hm+|well)[\s,]+)?(?:(?:i|we)\s)?(?:really\s)?(?:(?:don['’]?t|do\snot)\s(?:really\s)?know(?:\s(?:yet|that))?|no\s(?:idea|clue)(?:\syet)?|skip(?:\s(?:it|this))?|pass|n\/?a|not\sapplicable|dunno|idk|\?+)[\s.!?"')]*$/i

/**
 * Drafts of what one answer says, each with its words letter for letter; for the faces where no model reads. Words that say
 * that they do not know leave the question open (skip). Nothing is guessed: a field that the words do not give is left out.
 */
export function readAnswer(question: Answered, said: string, around: AnswerAround): ItemDraft[] {
  const words = said.trim()
  const isChoice = question.choices?.some((choice) => choice.toLowerCase() === words.toLowerCase())
  if (words === '') return []
  if (skipped.test(words.slice(0, 200)) && words.length <= 200 && !isChoice)
    return [{ type: 'skip', question: question.id, text: words }]
  if (words.length <= 200 && hasNothingFor(question, words))
    return [{ type: 'skip', question: question.id, text: words }]
  const today = todayIn(safeZone(around.context.timeZone), around.now)
  switch (question.reading) {
    case 'choice':
      return [answer(question, words, choose(words, question.choices ?? []))]
    case 'timeline':
      return readTimeline(question, words, around)
    case 'date':
      return [answer(question, words, dayNamed(words.slice(0, 4000), today, 'past')?.date ?? null)]
    case 'list':
      return entriesIn(words).map((entry) => answer(question, entry, null))
    case 'quotes':
      return readQuotes(question, words)
    case 'why':
      return [{ type: 'why', excerpt: words, track: trackOf(question.id), ...kindOf(words) }]
    case 'factors':
      return entriesIn(words).map(readFactor)
    case 'actions': {
      const scope = question.id === 'product-fix' ? { scope: 'product' as const } : {}
      return entriesIn(words, actionAdditions)
        .flatMap((entry) => (entry.length > 4000 ? [entry] : sentencesIn(entry, actionAdditions)))
        .filter((entry) => !isNoAction(entry))
        .map((entry) => ({
          ...readAction(entry, today),
          ...scope,
          ...(question.id === 'product-fix' ? fixIn(entry) : {}),
        }))
    }
    case 'lessons':
      return entriesIn(words, lessonAdditions).map(readLesson)
    case 'decisions':
      return entriesIn(words, decisionAdditions).map(readDecision)
    case 'text':
      return [answer(question, words, null)]
  }
}

// Open for now: no answer to any question.
const notYet =
  /^\W*(?:(?:none|nothing|nobody|no\s?one|not)(?:\s(?:yet|so\sfar|(?:been\s)?(?:decided|assigned|set|agreed|settled|known)))+|(?:still\s)?(?:open|tbd|tba|to be (?:decided|confirmed|discussed)))\W*$/i
// What does not exist cannot be listed: these questions ask for things, not for an amount.
const asksForThings = new Set(['quotes', 'actions', 'lessons', 'decisions'])
const nothingThere =
  /^\W*(?:sorry\W+)?(?:(?:i|we)\s)?(?:none\b|no\b(?!\s(?:longer|more))|nothing\b|nobody\b|(?:don['’]?t|do\snot|didn['’]?t|did\snot)\s(?:have|know|keep|record|remember)\b|haven['’]?t\b)/i

/** True where the words say that there is nothing to record, and why: the question stays open, with that reason. */
function hasNothingFor(question: Answered, words: string): boolean {
  if (notYet.test(words) && question.reading !== 'choice') return true
  if (question.reading === 'why') return /^\W*(?:that['’]?s\s|that\sis\s)?enough\W*$/i.test(words)
  const isListed = asksForThings.has(question.reading) || question.id === 'eval-case'
  return isListed && nothingThere.test(words) && !/[\n"“„«;—–]|\s-\s/.test(words)
}

function kindOf(words: string): { kind: 'hypothesis' | 'fact' } {
  return { kind: isHedged(words) ? 'hypothesis' : 'fact' }
}

function answer(question: Answered, excerpt: string, value: string | null): ItemDraft {
  return { type: 'answer', question: question.id, excerpt, ...(value === null ? {} : { value }), ...kindOf(excerpt) }
}

/** The choice that the words stand for; null where they stand for none, or for more than one. */
function choose(words: string, choices: readonly string[]): string | null {
  const line = readableLine(words.slice(0, 2000)).toLowerCase()
  const plain = line.replace(/^[\s"'(]+|[\s"'.!)]+$/g, '')
  const exact = choices.find((choice) => choice.toLowerCase() === plain)
  if (exact !== undefined) return exact
  const number = /^#?(\d{1,2})[.)]?$/.exec(plain)?.[1]
  if (number !== undefined) return choices[Number(number) - 1] ?? null
  if (choices.includes('yes') && choices.includes('no')) {
    const meant = readYesNo(words)
    return meant !== null && choices.includes(meant) ? meant : null
  }
  const only = (matching: readonly string[]): string | null => (matching.length === 1 ? (matching[0] ?? null) : null)
  const begun = plain.length < 2 ? [] : choices.filter((choice) => choice.toLowerCase().startsWith(plain))
  if (begun.length > 0) return only(begun)
  const padded = ` ${line.replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  return only(
    choices.filter((choice) => {
      const name = choice
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
      const at = [` ${name} `, ` ${name}s `].map((form) => padded.indexOf(form)).find((index) => index >= 0)
      return at !== undefined && !/ (?:no|not|never|without)(?: an?| the)?$/.test(padded.slice(0, at))
    }),
  )
}

const fixes: readonly (readonly [ProductFix, RegExp])[] = [
  ['default', /^defaults?$/i],
  ['fallback', /^fall-?\s?backs?$/i],
  ['workflow', /^work-?\s?flows?$/i],
  ['guardrail', /^guard-?\s?rails?$/i],
  ['foot-gun removal', /^foot-?\s?guns?(?:\s(?:removal|removed))?$/i],
  ['pricing', /^(?:pricing|prices?)$/i],
]

/** The kind of a product fix where it is named as one: "(guardrail)", "guardrail: …". */
function fixIn(entry: string): { fix?: ProductFix } {
  const named = /[([]([\p{L}\s-]{4,20})[)\]]|^([\p{L}-]{4,12}):\s/u.exec(entry)
  const label = (named?.[1] ?? named?.[2] ?? '').trim()
  const fix = fixes.find(([, pattern]) => pattern.test(label))?.[0]
  return fix === undefined ? {} : { fix }
}

function readTimeline(question: Answered, words: string, { incident, context, now }: AnswerAround): ItemDraft[] {
  // No date is handed over: events whose date nobody said follow the answer to "On which date was that?", also when it changes.
  const clauses = readTimes(words, { date: null, zone: context.timeZone, now })
  if (clauses.every(({ when }) => when.clock === null)) return [answer(question, words, null)]
  // These two questions ask for one moment, so that their answer is it.
  const asked: Moment | null =
    question.id === 'started' ? 'started' : question.id === 'communicated' ? 'communicated' : null
  const isMarked = asked === null || clauses.some(({ moments }) => moments.includes(asked))
  const first = clauses.findIndex(({ when }) => when.clock !== null)
  return clauses.map(({ excerpt, text, when, moments }, index): ItemDraft => {
    if (when.clock === null) return answer(question, excerpt, null)
    const marked = asked !== null && !isMarked && index === first ? [asked, ...moments] : moments
    const known =
      asked !== null && marked.includes(asked) ? incident.timeline.find((event) => isSameTime(event, when)) : undefined
    // The answer names an event that was told before: it gets the mark, and the words stand with it.
    if (known && asked !== null)
      return {
        type: 'event',
        id: known.id,
        revision: known.revision,
        excerpt,
        moments: [...new Set([...known.moments, asked])],
      }
    return {
      type: 'event',
      excerpt,
      ...(text === excerpt ? {} : { text }),
      at: when.date === null ? when.clock : `${when.date}T${when.clock}`,
      ...(when.zoneAssumed ? {} : { zone: when.zone }),
      ...(when.approximate ? { approximate: true } : {}),
      ...(marked.length > 0 ? { moments: marked } : {}),
      ...kindOf(text),
    }
  })
}

function isSameTime({ when: told }: TimelineEvent, when: When): boolean {
  return (
    told.clock === when.clock &&
    (when.date === null || when.date === told.date) &&
    (when.zoneAssumed || when.zone === told.zone)
  )
}

const quoted = /"([^"\n]{1,2000})"|“([^”\n]{1,2000})”|„([^“”\n]{1,2000})[“”]|«([^»\n]{1,2000})»/gu
const signedAfter = /^[\s,.]*(?:(?:-|–|—|~)\s*|\(|(?:said|says|wrote|from|by)\s)(?:from\s)?([^\n()]{2,80}?)[\s.)]*$/iu
const signedBefore =
  /^([^\n"“„«]{2,80}?)(?:\s(?:said|says|wrote|told\sus|complained|asked|reported|tweeted))?\s?[:,]?\s*$/iu
const signedLine = /^([^\n:"“]{2,60}?)(?:\s(?:said|says|wrote))?:\s+(\S[^\n]*)$/u
const lineSigned = /^(\S[^\n]*?)\s+(?:-|–|—)\s*([^\n–—-]{2,60})$/u

/** One draft for each quoted text, or for each line where nothing stands in quotation marks. */
function readQuotes(question: Answered, words: string): ItemDraft[] {
  return entriesIn(words).flatMap((entry) => {
    const quote = (text: string, who: string | undefined): ItemDraft => ({
      type: 'answer',
      question: question.id,
      excerpt: entry,
      kind: 'fact',
      ...(text === entry ? {} : { text }),
      ...(who === undefined ? {} : { who: who.trim() }),
    })
    if (entry.length > 4000) return [quote(entry, undefined)]
    const found = [...entry.matchAll(quoted)]
    if (found.length === 0) {
      const before = signedLine.exec(entry)
      if (before !== null) return [quote(before[2] ?? entry, before[1])]
      const after = lineSigned.exec(entry)
      return [after === null ? quote(entry, undefined) : quote(after[1] ?? entry, after[2])]
    }
    return found.map((match, index) => {
      const text = match[1] ?? match[2] ?? match[3] ?? match[4] ?? ''
      const previous = found[index - 1]
      const start = previous === undefined ? 0 : previous.index + previous[0].length
      const before = entry.slice(start, match.index).replace(/^[\s,;.]*(?:and|then)?\s*/iu, '')
      const after = entry.slice(match.index + match[0].length, found[index + 1]?.index)
      return quote(
        text,
        signedAfter.exec(after)?.[1] ??
          (previous !== undefined && !/[\p{L}]/u.test(before) ? undefined : signedBefore.exec(before)?.[1]),
      )
    })
  })
}

function trackOf(id: string): WhyTrack {
  if (id.endsWith('-noticed')) return 'noticed'
  return id.endsWith('-ended') ? 'ended' : 'happened'
}

const categoryCues: readonly (readonly [FactorCategory, RegExp])[] = [
  [
    'process',
    /\b(?:process|review(?:ed|s)?|runbook|checklist|procedure|approval|handover|change freeze|release plan)\b/i,
  ],
  [
    'technical',
    /\b(?:bug|config(?:uration)?|certificate|cert|timeout|retr(?:y|ies)|database|query|cache|memory leak|race condition|code path|single point of failure)\b/i,
  ],
  [
    'organizational',
    /\b(?:organi[sz]ation(?:al)?|understaffed|ownership|nobody owned|no owner|budget|hiring|headcount|deadline pressure|priorit(?:y|ies)|team boundaries|silos?)\b/i,
  ],
  ['external', /\b(?:external|vendor|third[- ]party|upstream provider|cloud provider|supplier|isp)\b/i],
]

/** A factor with its category where the words name it or leave no choice. */
function readFactor(entry: string): ItemDraft {
  const label =
    /^[[(]?(process|technical|organi[sz]ation(?:al)?|external)[\])]?\s*[:–—-]|[[(](process|technical|organi[sz]ational|external)[\])]/i.exec(
      entry.slice(0, 2000),
    )
  const named = (label?.[1] ?? label?.[2])?.toLowerCase().slice(0, 5)
  const byCue = categoryCues.filter(([, cue]) => cue.test(entry))
  const category =
    categoryCues.find(([name]) => named !== undefined && name.startsWith(named))?.[0] ??
    (byCue.length === 1 ? byCue[0]?.[0] : undefined)
  // A label said so is the category and no part of the words.
  const text =
    named === undefined
      ? entry
      : entry.replace(
          /^[[(]?(?:process|technical|organi[sz]ation(?:al)?|external)[\])]?\s*[:–—-]\s*|\s*[[(](?:process|technical|organi[sz]ational|external)[\])]\s*$/iu,
          '',
        )
  return {
    ...{ type: 'factor', excerpt: entry },
    ...(text === entry || text.trim() === '' ? {} : { text }),
    ...(category === undefined ? {} : { category }),
    ...kindOf(entry),
  }
}

const lessonAdditions = /^(?:it\s|this\s)?(?:(?:only\s)?applies|does not apply|shared?\swith)\b/i
const decisionAdditions = /^(?:because|accepting|trade-?off|at the (?:cost|price))\b/i

function readLesson(entry: string): ItemDraft {
  const shared = /\bshare(?:d)?\s(?:it\s|this\s)?with\s([^;,.\n]{2,100})/i.exec(entry)?.[1]
  const isNarrow = /\b(?:applies only|only applies|does not apply|doesn['’]t apply)\b/i.test(entry)
  const isWide = /\bapplies (?:to|beyond|elsewhere|everywhere|wherever)\b/i.test(entry)
  return {
    type: 'lesson',
    excerpt: entry,
    ...(isNarrow || isWide ? { beyond: !isNarrow } : {}),
    ...(shared === undefined ? {} : { shared_with: shared.trim() }),
    ...kindOf(entry),
  }
}

const basisWords =
  /\b(?:because|since we|as we)\s(.{2,400}?)(?=,?\s(?:and\s)?(?:accepting|trade-?off|at the (?:cost|price) of)\b|[;\n]|\.(?:\s|$)|$)/i
const tradeoffWords =
  /\b(?:accepting(?:\sthat)?|trade-?off(?:\sis|\swas)?:?|at the (?:cost|price) of)\s(.{2,400}?)(?=[;\n]|\.(?:\s|$)|,?\sbecause\b|$)/i

function readDecision(entry: string): ItemDraft {
  const basis = basisWords.exec(entry)?.[1]
  const tradeoff = tradeoffWords.exec(entry)?.[1]
  return {
    type: 'decision',
    excerpt: entry,
    ...(basis === undefined ? {} : { basis: basis.trim() }),
    ...(tradeoff === undefined ? {} : { tradeoff: tradeoff.trim() }),
    ...kindOf(entry),
  }
}

/**
 * How an answer was understood, one line for each draft, for the person who gave it: times as said and in UTC ("noticed around
 * 2pm" → about 13:00 UTC on 3 March 2026 (14:00 Europe/Berlin) - detected). `date` is the date that undated events have.
 */
export function describeReading(
  drafts: readonly ItemDraft[],
  around: { readonly context: DomainContext; readonly date?: string | null },
): string[] {
  return drafts.map((draft) => {
    const words = `"${shortened(draft.excerpt ?? draft.text ?? '')}"`
    const guess = draft.kind === 'hypothesis' ? ' (kept as a guess, to be checked)' : ''
    if (draft.type === 'skip') return `${words} → left open`
    if (draft.type === 'event') return `${words} → ${describeEvent(draft, around)}${guess}`
    const fields = Object.entries(fieldNames).flatMap(([key, name]) => {
      const value = Object.entries(draft).find(([field]) => field === key)?.[1]
      return value === undefined ? [] : [`${name}${name === '' ? '' : ' '}${shortened(String(value))}`]
    })
    const what = draft.type === 'answer' ? 'kept as said' : draft.type
    return `${words} → ${fields.length > 0 ? `${draft.type === 'answer' ? '' : `${what}: `}${fields.join('; ')}` : what}${guess}`
  })
}

const fieldNames: Readonly<Record<string, string>> = {
  value: '',
  who: 'said by',
  category: '',
  action_type: 'type',
  owner: 'owner',
  due: 'due',
  done_when: 'done when',
  priority: 'priority',
  rollback: 'rollback',
  metric: 'metric',
  shared_with: 'shared with',
  basis: 'because',
  tradeoff: 'accepting',
}

function describeEvent(
  draft: ItemDraft,
  around: { readonly context: DomainContext; readonly date?: string | null },
): string {
  const [, date, clock] = /^(?:(\d{4}-\d\d-\d\d)T)?(\d\d:\d\d(?::\d\d)?)$/.exec(draft.at ?? '') ?? []
  const when: When = {
    said: draft.excerpt ?? '',
    date: date ?? around.date ?? null,
    clock: clock ?? null,
    zone: draft.zone ?? around.context.timeZone,
    zoneAssumed: draft.zone === undefined,
    dateAsked: false,
    approximate: draft.approximate ?? false,
  }
  const moments = draft.moments === undefined ? '' : ` - ${draft.moments.join(', ')}`
  return `${describeWhen(when)}${moments}`
}

function shortened(text: string): string {
  const line = readableLine(text.slice(0, 400))
  return line.length > 100 ? `${line.slice(0, 97).trimEnd()}…` : line
}
