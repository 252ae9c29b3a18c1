import { sentencesOf } from '../../domain/sentences.ts'
import { judgeLine } from '../line/judge-line.ts'
import { isName } from '../line/people.ts'
import { internalTerms } from '../line/user-view.ts'

/** What in a message would not do for customers. */
export interface UpdateFinding {
  readonly rule: string
  readonly words: string
  readonly wrong: string
  readonly ask: string
}

/** Of the rules for lines, those that hold for every sentence that customers read. */
const rules = new Set([
  'blame',
  'human-error',
  'counterfactual',
  'hindsight',
  'emotive',
  'guess-as-fact',
  'jargon-symptom',
])

const insider =
  /\b(?:on-?call|engineers?|developers?|operators?|sres?|dba|ops|devops|incident commander|contractors?|interns?|reviewers?|our (?:team|colleagues?)|the team|supplier'?s? fault|vendor'?s? fault)\b/i

/** What in a text for customers has to be said in other words, sentence by sentence: internal terms, people, guesses, blame. */
export function reviewUpdate(text: string): UpdateFinding[] {
  return sentencesOf(text).flatMap((sentence) => {
    const judged = judgeLine('summary', sentence)
      .findings.filter(({ rule }) => rules.has(rule))
      .map(({ rule, words, wrong, ask }) => ({ rule, words, wrong, ask }))
    return [
      ...judged,
      ...internalWords(
        sentence,
        judged.some(({ rule }) => rule === 'jargon-symptom'),
      ),
      ...people(sentence),
    ]
  })
}

/** Whether a sentence can go out to customers as it is. */
export function isFitForCustomers(sentence: string): boolean {
  return reviewUpdate(sentence).length === 0
}

function internalWords(sentence: string, isTold: boolean): UpdateFinding[] {
  const [first] = internalTerms(sentence, sentence.toLowerCase())
  if (!first || isTold) return []
  return [
    {
      rule: 'internal-term',
      words: sentence.slice(first.start, first.end),
      wrong: 'Customers do not know this word; it belongs to the inside of the product.',
      ask: 'What does that mean for somebody who uses the product?',
    },
  ]
}

function people(sentence: string): UpdateFinding[] {
  const name = (sentence.match(/@?\p{L}[\p{L}’'-]{1,38}/gu) ?? []).find(isName)
  const role = insider.exec(sentence)?.[0]
  const words = name ?? role
  if (words === undefined) return []
  return [
    {
      rule: 'insider-named',
      words,
      wrong: 'Who did what inside the company is not for customers; to them it is us.',
      ask: 'What does the sentence say when "we" stands there, or nobody?',
    },
  ]
}
