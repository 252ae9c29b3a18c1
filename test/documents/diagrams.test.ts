// @vitest-environment jsdom
import fc from 'fast-check'
import mermaid from 'mermaid'
import { describe, expect, it } from 'vitest'
import { drawTimeline } from '../../src/documents/timeline-diagram.ts'
import { chainOf } from '../../src/documents/why-chains.ts'
import { drawWhys } from '../../src/documents/why-diagram.ts'
import type { Incident, Why } from '../../src/domain/incident.ts'
import { fullIncident } from './full-incident.ts'

const hostile = [
  'says "quoted" and \'single\' [brackets] (round) {curly} <b>bold</b>',
  'semicolons; colons: 10:02 : paged; # comment %% comment',
  'end',
  'the end of style: x:#fff; and classDef a:#b; subgraph click href',
  'section title timeline graph flowchart TD',
  'a --> b -.-> c ==> d --- e ~~~ f @{ shape: x } ::: style',
  '🙂🔥 عربي ‮ \u202e reversed \u0007 \u001b[31m',
  '`code` $$x^2$$ &amp; #quot; #35; \\n \\',
  '%%{init: {"theme": "dark"}}%%',
  '--- config: x ---',
  '1. numbered',
  '- item',
  '',
  'x'.repeat(300),
  'line one\nend\nline three',
]

function withTexts(texts: readonly string[]): Incident {
  const text = (at: number) => texts[at % texts.length] ?? ''
  return {
    ...fullIncident,
    answers: fullIncident.answers.map((answer, at) => ({ ...answer, text: text(at) })),
    timeline: fullIncident.timeline.map((event, at) => ({ ...event, text: text(at) })),
    whys: fullIncident.whys.map((why, at) => ({ ...why, text: text(at) })),
  }
}

const drawn = (incident: Incident) => [drawTimeline(incident), drawWhys(incident)]

async function expectParsed(incident: Incident): Promise<void> {
  for (const diagram of drawn(incident)) await expect(mermaid.parse(diagram ?? '')).resolves.toBeTruthy()
}

describe('the diagrams', () => {
  it('are read by Mermaid for a realistic incident', async () => {
    await expectParsed(fullIncident)
  })

  it.each(hostile)('are read by Mermaid when every text is %j', async (text) => {
    await expectParsed(withTexts([text]))
  })

  it('are read by Mermaid for any mixture of hostile words', async () => {
    const words = fc.array(
      fc.constantFrom(...hostile.flatMap((text) => text.split(' ')), ':', ';', '"', ']', ')', '\n'),
      {
        maxLength: 12,
      },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 3, maxLength: 12 }), async (texts) => {
        await expectParsed(withTexts(texts.map((parts) => parts.join(' '))))
      }),
      { numRuns: 40 },
    )
  })

  it('would not be read if a text came through as it is', async () => {
    await expect(mermaid.parse('timeline\n  10:02 : paged')).rejects.toThrow()
    await expect(mermaid.parse('flowchart TD\n  a[says (the end]')).rejects.toThrow()
  })

  it('are left out where there is nothing to draw', () => {
    expect(drawn({ ...fullIncident, timeline: [], whys: [] })).toEqual([null, null])
  })
})

describe('the drawn diagrams', () => {
  it('show the words as they were said', async () => {
    // jsdom measures nothing; any size will do for reading the words.
    const measured = { getBBox: () => ({ x: 0, y: 0, width: 100, height: 20 }), getComputedTextLength: () => 100 }
    const { SVGElement } = globalThis as unknown as { SVGElement: { prototype: object } }
    Object.assign(SVGElement.prototype, measured)
    mermaid.initialize({ startOnLoad: false })
    const words = 'At 10:02; 5% "all" #1 [x] {y} `z` end'
    for (const [at, diagram] of drawn(withTexts([words])).entries()) {
      const { svg } = await mermaid.render(`drawn${at}`, diagram ?? '')
      const shown = svg
        .replace(/<style>.*?<\/style>|<[^>]*>/gs, '')
        .replaceAll('&quot;', '"')
        .replace(/\s+/g, '')
      expect(shown.includes(words.replace(/\s+/g, '')), shown.slice(0, 300)).toBe(true)
    }
  })
})

describe('chainOf', () => {
  it('labels the branches, and runs each to its end before the next', () => {
    expect(chainOf(fullIncident, 'happened').map(({ label }) => label)).toEqual([
      'H1',
      'H2',
      'H3a',
      'H4a',
      'H3b',
      'H4b',
    ])
  })

  it('leaves no link out and shows none twice, even where links explain each other in a circle', () => {
    const [first, second, third] = fullIncident.whys
    if (!first || !second || !third) throw new Error('the example has whys')
    const circle: Why[] = [
      { ...first, parent: third.id },
      { ...second, parent: first.id },
      { ...third, parent: second.id },
    ]
    const chain = chainOf({ ...fullIncident, whys: circle }, 'happened')
    expect(chain.map(({ why }) => why.id).sort()).toEqual(circle.map((why) => why.id).sort())
  })
})
