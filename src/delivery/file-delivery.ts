import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { BadInputError, ConflictError, ProviderError } from '../errors.ts'
import type { Delivery, DeliveryRequest } from './delivery.ts'

const defaultFolder = 'post-mortems'

/** Larger than any document of ours; what is larger was not written by us and need not be read. */
const largestOwn = 50_000_000

export interface FileDeliveryOptions {
  /** Absolute folders below which files may be written; relative places start at the first. */
  readonly roots: readonly string[]
  /** A sentence for whoever is refused: why the folder they stand in is none of the roots. */
  readonly note?: string | null
}

/**
 * Markdown files `INC-7-engineering.md`. The last line of each names the incident and the hash of the text above it, so that we
 * know our own files, see when a person edited one, and never write over either without being told to.
 */
export function createFileDelivery({ roots, note = null }: FileDeliveryOptions): Delivery {
  // A root that is made for documents needs no further folder for them.
  const usual = basename(roots[0] ?? '') === defaultFolder ? '.' : defaultFolder
  const locate = async ({
    incident,
    document,
    place = usual,
  }: Pick<DeliveryRequest, 'incident' | 'document' | 'place'>) =>
    join(await allowedFolder(place, roots, note), `${incident}-${document}.md`)
  return {
    to: 'file',
    locate,
    async deliver(request) {
      const file = await locate(request)
      await makeFolder(dirname(file))
      const text = sign(request)
      const hash = hashOf(text)
      const there = await readExisting(file)
      if (there === text) return { place: file, hash, changed: false }
      if (there !== null) refuseForeign(there, file, request)
      await writeWhole(file, text)
      return { place: file, hash, changed: true }
    },
  }
}

/** The folder, if it lies below a root; symbolic links are followed before that is decided. */
async function allowedFolder(place: string, roots: readonly string[], note: string | null): Promise<string> {
  const folder = resolve(roots[0] ?? '.', place)
  const refused = new BadInputError({
    happened: `Documents may not be written to ${folder}.`,
    expected: `a folder below ${roots.join(' or ')}.${note === null ? '' : ` ${note}`}`,
    tryThis: 'name a folder there, or allow another one with POSTMORTEM_ROOTS.',
  })
  if (!roots.some((root) => isBelow(folder, resolve(root)))) throw refused
  const realRoots = await Promise.all(roots.map((root) => realPlace(resolve(root))))
  const real = await realPlace(folder)
  if (!realRoots.some((root) => isBelow(real, root))) throw refused
  return folder
}

/** Where a folder really is or would be made: symbolic links followed as far as there is something. */
async function realPlace(folder: string): Promise<string> {
  const existing = await nearestExisting(folder)
  return resolve(await realpath(existing), relative(existing, folder))
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (cause) {
    throw cannotWrite(folder, cause)
  }
}

async function nearestExisting(folder: string): Promise<string> {
  try {
    await stat(folder)
    return folder
  } catch {
    const parent = dirname(folder)
    return parent === folder ? folder : nearestExisting(parent)
  }
}

function isBelow(folder: string, root: string): boolean {
  const path = relative(root, folder)
  return (
    path === '' ||
    (!path.startsWith(`..${sep}`) &&
      path !== '..' &&
      !resolve(path).startsWith('\\\\') &&
      resolve(root, path) === folder)
  )
}

async function readExisting(file: string): Promise<string | null> {
  try {
    const { size } = await stat(file)
    return size > largestOwn ? '' : await readFile(file, 'utf8')
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null
    throw cannotWrite(file, cause)
  }
}

function refuseForeign(there: string, file: string, request: DeliveryRequest): void {
  const signature = /\n<!-- postmortem-facilitator (\S+) (\S+) (\S+) sha256:([0-9a-f]{64}) -->\s*$/.exec(there)
  const isOurs =
    signature?.[1] === request.incident && signature[2] === request.key && signature[3] === request.document
  if (!signature || !isOurs) {
    throw new ConflictError({
      happened: `${file} is there already and was not written for this incident by this software.`,
      expected: 'a free name, or the file of an earlier delivery.',
      tryThis: 'move that file away, or deliver to another folder.',
    })
  }
  const isEdited = hashOf(there.slice(0, signature.index + 1)) !== signature[4]
  if (isEdited && !request.force) {
    throw new ConflictError({
      happened: `${file} was edited since it was delivered.`,
      expected: 'the text as it was delivered.',
      tryThis: 'record what was edited so that it is not lost, then deliver with force; or deliver to another folder.',
    })
  }
}

function sign({ markdown, incident, key, document }: DeliveryRequest): string {
  const body = markdown.endsWith('\n') ? markdown : `${markdown}\n`
  return `${body}<!-- postmortem-facilitator ${incident} ${key} ${document} sha256:${hashOf(body)} -->\n`
}

/** Written beside and renamed, so that a reader never sees half a document. */
async function writeWhole(file: string, text: string): Promise<void> {
  const beside = `${file}.${randomUUID()}.tmp`
  try {
    const handle = await open(beside, 'wx', 0o644)
    try {
      await handle.writeFile(text, 'utf8')
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, file)
  } catch (cause) {
    await rm(beside, { force: true })
    throw cannotWrite(file, cause)
  }
}

function cannotWrite(place: string, cause: unknown): ProviderError {
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'no permission',
    EPERM: 'no permission',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    ENOTDIR: 'a part of the path is a file',
    EEXIST: 'a file of that name is in the way',
    EISDIR: 'a folder of that name is in the way',
    ENAMETOOLONG: 'the name is too long',
  }
  return new ProviderError(
    {
      happened: `${place} could not be written: ${reasons[codeOf(cause)] ?? 'the system refused'}.`,
      expected: 'a folder that this user can write to.',
      tryThis: 'another folder. The record itself is safe, and so is every file that was there.',
    },
    cause,
  )
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
