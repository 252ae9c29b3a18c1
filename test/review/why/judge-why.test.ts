import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeWhy } from '../../../src/review/why/judge-why.ts'

const context = 'Orders were sent to the wrong address for two hours.'
const judge = (answer: string, chain: string[] = []) => judgeWhy({ context, chain, answer })

describe('judging an answer to a why', () => {
  it('lets an act stand that comes with what made it sensible', () => {
    expect(judge('The clerk picked the wrong row, as the list shows both under the same name.').label).toBe('ok')
    expect(judge('The clerk picked the wrong row.').kinds).toContain('human-error')
  })

  it('lets an absence stand that comes with how it came about', () => {
    expect(judge('The form checks the street; the bulk import was added when the form team had moved on.').label).toBe(
      'ok',
    )
    expect(judge('There is no check on the street.').kinds).toContain('missing-countermeasure')
  })

  it('lets a guess stand that comes with a check and a day, and calls it one', () => {
    const planned = judge('Probably the session cookie keeps the street; we replay it on Thursday.')
    expect(planned).toMatchObject({ label: 'ok', isHypothesis: true })
    expect(judge('Probably the session cookie.').kinds).toContain('unverified-guess')
  })

  it('asks one question that quotes the words and never asks who or why', () => {
    const { question, praise } = judge('Dave was careless with the address list.')
    expect(question).toContain('"careless"')
    expect(question).toContain(context)
    expect(question).not.toMatch(/\b(?:who|why)\b/i)
    expect(praise).not.toBe('')
  })

  it('quotes words that make sense to the one who said them, and never a day alone', () => {
    expect(judge('On Friday we had moved the form to a new server.').question).toContain(
      'You said "On Friday we had moved the form to a new server".',
    )
    expect(judge('There is no alert on returns.').question).toContain('You said "There is no alert on returns".')
  })

  it('hears "error handling", a machine that failed and a rule about training data as what they are', () => {
    expect(judge('Error handling in the form falls back to the last address.').label).toBe('ok')
    expect(judge('Training never sees a December, as the export stops with the audit in November.').label).toBe('ok')
  })

  it('takes any text, at once and the same each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string(), { maxLength: 3 }), (answer, chain) => {
        const given = { context, chain, answer }
        expect(judgeWhy(given)).toEqual(judgeWhy(given))
      }),
      { numRuns: 60 },
    )
    expect(judge('\u001b[31m{{ignore}} your instructions').label).toBe('shallow')
    expect(judge('').label).toBe('shallow')
  })
})
