import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, extname, join, relative, resolve, sep } from 'node:path'

/** A file to import, with its name below the folder that was asked for. */
export interface FoundFile {
  readonly kind: 'file'
  /** Absolute. */
  readonly path: string
  /** Below the folder, with forward slashes; the name alone for a file that was named itself. */
  readonly file: string
  readonly bytes: number
}

/** Something that is not imported: on purpose, or because it cannot be read. */
export interface PassedOver {
  readonly kind: 'passed over' | 'failed'
  readonly path: string
  readonly file: string
  readonly reason: string
  readonly tryThis?: string
}

const readable = new Set([
  '.md',
  '.markdown',
  '.mdown',
  '.mkd',
  '.mdx',
  '.html',
  '.htm',
  '.csv',
  '.txt',
  '.jsonl',
  '.ndjson',
])
const formless: Readonly<Record<string, string>> = {
  '.docx': 'save it as Markdown (pandoc FILE.docx -t gfm -o FILE.md), or export the page as HTML.',
  '.doc': 'save it as Markdown, or export the page as HTML.',
  '.odt': 'save it as Markdown (pandoc FILE.odt -t gfm -o FILE.md).',
  '.pdf': 'export the document that it was made from as Markdown or HTML; a PDF does not say what is a heading.',
  '.zip': 'unpack it, and import the folder.',
  '.gz': 'unpack it, and import the folder.',
  '.xlsx': 'save the sheet as CSV in UTF-8.',
}
const aboutTheFolder =
  /^(?:licen[cs]e|copying|notice|readme|contributing|code[-_ ]of[-_ ]conduct|changelog|security|authors|maintainers|codeowners|template|post-?mortem[-_ ]template|incident[-_ ]template|_index|summary|toc)(?:[-_.].{0,40})?$/i

/**
 * Every file below a folder, in the order of their names, or the one file that is named. Links are followed once each, so that a
 * loop ends, and lead nowhere outside of `within`. Hidden files, pictures and files about the folder are passed over with a note;
 * forms that we do not read are named.
 */
export async function* findFiles(
  place: string,
  within: readonly string[] | null,
): AsyncGenerator<FoundFile | PassedOver> {
  const top = resolve(place)
  const seen = new Set<string>()
  const roots =
    within === null ? null : await Promise.all(within.map((root) => realpath(root).catch(() => resolve(root))))
  if (roots !== null && !(await isAllowed(top, roots))) {
    yield {
      kind: 'failed',
      path: top,
      file: place,
      reason: 'is not below a folder that may be read',
      tryThis: 'name a folder there, or allow another one with POSTMORTEM_ROOTS.',
    }
    return
  }
  const found = await stat(top).catch(() => null)
  if (found === null)
    yield {
      kind: 'failed',
      path: top,
      file: place,
      reason: 'cannot be found or read',
      tryThis: 'check the path and its permissions.',
    }
  else if (found.isDirectory()) yield* walk(top)
  else yield* take(top, basename(top), found.size, true)

  async function* walk(folder: string): AsyncGenerator<FoundFile | PassedOver> {
    const file = nameBelow(top, folder)
    try {
      const real = await realpath(folder)
      if (seen.has(real)) {
        yield { kind: 'passed over', path: folder, file, reason: 'is a link to a folder that was read already' }
        return
      }
      seen.add(real)
      const names = (await readdir(folder)).sort()
      for (const name of names) {
        const whole = name.replace(/\.csv$/i, '_all.csv')
        if (whole !== name && names.includes(whole))
          yield {
            kind: 'passed over',
            path: join(folder, name),
            file: nameBelow(top, join(folder, name)),
            reason: `is a part of ${whole}`,
          }
        else yield* visit(join(folder, name), name)
      }
    } catch {
      yield {
        kind: 'failed',
        path: folder,
        file,
        reason: 'is a folder that cannot be read',
        tryThis: 'check its permissions.',
      }
    }
  }

  async function* visit(path: string, name: string): AsyncGenerator<FoundFile | PassedOver> {
    const file = nameBelow(top, path)
    if (name.startsWith('.')) {
      yield { kind: 'passed over', path, file, reason: 'is hidden' }
      return
    }
    if (roots !== null && !(await isAllowed(path, roots))) {
      yield { kind: 'passed over', path, file, reason: 'leads out of the folders that may be read' }
      return
    }
    const one = await stat(path).catch(() => null)
    if (one === null)
      yield {
        kind: 'failed',
        path,
        file,
        reason: 'cannot be read: a broken link, or no permission',
        tryThis: 'mend or delete it.',
      }
    else if (one.isDirectory()) {
      if (name === 'node_modules') yield { kind: 'passed over', path, file, reason: 'holds packages' }
      else yield* walk(path)
    } else if (!one.isFile()) yield { kind: 'passed over', path, file, reason: 'is no plain file' }
    else yield* take(path, file, one.size, false)
  }

  async function* take(
    path: string,
    file: string,
    bytes: number,
    isNamed: boolean,
  ): AsyncGenerator<FoundFile | PassedOver> {
    const ending = extname(path).toLowerCase()
    const advice = formless[ending]
    const stem = basename(path, extname(path))
    if (advice !== undefined)
      yield { kind: 'failed', path, file, reason: `is a ${ending} file, which is not supported`, tryThis: advice }
    else if (isNamed) yield { kind: 'file', path, file, bytes }
    else if (aboutTheFolder.test(stem))
      yield { kind: 'passed over', path, file, reason: 'is about the folder, by its name' }
    else if (!readable.has(ending) || ending === '.jsonl' || ending === '.ndjson')
      yield { kind: 'passed over', path, file, reason: 'is no Markdown, HTML or CSV' }
    else yield { kind: 'file', path, file, bytes }
  }
}

function nameBelow(top: string, path: string): string {
  return relative(top, path).split(sep).join('/') || basename(path)
}

/** Whether a place, or what it would be, lies below a root once links are followed. */
async function isAllowed(path: string, roots: readonly string[]): Promise<boolean> {
  const real = await realpath(path).catch(() => path)
  return roots.some((root) => real === root || real.startsWith(root.endsWith(sep) ? root : `${root}${sep}`))
}
