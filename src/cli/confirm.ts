import { createInterface } from 'node:readline/promises'
import { BadInputError } from '../errors.ts'
import { printNote } from './print.ts'

/**
 * Asks before something that cannot be taken back, or that leaves this machine. `verb` says what yes would do: "delete it".
 * @throws BadInputError where there is no terminal to ask on.
 */
export async function isConfirmed(question: string, verb: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new BadInputError({
      happened: `There is nobody to ask whether to ${verb}.`,
      expected: 'a terminal, or --yes.',
      tryThis: 'the same command with --yes.',
    })
  }
  printNote(question)
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
  try {
    const answer = await Promise.race([terminal.question(`Type yes to ${verb}: `), closed])
    return answer.trim().toLowerCase() === 'yes'
  } finally {
    terminal.close()
  }
}
