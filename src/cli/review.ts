import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { packageFolder } from '../config.ts'
import { BadInputError, NotFoundError } from '../errors.ts'
import { loadReviewer, type ReviewOptions, ruleIds } from '../review/document/review-document.ts'
import { levels } from '../review/document/rule-settings.ts'
import { findReport, type ReportFormat } from '../review/report/format-report.ts'
import { countLevels, type ReviewedFile } from '../review/report/reviewed-file.ts'
import type { Globals } from './options.ts'
import { printNote } from './print.ts'
import { exitCodes } from './report-error.ts'
import { assertRule, type FailOn, readReviewConfig } from './review-config.ts'

export interface ReviewCommandOptions extends Globals {
  readonly format?: ReportFormat
  readonly failOn?: FailOn
  /** Rules to leave out. */
  readonly off?: readonly string[]
  /** The only rules to run. */
  readonly only?: readonly string[]
  readonly config?: string
}

const markdownFile = /\.(?:md|markdown|mdx)$/i
const largest = 5_000_000

/**
 * `postmortem review FILE…`: reviews files, folders, `-` for stdin, or a stored incident by its id. Returns 0 where nothing at or
 * above the level of `--fail-on` was found, else 1.
 */
export async function review(targets: readonly string[], options: ReviewCommandOptions): Promise<number> {
  const config = await readReviewConfig(options.config, process.cwd())
  const chosen = chooseRules(options, config.rules)
  const format = options.json ? 'json' : (options.format ?? 'terminal')
  const named = targets.length > 0 ? targets : process.stdin.isTTY ? [] : ['-']
  if (named.length === 0) {
    throw new BadInputError({
      happened: 'No post-mortem was named.',
      expected: 'a Markdown file, a folder, - for stdin, or the id of a stored incident.',
      tryThis: '`postmortem review docs/incidents` or `postmortem review INC-7`.',
    })
  }
  const reviewText = await loadReviewer()
  const files: ReviewedFile[] = []
  for (const target of named) {
    if (/^(?:inc-)?\d+$/i.test(target) && !(await isThere(target))) {
      files.push(...(await reviewIncident(target, options, { rules: chosen })))
      continue
    }
    for (const path of await filesAt(target, config.ignore)) {
      const text = path === '-' ? await readStdin() : await readText(path)
      files.push({
        path: path === '-' ? 'stdin' : relativePath(path),
        text,
        review: reviewText(text, { rules: chosen, limits: config.limits }),
      })
    }
  }
  const report = findReport(format)(files, {
    color: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    width: process.stdout.columns ?? 100,
    version: await readVersion(),
  })
  process.stdout.write(report)
  return isFailing(files, options.failOn ?? config.failOn ?? 'warning') ? exitCodes.refused : exitCodes.done
}

function chooseRules({ off = [], only = [] }: ReviewCommandOptions, rules: NonNullable<ReviewOptions['rules']>) {
  for (const rule of off) assertRule(rule, '--off')
  for (const rule of only) assertRule(rule, '--only')
  const switched = new Map(Object.entries(rules))
  for (const rule of off) switched.set(rule, 'off')
  if (only.length > 0) for (const rule of ruleIds) if (!only.includes(rule)) switched.set(rule, 'off')
  return Object.fromEntries(switched)
}

function isFailing(files: readonly ReviewedFile[], failOn: FailOn): boolean {
  if (failOn === 'never') return false
  const counts = countLevels(files)
  return levels.slice(0, levels.indexOf(failOn) + 1).some((level) => counts[level] > 0)
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null
}

/** Markdown files at a path, in the order of their names; hidden folders and node_modules are passed over. */
async function filesAt(target: string, ignore: readonly string[]): Promise<string[]> {
  if (target === '-') return ['-']
  const found = await stat(target).catch(() => null)
  if (found === null) {
    throw new NotFoundError({
      happened: `There is nothing at ${target}.`,
      expected: 'a Markdown file, a folder, - for stdin, or the id of a stored incident.',
      tryThis: 'check the path.',
    })
  }
  if (!found.isDirectory()) return [target]
  const entries = await readdir(target, { withFileTypes: true })
  const paths: string[] = []
  for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
    const path = join(target, entry.name)
    if (
      entry.name.startsWith('.') ||
      entry.name === 'node_modules' ||
      ignore.some((part) => asShown(path).includes(part))
    )
      continue
    if (entry.isDirectory()) paths.push(...(await filesAt(path, ignore)))
    else if (entry.isFile() && markdownFile.test(entry.name)) paths.push(path)
  }
  return paths
}

async function readText(path: string): Promise<string> {
  const { size } = await stat(path)
  if (size > largest) {
    printNote(`${path} is larger than ${largest / 1_000_000} MB; only its beginning is read.`)
  }
  return (await readFile(path, 'utf8')).slice(0, largest)
}

async function readStdin(): Promise<string> {
  let text = ''
  process.stdin.setEncoding('utf8')
  for await (const chunk of process.stdin) {
    text += chunk
    if (text.length > largest) break
  }
  return text
}

async function reviewIncident(
  typed: string,
  options: ReviewCommandOptions,
  review: ReviewOptions,
): Promise<ReviewedFile[]> {
  const [{ withFacilitator }, { toIncidentId }, { renderOne }] = await Promise.all([
    import('./with-facilitator.ts'),
    import('./run-operation.ts'),
    import('../operations/generate-post-mortem.ts'),
  ])
  const reviewText = await loadReviewer()
  return withFacilitator(options, 'terminal', async ({ deps }) => {
    const incident = await deps.store.load(toIncidentId(typed))
    const { policies } = await deps.context()
    const limits = {
      minActions: policies.minActions,
      maxActions: policies.maxActions,
      productWords: policies.productDocumentWords,
    }
    const files: ReviewedFile[] = []
    for (const kind of ['engineering', 'product'] as const) {
      const { markdown } = await renderOne(kind, incident, deps)
      const record = kind === 'engineering' ? { incident, generatedFrom: incident } : { generatedFrom: incident }
      files.push({
        path: `${incident.id}-${kind}.md`,
        text: markdown,
        review: reviewText(markdown, { ...review, limits, ...record }),
      })
    }
    return files
  })
}

function relativePath(path: string): string {
  const inside = relative(process.cwd(), path)
  return asShown(inside.startsWith('..') ? path : inside)
}

function asShown(path: string): string {
  return path.replaceAll('\\', '/')
}

async function readVersion(): Promise<string> {
  const { version }: { version: string } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'))
  return version
}
