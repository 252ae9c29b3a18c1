import { createMemoryStore } from '../../src/store/memory-store.ts'
import { describeStore } from './contract.ts'

describeStore('the memory store', async () => createMemoryStore())
