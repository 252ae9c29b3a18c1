import { compose } from '../../src/compose.ts'
import { askClarifyingQuestions } from '../../src/operations/ask-clarifying-questions.ts'
import { recordAnswers } from '../../src/operations/record-answers.ts'
import { startPostMortem } from '../../src/operations/start-post-mortem.ts'
import type { Session } from './session.ts'

/**
 * A facilitator without any understanding: it puts the product's questions one by one and records each reply by rules. It shows
 * that the harness works; it says nothing about how good a model would be.
 */
export async function playRules(session: Session): Promise<void> {
  const { deps, close } = await compose({ db: session.db, via: 'eval' })
  const { role } = session.script
  try {
    const { incident_id } = await startPostMortem.run({ what_happened: session.say(''), said_by: role }, deps)
    const put = new Set<string>()
    for (;;) {
      const { questions } = await askClarifyingQuestions.run({ incident_id: incident_id ?? '', count: 3 }, deps)
      const next = questions.find((question) => !put.has(question.id))
      if (!next) return
      put.add(next.id)
      const said = session.say(next.question)
      const isUnknown = /^(?:I do not know|No idea)/.test(said)
      await recordAnswers.run(
        {
          incident_id: incident_id ?? '',
          said,
          said_by: role,
          question: next.id,
          ...(isUnknown ? { items: [{ type: 'skip' as const, question: next.id, excerpt: said }] } : {}),
        },
        deps,
      )
    }
  } finally {
    await close()
  }
}
