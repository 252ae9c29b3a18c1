import { createHash } from 'node:crypto'
import type { Delivery } from './delivery.ts'

/** The caller shows the text itself; nothing leaves the process. */
export function createChatDelivery(): Delivery {
  return {
    to: 'chat',
    async locate() {
      return 'chat'
    },
    async deliver({ markdown }) {
      return { place: 'chat', hash: createHash('sha256').update(markdown).digest('hex'), changed: true }
    },
  }
}
