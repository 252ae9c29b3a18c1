import { blocksIn, defineDocumentRule, placeOfSection } from '../document-subject.ts'

const clock = /(?<![\d:])(?:[01]?\d|2[0-3])[:h][0-5]\d(?!\d)/g
// Underscores are marks of emphasis, not letters: "_all times are UTC_".
const zone =
  /(?<![A-Za-z\d])(?:UTC|GMT|Z\b|CES?T|EES?T|WES?T|BST|IST|JST|MSK|AE[SD]T|NZ[SD]?T|[PMCE][SD]?T(?:\d[PMCE]DT)?|Pacific|Eastern|Central|Mountain|local time|time ?zone|(?:Europe|America|Asia|Africa|Australia|US)\/[A-Z]\w+|[A-Z][a-z]+ time)(?![A-Za-z\d])|\d(?:Z|[+-]\d{2}:?\d{2})\b|\b(?:Berlin|Paris|London|Denver|Tokyo|Sydney|New York)\b|[+-]\d{1,2}:?\d{0,2}\s*(?:h|hours)\b/

export const timelineWithoutZone = defineDocumentRule({
  id: 'timeline-without-zone',
  kinds: ['document'],
  why: 'Clock times without a zone cannot be laid beside logs, tickets and other teams, and change meaning twice a year.',
  source: 'Google, Site Reliability Engineering, appendix D: "all times UTC"',
  check({ doc, text }) {
    const clocks = blocksIn(doc, 'timeline').reduce(
      (sum, block) => sum + (text.slice(block.start, block.end).match(clock) ?? []).length,
      0,
    )
    const headings = doc.parts
      .filter((part) => part.section === 'timeline')
      .reduce((sum, part) => sum + (part.heading.match(clock) ?? []).length, 0)
    if (clocks + headings < 3 || zone.test(text)) return []
    return [
      {
        ...placeOfSection(doc, 'timeline'),
        wrong: 'Clock times stand here, and no time zone anywhere in the document.',
        ask: 'Which zone are these times in? One line below the heading is enough: "All times UTC."',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: { markdown: '# A\n\n## Timeline\n\n- 10:02 Deploy.\n- 10:05 Errors.\n- 10:40 Revert.\n' },
        words: '## Timeline',
        kinds: ['document'],
      },
      {
        given: {
          markdown:
            '# A\n\n## Timeline\n\n| Time | What |\n|---|---|\n| 10:02 | Deploy |\n| 10:05 | Errors |\n| 10:40 | Revert |\n',
        },
        words: '## Timeline',
        kinds: ['document'],
      },
    ],
    clean: [
      { markdown: '# A\n\n## Timeline (all times UTC)\n\n- 10:02 Deploy.\n- 10:05 Errors.\n- 10:40 Revert.\n' },
      {
        markdown: '# A\n\n## Timeline\n\n_all times are in UTC_\n\n- 10:02 Deploy.\n- 10:05 Errors.\n- 10:40 Revert.\n',
      },
      { markdown: '# A\n\n## Timeline\n\nTimes are PST8PDT.\n\n- 10:02 Deploy.\n- 10:05 Errors.\n- 10:40 Revert.\n' },
      { markdown: '# A\n\n## Timeline\n\n- 2026-03-03T10:02:00+01:00 Deploy.\n- 10:05 Errors.\n- 10:40 Revert.\n' },
    ],
  },
})
