import { describe, expect, test } from 'vitest'
import { countWords } from '../../src/documents/count-words.ts'
import { computed } from './computed.ts'
import { facts } from './facts.ts'
import { singleQuestions, strangeFigures } from './figures.ts'
import { createCall } from './in-process.ts'
import { play } from './play.ts'
import { incidents, readSayings } from './script.ts'

const today = '2026-11-21'

describe.each(incidents)('the real incident %s', async (name) => {
  const sayings = readSayings(name)
  const { asked, documents } = await play(sayings, createCall(`${today}T09:00:00Z`))
  const said = sayings.map((saying) => saying.said).join('\n')
  const both = `${documents.engineering}\n${documents.product}`
  const words = { engineering: countWords(documents.engineering), product: countWords(documents.product) }
  const parts = asked.reduce((sum, question) => sum + singleQuestions(question.text), 0)
  const kept = facts[name].filter((fact) => fact.every((pattern) => new RegExp(pattern, 'i').test(plain(both))))
  console.info(
    `${name}: ${asked.length} questions (${parts} counting each part), ${words.engineering} and ${words.product} words, ${kept.length} of ${facts[name].length} facts`,
  )

  test('is asked about in at most 40 questions, none of them twice in the same words', () => {
    expect(asked.length).toBeLessThanOrEqual(40)
    expect(new Set(asked.map((question) => question.text)).size).toBe(asked.length)
  })

  test('fits 1,500 words for engineering and one page for product', () => {
    expect(words.engineering).toBeLessThanOrEqual(1500)
    expect(words.product).toBeLessThanOrEqual(600)
  })

  test('keeps at least 95 % of the facts', () => {
    const lost = facts[name].filter((fact) => !kept.includes(fact)).map(String)
    expect(facts[name].length).toBeGreaterThanOrEqual(20)
    expect(lost.length, `lost: ${lost.join(' / ')}`).toBeLessThanOrEqual(facts[name].length * 0.05)
  })

  test('holds no number, time or date that nobody said', () => {
    expect(strangeFigures(documents.engineering, said, [...computed[name], today])).toEqual([])
    expect(strangeFigures(documents.product, said, [...computed[name], today])).toEqual([])
  })
})

/** The document's words without the backslashes that keep them from being Markdown. */
function plain(markdown: string): string {
  return markdown.replace(/\\([^\w\s])/g, '$1')
}
