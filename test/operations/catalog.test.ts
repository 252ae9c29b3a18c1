import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { catalog } from '../../src/operations/catalog.ts'
import { connectInProcess, createFactory, createMemoryDeps } from '../mcp/fixture.ts'

const folder = fileURLToPath(new URL('../../src/operations', import.meta.url))

/** Files of the folder that are no operation. */
const others = new Set([
  'catalog.ts',
  'find-lessons.ts',
  'gives-reason.ts',
  'import-files.ts',
  'look-back.ts',
  'operation.ts',
  'parse-input.ts',
  'past-incidents.ts',
  'report-why.ts',
  'restore-export.ts',
  'seen-before.ts',
  'settle-why.ts',
  'situation.ts',
  'time-notes.ts',
])

/** Fields whose name says everything, so that they need no description. */
const selfEvident = new Set([
  'actor', 'allow_gaps', 'dry_run', 'answers', 'approximate', 'area', 'basis', 'from', 'severity', 'tag', 'to', 'beyond', 'category', 'check', 'decision', 'due', 'fix', 'incident_id', 'kind',
  'metric', 'offset', 'owner', 'priority', 'reference', 'reopen', 'rollback', 'scope', 'shared_with', 'source', 'state',
  'status', 'strength', 'tradeoff', 'user_impact', 'what', 'action_type', 'done_when',
]) // biome-ignore format: a list

interface JsonSchema {
  readonly description?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
}

function fieldsOf(schema: JsonSchema, place = ''): [string, string, JsonSchema][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    [`${place}${name}`, name, field] as [string, string, JsonSchema],
    ...fieldsOf(field, `${place}${name}.`),
    ...fieldsOf(field.items ?? {}, `${place}${name}[].`),
  ])
}

describe('the catalog', () => {
  it('holds every operation of its folder, once', () => {
    const files = readdirSync(folder).filter((file) => !others.has(file))
    const names = catalog.map((operation) => `${operation.name.replaceAll('_', '-')}.ts`)
    expect([...names].sort()).toEqual(files.sort())
  })

  it.each(catalog.map((operation) => [operation.name, operation] as const))('%s keeps the rules', (name, operation) => {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)+$/)
    const file = readFileSync(`${folder}/${name.replaceAll('_', '-')}.ts`, 'utf8')
    expect(file).toContain(`name: '${name}'`)
    expect(['reads', 'writes', 'delivers']).toContain(operation.effect)
    expect(operation.title.length).toBeGreaterThan(5)
    expect(operation.description.length).toBeGreaterThan(80)
    expect(Buffer.byteLength(operation.description)).toBeLessThan(2048)
  })

  it('has few operations', () => {
    expect(catalog.length).toBeLessThanOrEqual(18)
  })
})

describe('tools/list', () => {
  let listed: Awaited<ReturnType<Awaited<ReturnType<typeof connectInProcess>>['listTools']>>
  beforeAll(async () => {
    listed = await (await connectInProcess(createFactory(createMemoryDeps()), { era: '2025' })).listTools()
  })

  it('weighs at most 20 KB, and 12 KB without those that judge language, look back or tell others', () => {
    const others = [
      'challenge_five_whys',
      'review_post_mortem',
      'find_past_incidents',
      'find_patterns',
      'import_past_incidents',
      'record_delivery',
      'draft_customer_update',
    ]
    const facilitating = listed.tools.filter((tool) => !others.includes(tool.name))
    expect(Buffer.byteLength(JSON.stringify(listed))).toBeLessThanOrEqual(20 * 1024)
    expect(Buffer.byteLength(JSON.stringify({ tools: facilitating }))).toBeLessThanOrEqual(12 * 1024)
  })

  it('is in the order of the catalog, the same each time', async () => {
    expect(listed.tools.map((tool) => tool.name)).toEqual(catalog.map((operation) => operation.name))
    const again = await (await connectInProcess(createFactory(createMemoryDeps()), { era: '2025' })).listTools()
    expect(again).toEqual(listed)
  })

  it('shows the entry tool up front, and no other', () => {
    const shown = listed.tools.filter((tool) => tool._meta?.['anthropic/alwaysLoad'] === true)
    expect(shown.map((tool) => tool.name)).toEqual(['start_post_mortem'])
  })

  it('describes every field that does not speak for itself', () => {
    const silent = listed.tools.flatMap((tool) =>
      fieldsOf(tool.inputSchema as JsonSchema)
        .filter(([, name, field]) => field.description === undefined && !selfEvident.has(name))
        .map(([place]) => `${tool.name}: ${place}`),
    )
    expect(silent).toEqual([])
  })

  it('says of each tool that only reads that it does, and of no other; silence means writing', () => {
    const reading = catalog.filter((operation) => operation.effect === 'reads').map((operation) => operation.name)
    expect(listed.tools.filter((tool) => tool.annotations?.readOnlyHint === true).map((tool) => tool.name)).toEqual(
      reading,
    )
  })
})
