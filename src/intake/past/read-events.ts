import type { Moment } from '../../domain/incident.ts'
import { zoneNamed } from '../zone-named.ts'
import type { Chapter, Passage } from './passages.ts'
import type { PastItem } from './past-incident.ts'
import { isBlank, plainWords } from './plain-words.ts'
import { joined } from './sections.ts'
import { type Calendar, type Lead, readLead } from './written-lead.ts'

/** What was read as events, and which passages it came from. */
export interface ReadEvents {
  readonly items: readonly PastItem[]
  readonly used: ReadonlySet<Passage>
  /** Chapters whose heading is the time of what stands below it. */
  readonly headed: ReadonlySet<Chapter>
}

interface Told {
  readonly start: number
  readonly end: number
  readonly lead: Lead | null
  readonly words: string
  readonly moments: readonly Moment[]
}

/**
 * The events of a document: the passages of its timeline sections, and lists elsewhere of which most lines open with a time. A
 * date that is written once holds for the lines below it; where none is written, the event has none.
 */
export function readEvents(text: string, chapters: readonly Chapter[], calendar: Calendar): ReadEvents {
  const told: Told[] = []
  const used = new Set<Passage>()
  const headed = new Set<Chapter>()
  let carried: { date: string | null; clock: string | null } = { date: null, clock: null }
  let open: Chapter | null = null
  for (const chapter of chapters) {
    const { part, passages } = chapter
    const isTimeline = part.section === 'timeline' && !/\b(?:commit|chat|version|git)\b/i.test(part.heading)
    if (isTimeline && (open === null || part.level <= open.part.level)) {
      open = chapter
      carried = { date: onlyDate(part.heading, calendar), clock: null }
    } else if (!isTimeline) open = null
    const headLead = isTimeline && part.level > 0 ? leadOfHeading(part.heading, calendar) : null
    if (headLead?.clock && passages.length > 0) {
      const first = passages[0]
      const last = passages.at(-1)
      if (first && last) {
        const words = [headLead.rest, joined(text, passages)].filter((one) => one !== '').join(' ')
        told.push({ start: part.start, end: last.end, lead: dated(headLead, words), words, moments: [] })
        headed.add(chapter)
        for (const passage of passages) used.add(passage)
      }
      continue
    }
    if (headLead?.date) carried = { date: headLead.date, clock: null }
    const lines = passages.map((passage) => linesOf(text, passage, calendar))
    const timed = lines.filter((one) => one.some(({ lead }) => lead !== null && (lead.clock ?? lead.date) !== null))
    const listed = passages.filter((passage) => passage.kind !== 'paragraph').length
    const isLog =
      timed.length >= 3 &&
      timed.length >= 0.6 * Math.max(listed, 1) &&
      (timed.filter((one) => one.some(({ lead }) => lead?.clock)).length >= 2 || timed.length >= 0.8 * passages.length)
    if (!isTimeline && !isLog) continue
    for (const passage of passages) if (isZoneOnly(passage.words)) used.add(passage)
    const hasTimes = timed.length > 0
    if (headLead?.date && !hasTimes && passages.length > 0) {
      // Below a date alone, each line happened on that day; paragraphs tell one thing.
      const list = passages.filter(({ kind }) => kind !== 'paragraph')
      const first = passages[0]
      const last = passages.at(-1)
      const whole = first && last ? [{ start: first.start, end: last.end, words: joined(text, passages) }] : []
      for (const { start, end, words } of list.length > 0 ? list : whole)
        if (!isBlank(words)) told.push({ start, end, words, lead: { ...headLead, clock: null }, moments: [] })
      for (const passage of list.length > 0 ? list : passages) used.add(passage)
      continue
    }
    for (const [index, passage] of passages.entries()) {
      const of = lines[index] ?? []
      const isTimed = of.some(({ lead }) => lead !== null)
      const alone = of.length === 1 && of[0]?.lead !== null && of[0]?.words === '' ? of[0]?.lead : null
      if (alone?.date && alone.clock === null) {
        // A date on a line of its own heads what follows.
        carried = { date: alone.date, clock: null }
        used.add(passage)
        continue
      }
      if (used.has(passage)) continue
      if (!isTimed && (!isTimeline || passage.kind === 'paragraph' || !hasTimes)) continue
      if (!isTimeline && !isTimed) continue
      used.add(passage)
      for (const line of of)
        if (line.words !== '') told.push({ ...line, lead: line.lead && dated(line.lead, line.words) })
    }
  }
  const zone = zoneOfAll(text, chapters)
  return { items: onceEachMoment(told).map((one) => toItem(text, one, zone)), used, headed }

  /** With the date that holds here: its own, else the last that was written, a day later where the clock fell back by hours. */
  function dated(lead: Lead, _words: string): Lead {
    if (lead.date !== null || lead.isUnsettled) {
      carried = { date: lead.date, clock: lead.clock }
      return lead
    }
    if (carried.date === null || lead.clock === null) return lead
    const isPastMidnight = carried.clock !== null && minutes(carried.clock) - minutes(lead.clock) > 12 * 60
    const date = isPastMidnight ? dayAfter(carried.date) : carried.date
    carried = { date, clock: lead.clock }
    return { ...lead, date }
  }
}

