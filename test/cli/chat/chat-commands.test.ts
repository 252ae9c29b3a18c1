import { describe, expect, it } from 'vitest'
import { parseChatCommand } from '../../../src/cli/chat/chat-commands.ts'

describe('commands of the chat', () => {
  it.each([
    ['/record', { name: 'record', rest: '' }],
    [' /Document product ', { name: 'document', rest: 'product' }],
    ['/draft my Notes.txt', { name: 'draft', rest: 'my Notes.txt' }],
  ])('takes %j as a command', (typed, command) => {
    expect(parseChatCommand(typed)).toEqual(command)
  })

  it.each(['/var/log was full', '/healthz returned 500 for an hour', 'see /record', 'undo', '/'])(
    'takes %j as something to say',
    (typed) => {
      expect(parseChatCommand(typed)).toBeNull()
    },
  )
})
