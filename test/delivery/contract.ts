import { expect, it } from 'vitest'
import type { Delivery, DeliveryRequest } from '../../src/delivery/delivery.ts'

/** What every place that documents go to must do. `create` gives a fresh one for each test. */
export function testDelivery(create: () => Delivery): void {
  const request: DeliveryRequest = {
    incident: 'INC-1',
    key: '2026-03-03T10:00:00.000Z',
    document: 'engineering',
    markdown: '# A\n\nText with ä and 🙂.\n',
    facts: { incident: 'INC-1', severity: 'S2', status: 'draft', date: '2026-03-03', owner: null },
    force: false,
  }

  it('says where the document is and what its hash is', async () => {
    const delivered = await create().deliver(request)
    expect(delivered.place).not.toBe('')
    expect(delivered.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('says beforehand where the document will be', async () => {
    const delivery = create()
    const place = await delivery.locate(request)
    const delivered = await delivery.deliver(request)
    // Some places give an address only to what is there.
    if (place !== null) expect(delivered.place).toBe(place)
    const { place: at, hash, remote } = delivered
    const previous = { to: delivery.to, place: at, at: '2026-03-03T11:00:00.000Z', hash, remote }
    expect(await delivery.locate({ ...request, previous })).toBe(at)
  })

  it('gives the same place and hash for the same text', async () => {
    const delivery = create()
    const first = await delivery.deliver(request)
    const { place, hash, remote } = first
    const previous = { to: delivery.to, place, at: '2026-03-03T11:00:00.000Z', hash, remote }
    const second = await delivery.deliver({ ...request, previous })
    expect(second.place).toBe(first.place)
    expect(second.hash).toBe(first.hash)
  })

  it('gives another hash for another text', async () => {
    const delivery = create()
    const first = await delivery.deliver(request)
    const second = await delivery.deliver({ ...request, markdown: '# B\n' })
    expect(second.hash).not.toBe(first.hash)
  })
}
