import { expect, it } from 'vitest'
import type { Delivery, DeliveryRequest } from '../../src/delivery/delivery.ts'

/** What every place that documents go to must do. `create` gives a fresh one for each test. */
export function testDelivery(create: () => Delivery): void {
  const request: DeliveryRequest = {
    incident: 'INC-1',
    key: '2026-03-03T10:00:00.000Z',
    document: 'engineering',
    markdown: '# A\n\nText with ä and 🙂.\n',
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
    expect((await delivery.deliver(request)).place).toBe(place)
  })

  it('gives the same place and hash for the same text', async () => {
    const delivery = create()
    const first = await delivery.deliver(request)
    const second = await delivery.deliver(request)
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
