import { actionsIn } from '../actions-in.ts'
import { blocksIn, countPlainWords, defineDocumentRule, hasSection, placeOfSection } from '../document-subject.ts'

export const tooFewActions = defineDocumentRule({
  id: 'too-few-actions',
  kinds: ['actions'],
  why: 'An incident with several conditions and one change leaves the other conditions in place.',
  source: 'Requirement of three to five actions; RCA2 (NPSF 2015)',
  check({ doc, limits }) {
    if (!doc.isPostMortem || doc.isProduct || !hasSection(doc, 'actions')) return []
    const listed = actionsIn(doc).length
    const prose = blocksIn(doc, 'actions').filter((block) => block.kind === 'paragraph')
    // One change may answer one condition; where several are told, the others are left as they were.
    const told = blocksIn(doc, 'went-poorly', 'contributing').filter(
      ({ isLead, depth }) => !isLead && depth === 0,
    ).length
    // A short line below the heading is an action too; what is told in paragraphs is not counted.
    const count = listed > 0 ? listed : prose.filter(({ plain }) => countPlainWords(plain) >= 3).length
    if (
      count === 0 ||
      told <= count + 1 ||
      count >= limits.minActions ||
      prose.some((block) => countPlainWords(block.plain) > 12)
    )
      return []
    return [
      {
        ...placeOfSection(doc, 'actions'),
        wrong: `${told} things went wrong or let it through, and there ${count === 1 ? 'is one action' : `are ${count} actions`}.`,
        ask: 'What else would have prevented it, shown it sooner, or made it smaller?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown: `# A\n\n## Summary\n\n${'Carts were empty for an hour. '.repeat(24)}\n\n## What went poorly\n\n- Reads do not wait.\n- The page came late.\n- The guide named an old host.\n\n## Actions\n\n- Rebuild beside the live index (Lena, 4 May).\n`,
        },
        words: '## Actions',
        kinds: ['actions'],
      },
      {
        given: {
          markdown: `# A\n\n## Impact\n\n${'Carts were empty for an hour. '.repeat(24)}\n\n## Contributing factors\n\n- Reads do not wait.\n- The page came late.\n- The guide named an old host.\n\n## Next steps\n\n1. Rebuild beside the live index (Lena, 4 May).\n`,
        },
        words: '## Next steps',
        kinds: ['actions'],
      },
    ],
    clean: [
      { markdown: '# A\n\n## Actions\n\n- Rebuild beside the live index (Lena, 4 May).\n' },
      {
        markdown: `# A\n\n## Summary\n\n${'Carts were empty for an hour. '.repeat(24)}\n\n## Why\n\nReads do not wait.\n\n## Actions\n\n- Rebuild beside the live index.\n`,
      },
      {
        markdown: `# A\n\n## Summary\n\n${'Carts were empty for an hour. '.repeat(24)}\n\n## Why\n\nReads do not wait.\n\n## Actions\n\n- Rebuild beside the live index.\n- Page on empty results.\n- Show the age of the index.\n`,
      },
    ],
  },
})
