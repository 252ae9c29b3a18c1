import type Anthropic from '@anthropic-ai/sdk'
import { holdsExcerpt } from '../domain/claims.ts'
import { readable, readableLine } from '../domain/readable.ts'
import { isAssistant } from '../domain/take-match.ts'
import { BadInputError } from '../errors.ts'
import { refusalOf, toSentences } from '../mcp/failure.ts'
import { listInput } from '../mcp/listed-schema.ts'
import type { Deps, Operation } from '../operations/operation.ts'
import { parseInput } from '../operations/parse-input.ts'
import { record } from '../operations/record-answers.ts'
import type { Redactor } from './create-redactor.ts'

/** A tool as the SDK's runner calls it. */
export interface ChatTool {
  readonly name: string
  readonly description: string
  readonly input_schema: Anthropic.Beta.Messages.BetaTool.InputSchema
  readonly run: (input: unknown, context?: { readonly toolUse: { readonly id: string } }) => Promise<string>
  readonly parse: (content: unknown) => unknown
}

/** What became of a call, with the text that Claude gets, before anything in it was replaced. */
export interface ToolResult {
  readonly id: string
  readonly text: string
  readonly failed: boolean
}

export interface ToolSurroundings {
  readonly deps: Deps
  readonly redactor: () => Redactor
  /** What the person wrote in this chat, all of it. */
  readonly personWords: () => string
  /** Since when this chat goes on, a UTC instant. */
  readonly since: () => string
  /** Asks the person before anything leaves this machine or is written outside the record. */
  readonly confirm: (operation: Operation, input: Readonly<Record<string, unknown>>) => Promise<boolean>
  /** Told before a call is carried out; a text answers it instead, where it was carried out before a crash. */
  readonly begin: (id: string, operation: Operation, input: Readonly<Record<string, unknown>>) => Promise<string | null>
  readonly done: (
    operation: Operation,
    result: ToolResult,
    output: Readonly<Record<string, unknown>> | null,
  ) => Promise<void>
}

/**
 * The operations as tools: the same schemas, checks, refusals and texts that the MCP server gives. Calls run one after the other,
 * in the order in which they were made. What comes in is put back into the person's own words; what goes out is redacted.
 */
export function createChatTools(
  operations: readonly Operation[],
  surroundings: ToolSurroundings,
  /** How the SDK is told that a call failed. */
  toFailure: (text: string) => Error,
): ChatTool[] {
  let queue: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work, work)
    queue = turn.catch(() => {})
    return turn
  }
  return operations.map((operation) => ({
    name: operation.name,
    description: operation.description,
    input_schema: {
      ...listInput(operation.input)['~standard'].jsonSchema.input({ target: 'draft-2020-12' }),
      type: 'object',
    },
    parse: (content) => content,
    run: (given, context) =>
      inTurn(async () => {
        const result = await call(operation, given, context?.toolUse.id ?? '', surroundings)
        const text = await surroundings.redactor().redact(result.text)
        if (result.failed) throw toFailure(text)
        return text
      }),
  }))
}

async function call(
  operation: Operation,
  given: unknown,
  id: string,
  surroundings: ToolSurroundings,
): Promise<ToolResult> {
  try {
    const input = parseInput(operation.input, surroundings.redactor().restoreAll(given), operation.name)
    await refuseInventedWords(input, surroundings)
    if (operation.effect === 'delivers' && !(await surroundings.confirm(operation, input))) {
      throw new BadInputError({
        happened: 'The person was asked in the terminal and said no, so nothing was delivered.',
        expected: 'their consent.',
        tryThis: 'ask them what they would like instead.',
      })
    }
    const before = await surroundings.begin(id, operation, input)
    if (before !== null) return await finish(operation, { id, text: before, failed: false }, null, surroundings)
    const known = await startedBefore(operation, input, surroundings)
    const output = operation.output.parse(await operation.run(known ?? input, surroundings.deps))
    return await finish(
      operation,
      { id, text: readable(operation.present(output)), failed: false },
      output,
      surroundings,
    )
  } catch (error) {
    return finish(operation, { id, text: toSentences(refusalOf(error)), failed: true }, null, surroundings)
  }
}

async function finish(
  operation: Operation,
  result: ToolResult,
  output: Readonly<Record<string, unknown>> | null,
  { done }: ToolSurroundings,
): Promise<ToolResult> {
  await done(operation, result, output)
  return result
}

/**
 * Here, other than over MCP, it is known what the person said: words that they did not write, and that are not in the record, are
 * refused as theirs.
 */
async function refuseInventedWords(
  input: Readonly<Record<string, unknown>>,
  { personWords, deps }: ToolSurroundings,
): Promise<void> {
  const words = personWords()
  const invented = saidIn(input).filter((said) => !holdsExcerpt(words, said))
  if (invented.length === 0) return
  const id = input.incident_id
  const sources = typeof id === 'string' ? (await deps.store.load(id)).sources.map((source) => source.text) : []
  const [first] = invented.filter((said) => !sources.some((source) => holdsExcerpt(source, said)))
  if (first === undefined) return
  const line = readableLine(first)
  throw new BadInputError({
    happened: `The person did not write this: "${line.length > 120 ? `${line.slice(0, 119)}…` : line}".`,
    expected: 'in said and what_happened, words that the person wrote in this chat, letter for letter.',
    tryThis: 'copy their words as they stand, or ask them.',
  })
}

/** Every text under `said` or `what_happened`, at any depth; not the assistant's own judgement, which the record keeps as such. */
function saidIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(saidIn)
  if (typeof value !== 'object' || value === null) return []
  if ('said_by' in value && typeof value.said_by === 'string' && isAssistant(value.said_by)) return []
  return Object.entries(value).flatMap(([key, one]) =>
    (key === 'said' || key === 'what_happened') && typeof one === 'string' ? [one] : saidIn(one),
  )
}

/** The same words start one incident in one chat, also when a crash came between the call and its result. */
async function startedBefore(
  operation: Operation,
  { what_happened, said_by, incident_id }: Readonly<Record<string, unknown>>,
  { deps, since }: ToolSurroundings,
): Promise<{ incident_id: string } | null> {
  if (operation.name !== 'start_post_mortem' || typeof what_happened !== 'string' || incident_id !== undefined)
    return null
  const ours = (await deps.store.list()).filter((incident) => incident.createdAt >= since())
  for (const incident of ours) {
    const history = await deps.store.history(incident.id)
    if (history[0]?.via !== deps.via) continue
    if (incident.sources.some((source) => source.text === what_happened)) return { incident_id: incident.id }
    if (incident.sources.length === 0 && history.length === 1) {
      const role = typeof said_by === 'string' ? said_by : 'team'
      await record({ incident_id: incident.id, said: what_happened, said_by: role, question: 'what-happened' }, deps)
      return { incident_id: incident.id }
    }
  }
  return null
}
