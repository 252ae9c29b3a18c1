import { existsSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import type { DomainContext } from '../domain/context.ts'
import type { Incident } from '../domain/incident.ts'
import { readableLine } from '../domain/readable.ts'
import type { Ground } from '../intake/load-ground.ts'
import type { FoundFile, PassedOver } from '../intake/past/find-files.ts'
import { idInName } from '../intake/past/id-in-name.ts'
import type { ReadFile } from '../intake/past/read-file.ts'
import type { Change, ImportedFrom, NewIncident } from '../store/store.ts'
import type { Deps } from './operation.ts'

/** What to import, and how. */
export interface ImportRequest {
  /** Files and folders. */
  readonly places: readonly string[]
  readonly dryRun: boolean
  /** The role that imports, for the history. */
  readonly role: string
  /** Folders outside of which nothing is read, links followed; null where a person named the places. */
  readonly within: readonly string[] | null
  /** Called after each file. */
  readonly onFile?: (done: { files: number; incidents: number }) => void
}

/** What became of one incident of a file. */
export interface ImportedIncident {
  /** Null in a dry run, for one that would be new. */
  readonly id: string | null
  readonly what: 'new' | 'updated' | 'unchanged' | 'moved' | 'copy' | 'deleted before'
  readonly title: string
  readonly file: string
  readonly part: number
  readonly fields: number
  /** Passages that stayed as notes. */
  readonly unplaced: number
}

export interface ImportProblem {
  readonly file: string
  /** Ends a sentence that begins with the file's name. */
  readonly reason: string
  readonly tryThis: string
}

export interface ImportResult {
  readonly incidents: readonly ImportedIncident[]
  readonly failed: readonly ImportProblem[]
  /** Passed over on purpose, or read with a reservation. */
  readonly notes: readonly { readonly file: string; readonly note: string }[]
  readonly files: number
}

/** Incidents that are saved in one transaction: large enough that waiting for the disk does not count. */
const batchSize = 200

/**
 * Imports the incidents of files and folders. A file is known again by its place and its words: what has not changed is left
 * alone, what has changed updates its record, what was only moved keeps it. One bad file stops nothing.
 */
export async function importFiles(request: ImportRequest, deps: Deps): Promise<ImportResult> {
  const [
    { findFiles },
    { readPastFile },
    { tellsIncident },
    { loadParser },
    { recordPast, countFields },
    { loadGround },
  ] = await Promise.all([
    import('../intake/past/find-files.ts'),
    import('../intake/past/read-file.ts'),
    import('../intake/past/tells-incident.ts'),
    import('../review/document/parse-markdown.ts'),
    import('../intake/past/record-past.ts'),
    import('../intake/load-ground.ts'),
  ])
  const importing = new Importing(request, deps, {
    context: await deps.context(),
    ground: await loadGround(),
    parser: await loadParser(),
    recordPast,
    tellsIncident,
    countFields,
  })
  await importing.begin()
  for (const place of request.places) {
    for await (const found of findFiles(place, request.within)) {
      if (found.kind !== 'file') importing.passOver(found)
      else await importing.takeFile(found, await readPastFile(found, importing.parser))
    }
  }
  return importing.finish()
}

interface Tools {
  readonly context: DomainContext
  readonly ground: Ground
  readonly parser: Parameters<typeof import('../intake/past/read-file.ts')['readPastFile']>[1]
  readonly tellsIncident: typeof import('../intake/past/tells-incident.ts')['tellsIncident']
  readonly recordPast: typeof import('../intake/past/record-past.ts')['recordPast']
  readonly countFields: typeof import('../intake/past/record-past.ts')['countFields']
}

class Importing {
  readonly #request: ImportRequest
  readonly #deps: Deps
  readonly #tools: Tools
  readonly #incidents: ImportedIncident[] = []
  readonly #failed: ImportProblem[] = []
  readonly #notes: { file: string; note: string }[] = []
  readonly #byHash = new Map<string, ImportedFrom[]>()
  readonly #byName = new Map<string, ImportedFrom[]>()
  /** Records that a document of this run was matched with. */
  readonly #claimed = new Set<string>()
  #waiting: { entry: NewIncident; at: number }[] = []
  #files = 0

  constructor(request: ImportRequest, deps: Deps, tools: Tools) {
    this.#request = request
    this.#deps = deps
    this.#tools = tools
  }

  get parser(): Tools['parser'] {
    return this.#tools.parser
  }

  async begin(): Promise<void> {
    for (const known of await this.#deps.store.imported()) this.#remember(known)
  }

  passOver(found: PassedOver): void {
    if (found.kind === 'failed')
      this.#failed.push({ file: found.file, reason: found.reason, tryThis: found.tryThis ?? '' })
    else this.#notes.push({ file: found.file, note: `was passed over: it ${found.reason}` })
  }

  async takeFile(found: FoundFile, read: ReadFile): Promise<void> {
    this.#files += 1
    const { file } = found
    if (read.failure !== null) this.#failed.push({ file, ...read.failure })
    if (read.passOver !== null) this.#notes.push({ file, note: `was passed over: it ${read.passOver}` })
    for (const note of read.notes) this.#notes.push({ file, note })
    // What is word for word the same is found first, so that a part that was put before it does not take its record.
    const rest = []
    for (const one of read.incidents) if (!(await this.#takeKnown(found, one))) rest.push(one)
    for (const one of rest) {
      try {
        await this.#takeNew(found, one)
      } catch (error) {
        if (error instanceof Error && 'refusal' in error) throw error
        this.#failed.push({
          file,
          reason: 'cannot be read: something in it that we did not expect',
          tryThis: 'please report it with the file.',
        })
      }
    }
    this.#request.onFile?.({ files: this.#files, incidents: this.#incidents.length })
  }

  async finish(): Promise<ImportResult> {
    await this.#save()
    return { incidents: this.#incidents, failed: this.#failed, notes: this.#notes, files: this.#files }
  }

  /** Whether this text was imported before, from here or from somewhere else. */
  async #takeKnown(found: FoundFile, { hash, part }: ReadFile['incidents'][number]): Promise<boolean> {
    const all = this.#byHash.get(hash) ?? []
    const free = all.filter(({ id }) => !this.#claimed.has(id))
    const here =
      free.find((known) => isHere(known.file, found) && known.part === part) ??
      free.find((known) => isHere(known.file, found))
    const known = here ?? free[0] ?? all[0]
    if (known === undefined) return false
    const isCopy = here === undefined && (free.length === 0 || existsSync(join(topOf(found), ...known.file.split('/'))))
    const what = known.isDeleted ? 'deleted before' : isCopy ? 'copy' : here?.part === part ? 'unchanged' : 'moved'
    if (!isCopy) this.#claimed.add(known.id)
    if (what === 'moved' && known.id !== '' && !this.#request.dryRun) await this.#move(known, found.file, part)
    if (what === 'copy')
      this.#notes.push({
        file: found.file,
        note: `holds the same words as ${known.file}${known.id === '' ? '' : ` (${known.id})`}, and was not imported twice`,
      })
    if (what === 'deleted before')
      this.#notes.push({
        file: found.file,
        note: `was imported as ${known.id}, which was deleted; to import it again, purge ${known.id} first`,
      })
    this.#incidents.push({
      id: known.id === '' ? null : known.id,
      what,
      title: '',
      file: found.file,
      part,
      fields: 0,
      unplaced: 0,
    })
    return true
  }

  async #takeNew(found: FoundFile, one: ReadFile['incidents'][number]): Promise<void> {
    const { file } = found
    const { hash, part } = one
    const { recordPast, tellsIncident, countFields, context, ground } = this.#tools
    const now = this.#deps.now().toISOString()
    const past = one.read()
    if (!tellsIncident(past, /\.html?$/i.test(file) || idInName(file) !== null)) {
      this.#notes.push({ file, note: 'was passed over: it tells of no incident that we could find' })
      return
    }
    const incident = recordPast(past, { file, part, hash, now }, context, ground)
    const told = {
      title: readableLine(incident.title),
      file,
      part,
      fields: countFields(incident),
      unplaced: incident.imported?.unplaced.length ?? 0,
    }
    const earlier = await this.#earlierVersion(found, part, incident)
    if (earlier !== null) {
      this.#claimed.add(earlier.id)
      if (!this.#request.dryRun) await this.#update(earlier.id, incident)
      this.#incidents.push({ id: earlier.id, what: 'updated', ...told })
      return
    }
    this.#remember({ id: '', file, part, hash, isDeleted: false })
    this.#incidents.push({ id: null, what: 'new', ...told })
    if (this.#request.dryRun) return
    const changes = [
      this.#change('started', now, `imported from ${readableLine(file)}${part > 1 ? ` (${part})` : ''}`, incident),
    ]
    this.#waiting.push({ entry: { incident, changes }, at: this.#incidents.length - 1 })
    if (this.#waiting.length >= batchSize) await this.#save()
  }

  /** The record of an earlier state of this part; another report that only has the same file name is none. */
  async #earlierVersion(found: FoundFile, part: number, incident: Incident): Promise<ImportedFrom | null> {
    const name = nameOf(found.file)
    const candidates = (this.#byName.get(name) ?? []).filter(
      (known) => known.id !== '' && !known.isDeleted && !this.#claimed.has(known.id) && isHere(known.file, found),
    )
    candidates.sort((one, other) => Number(other.part === part) - Number(one.part === part))
    for (const known of candidates) {
      const before = await this.#deps.store.load(known.id)
      if (before.title === incident.title || likeness(before, incident) >= 0.3) return known
    }
    return null
  }

  async #update(id: string, read: Incident): Promise<void> {
    const { updateRecord } = await import('../intake/past/update-record.ts')
    const now = this.#deps.now().toISOString()
    await this.#deps.store.update(id, (before) => {
      const { incident, added, removed, kept } = updateRecord(before, read)
      const summary = `imported again, the document has changed: ${added} items new, ${removed} gone, ${kept} of people kept`
      return { incident, changes: [this.#change('edited', now, summary, incident)], result: null }
    })
  }

  async #move(known: ImportedFrom, file: string, part: number): Promise<void> {
    const now = this.#deps.now().toISOString()
    await this.#deps.store.update(known.id, (before) => {
      const incident = before.imported ? { ...before, imported: { ...before.imported, file, part } } : before
      const summary = `its document is now ${readableLine(file)}${part > 1 ? ` (${part})` : ''}`
      return { incident, changes: [this.#change('edited', now, summary, incident)], result: null }
    })
  }

  async #save(): Promise<void> {
    const waiting = this.#waiting
    if (waiting.length === 0) return
    this.#waiting = []
    const saved = await this.#deps.store.createMany(waiting.map(({ entry }) => entry))
    for (const [index, { at }] of waiting.entries()) {
      const id = saved[index]?.id ?? null
      const told = this.#incidents[at]
      if (told) this.#incidents[at] = { ...told, id }
    }
  }

  #remember(known: ImportedFrom): void {
    this.#byHash.set(known.hash, [...(this.#byHash.get(known.hash) ?? []), known])
    const name = nameOf(known.file)
    this.#byName.set(name, [...(this.#byName.get(name) ?? []), known])
  }

  #change(what: Change['what'], at: string, summary: string, { imported }: Incident): Change {
    const { role } = this.#request
    const source = imported?.source
    return {
      at,
      role,
      via: this.#deps.via,
      operation: 'import_past_incidents',
      what,
      summary,
      ...(source ? { source } : {}),
    }
  }
}

