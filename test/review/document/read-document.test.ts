import { describe, expect, it } from 'vitest'
import { loadParser } from '../../../src/review/document/parse-markdown.ts'
import { readDocument } from '../../../src/review/document/read-document.ts'
import { recogniseHeading } from '../../../src/review/document/recognise-heading.ts'
import { sentencesIn } from '../../../src/review/document/sentences-in.ts'

const parse = await loadParser()
const read = (markdown: string) => readDocument(markdown, parse)

describe('recogniseHeading', () => {
  it.each([
    ['What happened?', 'summary'],
    ['TL;DR', 'summary'],
    ['Timeline (all times PST). All times approximations', 'timeline'],
    ['Chronology', 'timeline'],
    ['5. Root Cause Analysis', 'root-cause'],
    ['What went wrong?', 'went-poorly'],
    ['What could have been better', 'went-poorly'],
    ['Things that went well', 'went-well'],
    ['Where we got lucky', 'lucky'],
    ["What we're doing about it", 'actions'],
    ['Corrective and Preventative Measures', 'actions'],
    ['Resolution and recovery', 'resolution'],
    ['Lessons learnt', 'lessons'],
    ['How was it detected?', 'detection'],
    ['4. What customers told us', 'customer-quotes'],
    ['Involved Parties', 'background'],
  ])('knows %s', (heading, section) => {
    expect(recogniseHeading(heading)).toBe(section)
  })

  it.each(['14:02', 'Update center flaky, slow with timeouts due to an outage', 'JupyterHub', '', '2021-05-09'])(
    'does not take %s for a section',
    (heading) => {
      expect(recogniseHeading(heading)).toBe(null)
    },
  )
})

describe('readDocument', () => {
  it('keeps every place true behind front matter, marks, links and code', () => {
    const text =
      '---\ntitle: "*x*"\n---\n\n# Ä title\n\n## Impact\n\n- **Carts** of `u_1` [were](https://x.example/a) empty.\n'
    const { blocks } = read(text)
    const [block] = blocks
    expect(block?.plain).toHaveLength((block?.end ?? 0) - (block?.start ?? 0))
    expect(text.slice(block?.start, block?.end)).toBe('**Carts** of `u_1` [were](https://x.example/a) empty.')
    expect(block?.plain).not.toMatch(/\*|https/)
  })

  it('gives what stands below a nameless heading the section above', () => {
    const { blocks } = read(
      '# A\n\n## Timeline\n\n### 14:02\n\nA deploy.\n\n## Action items\n\n### Detection\n\n- Alert on x now\n',
    )
    expect(blocks.map(({ section }) => section)).toEqual(['timeline', 'actions'])
  })

  it('takes a bold label for a heading', () => {
    const { blocks } = read('# A\n\n- **Impact**:\n  - Carts were empty.\n\n__Root Cause__: A full disk.\n')
    expect(blocks.map(({ section }) => section)).toEqual(['impact', 'impact', 'root-cause'])
  })

  it('does not take a status note for a post-mortem', () => {
    expect(read('# Down\n\nWe are looking into it.\n').isPostMortem).toBe(false)
  })

  it('survives what is no Markdown', () => {
    for (const text of [
      '',
      '\u0000',
      '---\n---\n',
      '# '.repeat(500),
      '> '.repeat(200),
      '| | |\n|-|\n'.repeat(50),
      '<!--',
      '['.repeat(2000),
      '\uFEFF# A',
      '- '.repeat(300),
    ])
      expect(() => read(text)).not.toThrow()
  })
})

describe('sentencesIn', () => {
  it('cuts at sentences and not at numbers, addresses or abbreviations', () => {
    const text = 'It took 4.5 min, e.g. Redis 7.2 on db.example.com. Then it ended. "All clear." We left.'
    const found = sentencesIn(text)
    expect(found.map((one) => one.text)).toEqual([
      'It took 4.5 min, e.g. Redis 7.2 on db.example.com.',
      'Then it ended.',
      '"All clear."',
      'We left.',
    ])
    for (const one of found) expect(text.slice(one.start, one.start + one.text.length)).toBe(one.text)
  })
})
