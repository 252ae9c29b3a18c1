import type { Client } from '@notionhq/client'
import { z } from 'zod'
import { explainNotionError, isNotFound } from './explain-notion-error.ts'

/** The dialect of Markdown and the shape of answers hang on it. */
const notionVersion = '2026-03-11'

const Person = z.object({ id: z.string() })

const Page = z.object({
  object: z.literal('page'),
  id: z.string(),
  url: z.string(),
  in_trash: z.boolean(),
  created_time: z.string(),
  /** Rounded to the minute by Notion. */
  last_edited_time: z.string(),
  created_by: Person,
  last_edited_by: Person,
  parent: z.looseObject({ type: z.string(), data_source_id: z.string().optional() }),
  properties: z.record(z.string(), z.looseObject({ type: z.string() })),
})
export type Page = z.infer<typeof Page>

const Options = z.object({ options: z.array(z.object({ name: z.string() })) })
const DataSource = z.object({
  object: z.literal('data_source'),
  id: z.string(),
  title: z.array(z.object({ plain_text: z.string() })),
  properties: z.record(z.string(), z.looseObject({ type: z.string(), status: Options.optional() })),
})
export type DataSource = z.infer<typeof DataSource>

const Database = z.object({ data_sources: z.array(z.object({ id: z.string(), name: z.string() })) })

const PageMarkdown = z.object({ markdown: z.string(), truncated: z.boolean() })

const AsyncTask = z.object({
  object: z.literal('async_task'),
  id: z.string(),
  status: z.string(),
  poll_after_seconds: z.number().default(2),
  error: z.looseObject({ code: z.string(), message: z.string() }).optional(),
})

const Children = z.object({
  results: z.array(z.looseObject({ id: z.string(), child_page: z.object({ title: z.string() }).optional() })),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
})

const Found = z.object({ results: z.array(z.looseObject({ object: z.string() })) })

const Self = z.object({
  id: z.string(),
  name: z.string().nullable(),
  bot: z.looseObject({ workspace_name: z.string().nullish() }).optional(),
})

export type PropertyValues = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** The requests that a delivery is made of. Each failure is a refusal in our words; `whatFor` begins its sentence. */
export interface NotionApi {
  whoAmI(): Promise<{ name: string; workspace: string | null }>
  /** Null where there is none, or it is not shared with the connection. */
  page(id: string): Promise<Page | null>
  dataSource(id: string): Promise<DataSource | null>
  /** The data sources of a database; null where there is no such database. */
  database(id: string): Promise<readonly { id: string; name: string }[] | null>
  /** Titles and ids of the pages right below a page. */
  childPages(id: string): Promise<readonly { id: string; title: string }[]>
  /** Pages of a data source whose property holds that text, oldest first; those in the trash are left out. */
  pagesWith(dataSource: string, property: string, type: string, text: string): Promise<readonly Page[]>
  /** Null where Notion takes the page in the background; it is there when the promise resolves. */
  createPage(
    parent: Readonly<Record<string, string>>,
    properties: PropertyValues,
    markdown: string,
  ): Promise<Page | null>
  updateProperties(id: string, properties: PropertyValues): Promise<Page>
  /** What stands on the page, as Notion writes it. */
  markdown(id: string): Promise<{ markdown: string; truncated: boolean }>
  replaceMarkdown(id: string, markdown: string): Promise<void>
  appendMarkdown(id: string, markdown: string): Promise<void>
}

export interface NotionApiOptions {
  readonly token: string
  readonly baseUrl: string | null
  /** Milliseconds to wait; for tests. */
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly retryDelay: number
}

/** Seconds for which a task in the background is waited for. */
const longestTask = 300

/** Requests longer than this may be taken in the background, so that no gateway gives up on them. */
const longText = 20_000

/** Writes that say the same twice are tried again after a server's error; creating and appending are not. */
const triesOfRepeatable = 3

