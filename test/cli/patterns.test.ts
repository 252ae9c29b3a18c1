import { describe, expect, it } from 'vitest'
import { forTerminal } from '../../src/cli/patterns.ts'

describe('patterns at a terminal', () => {
  it('underlines headings, wraps with the indent, and sets tables in columns', () => {
    const markdown = [
      '## 1. Users saw nothing',
      '- 2026-04-01 INC-1 S2: a title that is longer than the line',
      '| Week from | Incidents |',
      '|---|---|',
      '| 2026-04-20 | 12 |',
      '',
      'INC-2: postmortem link INC-2 INC-1 --as ROLE --likeness same-mechanism --because "…"',
    ].join('\n')
    expect(forTerminal(markdown, 44).split('\n')).toEqual([
      '1. Users saw nothing',
      '--------------------',
      '- 2026-04-01 INC-1 S2: a title that is',
      '  longer than the line',
      'Week from   Incidents',
      '2026-04-20  12',
      '',
      'INC-2: postmortem link INC-2 INC-1 --as ROLE --likeness same-mechanism --because "…"',
    ])
  })
})
