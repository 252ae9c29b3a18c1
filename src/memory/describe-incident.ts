import { type Incident, itemsOf } from '../domain/incident.ts'

/** The words of a record that it can be found by. */
export function wordsOfIncident(incident: Incident): string {
  const sources = incident.sources.filter(({ retracted }) => !retracted).map(({ text }) => text)
  const items = itemsOf(incident).map(({ text }) => text)
  return [incident.title, ...sources, ...items].join('\n')
}
