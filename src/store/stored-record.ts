import { z } from 'zod'
import { Incident } from '../domain/incident.ts'
import { readableLine } from '../domain/readable.ts'
import { BadInputError, ConfigurationError, NotFoundError } from '../errors.ts'
import type { Change, LoggedChange } from './store.ts'

const StoredChange = z.object({
  number: z.number().int().min(1),
  at: z.iso.datetime(),
  role: z.string(),
  via: z.string(),
  operation: z.string(),
  what: z.enum([
    'started',
    'added',
    'edited',
    'confirmed',
    'removed',
    'skipped',
    'overruled',
    'decided',
    'delivered',
    'closed',
    'status',
  ]),
  item: z.string().optional(),
  summary: z.string(),
  source: z.string().optional(),
  before: z.string().optional(),
}) satisfies z.ZodType<LoggedChange>

/** A checked value beside the JSON that is stored for it. */
export interface Written<T> {
  readonly value: T
  readonly json: string
}

/**
 * The incident as it will be stored under `id`.
 * @throws BadInputError when it is not a valid record; nothing is stored that could not be read back.
 */
export function writeIncident(incident: Incident, id: string): Written<Incident> {
  const checked = Incident.safeParse({ ...incident, id })
  if (!checked.success) throw unwritable(`The record of ${id}`, checked.error)
  return { value: checked.data, json: JSON.stringify(checked.data) }
}

/** @throws ConfigurationError when the stored text is not a valid record of that incident. */
export function readIncident(json: string, id: string): Incident {
  const checked = Incident.safeParse(parseJson(json))
  if (!checked.success) throw damagedRecord(`the record of ${id}`, firstIssue(checked.error))
  if (checked.data.id !== id) throw damagedRecord(`the record of ${id}`, 'it names another incident')
  return checked.data
}

/** @throws BadInputError when it is not a valid change. */
export function writeChange(change: Change, number: number): Written<LoggedChange> {
  const checked = StoredChange.safeParse({ ...change, number })
  if (!checked.success) throw unwritable('A line of the history', checked.error)
  return { value: checked.data, json: JSON.stringify(checked.data) }
}

/** @throws ConfigurationError when the stored text is not that line of the history. */
export function readChange(json: string, id: string, number: number): LoggedChange {
  const place = `line ${number} of the history of ${id}`
  const checked = StoredChange.safeParse(parseJson(json))
  if (!checked.success) throw damagedRecord(place, firstIssue(checked.error))
  if (checked.data.number !== number) throw damagedRecord(place, 'it carries another number')
  return checked.data
}

/** `place` is a noun phrase, `why` a clause without a full stop. */
export function damagedRecord(place: string, why: string): ConfigurationError {
  return new ConfigurationError({
    happened: `In the database, ${place} is damaged: ${why}.`,
    expected: 'The record as it was saved.',
    tryThis: 'Run the doctor command to see what else is damaged, then restore a backup of the database file.',
  })
}

/** For an id that nothing is stored under. */
export function noSuchIncident(id: string): NotFoundError {
  return new NotFoundError({
    happened: `There is no incident "${shortened(id)}".`,
    expected: 'The id of a stored incident, such as INC-1.',
    tryThis: 'List the incidents to see their ids.',
  })
}

/** For an incident that was deleted but not purged. */
export function deletedIncident(id: string): NotFoundError {
  return new NotFoundError({
    happened: `Incident ${id} was deleted.`,
    expected: 'The id of an incident that was not deleted.',
    tryThis: `List the incidents to see their ids, or read the history of ${id}, which is kept.`,
  })
}

function unwritable(place: string, error: z.ZodError): BadInputError {
  return new BadInputError({
    happened: `${place} was not saved: ${firstIssue(error)}.`,
    expected: 'Every field in the form that the record asks for.',
    tryThis: 'Correct the named field and send it again; what was saved before is unchanged.',
  })
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  if (issue === undefined) return 'it is not valid'
  const path = issue.path.map(String).join('.')
  return path === '' ? issue.message : `${path}: ${issue.message}`
}

// Undefined is no valid record, so that broken JSON is refused by the same schema as a wrong shape.
function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function shortened(id: string): string {
  const line = readableLine(id)
  return line.length > 40 ? `${line.slice(0, 40)}…` : line
}
