import { internalTerms, userNoun } from '../../line/user-view.ts'
import { isNotice } from '../document-form.ts'
import { blocksIn, countPlainWords, defineDocumentRule, placeOfSection } from '../document-subject.ts'

const fewest = 7
const share = 0.13
const shortSummary = 80
const seen = new RegExp(
  `${userNoun.source}|\\b(?:outages?|unavailable|downtime|offline|unable|could not|cannot|slow|incorrect(?:ly)?)\\b`,
  'i',
)

export const summaryTooTechnical = defineDocumentRule({
  id: 'summary-too-technical',
  kinds: ['document'],
  why: 'Support, product and management read the summary. Terms of the system lose them in the first line.',
  source: 'Google, Site Reliability Workbook, chapter 10: "narrow audience"',
  check({ doc }) {
    const blocks = blocksIn(doc, 'summary')
    const plain = blocks.map((block) => block.plain).join(' ')
    const words = countPlainWords(plain)
    const terms = internalTerms(plain, plain.toLowerCase()).length
    if (terms < fewest || terms < words * share) return []
    // A few lines for those who run it are fine where the next section says what users saw.
    const impact = blocksIn(doc, 'impact')
      .map((block) => block.plain)
      .join(' ')
    const impactTerms = internalTerms(impact, impact.toLowerCase()).length
    if (words < shortSummary && seen.test(impact) && impactTerms < countPlainWords(impact) * share) return []
    // Long or short, a summary that also says who could not do what has told its readers what they need.
    if (isNotice(doc) || (seen.test(plain) && terms < words * share * 1.5)) return []
    return [
      {
        ...placeOfSection(doc, 'summary'),
        wrong: `The summary holds ${terms} terms that only those who run the system know.`,
        ask: 'What did users try to do, and what did they see instead? The terms can wait for the section on causes.',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown:
            '# A\n\n## Summary\n\nThe broker lost quorum, consumer lag grew, the DLQ filled, pods crashed with OOM and the load balancer returned 502 errors from two shards.\n',
        },
        words: '## Summary',
        kinds: ['document'],
      },
      {
        given: {
          markdown:
            '# A\n\n## Overview\n\nA migration locked the table, the connection pool drained, threads blocked, the heap grew and the readiness probe of the pods failed.\n',
        },
        words: '## Overview',
        kinds: ['document'],
      },
    ],
    clean: [
      {
        markdown:
          '# A\n\n## Summary\n\nThe broker lost quorum, consumer lag grew, the DLQ filled, pods crashed with OOM and the load balancer returned 502 errors from two shards.\n\n## Impact\n\nShoppers could not pay for an hour.\n',
      },
      {
        markdown: '# A\n\n## Summary\n\nShoppers saw an empty cart for an hour, since one cache node had restarted.\n',
      },
      {
        markdown:
          '# A\n\n## Root cause\n\nThe broker lost quorum, consumer lag grew, the DLQ filled and pods crashed with OOM.\n',
      },
    ],
  },
})
