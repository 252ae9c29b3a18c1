import type { Likeness } from '../domain/incident.ts'
import { readableLine } from '../domain/readable.ts'
import { commandLine } from './invocation.ts'
import type { Globals } from './options.ts'
import { printJson, printText } from './print.ts'
import { exitCodes } from './report-error.ts'
import { runOperation, toIncidentId } from './run-operation.ts'
import { withFacilitator } from './with-facilitator.ts'

/** `postmortem link ID OTHER`: a person's judgement on two incidents, with the reason. Returns 1 where it was not taken. */
export async function link(
  id: string,
  other: string,
  options: Globals & { as: string; likeness: Likeness; because: string },
): Promise<number> {
  const { recordAnswers } = await import('../operations/record-answers.ts')
  const incident_id = toIncidentId(id)
  const { as: said_by, likeness, because: said } = options
  return withFacilitator(options, 'command line', async ({ deps }) => {
    const result = await runOperation(
      recordAnswers,
      { incident_id, said, said_by, items: [{ type: 'match', to: toIncidentId(other), likeness }] },
      deps,
    )
    if (options.json) printJson(result)
    else {
      const lines = [
        ...result.taken.map(
          (one) => `${incident_id} and ${one.summary}${one.what === 'unchanged' ? ' (as before)' : ''}`,
        ),
        ...result.refused.map((one) => `Not taken: ${readableLine(one.reason)}. Try: ${one.try_this}.`),
        `All judgements on it: ${commandLine(`show ${incident_id} --part matches`)}`,
      ]
      printText(lines.join('\n'))
    }
    return result.refused.length > 0 ? exitCodes.refused : exitCodes.done
  })
}
