import { typeOfAction } from '../action-type.ts'
import { actionsIn } from '../actions-in.ts'
import { defineDocumentRule, placeOfSection } from '../document-subject.ts'

const told = {
  prevent: 'prevent',
  detect: 'detect',
  mitigate: 'mitigate',
  process: 'change a process or a document',
} as const

export const actionsOneType = defineDocumentRule({
  id: 'actions-one-type',
  kinds: ['actions'],
  why: 'Actions that only watch leave the cause; actions that only prevent leave us blind next time.',
  source: 'Google, Site Reliability Engineering, appendix D: types of action items',
  check({ doc }) {
    const types = actionsIn(doc).map(({ slots }) => typeOfAction(slots.task.text))
    const [first] = types
    if (types.length < 3 || !first || first === 'prevent' || types.some((type) => type !== first)) return []
    return [
      {
        ...placeOfSection(doc, 'actions'),
        wrong: `All ${types.length} actions ${told[first]}.`,
        ask: 'What would have prevented it, what would have shown it sooner, and what would have made it smaller?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown:
            '# A\n\n## Actions\n\n- Alert on empty results\n- Dashboard for the age of the index\n- Page support when carts are empty\n',
        },
        words: '## Actions',
        kinds: ['actions'],
      },
      {
        given: {
          markdown:
            '# A\n\n## Next steps\n\n- Write a runbook for rebuilds\n- Train the night shift\n- Checklist for handovers of the index\n',
        },
        words: '## Next steps',
        kinds: ['actions'],
      },
    ],
    clean: [
      {
        markdown:
          '# A\n\n## Actions\n\n- Alert on empty results\n- Rebuild beside the live index\n- Fallback to the last index\n',
      },
      { markdown: '# A\n\n## Actions\n\n- Alert on empty results\n- Alert on slow results\n' },
    ],
  },
})
