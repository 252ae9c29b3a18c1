import { blocksIn, defineDocumentRule, placeOfSection } from '../document-subject.ts'

const clock = /(?<![\d:])\d{1,2}[:.h]\d{2}(?!\d)|\b\d{1,2} ?(?:am|pm)\b/i
const date =
  /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d{1,2}|\b\d{1,2}(?:st|nd|rd|th)?\.? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/i

export const timelineWithoutTimes = defineDocumentRule({
  id: 'timeline-without-times',
  kinds: ['document'],
  why: 'Without times nobody can see how long it took to notice, to decide and to mend, or what came first.',
  source: 'Google, Site Reliability Engineering, appendix D',
  check({ doc, text }) {
    const entries = blocksIn(doc, 'timeline').filter((block) => block.plain.trim().split(/\s+/).length >= 3)
    if (entries.length < 3) return []
    const part = doc.parts.filter((one) => one.section === 'timeline')
    const headings = part.map((one) => one.heading).join('\n')
    const timed = entries.filter((block) => {
      const source = text.slice(block.start, block.end)
      return clock.test(source) || date.test(source)
    })
    if (timed.length >= 2 || clock.test(headings.split('\n').slice(1).join('\n')) || date.test(headings)) return []
    return [
      {
        ...placeOfSection(doc, 'timeline'),
        wrong: 'The entries of this timeline carry no times.',
        ask: 'When did each of these happen, from which log, page or message do we know, and in which time zone?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown:
            '# A\n\n## Timeline\n\n- The deploy goes out.\n- Errors begin to rise.\n- The deploy is reverted.\n',
        },
        words: '## Timeline',
        kinds: ['document'],
      },
      {
        given: {
          markdown:
            '# A\n\n## Sequence of events\n\n1. A job starts.\n2. The job takes the lock.\n3. The lock is never freed.\n',
        },
        words: '## Sequence of events',
        kinds: ['document'],
      },
    ],
    clean: [
      { markdown: '# A\n\n## Timeline\n\n- 10:02 UTC Deploy.\n- 10:05 UTC Errors rise.\n- 10:40 UTC Revert.\n' },
      {
        markdown:
          '# A\n\n## Timeline\n\n### 10:02 UTC\n\nA deploy goes out.\n\n### 10:05 UTC\n\nThe errors rise.\n\nThe deploy is reverted.\n',
      },
    ],
  },
})
