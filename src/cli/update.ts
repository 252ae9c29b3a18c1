import type { UpdateAudience, UpdateKind } from '../domain/customer-update.ts'
import { BadInputError } from '../errors.ts'
import { commandLine } from './invocation.ts'
import type { Globals } from './options.ts'
import { printJson, printText } from './print.ts'
import { exitCodes } from './report-error.ts'
import { runOperation, toIncidentId } from './run-operation.ts'
import { withFacilitator } from './with-facilitator.ts'

interface UpdateOptions extends Globals {
  readonly kind?: UpdateKind
  readonly audience: UpdateAudience
  readonly estimate?: string
  readonly customer?: string
  readonly affected?: string[]
  readonly reporters?: string[]
  readonly sent?: boolean
  readonly by?: string
  readonly where?: string
}

/** Drafts a message to customers or colleagues, or notes that one was sent. */
export async function update(id: string, options: UpdateOptions): Promise<number> {
  const { draftCustomerUpdate } = await import('../operations/draft-customer-update.ts')
  const { kind, audience, estimate, customer, affected, reporters } = options
  const incident_id = toIncidentId(id)
  const sent = readSent(options)
  return withFacilitator(options, 'command line', async ({ deps }) => {
    const result = await runOperation(
      draftCustomerUpdate,
      { incident_id, kind, audience, estimate, customer, affected, reporters, sent_by: sent?.by, sent_to: sent?.where },
      deps,
    )
    const next = result.draft
      ? `Once you have sent it: ${commandLine(`update ${incident_id} --kind ${kind}${audience === 'internal' ? ' --audience internal' : ''}${customer ? ` --customer "${customer}"` : ''} --sent --by ROLE --where PLACE`)}`
      : `Draft the next one: ${commandLine(`update ${incident_id} --kind update`)}`
    if (options.json) printJson(result)
    else printText(draftCustomerUpdate.present({ ...result, next }))
    return exitCodes.done
  })
}

function readSent({ sent, by, where }: UpdateOptions): { by: string; where: string } | undefined {
  if (!sent && by === undefined && where === undefined) return undefined
  if (sent && by !== undefined && where !== undefined) return { by, where }
  throw new BadInputError({
    happened: sent ? 'Nothing says who sent it, or where.' : '--by or --where was given without --sent.',
    expected: '--sent --by ROLE --where PLACE, all three.',
    tryThis: 'add what is missing.',
  })
}
