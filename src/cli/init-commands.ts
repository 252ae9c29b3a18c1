import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { packageFolder } from '../config.ts'
import { initTemplates } from '../documents/load-templates.ts'
import { BadInputError, ConfigurationError } from '../errors.ts'
import { commandLine } from './invocation.ts'
import type { Globals } from './options.ts'
import { printJson, printText } from './print.ts'
import { exitCodes } from './report-error.ts'

/** Copies our templates; a file that is there already is kept. */
export async function initTemplateFolder(folder: string, options: Globals): Promise<number> {
  const { written, kept } = await initTemplates(join(packageFolder, 'templates'), resolve(folder))
  if (options.json) printJson({ written, kept })
  else {
    printText(
      [
        ...written.map((file) => `written: ${file}`),
        ...kept.map((file) => `kept, it was there already: ${file}`),
        `\nEdit them, then check them: ${commandLine(`doctor --templates ${folder}`)}`,
      ].join('\n'),
    )
  }
  return exitCodes.done
}

/** The files that it links to stay where this package is; a name in code can hold any path, also one with spaces. */
function withAbsolutePaths(text: string): string {
  return text.replace(
    /\[[^\]]*\]\(((?:examples|docs)\/[^)]+)\)/g,
    (_link, file: string) => `\`${join(packageFolder, file)}\``,
  )
}

/** Copies the commented domain context; never over a file that is there. */
export async function initContextFile(file: string, options: Globals): Promise<number> {
  const target = resolve(file)
  try {
    const text = await readFile(join(packageFolder, 'domain-context.md'), 'utf8')
    await writeFile(target, withAbsolutePaths(text), { flag: 'wx' })
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') {
      throw new BadInputError(
        {
          happened: `${target} is there already.`,
          expected: 'a new file.',
          tryThis: 'edit that file, or name another.',
        },
        cause,
      )
    }
    throw new ConfigurationError(
      {
        happened: `${target} could not be written.`,
        expected: 'a folder that is there and that this user may write to.',
        tryThis: 'another place.',
      },
      cause,
    )
  }
  if (options.json) printJson({ file: target })
  else {
    printText(
      `Written: ${target}\nSay in it what your company is like; a file of that name in the working folder is found by itself.\nCheck it: ${commandLine(`doctor --context ${file}`)}`,
    )
  }
  return exitCodes.done
}
