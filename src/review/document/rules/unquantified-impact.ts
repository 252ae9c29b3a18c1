import { hasCount, hasDuration } from '../../line/user-view.ts'
import {
  blocksIn,
  countPlainWords,
  defineDocumentRule,
  hasDurationElsewhere,
  placeOfSection,
} from '../document-subject.ts'

export const unquantifiedImpact = defineDocumentRule({
  id: 'unquantified-impact',
  kinds: ['substance'],
  why: 'Without a count, a share or a duration nobody can weigh the incident, or tell next time whether it got better.',
  source: 'Google, Site Reliability Workbook, chapter 10: quantify impact',
  check({ doc }) {
    const blocks = blocksIn(doc, 'impact')
    const words = blocks.reduce((sum, block) => sum + countPlainWords(block.plain), 0)
    if (words < 6 || hasDurationElsewhere(doc)) return []
    const plain = [...blocks, ...blocksIn(doc, 'summary')]
      .map((block) => block.plain)
      .join('\n')
      .toLowerCase()
    const isCounted = hasCount(plain.replace(/\b(?:all|no|any|every|both|only|one|each)\b/g, ' '))
    if (
      isCounted ||
      hasDuration(plain) ||
      /\b(?:no|without) (?:\p{L}+ )?(?:impact|effect|users?|customers?|data loss)\b|\bnobody\b|\bno \p{L}+ (?:was|were|has been|have been) (?:compromised|affected|impacted|lost|exposed)\b|\bnot (?:been )?(?:used|exploited|affected)\b/u.test(
        plain,
      )
    )
      return []
    return [
      {
        ...placeOfSection(doc, 'impact'),
        wrong: 'The impact holds no number: neither how many, nor how long, nor which share.',
        ask: 'How many users or requests, from when to when? An estimate with its source will do.',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: { markdown: '# A\n\n## Impact\n\nUsers of the search could not find products and left.\n' },
        words: '## Impact',
        kinds: ['substance'],
      },
      {
        given: {
          markdown: '# A\n\n## Customer impact\n\n- Search pages were empty.\n- Carts could not be opened on phones.\n',
        },
        words: '## Customer impact',
        kinds: ['substance'],
      },
    ],
    clean: [
      { markdown: '# A\n\n## Impact\n\nFor 40 minutes users of the search saw an empty list.\n' },
      { markdown: '# A\n\n## Impact\n\nThe key was replaced; no packages were compromised by it.\n' },
      { markdown: '# A\n\n## Impact\n\nThere was no impact on users of the search or the carts.\n' },
    ],
  },
})
