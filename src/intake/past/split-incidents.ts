import { datesIn, timesIn } from '../../domain/written-times.ts'
import type { MarkdownParser } from '../../review/document/parse-markdown.ts'
import { type Part, type PostMortemText, readDocument } from '../../review/document/read-document.ts'
import { countWordsIn, plainWords } from './plain-words.ts'

/** A stretch of a file that tells one incident. */
export interface IncidentText {
  readonly text: string
  /** Its own heading, where the file holds several. */
  readonly title?: string
  /** Of a file that holds one incident only: the text as it was read already. */
  readonly doc?: PostMortemText
}

/**
 * Cuts a log of several incidents where each has a heading of its own that names a day or a number, and below it sections or a
 * story of its own. What stands outside of them is a part by itself where it has sections, else it goes with its neighbour, so
 * that no letter is lost. Whatever is in doubt stays one.
 */
export function splitIncidents(text: string, parser: MarkdownParser): IncidentText[] {
  const doc = readDocument(text, parser)
  const { parts } = doc
  for (const level of [1, 2, 3, 4]) {
    const spans = parts.flatMap((part, index) =>
      part.level === level && isIncidentHeading(part.heading)
        ? [{ part, start: part.start, end: endOf(parts, index, text) }]
        : [],
    )
    if (spans.length < 2) continue
    const own = spans.filter(({ start, end }) => isIncident(text.slice(start, end), parser))
    const peers = parts.filter((part) => part.level === level)
    const isLog =
      level <= 3 &&
      spans.length === peers.length &&
      !isBelowSection(parts, spans[0]?.part) &&
      spans.every(({ start, end }) => countWordsIn(text.slice(start, end)) >= 25)
    const cut = isLog ? spans : own.length >= 2 && own.length >= spans.length * 0.7 ? own : []
    if (cut.length >= 2) return piecesOf(text, cut, parser)
  }
  return [{ text, doc }]
}

function endOf(parts: readonly Part[], index: number, text: string): number {
  const level = parts[index]?.level ?? 0
  return parts.slice(index + 1).find((part) => part.level <= level && part.level > 0)?.start ?? text.length
}

/** "2021-06-03: Database full", "INC-12 Search down", "Incident on 12 May 2020"; a time of day makes it an entry of a timeline. */
function isIncidentHeading(heading: string): boolean {
  const { dates, rest } = datesIn(heading)
  if (timesIn(rest).times.some(({ bare }) => !bare)) return false
  const isNumbered = /\b(?:INC|INCIDENT|PM|OUT|SEV)[-# ]?\d+\b|^(?:incident|outage|post-?mortem)\s+#?\d+\b/i.test(
    heading,
  )
  const isDated = dates.some(({ readings }) => readings.some((reading) => /\d\d-\d\d$/.test(reading)))
  const words = countWordsIn(rest.replace(/\ue000+/g, ' ').replace(/\b(?:on|at|the|incident|outage)\b/gi, ' '))
  return isNumbered || (isDated && (words >= 1 || /\b(?:incident|outage)\b/i.test(heading)))
}

/** At least two sections of its own that say what an incident is. */
function isIncident(text: string, parser: MarkdownParser): boolean {
  const sections = new Set(
    readDocument(text, parser)
      .parts.filter(({ isRecognised }) => isRecognised)
      .map(({ section }) => section),
  )
  return (
    ['summary', 'impact', 'root-cause', 'resolution', 'detection', 'actions', 'timeline', 'contributing'].filter(
      (one) => [...sections].some((section) => section === one),
    ).length >= 2
  )
}

function isBelowSection(parts: readonly Part[], part: Part | undefined): boolean {
  if (part === undefined) return true
  const index = parts.indexOf(part)
  return parts
    .slice(0, index)
    .some((above) => above.level < part.level && above.isRecognised && above.section !== 'summary')
}

function piecesOf(
  text: string,
  spans: readonly { part: Part; start: number; end: number }[],
  parser: MarkdownParser,
): IncidentText[] {
  const outside: string[] = []
  let from = 0
  for (const { start, end } of [...spans, { start: text.length, end: text.length }]) {
    outside.push(text.slice(from, start))
    from = end
  }
  const rest = outside.join('')
  const told = readDocument(rest, parser).parts.some(
    (part) => part.isRecognised && part.section !== 'timeline' && part.section !== 'background' && part.words >= 20,
  )
  const incidents = spans.map(({ part, start, end }, index) => {
    const before = told ? '' : index === 0 ? outside[0] : ''
    const after = told ? '' : (outside[index + 1] ?? '')
    return { text: `${before}${text.slice(start, end)}${after}`, title: plainWords(part.heading) }
  })
  return told ? [{ text: rest }, ...incidents] : incidents
}
