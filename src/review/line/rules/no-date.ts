import { readAction } from '../action-slots.ts'
import { defineLineRule } from '../line-rule.ts'

export const noDate = defineLineRule({
  id: 'no-date',
  kinds: ['no-date'],
  why: '"Soon" moves every week. A date can be missed, and then somebody asks.',
  source: 'Atlassian Incident Management Handbook: priority actions have a due date of 4 or 8 weeks',
  check(line) {
    if (line.section !== 'actions') return []
    const { task, due } = readAction(line.text)
    if (due !== null) return []
    return [
      {
        start: task.start,
        end: task.end,
        wrong: 'This action has no date.',
        ask: 'On which day will it be live, or when is it looked at again?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: { section: 'actions', text: 'Lena caps the batch at 500 rows soon; done when the June load passes.' },
        words: 'Lena caps the batch at 500 rows soon; done when the June load passes.',
        kinds: ['no-date'],
      },
      {
        given: { section: 'actions', text: '| Cap the batch at 500 rows | Prevent | Lena | Q3? | June load passes |' },
        words: 'Cap the batch at 500 rows',
        kinds: ['no-date'],
      },
    ],
    clean: [
      {
        section: 'actions',
        text: '- [ ] Cap the batch at 500 rows @lena due 2026-05-04, done when the June load passes',
      },
      {
        section: 'actions',
        text: 'Owner Lena, due 4 May: the batch is capped at 500 rows; verified with the June load.',
      },
    ],
  },
})
