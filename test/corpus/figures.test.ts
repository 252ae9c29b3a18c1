import { expect, test } from 'vitest'
import { singleQuestions, strangeFigures } from './figures.ts'

test('finds a time, a date and an amount that nobody said', () => {
  expect(strangeFigures('At 14:05 on 2026-03-03, 7 orders [said-9], INC-1, S2.', 'at 14:05, 6 orders', [])).toEqual([
    '2026-03-03',
    '7',
  ])
})

test('takes no list number for a claim', () => {
  expect(strangeFigures('7. Restarted\n| 9 | text |\n## 8. Impact', '', [])).toEqual([])
})

test('counts each part of a question that could be answered alone', () => {
  expect(singleQuestions('What ended it, and what decided how long that took?')).toBe(2)
  expect(singleQuestions('What happened, in two or three sentences?')).toBe(1)
})
