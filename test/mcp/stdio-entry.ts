// A server on stdio whose code writes to stdout where it should not. Run as a child process by stdio.test.ts.
import { serveOverStdio } from '../../src/mcp/stdio.ts'
import { defineOperation } from '../../src/operations/operation.ts'
import { createFactory, createMemoryDeps, echoVia } from './fixture.ts'

const chatter = defineOperation({
  ...echoVia,
  run: async (_input, deps) => {
    console.log('stray line')
    console.info('another')
    process.stdout.write('a third, without a line end')
    return { via: deps.via }
  },
})

await serveOverStdio(createFactory(createMemoryDeps(), [chatter]))
process.stderr.write('closed cleanly\n')
