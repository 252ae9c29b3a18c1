import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Config, type Options, packageFolder, readConfig } from './config.ts'
import type { Delivery } from './delivery/delivery.ts'
import type { TemplateSet } from './documents/template-set.ts'
import type { DomainContext } from './domain/context.ts'
import { ConfigurationError } from './errors.ts'
import type { Deps } from './operations/operation.ts'

/** A facilitator at work. Close it to let go of the database. */
export interface Facilitator {
  readonly deps: Deps
  readonly config: Config
  close(): Promise<void>
}

/** Picks the adapters: the only place that knows which ones there are. Opens the database, and reads nothing else yet. */
export async function compose(options: Options & { via: string }): Promise<Facilitator> {
  const config = readConfig(options, process.env, existsSync)
  const [{ createSqliteStore }, deliveries] = await Promise.all([
    import('./store/sqlite-store.ts'),
    composeDeliveries(config),
  ])
  const now = () => new Date()
  const store = await createSqliteStore({ file: config.db, now })
  const deps: Deps = {
    store,
    deliveries,
    context: rememberWhileUnchanged(config.context, () => readDomainContext(config.context)),
    templates: () => readTemplates(config.templates),
    prompt: (name) => readPrompt(join(config.prompts, `${name}.md`)),
    now,
    importRoots: config.deliveryRoots,
    via: options.via,
  }
  return { deps, config, close: () => store.close() }
}

/** Every place that documents can go to, by name. Reaches none of them yet. */
export async function composeDeliveries(config: Config): Promise<ReadonlyMap<string, Delivery>> {
  const [{ createChatDelivery }, { createFileDelivery }, { createNotionDelivery }, { createHandOverDelivery }] =
    await Promise.all([
      import('./delivery/chat-delivery.ts'),
      import('./delivery/file-delivery.ts'),
      import('./delivery/notion-delivery.ts'),
      import('./delivery/hand-over-delivery.ts'),
    ])
  const { deliveryRoots: roots, deliveryNote: note, notion } = config
  const deliveries = [
    createChatDelivery(),
    createFileDelivery({ roots, note }),
    createNotionDelivery(notion),
    createHandOverDelivery(),
  ]
  return new Map(deliveries.map((delivery) => [delivery.to, delivery]))
}

/** The company's context, or the defaults where there is none. */
export async function readDomainContext(file: string | null): Promise<DomainContext> {
  if (file === null) {
    const { defaultContext } = await import('./domain/default-context.ts')
    return defaultContext
  }
  const { readContext } = await import('./documents/read-context.ts')
  return readContext(await readText(file, 'the domain context'), file)
}

async function readTemplates(folder: string): Promise<TemplateSet> {
  const { loadTemplates } = await import('./documents/load-templates.ts')
  return loadTemplates(folder, join(packageFolder, 'templates'))
}

async function readPrompt(file: string): Promise<string> {
  const text = await readText(file, 'a prompt of this package')
  return text.replace(/^---\n[\s\S]*?\n---\n/, '').trim()
}

async function readText(file: string, what: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))
  } catch (cause) {
    const isEncoding = cause instanceof TypeError
    throw new ConfigurationError(
      {
        happened: isEncoding ? `${file} is not text in UTF-8.` : `${file} could not be read.`,
        expected: `${what}, as a readable text file in UTF-8.`,
        tryThis: isEncoding ? 'save it as UTF-8.' : 'check the path and its permissions.',
      },
      cause,
    )
  }
}

/** Reads again only when the file's time or size has changed: a company edits it while the server runs. */
function rememberWhileUnchanged<T>(file: string | null, read: () => Promise<T>): () => Promise<T> {
  let seen = ''
  let value: Promise<T> | null = null
  return async () => {
    const stamp =
      file === null
        ? 'none'
        : await stat(file).then(
            ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
            () => '',
          )
    if (value === null || stamp !== seen) {
      seen = stamp
      value = read()
      value.catch(() => {
        value = null
      })
    }
    return value
  }
}
