import { describe, expect, it } from 'vitest'
import { createNotionApi } from '../../src/delivery/notion/notion-api.ts'
import { createNotionDelivery } from '../../src/delivery/notion-delivery.ts'
import { fullIncident } from '../documents/full-incident.ts'
import { render } from '../documents/render.ts'

/*
 * Against Notion itself: writes one page below POSTMORTEM_NOTION_PARENT and puts it into the trash at the end. Runs only with
 * `npm run test:live` and both variables set.
 */
const { NOTION_TOKEN: token = '', POSTMORTEM_NOTION_PARENT: parent = '' } = process.env
const isWanted = token !== '' && parent !== ''

describe.skipIf(!isWanted)('Notion itself', () => {
  it('takes a whole document, gives it back the same twice, and shows its tables, to-dos and diagrams', async () => {
    const delivery = createNotionDelivery({ token, parent, properties: {}, baseUrl: null })
    const request = {
      incident: 'INC-1',
      key: new Date().toISOString(),
      document: 'engineering',
      markdown: render('engineering', fullIncident).markdown,
      facts: { incident: 'INC-1', severity: 'S2', status: 'draft', date: '2026-03-03', owner: 'a live test' },
      force: false,
    } as const
    const { Client } = await import('@notionhq/client')
    const api = await createNotionApi({ token, baseUrl: null, sleep: async () => {}, retryDelay: 1000 })
    const first = await delivery.deliver(request)
    const id = first.remote?.id ?? ''
    try {
      const { markdown } = await api.markdown(id)
      expect(markdown).toMatch(/<table[^>]*header-row="true"/)
      expect(markdown).toContain('- [ ] ')
      expect(markdown).toContain('```mermaid')
      expect(markdown).not.toMatch(/\\\\[[\]$<>{}]/)
      const previous = { to: 'notion', place: first.place, hash: first.hash, at: request.key, remote: first.remote }
      expect(await delivery.deliver({ ...request, previous })).toMatchObject({ changed: false, place: first.place })
      const changed = { ...request, markdown: `${request.markdown}\nOne more line.\n`, previous }
      expect(await delivery.deliver(changed)).toMatchObject({ changed: true, place: first.place })
      // Without the record, the page is found by what it says about itself.
      expect((await delivery.deliver({ ...changed, previous: undefined })).place).toBe(first.place)
    } finally {
      await new Client({ auth: token, notionVersion: '2026-03-11' }).pages.update({ page_id: id, in_trash: true })
    }
  }, 120_000)
})
