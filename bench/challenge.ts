import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose } from '../src/compose.ts'
import { challengeFiveWhys } from '../src/operations/challenge-five-whys.ts'
import { startPostMortem } from '../src/operations/start-post-mortem.ts'
import { median } from './median.ts'

const answers = [
  'The client gives up after 5 s and sends the charge again, with a new key each time.',
  'The engineer forgot to set the timeout.',
  'There was a race condition in the payment service, which occurs about once in 20,000 orders.',
  'The helper makes a new key on each attempt, because it was written for reads in 2019.',
  'Poor communication between the teams, and also nobody owns the helper.',
] as const
const rounds = 20

/**
 * `challenge_five_whys` with everything it does, from the answer to the written record, in milliseconds: the first call, which
 * loads the rules, and the median and the slowest of the 100 that follow it in a database on disk.
 */
export async function timeChallenges(): Promise<{ first_ms: number; warm_ms: number; slowest_ms: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-challenge-'))
  const { deps, close } = await compose({ db: join(folder, 'bench.db'), via: 'bench' })
  try {
    const times: number[] = []
    for (let round = 0; round <= rounds; round++) {
      const { incident_id } = await startPostMortem.run(
        { what_happened: 'On 3 March 2026 at 14:00 312 customers were charged twice.', said_by: 'on-call' },
        deps,
      )
      if (incident_id === null) throw new Error('The bench began no incident.')
      for (const said of answers) {
        const before = performance.now()
        await challengeFiveWhys.run({ incident_id, said, said_by: 'on-call', assessment: { verdict: 'stands' } }, deps)
        times.push(performance.now() - before)
      }
    }
    const [first = Number.NaN] = times
    const warm = times.slice(answers.length)
    return { first_ms: first, warm_ms: median(warm), slowest_ms: Math.max(...warm) }
  } finally {
    await close()
    await rm(folder, { recursive: true, force: true })
  }
}
