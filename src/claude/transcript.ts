import { randomUUID } from 'node:crypto'
import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ConfigurationError, ConflictError } from '../errors.ts'

const at = z.iso.datetime()

/** A stretch of what a person entered: typed, or pasted as a whole. */
export const SaidPart = z.union([z.strictObject({ text: z.string() }), z.strictObject({ paste: z.string() })])
export type SaidPart = z.infer<typeof SaidPart>

const TokensLine = z.object({ input: z.number(), cacheWrite: z.number(), cacheRead: z.number(), output: z.number() })

/** A block of Claude's answer as it came, placeholders and signatures included. */
const Block = z.looseObject({ type: z.string() })
export type Block = z.infer<typeof Block>

/**
 * What happened in a chat, one line each, in order. People's words and results stand here as they are, since the file lies beside
 * the database that holds the same words; Claude's as they came.
 */
export const TranscriptLine = z.discriminatedUnion('kind', [
  /** A session began, with this model and these rules of what must not leave. */
  z.object({ kind: z.literal('opened'), at, model: z.string(), rules: z.string() }),
  /** The conversation starts over with a note of ours and the end of what was said; what stood before is no longer sent. */
  z.object({ kind: z.literal('again'), at, note: z.string(), tail: z.string() }),
  z.object({ kind: z.literal('person'), at, parts: z.array(SaidPart) }),
  /** What the program did; Claude is told with the next words of the person. */
  z.object({ kind: z.literal('note'), at, text: z.string() }),
  z.object({
    kind: z.literal('claude'),
    at,
    model: z.string(),
    content: z.array(Block),
    stop: z.string().nullable(),
    tokens: TokensLine,
  }),
  /** A tool is about to run; `changes` is how long the incident's history was. */
  z.object({ kind: z.literal('calling'), at, id: z.string(), incident: z.string(), changes: z.number() }),
  z.object({
    kind: z.literal('tools'),
    at,
    results: z.array(z.object({ id: z.string(), text: z.string(), failed: z.boolean() })),
  }),
  /** The person stopped the answer; so much of its text had come. */
  z.object({ kind: z.literal('stopped'), at, text: z.string(), tokens: TokensLine }),
  /** The connection broke off, or the answer was refused or cut: it is asked again, without this text. */
  z.object({ kind: z.literal('broken'), at, text: z.string(), tokens: TokensLine }),
  /** Claude declined; the last words of the person are not sent again. */
  z.object({ kind: z.literal('refused'), at, tokens: TokensLine }),
])
export type TranscriptLine = z.infer<typeof TranscriptLine>

/** A transcript that is open for one process. */
export interface Transcript {
  /** What the file held when it was opened. */
  readonly lines: readonly TranscriptLine[]
  append(line: TranscriptLine): Promise<void>
  /** Puts the file under the incident's name; once. */
  settle(incidentId: string): Promise<void>
  /** Lets go of it. A file that never got a line is not there. */
  close(): Promise<void>
}

/** Where the chats of a database lie. */
export function chatFolder(db: string): string {
  return `${db}-chats`
}

/**
 * The transcript of an incident, or of a chat that has no incident yet (`name` as `listUnsettled` gives it; null for a new one).
 * A last line that was not written whole is passed over.
 *
 * @throws ConflictError where another process has it open
 */
export async function openTranscript(folder: string, name: string | null): Promise<Transcript> {
  await explainFailures(folder, () => mkdir(folder, { recursive: true, mode: 0o700 }))
  let current = name ?? `new-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}-${randomUUID().slice(0, 8)}`
  const fileOf = (one: string) => join(folder, `${one}.jsonl`)
  let release = await lock(folder, current)
  const { lines, isWhole } = await explainFailures(folder, () => readLines(fileOf(current)))
  let isAtLineStart = isWhole
  return {
    lines,
    append(line) {
      const text = `${isAtLineStart ? '' : '\n'}${JSON.stringify(line)}\n`
      isAtLineStart = true
      return explainFailures(folder, () => appendFile(fileOf(current), text, { mode: 0o600, flush: true }))
    },
    async settle(incidentId) {
      if (!current.startsWith('new-')) return
      let releaseNew: (() => Promise<void>) | null = null
      try {
        releaseNew = await lock(folder, incidentId)
      } catch {
        // Another chat on the same incident is open: this one keeps its own file.
        return
      }
      await explainFailures(folder, () => rename(fileOf(current), fileOf(incidentId)))
      await release()
      current = incidentId
      release = releaseNew
    },
    close: () => release(),
  }
}

/** Chats that ended before there was an incident, newest first, without those that are open elsewhere. */
export async function listUnsettled(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  const found: string[] = []
  for (const name of names
    .filter((one) => /^new-.*\.jsonl$/.test(one))
    .sort()
    .reverse()) {
    const bare = name.replace(/\.jsonl$/, '')
    if (!(await isLocked(folder, bare))) found.push(bare)
  }
  return found
}

/** Removes a chat that never had an incident. */
export async function forgetUnsettled(folder: string, name: string): Promise<void> {
  await explainFailures(folder, () => rm(join(folder, `${name}.jsonl`), { force: true }))
}

/** Removes every chat in which the incident comes up: of its words nothing is to be left. */
export async function forgetChats(folder: string, incidentId: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  const mention = new RegExp(`\\b${incidentId}\\b`)
  for (const name of names.filter((one) => one.endsWith('.jsonl'))) {
    const file = join(folder, name)
    const isOurs = name === `${incidentId}.jsonl` || mention.test(await readFile(file, 'utf8').catch(() => ''))
    if (isOurs) await explainFailures(folder, () => rm(file, { force: true }))
  }
}

async function readLines(file: string): Promise<{ lines: TranscriptLine[]; isWhole: boolean }> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const lines = text.split('\n').flatMap((line): TranscriptLine[] => {
    try {
      return [TranscriptLine.parse(JSON.parse(line))]
    } catch {
      return []
    }
  })
  return { lines, isWhole: text === '' || text.endsWith('\n') }
}

async function lock(folder: string, name: string): Promise<() => Promise<void>> {
  if (await isLocked(folder, name)) {
    throw new ConflictError({
      happened: `Another chat about ${name} is open on this machine.`,
      expected: 'one chat at a time about an incident.',
      tryThis: `end the other one with /quit; if there is none, remove ${lockOf(folder, name)}.`,
    })
  }
  const file = lockOf(folder, name)
  await explainFailures(folder, () => writeFile(file, String(process.pid), { mode: 0o600 }))
  return () => rm(file, { force: true })
}

async function isLocked(folder: string, name: string): Promise<boolean> {
  const pid = Number(await readFile(lockOf(folder, name), 'utf8').catch(() => ''))
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // The process is there, but somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function lockOf(folder: string, name: string): string {
  return join(folder, `${name}.lock`)
}

async function explainFailures<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw new ConfigurationError(
      {
        happened: `The chat cannot be kept in ${folder}.`,
        expected: 'a folder beside the database that this user may write to.',
        tryThis: 'check its permissions and the space on the disk, or name another database with --db.',
      },
      cause,
    )
  }
}
