import { datesIn } from '../../domain/written-times.ts'
import { type ParseMarkdown, type PostMortemText, readDocument } from '../../review/document/read-document.ts'
import { recogniseHeading } from '../../review/document/recognise-heading.ts'
import type { Section } from '../../review/line/line-kind.ts'
import { type FrontMatter, lineOfField } from './front-matter.ts'
import { type Chapter, chaptersOf, type Passage } from './passages.ts'
import type { PastIncident, PastItem } from './past-incident.ts'
import { countWordsIn, isBlank, plainWords } from './plain-words.ts'
import { readActions } from './read-actions.ts'
import { isCauseHeading, readCauses } from './read-causes.ts'
import { readEvents } from './read-events.ts'
import { type Label, type LabelKind, readLabels } from './read-labels.ts'
import { readNotes } from './read-notes.ts'
import { dayIn, dayInName, titleOf } from './title-and-day.ts'
import { type Calendar, dateOrder } from './written-lead.ts'

/** A document, or the part of one that tells one incident. */
export interface PastDocument {
  /** Its words, letter for letter, front matter included. */
  readonly text: string
  readonly frontMatter: FrontMatter
  /** The file's name without its ending. */
  readonly name: string
  /** Its own heading, where the file holds several incidents. */
  readonly title?: string | undefined
  /** The text as it was read already. */
  readonly doc?: PostMortemText | undefined
}

/** Questions whose answers a section holds, one answer for each item or paragraph. */
const listed: Partial<Record<Section, string>> = {
  'went-well': 'went-well',
  'went-poorly': 'went-poorly',
  lucky: 'lucky',
  'customer-quotes': 'customer-quotes',
  support: 'support-view',
}

/** Questions whose answer is a section as a whole. */
const whole: Partial<Record<Section, string>> = {
  summary: 'what-happened',
  impact: 'customers-affected',
  detection: 'noticed-by',
}

/**
 * Reads one incident from Markdown. Whatever the headings and labels do not place stays in `unplaced`; nothing is guessed, and
 * every item quotes its excerpt of `text`.
 */
export function readPast(document: PastDocument, parse: ParseMarkdown): PastIncident {
  const { text, frontMatter } = document
  const doc = document.doc ?? readDocument(text, parse)
  const chapters = chaptersOf(doc)
  const labelled = readLabels(text, chapters)
  const heading = document.title ?? doc.title
  const near = nearDay(document, heading, labelled.labels, text)
  const calendar: Calendar = { order: dateOrder(text), near }
  const events = readEvents(text, chapters, calendar)
  const used = new Set<Passage>([...labelled.used, ...events.used])
  const free = (chapter: Chapter): Chapter => ({
    ...chapter,
    passages: chapter.passages.filter((passage) => !used.has(passage)),
  })
  const items: PastItem[] = []
  const take = (found: { items: readonly PastItem[]; used: ReadonlySet<Passage> }): void => {
    items.push(...found.items)
    for (const passage of found.used) used.add(passage)
  }
  take(readNotes(text, chapters.map(free), calendar))
  for (const chapter of chapters) {
    const section = sectionOf(chapter)
    const rest = free(chapter)
    if (rest.passages.length === 0) continue
    if (/\b(?:risks?|hazards?)\b/i.test(chapter.part.heading)) take(readWhole(text, rest, answerTo('risks')))
    else if (section === 'actions') take(readActions(text, rest, calendar))
    else if (section === 'root-cause' || section === 'contributing') {
      if (isCauseHeading(chapter.part.heading)) take(readCauses(text, rest))
    } else if (section === 'resolution') take(readWhole(text, rest, (excerpt, words) => endedBy(excerpt, words)))
    else if (section === 'lessons' && isLesson.test(headingAbove(chapters, chapter))) {
      const make: Make = (excerpt, words) => ({ draft: { type: 'lesson', excerpt, text: words } })
      // Below a heading of its own, prose tells one lesson.
      const isProse = rest.passages.some(({ kind, words }) => kind === 'paragraph' && !words.endsWith(':'))
      take((isProse && !isLesson.test(chapter.part.heading) ? readWhole : readEach)(text, rest, make))
    } else if (listed[section] !== undefined) take(readEach(text, rest, answerTo(listed[section])))
    else if (whole[section] !== undefined) take(readWhole(text, rest, answerTo(whole[section])))
  }
  items.push(...fromLabels(labelled.labels))
  const hasSummary = () => items.some(({ draft }) => draft.question === 'what-happened')
  if (!hasSummary()) take(readLead(text, chapters, used))
  if (!hasSummary()) take(readContextOf(text, chapters, used, events.used))
  items.push(...events.items, ...fromFrontMatter(frontMatter))
  const told = items.find(({ draft }) => draft.question === 'what-happened')?.draft.text ?? null
  const firstTold =
    told ??
    items.find(({ draft }) => draft.question === 'noticed-by' || draft.question === 'customers-affected')?.draft.text ??
    chapters.flatMap(({ passages }) => passages)[0]?.words ??
    null
  const title =
    document.title ??
    titleOf(
      doc.title,
      frontMatter.fields.get('title') ?? frontMatter.fields.get('name') ?? [],
      firstTold,
      document.name,
    )
  const day = dayOf(document, heading, labelled.labels, items, told, calendar)
  const dated = dateAnswer(document, heading, labelled.labels, told, calendar, day)
  return {
    title,
    day,
    severity: severityOf(labelled.labels, frontMatter, heading),
    tags: tagsOf(labelled.labels, frontMatter),
    items: [...(dated === null ? [] : [dated]), ...items],
    unplaced: [...unplacedOf(text, chapters, used, events.headed), ...labelled.left],
    text,
  }
}

