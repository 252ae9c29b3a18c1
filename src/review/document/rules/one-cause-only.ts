import { blocksIn, countPlainWords, defineDocumentRule, hasSection, placeOfSection } from '../document-subject.ts'

const conditions =
  /\b(?:because|since|although|until|while|when|which|who|so that|as the|due to|combined|together|also|in addition|moreover|at the same time|only when|both|even though|unknown|not known)\b/i

export const oneCauseOnly = defineDocumentRule({
  id: 'one-cause-only',
  kinds: ['substance'],
  why: 'Incidents need several things at once. A single cause is where the asking stopped, and leaves the other conditions in place.',
  source: 'Allspaw, The Infinite Hows, 2014; Card, BMJ Quality and Safety 2017',
  check({ doc }) {
    if (!hasSection(doc, 'root-cause') || hasSection(doc, 'contributing')) return []
    const blocks = blocksIn(doc, 'root-cause')
    const words = blocks.reduce((sum, block) => sum + countPlainWords(block.plain), 0)
    if (words === 0 || words > 40 || blocks.length > 2 || conditions.test(blocks.map((block) => block.plain).join(' ')))
      return []
    return [
      {
        ...placeOfSection(doc, 'root-cause'),
        wrong: 'One cause is given, in a few words, and no condition that let it through.',
        ask: 'What else had to be true for this to happen, and what had made it safe before?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: { markdown: '# A\n\n## Root cause\n\nA full disk on the log volume.\n' },
        words: '## Root cause',
        kinds: ['substance'],
      },
      {
        given: { markdown: '# A\n\n## Cause\n\nThe certificate of the gateway expired.\n' },
        words: '## Cause',
        kinds: ['substance'],
      },
    ],
    clean: [
      { markdown: '# A\n\n## Root cause\n\nThe disk was full, because logs of failed loads are never rotated.\n' },
      {
        markdown:
          '# A\n\n## Root cause\n\nA full disk.\n\n## Contributing factors\n\n- Logs of failed loads are never rotated.\n',
      },
    ],
  },
})
