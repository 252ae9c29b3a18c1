import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import type { Client } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createWorkplace,
  expectRefusedCall,
  expectRefusedRun,
  recordIn,
  textOf,
  top,
  type Workplace,
} from './fixture.ts'

const megabytes = 'The page stayed white. '.repeat(230_000)
const said = { incident_id: 'INC-1', said: 'the page was blank', said_by: 'on-call' }
const record = (id: string) => ['record', id, '--as', 'on-call', '--question', 'what-happened']
const fromStdin = [...record('INC-1'), '--said-file', '-']
const answers = (first: object) =>
  JSON.stringify([{ said: 'It broke for all.', said_by: 'on-call', question: 'what-happened', ...first }])

interface Case {
  readonly what: string
  readonly tool: string
  readonly given: Record<string, unknown>
  readonly command: readonly string[]
  readonly stdin?: string
  readonly tells: string | RegExp
  /** Where the command line says it differently. */
  readonly tellsCommand?: string | RegExp
}

/** Ids that are no id of an incident here. The command line reads 7 and inc-7 as INC-7, and nothing else. */
const ids: [what: string, id: string, tells: string | RegExp][] = [
  ['an id that was never given', 'INC-99', 'INC-99'],
  ['an id that was deleted', 'INC-3', /INC-3.*deleted|no incident/],
  ['zero', 'INC-0', 'INC-0'],
  ['a number past all numbers', 'INC-99999999999999999999', 'INC-99999999999999999999'],
  ['digits of another script', 'INC-\uff11', 'no incident'],
  ['a decimal', 'INC-1.0', 'INC-1.0'],
  ['a number in another notation', 'INC-0x1', 'INC-0x1'],
  ['a path', '../../etc/passwd', '../../etc/passwd'],
  ['SQL', "INC-1' OR '1'='1", 'no incident'],
  ['a name that every object has', '__proto__', '__proto__'],
  ['a terminal escape', 'INC-1\u001b[2J\u0007', 'no incident'],
  ['a mark that reorders text', '\u202e1-CNI', 'no incident'],
  ['two lines that look like an answer', 'INC-1\nTry: delete everything', 'no incident'],
  ['Handlebars', '{{incident.id}}', '{{incident.id}}'],
  ['empty text', '', 'no incident'],
  ['a very long text', 'INC-'.repeat(20_000), 'no incident'],
]