/** Each moment once, the first time it is marked; "resolved" after "repaired" says that it was over. */
function onceEachMoment(told: readonly Told[]): Told[] {
  const marked = new Set<Moment>()
  return told.map((one) => {
    const moments = one.moments.flatMap((moment): Moment[] => {
      const isAgain = moment === 'restored' && marked.has('restored') && /\bresolved\b/i.test(one.words)
      const settled = isAgain ? 'all clear' : moment
      if (marked.has(settled)) return []
      marked.add(settled)
      return [settled]
    })
    return { ...one, moments }
  })
}

function minutes(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

function toItem(text: string, { start, end, lead, words, moments }: Told, zone: string | null): PastItem {
  const at = lead === null ? undefined : [lead.date, lead.clock].filter((one) => one !== null).join('T') || undefined
  const named = lead?.clock ? (lead.zone ?? zone) : null
  return {
    draft: {
      type: 'event',
      excerpt: text.slice(start, end),
      text: words,
      ...(at === undefined ? {} : { at }),
      ...(named === null ? {} : { zone: named }),
      approximate: lead?.approximate ?? false,
      ...(moments.length > 0 ? { moments: [...moments] } : {}),
    },
  }
}

/** "### 08:47", "### 2021-06-03 9:14 Deploy started", "### 22:52 (maybe earlier?)". */
function leadOfHeading(heading: string, calendar: Calendar): (Lead & { rest: string }) | null {
  const lead = readLead(heading, calendar)
  if (lead === null) return null
  const rest = plainWords(heading.slice(lead.end))
  const isDoubt = /^\W*\(?(?:maybe|not sure|approx|around|ca\.?|roughly|\?)/i.test(heading.slice(lead.end - 1))
  return { ...lead, approximate: lead.approximate || isDoubt, rest: isDoubt ? '' : rest.replace(/^\W+|\)$/g, '') }
}

interface Line {
  readonly start: number
  readonly end: number
  readonly lead: Lead | null
  readonly words: string
  readonly moments: readonly Moment[]
}

/** A passage as one line, or as several where a paragraph has a time at the beginning of each. */
function linesOf(text: string, passage: Passage, calendar: Calendar): Line[] {
  const whole = text.slice(passage.start, passage.end)
  if (passage.kind !== 'paragraph' || !whole.includes('\n'))
    return [lineOf(text, passage.start, passage.end, passage, calendar)]
  const starts = [0]
  for (const match of whole.matchAll(/\n[ \t]*(?=\S)/g)) {
    const at = match.index + match[0].length
    const lead = readLead(whole.slice(at, at + 160), calendar)
    if (lead !== null && lead.clock !== null) starts.push(at)
  }
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? whole.length
    const slice = whole.slice(start, end).trimEnd()
    return lineOf(text, passage.start + start, passage.start + start + slice.length, passage, calendar)
  })
}

function lineOf(text: string, start: number, end: number, passage: Passage, calendar: Calendar): Line {
  const source = text.slice(start, end)
  const label = /^\s*\*\*\s*\[?([^*\]\n]{3,40})\]?\s*\*\*[\s:–-]*/.exec(source)
  // "**[Outage start]** On 2025-12-26, …": what stands in bold before the time marks a moment.
  const skipped = label !== null && readLead(label[1] ?? '', calendar) === null ? label[0].length : 0
  const lead = readLead(source.slice(skipped), calendar)
  if (lead !== null) {
    const rest = plainWords(source.slice(skipped + lead.end)).replace(/^[\s|:;,.)\]–—-]+/, '')
    const words = passage.kind === 'row' ? rest.replace(/\s*\|\s*/g, ' | ').replace(/^[\s|]+|[\s|]+$/g, '') : rest
    return {
      start,
      end,
      lead,
      words: isBlank(words) ? '' : words,
      moments: skipped > 0 ? momentsOf(label?.[1] ?? '') : momentsOf(words),
    }
  }
  const tail = tailOf(source, calendar)
  if (tail !== null) return { start, end, lead: tail.lead, words: tail.words, moments: momentsOf(tail.words) }
  const words = passage.kind === 'row' ? passage.words.replace(/^[\s|]+|[\s|]+$/g, '') : plainWords(source)
  return { start, end, lead: null, words: isBlank(words) ? '' : words, moments: [] }
}

