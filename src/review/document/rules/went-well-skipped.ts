import { blocksIn, defineDocumentRule, hasSection, placeOfSection } from '../document-subject.ts'

export const wentWellSkipped = defineDocumentRule({
  id: 'went-well-skipped',
  kinds: ['document'],
  why: 'What worked is what must not be lost in the repair, and the reason why it was not worse.',
  source: 'Google, Site Reliability Engineering, appendix D; requirement E12: never skipped',
  check({ doc }) {
    if (!hasSection(doc, 'went-poorly') || hasSection(doc, 'went-well') || blocksIn(doc, 'went-poorly').length < 2)
      return []
    // Luck tells what helped. "What went wrong?" alone heads the cause.
    const headings = doc.parts.filter((part) => part.section === 'went-poorly').map((part) => part.heading)
    if (blocksIn(doc, 'lucky').length > 0 || headings.every((heading) => /\bwrong\b/i.test(heading))) return []
    return [
      {
        ...placeOfSection(doc, 'went-poorly'),
        wrong: 'What went poorly is told, and what went well is not.',
        ask: 'What worked as it was meant to, and what would have been worse without it?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown: '# A\n\n## What could have gone better\n\n- The page came late.\n- The guide named an old host.\n',
        },
        words: '## What could have gone better',
        kinds: ['document'],
      },
      {
        given: { markdown: '# A\n\n## What went poorly\n\nThe page came late.\n\nThe guide named an old host.\n' },
        words: '## What went poorly',
        kinds: ['document'],
      },
    ],
    clean: [
      {
        markdown:
          '# A\n\n## What went well\n\n- Rollback in four minutes.\n\n## What went wrong\n\n- The page came late.\n- Old host.\n',
      },
      {
        markdown:
          '# A\n\n## What went poorly\n\n- The page came late.\n- Old host.\n\n## Where we got lucky\n\n- The guide was printed.\n',
      },
      { markdown: '# A\n\n## Impact\n\n- 40 users.\n' },
      { markdown: '# A\n\n## What went wrong?\n\nThe disk was full.\n\nReads do not wait.\n' },
    ],
  },
})
