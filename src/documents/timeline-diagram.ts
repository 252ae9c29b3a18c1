import type { Incident } from '../domain/incident.ts'
import { inOrder } from '../domain/metrics.ts'
import { shorten } from './markdown-text.ts'
import { mermaidText } from './mermaid-text.ts'

/**
 * The source of a Mermaid timeline of the dated events, a section a UTC day; null where there are fewer than three. Where three
 * or more mark a canonical moment, it shows these alone: the table has the rest.
 */
export function drawTimeline(incident: Incident): string | null {
  const dated = inOrder(incident.timeline).flatMap((event) => (event.at === null ? [] : [{ ...event, at: event.at }]))
  if (dated.length < 3) return null
  const marked = dated.filter((event) => event.moments.length > 0)
  const lines = ['timeline']
  let day = ''
  for (const event of marked.length < 3 ? dated : marked) {
    const date = event.at.slice(0, 10)
    if (date !== day) lines.push(`    section ${date}`)
    day = date
    const about = event.when.approximate ? '~' : ''
    const moments = event.moments.length > 0 ? `${event.moments.join(', ')}: ` : ''
    lines.push(
      `        ${mermaidText(`${about}${event.at.slice(11, 16)}`)} : ${mermaidText(`${moments}${shorten(event.text, 40)}`)}`,
    )
  }
  return lines.join('\n')
}
