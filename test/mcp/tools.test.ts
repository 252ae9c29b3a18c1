import { describe, expect, it } from 'vitest'
import {
  breakDown,
  connectInProcess,
  createAskColour,
  createFactory,
  createMemoryDeps,
  type Era,
  echoVia,
  refuse,
  structureOf,
  textOf,
} from './fixture.ts'

const both: Era[] = ['2025', '2026']

describe.each(both)('tools, in the %s era', (era) => {
  const operations = [createAskColour([]), echoVia, refuse, breakDown]
  const connect = () => connectInProcess(createFactory(createMemoryDeps(), operations), { era })

  it('lists what the operations say, in their order, with annotations from their effect', async () => {
    const { tools } = await (await connect()).listTools()
    expect(tools.map((tool) => tool.name)).toEqual(['ask_colour', 'echo_via', 'refuse', 'break_down'])
    expect(tools[0]?.annotations).toEqual({ destructiveHint: false, openWorldHint: false })
    expect(tools[1]?.annotations).toMatchObject({ readOnlyHint: true })
    expect(tools[0]?.inputSchema).toMatchObject({ type: 'object', properties: { of: { type: 'string' } } })
  })

  it('says the same in the structured result and in the text, and tells the operation who called', async () => {
    const result = await (await connect()).callTool({ name: 'echo_via', arguments: {} })
    expect(structureOf(result)).toEqual({ via: 'mcp (test client)' })
    expect(textOf(result)).toBe('via mcp (test client)')
    expect(result.isError).toBeFalsy()
  })

  it('tells a refusal in its three sentences, in both forms', async () => {
    const result = await (await connect()).callTool({ name: 'refuse', arguments: {} })
    expect(result.isError).toBe(true)
    expect(textOf(result)).toBe('It was late.\nExpected: earlier.\nTry: tomorrow.')
    expect(structureOf(result)).toEqual({
      error: { happened: 'It was late.', expected: 'earlier.', try_this: 'tomorrow.' },
    })
  })

  it('keeps the details of a defect to itself', async () => {
    const result = await (await connect()).callTool({ name: 'break_down', arguments: {} })
    expect(result.isError).toBe(true)
    expect(textOf(result)).toContain('defect')
    expect(JSON.stringify(result)).not.toMatch(/secret|\/etc|at .*\.ts/)
  })

  it.each([
    ['a wrong type', { count: 'two' }, 'count is the text "two"', 'count as a number'],
    ['a number out of range', { count: 9 }, 'count is the number 9', 'count with at most 3'],
    ['half a number', { count: 1.5 }, 'count is the number 1.5', 'count as a whole number'],
    ['null', { of: null }, 'of is null', 'of as text'],
    ['a list', { of: ['a'] }, 'of is a list of 1', 'of as text'],
    ['an unknown field', { off: 'a' }, 'no field "off"', 'only of, count'],
    ['control characters in a field name', { '\u001b[31mred\u202e': 1 }, 'no field "[31mred"', 'only of, count'],
    ['a very long field', { ['x'.repeat(5000)]: 1 }, `no field "${'x'.repeat(57)}…"`, 'only of, count'],
  ])('names the field for %s, what came and what was expected', async (_, given, came, wanted) => {
    const result = await (await connect()).callTool({ name: 'ask_colour', arguments: given })
    expect(result.isError).toBe(true)
    expect(textOf(result)).toContain(came)
    expect(textOf(result)).toContain(wanted)
  })

  it('answers an unknown tool with an error that names it, and goes on', async () => {
    const client = await connect()
    await expect(client.callTool({ name: 'no_such_tool', arguments: {} })).rejects.toThrow('no_such_tool')
    expect(textOf(await client.callTool({ name: 'echo_via', arguments: {} }))).toContain('via')
  })
})

describe('what a server opens', () => {
  it('opens nothing before a call needs it, once for all calls, and tries again after a failure', async () => {
    let opened = 0
    const { createServerFactory } = await import('../../src/mcp/server.ts')
    const { promptFolder } = await import('./fixture.ts')
    const factory = createServerFactory({
      deps: async () => {
        opened += 1
        if (opened === 1) throw new Error('not yet')
        return createMemoryDeps()
      },
      prompts: promptFolder,
      version: '0.0.0',
      operations: [echoVia],
    })
    const client = await connectInProcess(factory, { era: '2025' })
    await client.listTools()
    await client.listPrompts()
    expect(opened).toBe(0)
    expect((await client.callTool({ name: 'echo_via', arguments: {} })).isError).toBe(true)
    await client.callTool({ name: 'echo_via', arguments: {} })
    await client.callTool({ name: 'echo_via', arguments: {} })
    expect(opened).toBe(2)
  })
})