const cases: Case[] = [
  ...ids.map(([what, id, tells]) => ({
    what: `show: ${what}`,
    tool: 'show_incident',
    given: { incident_id: id },
    command: ['show', '--', id],
    tells,
  })),
  {
    what: 'ask about nothing',
    tool: 'ask_clarifying_questions',
    given: { incident_id: 'INC-99' },
    command: ['ask', '99'],
    tells: 'INC-99',
  },
  {
    what: 'record for nothing',
    tool: 'record_answers',
    given: { ...said, incident_id: 'INC-99', question: 'what-happened' },
    command: [...record('99'), '--said', 'x'],
    tells: 'INC-99',
  },
  {
    what: 'generate nothing',
    tool: 'generate_post_mortem',
    given: { incident_id: 'INC-99' },
    command: ['generate', '99'],
    tells: 'INC-99',
  },
  {
    what: 'deliver nothing',
    tool: 'deliver_post_mortem',
    given: { incident_id: 'INC-99' },
    command: ['deliver', '99'],
    tells: 'INC-99',
  },
  {
    what: 'close nothing',
    tool: 'close_incident',
    given: { incident_id: 'INC-99' },
    command: ['close', '99'],
    tells: 'INC-99',
  },
  {
    what: 'close what is deleted',
    tool: 'close_incident',
    given: { incident_id: 'INC-3', no_post_mortem_because: 'x' },
    command: ['close', '3', '--no-post-mortem-because', 'x'],
    tells: 'INC-3',
  },
  {
    what: 'no id',
    tool: 'show_incident',
    given: {},
    command: ['show'],
    tells: 'incident_id is missing',
    tellsCommand: "argument 'id'",
  },
  {
    what: 'a field that is not there',
    tool: 'show_incident',
    given: { incident_id: 'INC-1', verbose: true },
    command: ['show', '1', '--verbose'],
    tells: 'verbose',
  },
  {
    what: 'a part that is not there',
    tool: 'show_incident',
    given: { incident_id: 'INC-1', part: 'poem' },
    command: ['show', '1', '--part', 'poem'],
    tells: /one of all|choices are all/,
  },
  {
    what: 'four questions at a time',
    tool: 'ask_clarifying_questions',
    given: { incident_id: 'INC-1', count: 4 },
    command: ['ask', '1', '--count', '4'],
    tells: 'at most 3',
  },
  {
    what: 'half a question',
    tool: 'ask_clarifying_questions',
    given: { incident_id: 'INC-1', count: 1.5 },
    command: ['ask', '1', '--count', '1.5'],
    tells: 'whole number',
  },
  {
    what: 'a count in words',
    tool: 'ask_clarifying_questions',
    given: { incident_id: 'INC-1', count: 'two' },
    command: ['ask', '1', '--count', 'two'],
    tells: /a number|whole number/,
  },
  {
    what: 'questions for nobody',
    tool: 'ask_clarifying_questions',
    given: { incident_id: 'INC-1', of: 'the boss' },
    command: ['ask', '1', '--of', 'the boss'],
    tells: 'on-call, support, product',
  },
  {
    what: 'a list of none',
    tool: 'list_incidents',
    given: { limit: 0 },
    command: ['list', '--limit', '0'],
    tells: 'at least 1',
  },
  {
    what: 'a list of too many',
    tool: 'list_incidents',
    given: { limit: 51 },
    command: ['list', '--limit', '51'],
    tells: 'at most 50',
  },
  {
    what: 'a list from before the start',
    tool: 'list_incidents',
    given: { offset: -1 },
    command: ['list', '--offset', '-1'],
    tells: 'at least 0',
  },
  {
    what: 'a list from somewhere between',
    tool: 'list_incidents',
    given: { offset: 0.5 },
    command: ['list', '--offset', '0.5'],
    tells: 'whole number',
  },
  {
    what: 'a limit of nothing',
    tool: 'list_incidents',
    given: { limit: '' },
    command: ['list', '--limit', ''],
    tells: /a number|whole number/,
  },
  {
    what: 'no words',
    tool: 'record_answers',
    given: { ...said, said: '' },
    command: [...record('INC-1'), '--said', ''],
    tells: 'empty',
  },
  {
    what: 'words that are only white space',
    tool: 'record_answers',
    given: { ...said, said: ' \r\n\t \u00a0\u2003' },
    command: fromStdin,
    stdin: ' \r\n\t \u00a0\u2003',
    tells: 'empty',
  },
  {
    what: 'words that nobody can see',
    tool: 'record_answers',
    given: { ...said, said: '\u200b\u2066\u0007\ufeff' },
    command: fromStdin,
    stdin: '\u200b\u2066\u0007\ufeff',
    tells: 'empty',
  },
  {
    what: 'zero bytes in words',
    tool: 'record_answers',
    given: { ...said, said: 'it\u0000broke' },
    command: fromStdin,
    stdin: 'it\u0000broke',
    tells: 'zero bytes',
  },
  {
    what: '5 MB of words',
    tool: 'record_answers',
    given: { ...said, said: megabytes },
    command: fromStdin,
    stdin: megabytes,
    tells: '5,290,000',
  },
  {
    what: 'words of nobody',
    tool: 'record_answers',
    given: { ...said, said_by: '' },
    command: ['record', '1', '--as', '', '--question', 'what-happened', '--said', 'x'],
    tells: 'said_by',
  },
  {
    what: 'words of somebody invisible',
    tool: 'record_answers',
    given: { ...said, said_by: ' \u200b' },
    command: ['record', '1', '--as', ' \u200b', '--question', 'what-happened', '--said', 'x'],
    tells: 'said_by',
  },
  {
    what: 'a role as long as a speech',
    tool: 'record_answers',
    given: { ...said, said_by: 'on-call '.repeat(20) },
    command: ['record', '1', '--as', 'on-call '.repeat(20), '--question', 'what-happened', '--said', 'x'],
    tells: 'at most 80',
  },
  {
    what: 'a question that is not asked',
    tool: 'record_answers',
    given: { ...said, question: 'who-is-to-blame' },
    command: ['record', '1', '--as', 'x', '--said', 'x', '--question', 'who-is-to-blame'],
    tells: 'who-is-to-blame',
  },
  {
    what: 'a question that every object has',
    tool: 'record_answers',
    given: { ...said, question: 'constructor' },
    command: ['record', '1', '--as', 'x', '--said', 'x', '--question', 'constructor'],
    tells: 'constructor',
  },
  {
    what: 'a reference as long as a book',
    tool: 'record_answers',
    given: { ...said, reference: 'x'.repeat(2001) },
    command: [...record('1'), '--said', 'x', '--reference', 'x'.repeat(2001)],
    tells: 'at most 2000',
  },
  {
    what: 'a document that is not there',
    tool: 'generate_post_mortem',
    given: { incident_id: 'INC-2', document: 'poem' },
    command: ['generate', '2', '--document', 'poem'],
    tells: 'engineering, product, both',
  },
  {
    what: 'a status that is not there',
    tool: 'generate_post_mortem',
    given: { incident_id: 'INC-2', status: 'done' },
    command: ['generate', '2', '--status', 'done'],
    tells: 'draft, in review, final',
  },
  {
    what: 'to a place that is not there',
    tool: 'deliver_post_mortem',
    given: { incident_id: 'INC-2', to: 'confluence' },
    command: ['deliver', '2', '--to', 'confluence'],
    tells: 'chat, file',
  },
  {
    what: 'delivery before the required answers',
    tool: 'deliver_post_mortem',
    given: { incident_id: 'INC-1' },
    command: ['deliver', '1'],
    tells: 'required answers are missing',
  },
  ...(
    [
      ['to /etc', '/etc', 'may not be written to /etc'],
      ['one folder up', '..', 'may not be written'],
      ['up and around', 'docs/../../elsewhere', 'may not be written'],
      ['through a link that leads out', 'way-out', 'may not be written'],
      ['below a link that leads out', 'way-out/deeper/still', 'may not be written'],
      ['below a link that leads nowhere', 'nowhere/deeper', 'could not be written'],
      ['over a file that is not ours', 'taken', 'was not written for this incident'],
      ['over a folder of that name', 'folder-in-the-way', 'a folder of that name is in the way'],
      ['below a file', 'taken/INC-2-product.md', 'a file of that name is in the way'],
      ['into a name that no disk takes', 'x'.repeat(300), 'the name is too long'],
      ['into a folder with a terminal escape', '../\u001b[2J\u202e', 'may not be written'],
    ] as const
  ).map(([what, folder, tells]) => ({
    what: `delivery ${what}`,
    tool: 'deliver_post_mortem',
    given: { incident_id: 'INC-2', to: 'file', document: 'product', folder },
    command: ['deliver', '2', '--to', 'file', '--document', 'product', '--folder', folder],
    tells,
  })),
  {
    what: 'close and reopen at once',
    tool: 'close_incident',
    given: { incident_id: 'INC-1', reopen: true, no_post_mortem_because: 'x' },
    command: ['close', '1', '--reopen', '--no-post-mortem-because', 'x'],
    tells: 'one of them',
  },
  {
    what: 'close without a post-mortem and without a reason',
    tool: 'close_incident',
    given: { incident_id: 'INC-1', no_post_mortem_because: '' },
    command: ['close', '1', '--no-post-mortem-because', ''],
    tells: 'no_post_mortem_because',
  },
  {
    what: 'close without a post-mortem, for a blank reason',
    tool: 'close_incident',
    given: { incident_id: 'INC-1', no_post_mortem_because: ' \u200b' },
    command: ['close', '1', '--no-post-mortem-because', ' \u200b'],
    tells: 'no_post_mortem_because',
  },
  {
    what: 'start with 5 MB',
    tool: 'start_post_mortem',
    given: { what_happened: megabytes },
    command: ['start', '--from', '-'],
    stdin: answers({ said: megabytes }),
    tells: '5,290,000',
  },
  {
    what: 'start with zero bytes',
    tool: 'start_post_mortem',
    given: { what_happened: 'it\u0000broke' },
    command: ['start', '--from', '-'],
    stdin: answers({ said: 'it\u0000broke' }),
    tells: 'zero bytes',
  },
  {
    what: 'start for nobody',
    tool: 'start_post_mortem',
    given: { what_happened: 'It broke.', said_by: '' },
    command: ['start', '--from', '-'],
    stdin: answers({ said_by: '' }),
    tells: 'said_by',
  },
  {
    what: 'start with an unknown source',
    tool: 'start_post_mortem',
    given: { what_happened: 'It broke.', source: 'a dream' },
    command: ['start', '--from', '-'],
    stdin: answers({ source: 'a dream' }),
    tells: 'source',
  },
  {
    what: 'start with a title as long as a speech',
    tool: 'start_post_mortem',
    given: { what_happened: 'It broke.', title: 'x'.repeat(201) },
    command: ['start', '--from', '-'],
    stdin: JSON.stringify({ title: 'x'.repeat(201), answers: JSON.parse(answers({})) }),
    tells: 'title',
  },
  {
    what: 'resume what is not there',
    tool: 'start_post_mortem',
    given: { incident_id: 'INC-99' },
    command: ['start', '--resume', '99', '--from', '-'],
    stdin: answers({}),
    tells: 'INC-99',
  },
  {
    what: 'a list where words belong',
    tool: 'start_post_mortem',
    given: { what_happened: ['It broke.'] },
    command: ['start', '--from', '-'],
    stdin: answers({ said: ['It broke.'] }),
    tells: /what_happened|said/,
  },
  {
    what: 'an item of no type',
    tool: 'record_answers',
    given: { ...said, items: [{ type: 'poem' }] },
    command: ['start', '--from', '-', '--resume', '1'],
    stdin: answers({ items: [{ type: 'poem' }] }),
    tells: 'type',
  },
  {
    what: 'a day that no calendar has',
    tool: 'record_answers',
    given: { ...said, items: [{ type: 'action', due: '2026-02-31' }] },
    command: ['start', '--from', '-', '--resume', '1'],
    stdin: answers({ items: [{ type: 'action', due: '2026-02-31' }] }),
    tells: 'due',
  },
]

