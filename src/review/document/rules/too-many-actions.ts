import { openActionsIn } from '../actions-in.ts'
import { defineDocumentRule, placeOfSection } from '../document-subject.ts'

const list = (count: number) =>
  `# A\n\n## Action items\n\n${Array.from({ length: count }, (_, index) => `- Cap queue number ${index + 1} at 500 rows (Lena, 4 May)`).join('\n')}\n`

export const tooManyActions = defineDocumentRule({
  id: 'too-many-actions',
  kinds: ['actions'],
  why: 'A long list is not done. Three to five actions that answer the causes are worth more than twenty wishes.',
  source: 'Atlassian Incident Management Handbook; requirement of three to five actions',
  check({ doc, limits }) {
    const { length } = openActionsIn(doc)
    if (length <= limits.maxActions) return []
    return [
      {
        ...placeOfSection(doc, 'actions'),
        wrong: `${length} open actions: more than ${limits.maxActions} are seldom finished.`,
        ask: 'Which three to five would have changed this incident most? The rest can be tickets.',
      },
    ]
  },
  examples: {
    flagged: [
      { given: { markdown: list(8) }, words: '## Action items', kinds: ['actions'] },
      { given: { markdown: list(20) }, words: '## Action items', kinds: ['actions'] },
    ],
    clean: [{ markdown: list(5) }, { markdown: list(9).replaceAll('- Cap', '- [x] Cap') }],
  },
})
