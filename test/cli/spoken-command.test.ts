import { describe, expect, it } from 'vitest'
import { parseCommand } from '../../src/cli/interview/spoken-command.ts'

describe('a line at a prompt', () => {
  it.each([
    ['skip', { name: 'skip', reason: '' }],
    ['Skip, nobody measured it', { name: 'skip', reason: 'nobody measured it' }],
    ['skip because nobody measured it', { name: 'skip', reason: 'nobody measured it' }],
    ["I don't know", { name: 'skip', reason: "I don't know" }],
    ['I don’t know.', { name: 'skip', reason: "I don't know." }],
    ['/back', { name: 'back' }],
    [' DONE ', { name: 'done' }],
    ['?', { name: 'help' }],
    ['quit', { name: 'stop' }],
    ['fix 12', { name: 'fix', item: '12' }],
    ['edit #event-4', { name: 'fix', item: 'event-4' }],
    ['fix', { name: 'fix', item: '' }],
    ['role support', { name: 'role', role: 'support' }],
    ['role: On-call', { name: 'role', role: 'on-call' }],
  ])('%s is a command', (line, command) => {
    expect(parseCommand(line)).toEqual(command)
  })

  it.each([
    'skipped the review that day',
    'skip lists were slow',
    'back to normal at 15:30',
    'fix was deployed at 15:30',
    'fixed 15:30',
    'edit button did nothing',
    'role permissions were changed in the morning',
    'show button was grey',
    'stop button did nothing',
    'as far as I know, nothing',
    "don't know exactly, about 300",
    'no',
    'unknown',
    '14:05',
    '',
  ])('"%s" is an answer', (line) => {
    expect(parseCommand(line)).toBeNull()
  })
})
