import { fold, tokensIn } from '../../line/people.ts'
import { actionsIn, blocksIn, countPlainWords, defineDocumentRule, proseIn } from '../document-subject.ts'

const idle = new Set(
  'about above after again also because been before being between both came cause caused could does doing down during each even every from further have having here into just like made make many more most much need needed once only other over same should some such than that their them then there these they thing things this those through time took under until very want well went were what when where which while whole will with without would your issue issues problem problems incident outage team users user service system'.split(
    ' ',
  ),
)

export const findingWithoutAction = defineDocumentRule({
  id: 'finding-without-action',
  kinds: ['actions'],
  why: 'What went poorly and leads to nothing will go poorly again. If it is accepted, that is a decision worth a line.',
  source: 'Requirement E02: every finding maps to a corrective action',
  check({ doc, text }) {
    const actions = actionsIn(doc)
    if (actions.length < 2) return []
    const answered = stemsOf(
      `${actions.map(({ block }) => text.slice(block.start, block.end)).join(' ')} ${proseIn(doc, 'actions', 'lessons', 'resolution')}`,
    )
    const findings = blocksIn(doc, 'went-poorly', 'contributing').filter(
      (block) =>
        block.kind === 'item' &&
        block.depth === 0 &&
        !block.isLead &&
        !block.isTracked &&
        countPlainWords(block.plain) >= 6,
    )
    const open = findings.filter((block) => [...stemsOf(block.plain)].every((stem) => !answered.has(stem)))
    const [first] = open
    if (!first || findings.length < 2) return []
    const wrong =
      open.length > 1
        ? `${open.length} of ${findings.length} findings, this one first, share no word with any action.`
        : 'This finding shares no word with any action.'
    return [
      {
        start: first.start,
        end: first.end,
        wrong,
        ask: 'Which action answers it? If it is accepted as it is, who decided that and why?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown:
            '# A\n\n## What went poorly\n\n- The rollback button was hidden behind two menus.\n- Support had no phone list at hand.\n\n## Actions\n\n- Alert on empty carts\n- Print phone lists for support\n',
        },
        words: 'The rollback button was hidden behind two menus.',
        kinds: ['actions'],
      },
      {
        given: {
          markdown:
            '# A\n\n## Contributing factors\n\n- Staging restarts nightly, production runs for weeks.\n- Rotation ran at noon without anybody near it.\n\n## Actions\n\n- Rotation reloads the gateway\n- Alert on certificates\n',
        },
        words: 'Staging restarts nightly, production runs for weeks.',
        kinds: ['actions'],
      },
    ],
    clean: [
      {
        markdown:
          '# A\n\n## What went poorly\n\n- The rollback button was hidden behind two menus.\n- Support had no phone list at hand.\n\n## Actions\n\n- Move the rollback to the first page\n- Print phone lists\n',
      },
      { markdown: '# A\n\n## What went poorly\n\n- The rollback button was hidden behind two menus.\n' },
    ],
  },
})

function stemsOf(text: string): Set<string> {
  const plain = text.toLowerCase()
  return new Set(
    tokensIn(plain, 0, plain.length)
      .map(({ word }) => fold(word))
      .filter((word) => word.length > 3 && !idle.has(word))
      .map((word) => word.replace(/(?:ations?|ings?|ed|es|s|ly|ment|ments)$/, '').slice(0, 6)),
  )
}
