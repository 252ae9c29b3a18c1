import { McpServer, type McpServerFactory } from '@modelcontextprotocol/server'
import { catalog } from '../operations/catalog.ts'
import type { Deps, Operation } from '../operations/operation.ts'
import { readPrompt, registerPrompts } from './prompts.ts'
import { completeIncident, registerResources } from './resources.ts'
import { registerTools } from './tools.ts'

export interface ServerOptions {
  /** Called when the first request needs it, once; again only after it has failed. */
  readonly deps: () => Promise<Deps>
  /** Folder of `prompts/`. */
  readonly prompts: string
  /** Of this package. */
  readonly version: string
  /** Default: the catalog. */
  readonly operations?: readonly Operation[]
}

/**
 * A factory for the SDK's entries: one server for each connection (stdio) or request (HTTP), in whichever protocol era the
 * client speaks. Nothing is opened before a request needs it.
 */
export function createServerFactory({ deps, prompts, version, operations = catalog }: ServerOptions): McpServerFactory {
  const ready = once(deps)
  return () => {
    const server = new McpServer(
      { name: 'postmortem-facilitator', title: 'Post-mortem facilitator', version },
      {
        instructions: readPrompt(prompts, 'instructions').body,
        // Nothing here changes while a connection lives but the incidents, and a client re-reads those.
        capabilities: {
          tools: { listChanged: false },
          resources: { listChanged: false },
          prompts: { listChanged: false },
        },
      },
    )
    registerTools(server, operations, ready)
    registerResources(server, ready)
    registerPrompts(server, prompts, completeIncident(ready))
    return server
  }
}

/** Keeps what was promised, but not a failure: a domain context can be mended while the server runs. */
function once<T>(create: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | null = null
  return () => {
    kept ??= create().catch((error: unknown) => {
      kept = null
      throw error
    })
    return kept
  }
}