const incidentWords =
  /\b(?:incidents?|outages?|post-?mortems?|downtime|disruptions?|degrad\w+|went down|unavailab\w+|root cause|rca|breach|compromis\w+|sev(?:erity)?[- ]?\d|vulnerabilit\w+|failures?|failed|broken?)\b/i

/**
 * Whether a document tells of an incident. In a folder of reports each text that tells something does; a page of a wiki may be
 * anything, so it must have a section that only a post-mortem has, or speak of an incident.
 */
export function tellsIncident({ items, day, severity, title, text }: PastIncident, isWiki: boolean): boolean {
  if (!isWiki || severity !== null) return items.length > 0
  const isOwn = ({ draft: { type, question } }: PastItem) =>
    type === 'event' || type === 'why' || type === 'factor' || ownQuestions.has(question ?? '')
  const isTold = items.some(({ draft }) => draft.question !== 'owner' && draft.question !== 'date')
  return items.some(isOwn) || (isTold && incidentWords.test(`${title} ${day === null ? '' : text.slice(0, 20_000)}`))
}

const ownQuestions: ReadonlySet<string> = new Set([
  'customers-affected',
  'noticed-by',
  'duration',
  'lucky',
  'went-poorly',
])

function answerTo(question: string): (excerpt: string, words: string) => PastItem {
  return (excerpt, words) => ({ draft: { type: 'answer', question, excerpt, text: words } })
}

function endedBy(excerpt: string, words: string): PastItem {
  return { draft: { type: 'why', track: 'ended', excerpt, text: words } }
}

const isLesson = /lesson|learn|take-?away|insight|reflection/i

const ownAnywhere: ReadonlySet<Section> = new Set(['went-well', 'went-poorly', 'lucky'])

/** "What went wrong" says so below the actions, too. */
function sectionOf({ part: { heading, section } }: Chapter): Section {
  const own = section === 'actions' ? recogniseHeading(heading) : null
  return own !== null && ownAnywhere.has(own) ? own : section
}

type Make = (excerpt: string, words: string) => PastItem

/**
 * Each item; each paragraph only where the chapter has no list, for beside one it introduces or explains the form. Where the
 * prose is more than the list, or long, it is one telling.
 */
function readEach(text: string, chapter: Chapter, make: Make): { items: PastItem[]; used: Set<Passage> } {
  const isTold = ({ words }: Passage) => !isBlank(words) && countWordsIn(words) >= 2
  const list = chapter.passages.filter(({ kind }) => kind !== 'paragraph').filter(isTold)
  const prose = chapter.passages.filter(({ kind }) => kind === 'paragraph').filter(isTold)
  const size = (passages: readonly Passage[]) => passages.reduce((sum, { words }) => sum + countWordsIn(words), 0)
  // One paragraph beside a list introduces it.
  const isTelling = list.length > 0 ? prose.length > 2 || size(prose) > 1.5 * size(list) + 40 : prose.length > 3
  if (isTelling) return readWhole(text, chapter, make)
  const from = list.length > 0 ? list : prose
  return {
    items: from.map((passage) => make(text.slice(passage.start, passage.end), rowWords(passage))),
    used: new Set(from),
  }
}

