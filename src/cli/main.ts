import { ConfigurationError } from '../errors.ts'
import { exitCodes, reportError } from './report-error.ts'

/**
 * Runs one command line and returns the exit code. Imports only what the command needs: an assistant waits for `serve`.
 *
 * @param argv as in `process.argv`: node, script, then what was typed
 */
export async function runCli(argv: readonly string[]): Promise<number> {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.done)
    throw error
  })
  process.stderr.on('error', () => {})
  const typed = argv.slice(2)
  try {
    requireWorkingFolder()
    if (typed[0] === 'serve') {
      const { parseServeOptions, serve } = await import('./serve.ts')
      const options = parseServeOptions(typed.slice(1))
      if (options !== null) return await serve(options)
    }
    const { runProgram } = await import('./program.ts')
    return await runProgram(typed)
  } catch (error) {
    return reportError(error, { json: typed.includes('--json') })
  }
}

/** Every path is read from there; Node remembers it, so it is asked for once, before anything is done. */
function requireWorkingFolder(): void {
  try {
    process.cwd()
  } catch (cause) {
    throw new ConfigurationError(
      {
        happened: 'The working folder is no longer there.',
        expected: 'to be started in a folder that exists.',
        tryThis: 'cd to another folder, or leave this one and enter it again.',
      },
      cause,
    )
  }
}
