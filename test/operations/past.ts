import { recordAnswers } from '../../src/operations/record-answers.ts'
import { startPostMortem } from '../../src/operations/start-post-mortem.ts'
import { createDeps } from './deps.ts'

/** Three incidents: the second and third look like the first, the second only is the same. */
export async function createHistory() {
  const deps = createDeps()
  const start = (what_happened: string) => startPostMortem.run({ what_happened, said_by: 'on-call' }, deps)
  const say = (incident_id: string, said: string, question: string) =>
    recordAnswers.run({ incident_id, said, said_by: 'on-call', question }, deps)
  deps.setNow('2025-11-04T09:00:00.000Z')
  await start('The CSV import of grades stopped halfway and reported success. Teachers saw empty columns.')
  await say('INC-1', 'on 3 November 2025 at 9:00 UTC it started, fixed at 11:00 UTC', 'timeline')
  await say('INC-1', 'check the row count after each import, owner: data team, due 2025-12-01, done', 'actions')
  await say('INC-1', 'show how many rows were read, owner: web team, due 2025-12-15', 'actions')
  await say('INC-1', 'An import that reports success must say how many rows it wrote.', 'lessons')
  await say('INC-1', 'We assumed that a file without an error was read whole.', 'assumption')
  deps.setNow('2026-03-04T09:00:00.000Z')
  await start('The CSV import of timetables stopped halfway and said success. Rooms were empty.')
  await start('The CSV import page showed a spinner for an hour because the web server was out of memory.')
  deps.setNow('2026-03-05T09:00:00.000Z')
  const judge = (incident_id: string, to: string, likeness: 'same mechanism' | 'same surface only', reason: string) =>
    recordAnswers.run(
      { incident_id, said: reason, said_by: 'assistant', items: [{ type: 'match', to, likeness, text: reason }] },
      deps,
    )
  return { deps, judge }
}