/** All passages of a chapter as one. */
function readWhole(text: string, { part, passages }: Chapter, make: Make): { items: PastItem[]; used: Set<Passage> } {
  const told = passages.filter(({ words, block }) => !isBlank(words) && !block.isQuoted)
  const first = told[0]
  const last = told.at(-1)
  const words = joined(told).replace(/^(\p{L}{4,12}):\s*/u, (said, name: string) =>
    name.toLowerCase() === part.heading.toLowerCase() ? '' : said,
  )
  if (first === undefined || last === undefined || countWordsIn(words.replace(/https?:\S+/g, '')) < 2)
    return { items: [], used: new Set() }
  return { items: [make(text.slice(first.start, last.end), words)], used: new Set(passages) }
}

function rowWords({ kind, words }: Passage): string {
  return kind === 'row' ? words.replace(/\s*\|\s*/g, ' | ').replace(/^[\s|]+|[\s|]+$/g, '') : words
}

function joined(passages: readonly Passage[]): string {
  return passages
    .map((passage, index) => {
      const before = passages[index - 1]
      const mark =
        passage.kind !== 'paragraph' &&
        before !== undefined &&
        before.kind !== 'paragraph' &&
        !/[.:;!?]$/.test(before.words)
          ? '; '
          : ' '
      return `${index === 0 ? '' : mark}${rowWords(passage)}`
    })
    .join('')
}

/** The heading of a chapter with those that it stands below. */
function headingAbove(chapters: readonly Chapter[], chapter: Chapter): string {
  let level = chapter.part.level
  let words = chapter.part.heading
  for (let index = chapter.index - 1; index >= 0 && level > 1; index -= 1) {
    const above = chapters[index]
    if (above === undefined || above.part.level >= level || above.part.level === 0) continue
    words += ` ${above.part.heading}`
    level = above.part.level
  }
  return words
}

const aboutTheDocument =
  /^\W*(?:this (?:document|post|page|report|post-?mortem|article|is (?:a|the) post-?mortem)|internal post-?mortem|note\b|status\b|authors?\b|created by|last (?:modified|updated)|published|see\b|read\b|table of contents|disclaimer|the following|below\b|document |all times|https?:)/i

/** What stands under the title before the first section tells what happened, where no section does. */
function readLead(
  text: string,
  chapters: readonly Chapter[],
  used: ReadonlySet<Passage>,
): { items: PastItem[]; used: Set<Passage> } {
  const passages: Passage[] = []
  const isSectioned = chapters.some(({ part }) => part.isRecognised)
  for (const { part, index, passages: own } of chapters) {
    if (part.isRecognised || (part.level > 2 && index > 1) || (isSectioned && part.level === 2)) break
    if (part.level === 2 && passages.length > 0) break
    for (const passage of own) {
      if (used.has(passage) || isBlank(passage.words) || passage.block.isQuoted) continue
      if (aboutTheDocument.test(passage.words) || countWordsIn(passage.words.replace(/https?:\S+/g, '')) < 4) continue
      passages.push(passage)
    }
  }
  const taken: Passage[] = []
  let words = 0
  for (const passage of passages) {
    const last = taken.at(-1)
    // A stretch without a gap, and no more than a summary has.
    if (last !== undefined && /[\p{L}\p{N}]/u.test(text.slice(last.end, passage.start).replace(/^\W+|\W+$/g, ''))) break
    words += countWordsIn(passage.words)
    if (taken.length > 0 && words > 150) break
    taken.push(passage)
  }
  const first = taken[0]
  const last = taken.at(-1)
  if (first === undefined || last === undefined) return { items: [], used: new Set() }
  return { items: [answerTo('what-happened')(text.slice(first.start, last.end), joined(taken))], used: new Set(taken) }
}

/** "**Context**: …" tells what happened in reports that have labels and no summary. */
function readContextOf(
  text: string,
  chapters: readonly Chapter[],
  used: ReadonlySet<Passage>,
  events: ReadonlySet<Passage>,
): { items: PastItem[]; used: Set<Passage> } {
  for (const chapter of chapters) {
    if (chapter.part.level === 0 || !/^(?:context|details)\W*$/i.test(chapter.part.heading)) continue
    // A log of times is no telling, and what is left beside it belongs to its lines.
    if (chapter.passages.some((passage) => events.has(passage))) continue
    const passages = chapter.passages.filter(
      (passage) =>
        !used.has(passage) &&
        !/^(?:timeline|slack|thread|link|doc)\w*\b[^.]{0,40}(?:[:<]|$)/i.test(passage.words) &&
        !/^\S*https?:\S+$/.test(passage.words),
    )
    const first = passages[0]
    if (first === undefined) continue
    // Only a stretch that has no gap can be quoted.
    const run: Passage[] = [first]
    for (const passage of chapter.passages.slice(chapter.passages.indexOf(first) + 1)) {
      if (!passages.includes(passage)) break
      run.push(passage)
    }
    return readWhole(text, { ...chapter, passages: run }, answerTo('what-happened'))
  }
  return { items: [], used: new Set() }
}

