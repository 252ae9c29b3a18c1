import { defineDocumentRule } from '../document-subject.ts'

const mark =
  /\b(?:TODO|FIXME|TBD|TBC|XXX|TKTK)\b(?!\s*list)|\[(?:insert|add|fill in|your|name|date|tbd|describe)[^\]\n]{0,60}\](?!\()|<(?:insert|add|fill in|your|name|date|describe)[^>\n]{0,60}>|\blorem ipsum\b|\{\{[^}\n]{1,60}\}\}/gi

export const unfinishedText = defineDocumentRule({
  id: 'unfinished-text',
  kinds: ['document'],
  why: 'A mark left in the text says that somebody meant to come back. Readers cannot tell whether it still matters.',
  source: 'Google, Site Reliability Workbook, chapter 10: late and unfinished publication',
  check({ doc, text }) {
    const hits = doc.blocks
      .filter((block) => block.section !== 'actions' || block.kind === 'paragraph')
      .flatMap((block) =>
        [...text.slice(block.start, block.end).matchAll(mark)].map((match) => ({
          start: block.start + match.index,
          end: block.start + match.index + match[0].length,
        })),
      )
      .filter(({ start }) => !/`[^`\n]*$/.test(text.slice(Math.max(0, start - 80), start)))
    return hits.slice(0, 3).map((place) => ({
      ...place,
      wrong: 'A mark for later was left in the text.',
      ask: 'What is the answer, or who will find it out by when?',
    }))
  },
  examples: {
    flagged: [
      { given: { markdown: '# A\n\nThe outage lasted TODO minutes.\n' }, words: 'TODO', kinds: ['document'] },
      {
        given: { markdown: '# A\n\nReported by [insert name] at noon.\n' },
        words: '[insert name]',
        kinds: ['document'],
      },
    ],
    clean: [
      { markdown: '# A\n\nThe page `TODO.md` was not deployed.\n' },
      { markdown: '# A\n\nThe to-do list of the drill was complete.\n' },
    ],
  },
})
