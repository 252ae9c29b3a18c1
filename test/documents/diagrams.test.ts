// @vitest-environment jsdom
import fc from 'fast-check'
import mermaid from 'mermaid'
import { describe, expect, it } from 'vitest'
import { drawTimeline } from '../../src/documents/timeline-diagram.ts'
import { chainOf } from '../../src/documents/why-chains.ts'
import { drawWhys, fittingViews, WhyView } from '../../src/documents/why-view.ts'
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
    factors: fullIncident.factors.map((factor, at) => ({ ...factor, text: text(at) })),
  }
}

const drawn = (incident: Incident) => [
  drawTimeline(incident),
  ...WhyView.options.map((view) => drawWhys(incident, view)),
]

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
    expect(drawn({ ...fullIncident, timeline: [], whys: [], factors: [] })).toEqual([null, null, null, null])
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

const [base] = fullIncident.whys
if (!base) throw new Error('the example has whys')
const cause = (id: string, parent: string | null, more: Partial<Why> = {}): Why => ({
  ...base,
  id,
  parent,
  text: `Cause ${id}.`,
  track: 'happened',
  kind: 'fact',
  ...more,
})
const withWhys = (...whys: Why[]): Incident => ({ ...fullIncident, whys, factors: [] })

describe('the fault tree', () => {
  const treeOf = (...whys: Why[]) => drawWhys(withWhys(...whys), 'fault-tree') ?? ''

  it('hangs causes that were needed together on an AND, though only one of them says so', () => {
    const tree = treeOf(cause('a', null), cause('b', 'a'), cause('c', 'a', { gate: 'and' }))
    expect(tree).toContain('happenedGate1{{"AND: all had to be true"}}')
    expect(tree.match(/happenedGate1 --- /g)).toHaveLength(2)
    expect(tree).not.toContain('OR')
  })

  it('hangs causes of which one was enough on an OR, below an AND where something else was needed', () => {
    const or = { gate: 'or' } as const
    const tree = treeOf(cause('a', null, { gate: 'and' }), cause('b', null, or), cause('c', null, or))
    expect(tree).toContain('happened --- happenedGate1\n')
    expect(tree).toContain('happenedGate1 --- happenedGate2')
    expect(tree).toContain('happenedGate2(["OR: one was enough"])')
    expect(tree.match(/happenedGate2 --- /g)).toHaveLength(2)
  })

  it('says where nobody has said whether one was enough, and dashes a hypothesis', async () => {
    const tree = treeOf(cause('a', null), cause('b', null, { kind: 'hypothesis' }))
    expect(tree).toContain('Nobody has said whether one was enough')
    expect(tree).toContain('happened2(["H1b hypothesis#58; Cause b."])')
    expect(tree).toContain('happenedGate1 -.- happened2')
    await expect(mermaid.parse(tree)).resolves.toBeTruthy()
  })
})

describe('the fishbone', () => {
  it('has a rib for each first cause, each other track and each kind of factor, and ends in the symptom', async () => {
    const [factor] = fullIncident.factors
    if (!factor) throw new Error('the example has factors')
    const incident = {
      ...withWhys(cause('a', null), cause('b', 'a'), cause('c', null), cause('n', null, { track: 'noticed' })),
      factors: [
        { ...factor, category: 'process' as const },
        { ...factor, category: 'external' as const, kind: 'hypothesis' as const },
      ],
    }
    const bone = drawWhys(incident, 'fishbone') ?? ''
    const ribs = [...bone.matchAll(/(\w+) (?:---|-\.-) joint(\d)/g)].map(([, node, joint]) => `${node} on ${joint}`)
    expect(ribs).toEqual(['cause1 on 1', 'cause3 on 1', 'noticed on 2', 'category2 on 2', 'category4 on 3'])
    expect(bone).toContain('joint1 ==> joint2')
    expect(bone).toContain('joint3 ==> happened')
    expect(bone).toContain('cause2 --- cause1')
    expect(bone).toMatch(/factor2\(\["F2 hypothesis/)
    expect(bone).toContain('factor2 -.- category4')
    await expect(mermaid.parse(bone)).resolves.toBeTruthy()
  })
})

describe('fittingViews', () => {
  const viewsOf = (incident: Incident) => fittingViews(incident).map(({ view }) => view)

  it('finds none for a single chain', () => {
    expect(viewsOf(withWhys(cause('a', null), cause('b', 'a')))).toEqual([])
    expect(viewsOf(withWhys())).toEqual([])
  })

  it('finds a fault tree only where somebody said how causes meet', () => {
    expect(viewsOf(withWhys(cause('a', null), cause('b', 'a'), cause('c', 'a')))).toEqual([])
    expect(viewsOf(withWhys(cause('a', null), cause('b', 'a'), cause('c', 'a', { gate: 'and' })))).toEqual([
      'fault-tree',
    ])
    expect(viewsOf(withWhys(cause('a', null, { gate: 'and' })))).toEqual([])
  })

  it('finds a fishbone for three first causes, or factors of several kinds', () => {
    expect(viewsOf(withWhys(cause('a', null), cause('b', null), cause('c', null)))).toEqual(['fishbone'])
    const [factor] = fullIncident.factors
    if (!factor) throw new Error('the example has factors')
    const factors = (['process', 'technical', 'technical'] as const).map((category) => ({ ...factor, category }))
    expect(viewsOf({ ...fullIncident, factors })).toEqual(['fishbone'])
    expect(viewsOf({ ...fullIncident, factors: factors.slice(1) })).toEqual([])
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
