import { type Incident, WhyTrack } from '../domain/incident.ts'
import { markdownText, shorten } from './markdown-text.ts'
import { chainOf } from './why-chains.ts'

/** By item id: `H3: no limit on page size`. */
export function findingLabels(incident: Incident): Map<string, string> {
  const links = WhyTrack.options.flatMap((track) =>
    chainOf(incident, track).map(({ label, why }) => ({ label, item: why })),
  )
  const factors = incident.factors.map((item, at) => ({ label: `F${at + 1}`, item }))
  return new Map(
    [...links, ...factors].map(({ label, item }) => [item.id, `${label}: ${markdownText(shorten(item.text, 70))}`]),
  )
}

/** `H3`. */
export function labelOf(finding: string | undefined): string {
  return finding?.split(':')[0] ?? ''
}
