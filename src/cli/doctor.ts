import { constants, existsSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { dirname } from 'node:path'
import { compose, composeDeliveries, readDomainContext } from '../compose.ts'
import { type Config, readConfig } from '../config.ts'
import { PostMortemError, type Refusal } from '../errors.ts'
import { checkTemplates } from './check-templates.ts'
import { inCommandWords } from './invocation.ts'
import type { Globals } from './options.ts'
import { printJson, printText } from './print.ts'
import { describeError, exitCodes } from './report-error.ts'

interface Check {
  readonly name: string
  readonly ok: boolean
  readonly found: string
  readonly try: string | null
}

/** Looks at everything that this program stands on; 0 when all is well, 1 when something is not. Asks nobody that is not named. */
export async function doctor(options: Globals & { notion?: boolean; claude?: boolean }): Promise<number> {
  const { db, context, templates } = options
  const config = readConfig({ db, context, templates }, process.env, existsSync)
  const checks = [
    ok('Node', `version ${process.versions.node}`),
    await look('Data folder', () => checkDataFolder(config)),
    await look('Database', () => checkDatabase(config)),
    await look('Domain context', () => checkContext(config)),
    await look('Templates', async () => {
      await checkTemplates(config.templates)
      return `${config.templates}, both documents and every customer update are made, of a record with gaps and of a whole one`
    }),
    ...(options.notion ? await lookAtNotion(config) : []),
    ...(await lookAtClaude(options.claude ?? false, process.env)),
  ]
  if (options.json) printJson({ checks, ok: checks.every((check) => check.ok) })
  else printText(checks.map(present).join('\n'))
  return checks.every((check) => check.ok) ? exitCodes.done : exitCodes.refused
}

async function lookAtNotion(config: Config): Promise<Check[]> {
  const deliveries = await composeDeliveries(config)
  const checks: Check[] = []
  for (const check of deliveries.get('notion')?.checks?.() ?? []) checks.push(await look(check.name, check.look))
  return checks
}

function present(check: Check): string {
  const advice = check.try ? `\n         Try: ${check.try}` : ''
  return `${check.ok ? 'ok     ' : 'PROBLEM'}  ${check.name}: ${check.found}${advice}`
}

function ok(name: string, found: string): Check {
  return { name, ok: true, found, try: null }
}

async function look(name: string, check: () => Promise<string>): Promise<Check> {
  try {
    return ok(name, await check())
  } catch (error) {
    const refusal: Refusal =
      error instanceof PostMortemError
        ? error.refusal
        : { happened: describeError(error), expected: '', tryThis: 'report it, please.' }
    const expected = refusal.expected === '' ? '' : ` Expected: ${refusal.expected}`
    return { name, ok: false, found: `${refusal.happened}${expected}`, try: inCommandWords(refusal.tryThis) }
  }
}

/** Only a chat needs a key, so that its absence is no problem unless it is asked for. */
async function lookAtClaude(isAsked: boolean, env: NodeJS.ProcessEnv): Promise<Check[]> {
  const key = env.ANTHROPIC_API_KEY ?? ''
  if (key === '' && !isAsked) return []
  const { checkClaude, checkKeyShape } = await import('../claude/check-claude.ts')
  return [
    ...(key === '' ? [] : [await look('Key for Claude', async () => checkKeyShape(key))]),
    ...(isAsked ? [await look('Claude', () => checkClaude(env))] : []),
  ]
}

async function checkDataFolder({ db }: Config): Promise<string> {
  let folder = dirname(db)
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
  try {
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new ProblemFound(
      {
        happened: `${folder} cannot be written to.`,
        expected: 'a folder that this user may write to.',
        tryThis: 'another database with --db FILE or POSTMORTEM_DB.',
      },
      cause,
    )
  }
  return folder === dirname(db) ? `${folder}, writable` : `${dirname(db)} is made with the first incident`
}

async function checkDatabase({ db }: Config): Promise<string> {
  // Looking must not create what is looked for.
  if (!existsSync(db)) return `${db} is made with the first incident`
  const facilitator = await compose({ db, via: 'doctor' })
  try {
    const { place, schema, incidents, problems } = await facilitator.deps.store.check()
    if (problems.length > 0) {
      throw new ProblemFound({
        happened: `${place}: ${problems.join('; ')}`,
        expected: 'a database without damage.',
        tryThis: 'a copy from before (backup, or the automatic one beside the file); keep the damaged file.',
      })
    }
    return `${place}, schema ${schema}, ${incidents} ${incidents === 1 ? 'incident' : 'incidents'}, checked in depth`
  } finally {
    await facilitator.close()
  }
}

async function checkContext({ context }: Config): Promise<string> {
  await readDomainContext(context)
  return context ?? 'none in the working folder; the documented defaults hold'
}

class ProblemFound extends PostMortemError {}
