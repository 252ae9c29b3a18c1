import { writeSync } from 'node:fs'
import { createIncident } from '../../src/domain/incident.ts'
import { createSqliteStore } from '../../src/store/sqlite-store.ts'
import { change, frozenCheckout, note } from './samples.ts'

// Arguments: the database, and a name for this writer's words. Writes until it is killed.
// Prints one line for each write, only after the store has acknowledged it: `created INC-4 a-17`, `changed INC-4 a-18`.
const [, , file = '', name = ''] = process.argv
const store = await createSqliteStore({ file, now: () => new Date() })

// Past the event loop and its buffers: what is printed is known to the parent even if the next instruction never runs.
const acknowledge = (line: string) => writeSync(1, `${line}\n`)

let count = 0
for (;;) {
  count += 1
  const word = `${name}-${count}`
  const body = count % 2 === 0 ? frozenCheckout() : createIncident('', new Date().toISOString())
  const { id } = await store.create({ ...body, title: word }, [note(word)])
  acknowledge(`created ${id} ${word}`)
  for (let edit = 0; edit < 3; edit += 1) {
    count += 1
    const changed = `${name}-${count}`
    await store.update(id, (incident) => ({
      incident: { ...incident, title: changed },
      changes: [note(changed), change('status')],
      result: null,
    }))
    acknowledge(`changed ${id} ${changed}`)
  }
}
