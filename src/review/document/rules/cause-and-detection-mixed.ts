import { blocksIn, defineDocumentRule, hasSection, linesIn } from '../document-subject.ts'

const detection =
  /\b(?:(?:no|missing|lack of|without|insufficient) (?:\p{L}+ ){0,3}?(?:alerts?|alerting|monitoring|alarms?)|(?:alerts?|alerting|alarms?|monitoring)\b(?: \p{L}+){0,4} (?:not|didn't|n't|missing|failed)|(?:was|were|went) (?:not |un|n't )(?:noticed|detected|caught|alerted|monitored|monitoring)|un(?:noticed|detected)|(?:nobody|no one|not) (?:notic|alert|detect)\w*|(?:not|never|n't) (?:been )?(?:caught|detected|noticed|spotted)\b|slipped through)/u

export const causeAndDetectionMixed = defineDocumentRule({
  id: 'cause-and-detection-mixed',
  kinds: ['substance'],
  why: 'How it happened and how it was noticed are two stories. Told as one, the gap in noticing takes the place of the cause.',
  source: 'Howie guide; Google, Site Reliability Engineering, appendix D: detection has a section of its own',
  check({ doc }) {
    if (hasSection(doc, 'detection')) return []
    const line = linesIn(blocksIn(doc, 'root-cause')).find(({ text }) => detection.test(text.toLowerCase()))
    if (!line) return []
    return [
      {
        start: line.start,
        end: line.end,
        wrong:
          'This tells how it was noticed, inside the section about the cause, and detection has no section of its own.',
        ask: 'How was it noticed, how long after it began, and what was there to notice it? Put that under a heading of its own.',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown:
            '# A\n\n## Root cause\n\nThe job held the lock for an hour. The alert did not fire, as its query had a typo.\n',
        },
        words: 'The alert did not fire, as its query had a typo.',
        kinds: ['substance'],
      },
      {
        given: { markdown: '# A\n\n## Root cause\n\nThe disk was full. There was no alert on the volume.\n' },
        words: 'There was no alert on the volume.',
        kinds: ['substance'],
      },
    ],
    clean: [
      {
        markdown:
          '# A\n\n## Root cause\n\nThe job held the lock.\n\n## Detection\n\nThere was no alert; support saw it at 10:05.\n',
      },
      { markdown: '# A\n\n## Root cause\n\nThe exporter sends an alert for each row, which filled the queue.\n' },
    ],
  },
})