/** What stays the same when a folder above is renamed; of a page from Notion its id, for its name follows its title. */
function nameOf(file: string): string {
  return idInName(file) ?? file.slice(file.lastIndexOf('/') + 1)
}

/** The folder that a found file's name counts from. */
function topOf({ path, file }: FoundFile): string {
  const posix = path.split(sep).join('/')
  return posix.endsWith(`/${file}`) ? path.slice(0, path.length - file.length) : dirname(path)
}

/** The same place, whether the file, its folder or the folder above was named. */
function isHere(known: string, { path, file }: FoundFile): boolean {
  const page = idInName(file)
  return (
    known === file ||
    (page !== null && page === idInName(known)) ||
    path.split(sep).join('/').endsWith(`/${known}`) ||
    known.endsWith(`/${file}`)
  )
}

/** The share of lines that two documents have in common, of the shorter one. */
function likeness(before: Incident, read: Incident): number {
  const source = before.sources.find(({ id }) => id === before.imported?.source)?.text ?? ''
  const lines = (text: string) =>
    new Set(
      text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line.length > 12),
    )
  const one = lines(source)
  const other = lines(read.sources[0]?.text ?? '')
  const common = [...one].filter((line) => other.has(line)).length
  return common / Math.max(1, Math.min(one.size, other.size))
}
