import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { readableLine } from '../../domain/readable.ts'
import { BadInputError, NotFoundError } from '../../errors.ts'
import { type Feed, sortedOnce } from '../../intake/feeds/feed.ts'
import { readFeed } from '../../intake/feeds/read-feed.ts'
import { readSlackUsers, type SlackUsers } from '../../intake/feeds/read-slack.ts'
import { readWords } from '../incident-commands.ts'

/** A text that a person or a system wrote down, whole. */
export interface Notes {
  readonly name: string
  readonly text: string
}

/** What the named files and folders hold. */
export interface Gathered {
  readonly feeds: readonly Feed[]
  readonly notes: readonly Notes[]
  /** Files of named folders that are not read, with the reason. */
  readonly passedOver: readonly string[]
}

/** Longest text that is taken as notes, in characters; `record_answers` takes no more at once. */
const longestNotes = 1_000_000

const readAs: Readonly<Record<string, string>> = {
  '.zip': 'unpack it first, and name the folder.',
  '.pdf': 'save its text as a .txt or .md file.',
  '.docx': 'save it as Markdown or plain text.',
  '.doc': 'save it as Markdown or plain text.',
}
const textFiles = /\.(?:md|markdown|txt|text|log|eml|json|jsonl|ndjson|csv|org|rst)$/i
const dayFile = /^\d{4}-\d\d-\d\d\.json$/

/**
 * Reads what was named: files, folders, `-` for stdin. Exports of Slack, PagerDuty and Alertmanager become feeds, any other
 * text notes.
 *
 * @param channel only this channel of a Slack export
 * @throws NotFoundError, BadInputError naming the file; nothing is taken by halves
 */
export async function gatherNotes(paths: readonly string[], channel: string | null): Promise<Gathered> {
  const feeds: Feed[] = []
  const notes: Notes[] = []
  const passedOver: string[] = []
  for (const path of paths) {
    const isFolder =
      path !== '-' &&
      (await stat(path).then(
        (found) => found.isDirectory(),
        () => false,
      ))
    if (!isFolder) {
      const found = await readOne(path, await usersBeside(path))
      if (Array.isArray(found)) feeds.push(...found)
      else notes.push(found)
      continue
    }
    const slack = await readSlackExport(path, channel)
    if (slack !== null) {
      feeds.push(...slack)
      continue
    }
    for (const name of (await readdir(path)).sort()) {
      const file = join(path, name)
      if (name.startsWith('.') || !textFiles.test(name) || !(await stat(file)).isFile()) {
        passedOver.push(`${file}: not a text file`)
        continue
      }
      const found = await readOne(file, new Map())
      if (Array.isArray(found)) feeds.push(...found)
      else notes.push(found)
    }
  }
  if (feeds.length === 0 && notes.length === 0) {
    throw new BadInputError({
      happened: `There is nothing to read in ${paths.map(readableLine).join(', ')}.`,
      expected: 'notes as text, or an export of Slack, PagerDuty or Alertmanager.',
      tryThis: 'name the files themselves.',
    })
  }
  return { feeds: mergeFeeds(feeds), notes, passedOver }
}

async function readOne(file: string, users: SlackUsers): Promise<Notes | Feed[]> {
  const advice = readAs[extname(file).toLowerCase()]
  if (advice !== undefined) {
    throw new BadInputError({
      happened: `${file} is a ${extname(file)} file, which is not read.`,
      expected: 'text: .txt, .md, .eml, or a JSON export.',
      tryThis: advice,
    })
  }
  const text = await readWords(file)
  const name = file === '-' ? 'stdin' : file
  const isDay = dayFile.test(basename(file))
  const feed = readFeed(text, isDay ? basename(dirname(file)) : basename(file, extname(file)), users)
  if (feed !== null) return [feed]
  refuseNotes(name, text)
  return { name, text }
}

function refuseNotes(name: string, text: string): void {
  const problem =
    readableLine(text) === ''
      ? 'is empty'
      : text.includes('\u0000')
        ? 'holds zero bytes, so it is not text'
        : text.length > longestNotes
          ? `has ${text.length.toLocaleString('en')} characters; at most ${longestNotes.toLocaleString('en')} are read`
          : null
  if (problem === null) return
  throw new BadInputError({
    happened: `${name} ${problem}. Nothing was recorded.`,
    expected: 'notes about one incident, as text in UTF-8.',
    tryThis: 'send the passages that matter.',
  })
}

/** A folder with `users.json` and a folder for each channel, or one such channel; null for any other folder. */
async function readSlackExport(folder: string, channel: string | null): Promise<Feed[] | null> {
  const inside = await readdir(folder, { withFileTypes: true })
  const isChannel = inside.some((entry) => dayFile.test(entry.name))
  const isExport = inside.some((entry) => entry.name === 'users.json' || entry.name === 'channels.json')
  if (!isChannel && !isExport) return null
  const users = await readUsers([join(folder, 'users.json'), join(folder, '..', 'users.json')])
  if (isChannel) return readChannel(folder, users)
  const channels = inside.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const wanted = channel?.replace(/^#/, '')
  if (wanted !== undefined && !channels.includes(wanted)) {
    throw new NotFoundError({
      happened: `The export has no channel "${readableLine(wanted)}".`,
      expected: `one of: ${channels.map(readableLine).sort().join(', ')}.`,
      tryThis: 'check --channel.',
    })
  }
  const feeds: Feed[] = []
  for (const name of channels.sort()) {
    if (wanted === undefined || name === wanted) feeds.push(...(await readChannel(join(folder, name), users)))
  }
  return feeds
}

async function readChannel(folder: string, users: SlackUsers): Promise<Feed[]> {
  const feeds: Feed[] = []
  for (const name of (await readdir(folder)).filter((one) => dayFile.test(one)).sort()) {
    const file = join(folder, name)
    const feed = readFeed(await readWords(file), basename(folder), users)
    if (feed !== null) feeds.push(feed)
    else if (!/^\s*\[\s*\]\s*$/.test(await readWords(file))) {
      throw new BadInputError({
        happened: `${file} is not a day of a Slack export. Nothing was recorded.`,
        expected: 'a JSON list of messages.',
        tryThis: 'export the channel again, or take the file out of the folder.',
      })
    }
  }
  return feeds
}

async function usersBeside(file: string): Promise<SlackUsers> {
  if (file === '-' || !file.endsWith('.json')) return new Map()
  return readUsers([join(dirname(file), 'users.json'), join(dirname(file), '..', 'users.json')])
}

async function readUsers(files: readonly string[]): Promise<SlackUsers> {
  for (const file of files) {
    try {
      return readSlackUsers(JSON.parse(await readFile(file, 'utf8')))
    } catch {
      // People keep their ids where there is no list of them.
    }
  }
  return new Map()
}

/** Days of one channel, and files of one system, are one feed. */
function mergeFeeds(feeds: readonly Feed[]): Feed[] {
  const merged = new Map<string, Feed>()
  for (const feed of feeds) {
    const key = `${feed.system} ${feed.place}`
    const before = merged.get(key)
    if (!before) {
      merged.set(key, feed)
      continue
    }
    const passedOver = new Map(before.passedOver)
    for (const [reason, count] of feed.passedOver) passedOver.set(reason, (passedOver.get(reason) ?? 0) + count)
    const candidates = sortedOnce([...before.candidates, ...feed.candidates])
    merged.set(key, { ...before, candidates, passedOver })
  }
  return [...merged.values()]
}