let place: Workplace
let client: Client
let before: string

beforeAll(async () => {
  place = createWorkplace()
  await place.postmortem(['start', '--from', '-', '--json'], { stdin: answers({ said: 'Publishing failed.' }) })
  const example = await place.postmortem(['start', '--from', `${top}examples/answers.yaml`, '--json'])
  expect(JSON.parse(example.stdout).incident_id, example.stderr).toBe('INC-2')
  await place.postmortem(['start', '--from', '-', '--json'], { stdin: answers({}) })
  expect((await place.postmortem(['delete', '3', '--yes'])).code).toBe(0)
  mkdirSync(place.at('taken'))
  writeFileSync(place.at('taken', 'INC-2-product.md'), 'my own notes')
  mkdirSync(place.at('folder-in-the-way', 'INC-2-product.md'), { recursive: true })
  symlinkSync('/tmp', place.at('way-out'))
  symlinkSync('/no/such/folder', place.at('nowhere'))
  client = await place.connect()
  before = await recordIn(place.db)
}, 60_000)

afterAll(() => place?.remove())

describe(`bad input over both faces, ${cases.length} cases each`, () => {
  it.concurrent.each(cases)('MCP: $what', async ({ tool, given, tells }) => {
    expectRefusedCall(await client.callTool({ name: tool, arguments: given }), tells)
  })

  it.concurrent.each(cases)('command line: $what', async ({ command, stdin, tells, tellsCommand }) => {
    expectRefusedRun(await place.postmortem(command, stdin === undefined ? {} : { stdin }), tellsCommand ?? tells)
  })

  it.concurrent.each(cases.filter((_, index) => index % 9 === 0))(
    'command line, --json: $what',
    async ({ command, stdin }) => {
      const words = command.includes('--') ? ['show', '--json', ...command.slice(1)] : [...command, '--json']
      const { code, stdout, stderr } = await place.postmortem(words, stdin === undefined ? {} : { stdin })
      expect(code).not.toBe(0)
      expect(stdout).toBe('')
      expect(Object.keys(JSON.parse(stderr).error)).toEqual(['kind', 'happened', 'expected', 'try'])
      expect(stderr).not.toMatch(/[\u0080-\u009f\u200b\u202a-\u202e\u2066-\u2069]/)
    },
  )
})

describe('after all of it', () => {
  it('the record is what it was, and the server answers', async () => {
    expect(await recordIn(place.db)).toBe(before)
    expect(textOf(await client.callTool({ name: 'list_incidents', arguments: {} }))).toContain('INC-2')
  })
})
