import { numberWords } from '../domain/written-numbers.ts'
import { datesIn, taken, takeOut, timesIn, type WrittenDate, type WrittenTime } from '../domain/written-times.ts'
import { type RelativeDay, relativeDaysIn } from './day-named.ts'

/** "10 minutes later": minutes after the event before it, negative for earlier; null where nobody said how many. */
export interface WrittenDelay {
  readonly index: number
  readonly text: string
  readonly minutes: number | null
}

/** A stretch of somebody's words that tells one thing, and the times in it. `start` and `end` are positions in the words. */
export interface Clause {
  readonly start: number
  readonly end: number
  /** The part that says what happened at the time, for it alone can mark a moment. */
  readonly core: string
  readonly times: readonly WrittenTime[]
  readonly dates: readonly WrittenDate[]
  readonly days: readonly RelativeDay[]
  readonly delays: readonly WrittenDelay[]
  /** "from 23:50 to 00:20": the two times are the ends of one stretch. */
  readonly isRange: boolean
  /** A line of its own that names only a date or a zone, for what follows. */
  readonly isHeader: boolean
  /** The words with its times taken out, position by position. */
  readonly masked: string
}

const countWords: Readonly<Record<string, number>> = { ...numberWords, a: 1, an: 1 }
const delay =
  /(?<![\p{L}\p{N}.,:])(?:(\d{1,3}|half an|an?|one|two|three|four|five|ten|fifteen|twenty|thirty)\s?(seconds?|secs?|minutes?|mins?|min|m|hours?|hrs?|h)|(a\sfew\sminutes|some\stime|shortly))\s(later(?:\son)?|after(?:wards|\sthat)|earlier|before\sthat)(?![\p{L}\p{N}])/giu

function readDelay(match: RegExpExecArray): WrittenDelay {
  const [text, count = '', unit = '', , side = ''] = match
  const amount = /^half an$/i.test(count) ? 0.5 : (countWords[count.toLowerCase()] ?? Number(count))
  const factor = /^h/i.test(unit) ? 60 : /^s/i.test(unit) ? 1 / 60 : 1
  const sign = /^(?:earlier|before)/i.test(side) ? -1 : 1
  return { index: match.index, text, minutes: count === '' ? null : sign * amount * factor }
}

interface Piece {
  start: number
  end: number
  /** What separates it from the piece before: the end of a sentence or line, or only a comma or "and". */
  readonly isHard: boolean
  readonly line: number
}

const separator = /[;\n]|\r\n?|[.!?](?=\s)|\s(?:→|=>|->)\s|,(?=\s)|\s(?=(?:and\sthen|and|then|but)\s)/gu
const bullet = /^[\s>]*(?:[-*•–—+](?=\s)|\d{1,3}[.)](?=\s)|#{1,6}(?=\s)|\|)?[\s*_|]*/u
const conjunction = /^\s*(?:and\sthen|and|then|but)\s/iu
const rangeJoint = /^\s?(?:-|–|—|to|until|till|through|and)\s?$/iu

function cut(masked: string): Piece[] {
  const pieces: Piece[] = []
  let start = 0
  let isHard = true
  let line = 0
  const add = (end: number): void => {
    const lead = bullet.exec(masked.slice(start, Math.min(end, start + 60)))?.[0].length ?? 0
    const from = start + (isHard ? lead : 0)
    // A word that only joins it to the piece before is no part of it; neither is the last border of a table row.
    const joining = isHard ? 0 : (conjunction.exec(masked.slice(from, Math.min(end, from + 20)))?.[0].length ?? 0)
    const words = masked.slice(from + joining, end)
    let stop = words.length
    while (stop > 0 && /[\s|]/.test(words[stop - 1] ?? '')) stop -= 1
    const inner = from + joining + (words.length - words.trimStart().length)
    if (stop > 0) pieces.push({ start: inner, end: from + joining + stop, isHard, line })
  }
  separator.lastIndex = 0
  for (let match = separator.exec(masked); match !== null; match = separator.exec(masked)) {
    const isStop = /[.!?]/.test(match[0])
    add(match.index + (isStop ? 1 : 0))
    start = match.index + match[0].length
    isHard = isStop || /[;\n\r→>]/.test(match[0])
    if (/[\n\r]/.test(match[0])) line += 1
  }
  add(masked.length)
  return pieces
}

