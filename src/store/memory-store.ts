import { writeFile } from 'node:fs/promises'
import type { Incident } from '../domain/incident.ts'
import { BadInputError } from '../errors.ts'
import { findCandidates } from '../memory/find-candidates.ts'
import { incidentId, incidentNumber, nextNumber } from './incident-id.ts'
import type { Change, Changed, Store } from './store.ts'
import {
  deletedIncident,
  noSuchIncident,
  readChange,
  readIncident,
  writeChange,
  writeIncident,
} from './stored-record.ts'

interface Kept {
  json: string
  isDeleted: boolean
  readonly history: string[]
}

/**
 * The reference adapter: everything is gone when the process ends. It keeps JSON, never objects, so that a caller cannot change
 * what is stored and so that it takes and returns exactly what a database does.
 */
export function createMemoryStore(): Store {
  const incidents = new Map<number, Kept>()
  let lastNumber = 0

  function find(id: string): Kept {
    const number = incidentNumber(id)
    const kept = number === null ? undefined : incidents.get(number)
    if (kept === undefined) throw noSuchIncident(id)
    return kept
  }

  function findVisible(id: string): Kept {
    const kept = find(id)
    if (kept.isDeleted) throw deletedIncident(id)
    return kept
  }

  function written(changes: readonly Change[], last: number): string[] {
    return changes.map((change, index) => writeChange(change, last + index + 1).json)
  }

  function visible(): Incident[] {
    return [...incidents]
      .filter(([, kept]) => !kept.isDeleted)
      .sort(([a], [b]) => b - a)
      .map(([number, kept]) => readIncident(kept.json, incidentId(number)))
  }

  return {
    async create(incident, changes) {
      const number = lastNumber + 1
      const record = writeIncident(incident, incidentId(number))
      incidents.set(number, { json: record.json, isDeleted: false, history: written(changes, 0) })
      lastNumber = number
      return record.value
    },

    async createMany(entries) {
      const saved: Incident[] = []
      const made = new Map<number, Kept>()
      let last = lastNumber
      for (const { incident, changes } of entries) {
        last = nextNumber(incident.id, last)
        const record = writeIncident(incident, incidentId(last))
        made.set(last, { json: record.json, isDeleted: false, history: written(changes, 0) })
        saved.push(record.value)
      }
      for (const [number, kept] of made) incidents.set(number, kept)
      lastNumber = last
      return saved
    },

    async imported() {
      return [...incidents]
        .sort(([a], [b]) => a - b)
        .flatMap(([number, { json, isDeleted }]) => {
          const { imported } = readIncident(json, incidentId(number))
          if (imported === undefined) return []
          const { file, part, hash } = imported
          return [{ id: incidentId(number), file, part, hash, isDeleted }]
        })
    },

    async load(id) {
      return readIncident(findVisible(id).json, id)
    },

    async list() {
      return visible()
    },

    async links() {
      return visible().flatMap(({ id, links }) => links.map((link) => ({ ...link, from: id })))
    },

    async extent() {
      const days = visible().map(({ imported, createdAt }) => imported?.day ?? createdAt.slice(0, 10))
      days.sort()
      return { incidents: days.length, from: days.at(0) ?? null, to: days.at(-1) ?? null }
    },

    async update<T>(id: string, change: (incident: Incident) => Changed<T>) {
      const kept = findVisible(id)
      const changed = change(readIncident(kept.json, id))
      if (changed.changes.length === 0) return { incident: readIncident(kept.json, id), result: changed.result }
      const record = writeIncident(changed.incident, id)
      kept.history.push(...written(changed.changes, kept.history.length))
      kept.json = record.json
      return { incident: record.value, result: changed.result }
    },

    async search(plan) {
      return findCandidates(visible(), plan)
    },

    async history(id) {
      return find(id).history.map((json, index) => readChange(json, id, index + 1))
    },

    async remove(id, { purge, change }) {
      const kept = purge ? find(id) : findVisible(id)
      if (purge) {
        incidents.delete(incidentNumber(id) ?? 0)
        return
      }
      kept.history.push(...written([change], kept.history.length))
      kept.isDeleted = true
    },

    async backup(file) {
      const everything = [...incidents].map(([number, kept]) => ({ id: incidentId(number), ...kept }))
      try {
        await writeFile(file, JSON.stringify(everything), { flag: 'wx', mode: 0o600 })
      } catch (error) {
        throw new BadInputError(
          {
            happened: `The backup was not written: a file cannot be created at ${file}.`,
            expected: 'The path of a file that does not exist yet, in a folder that exists and can be written.',
            tryThis: 'Name another file.',
          },
          error,
        )
      }
    },

    async check() {
      return { place: 'memory', schema: 0, incidents: visible().length, problems: [] }
    },

    async close() {},
  }
}
