import { setTimeout as wait } from 'node:timers/promises'
import { ConflictError } from '../errors.ts'
import type { Delivered, Delivery, DeliveryRequest } from './delivery.ts'
import type { DataSource, NotionApi, Page } from './notion/notion-api.ts'
import { notionChecks, refuseIncomplete } from './notion/notion-checks.ts'
import type { NotionParent } from './notion/notion-parent.ts'
import type { NotionSettings } from './notion/notion-settings.ts'
import type { FilledProperties } from './notion/page-properties.ts'
import type { PreparedPage } from './notion/prepare-page.ts'

export interface NotionDeliveryOptions extends NotionSettings {
  /** Milliseconds to wait; for tests. */
  readonly sleep?: (milliseconds: number) => Promise<void>
  /** Milliseconds before a read that failed is tried again, doubled each time. Default 1000. */
  readonly retryDelay?: number
}

/** What one delivery works with. */
interface Tools {
  readonly api: NotionApi
  readonly settings: NotionDeliveryOptions
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Looked for once, when it is first needed. */
  readonly parent: () => Promise<NotionParent>
}

type Filling = Pick<FilledProperties, 'values' | 'notes'>

/**
 * Pages in Notion, one for each document. A page is found again by the id in the record, else by what it says about itself, so
 * that an answer that was lost never makes a second page. What a person changed on it is not written over without `force`.
 */
export function createNotionDelivery(settings: NotionDeliveryOptions): Delivery {
  const api = rememberSuccess(() => loadApi(settings))
  // One after the other: Notion counts requests, and two deliveries of one document must not both find nothing.
  let last: Promise<unknown> = Promise.resolve()
  return {
    to: 'notion',
    sharesPagesWith: ['notion', 'notion-mcp'],
    async locate({ previous }) {
      refuseIncomplete(settings, previous !== undefined)
      return previous?.place ?? null
    },
    deliver(request) {
      const next = last.then(async () => {
        refuseIncomplete(settings, request.previous !== undefined)
        return deliverPage(request, await collectTools(settings, await api()))
      })
      last = next.catch(() => {})
      return next
    },
    checks: () => notionChecks(settings, api),
  }
}

async function loadApi(settings: NotionDeliveryOptions): Promise<NotionApi> {
  const { createNotionApi } = await import('./notion/notion-api.ts')
  const { token, baseUrl, sleep = wait, retryDelay = 1000 } = settings
  return createNotionApi({ token: token?.trim() ?? '', baseUrl, sleep, retryDelay })
}

async function collectTools(settings: NotionDeliveryOptions, api: NotionApi): Promise<Tools> {
  const { findParent } = await import('./notion/notion-parent.ts')
  return {
    api,
    settings,
    sleep: settings.sleep ?? wait,
    parent: rememberSuccess(() => findParent(settings.parent ?? '', api)),
  }
}

async function deliverPage(request: DeliveryRequest, tools: Tools): Promise<Delivered> {
  const { preparePage } = await import('./notion/prepare-page.ts')
  const prepared = await preparePage(request)
  const { previous } = request
  const notes: string[] = []
  let page = await knownPage(request, tools.api)
  if (previous && !page) {
    notes.push('The page of the earlier delivery is in the trash, gone, or no longer shared, so this is a new page.')
  }
  page ??= await findPage(prepared, tools)
  const delivered = page ? await updatePage(page, prepared, tools) : await createPage(prepared, tools)
  return { ...delivered, notes: [...notes, ...(delivered.notes ?? [])] }
}

/** The page that the record knows, unless it is gone. */
async function knownPage({ previous }: DeliveryRequest, api: NotionApi): Promise<Page | null> {
  const { pageIdIn } = await import('./notion/notion-parent.ts')
  const id = previous?.remote?.id ?? (previous ? pageIdIn(previous.place) : null)
  const page = id === null ? null : await api.page(id)
  return page?.in_trash ? null : page
}

/** A page below the parent that says it holds this document; the oldest, should somebody have duplicated it. */
async function findPage({ request }: PreparedPage, { api, parent, settings }: Tools): Promise<Page | null> {
  const { readMark } = await import('./notion/page-mark.ts')
  const place = await parent()
  const isOurs = async (id: string) => readMark(request, (await api.markdown(id)).markdown) !== null
  if (place.kind === 'page') {
    const names = (title: string) => title.split(/[^\p{L}\p{N}-]+/u).includes(request.incident)
    for (const { id, title } of await api.childPages(place.id)) {
      if (names(title) && (await isOurs(id))) return api.page(id)
    }
    return null
  }
  const { fillProperties } = await import('./notion/page-properties.ts')
  const { key } = fillProperties(place.source, '', request.facts, settings.properties)
  for (const page of await api.pagesWith(place.source.id, key.name, key.type, request.incident)) {
    if (await isOurs(page.id)) return page
  }
  return null
}

async function createPage(prepared: PreparedPage, tools: Tools): Promise<Delivered> {
  const { api } = tools
  const place = await tools.parent()
  const filled = await fill(prepared, tools, null)
  const target: Readonly<Record<string, string>> =
    place.kind === 'page'
      ? { type: 'page_id', page_id: place.id }
      : { type: 'data_source_id', data_source_id: place.source.id }
  let page: Page | null
  try {
    page = await api.createPage(target, filled.values, prepared.parts[0] ?? '')
  } catch (error) {
    page = await findAfterAll(error, prepared, tools)
  }
  page ??= await findPage(prepared, tools)
  if (!page) throw lost()
  for (const part of prepared.parts.slice(1)) await api.appendMarkdown(page.id, part)
  const edited = prepared.parts.length > 1 ? await api.page(page.id) : page
  return delivered(edited ?? page, prepared, filled.notes, api)
}

