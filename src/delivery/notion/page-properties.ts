import { readableLine } from '../../domain/readable.ts'
import type { DocumentFacts } from '../delivery.ts'
import type { DataSource, Page, PropertyValues } from './notion-api.ts'

/** What each property may be in Notion, best first. */
const wanted = {
  'Incident ID': ['rich_text', 'select'],
  Severity: ['select', 'status', 'rich_text'],
  Status: ['status', 'select', 'rich_text'],
  Date: ['date'],
  Owner: ['rich_text', 'select'],
} as const
type Name = keyof typeof wanted

export const propertyNames = ['Incident ID', 'Severity', 'Status', 'Date', 'Owner'] as const satisfies readonly Name[]

export interface FilledProperties {
  readonly values: PropertyValues
  /** Sentences about those that the data source lacks or has with another type. */
  readonly notes: readonly string[]
  /** The property by which a page is found again, with its type. */
  readonly key: { readonly name: string; readonly type: string }
}

/** How the plain pages below another page are filled: they have a title and nothing else. */
export function fillTitle(title: string): PropertyValues {
  return { title: { title: [text(title)] } }
}

/** The properties that this data source has for our facts. `names` gives ours another name: `{ Owner: 'DRI' }`. */
export function fillProperties(
  source: DataSource,
  title: string,
  facts: DocumentFacts,
  names: Readonly<Record<string, string>>,
): FilledProperties {
  const titleName = Object.entries(source.properties).find(([, property]) => property.type === 'title')?.[0] ?? 'Name'
  const values: Record<string, Readonly<Record<string, unknown>>> = { [titleName]: { title: [text(title)] } }
  const notes: string[] = []
  let key = { name: titleName, type: 'title' }
  for (const name of propertyNames) {
    const called = names[name] ?? name
    const property = source.properties[called]
    const types: readonly string[] = wanted[name]
    if (!property) {
      notes.push(`The data source has no property "${called}", so it was left out; add one of type ${named(types)}.`)
    } else if (!types.includes(property.type)) {
      notes.push(
        `The property "${called}" is of type ${property.type}, so it was left out; it would have to be ${named(types)}.`,
      )
    } else {
      const value = factFor(facts, name)
      const options = property.status?.options.map((option) => option.name)
      if (property.type === 'status' && value !== null && !options?.includes(value)) {
        notes.push(
          `The property "${called}" has no option "${value}", and Notion lets nobody but people add options to a status; add it, or make the property a select.`,
        )
        continue
      }
      values[called] = write(property.type, value)
      if (name === 'Incident ID') key = { name: called, type: property.type }
    }
  }
  return { values, notes, key }
}

/** Properties that say something else on the page than we would write, as lines for a person. */
export function differingProperties(page: Page, values: PropertyValues): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const there = page.properties[name]
    if (!there) return []
    const [now, ours] = [plainValue(there), plainValue(value)]
    return now === ours ? [] : [`${name}: "${now}" in Notion, "${ours}" from the record`]
  })
}

function factFor(facts: DocumentFacts, name: Name): string | null {
  const values: Readonly<Record<Name, string | null>> = {
    'Incident ID': facts.incident,
    Severity: facts.severity,
    Status: facts.status,
    Date: facts.date,
    Owner: facts.owner,
  }
  return values[name]
}

function write(type: string, value: string | null): Readonly<Record<string, unknown>> {
  switch (type) {
    case 'rich_text':
      return { rich_text: value === null ? [] : [text(value)] }
    case 'date':
      return { date: value === null ? null : { start: value } }
    default:
      // A comma would make two options of one.
      return { [type]: value === null ? null : { name: readableLine(value).replaceAll(',', ';').slice(0, 100) } }
  }
}

function text(content: string): { text: { content: string } } {
  return { text: { content: readableLine(content).slice(0, 2000) } }
}

function plainValue(property: Readonly<Record<string, unknown>>): string {
  const found = ['title', 'rich_text', 'select', 'status', 'date']
    .map((type) => property[type])
    .find((one) => one !== undefined)
  return plainOf(found)
}

function plainOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainOf).join('')
  if (typeof value === 'string') return readableLine(value)
  if (typeof value !== 'object' || value === null) return ''
  if ('name' in value) return plainOf(value.name)
  if ('start' in value) return plainOf(value.start)
  if ('plain_text' in value) return plainOf(value.plain_text)
  if ('text' in value) return plainOf(value.text)
  return 'content' in value ? plainOf(value.content) : ''
}

function named(types: readonly string[]): string {
  const words: Readonly<Record<string, string>> = { rich_text: 'text' }
  return types.map((type) => words[type] ?? type).join(' or ')
}