interface Spans {
  readonly times: WrittenTime[]
  readonly dates: WrittenDate[]
  readonly days: RelativeDay[]
  readonly delays: WrittenDelay[]
  readonly masked: string
}

/** Everything in the words that tells a time. A range's joint is taken out too, so that it is never cut. */
function spansIn(said: string): Spans & { readonly ranges: ReadonlySet<number> } {
  const delays: WrittenDelay[] = []
  const withoutDelays = takeOut(said, delay, (match) => delays.push(readDelay(match)) > 0)
  const { days, rest: withoutDays } = relativeDaysIn(withoutDelays)
  const { dates, rest } = datesIn(withoutDays)
  const { times, rest: withoutTimes } = timesIn(rest)
  const ranges = new Set<number>()
  const joints: [number, number][] = []
  for (const [index, time] of times.entries()) {
    const next = times[index + 1]
    const end = time.index + time.text.length
    if (next === undefined || next.index - end > 12 || ranges.has(time.index)) continue
    const joint = said.slice(end, next.index)
    const isAnd = /and/i.test(joint)
    const before = said.slice(Math.max(0, time.index - 12), time.index)
    if (!rangeJoint.test(joint) || (isAnd && !/between\s(?:about\s)?$/i.test(before))) continue
    ranges.add(time.index).add(next.index)
    joints.push([end, next.index])
  }
  let from = 0
  const parts: string[] = []
  for (const [start, end] of joints) {
    parts.push(withoutTimes.slice(from, start), taken.repeat(end - start))
    from = end
  }
  parts.push(withoutTimes.slice(from))
  return { times, dates, days, delays, masked: parts.join(''), ranges }
}

