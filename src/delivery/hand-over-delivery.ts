import type { Delivery } from './delivery.ts'

/**
 * For an assistant that has Notion's own MCP server: gives it title, properties and text in Notion's Markdown. It puts the page
 * there itself, and tells where with record_delivery.
 */
export function createHandOverDelivery(): Delivery {
  return {
    to: 'notion-mcp',
    sharesPagesWith: ['notion', 'notion-mcp'],
    async locate({ previous }) {
      return previous?.place ?? null
    },
    async deliver(request) {
      const { preparePage } = await import('./notion/prepare-page.ts')
      const { title, parts, hash } = await preparePage(request)
      const { incident, severity, status, date, owner } = request.facts
      const named = { 'Incident ID': incident, Severity: severity, Status: status, Date: date, Owner: owner }
      const properties = Object.fromEntries(
        Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== null),
      )
      return {
        place: request.previous?.place ?? 'notion-mcp',
        hash,
        changed: request.previous?.hash !== hash,
        handOver: { page: request.previous?.place ?? null, title, properties, markdown: parts.join('\n') },
      }
    },
  }
}
