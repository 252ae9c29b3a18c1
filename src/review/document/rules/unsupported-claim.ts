import { defineDocumentRule, linesIn } from '../document-subject.ts'

export const unsupportedClaim = defineDocumentRule({
  id: 'unsupported-claim',
  kinds: ['grounding'],
  why: 'A number, time, date or name that nobody said is an invention, however likely it sounds.',
  source: 'Requirement C08: data over assumptions',
  check({ doc, unsupported }) {
    if (!unsupported) return []
    const seen = new Set<string>()
    return linesIn(doc.blocks.filter((block) => doc.parts[block.part]?.section !== 'background')).flatMap((line) =>
      unsupported(line.text).flatMap((claim) => {
        const at = line.text.indexOf(claim)
        if (at < 0 || seen.has(claim)) return []
        seen.add(claim)
        return [
          {
            start: line.start + at,
            end: line.start + at + claim.length,
            wrong: 'The record of this incident does not hold this.',
            ask: 'Who said it, or which log shows it? Record it with its source, or take it out.',
          },
        ]
      }),
    )
  },
  examples: {
    flagged: [
      {
        given: { markdown: '# A\n\nCarts were empty for 40 minutes.\n', record: 'carts were empty for half an hour' },
        words: '40 minutes',
        kinds: ['grounding'],
      },
      {
        given: { markdown: '# A\n\nIt began at 10:02.\n', record: 'began shortly after ten' },
        words: '10:02',
        kinds: ['grounding'],
      },
    ],
    clean: [
      { markdown: '# A\n\nCarts were empty for 30 minutes.\n', record: 'carts were empty for half an hour' },
      { markdown: '# A\n\nCarts were empty for 40 minutes.\n' },
    ],
  },
})