const questionOfLabel: Partial<Record<LabelKind, string>> = {
  duration: 'duration',
  owner: 'owner',
  area: 'area',
  summary: 'what-happened',
  impact: 'customers-affected',
  detection: 'noticed-by',
  lucky: 'lucky',
  'went-well': 'went-well',
  'went-poorly': 'went-poorly',
}

function fromLabels(labels: readonly Label[]): PastItem[] {
  return labels.flatMap(({ kind, name, value, excerpt }): PastItem[] => {
    const question = questionOfLabel[kind]
    if (kind === 'area')
      return value
        .split(/\s*[,;]\s*/)
        .filter((one) => one !== '')
        .map((one) => answerTo('area')(excerpt, one))
    if (kind === 'duration')
      return /\d/.test(value)
        ? [answerTo('duration')(excerpt, /^duration$/i.test(name) ? value : `${name}: ${value}`)]
        : []
    if (question !== undefined) return [answerTo(question)(excerpt, value)]
    if (kind === 'root-cause') return [{ draft: { type: 'why', track: 'happened', excerpt, text: value } }]
    if (kind === 'contributing') return [{ draft: { type: 'factor', excerpt, text: value } }]
    if (kind === 'resolution') return [endedBy(excerpt, value)]
    if (kind === 'actions') return [{ draft: { type: 'action', excerpt, text: value } }]
    if (kind === 'lessons') return [{ draft: { type: 'lesson', excerpt, text: value } }]
    return []
  })
}

/** Status pages keep the beginning, the end and what was affected in front matter. */
function fromFrontMatter(frontMatter: FrontMatter): PastItem[] {
  const { fields } = frontMatter
  const items: PastItem[] = []
  const event = (name: string, words: string, moment: 'started' | 'restored'): void => {
    const value = fields.get(name)?.find((one) => /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(one))
    const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d)?(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?$/.exec(value ?? '')
    const line = value === undefined ? null : lineOfField(frontMatter, name, value)
    if (match === null || line === null) return
    const [, date, clock, offset] = match
    const isUtc = offset === 'Z' || offset === '+00:00' || offset === '+0000'
    items.push({
      draft: {
        type: 'event',
        excerpt: line,
        text: words,
        at: `${date}T${clock}`,
        approximate: false,
        moments: [moment],
        ...(offset === undefined ? {} : { zone: isUtc ? 'UTC' : offset }),
      },
    })
  }
  const end = ['resolvedwhen', 'resolved_at', 'resolvedat', 'ended_at', 'end_time'].find((name) => fields.has(name))
  for (const name of ['started_at', 'startedat', 'start_time', ...(end === undefined ? [] : ['date'])]) {
    if (items.length === 0) event(name, 'Started', 'started')
  }
  if (end !== undefined) event(end, 'Resolved', 'restored')
  for (const name of ['affected', 'services', 'components', 'systems']) {
    for (const value of fields.get(name) ?? []) {
      const line = lineOfField(frontMatter, name, value)
      if (line !== null && !isBlank(value)) items.push(answerTo('area')(line, value))
    }
  }
  return items
}

function tagsOf(labels: readonly Label[], { fields }: FrontMatter): string[] {
  const named = [
    ...(fields.get('tags') ?? []),
    ...(fields.get('labels') ?? []),
    ...(fields.get('keywords') ?? []),
    ...labels.filter(({ kind }) => kind === 'tags').map(({ value }) => value),
  ]
  return [...new Set(named.flatMap((one) => one.split(/\s*[,;]\s*/)).map((one) => one.trim()))].filter(
    (one) => one !== '' && one.length <= 60,
  )
}

function severityOf(labels: readonly Label[], { fields }: FrontMatter, title: string): string | null {
  const labelled = labels.find(({ kind }) => kind === 'severity')?.value
  if (labelled !== undefined && labelled.length <= 60) return labelled
  const declared = fields.get('severity')?.[0] ?? fields.get('priority')?.[0]
  if (declared !== undefined && !isBlank(declared)) return declared
  return (
    /\b(?:SEV[- ]?[0-5]|[SP][0-4])\b/i.exec(
      /[[(](?:SEV[- ]?[0-5]|[SP][0-4])[\])]|^\W*(?:SEV[- ]?[0-5]|[SP][0-4])\s?[:–—-]/i.exec(title)?.[0] ?? '',
    )?.[0] ?? null
  )
}

