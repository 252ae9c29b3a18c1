import { describe, expect, it } from 'vitest'
import { parseAnswersFile, sayingLines } from '../../src/cli/answers-file.ts'
import { BadInputError } from '../../src/errors.ts'

const entry = 'said_by: on-call, question: timeline'

function mistakeIn(text: string): string {
  try {
    parseAnswersFile(text, 'answers.yaml')
  } catch (error) {
    if (error instanceof BadInputError) return error.refusal.happened
    throw error
  }
  return 'taken'
}

describe('an answers file', () => {
  it('is a list, or a title with a list', () => {
    expect(parseAnswersFile(`- {${entry}, said: fixed}`, 'a').answers).toHaveLength(1)
    expect(parseAnswersFile(`title: T\nanswers:\n  - {${entry}, said: fixed}`, 'a').title).toBe('T')
    expect(parseAnswersFile(`[{"said_by": "x", "said": "as JSON"}]`, 'a').answers[0]?.said).toBe('as JSON')
  })

  it.each(['14:05', '2026-03-03', '500', 'no', 'true', '1e3', '0x10', '~', 'null', '14:05:30', '.5', '+1'])(
    'keeps %s as the words that it is',
    (words) => {
      expect(parseAnswersFile(`- {${entry}, said: ${words}}`, 'a').answers[0]?.said).toBe(words)
    },
  )

  it('keeps numbers and yes or no where a field is one', () => {
    const text =
      '- said_by: x\n  said: at 14:05\n  items:\n    - {type: event, id: event-4, revision: 2, at: 14:05, approximate: true}'
    expect(parseAnswersFile(text, 'a').answers[0]?.items?.[0]).toEqual({
      type: 'event',
      id: 'event-4',
      revision: 2,
      at: '14:05',
      approximate: true,
    })
  })

  it('keeps words letter for letter below a bar', () => {
    const text = '- said_by: x\n  said: |\n    14:05 it broke: "x" # not a comment\n\n    {{name}} | pipe\n'
    expect(parseAnswersFile(text, 'a').answers[0]?.said).toBe(
      '14:05 it broke: "x" # not a comment\n\n{{name}} | pipe\n',
    )
  })

  it('takes what the interview could not save', () => {
    const said = 'ends with a colon:\n# and "quotes"\t\u202e'
    const again = parseAnswersFile(sayingLines([{ said, said_by: 'on-call', question: 'lucky' }]), 'a')
    expect(again.answers).toEqual([{ said, said_by: 'on-call', question: 'lucky' }])
  })
})

describe('a mistake in an answers file', () => {
  const cases: readonly [string, string, RegExp][] = [
    ['nothing', '', /empty/],
    ['white space alone', ' \n\n', /empty/],
    ['a scalar', 'hello', /answers\.yaml cannot be taken/],
    ['no list', 'answers: 5', /line 1, column 10: .*list/],
    ['an empty list', 'answers: []', /line 1, column 10/],
    ['no words', '- said_by: on-call\n  question: lucky', /line 1, column 3: answer 1, said/],
    ['no role', '- said: x', /line 1, column 3: answer 1, said_by/],
    ['an empty role', '- {said: x, said_by: ""}', /line 1, column 22: answer 1, said_by/],
    ['a list as words', `- {said_by: x, said: [a, b]}`, /line 1, column 22: answer 1, said/],
    ['a misspelt field', '- said: x\n  said_by: y\n  quesiton: lucky', /line 3, column 3: .*"quesiton".*"question"/],
    ['a misspelt field of the file', 'titel: x\nanswers:\n  - {said: x, said_by: y}', /line 1, column 1: .*"title"/],
    [
      'a misspelt field of an item',
      '- said: x\n  said_by: y\n  items:\n    - {type: event, att: 14:05}',
      /line 4, column 21/,
    ],
    [
      'an unknown type of item',
      '- said: x\n  said_by: y\n  items:\n    - type: evnt',
      /line 4, column 13: answer 1, item 1, type/,
    ],
    ['an unknown source', '- {said: x, said_by: y, source: hearsay}', /line 1, column 33: answer 1, source/],
    ['a bad date', '- said: x\n  said_by: y\n  items:\n    - {type: action, due: tomorrow}', /line 4, column 27/],
    ['a revision that is none', '- said: x\n  said_by: y\n  items: [{type: why, revision: two}]', /revision/],
    ['a colon in bare words', '- said_by: x\n  said: we saw: errors', /line 2, column 9/],
    ['an open quotation', '- said_by: x\n  said: "never closed', /line \d, column \d+/],
    ['a tab as indent', '- said_by: x\n\tsaid: y', /line 2/],
    ['a field twice', '- said: x\n  said: y\n  said_by: z', /line 2, column 3: .*unique/],
    ['two documents', '- {said: x, said_by: y}\n---\n- {said: z, said_by: y}', /line 2/],
    ['references', '- &a {said: x, said_by: y}\n- *a', /line 2, column 3: references/],
    ['zero bytes', '- {said: x\u0000, said_by: y}', /zero bytes/],
    ['brackets without end', '['.repeat(100_000), /nested/],
    ['brackets with things between', `${'[a, '.repeat(50_000)}`, /nested/],
    ['levels of lists', '- '.repeat(50_000), /nested/],
    [
      'a tower of mappings',
      Array.from({ length: 3000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
      /answers\.yaml/,
    ],
    ['an unknown tag', '- {said: !!js/function x, said_by: y}', /line 1/],
  ]
  it.each(cases)('%s is reported with its place', (_name, text, words) => {
    expect(mistakeIn(text)).toMatch(words)
    expect(mistakeIn(text)).toContain('othing was recorded')
  })

  it('refuses a billion laughs at once', () => {
    const lines = ['a: &a [x,x,x,x,x,x,x,x,x]']
    for (let index = 1; index < 9; index++) {
      const [last, next] = [String.fromCharCode(96 + index), String.fromCharCode(97 + index)]
      lines.push(`${next}: &${next} [${Array(9).fill(`*${last}`).join(',')}]`)
    }
    expect(mistakeIn(lines.join('\n'))).toMatch(/references/)
  })

  it('refuses a file that is far too large', () => {
    expect(mistakeIn(`- said_by: x\n  said: ${'y'.repeat(20_000_001)}`)).toMatch(/characters/)
  })
})
