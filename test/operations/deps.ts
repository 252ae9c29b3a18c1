import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createChatDelivery } from '../../src/delivery/chat-delivery.ts'
import { loadTemplates } from '../../src/documents/load-templates.ts'
import type { DomainContext } from '../../src/domain/context.ts'
import { defaultContext } from '../../src/domain/default-context.ts'
import type { Deps } from '../../src/operations/operation.ts'
import { createMemoryStore } from '../../src/store/memory-store.ts'

const top = fileURLToPath(new URL('../..', import.meta.url))

/** A facilitator in memory, whose clock stands still until a test moves it. */
export function createDeps(context: Partial<DomainContext> = {}): Deps & { setNow: (instant: string) => void } {
  let now = new Date('2026-03-04T09:00:00.000Z')
  const chat = createChatDelivery()
  return {
    store: createMemoryStore(),
    deliveries: new Map([[chat.to, chat]]),
    context: async () => ({ ...defaultContext, ...context }),
    templates: () => loadTemplates(`${top}templates`),
    prompt: async (name) => readFileSync(`${top}prompts/${name}.md`, 'utf8').replace(/^---\n[\s\S]*?\n---\n/, ''),
    now: () => now,
    importRoots: [top],
    via: 'test',
    setNow: (instant) => {
      now = new Date(instant)
    },
  }
}
