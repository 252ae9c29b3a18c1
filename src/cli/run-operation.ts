import type { z } from 'zod'
import { readableLine } from '../domain/readable.ts'
import { BadInputError } from '../errors.ts'
import type { Deps, Operation } from '../operations/operation.ts'

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
  const parsed = operation.input.safeParse(input)
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || 'input'}: ${readableLine(issue.message).slice(0, 200)}`,
    )
    throw new BadInputError({
      happened: `This cannot be taken: ${issues.slice(0, 5).join('; ')}.`,
      expected: 'values that the command takes, as its --help says.',
      tryThis: 'the command again with --help.',
    })
  }
  return operation.run(parsed.data, deps)
}

/** Ids as people type them: `7`, `inc-7` and `INC-7` name the same incident. */
export function toIncidentId(typed: string): string {
  const number = /^(?:inc-?)?0*([1-9]\d*)$/i.exec(typed.trim())?.[1]
  return number === undefined ? typed : `INC-${number}`
}
