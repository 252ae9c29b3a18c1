import { canonical, refuseMarkdown } from './notion-markdown-model.ts'

export const token = 'ntn_0123456789secret'
export const bot = { object: 'user', id: 'b0700000-0000-4000-8000-000000000000' }
const person = { object: 'user', id: 'ada00000-0000-4000-8000-000000000000' }

type Json = Record<string, unknown>
type PropertyType = 'title' | 'rich_text' | 'select' | 'status' | 'date' | 'people'

interface ModelPage {
  id: string
  parent: Json
  /** By name, as the API returns them. */
  properties: Record<string, Json>
  /** As Notion gives it back. */
  markdown: string
  createdBy: typeof bot
  createdAt: string
  editedBy: typeof bot
  editedAt: string
  inTrash: boolean
  isShared: boolean
  children: ModelPage[]
}

interface ModelSource {
  id: string
  name: string
  properties: Record<string, { type: PropertyType; options?: string[] }>
  isShared: boolean
}

/** What goes wrong with one request. `after`: it was done, only its answer is lost. */
export interface Fault {
  readonly when: 'before' | 'after'
  readonly kind: 'network' | 'garbled' | 409 | 429 | 500 | 502 | 503 | 529
}

/** Every property that we know, under our names. */
export const ourProperties: ModelSource['properties'] = {
  Name: { type: 'title' },
  'Incident ID': { type: 'rich_text' },
  Severity: { type: 'select' },
  Status: { type: 'select' },
  Date: { type: 'date' },
  Owner: { type: 'rich_text' },
}

/**
 * Notion as far as a delivery meets it, with what it demands and refuses: the token, the version, what is shared, property types,
 * sizes, minutes instead of seconds, its own way of writing Markdown. Made from its reference and the types of its client.
 */
