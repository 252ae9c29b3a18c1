import { describe, expect, it } from 'vitest'
import { countWords } from '../../src/documents/count-words.ts'

describe('countWords', () => {
  it('counts what stands between spaces and holds a letter or a digit', () => {
    expect(countWords('# It broke at 14:05\n\n| a | – |\n| --- | --- |\n| two words | |\n')).toBe(7)
  })

  it('leaves out what is looked up and not read', () => {
    const looked = '---\nincident: "INC-7"\n---\n\n```mermaid\nflowchart TD\n```\n\n## Sources\n\n- said-1: on-call\n'
    expect(countWords(looked)).toBe(0)
    expect(countWords('It broke. [said-1, said-2]\n\n**Sources**\n\n- said-1: on-call')).toBe(2)
    expect(countWords('see [the graph](https://metrics.example.com/d/a)')).toBe(3)
  })

  it('goes on after the sources', () => {
    expect(countWords('## Sources\n\n- said-1\n\n## Appendix\n\nmore')).toBe(2)
  })

  it('takes megabytes without a letter in them', () => {
    expect(countWords('\\'.repeat(5_000_000))).toBe(0)
  })
})