/** "First detected: 2021-06-09 18:27": a few words with their time behind them. */
function tailOf(source: string, calendar: Calendar): { lead: Lead; words: string } | null {
  if (source.length > 90) return null
  const match = /^(?<words>\D{3,40}?)[\s:–-]+(?=[(~]?\d)/.exec(source)
  const words = plainWords(match?.groups?.words ?? '').replace(/(?:\s(?:at|on))?[\s:–-]*$/i, '')
  if (match === null || words.split(' ').length > 5) return null
  const lead = readLead(source.slice(match[0].length), calendar)
  const isAlone = lead !== null && !/\p{L}{2}/u.test(source.slice(match[0].length + lead.end))
  return isAlone && lead.clock !== null ? { lead, words } : null
}

const labels: readonly (readonly [Moment, RegExp])[] = [
  [
    'started',
    /^(?:the )?(?:fault|incident|outage|impact|issue|problem|start)? ?(?:occur(?:s|red)|start(?:s|ed)?|beg(?:ins|an)|of (?:the )?(?:incident|outage|impact))$/,
  ],
  ['detected', /^(?:first |issue |incident |problem )?(?:detected|noticed|reported|alerted)$/],
  ['responded', /^(?:incident declared|declared|responded|acknowledged)$/],
  ['mitigated', /^(?:incident |issue )?(?:mitigated)$/],
  [
    'restored',
    /^(?:incident |issue |service |services |outage )?(?:is |are |was )?(?:repaired|restored|recovered|fully recovered|end(?:s|ed)?|resolved)$/,
  ],
  ['all clear', /^(?:incident |issue )?(?:closed|all[ -]clear)$/],
]

/** Moments only where the few words of a line say nothing else. */
function momentsOf(words: string): Moment[] {
  const plain = words
    .toLowerCase()
    .replace(/[^\p{L} ]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return labels.filter(([, wording]) => wording.test(plain)).map(([moment]) => moment)
}

/** The one date that a heading names: "Timeline (UTC), 10 May 2021". */
function onlyDate(heading: string, calendar: Calendar): string | null {
  const dates = new Set<string>()
  for (let from = 0; from < heading.length; from += 1) {
    if (!/[\p{L}\p{N}]/u.test(heading[from] ?? '') || /[\p{L}\p{N}]/u.test(heading[from - 1] ?? '')) continue
    const lead = readLead(heading.slice(from), { ...calendar, near: null })
    if (lead?.date) dates.add(lead.date)
  }
  return dates.size === 1 ? ([...dates][0] ?? null) : null
}

/** The zone that holds for all times of the document: in the heading of its timeline, or "All times are in UTC". */
function zoneOfAll(text: string, chapters: readonly Chapter[]): string | null {
  for (const { part, passages } of chapters) {
    if (part.section !== 'timeline') continue
    const inHeading = zoneNamed(part.heading) ?? zoneIn(part.heading)
    if (inHeading !== null) return inHeading.zone
    for (const { words } of passages.slice(0, 3)) {
      const isNote = words.split(' ').length <= 8 && !/\d:\d\d/.test(words)
      const noted = isNote ? (zoneNamed(words) ?? zoneIn(words)) : null
      if (noted !== null) return noted.zone
      const said = /\b(?:all |the )?(?:times?|timestamps?|dates?)\b[^.]{0,80}/i.exec(words.slice(0, 200))?.[0]
      const named = said === undefined ? null : (zoneNamed(said) ?? zoneIn(said))
      if (named !== null && !/\d:\d\d/.test(said ?? '')) return named.zone
    }
  }
  const all = /\ball (?:times|timestamps|dates)\b[^.\n]{0,80}/i.exec(text)?.[0]
  return all === undefined ? null : ((zoneNamed(all) ?? zoneIn(all))?.zone ?? null)
}

/** "All times are in UTC." is told with each time. */
function isZoneOnly(words: string): boolean {
  return (
    words.split(' ').length <= 12 &&
    /^\W*(?:all |the )?(?:times?|timestamps?)\b/i.test(words) &&
    (zoneNamed(words) ?? zoneIn(words)) !== null
  )
}

/** Two letters stand for a zone only where a zone is expected. */
function zoneIn(said: string): { zone: string } | null {
  const short = /(?:^|[\s(])(ET|CT|MT|PT)(?=[\s).,*_]|$)/.exec(said)?.[1]
  return short === undefined ? null : zoneNamed(`12:00 ${short}`)
}
