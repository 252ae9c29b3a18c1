import { realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, parse, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { NotionSettings } from './delivery/notion/notion-settings.ts'
import { ConfigurationError } from './errors.ts'

/** Where things are. Absolute paths. */
export interface Config {
  readonly db: string
  /** The company's domain context: named, or `domain-context.md` in the working folder; null: the documented defaults. */
  readonly context: string | null
  readonly templates: string
  readonly prompts: string
  /**
   * Documents may be delivered only below one of these; relative folders start at the first. That is the working folder, unless
   * it is the home folder or the top of the disk, where assistants start servers.
   */
  readonly deliveryRoots: readonly string[]
  /** Why the working folder is none of them, as a sentence; null where it is one. */
  readonly deliveryNote: string | null
  /** Holds a secret: never shown. */
  readonly notion: NotionSettings
}

/** What a command line may override. */
export interface Options {
  readonly db?: string | undefined
  readonly context?: string | undefined
  readonly templates?: string | undefined
  readonly workingFolder?: string | undefined
}

/** Top of the installed package: both `src/` and `dist/` stand right below it. */
export const packageFolder = fileURLToPath(new URL('..', import.meta.url))

/** Options first, then the environment (POSTMORTEM_DB, _CONTEXT, _TEMPLATES, _ROOTS), then defaults. */
export function readConfig(options: Options, env: NodeJS.ProcessEnv, exists: (file: string) => boolean): Config {
  const workingFolder = resolve(options.workingFolder ?? process.cwd())
  const at = (file: string) => resolve(workingFolder, file)
  // A variable that is empty counts as not set. An option that is empty names nothing that could be meant, and is refused later.
  const db = options.db ?? (env.POSTMORTEM_DB || undefined)
  const named = options.context ?? (env.POSTMORTEM_CONTEXT || undefined)
  const beside = at('domain-context.md')
  const templates = options.templates ?? (env.POSTMORTEM_TEMPLATES || undefined)
  const roots = (env.POSTMORTEM_ROOTS ?? '')
    .split(process.platform === 'win32' ? ';' : ':')
    .filter((root) => root !== '')
  return {
    db: db === undefined ? join(dataFolder(env), 'postmortem.db') : at(db),
    context: named !== undefined ? at(named) : exists(beside) ? beside : null,
    templates: templates !== undefined ? at(templates) : join(packageFolder, 'templates'),
    prompts: join(packageFolder, 'prompts'),
    ...deliveryPlaces(workingFolder, roots.map(at), env),
    notion: {
      token: env.NOTION_TOKEN || null,
      parent: env.POSTMORTEM_NOTION_PARENT || null,
      properties: namesOf(env.POSTMORTEM_NOTION_PROPERTIES ?? ''),
      baseUrl: env.NOTION_BASE_URL || null,
    },
  }
}

/** `Incident ID=ID, Owner=DRI` */
function namesOf(given: string): Record<string, string> {
  const pairs = given.split(',').map((pair) => pair.split('=').map((part) => part.trim()))
  return Object.fromEntries(pairs.flatMap(([ours, theirs]) => (ours && theirs ? [[ours, theirs]] : [])))
}

function deliveryPlaces(
  workingFolder: string,
  named: readonly string[],
  env: NodeJS.ProcessEnv,
): Pick<Config, 'deliveryRoots' | 'deliveryNote'> {
  const what =
    workingFolder === parse(workingFolder).root
      ? 'the top of the disk'
      : isHome(workingFolder)
        ? 'your home folder'
        : null
  if (what === null) return { deliveryRoots: [workingFolder, ...named], deliveryNote: null }
  return {
    deliveryRoots: named.length > 0 ? named : [join(dataFolder(env), 'post-mortems')],
    deliveryNote: `This was started in ${what}, ${workingFolder}, where documents would lie among everything else, so nothing is written to it.`,
  }
}

function isHome(folder: string): boolean {
  try {
    const home = homedir()
    return isAbsolute(home) && (folder === resolve(home) || realpathSync(folder) === realpathSync(home))
  } catch {
    // Who has no home folder does not stand in it.
    return false
  }
}

/** The user's data folder by the habits of the system (XDG Base Directory, macOS, Windows). */
function dataFolder(env: NodeJS.ProcessEnv): string {
  const name = 'postmortem-facilitator'
  if (process.platform === 'win32') return join(env.LOCALAPPDATA ?? join(homeFolder(), 'AppData', 'Local'), name)
  if (process.platform === 'darwin') return join(homeFolder(), 'Library', 'Application Support', name)
  // The specification has relative paths ignored.
  const given = env.XDG_DATA_HOME ?? ''
  return join(isAbsolute(given) ? given : join(homeFolder(), '.local', 'share'), name)
}

function homeFolder(): string {
  const folder = homedir()
  if (isAbsolute(folder)) return folder
  throw new ConfigurationError({
    happened: 'This user has no home folder, so there is no place for the database.',
    expected: 'HOME as an absolute path, or a database that is named.',
    tryThis: 'name one with --db FILE or POSTMORTEM_DB.',
  })
}
