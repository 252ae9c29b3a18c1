import type { PastIncident, PastItem } from './past-incident.ts'

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
