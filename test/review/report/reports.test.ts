import { describe, expect, it } from 'vitest'
import { loadReviewer } from '../../../src/review/document/review-document.ts'
import { findReport, type ReportFormat } from '../../../src/review/report/format-report.ts'

const review = await loadReviewer()
const text =
  '# A\n\n## Root cause\n\nThe cache\twas cold, since it was human error, 100% sure: \u001b[31myes\u001b[0m.\n'
const path = 'docs/a, b.md'
const report = (format: ReportFormat, markdown = text) =>
  findReport(format)([{ path, text: markdown, review: review(markdown) }], {
    color: false,
    width: 100,
    version: '1.2.3',
  })

describe('the terminal report', () => {
  it('shows the place, the source line, the words underlined, and the question', () => {
    expect(report('terminal', '# A\n\nIt was human error.\n')).toBe(
      [
        'docs/a, b.md',
        '',
        '  3:8     error  A slip is given as the explanation, without what made it possible.  human-error',
        '     3 | It was human error.',
        '       |        ~~~~~~~~~~~',
        '         What did the screen, the tool or the guide show at that moment, and what would have stopped the next person?',
        '',
        '',
        'One finding: 1 error.',
        '',
      ].join('\n'),
    )
  })

  it('cuts a long line around the words and keeps the underline below them', () => {
    const lines = report(
      'terminal',
      `# A\n\n${'The cache was cold and '.repeat(20)}it was human error in the end of it all.\n`,
    ).split('\n')
    const at = lines.findIndex((line) => line.includes('~~~'))
    const from = (lines[at] ?? '').indexOf('~')
    expect((lines[at - 1] ?? '').slice(from, from + 11)).toBe('human error')
    expect((lines[at - 1] ?? '').length).toBeLessThan(110)
  })

  it('lets no escape of a document through', () => {
    expect(report('terminal')).not.toContain('\u001b')
  })

  it('says when nothing was found', () => {
    expect(report('terminal', '# A\n\nAll was well.\n')).toBe('Nothing found in docs/a, b.md.\n')
  })
})

describe('machine formats', () => {
  it('json holds every field of a finding and the counts', () => {
    const result = JSON.parse(report('json'))
    expect(result).toMatchObject({
      version: '1.2.3',
      counts: { error: 1 },
      files: [{ path, disabled: 0, rubric: null }],
    })
    expect(result.files[0].findings[0]).toMatchObject({
      rule: 'human-error',
      line: 5,
      words: 'human error',
      level: 'error',
    })
  })

  it('sarif names a known rule and a region for each result', () => {
    const log = JSON.parse(report('sarif'))
    const [run] = log.runs
    for (const result of run.results) {
      expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId)
      expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe('docs/a,%20b.md')
    }
    expect(run.results[0].locations[0].physicalLocation.region).toMatchObject({ startLine: 5, endLine: 5 })
  })

  it('github escapes what would end a command', () => {
    const lines = report('github').trim().split('\n')
    for (const line of lines)
      expect(line).toMatch(
        /^::(?:error|warning|notice) file=docs\/a%2C b\.md,line=\d+,endLine=\d+(?:,col=\d+,endColumn=\d+)?,title=[a-z-]+::/,
      )
  })

  it('markdown quotes the words of a document as data', () => {
    expect(report('markdown', '# A\n\nIt was [human error](javascript:x) | <b>human error</b>.\n')).not.toMatch(
      /<b>|\]\(java/,
    )
  })
})
