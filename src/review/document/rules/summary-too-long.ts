import { blocksIn, countPlainWords, defineDocumentRule, placeOfSection } from '../document-subject.ts'

const most = 300
/** A little over is nothing to write home about. */
const tolerated = 1.25
const leadWords = 20

export const summaryTooLong = defineDocumentRule({
  id: 'summary-too-long',
  kinds: ['document'],
  why: 'A summary is what people read who will not read the rest.',
  source: 'Google, Site Reliability Workbook, chapter 10',
  check({ doc }) {
    // Subsections below the summary are sections of their own that nobody named.
    const part = doc.parts.findIndex((one) => one.isRecognised && one.section === 'summary')
    const words = blocksIn(doc, 'summary')
      .filter((block) => block.part === part)
      .reduce((sum, block) => sum + countPlainWords(block.plain), 0)
    if (words <= most * tolerated || words > doc.words * 0.8) return []
    // An opening above it is the short version already.
    const start = doc.parts[part]?.start ?? 0
    const lead = doc.blocks
      .filter((block) => block.end <= start && block.start > doc.titleEnd && block.kind === 'paragraph')
      .reduce((sum, block) => sum + countPlainWords(block.plain), 0)
    if (lead >= leadWords) return []
    return [
      {
        ...placeOfSection(doc, 'summary'),
        wrong: `The summary has ${words} words; past ${most} it is read as a chapter.`,
        ask: 'Which three sentences would you say on the phone: who could not do what, why, and what changes?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown: `# A\n\n## Summary\n\n${'Carts were empty for users. '.repeat(90)}\n\n## Timeline\n\n${'Much came of it later on. '.repeat(50)}\n`,
        },
        words: '## Summary',
        kinds: ['document'],
      },
      {
        given: {
          markdown: `# A\n\n## TL;DR\n\n${'Carts were empty for users. '.repeat(80)}\n\n## Why\n\n${'Much came of it later on. '.repeat(50)}\n`,
        },
        words: '## TL;DR',
        kinds: ['document'],
      },
    ],
    clean: [
      { markdown: '# A\n\n## Summary\n\nCarts were empty for an hour.\n' },
      {
        markdown: `# A\n\nOn 4 May carts were empty for shoppers for an hour, since reads do not wait for the rebuild of the index.\n\n## Summary\n\n${'Carts were empty for users. '.repeat(90)}\n\n## Timeline\n\n${'Much came of it later on. '.repeat(50)}\n`,
      },
      { markdown: `# A\n\n## Summary\n\n${'Carts were empty for users. '.repeat(20)}\n` },
    ],
  },
})
