import type { DomainContext } from '../domain/context.ts'
import type { Incident, Severity } from '../domain/incident.ts'
import { classifySeverity } from '../domain/severity.ts'

/** Narrows what may be answered with; what is absent narrows nothing. */
export interface RecallFilters {
  /** A product area, by any of its names in the domain context. */
  readonly area?: string
  readonly severity?: Severity
  /** Days, YYYY-MM-DD, both included. */
  readonly from?: string
  readonly to?: string
  readonly tag?: string
}

/** Whether a record is among those that the filters leave. */
export function passesFilters(incident: Incident, filters: RecallFilters, context: DomainContext): boolean {
  const day = dayOf(incident)
  if (filters.from !== undefined && day < filters.from) return false
  if (filters.to !== undefined && day > filters.to) return false
  if (filters.severity !== undefined && severityOf(incident, context) !== filters.severity) return false
  if (filters.tag !== undefined && !hasTag(incident, filters.tag)) return false
  return filters.area === undefined || isInArea(incident, filters.area, context)
}

function dayOf(incident: Incident): string {
  const told = incident.timeline.map(({ at, when }) => when.date ?? at?.slice(0, 10)).filter((day) => day !== undefined)
  return incident.imported?.day ?? told.sort()[0] ?? incident.createdAt.slice(0, 10)
}

// Companies number their severities from 1 whatever they call them: "SEV-2", "P2".
function severityOf(incident: Incident, context: DomainContext): string | null {
  const written = /[1-4]/.exec(incident.imported?.severity ?? '')?.[0]
  return written === undefined ? classifySeverity(incident, context).severity : `S${written}`
}

function hasTag(incident: Incident, tag: string): boolean {
  const told = incident.answers.filter(({ question }) => question === 'tag')
  const tags = [...(incident.imported?.tags ?? []), ...told.flatMap(({ value, text }) => [value ?? '', text])]
  return tags.some((one) => isSame(one, tag))
}

function isInArea(incident: Incident, asked: string, { areas }: DomainContext): boolean {
  const known = areas.find(({ name, otherNames }) => [name, ...otherNames].some((one) => isSame(one, asked)))
  const names = known === undefined ? [asked] : [known.name, ...known.otherNames]
  const told = incident.answers.filter(({ question }) => question === 'area').map(({ value, text }) => value ?? text)
  const where = told.length > 0 ? told : [incident.title, ...(incident.imported?.tags ?? [])]
  return where.some((text) => names.some((name) => hasPhrase(text, name)))
}

function isSame(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}

function hasPhrase(text: string, phrase: string): boolean {
  const plain = (value: string) =>
    ` ${
      value
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu)
        ?.join(' ') ?? ''
    } `
  return plain(text).includes(plain(phrase))
}
