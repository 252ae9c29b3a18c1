import { isName } from '../../line/people.ts'
import { blocksIn, defineDocumentRule } from '../document-subject.ts'

const fewest = 2

export const namesInCauses = defineDocumentRule({
  id: 'names-in-causes',
  kinds: ['substance'],
  why: 'Beside a cause a name is read as its reason, years later too. A role says the same and keeps the next person talking.',
  source: 'Etsy, Debriefing Facilitation Guide; PagerDuty, postmortem guide: roles instead of names',
  check({ doc, text }) {
    const found = new Map<string, { start: number; end: number }>()
    for (const block of blocksIn(doc, 'root-cause', 'contributing', 'went-poorly'))
      for (const match of text
        .slice(block.start, block.end)
        .matchAll(/(?<![\p{L}\p{N}@./`[-])@?\p{L}[\p{L}\p{N}_-]{1,38}(?![\p{L}\p{N}/@])/gu)) {
        const word = match[0].replace(/['’]s$/, '')
        if (!isName(word) || /^@(?:types|babel|angular|here|channel|everyone|media|import|chia|node)$/i.test(word))
          continue
        const key = word.toLowerCase()
        if (!found.has(key))
          found.set(key, { start: block.start + match.index, end: block.start + match.index + word.length })
      }
    const [first] = [...found.values()].sort((a, b) => a.start - b.start)
    if (!first || found.size < fewest) return []
    return [
      {
        ...first,
        wrong: `${found.size} people are named where causes are told.`,
        ask: 'Which roles were they: on-call, reviewer, release manager? Names can stay beside actions and thanks.',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: { markdown: '# A\n\n## Root cause\n\nAnna changed the filter and Kofi approved it.\n' },
        words: 'Anna',
        kinds: ['substance'],
      },
      {
        given: { markdown: '# A\n\n## What went poorly\n\n- @lena was asked first, then @sven.\n' },
        words: '@lena',
        kinds: ['substance'],
      },
    ],
    clean: [
      { markdown: '# A\n\n## Root cause\n\nThe analyst changed the filter and the reviewer approved it.\n' },
      { markdown: '# A\n\n## Actions\n\n- Cap the queue (Anna)\n- Page on empty carts (Kofi)\n' },
    ],
  },
})
