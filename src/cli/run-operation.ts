import type { z } from 'zod'
import type { Deps, Operation } from '../operations/operation.ts'
import { parseInput } from '../operations/parse-input.ts'

/**
 * Checks the input against the operation's schema, then runs it.
 *
 * @throws BadInputError naming each field that does not fit.
 */
export async function runOperation<I extends z.ZodObject, O extends z.ZodObject>(
  operation: Operation<I, O>,
  input: z.input<I>,
  deps: Deps,
): Promise<z.output<O>> {
  return operation.run(parseInput(operation.input, input, operation.name), deps)
}

/** Ids as people type them: `7`, `inc-7` and `INC-7` name the same incident. */
export function toIncidentId(typed: string): string {
  const number = /^(?:inc-?)?0*([1-9]\d*)$/i.exec(typed.trim())?.[1]
  return number === undefined ? typed : `INC-${number}`
}
