import {
  acceptedContent,
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type McpServer,
  type ServerContext,
  type ToolAnnotations,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import { readable } from '../domain/readable.ts'
import type { Deps, Effect, Form, Operation } from '../operations/operation.ts'
import { parseInput } from '../operations/parse-input.ts'
import { toToolError } from './failure.ts'
import { listedOutput, listInput } from './listed-schema.ts'

/** The tool that a client which hides tools behind a search should show up front. */
const entryTool = 'start_post_mortem'

/** Key of the one form that a call may ask for. */
const formKey = 'answers'

/**
 * Nothing is destructive: every change is logged with what stood there before, and no foreign file is written over. Only what
 * differs from the protocol's defaults is said, since the list is short on bytes.
 */
const annotations: Readonly<Record<Effect, ToolAnnotations>> = {
  reads: { readOnlyHint: true, openWorldHint: false },
  writes: { destructiveHint: false, openWorldHint: false },
  delivers: { destructiveHint: false, idempotentHint: true },
}

/** Gives each operation a tool. Every failure of a tool is a result with `isError`, in the three sentences of a refusal. */
export function registerTools(server: McpServer, operations: readonly Operation[], deps: () => Promise<Deps>): void {
  for (const operation of operations) {
    server.registerTool(
      operation.name,
      {
        title: operation.title,
        description: operation.description,
        inputSchema: listInput(operation.input),
        outputSchema: listedOutput,
        annotations: annotations[operation.effect],
        ...(operation.name === entryTool ? { _meta: { 'anthropic/alwaysLoad': true } } : {}),
      },
      async (given, ctx) => {
        try {
          const input = parseInput(operation.input, given, operation.name)
          return await call(operation, input, { ...(await deps()), via: viaOf(server, ctx) }, server, ctx)
        } catch (error) {
          return toToolError(error)
        }
      },
    )
  }
}

async function call(
  operation: Operation,
  input: Record<string, unknown>,
  deps: Deps,
  server: McpServer,
  ctx: ServerContext,
): Promise<CallToolResult | InputRequiredResult> {
  const response = inputResponse(ctx.mcpReq.inputResponses, formKey)
  const accepted = acceptedContent(ctx.mcpReq.inputResponses, formKey)
  if (accepted && operation.accept) {
    return toResult(operation, await operation.accept(input, onlyText(accepted), deps))
  }
  const output = await operation.run(input, deps)
  const form = operation.form?.(output) ?? null
  if (form === null || !operation.accept) return toResult(operation, output)
  if (response.kind !== 'missing') {
    return toResult(operation, output, 'The person closed the form without answering. Ask in the conversation instead.')
  }
  return canShowForms(server, ctx) ? askByForm(form) : toResult(operation, output)
}

/** The same facts twice: clients pass either the structured result or the text to their model, seldom both. */
function toResult(operation: Operation, output: Record<string, unknown>, note?: string): CallToolResult {
  const checked = operation.output.parse(output)
  // Operations write each text on its line; what a terminal or a reader's eye would be tricked by goes here, whoever wrote it.
  const text = readable(operation.present(checked))
  return {
    content: [{ type: 'text', text: note ? `${note}\n\n${text}` : text }],
    structuredContent: note ? { note, ...checked } : checked,
  }
}

function askByForm(form: Form): InputRequiredResult {
  const properties = Object.fromEntries(
    form.fields.map(({ id, title, description, choices }) => [
      id,
      { type: 'string' as const, title, description, ...(choices ? { enum: [...choices] } : {}) },
    ]),
  )
  return inputRequired({
    inputRequests: {
      [formKey]: inputRequired.elicit({
        mode: 'form',
        message: form.message,
        requestedSchema: { type: 'object', properties },
      }),
    },
  })
}

/** What came back is the client's word: only text counts, and the operation judges it like any other answer. */
function onlyText(content: Record<string, unknown>): Record<string, string> {
  const filled: Record<string, string> = {}
  for (const [id, value] of Object.entries(content)) if (typeof value === 'string') filled[id] = value
  return filled
}

/**
 * Over stateless HTTP a 2025-era client declares nothing with its call and cannot be asked. An empty declaration means forms:
 * the rule from before there were other modes.
 */
function canShowForms(server: McpServer, ctx: ServerContext): boolean {
  const declared = readEnvelope(ctx)[CLIENT_CAPABILITIES_META_KEY] ?? server.server.getClientCapabilities()
  const elicitation = declared?.elicitation
  if (elicitation === undefined) return false
  return elicitation.form !== undefined || elicitation.url === undefined
}

/** Who is calling, for the history. The client names itself, so the name is cut to plain short text. */
function viaOf(server: McpServer, ctx: ServerContext): string {
  const client = readEnvelope(ctx)[CLIENT_INFO_META_KEY] ?? server.server.getClientVersion()
  const name = client?.name.replace(/[^\w .@/-]/g, '').slice(0, 40) ?? ''
  return name === '' ? 'mcp' : `mcp (${name})`
}

/** What a client of the 2026 era says about itself with each request; one of the 2025 era said it once, at the start. */
const Envelope = z.object({
  [CLIENT_INFO_META_KEY]: z.object({ name: z.string() }).optional(),
  [CLIENT_CAPABILITIES_META_KEY]: z
    .object({ elicitation: z.object({ form: z.object({}).optional(), url: z.object({}).optional() }).optional() })
    .optional(),
})

function readEnvelope(ctx: ServerContext): z.infer<typeof Envelope> {
  return Envelope.safeParse(ctx.mcpReq.envelope).data ?? {}
}
