import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageFolder } from '../config.ts'
import { BadInputError } from '../errors.ts'
import { commandLine } from './invocation.ts'
import type { StartOptions } from './options.ts'
import { printNote } from './print.ts'

/** Decides how a post-mortem is begun: by interview, from a file, or, without a terminal, by showing the example. */
export async function start(options: StartOptions): Promise<number> {
  const { from, example, resume } = options
  if (example) {
    if (from !== undefined || resume !== undefined) {
      throw new BadInputError({
        happened: `--example was given together with ${from === undefined ? '--resume' : '--from'}.`,
        expected: 'the example alone; it never touches your incidents.',
        tryThis: 'leave one of them out.',
      })
    }
    return playExample(options)
  }
  if (from !== undefined) {
    const [{ readWords }, { parseAnswersFile }, { playAnswers }, { withFacilitator }] = await Promise.all([
      import('./incident-commands.ts'),
      import('./answers-file.ts'),
      import('./play-answers.ts'),
      import('./with-facilitator.ts'),
    ])
    const name = from === '-' ? 'stdin' : from
    const answers = parseAnswersFile(await readWords(from), name)
    return withFacilitator(options, `file ${name}`, ({ deps }) => playAnswers(answers, options, deps))
  }
  if (process.stdin.isTTY && process.stdout.isTTY && !options.json) {
    const [{ interview }, { withFacilitator }] = await Promise.all([
      import('./interview/interview.ts'),
      import('./with-facilitator.ts'),
    ])
    return withFacilitator(options, 'terminal', (facilitator) => interview(options, facilitator))
  }
  if (resume !== undefined) {
    throw new BadInputError({
      happened: 'There is no terminal to ask questions in.',
      expected: 'a terminal, or a file of answers.',
      tryThis: `${commandLine(`start --resume ${resume} --from answers.yaml`)}, or ${commandLine(`ask ${resume}`)} and ${commandLine('record')}.`,
    })
  }
  return playExample(options)
}

/** Runs the invented incident of examples/ through the same path as a file of answers; nothing of it is kept. */
async function playExample(options: StartOptions): Promise<number> {
  const [{ parseAnswersFile }, { playAnswers }, { withFacilitator }] = await Promise.all([
    import('./answers-file.ts'),
    import('./play-answers.ts'),
    import('./with-facilitator.ts'),
  ])
  const file = join(packageFolder, 'examples', 'answers.yaml')
  const answers = parseAnswersFile(await readFile(file, 'utf8'), file)
  const folder = await mkdtemp(join(tmpdir(), 'postmortem-example-'))
  printNote('This is an example: an invented incident, in a throwaway database.\n')
  try {
    const db = join(folder, 'example.db')
    return await withFacilitator({ ...options, db }, 'example', ({ deps }) =>
      playAnswers(answers, { ...options, isExample: true }, deps),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
    printNote(
      [
        `\nThat was the example. Its answers are in ${file}`,
        `With your own: copy that file, then ${commandLine('start --from answers.yaml')}`,
        `Or be asked, in a terminal: ${commandLine('start')}`,
      ].join('\n'),
    )
  }
}