export function createNotionWorkspace() {
  const pages = new Map<string, ModelPage>()
  const sources = new Map<string, ModelSource>()
  const databases = new Map<string, string[]>()
  const tasks = new Map<string, { polls: number; failed: boolean }>()
  const requests: { method: string; path: string; body: Json }[] = []
  const faults = new Map<number, Fault>()
  let count = 0
  let now = Date.parse('2026-03-04T09:00:20.000Z')
  let waits = 0
  const state = { async: false, conflictOnce: false }

  const newId = () => {
    count += 1
    return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`
  }
  const minute = () => new Date(Math.floor(now / 60_000) * 60_000).toISOString()

  function addPage(parent: Json, properties: Record<string, Json>, markdown: string, by = bot): ModelPage {
    const page: ModelPage = {
      id: newId(),
      parent,
      properties,
      markdown: canonical(markdown),
      createdBy: by,
      createdAt: new Date(now).toISOString(),
      editedBy: by,
      editedAt: minute(),
      inTrash: false,
      isShared: true,
      children: [],
    }
    pages.set(page.id, page)
    pages.get(String(parent.page_id ?? ''))?.children.push(page)
    return page
  }

  const touch = (page: ModelPage, by: typeof bot) => {
    page.editedBy = by
    page.editedAt = minute()
  }

  function answerFor(method: string, path: string, query: URLSearchParams, body: Json): Response {
    const [, kind = '', id = '', rest = ''] = /^\/v1\/([a-z_]+)(?:\/([^/]+))?(?:\/(.+))?$/.exec(path) ?? []
    const at = `${method} ${kind}${id === '' ? '' : '/:id'}${rest === '' ? '' : `/${rest}`}`
    const page = pages.get(id)
    const seen = page?.isShared ? page : undefined
    switch (at) {
      case 'GET users/:id':
        return json({ ...bot, type: 'bot', name: 'Post-mortems', bot: { workspace_name: 'Acme' } })
      case 'GET pages/:id':
        if (databases.has(id)) return failure(400, 'validation_error', `Provided ID ${id} is a database, not a page.`)
        return seen ? json(shownPage(seen)) : notFound(id)
      case 'GET databases/:id': {
        const inside = databases.get(id)?.map((one) => sources.get(one)!)
        if (!inside?.some((one) => one.isShared)) return notFound(id)
        return json({ object: 'database', id, data_sources: inside.map(({ id, name }) => ({ id, name })) })
      }
      case 'GET data_sources/:id': {
        const source = sources.get(id)
        return source?.isShared ? json(shownSource(source)) : notFound(id)
      }
      case 'POST data_sources/:id/query':
        return queryAnswer(id, body)
      case 'GET blocks/:id/children': {
        if (!seen) return notFound(id)
        const all = seen.children.filter((child) => !child.inTrash)
        const from = Number(query.get('start_cursor') ?? 0)
        const size = Number(query.get('page_size') ?? 100)
        const more = from + size < all.length
        const results = all.slice(from, from + size).map((child) => ({
          object: 'block',
          id: child.id,
          type: 'child_page',
          child_page: { title: titleOf(child) },
        }))
        return json({ object: 'list', results, has_more: more, next_cursor: more ? String(from + size) : null })
      }
      case 'POST pages':
        return createAnswer(body)
      case 'PATCH pages/:id': {
        if (!seen) return notFound(id)
        if (seen.inTrash) return failure(400, 'validation_error', "Can't edit block that is archived.")
        const wrong = refuseProperties(sources.get(String(seen.parent.data_source_id)), body.properties as Json)
        if (wrong) return wrong
        const before = JSON.stringify(seen.properties)
        Object.assign(
          seen.properties,
          shownProperties(sources.get(String(seen.parent.data_source_id)), body.properties as Json),
        )
        if (JSON.stringify(seen.properties) !== before) touch(seen, bot)
        return json(shownPage(seen))
      }
      case 'GET pages/:id/markdown':
        return seen ? json(shownMarkdown(seen)) : notFound(id)
      case 'PATCH pages/:id/markdown':
        return seen ? writeAnswer(seen, body) : notFound(id)
      case 'GET async_tasks/:id': {
        const task = tasks.get(id)
        if (!task) return notFound(id)
        task.polls -= 1
        return json(shownTask(id, task.polls > 0 ? 'running' : task.failed ? 'failed' : 'succeeded'))
      }
      default:
        return failure(400, 'invalid_request_url', 'Invalid request URL.')
    }
  }

  function createAnswer(body: Json): Response {
    const parent = body.parent as Json
    const under = parent.page_id ? pages.get(String(parent.page_id)) : undefined
    const source = sources.get(String(parent.data_source_id))
    if (!(under?.isShared || source?.isShared)) return notFound(String(parent.page_id ?? parent.data_source_id))
    const properties = body.properties as Json
    const wrong = source ? refuseProperties(source, properties) : refuseTitleOnly(properties)
    if (wrong) return wrong
    const refused = refuseMarkdown(String(body.markdown))
    if (refused) return failure(400, 'validation_error', refused)
    const page = addPage(parent, shownProperties(source, properties), String(body.markdown))
    return inBackground(body) ?? json(shownPage(page))
  }

  function writeAnswer(page: ModelPage, body: Json): Response {
    if (page.inTrash) return failure(400, 'validation_error', "Can't edit block that is archived.")
    const replaced = (body.replace_content as Json | undefined)?.new_str
    const inserted = (body.insert_content as Json | undefined)?.content
    const given = String(replaced ?? inserted ?? '')
    const refused = refuseMarkdown(given)
    if (refused) return failure(400, 'validation_error', refused)
    if (replaced !== undefined && page.children.some((child) => !child.inTrash)) {
      return failure(
        400,
        'validation_error',
        'This operation would delete 1 child page(s). Set allow_deleting_content to true.',
      )
    }
    page.markdown = replaced === undefined ? `${page.markdown}\n${canonical(given)}` : canonical(given)
    touch(page, bot)
    return inBackground(body) ?? json(shownMarkdown(page))
  }

  function inBackground(body: Json): Response | null {
    if (!(state.async && body.allow_async === true)) return null
    const id = `task_${newId()}`
    tasks.set(id, { polls: 2, failed: false })
    return json(shownTask(id, 'queued'), 202)
  }

  function queryAnswer(id: string, body: Json): Response {
    const source = sources.get(id)
    if (!source?.isShared) return notFound(id)
    const filter = body.filter as Json
    const name = String(filter.property)
    const type = source.properties[name]?.type
    if (type === undefined) return failure(400, 'validation_error', `Could not find property with name or id: ${name}`)
    const condition = filter[type] as Json | undefined
    if (!condition) return failure(400, 'validation_error', `database property ${type} does not match filter`)
    const results = [...pages.values()]
      .filter((page) => page.parent.data_source_id === id && !page.inTrash && page.isShared)
      .filter((page) => {
        const value = plainText(page.properties[name])
        return 'equals' in condition ? value === condition.equals : value.includes(String(condition.contains))
      })
      .map(shownPage)
    return json({ object: 'list', results, has_more: false, next_cursor: null })
  }

  async function handle(request: Request): Promise<Response> {
    const url = new URL(request.url)
    const text = await request.text()
    const number = requests.length
    const body = text === '' ? {} : (JSON.parse(text) as Json)
    requests.push({ method: request.method, path: url.pathname.replace('/v1/', ''), body })
    const fault = faults.get(number)
    if (fault?.when === 'before') return faultAnswer(fault)
    const answer = refuseRequest(request, text) ?? answerFor(request.method, url.pathname, url.searchParams, body)
    return fault ? faultAnswer(fault, await answer.text()) : answer
  }

  function faultAnswer({ kind }: Fault, lost = ''): Response {
    if (kind === 'network') return Response.error()
    if (kind === 'garbled') return new Response(lost.slice(0, 20), { status: 200 })
    if (kind === 429) return failure(429, 'rate_limited', 'You have been rate limited.', { 'retry-after': '0' })
    if (kind === 529) return failure(529, 'service_overload', 'Overloaded.', { 'retry-after': '0' })
    if (kind === 409) return failure(409, 'conflict_error', 'Conflict occurred while saving. Please try again.')
    if (kind === 502) return new Response('<html>Bad gateway</html>', { status: 502 })
    return failure(kind, kind === 503 ? 'service_unavailable' : 'internal_server_error', 'Unexpected error.')
  }

  function refuseRequest(request: Request, text: string): Response | null {
    if (request.headers.get('authorization') !== `Bearer ${token}`)
      return failure(401, 'unauthorized', 'API token is invalid.')
    if (request.headers.get('notion-version') !== '2026-03-11') return failure(400, 'missing_version', 'Version?')
    if (text !== '' && request.headers.get('content-type') !== 'application/json')
      return failure(400, 'invalid_json', 'JSON?')
    if (Buffer.byteLength(text) > 500_000) return failure(400, 'validation_error', 'Request body too large.')
    return null
  }

  const shownPage = (page: ModelPage) => ({
    object: 'page',
    id: page.id,
    url: `https://www.notion.so/${page.id.replaceAll('-', '')}`,
    public_url: null,
    in_trash: page.inTrash,
    archived: page.inTrash,
    created_time: page.createdAt,
    last_edited_time: page.editedAt,
    created_by: page.createdBy,
    last_edited_by: page.editedBy,
    parent: page.parent,
    properties: page.properties,
    icon: null,
    cover: null,
  })
  const shownMarkdown = (page: ModelPage) => ({
    object: 'page_markdown',
    id: page.id,
    markdown: [
      ...[page.markdown],
      ...page.children.filter((one) => !one.inTrash).map((one) => `<page url="${one.id}">${titleOf(one)}</page>`),
    ].join('\n'),
    truncated: false,
    unknown_block_ids: [],
  })
  const shownSource = ({ id, name, properties }: ModelSource) => ({
    object: 'data_source',
    id,
    title: [{ plain_text: name }],
    properties: Object.fromEntries(
      Object.entries(properties).map(([key, { type, options }]) => [
        key,
        {
          id: key,
          name: key,
          type,
          [type]:
            type === 'status' || type === 'select' ? { options: (options ?? []).map((one) => ({ name: one })) } : {},
        },
      ]),
    ),
  })
  const shownTask = (id: string, status: string) => ({
    object: 'async_task',
    id,
    status,
    status_url: '',
    created_time: new Date(now).toISOString(),
    operation: { surface: 'rest', name: 'write' },
    ...(status === 'succeeded' ? { result: {} } : { poll_after_seconds: 1 }),
  })

  return {
    handle,
    pages,
    requests,
    faults,
    state,
    /** Writes among the requests, for "sends nothing". */
    writes: () => requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/query')),
    sleep: async () => {
      waits += 1
    },
    waits: () => waits,
    pass(minutes: number) {
      now += minutes * 60_000
    },
    addParentPage(): string {
      return addPage(
        { type: 'workspace', workspace: true },
        { title: { type: 'title', title: rich('Incidents') } },
        '',
        person,
      ).id
    },
    addSource(
      properties: ModelSource['properties'] = ourProperties,
      name = 'Post-mortems',
    ): { database: string; source: string } {
      const source = { id: newId(), name, properties: structuredClone(properties), isShared: true }
      const database = newId()
      sources.set(source.id, source)
      databases.set(database, [source.id])
      return { database, source: source.id }
    },
    addSecondSource(database: string): void {
      const source = { id: newId(), name: 'Archive', properties: structuredClone(ourProperties), isShared: true }
      sources.set(source.id, source)
      databases.get(database)?.push(source.id)
    },
    source: (id: string) => sources.get(id)!,
    /** A person changes the text of a page. */
    edit(page: ModelPage, change: (markdown: string) => string, by = person): void {
      page.markdown = change(page.markdown)
      touch(page, by)
    },
    setProperty(page: ModelPage, name: string, value: Json): void {
      page.properties[name] = value
      touch(page, person)
    },
    addChild(page: ModelPage): ModelPage {
      const child = addPage(
        { type: 'page_id', page_id: page.id },
        { title: { type: 'title', title: rich('A note of mine') } },
        'x',
        person,
      )
      touch(page, person)
      return child
    },
    /** Pages of documents, without the one they stand below, the trash and what people made. */
    documents: () => [...pages.values()].filter((page) => page.createdBy === bot && !page.inTrash),
    titleOf,
  }
}
export type NotionWorkspace = ReturnType<typeof createNotionWorkspace>

