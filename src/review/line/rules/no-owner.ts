import { readAction } from '../action-slots.ts'
import { defineLineRule } from '../line-rule.ts'

export const noOwner = defineLineRule({
  id: 'no-owner',
  kinds: ['no-owner'],
  why: 'What belongs to everybody is done by nobody. One person or one named role answers for it, whoever does the work.',
  source: 'Google, Site Reliability Workbook, chapter 10: unowned actions',
  check(line) {
    if (line.section !== 'actions') return []
    const { task, owner } = readAction(line.text)
    if (owner !== null) return []
    return [
      {
        start: task.start,
        end: task.end,
        wrong: 'No single person or named role owns this action.',
        ask: 'Who, by name or role, will tell us that it is done?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: { section: 'actions', text: 'Cap the batch at 500 rows, by 4 May; done when the June load passes.' },
        words: 'Cap the batch at 500 rows, by 4 May; done when the June load passes.',
        kinds: ['no-owner'],
      },
      {
        given: {
          section: 'actions',
          text: '| Cap the batch at 500 rows | Prevent | backend | 2026-05-04 | June load passes |',
        },
        words: 'Cap the batch at 500 rows',
        kinds: ['no-owner'],
      },
    ],
    clean: [
      { section: 'actions', text: 'Lena caps the batch at 500 rows, by 4 May; done when the June load passes.' },
      {
        section: 'actions',
        text: '| Cap the batch at 500 rows | Prevent | data platform lead | 2026-05-04 | June load passes |',
      },
    ],
  },
})
