import { describe, expect, it } from 'vitest'
import { parseCommand } from '../../src/cli/interview/spoken-command.ts'

describe('a line at a prompt', () => {
  it.each([
    ['skip', { name: 'skip', reason: '' }],
    ['Skip, nobody measured it', { name: 'skip', reason: 'nobody measured it' }],
    ['skip because nobody measured it', { name: 'skip', reason: 'nobody measured it' }],
    ["I don't know", { name: 'skip', reason: "I don't know" }],
    ['I don’t know.', { name: 'skip', reason: "I don't know." }],
    ['skip its not my dept', { name: 'skip', reason: 'its not my dept' }],
    ['Skip - we never measured it', { name: 'skip', reason: 'we never measured it' }],
    ['i dont know, ask bob', { name: 'skip', reason: 'i dont know, ask bob' }],
    ["I don't know, the vendor might know", { name: 'skip', reason: "I don't know, the vendor might know" }],
    ['no idea, I was not there', { name: 'skip', reason: 'no idea, I was not there' }],
    ['no idea why', { name: 'skip', reason: 'no idea why' }],
    ['ask the network team', { name: 'skip', reason: 'ask the network team' }],
    ["you'd have to ask Bob", { name: 'skip', reason: "you'd have to ask Bob" }],
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
    'skip button was grey',
    'skip logic sent every second job to nowhere',
    "I don't know why, but the pool was empty",
    "i don't know, maybe 300 shops",
    'no idea was tested before the release',
    'ask bob to add an alert',
    'ask price was wrong for an hour',
    'asked the vendor at 14:10',
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
