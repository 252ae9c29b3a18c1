import { describe } from 'vitest'
import { createChatDelivery } from '../../src/delivery/chat-delivery.ts'
import { testDelivery } from './contract.ts'

describe('chat delivery', () => {
  testDelivery(createChatDelivery)
})
