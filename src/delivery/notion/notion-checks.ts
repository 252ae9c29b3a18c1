import { ConfigurationError } from '../../errors.ts'
import type { DeliveryCheck } from '../delivery.ts'
import type { NotionApi } from './notion-api.ts'
import type { NotionSettings } from './notion-settings.ts'

/** @throws ConfigurationError naming what is not set, and where to get it. */
export function refuseIncomplete({ token, parent }: NotionSettings, hasPage: boolean): void {
  const where = 'docs/notion.md shows how, in five steps'
  if (token === null || !/^[\x21-\x7e]+$/.test(token.trim())) {
    throw new ConfigurationError({
      happened:
        token === null
          ? 'Notion is not set up here: there is no NOTION_TOKEN.'
          : 'NOTION_TOKEN is no token: it holds spaces, line breaks or other letters.',
      expected: 'the secret of a Notion connection in the environment variable NOTION_TOKEN.',
      tryThis: `notion.so/profile/integrations: make an internal connection and copy its secret; ${where}. An assistant that has Notion's own tools can take the documents with to: notion-mcp.`,
    })
  }
  if (parent === null && !hasPage) {
    throw new ConfigurationError({
      happened: 'Nothing says where in Notion the documents belong: POSTMORTEM_NOTION_PARENT is not set.',
      expected: 'the address of a page or database in POSTMORTEM_NOTION_PARENT.',
      tryThis: `open it in Notion, click ••• and "Copy link"; ${where}.`,
    })
  }
}

/** What `doctor --notion` looks at. */
export function notionChecks(settings: NotionSettings, api: () => Promise<NotionApi>): readonly DeliveryCheck[] {
  return [
    {
      name: 'Notion token',
      async look() {
        refuseIncomplete({ ...settings, parent: 'not looked at here' }, true)
        const { name, workspace } = await (await api()).whoAmI()
        return `belongs to the connection "${name}"${workspace ? ` of the workspace "${workspace}"` : ''}`
      },
    },
    {
      name: 'Notion parent',
      async look() {
        refuseIncomplete(settings, false)
        const { findParent } = await import('./notion-parent.ts')
        const place = await findParent(settings.parent ?? '', await api())
        return place.kind === 'page'
          ? `page ${place.id}, shared with the connection; pages below it have no properties`
          : `data source "${place.source.title.map((part) => part.plain_text).join('')}" (${place.source.id}), shared with the connection`
      },
    },
    {
      name: 'Notion properties',
      async look() {
        refuseIncomplete(settings, false)
        const { findParent } = await import('./notion-parent.ts')
        const place = await findParent(settings.parent ?? '', await api())
        if (place.kind === 'page') return 'none, since the parent is a page'
        const { fillProperties, propertyNames } = await import('./page-properties.ts')
        const facts = { incident: 'INC-1', severity: 'S1', status: 'draft', date: '2026-01-01', owner: 'the team' }
        const { notes } = fillProperties(place.source, 'title', facts, settings.properties)
        if (notes.length === 0) return `${propertyNames.join(', ')}, all there`
        throw new ConfigurationError({
          happened: notes.join(' '),
          expected: `properties for ${propertyNames.join(', ')}; documents are delivered without those that do not fit.`,
          tryThis:
            'change the database in Notion, or give the names it uses in POSTMORTEM_NOTION_PROPERTIES ("Owner=DRI").',
        })
      },
    },
  ]
}
