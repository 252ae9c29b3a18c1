import { defineDocumentRule } from '../document-subject.ts'

const placeholder =
  /^\W*(?:tbd|tba|tbc|todo|to do|to be (?:done|added|written|filled|completed)[^.]{0,30}|fill (?:me )?in|coming soon|n\/?a|none|-+|\.{3}|…|xxx|wip|pending)?\W*$/i

export const emptySection = defineDocumentRule({
  id: 'empty-section',
  kinds: ['document'],
  why: 'An empty section looks like a forgotten question. If nothing is known, say so, and who will find out.',
  source: 'Google, Site Reliability Workbook, chapter 10: key details left out',
  check({ doc, text }) {
    return doc.parts.flatMap((part, index) => {
      if (
        !part.isRecognised ||
        part.section === 'background' ||
        part.level === 0 ||
        part.level === 7 ||
        part.start === doc.titleStart
      )
        return []
      const next = doc.parts[index + 1]
      if (next && next.level > part.level) return []
      const lineEnd = text.indexOf('\n', part.start)
      const headingEnd = lineEnd < 0 || lineEnd > part.end ? part.end : lineEnd
      const body = text
        .slice(headingEnd, part.end)
        .replace(/<!--[\s\S]*?-->/g, '')
        .replace(/^\s*[=-]{3,}\s*$/gm, '')
        .trim()
      if (body !== '' && (body.length > 80 || !placeholder.test(body))) return []
      return [
        {
          start: part.start,
          end: headingEnd,
          wrong: body === '' ? 'Nothing stands below this heading.' : 'Only a placeholder stands below this heading.',
          ask: 'What is known here, or who will find out by when? If it does not apply, say why in one line.',
        },
      ]
    })
  },
  examples: {
    flagged: [
      {
        given: { markdown: '# A\n\n## Impact\n\n## Timeline\n\n- 10:00 UTC start\n' },
        words: '## Impact',
        kinds: ['document'],
      },
      { given: { markdown: '# A\n\n## Root cause\n\nTBD\n' }, words: '## Root cause', kinds: ['document'] },
    ],
    clean: [
      { markdown: '# A\n\n## Lessons\n\n### What went well\n\n- The rollback took four minutes.\n' },
      { markdown: '# A\n\n## Timeline\n\n```\n10:00 start\n```\n' },
    ],
  },
})
