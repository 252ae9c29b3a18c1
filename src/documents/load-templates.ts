import { constants } from 'node:fs'
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { UpdateKind } from '../domain/customer-update.ts'
import { ConfigurationError } from '../errors.ts'
import type { Template, TemplateSet } from './template-set.ts'

const ending = '.md.hbs'

/**
 * Reads `engineering.md.hbs`, `product.md.hbs`, every `update-….md.hbs` and every `partials/*.md.hbs` of a folder. The partials may
 * be absent, and an update that is not there is taken from the folder `usual`.
 * @throws ConfigurationError naming the file that is missing, cannot be read or is no text.
 */
export async function loadTemplates(folder: string, usual = folder): Promise<TemplateSet> {
  const engineering = await readTemplate(path.join(folder, `engineering${ending}`))
  const product = await readTemplate(path.join(folder, `product${ending}`))
  const partials = await readPartials(path.join(folder, 'partials'))
  const updates = await readUpdates(folder, usual)
  return { documents: { engineering, product }, updates, partials }
}

/**
 * Copies the templates of one folder to another, as the start of a company's own. A file that is there already is kept.
 * @throws ConfigurationError when the folder cannot be written.
 */
export async function initTemplates(from: string, to: string): Promise<{ written: string[]; kept: string[] }> {
  const partials = await listTemplates(path.join(from, 'partials'))
  const files = [...(await listTemplates(from)), ...partials.map((file) => path.join('partials', file))]
  const written: string[] = []
  const kept: string[] = []
  try {
    await mkdir(path.join(to, 'partials'), { recursive: true })
    for (const file of files) {
      const target = path.join(to, file)
      const isNew = await copyFile(path.join(from, file), target, constants.COPYFILE_EXCL).then(
        () => true,
        (error: unknown) => {
          if (codeOf(error) === 'EEXIST') return false
          throw error
        },
      )
      if (isNew) written.push(target)
      else kept.push(target)
    }
  } catch (error) {
    throw new ConfigurationError(
      {
        happened: `The templates could not be copied to ${to} (${codeOf(error)}).`,
        expected: 'A folder that this user may write to.',
        tryThis: 'Name another folder, or change its permissions.',
      },
      error,
    )
  }
  return { written, kept }
}

async function readUpdates(folder: string, usual: string): Promise<TemplateSet['updates']> {
  const own = await listTemplates(folder)
  const read = (kind: UpdateKind) => {
    const file = `update-${kind}${ending}`
    return readTemplate(path.join(own.includes(file) ? folder : usual, file))
  }
  const [acknowledgement, update, resolved, note, personal] = await Promise.all([
    read('acknowledgement'),
    read('update'),
    read('resolved'),
    read('note'),
    read('personal'),
  ])
  return { acknowledgement, update, resolved, note, personal }
}

async function readPartials(folder: string): Promise<Record<string, Template>> {
  const files = await listTemplates(folder)
  const entries = await Promise.all(
    files.map(async (file) => [file.slice(0, -ending.length), await readTemplate(path.join(folder, file))] as const),
  )
  return Object.fromEntries(entries)
}

async function listTemplates(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder)
    return names.filter((name) => name.endsWith(ending)).sort()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw unreadable(folder, codeOf(error), error)
  }
}

async function readTemplate(file: string): Promise<Template> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(file)
  } catch (error) {
    throw unreadable(file, codeOf(error), error)
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return { file, text: text.replace(/\r\n?/g, '\n') }
  } catch (error) {
    throw unreadable(file, 'it is not UTF-8 text', error)
  }
  throw unreadable(file, 'it is not text', undefined)
}

function unreadable(file: string, reason: string, cause: unknown): ConfigurationError {
  return new ConfigurationError(
    {
      happened: `The template ${file} could not be read (${reason}).`,
      expected: `A folder with engineering${ending} and product${ending} as UTF-8 text, and their parts in partials/.`,
      tryThis: 'Copy a fresh set with: postmortem templates init FOLDER',
    },
    cause,
  )
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
}
