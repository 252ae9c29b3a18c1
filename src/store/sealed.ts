import { hash } from 'node:crypto'
import { damagedRecord } from './stored-record.ts'

/** SHA-256 of a stored text. SQLite's own check does not see a byte that changed inside a text. */
export function digestOf(json: string): Buffer {
  return hash('sha256', json, 'buffer')
}

/** The row's text. @throws ConfigurationError when it is not what was saved; `place` is a noun phrase. */
export function unseal(row: { readonly digest: Buffer; readonly record: string }, place: string): string {
  if (!digestOf(row.record).equals(row.digest)) throw damagedRecord(place, 'its text is not what was saved')
  return row.record
}
