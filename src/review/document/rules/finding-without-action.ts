import { fold, tokensIn } from '../../line/people.ts'
import { actionsIn } from '../actions-in.ts'
import { blocksIn, countPlainWords, defineDocumentRule, proseIn } from '../document-subject.ts'

const idle = new Set(
  'about above after again also because been before being between both came cause caused could does doing down during each even every from further have having here into just like made make many more most much need needed once only other over same should some such than that their them then there these they thing things this those through time took under until very want well went were what when where which while whole will with without would your issue issues problem problems incident outage team users user service system'.split(
    ' ',
  ),
)

/** An alert answers what nobody noticed, and a test what was not caught, whatever words they use. */
const kinds: readonly RegExp[] = [
  /\b(?:alert\w*|alarm\w*|monitor\w*|notic\w*|detect\w*|eye on|notif\w*|dashboards?|metrics?|visib\w*|observ\w*|pag(?:ed?|ing))\b/i,
  /\b(?:tests?|tested|testing|caught|cover(?:ed|age)|e2e|validat\w*|review\w*|checks?|compiler|typed)\b/i,
  /\b(?:document\w*|docs|runbooks?|playbooks?|checklists?|guides?|process\w*|procedures?|instructions)\b/i,
  /\b(?:on-?call|rotation|respon\w+|escalat\w*|hand(?:ed)?-?over|shifts?|nothing was done|nobody|no one|too long|hours|late|delay\w*|waited|waiting)\b/i,
  /\b(?:vendors?|providers?|suppliers?|support (?:response|team)|third[- ]part(?:y|ies)|upstream|secondary|second source)\b/i,
  /\b(?:communicat\w*|announc\w*|status page|inform\w*|told|messag\w*|e-?mails?)\b/i,
]
/** Not everything below "what went wrong" went wrong. */
const better =
  /\b(?:once|after) (?:the|a|this) (?:fix|change|restart|rollback)\b|\b(?:worked|recovered|resolved) (?:well|quickly|as)\b|\b(?:slip(?:ped)?|had to be (?:postponed|delayed))\b/i

export const findingWithoutAction = defineDocumentRule({
  id: 'finding-without-action',
  kinds: ['actions'],
  why: 'What went poorly and leads to nothing will go poorly again. If it is accepted, that is a decision worth a line.',
  source: 'Requirement E02: every finding maps to a corrective action',
  check({ doc, text }) {
    const actions = actionsIn(doc)
    if (actions.length < 2) return []
    const plans = `${actions.map(({ block }) => text.slice(block.start, block.end)).join(' ')} ${proseIn(doc, 'actions', 'lessons', 'resolution')}`
    const answered = stemsOf(plans)
    const blocks = blocksIn(doc, 'went-poorly', 'contributing')
    const findings = blocks.flatMap((block, index) => {
      const isOne = block.kind === 'item' && block.depth === 0 && !block.isLead && !block.isTracked
      if (!isOne || countPlainWords(block.plain) < 6 || better.test(block.plain)) return []
      const end = blocks.findIndex((other, at) => at > index && (other.kind !== 'item' || other.depth === 0))
      // What is nested below a finding belongs to it.
      const whole = blocks.slice(index, end < 0 ? undefined : end).map(({ plain }) => plain)
      return [{ block, whole: whole.join(' ') }]
    })
    const open = findings
      .filter(({ whole }) => [...stemsOf(whole)].every((stem) => !answered.has(stem)))
      .filter(({ whole }) => !kinds.some((kind) => kind.test(whole) && kind.test(plans)))
      .map(({ block }) => block)
    const [first] = open
    if (!first || findings.length < 2) return []
    const wrong =
      open.length > 1
        ? `${open.length} of ${findings.length} findings, this one first, are answered by no action that can be seen here.`
        : 'No action that can be seen here answers this finding.'
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
