import { blocksIn, defineDocumentRule, linesIn } from '../document-subject.ts'

const unknown =
  /\b(?:(?:root )?cause|source|reason|origin|trigger|why)\b[^.]{0,60}\b(?:(?:is|are|was|remains?|still) (?:currently |as yet |yet |still )?(?:unknown|unclear|not (?:yet )?(?:known|clear|understood|identified|determined|found))|could not be (?:determined|identified|found)|unknown)\b|\b(?:not (?:yet )?(?:know|sure|clear|certain)|don't know|do not know|unclear|unknown|no idea)\b[^.]{0,30}\b(?:what|why|how|whether)\b[^.]{0,40}\b(?:caused|happened|led|triggered|started|occurred)\b/i
const check =
  /\b(?:will|to be|planned|by \d|we (?:are|will)|investigat\w+|continu\w+|follow(?:ing|-)? ?up|(?:issue|ticket)s? (?:\S+ )?(?:opened|created|raised|#)|test(?:ing)?|track\w*|open question|hypothes\w+|next step)\b/i

const plainly = /^\W*we (?:still )?(?:don't|do not) (?:really |yet |fully )?know(?: why| what)?\b/i

export const causeUnknownWithoutCheck = defineDocumentRule({
  id: 'cause-unknown-without-check',
  kinds: ['substance'],
  why: 'Not knowing is honest. Without a check, an owner and a date it is also where the post-mortem ends.',
  source: 'Howie guide; RCA2 (NPSF 2015)',
  check({ doc }) {
    const lines = linesIn(blocksIn(doc, 'root-cause', 'contributing', 'went-poorly'))
    const index = lines.findIndex(({ text }) => unknown.test(text) || plainly.test(text))
    const line = lines[index]
    if (!line || lines.slice(Math.max(0, index - 1), index + 3).some(({ text }) => check.test(text))) return []
    return [
      {
        start: line.start,
        end: line.end,
        wrong: 'The cause is not known, and nothing says how it will be found.',
        ask: 'What would show it: which log, test or person, who looks, and by when?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: { markdown: '# A\n\n## Root cause\n\nThe source of the charge is still unknown at this time.\n' },
        words: 'The source of the charge is still unknown at this time.',
        kinds: ['substance'],
      },
      {
        given: { markdown: '# A\n\n## Root cause\n\nThe root cause could not be determined.\n' },
        words: 'The root cause could not be determined.',
        kinds: ['substance'],
      },
    ],
    clean: [
      {
        markdown:
          '# A\n\n## Root cause\n\nThe cause is not yet known. The platform lead will replay the night on staging by 4 May.\n',
      },
      { markdown: '# A\n\n## Root cause\n\nAn unknown host name makes the client retry for ever.\n' },
    ],
  },
})
