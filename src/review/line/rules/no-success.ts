import { readAction } from '../action-slots.ts'
import { defineLineRule } from '../line-rule.ts'

export const noSuccess = defineLineRule({
  id: 'no-success',
  kinds: ['no-success'],
  why: 'Built is not the same as works. Without a check nobody knows whether the fix would have held.',
  source: 'RCA2 (NPSF 2015): each action has a measure of its effect',
  check(line) {
    if (line.section !== 'actions') return []
    const { task, check } = readAction(line.text)
    if (check !== null) return []
    return [
      {
        start: task.start,
        end: task.end,
        wrong: 'Something is built, but nothing says when it is enough.',
        ask: 'What will we see or measure that shows it works?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: { section: 'actions', text: 'Cap the batch at 500 rows (Lena, 4 May).' },
        words: 'Cap the batch at 500 rows (Lena, 4 May).',
        kinds: ['no-success'],
      },
      {
        given: { section: 'actions', text: '| Cap the batch at 500 rows | Prevent | Lena | 2026-05-04 |' },
        words: 'Cap the batch at 500 rows',
        kinds: ['no-success'],
      },
    ],
    clean: [
      { section: 'actions', text: 'Lena caps the batch at 500 rows by 4 May; the June load then takes under 20 min.' },
      {
        section: 'actions',
        text: '| Cap the batch at 500 rows | Prevent | Lena | 2026-05-04 | June load under 20 min |',
      },
    ],
  },
})
