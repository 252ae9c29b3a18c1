import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Incident, itemsOf } from '../../../src/domain/incident.ts'
import { importFiles } from '../../../src/operations/import-files.ts'
import { createDeps } from '../../operations/deps.ts'

const corpus = fileURLToPath(new URL('../../../../shared/corpus', import.meta.url))

describe.skipIf(!existsSync(corpus))('a corpus of real reports', { timeout: 120_000 }, () => {
  const files = existsSync(corpus)
    ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((file) => /\/.*\.md$/.test(file))
    : []
  const deps = createDeps()
  const run = () => importFiles({ places: [corpus], dryRun: false, role: 'team', within: null }, deps)

  it('is imported without a failure, every text whole and every excerpt in it', async () => {
    const { incidents, failed } = await run()
    expect(failed).toEqual([])
    expect(incidents.length).toBeGreaterThanOrEqual(files.length)
    const stored = await deps.store.list()
    const texts = new Map<string, string>()
    for (const { imported, sources } of stored.toReversed())
      texts.set(imported!.file, (texts.get(imported!.file) ?? '') + sources[0]!.text)
    for (const file of files) expect(texts.get(file)!.length).toBe(readFileSync(`${corpus}/${file}`, 'utf8').length)
    const stray = stored.flatMap((incident) => strayItems(incident))
    expect(stray).toEqual([])
  })

  it('changes nothing the second time', async () => {
    const before = await deps.store.list()
    const { incidents } = await run()
    expect(incidents.filter(({ what }) => what !== 'unchanged')).toEqual([])
    expect(await deps.store.list()).toEqual(before)
  })
})

/** Items whose words, or whose numbers, are not in the document. */
function strayItems(incident: Incident): string[] {
  const flat = incident.sources[0]!.text.replace(/\s+/g, ' ')
  return itemsOf(incident)
    .filter(({ evidence }) => !evidence.every(({ excerpt }) => flat.includes(excerpt.replace(/\s+/g, ' ').trim())))
    .map(({ id, text }) => `${incident.imported!.file} ${id}: ${text}`)
}
