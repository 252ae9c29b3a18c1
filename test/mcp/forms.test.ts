import type { ElicitResult } from '@modelcontextprotocol/client'
import { describe, expect, it } from 'vitest'
import { serveOverHttp } from '../../src/mcp/http.ts'
import {
  connectInProcess,
  connectOverHttp,
  createAskColour,
  createFactory,
  createMemoryDeps,
  type Era,
  structureOf,
  textOf,
} from './fixture.ts'

const both: Era[] = ['2025', '2026']
const form = { elicitation: { form: {} } }

describe.each(both)('a form, in the %s era', (era) => {
  const ask = async (capabilities: object, answer?: () => ElicitResult) => {
    const answers: Record<string, string>[] = []
    const factory = createFactory(createMemoryDeps(), [createAskColour(answers)])
    const client = await connectInProcess(factory, { era, capabilities, ...(answer ? { answer } : {}) })
    return { answers, result: await client.callTool({ name: 'ask_colour', arguments: {} }) }
  }

  it('is shown, and what was filled in is taken', async () => {
    const { answers, result } = await ask(form, () => ({ action: 'accept', content: { colour: 'green' } }))
    expect(answers).toEqual([{ colour: 'green' }])
    expect(structureOf(result)).toMatchObject({ recorded: ['green'], questions: [] })
  })

  it('is shown to a client that declares elicitation without naming a mode', async () => {
    const { answers } = await ask({ elicitation: {} }, () => ({ action: 'accept', content: { colour: 'red' } }))
    expect(answers).toEqual([{ colour: 'red' }])
  })

  it.each(['decline', 'cancel'] as const)('leaves the questions to the conversation after %s', async (action) => {
    const { answers, result } = await ask(form, () => ({ action }))
    expect(answers).toEqual([])
    expect(result.isError).toBeFalsy()
    expect(textOf(result)).toContain('closed the form')
    expect(textOf(result)).toContain('Which colour?')
    expect(structureOf(result)).toMatchObject({ questions: ['Which colour?'] })
    expect(structureOf(result).note).toContain('closed the form')
  })

  it('is not shown where the client has none', async () => {
    const { result } = await ask({})
    expect(structureOf(result)).toEqual({ recorded: [], questions: ['Which colour?'], next: 'Ask the person.' })
    expect(textOf(result)).toContain('Which colour?')
  })

  it('is not shown where the client only opens addresses', async () => {
    const { result } = await ask({ elicitation: { url: {} } })
    expect(textOf(result)).toContain('Which colour?')
  })
})

describe('a form over HTTP', () => {
  it.each([
    ['2025', [], 'Which colour?'],
    ['2026', [{ colour: 'green' }], 'green'],
  ] as const)('in the %s era', async (era, taken, text) => {
    const answers: Record<string, string>[] = []
    const service = await serveOverHttp(createFactory(createMemoryDeps(), [createAskColour(answers)]), { port: 0 })
    try {
      const answer = (): ElicitResult => ({ action: 'accept', content: { colour: 'green' } })
      const client = await connectOverHttp(service.url, { era, capabilities: form, answer })
      expect(textOf(await client.callTool({ name: 'ask_colour', arguments: {} }))).toContain(text)
      expect(answers).toEqual(taken)
    } finally {
      await service.close()
    }
  })
})