/** A day near which the dates of the document lie: enough to settle those without a year. */
function nearDay(
  { frontMatter, name }: PastDocument,
  title: string,
  labels: readonly Label[],
  text: string,
): string | null {
  const none: Calendar = { order: dateOrder(text), near: null }
  const labelled = labels.filter(({ kind }) => kind === 'date').map(({ value }) => dayIn(value, none))
  const declared = (frontMatter.fields.get('date') ?? []).map((value) => dayIn(value.slice(0, 40), none))
  const days = [...labelled, dayIn(title, none), dayInName(name), ...declared]
  return (
    days.find((day) => day !== null) ??
    dayIn(plainWords(text.slice(frontMatter.text.length, frontMatter.text.length + 1500)), none)
  )
}

function dayOf(
  { frontMatter, name }: PastDocument,
  title: string,
  labels: readonly Label[],
  items: readonly PastItem[],
  told: string | null,
  calendar: Calendar,
): string | null {
  const labelled = labels.filter(({ kind }) => kind === 'date').map(({ value }) => dayIn(value, calendar))
  const own = [...labelled, dayIn(plainWords(title), calendar)].find((day) => day !== null)
  if (own) return own
  const at = (item: PastItem) => /^\d{4}-\d\d-\d\d/.exec(item.draft.at ?? '')?.[0] ?? null
  const events = items.filter(({ draft }) => draft.type === 'event')
  const days = events.flatMap((item) => at(item) ?? [])
  const started = events.find((item) => item.draft.moments?.includes('started'))
  if (started !== undefined && at(started) !== null) return at(started)
  const lead = told === null ? null : dayIn(told.slice(0, 400), calendar)
  if (lead !== null && (days.length === 0 || days.includes(lead))) return lead
  const named = dayInName(name)
  const declared = (frontMatter.fields.get('date') ?? [])
    .map((value) => dayIn(value.slice(0, 40), calendar))
    .find((day) => day !== null)
  const published = named ?? declared ?? null
  if (published !== null && (days.length === 0 || days.includes(published))) return published
  // Of a timeline that begins with what came long before, the day on which most happened.
  return busiest(days) ?? published
}

/** The first of the few days around the one on which most happened. */
function busiest(days: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1)
  const most = [...counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))[0]?.[0]
  if (most === undefined) return null
  const around = [...counts.keys()].filter((day) => day <= most && Date.parse(most) - Date.parse(day) <= 3 * 86_400_000)
  return around.sort()[0] ?? most
}

/** The answer to "on which date was that?", where the words themselves say it: times without a date are settled by it. */
function dateAnswer(
  { text }: PastDocument,
  title: string,
  labels: readonly Label[],
  told: string | null,
  calendar: Calendar,
  day: string | null,
): PastItem | null {
  if (day === null) return null
  const label = labels.find(({ kind, value }) => kind === 'date' && dayIn(value, calendar) === day)
  if (label !== undefined) return dated(label.excerpt, label.value)
  const inTitle = title !== '' && text.includes(title) && dayIn(title, calendar) === day
  if (inTitle) return dated(title, plainWords(title))
  if (told === null) return null
  const written = datesOf(told.slice(0, 400)).find((one) => dayIn(one, calendar) === day && text.includes(one))
  return written === undefined ? null : dated(written, written)

  function dated(excerpt: string, words: string): PastItem {
    return { draft: { type: 'answer', question: 'date', value: day ?? '', excerpt, text: words } }
  }
}

function datesOf(words: string): string[] {
  return datesIn(words).dates.map(({ text }) => text)
}

/** What no field took, chapter by chapter, with its heading. */
function unplacedOf(
  text: string,
  chapters: readonly Chapter[],
  used: ReadonlySet<Passage>,
  headed: ReadonlySet<Chapter>,
): string[] {
  return chapters.flatMap((chapter) => {
    if (headed.has(chapter)) return []
    const left = chapter.passages.filter((passage) => !used.has(passage) && /[\p{L}\p{N}]/u.test(passage.words))
    if (left.length === 0) return []
    const isWhole = left.length === chapter.passages.length
    if (isWhole) return [text.slice(chapter.part.start, chapter.part.end).trim()]
    const heading = chapter.part.level > 0 ? `${chapter.part.heading}: ` : ''
    return left.map((passage) => `${heading}${text.slice(passage.start, passage.end)}`)
  })
}