/** Looks, twice, whether a page is there whose creation was not confirmed. @throws the first error where it is not. */
async function findAfterAll(error: unknown, prepared: PreparedPage, tools: Tools): Promise<Page> {
  const { UncertainOutcome } = await import('./notion/explain-notion-error.ts')
  if (!(error instanceof UncertainOutcome || error instanceof ConflictError)) throw error
  for (const pause of [0, 2000]) {
    await tools.sleep(pause)
    const page = await findPage(prepared, tools).catch(() => null)
    if (page) return page
  }
  throw error
}

async function updatePage(page: Page, prepared: PreparedPage, tools: Tools): Promise<Delivered> {
  const { api } = tools
  const { request, parts, hash } = prepared
  const { previous } = request
  const remote = previous?.remote
  const bot = remote?.editor ?? page.created_by.id
  const isForeign = page.last_edited_by.id !== bot
  const isUntouched = !isForeign && remote?.editedAt === page.last_edited_time
  if (previous?.hash === hash && !request.force && (isUntouched || isForeign)) {
    const notes = isForeign
      ? ['Somebody edited the page in Notion since. The record has not changed, so nothing was sent.']
      : []
    return { place: page.url, hash, changed: false, notes, remote }
  }
  const { readMark, isMarkOf } = await import('./notion/page-mark.ts')
  const now = await api.markdown(page.id)
  const mark = readMark(request, now.markdown)
  const isWhole = mark !== null && isMarkOf(mark.whole, hash)
  // What an earlier, interrupted delivery of ours wrote carries another mark, or none at the end.
  const isOwnWriting = !isForeign && mark !== null && !(previous && isMarkOf(mark.whole, previous.hash))
  const isSameText = remote?.text === undefined || remote.text === now.markdown
  const isEdited = isForeign || !(isSameText || isOwnWriting)
  const filled = await fill(prepared, tools, page)
  if (isEdited && !request.force) throw await editedSince(page, now.markdown, prepared, filled)
  if (isWhole && !isEdited && previous?.hash === hash) return delivered(page, prepared, filled.notes, api, false)
  if (!isWhole || isEdited) {
    await api.replaceMarkdown(page.id, parts[0] ?? '')
    for (const part of parts.slice(1)) await api.appendMarkdown(page.id, part)
  }
  return delivered(await api.updateProperties(page.id, filled.values), prepared, filled.notes, api)
}

async function delivered(
  page: Page,
  { hash }: PreparedPage,
  notes: readonly string[],
  api: NotionApi,
  changed = true,
): Promise<Delivered> {
  // The page is written; that it could not be read back only makes the next look at it less sharp.
  const now = await api.markdown(page.id).catch(() => null)
  const text = now === null || now.truncated ? {} : { text: now.markdown }
  const remote = { id: page.id, editor: page.last_edited_by.id, editedAt: page.last_edited_time, ...text }
  return { place: page.url, hash, changed, notes, remote }
}

/** A page may have been moved: what it can be given is up to where it stands now. */
async function fill({ request, title }: PreparedPage, tools: Tools, page: Page | null): Promise<Filling> {
  const { fillProperties, fillTitle } = await import('./notion/page-properties.ts')
  const sourceId = page?.parent.data_source_id
  const place = page ? null : await tools.parent()
  const source = place ? sourceOf(place) : sourceId === undefined ? null : await tools.api.dataSource(sourceId)
  return source
    ? fillProperties(source, title, request.facts, tools.settings.properties)
    : { values: fillTitle(title), notes: [] }
}

function sourceOf(place: NotionParent): DataSource | null {
  return place.kind === 'data source' ? place.source : null
}

async function editedSince(
  page: Page,
  now: string,
  { request, parts }: PreparedPage,
  filled: Filling,
): Promise<ConflictError> {
  const [{ describeEdits }, { differingProperties }] = await Promise.all([
    import('./notion/describe-edits.ts'),
    import('./notion/page-properties.ts'),
  ])
  const edits = [
    ...describeEdits(request.previous?.remote?.text ?? parts.join('\n'), now),
    ...differingProperties(page, filled.values),
  ]
  const shown =
    edits.length > 0
      ? `What differs:\n${edits.join('\n')}`
      : 'Its text is as it was delivered; something beside it was changed.'
  return new ConflictError({
    happened: `The page was edited in Notion since it was delivered (${page.last_edited_time}): ${page.url}\n${shown}\n`,
    expected: 'the page as it was delivered.',
    tryThis: 'record what was edited so that it is not lost, then deliver with force; or leave the page as it is.',
  })
}

function lost(): ConflictError {
  return new ConflictError({
    happened: 'Notion took the page, but it cannot be found.',
    expected: 'a page below the place in POSTMORTEM_NOTION_PARENT.',
    tryThis: 'the same again in a minute: what is there already is looked for first.',
  })
}

/** Runs `make` until it has succeeded once. */
function rememberSuccess<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => {
    made ??= make().catch((error: unknown) => {
      made = null
      throw error
    })
    return made
  }
}