/** Loads Notion's client, on first use only. Waits where Notion asks to (429, 529), at most a minute at a time. */
export async function createNotionApi({ token, baseUrl, sleep, retryDelay }: NotionApiOptions): Promise<NotionApi> {
  const { Client, LogLevel } = await import('@notionhq/client')
  const client: Client = new Client({
    auth: token,
    notionVersion,
    ...(baseUrl === null ? {} : { baseUrl }),
    // Its own logger would write to stdout.
    logLevel: LogLevel.ERROR,
    logger: () => {},
    retry: { maxRetries: 5, initialRetryDelayMs: retryDelay },
  })

  async function ask<T>(schema: z.ZodType<T>, whatFor: string, request: () => Promise<unknown>): Promise<T> {
    let answer: unknown
    try {
      answer = await request()
    } catch (cause) {
      throw explainNotionError(cause, whatFor)
    }
    const read = schema.safeParse(answer)
    if (!read.success) throw explainNotionError(read.error, whatFor)
    return read.data
  }

  async function askOrNull<T>(
    schema: z.ZodType<T>,
    whatFor: string,
    request: () => Promise<unknown>,
  ): Promise<T | null> {
    const missing = { isMissing: true } as const
    const answer = await ask(z.union([schema, z.object({ isMissing: z.literal(true) })]), whatFor, async () => {
      try {
        return await request()
      } catch (cause) {
        if (isNotFound(cause)) return missing
        throw cause
      }
    })
    return typeof answer === 'object' && answer !== null && 'isMissing' in answer ? null : answer
  }

  async function repeat<T>(request: () => Promise<T>): Promise<T> {
    for (let left = triesOfRepeatable; ; left -= 1) {
      try {
        return await request()
      } catch (error) {
        if (left <= 1 || !isWorthRepeating(error)) throw error
        await sleep(1000 * 2 ** (triesOfRepeatable - left))
      }
    }
  }

  /** Waits for what Notion does in the background; null once it is done. */
  async function settled<T>(schema: z.ZodType<T>, whatFor: string, request: () => Promise<unknown>): Promise<T | null> {
    const first = await ask(z.union([AsyncTask, schema]), whatFor, request)
    const isTask = AsyncTask.safeParse(first)
    if (!isTask.success) return schema.parse(first)
    let task = isTask.data
    for (let waited = 0; task.status !== 'succeeded'; ) {
      if (task.status === 'failed' || waited > longestTask) throw explainNotionError(task.error ?? null, whatFor)
      const seconds = Math.min(Math.max(task.poll_after_seconds, 1), 30)
      await sleep(seconds * 1000)
      waited += seconds
      task = await ask(AsyncTask, whatFor, () => client.asyncTasks.retrieve({ task_id: task.id }))
    }
    return null
  }

  const isLong = (markdown: string) => (markdown.length > longText ? { allow_async: true } : {})

  return {
    async whoAmI() {
      const self = await ask(Self, 'Asking Notion whose token this is', () => client.users.me({}))
      return { name: self.name ?? 'without a name', workspace: self.bot?.workspace_name ?? null }
    },
    page: (id) => askOrNull(Page, 'Reading the page', () => client.pages.retrieve({ page_id: id })),
    dataSource: (id) =>
      askOrNull(DataSource, 'Reading the data source', () => client.dataSources.retrieve({ data_source_id: id })),
    async database(id) {
      const found = await askOrNull(Database, 'Reading the database', () =>
        client.databases.retrieve({ database_id: id }),
      )
      return found?.data_sources ?? null
    },
    async childPages(id) {
      const pages: { id: string; title: string }[] = []
      for (let cursor: string | null = null, more = true; more; ) {
        const start = cursor
        const listed: z.infer<typeof Children> = await ask(Children, 'Looking for the page', () =>
          client.blocks.children.list({
            block_id: id,
            page_size: 100,
            ...(start === null ? {} : { start_cursor: start }),
          }),
        )
        for (const one of listed.results) if (one.child_page) pages.push({ id: one.id, title: one.child_page.title })
        cursor = listed.next_cursor
        more = listed.has_more && cursor !== null
      }
      return pages
    },
    async pagesWith(dataSource, property, type, text) {
      const condition = type === 'title' ? { contains: text } : { equals: text }
      const found = await ask(Found, 'Looking for the page', () =>
        client.request({
          path: `data_sources/${encodeURIComponent(dataSource)}/query`,
          method: 'post',
          body: {
            filter: { property, [type]: condition },
            sorts: [{ timestamp: 'created_time', direction: 'ascending' }],
            page_size: 100,
          },
        }),
      )
      return found.results
        .flatMap((one) => {
          const page = Page.safeParse(one)
          return page.success ? [page.data] : []
        })
        .filter((page) => !page.in_trash)
    },
    createPage: (parent, properties, markdown) =>
      settled(Page, 'Creating the page', () =>
        client.request({ path: 'pages', method: 'post', body: { parent, properties, markdown, ...isLong(markdown) } }),
      ),
    updateProperties: (id, properties) =>
      repeat(() =>
        ask(Page, 'Setting the properties of the page', () =>
          client.request({ path: `pages/${encodeURIComponent(id)}`, method: 'patch', body: { properties } }),
        ),
      ),
    markdown: (id) => ask(PageMarkdown, 'Reading the page', () => client.pages.retrieveMarkdown({ page_id: id })),
    async replaceMarkdown(id, markdown) {
      // Child pages and databases that people put there are never deleted: Notion refuses then, and so do we.
      await repeat(() =>
        settled(PageMarkdown, 'Writing the page', () =>
          client.pages.updateMarkdown({
            page_id: id,
            type: 'replace_content',
            replace_content: { new_str: markdown },
            ...isLong(markdown),
          }),
        ),
      )
    },
    async appendMarkdown(id, markdown) {
      await settled(PageMarkdown, 'Writing the rest of the page', () =>
        client.pages.updateMarkdown({
          page_id: id,
          type: 'insert_content',
          insert_content: { content: markdown, position: { type: 'end' } },
          ...isLong(markdown),
        }),
      )
    },
  }
}

function isWorthRepeating(error: unknown): boolean {
  return error instanceof Error && 'isPassing' in error && error.isPassing === true
}
