import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Tests named *.slow.test.ts (kill runs, the real corpus, conformance, the packed tarball) run with `npm run test:slow`.
const slow = process.env.POSTMORTEM_SLOW === '1'
// Tests named *.live.ts talk to real services with real keys: `npm run test:live`.
const live = process.env.POSTMORTEM_LIVE === '1'

export default defineConfig({
  test: {
    include: live ? ['test/live/**/*.live.ts'] : slow ? ['test/**/*.slow.test.ts'] : ['test/**/*.test.ts'],
    exclude: slow ? [] : ['test/**/*.slow.test.ts'],
    globalSetup: ['test/build.ts'],
    testTimeout: slow ? 600_000 : 20_000,
    pool: 'forks',
    // Most tests wait for a process that they started; one worker fewer than cores would leave a core idle.
    maxWorkers: '100%',
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'postmortem-facilitator-tests') },
  },
})
