import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkClaude, checkKeyShape } from '../../src/claude/check-claude.ts'
import { startMessagesApi } from './messages-api.ts'

const key = `sk-ant-api03-${'a'.repeat(40)}`

describe('the key for Claude', () => {
  it.each([
    [`"${key}"`, 'has quotes around it'],
    [`${key.slice(0, 20)} ${key.slice(20)}`, 'has white space in it'],
    ['sk-proj-1234567890123456789012345678901234567890', 'does not begin with sk-ant-'],
    ['sk-ant-short', 'is too short'],
  ])('%j is recognised as cut or quoted, and not repeated', (wrong, what) => {
    expect(() => checkKeyShape(wrong)).toThrow(`ANTHROPIC_API_KEY ${what}.`)
    expect(() => checkKeyShape(wrong)).not.toThrow(wrong)
  })

  it('is well with the right shape', () => {
    expect(checkKeyShape(key)).toBe('ANTHROPIC_API_KEY has the shape of a key')
  })

  describe('asked for', () => {
    let api: Awaited<ReturnType<typeof startMessagesApi>>
    beforeAll(async () => {
      api = await startMessagesApi(() => ({ text: '' }))
    })
    afterAll(() => api.close())
    const ask = (given: string, model = '') =>
      checkClaude({ ANTHROPIC_API_KEY: given, ANTHROPIC_BASE_URL: api.url, POSTMORTEM_MODEL: model })

    it('says how long the model stays', async () => {
      expect(await ask(key)).toBe(
        'the key is taken, The claude-sonnet-5-5 (claude-sonnet-5-5) is active, until 2027-01-31',
      )
      await expect(ask(key, 'old-claude')).rejects.toThrow('The model old-claude is deprecated, until 2027-01-31.')
    })

    it('tells a wrong key from a wrong model', async () => {
      await expect(ask('sk-ant-wrong')).rejects.toThrow('Claude did not take the key')
      await expect(ask(key, 'no-such-model')).rejects.toThrow('Claude knows no model "no-such-model"')
    })
  })
})