const headerWords =
  /^(?:[\s\ue000:.,()[\]*_#=-]|(?<!\p{L})(?:timeline|all|times?|are|in|is|date|day|on|the|of|zone|timezone|utc|local|log|incident|events?)(?!\p{L})|(?:UTC|GMT)[+-]\d{1,2}|(?<!\p{L})(?:gmt|cet|cest|eet|pst|pdt|mst|est|edt|cst|bst|ist)(?!\p{L})|[A-Z][a-z]+\/[A-Z][A-Za-z_]+|\p{L}{2,20}\stime(?!\p{L})|(?<!\p{L})(?:pacific|mountain|central|eastern|european)(?!\p{L}))*$/iu

/** Cuts somebody's words into clauses, each with at most one time or one range where the words allow it. */
export function clausesIn(said: string): Clause[] {
  const spans = spansIn(said)
  const { masked } = spans
  const cursor = { times: 0, dates: 0, days: 0, delays: 0 }
  const within = <T extends { readonly index: number }>(
    list: readonly T[],
    key: keyof typeof cursor,
    end: number,
  ): T[] => {
    const from = cursor[key]
    let to = from
    while ((list[to]?.index ?? Number.POSITIVE_INFINITY) < end) to += 1
    cursor[key] = to
    return list.slice(from, to)
  }
  const clauses: Clause[] = []
  let open: OpenClause | null = null
  for (const piece of cut(masked)) {
    const times = within(spans.times, 'times', piece.end)
    const dates = within(spans.dates, 'dates', piece.end)
    const days = within(spans.days, 'days', piece.end)
    const delays = within(spans.delays, 'delays', piece.end)
    const isTimed = times.length + delays.length > 0
    const words = masked.slice(piece.start, piece.end)
    const isBare = words.length < 200 && headerWords.test(words)
    const isSpoken = !isBare && hasWords(words)
    const isRange = times.some((time) => spans.ranges.has(time.index))
    if (open === null || !joins(open, piece, isTimed, isBare)) {
      if (open !== null) clauses.push(closed(open, masked))
      const { start, end, line } = piece
      const cores = isSpoken ? [words] : []
      const isLogLine = isTimed && beginsLine(masked, start) && lead.test(words)
      open = { start, end, line, cores, times, dates, days, delays, isRange, isHeader: isBare && !isTimed, isLogLine }
      continue
    }
    // The words beside the time say what happened then; words before a comma only lead up to it.
    if (isSpoken && isTimed && !isTimedClause(open)) open.cores = [words]
    else if (isSpoken && (isTimed || open.cores.length === 0 || open.isLogLine)) open.cores.push(words)
    open.end = piece.end
    for (const time of times) open.times.push(time)
    for (const date of dates) open.dates.push(date)
    for (const day of days) open.days.push(day)
    for (const one of delays) open.delays.push(one)
    open.isRange ||= isRange
    open.isHeader &&= isBare && !isTimed
  }
  if (open !== null) clauses.push(closed(open, masked))
  return clauses
}

interface OpenClause {
  readonly start: number
  end: number
  readonly line: number
  cores: string[]
  readonly times: WrittenTime[]
  readonly dates: WrittenDate[]
  readonly days: RelativeDay[]
  readonly delays: WrittenDelay[]
  isRange: boolean
  isHeader: boolean
  /** "14:05 pods restarted. errors gone": all that follows on a line that begins with its time happened then. */
  readonly isLogLine: boolean
}

function beginsLine(masked: string, start: number): boolean {
  return /(?:^|[\n\r])[\s>|*•–—+-]*$/.test(masked.slice(Math.max(0, start - 40), start))
}

function isTimedClause(clause: OpenClause): boolean {
  return clause.times.length + clause.delays.length > 0
}

/** A piece goes on with the clause before it unless a sentence ends between them or both have a time and words of their own. */
function joins(open: OpenClause, piece: Piece, isTimed: boolean, isBare: boolean): boolean {
  if (open.line !== piece.line) return false
  if (isBare && !isTimed) return true
  if (open.isLogLine && !isTimed) return true
  return !piece.isHard && !(isTimed && isTimedClause(open) && open.cores.length > 0)
}

function closed(open: OpenClause, masked: string): Clause {
  const { cores, line: _line, isLogLine: _isLogLine, ...clause } = open
  return { ...clause, core: cores.join(' ').replaceAll(taken, ' '), masked: masked.slice(open.start, open.end) }
}

function hasWords(masked: string): boolean {
  return /[\p{L}\p{N}]/u.test(trimTimeWords(masked))
}

const lead =
  /^(?:[\s,;:()[\]|*•>~.–—-]{0,8}(?:(?:at|on|around|about|by|from|since|until|between|roughly|approximately|approx\.?|circa|ca\.?|just|shortly|after|before|last|this)\s){0,3}\ue000)+(?:\s?(?:ish|or so|sharp)(?!\p{L}))?[\s,:;)\]|*–—-]*/iu
// Begins at the first mark of a run and never splits a run, so that long runs stay cheap.
const tail =
  /[\s,(|–—-]{0,8}(?:(?<!\p{L})(?:at|on|around|about|by|from|since|until|between|roughly|approximately|approx\.?|circa|ca\.?|just|shortly|after|before|last|this)\s){0,4}(?<!\ue000)\ue000+(?!\ue000)(?:[\s,()]{1,3}(?:on\s)?\ue000+(?!\ue000)){0,3}(?:\s?(?:ish|or so|sharp))?[\s)\].,;]*$/iu

/** What is left of a masked clause once the times at its beginning and end are gone. */
export function trimTimeWords(masked: string): string {
  if (masked.length > 4000) return masked
  return masked.replace(lead, '').replace(tail, '')
}
