import { readFile } from 'node:fs/promises'
import { createChatDelivery } from '../../src/delivery/chat-delivery.ts'
import { loadTemplates } from '../../src/documents/load-templates.ts'
import { defaultContext } from '../../src/domain/default-context.ts'
import { catalog } from '../../src/operations/catalog.ts'
import type { Deps, Operation } from '../../src/operations/operation.ts'
import { createMemoryStore } from '../../src/store/memory-store.ts'
import type { Call } from './play.ts'

/** Calls operations in this process, on a memory store and a clock that stands on the day after the incident. */
export function createCall(now: string): Call {
  const chat = createChatDelivery()
  const deps: Deps = {
    store: createMemoryStore(),
    deliveries: new Map([[chat.to, chat]]),
    context: async () => defaultContext,
    templates: () => loadTemplates(new URL('../../templates', import.meta.url).pathname),
    prompt: (name) => readFile(new URL(`../../prompts/${name}.md`, import.meta.url), 'utf8'),
    importRoots: [],
    now: () => new Date(now),
    via: 'test',
  }
  const operations: readonly Operation[] = catalog
  return async (name, input) => {
    const operation = operations.find((one) => one.name === name)
    if (!operation) throw new Error(`there is no operation ${name}`)
    return operation.run(operation.input.parse(input), deps)
  }
}