function refuseProperties(source: ModelSource | undefined, given: Json): Response | null {
  if (!source) return refuseTitleOnly(given)
  for (const [name, value] of Object.entries(given)) {
    const property = source.properties[name]
    if (!property) return failure(400, 'validation_error', `${name} is not a property that exists.`)
    const [type = '', content] = Object.entries(value as Json)[0] ?? []
    if (type !== property.type) return failure(400, 'validation_error', `${name} is expected to be ${property.type}.`)
    if ((type === 'select' || type === 'status') && content !== null) {
      const option = String((content as Json).name)
      if (option.includes(',')) return failure(400, 'validation_error', 'Option names may not hold commas.')
      if (type === 'status' && !property.options?.includes(option))
        return failure(400, 'validation_error', `Status option "${option}" does not exist`)
    }
    if (plainText(value as Json).length > 2000)
      return failure(400, 'validation_error', 'content.length should be ≤ 2000')
  }
  return null
}

function refuseTitleOnly(given: Json): Response | null {
  const wrong = Object.keys(given).find((name) => name !== 'title')
  return wrong ? failure(400, 'validation_error', `${wrong} is not a property that exists.`) : null
}

function shownProperties(source: ModelSource | undefined, given: Json): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const type = source?.properties[name]?.type ?? 'title'
      const content = (value as Json)[type]
      const shown = Array.isArray(content)
        ? content.map((part) => ({ ...part, plain_text: part.text.content }))
        : content
      return [name, { id: name, type, [type]: shown }]
    }),
  )
}

function titleOf(page: ModelPage): string {
  return plainText(Object.values(page.properties).find((one) => one.type === 'title'))
}

function plainText(value: Json | undefined): string {
  const content =
    value &&
    Object.entries(value).find(([name]) => ['title', 'rich_text', 'select', 'status', 'date'].includes(name))?.[1]
  if (Array.isArray(content)) return content.map((part) => part.text.content).join('')
  return String((content as Json | undefined)?.name ?? (content as Json | undefined)?.start ?? '')
}

function rich(content: string): Json[] {
  return [{ text: { content }, plain_text: content }]
}

function json(body: unknown, status = 200): Response {
  return Response.json(body, { status })
}

function notFound(id: string): Response {
  return failure(
    404,
    'object_not_found',
    `Could not find page with ID: ${id}. Make sure the relevant pages and databases are shared with your integration.`,
  )
}

function failure(status: number, code: string, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ object: 'error', status, code, message }, { status, headers })
}
