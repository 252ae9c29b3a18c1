import { describe, expect, it } from 'vitest'
import { ofType, readOne } from './read.ts'

/** Causes that are read from a report whose summary is `summary`. */
async function causes(summary: string, more = ''): Promise<(string | undefined)[]> {
  const past = await readOne(`# Shop down\n\n## Summary\n\n${summary}\n\n${more}`)
  for (const { draft } of past.items) expect(past.text).toContain(draft.excerpt)
  return ofType(past, 'why')
    .filter(({ track }) => track === 'happened')
    .map(({ text }) => text)
}

describe('a report without a section for its cause', () => {
  it.each([
    'The root cause was a connection pool of 20 that nobody had raised since spring.',
    'The primary cause of these errors is a lost lock in the `stock` service.',
    'The outage was caused by a flag that was switched on for all tenants.',
    'The failed checkouts happened because the disk of db-2 was full.',
    'This was caused by a small bug that shows only with two regions.',
    'The underlying issue turned out to be an id column that had run out of numbers.',
    'Due to an expired certificate on shop.example.org, payments were unavailable for an hour.',
    'The shop at shop.example.org (and its mirror) was offline because of a wrong firewall rule.',
    'The problem is related to a full queue, likely caused by a crawler.',
    'A bug in the lock caused a stall whenever two writers would meet.',
    'A change in the parser caused every import to stop at the first empty line.',
  ])('reads it from the sentence that tells it: %s', async (sentence) => {
    const wanted = sentence.replaceAll('`', '')
    expect(await causes(`On 3 May 2024 customers could not pay. ${sentence} We went back to the old version.`)).toEqual(
      [wanted],
    )
  })

  it.each([
    'The root cause is still under investigation.',
    'The root cause of the slow pages has yet to be settled, since only a few requests were slow.',
    'The cause of the errors was found at 11:20 by the night shift.',
    'The shop was not down because of the new release.',
    'Was the outage caused by the migration?',
    'A disk failure would cause all writes to stop.',
    'No customers were affected due to the retry in the app.',
    'The on-call engineer was not notified because of a typo in the rota.',
    'Some users complained that pages failed because of their browsers.',
    'The new cache turned out to be a good idea.',
    'We could not reach support due to a timeout.',
  ])('reads none where a sentence tells none: %s', async (sentence) => {
    expect(await causes(`On 3 May 2024 customers could not pay. ${sentence} We went back.`)).toEqual([])
  })

  it('takes what names the cause before what only explains a failure', async () => {
    expect(
      await causes(
        'The shop was down due to errors in the gateway.\n\nThe root cause was a certificate that had expired overnight.',
      ),
    ).toEqual(['The root cause was a certificate that had expired overnight.'])
  })

  it('takes a list with the sentence that opens it', async () => {
    const [only] = await causes(
      'Nobody could pay for an hour.\n\nThese two faults were the root cause of the slow checkout:\n\n- the pool was too small\n- every retry opened a new connection',
    )
    expect(only).toContain('the pool was too small')
    expect(only).toContain('every retry opened a new connection')
  })

  it('keeps as supposed what the author supposes', async () => {
    const past = await readOne(
      '# Shop slow\n\n## Summary\n\nPages were slow. It seems that the problem was due to a crawler.\n',
    )
    expect(ofType(past, 'why')).toMatchObject([{ kind: 'hypothesis', track: 'happened' }])
  })

  it('reads the note of a status page below its name', async () => {
    const past = await readOne(
      '# Shop down\n\n[Initial message]\nThe shop is unavailable due to an expired certificate.\n\n[Final message]\nIt is back.\n',
    )
    expect(ofType(past, 'why').map(({ track, text }) => [track, text])).toContainEqual([
      'happened',
      'The shop is unavailable due to an expired certificate.',
    ])
  })

  it('reads none from what was planned, learned or noted with a time', async () => {
    expect(
      await causes(
        'Nobody could pay.',
        '## Timeline\n\n- 10:00 The outage was caused by the flag, says Maria\n- 10:05 Flag off\n- 10:06 Well again\n\n## Lessons\n\n- The incident was caused by haste.\n\n## Action items\n\n- The outage was caused by a flag; add a check\n',
      ),
    ).toEqual([])
  })

  it('reads it from prose between the actions where that names it', async () => {
    expect(
      await causes(
        'Nobody could pay.',
        '## Action items\n\n- Raise the limit\n\nThe primary cause of these errors is the loss of events in the watcher.\n',
      ),
    ).toEqual(['The primary cause of these errors is the loss of events in the watcher.'])
  })

  it('reads none where a section says that it is unknown', async () => {
    expect(
      await causes('The outage was caused by a flag.', '## Root cause\n\nThe cause is still unknown at this time.\n'),
    ).toEqual([])
  })
})
