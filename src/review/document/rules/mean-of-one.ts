import { defineDocumentRule } from '../document-subject.ts'

const mean = /\b(?:MTT[RDAFIC]|mean[- ]time[- ]to[- ]\p{L}+)\b/gu
const many =
  /\b(?:average|over the last|per (?:month|quarter|year)|all incidents|trend|our MTT|mean of|improve|reduce|lower|target|goal|metric)\b/i

export const meanOfOne = defineDocumentRule({
  id: 'mean-of-one',
  kinds: ['document'],
  why: 'MTTR is a mean over many incidents. For one incident it is a time to resolve, and says little about the next.',
  source: 'The VOID report: averages of duration',
  check({ doc }) {
    for (const block of doc.blocks) {
      mean.lastIndex = 0
      const match = mean.exec(block.plain)
      if (!match || many.test(block.plain)) continue
      return [
        {
          start: block.start + match.index,
          end: block.start + match.index + match[0].length,
          wrong: 'A mean over many incidents is given for this one.',
          ask: 'How long did it take here to notice, to respond and to resolve?',
        },
      ]
    }
    return []
  },
  examples: {
    flagged: [
      { given: { markdown: '# A\n\nMTTR: 42 minutes\n' }, words: 'MTTR', kinds: ['document'] },
      {
        given: { markdown: '# A\n\n- MTTD: 5 min\n' },
        words: 'MTTD',
        kinds: ['document'],
      },
    ],
    clean: [
      { markdown: '# A\n\nTime to resolve: 42 minutes\n' },
      { markdown: '# A\n\nOver the last year our MTTR fell to 42 minutes.\n' },
    ],
  },
})
