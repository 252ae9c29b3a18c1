import { isWeakAction } from '../action-type.ts'
import { actionsIn } from '../actions-in.ts'
import { defineDocumentRule, placeOfSection } from '../document-subject.ts'

export const actionsAllWeak = defineDocumentRule({
  id: 'actions-all-weak',
  kinds: ['actions'],
  why: 'Training, reminders, documents and new rules rely on people being careful every day. They are fine beside something stronger.',
  source: 'VA and IHI action hierarchy, in RCA2 (NPSF 2015)',
  check({ doc }) {
    // What was talked about already is no action.
    const actions = actionsIn(doc).filter(({ isDone, slots }) => !(isDone && isWeakAction(slots.task.text)))
    if (actions.length < 2 || !actions.every(({ slots }) => isWeakAction(slots.task.text))) return []
    return [
      {
        ...placeOfSection(doc, 'actions'),
        wrong: `All ${actions.length} actions rely on people remembering: training, documents, reviews or reminders.`,
        ask: 'What could the tool do by itself: a safe default, a limit, a check that refuses, a preview?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown: '# A\n\n## Actions\n\n- Train the night shift on the console\n- Update the runbook for rebuilds\n',
        },
        words: '## Actions',
        kinds: ['actions'],
      },
      {
        given: {
          markdown:
            '# A\n\n## Actions\n\n- Remind everybody of the freeze\n- Discuss rebuilds in the guild\n- Document how the index works\n',
        },
        words: '## Actions',
        kinds: ['actions'],
      },
    ],
    clean: [
      { markdown: '# A\n\n## Actions\n\n- Train the night shift on the console\n- Reject rebuilds in place\n' },
      { markdown: '# A\n\n## Actions\n\n- Update the runbook for rebuilds\n' },
    ],
  },
})
