import type { MarkdownParser } from '../../review/document/parse-markdown.ts'
import { readDocument } from '../../review/document/read-document.ts'
import { recogniseHeading } from '../../review/document/recognise-heading.ts'
import type { Section } from '../../review/line/line-kind.ts'
import { dateAnswer, dayOf, nearDay } from './day-of.ts'
import { type Chapter, chaptersOf, type Passage } from './passages.ts'
import type { PastDocument, PastIncident, PastItem } from './past-incident.ts'
import { readActions } from './read-actions.ts'
import { isCauseHeading, readCauses } from './read-causes.ts'
import { readEvents } from './read-events.ts'
import { fromFrontMatter, fromLabels, severityOf, tagsOf } from './read-fields.ts'
import { readLabels } from './read-labels.ts'
import { readContextOf, readLead } from './read-lead.ts'
import { readNotes } from './read-notes.ts'
import { readToldCauses } from './read-told-causes.ts'
import { answerTo, endedBy, type Found, type Make, readEach, readWhole } from './sections.ts'
import { titleOf } from './title-and-day.ts'
import { type Calendar, dateOrder } from './written-lead.ts'

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
export function readPast(document: PastDocument, parser: MarkdownParser): PastIncident {
  const { text, frontMatter } = document
  const doc = document.doc ?? readDocument(text, parser)
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
  const take = (found: Found): void => {
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
  const isCaused = items.some(({ draft }) => draft.type === 'factor' || draft.track === 'happened')
  if (!isCaused && !chapters.some(isAboutCause)) {
    const happened = items.flatMap(({ draft: { question, excerpt = '' } }) =>
      question === 'what-happened' ? excerpt : [],
    )
    const isEvent = (passage: Passage) => events.used.has(passage)
    const prose = chapters.map((chapter) => ({ ...chapter, passages: chapter.passages.filter((one) => !isEvent(one)) }))
    items.push(...readToldCauses(text, prose, happened))
  }
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

/** A section of its own for the cause, whatever it says: that nobody knows it, for example. */
function isAboutCause({ part: { heading, section, isRecognised }, passages }: Chapter): boolean {
  return section === 'root-cause' && isRecognised && isCauseHeading(heading) && passages.length > 0
}

const isLesson = /lesson|learn|take-?away|insight|reflection/i

const ownAnywhere: ReadonlySet<Section> = new Set(['went-well', 'went-poorly', 'lucky'])

/** "What went wrong" says so below the actions, too. */
function sectionOf({ part: { heading, section } }: Chapter): Section {
  const own = section === 'actions' ? recogniseHeading(heading) : null
  return own !== null && ownAnywhere.has(own) ? own : section
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
