import { readableLine } from '../../domain/readable.ts'
import { ConfigurationError } from '../../errors.ts'
import { explainNotionError } from './explain-notion-error.ts'
import type { DataSource, NotionApi } from './notion-api.ts'

/** Where new pages go. */
export type NotionParent =
  | { readonly kind: 'page'; readonly id: string }
  | { readonly kind: 'data source'; readonly source: DataSource }

const id = /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/gi

/**
 * The id in an address as people copy it, or the id itself. In an address the last id of the path counts (`?v=` is a view), but
 * `?p=` names the page that is open beside a database.
 * @throws ConfigurationError where there is none.
 */
function readNotionId(given: string): string {
  const [path = '', query = ''] = given.trim().split(/[?#]/)
  const opened = /(?:^|&)p=([0-9a-f-]{32,36})(?:&|$)/i.exec(query)?.[1]
  const found = (opened ?? path).match(id)?.at(-1)
  if (found !== undefined) return dashed(found)
  throw new ConfigurationError({
    happened: `POSTMORTEM_NOTION_PARENT holds no id of Notion: "${readableLine(given).slice(0, 80)}".`,
    expected: 'the address or id of a page or database.',
    tryThis: 'open the page or database in Notion, click ••• and "Copy link", and take that.',
  })
}

/** The id of the page in a page's address; null where there is none. */
export function pageIdIn(address: string): string | null {
  try {
    return readNotionId(address)
  } catch {
    return null
  }
}

/** Finds out what the id is: a page, a database with one data source, or a data source. */
export async function findParent(given: string, api: NotionApi): Promise<NotionParent> {
  const wanted = readNotionId(given)
  const page = await api.page(wanted)
  if (page) return { kind: 'page', id: page.id }
  const sources = await api.database(wanted)
  if (sources && sources.length > 1) {
    throw new ConfigurationError({
      happened: 'The database in POSTMORTEM_NOTION_PARENT has several data sources.',
      expected: `one of: ${sources.map((one) => `${readableLine(one.name)} (${one.id})`).join(', ')}.`,
      tryThis: 'put the id of one of them into POSTMORTEM_NOTION_PARENT.',
    })
  }
  const source = await api.dataSource(sources?.[0]?.id ?? wanted)
  if (source) return { kind: 'data source', source }
  throw explainNotionError({ code: 'object_not_found' }, 'Looking for the place of POSTMORTEM_NOTION_PARENT')
}

function dashed(found: string): string {
  const bare = found.replaceAll('-', '').toLowerCase()
  return [bare.slice(0, 8), bare.slice(8, 12), bare.slice(12, 16), bare.slice(16, 20), bare.slice(20)].join('-')
}
