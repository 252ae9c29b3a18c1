import type { Fact, Script } from './script.ts'

/** One turn of a conversation. */
export interface Turn {
  readonly from: 'facilitator' | 'person'
  readonly text: string
}

export interface Person {
  /** What the person says first, unasked. */
  readonly opening: string
  reply(message: string): string
  /** Ids of what was told so far. */
  told(): string[]
}

/** Most facts that one question brings out: people answer what they were asked. */
const factsAQuestion = 2

/** The questions in a message, each with the sentence before it, which often says what it is about. */
export function questionsIn(message: string): string[] {
  const sentences = message.split(/(?<=[.?!])\s+|\n+/).filter((sentence) => sentence.trim() !== '')
  return sentences.flatMap((sentence, index) => {
    if (!sentence.includes('?')) return []
    const before = sentences[index - 1] ?? ''
    return [before.includes('?') ? sentence : `${before} ${sentence}`]
  })
}

/**
 * A person who answers by the script: what fits a question and was not told yet comes out, at most two facts a question; what was
 * told already is said again in short; to anything else they do not know. The same messages bring the same answers.
 */
export function createPerson(script: Script): Person {
  const told = new Set<string>()
  let shrugs = 0

  function tell(fact: Fact): string {
    told.add(fact.id)
    return fact.says
  }

  function answer(question: string): string {
    const fitting = script.facts.filter((fact) => fact.asks.some((pattern) => pattern.test(question)))
    const fresh = fitting.filter((fact) => !told.has(fact.id) && fact.needs.every((id) => told.has(id)))
    if (fresh.length > 0) return fresh.slice(0, factsAQuestion).map(tell).join(' ')
    const denial = script.denies.find((one) => one.if.test(question))
    if (denial) return denial.says
    if (/\b(right|correct|agree|confirm|nod|okay|fine)\b[^?]*\?/i.test(question)) return 'Yes, that is right.'
    const known = fitting.find((fact) => told.has(fact.id))
    if (known) return `As I said: ${known.says}`
    shrugs += 1
    return shrugs % 2 === 1 ? 'I do not know.' : 'No idea, sorry.'
  }

  return {
    opening: script.opening,
    reply(message) {
      const questions = questionsIn(message)
      const denial = script.denies.find((one) => one.if.test(message))
      if (questions.length === 0) return denial?.says ?? 'Okay.'
      const answers = [...new Set(questions.map(answer))]
      return answers.join('\n')
    },
    told: () => [...told],
  }
}
