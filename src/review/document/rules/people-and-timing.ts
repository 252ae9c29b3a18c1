import { subjectOf, tokensIn } from '../../line/people.ts'
import { blocksIn, defineDocumentRule, linesIn, placeOfSection } from '../document-subject.ts'

const fewest = 4
const share = 0.7
const past =
  /^(?:\p{L}{3,}ed|was|were|had|did|ran|went|saw|made|took|found|thought|knew|began|forgot|left|set|put|told|sent)$/u

export const peopleAndTiming = defineDocumentRule({
  id: 'people-and-timing',
  kinds: ['substance'],
  why: 'A cause told as who did what when explains the people. The same people with another tool would have had another day.',
  source: 'Requirement B30: warning signs; Dekker, The Field Guide',
  check({ doc }) {
    const lines = linesIn(blocksIn(doc, 'root-cause', 'contributing')).filter(
      ({ text }) => text.split(/\s+/).length >= 5,
    )
    if (lines.length < fewest) return []
    const told = lines.filter(({ text }) => {
      const plain = text.toLowerCase()
      const verb = tokensIn(plain, 0, plain.length).find(({ word }) => past.test(word))
      const subject = verb ? subjectOf(text, plain, verb.start) : null
      return subject !== null && !subject.isOutsider
    })
    if (told.length < lines.length * share) return []
    return [
      {
        ...placeOfSection(doc, 'root-cause', 'contributing'),
        wrong: `${told.length} of ${lines.length} sentences about the cause tell what people did; few tell what the system did.`,
        ask: 'For each of these acts: what did the tool show, what did it do with the input, and what had made that safe before?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown:
            '# A\n\n## Root cause\n\nThe engineer started the rebuild at ten. Then the operator noticed the queue. The team decided to wait until noon. We restarted the job at last.\n',
        },
        words: '## Root cause',
        kinds: ['substance'],
      },
      {
        given: {
          markdown:
            '# A\n\n## Causes\n\n- The analyst changed the filter on Friday.\n- The reviewer approved it within a minute.\n- Nobody asked which jobs read it.\n- We deployed it before the weekend.\n',
        },
        words: '## Causes',
        kinds: ['substance'],
      },
    ],
    clean: [
      {
        markdown:
          '# A\n\n## Root cause\n\nThe rebuild takes the lock. Reads do not wait for it. The queue has no limit. The job is started by a timer.\n',
      },
      { markdown: '# A\n\n## Root cause\n\nThe engineer started the rebuild, as the runbook says.\n' },
    ],
  },
})
