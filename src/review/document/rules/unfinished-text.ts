import { defineDocumentRule } from '../document-subject.ts'

const mark =
  /\b(?:TODO|FIXME|TBD|TBC|XXX|TKTK)\b(?!\s*list)|\[(?:insert|add|fill in|your|name|date|tbd|describe)[^\]\n]{0,60}\](?!\()|<(?:insert|add|fill in|your|name|date|describe)[^>\n]{0,60}>|\blorem ipsum\b|\{\{[^}\n]{1,60}\}\}/gi

/** What a template says to its author: "List of things that went well. For example, …". */
const instruction =
  /^\W*(?:list of (?:the )?(?:things|what|actions|people|events)\b|(?:list|describe|explain|summari[sz]e|provide|replace|fill in|enter|write|give|include|detail)\b[^.]{0,80}\b(?:for example|e\.g\.|here\b|below\b|in (?:one|two|three|a few|1|2|3) (?:sentences?|words|lines))|(?:these|this) (?:are|is) (?:only |just )?(?:an? )?(?:sample|examples?|placeholder)\b)[^.:]*[.:]?/i

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
    const left = doc.blocks.flatMap((block) => {
      const match = block.kind === 'paragraph' && !block.isQuoted ? instruction.exec(block.plain) : null
      return match ? [{ start: block.start, end: block.start + match[0].trimEnd().length }] : []
    })
    return [
      ...hits.slice(0, 3).map((place) => ({
        ...place,
        wrong: 'A mark for later was left in the text.',
        ask: 'What is the answer, or who will find it out by when?',
      })),
      ...left.slice(0, 1).map((place) => ({
        ...place,
        wrong: `An instruction of the template was left in the text${left.length > 1 ? `, and ${left.length - 1} more` : ''}; what follows may be its example.`,
        ask: 'What was it here? What stands there as an example can go.',
      })),
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown: '# A\n\n## What went well\n\nList of things that went well. For example,\n\n1. An alert told us.\n',
        },
        words: 'List of things that went well.',
        kinds: ['document'],
      },
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
