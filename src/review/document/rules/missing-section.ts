import type { Section } from '../../line/line-kind.ts'
import { defineDocumentRule, hasSection, proseIn } from '../document-subject.ts'
import type { PostMortemText } from '../read-document.ts'

const wanted: readonly { name: string; sections: readonly Section[]; ask: string }[] = [
  { name: 'summary', sections: ['summary'], ask: 'what happened, in three sentences that anybody can follow' },
  { name: 'impact', sections: ['impact'], ask: 'who could not do what, how many, and for how long' },
  { name: 'timeline', sections: ['timeline'], ask: 'what happened when, from before the trigger' },
  {
    name: 'causes',
    sections: ['root-cause', 'contributing', 'went-poorly'],
    ask: 'how it came about, and which conditions let it through',
  },
  { name: 'actions', sections: ['actions'], ask: 'what changes, who owns it, and by when' },
]

/** Names of the sections that a post-mortem of this kind should have and that are not there in any form. */
export function missingSections(doc: PostMortemText): { name: string; ask: string }[] {
  const clocks = doc.blocks.filter((block) =>
    /^\W{0,4}(?:\d{4}-\d\d-\d\d\W+|\p{L}{3,9}\.? \d{1,2},?\W+)?\d{1,2}[:.]\d{2}/u.test(block.plain),
  ).length
  const all = doc.blocks.map((block) => block.plain).join('\n')
  return wanted.filter(({ name, sections }) => {
    if (hasSection(doc, ...sections)) return false
    if (name === 'timeline') return clocks < 4
    const opening = doc.blocks.filter((block) => doc.parts[block.part]?.level === 0 || block.part === 1)
    const words = opening.reduce((sum, block) => sum + block.plain.split(/\s+/).length, 0)
    // Half a page is its own summary.
    if (name === 'summary') return words < 20 && doc.words > 300
    if (
      name === 'causes' &&
      /\b(?:root cause|caused by|because|due to|resulted from|the (?:problem|issue|reason|cause|bug) (?:was|is))\b/i.test(
        all,
      )
    )
      return false
    if (name === 'impact' && /\b(?:impact|affected|unable|unavailable|outage)\b/i.test(all)) return false
    if (name === 'impact')
      return !/\b(?:impact|affected|customers?|users?)\b/i.test(
        `${proseIn(doc, 'summary')} ${opening.map((block) => block.plain).join(' ')}`,
      )
    return true
  })
}

export const missingSection = defineDocumentRule({
  id: 'missing-section',
  kinds: ['document'],
  why: 'Readers look for the same five things: what happened, whom it hurt, when, how it came about, and what changes.',
  source: 'Google, Site Reliability Engineering, appendix D; Atlassian Incident Management Handbook',
  check({ doc }) {
    if (!doc.isPostMortem || doc.isProduct || !hasSection(doc, 'timeline', 'root-cause', 'actions', 'went-poorly'))
      return []
    const missing = missingSections(doc)
    if (missing.length === 0) return []
    const names = missing.map(({ name }) => name)
    const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join('')
    return [
      {
        start: doc.titleStart,
        end: doc.titleEnd,
        wrong: `Nothing here is headed ${list}, and nothing else says it.`,
        ask: `What would stand there: ${missing.map(({ ask }) => ask).join('; ')}?`,
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown: `# Search is down\n\n## Summary\n\n${'Users saw an empty list for an hour. '.repeat(18)}\n\n## Impact\n\n400 users for an hour.\n\n## Root cause\n\nThe index was rebuilt in place, and reads do not wait for it.\n\n## Timeline\n\n- 10:00 UTC Rebuild starts.\n`,
        },
        words: '# Search is down',
        kinds: ['document'],
      },
      {
        given: {
          markdown: `# Search is down\n\n## Summary\n\n${'The list was empty for an hour on all pages. '.repeat(15)}\n\n## Root cause\n\nThe index was rebuilt in place.\n\n## Actions\n\n- Rebuild beside the live index (Lena, 4 May).\n\n## Lessons\n\nTwo.\n`,
        },
        words: '# Search is down',
        kinds: ['document'],
      },
    ],
    clean: [
      { markdown: '# Note\n\nSearch is back. We are sorry.\n' },
      {
        markdown: `# Search is down\n\n${'Users saw an empty list for an hour. '.repeat(18)}\n\n## Chronology\n\n- 10:00 UTC Rebuild starts.\n\n## Why it happened\n\nReads do not wait.\n\n## Next steps\n\n- Rebuild beside the live index (Lena, 4 May).\n`,
      },
    ],
  },
})
