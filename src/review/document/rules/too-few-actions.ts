import {
  actionsIn,
  blocksIn,
  countPlainWords,
  defineDocumentRule,
  hasSection,
  placeOfSection,
} from '../document-subject.ts'

export const tooFewActions = defineDocumentRule({
  id: 'too-few-actions',
  kinds: ['actions'],
  why: 'An incident with several conditions and one change leaves the other conditions in place.',
  source: 'Requirement of three to five actions; RCA2 (NPSF 2015)',
  check({ doc, limits }) {
    if (!doc.isPostMortem || doc.isProduct || !hasSection(doc, 'actions')) return []
    const actions = actionsIn(doc)
    const prose = blocksIn(doc, 'actions').filter((block) => block.kind === 'paragraph')
    // Actions told in paragraphs are not counted.
    if (
      actions.length === 0 ||
      actions.length >= limits.minActions ||
      prose.some((block) => countPlainWords(block.plain) > 12)
    )
      return []
    return [
      {
        ...placeOfSection(doc, 'actions'),
        wrong: `${actions.length === 1 ? 'One action' : `${actions.length} actions`}: the other conditions stay as they were.`,
        ask: 'What else would have prevented it, shown it sooner, or made it smaller?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown: `# A\n\n## Summary\n\n${'Carts were empty for an hour. '.repeat(24)}\n\n## Root cause\n\nReads do not wait.\n\n## Actions\n\n- Rebuild beside the live index (Lena, 4 May).\n`,
        },
        words: '## Actions',
        kinds: ['actions'],
      },
      {
        given: {
          markdown: `# A\n\n## Impact\n\n${'Carts were empty for an hour. '.repeat(24)}\n\n## Why\n\nReads do not wait.\n\n## Next steps\n\n1. Rebuild beside the live index (Lena, 4 May).\n`,
        },
        words: '## Next steps',
        kinds: ['actions'],
      },
    ],
    clean: [
      { markdown: '# A\n\n## Actions\n\n- Rebuild beside the live index (Lena, 4 May).\n' },
      {
        markdown: `# A\n\n## Summary\n\n${'Carts were empty for an hour. '.repeat(24)}\n\n## Why\n\nReads do not wait.\n\n## Actions\n\n- Rebuild beside the live index.\n- Page on empty results.\n- Show the age of the index.\n`,
      },
    ],
  },
})
