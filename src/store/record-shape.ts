import { hash } from 'node:crypto'
import { z } from 'zod'
import { Incident } from '../domain/incident.ts'

let known: string | undefined

/**
 * A short name for the form that `Incident` has in this version: another form, another name. It is kept beside each record, so
 * that `list` need not check again what was checked against the same form when it was saved. Refinements have no part in it.
 */
export function recordShape(): string {
  known ??= hash('sha256', JSON.stringify(z.toJSONSchema(Incident, { unrepresentable: 'any' }))).slice(0, 16)
  return known
}
