import { blocksIn, defineDocumentRule } from '../document-subject.ts'

const clock =
  /^\W{0,4}(?<date>\d{4}-\d{2}-\d{2})?[^\p{L}\d]{0,4}(?<hour>[01]?\d|2[0-3])[:h](?<minute>[0-5]\d)(?!\d|\s*(?:am|pm))/iu
const shortest = 120
const share = 0.5

export const timelineGap = defineDocumentRule({
  id: 'timeline-gap',
  kinds: ['document'],
  why: 'What was tried and ruled out in the quiet stretch is what the next responder needs.',
  source: 'Howie guide: look for what is missing in the timeline',
  check({ doc, text }) {
    const entries = blocksIn(doc, 'timeline').flatMap((block) => {
      const groups = clock.exec(block.plain.trimStart())?.groups
      return groups
        ? [{ block, date: groups.date ?? '', minute: Number(groups.hour) * 60 + Number(groups.minute) }]
        : []
    })
    const dates = new Set(entries.map(({ date }) => date))
    const [first] = entries
    const last = entries.at(-1)
    // One day, in order: what crosses midnight or jumps about is not measured.
    if (entries.length < 5 || dates.size > 1 || !first || !last) return []
    if (entries.some((entry, index) => index > 0 && entry.minute < (entries[index - 1]?.minute ?? 0))) return []
    const span = last.minute - first.minute
    for (const [index, entry] of entries.entries()) {
      const next = entries[index + 1]
      if (!next || index === 0 || index === entries.length - 2) continue
      const gap = next.minute - entry.minute
      if (gap < shortest || gap < span * share) continue
      const end = text.indexOf('\n', next.block.start)
      return [
        {
          start: next.block.start,
          end: end < 0 ? next.block.end : Math.min(end, next.block.end),
          wrong: `Nothing is told about the ${Math.floor(gap / 60)} h ${gap % 60} min before this entry.`,
          ask: 'What was tried, ruled out or waited for in that time?',
        },
      ]
    }
    return []
  },
  examples: {
    flagged: [
      {
        given: {
          markdown:
            '# A\n\n## Timeline\n\n- 10:00 Deploy.\n- 10:05 Errors.\n- 10:20 Page.\n- 14:10 Revert.\n- 14:20 All clear.\n',
        },
        words: '14:10 Revert.',
        kinds: ['document'],
      },
      {
        given: {
          markdown:
            '# A\n\n## Timeline\n\n- 08:00 Job starts.\n- 08:10 Lock.\n- 08:20 Ticket.\n- 12:00 Lock freed.\n- 12:30 Load done.\n',
        },
        words: '12:00 Lock freed.',
        kinds: ['document'],
      },
    ],
    clean: [
      {
        markdown:
          '# A\n\n## Timeline\n\n- 10:00 Deploy.\n- 10:05 Errors.\n- 10:20 Page.\n- 10:50 Revert.\n- 11:00 All clear.\n',
      },
      { markdown: '# A\n\n## Timeline\n\n- 2026-03-03 10:00 Deploy.\n- 10:05 Errors.\n- 2026-03-04 08:00 Revert.\n' },
    ],
  },
})
