import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorkplace, expectOneRefusal, expectRefusedRun, recordIn, top, type Workplace } from './fixture.ts'

const example = readFileSync(`${top}examples/answers.yaml`, 'utf8')
const first =
  '- said: Publishing a plan failed for everybody for an hour.\n  said_by: on-call\n  question: what-happened\n'

/** A file of answers, and what the one error about it says. */
const files: [what: string, content: string | Uint8Array, tells: string | RegExp][] = [
  ['nothing', '', 'it is empty'],
  ['blank lines', '\r\n \r\n\t\r\n', 'it is empty'],
  ['only a byte order mark', '\ufeff', 'it is empty'],
  ['only comments', '# said: nothing yet\n', /cannot be taken/],
  [
    'bytes of a picture',
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0xff, 0xd8]),
    'not text in UTF-8',
  ],
  ['UTF-16, little end first', Buffer.from(`\ufeff${example}`, 'utf16le'), 'not text in UTF-8'],
  ['UTF-16, big end first', Buffer.from(`\ufeff${example}`, 'utf16le').swap16(), 'not text in UTF-8'],
  ['UTF-16 without a mark', Buffer.from(first, 'utf16le'), 'zero bytes'],
  ['Latin-1', Buffer.from('- said: f\u00fcr alle wei\u00df\n', 'latin1'), 'not text in UTF-8'],
  ['20 MB', `${first}- said: ${'x'.repeat(20_000_000)}\n`, 'characters'],
  ['references that multiply', 'a: &a [x, x]\nb: &b [*a, *a]\nanswers: [*b, *b]\n', /line 2.*references/],
  ['a reference to itself', 'answers: &a\n  - *a\n', /references/],
  ['ten thousand brackets', '['.repeat(10_000), 'nested'],
  ['ten thousand dashes', '- '.repeat(10_000), 'nested'],
  ['tabs that indent', 'answers:\n\t- said: x\n\t  said_by: y\n', /line \d/],
  ['the same field twice', '- said: x\n  said: y\n  said_by: z\n', 'line 2'],
  ['a quote without its end', '- said: "the page\n  said_by: z\n', /line \d/],
  ['words, no list', 'The page was white.\n', /a list|an object/],
  ['answers that are a number', 'answers: 7\n', 'expected a list'],
  ['no answers', 'answers: []\n', 'at least 1'],
  ['an answer that is a word', 'answers:\n  - white\n', 'answer 1'],
  ['an answer without its words', '- said_by: on-call\n  question: what-happened\n', 'said: missing'],
  ['a field that is not there', `${first}  sayd_by: me\n`, 'did you mean "said_by"'],
  ['an unknown source', `${first}  source: a dream\n`, 'one of data, log'],
  ['two documents', `${first}---\n${first}`, /cannot be taken|not YAML/],
  ['a tag that makes objects', '- said: !!js/function "x"\n  said_by: y\n  question: what-happened\n', /line 1/],
  ['nobody says what happened', '- said: x\n  said_by: on-call\n  question: users-saw\n', 'what happened'],
  ['JSON that ends too early', '{"answers": [{"said": "x"', /line 1/],
  ['a script', '#!/bin/sh\nrm -rf "$HOME"\n', /cannot be taken|not YAML/],
]

let place: Workplace
let before: string

beforeAll(async () => {
  place = createWorkplace()
  expect((await place.postmortem(['start', '--from', '-', '--json'], { stdin: first })).code).toBe(1)
  before = await recordIn(place.db)
  mkdirSync(place.at('a folder.yaml'))
})

afterAll(() => place?.remove())

describe(`a file of answers that cannot be taken, ${files.length + 4} cases`, () => {
  it.concurrent.each(files)('%s', async (what, content, tells) => {
    const file = place.at(`${what}.yaml`)
    writeFileSync(file, content)
    const began = performance.now()
    expectRefusedRun(await place.postmortem(['start', '--from', file]), tells)
    expect(performance.now() - began, 'a bomb must not go off').toBeLessThan(12_000)
  })

  it.concurrent.each([
    ['a folder', 'a folder.yaml', 'could not be read'],
    ['a file that is not there', 'nö such file.yaml', 'could not be read'],
    ['a device', '/dev/null', 'it is empty'],
    ['a name with a zero byte in its escape', 'a%00b\u001b[2J.yaml', 'could not be read'],
  ])('%s', async (_what, file, tells) => {
    expectRefusedRun(await place.postmortem(['start', '--from', file]), tells)
  })

  it('after all of them the record is what it was', async () => {
    expect(await recordIn(place.db)).toBe(before)
  })
})

describe('a file of answers whose documents cannot be made', () => {
  it('says where the answers are, so that nobody records them twice', async () => {
    const typed = ['start', '--from', '-', '--out', '/etc', '--allow-gaps']
    const { code, stderr } = await place.postmortem(typed, { stdin: first })
    expect(code).toBe(2)
    const [kept, ...refusal] = stderr.split('\n')
    expect(kept).toMatch(/^1 of 1 answers are recorded in INC-\d+\. Go on with it: .*--resume INC-\d+$/)
    expectOneRefusal(refusal.join('\n'), 'may not be written to /etc')
    const asJson = await place.postmortem([...typed, '--json'], { stdin: first })
    expect(JSON.parse(asJson.stdout)).toMatchObject({ recorded: 1, refused: [], generated: null })
    expect(JSON.parse(asJson.stderr).error.kind).toBe('bad input')
  })
})

describe('a file of answers of which one cannot be taken', () => {
  it('keeps the others and names that one with its number', async () => {
    const stdin = `${first}- said: white\n  said_by: support\n  question: no-such-question\n- said: A white page\n  said_by: support\n  question: users-saw\n`
    const { code, stdout } = await place.postmortem(['start', '--from', '-', '--json'], { stdin })
    expect(code).toBe(1)
    const { recorded, refused } = JSON.parse(stdout)
    expect(recorded).toBe(2)
    expect(refused).toEqual([
      expect.objectContaining({ answer: 2, reason: expect.stringContaining('no-such-question') }),
    ])
  })

  it.each([
    ['Windows line endings', first.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${first}`],
  ])('is taken with %s', async (_what, stdin) => {
    const { stdout } = await place.postmortem(['start', '--from', '-', '--json'], { stdin })
    expect(JSON.parse(stdout)).toMatchObject({ recorded: 1, refused: [] })
  })
})
