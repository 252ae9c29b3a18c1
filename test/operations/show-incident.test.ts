import { describe, expect, it } from 'vitest'
import { challengeFiveWhys } from '../../src/operations/challenge-five-whys.ts'
import { showIncident } from '../../src/operations/show-incident.ts'
import { startPostMortem } from '../../src/operations/start-post-mortem.ts'
import { createDeps } from './deps.ts'

const told = 'On 3 March 2026 at 14:00 Berlin time 312 customers were charged twice by the checkout.'

async function withWhys() {
  const deps = createDeps()
  await startPostMortem.run({ what_happened: told, said_by: 'on-call' }, deps)
  const answer = (said: string, more: object = {}) =>
    challengeFiveWhys.run({ incident_id: 'INC-1', said, said_by: 'on-call', ...more }, deps)
  await answer('The client gives up after 5 s and sends the charge again, with a new key each time.')
  await answer('The processor books each key as a charge of its own.', { branch: true, gate: 'and' })
  return deps
}

describe('show_incident', () => {
  it.each(['chain', 'fishbone', 'fault-tree'] as const)('draws the whys as a %s', async (view) => {
    const result = await showIncident.run({ incident_id: 'INC-1', part: 'whys', view }, await withWhys())
    expect(result.drawn).toMatchObject({ view, mermaid: expect.stringContaining('flowchart') })
    expect(showIncident.present(result)).toContain(`\`\`\`mermaid\n${result.drawn?.mermaid}\n\`\`\``)
  })

  it('names the view that the facts call for, until it is shown', async () => {
    const deps = await withWhys()
    const plain = showIncident.present(await showIncident.run({ incident_id: 'INC-1', part: 'whys' }, deps))
    expect(plain).toContain('view fault-tree')
    const drawn = await showIncident.run({ incident_id: 'INC-1', part: 'whys', view: 'fault-tree' }, deps)
    expect(drawn.drawn?.mermaid).toContain('AND: all had to be true')
    expect(showIncident.present(drawn)).not.toContain('view fault-tree')
  })

  it('says that there is nothing to draw', async () => {
    const deps = createDeps()
    await startPostMortem.run({ what_happened: told, said_by: 'on-call' }, deps)
    const result = await showIncident.run({ incident_id: 'INC-1', view: 'fishbone' }, deps)
    expect(result.drawn).toEqual({ view: 'fishbone', mermaid: null })
    expect(showIncident.present(result)).toContain('too few causes to draw')
  })
})
