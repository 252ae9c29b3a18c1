import { expect, it } from 'vitest'
import { parseLockHolders } from '../../src/store/lock-holders.ts'

// Three files: 100 (held by 41 and by ourselves), 200 (read only by 42), 300 (not asked for).
const locks = `1: POSIX  ADVISORY  WRITE 41 fe:00:100 120 120
1: -> POSIX  ADVISORY  WRITE 55 fe:00:100 120 120
2: POSIX  ADVISORY  WRITE 7 fe:00:100 124 124
3: POSIX  ADVISORY  READ 42 fe:00:200 128 128
4: OFDLCK ADVISORY  WRITE -1 fe:00:100 0 EOF
5: FLOCK  ADVISORY  WRITE 43 fe:00:300 0 EOF
`

it('names the other processes that hold a write lock, once each', () => {
  expect(parseLockHolders(`${locks}${locks}`, new Set(['100', '200']), 7)).toEqual([41])
  expect(parseLockHolders(locks, new Set(['300']), 7)).toEqual([43])
  expect(parseLockHolders('', new Set(['100']), 7)).toEqual([])
})
