import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { closest } from '../documents/closest.ts'
import { BadInputError, ConfigurationError, type Refusal } from '../errors.ts'
import { ruleIds } from '../review/document/review-document.ts'

const names = ['.postmortemrc.json', '.postmortemrc.yaml', '.postmortemrc.yml']

const failingLevels = ['error', 'warning', 'info', 'never'] as const
export const FailOn = z.enum(failingLevels)
export type FailOn = z.infer<typeof FailOn>

/** `.postmortemrc.json` or `.postmortemrc.yaml`. */
const ReviewConfig = z.strictObject({
  /** By rule id: off, or the weight of its findings. */
  rules: z.record(z.string(), z.enum(['off', 'info', 'warning', 'error'])).default({}),
  failOn: FailOn.optional(),
  limits: z
    .strictObject({
      minActions: z.number().int().min(0).optional(),
      maxActions: z.number().int().min(1).optional(),
      productWords: z.number().int().min(1).optional(),
    })
    .default({}),
  /** Parts of paths that are passed over in folders: `drafts/`, `template.md`. */
  ignore: z.array(z.string().min(1)).default([]),
})
export type ReviewConfig = z.infer<typeof ReviewConfig>

/**
 * The configuration of `postmortem review`: the named file, else the nearest one upwards from `folder`, else defaults.
 * @throws ConfigurationError naming the file and what is wrong in it.
 */
export async function readReviewConfig(file: string | undefined, folder: string): Promise<ReviewConfig> {
  const found = file === undefined ? await findUpwards(folder) : { path: file, text: await readNamed(file) }
  if (!found) return ReviewConfig.parse({})
  const parsed = ReviewConfig.safeParse(await parseText(found.text, found.path))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new ConfigurationError({
      happened: `${found.path} cannot be used: ${issue ? `${issue.path.join('.') || 'the file'}: ${issue.message}` : 'its shape is wrong'}.`,
      expected: 'rules (id: off, info, warning or error), failOn, limits and ignore.',
      tryThis: 'correct that line; docs/review.md shows an example.',
    })
  }
  const unknown = Object.keys(parsed.data.rules).find((rule) => !ruleIds.includes(rule))
  if (unknown !== undefined) throw new ConfigurationError(unknownRule(unknown, found.path))
  return parsed.data
}

/** @throws BadInputError where there is no such rule; names the nearest one. */
export function assertRule(rule: string, where: string): void {
  if (!ruleIds.includes(rule)) throw new BadInputError(unknownRule(rule, where))
}

function unknownRule(rule: string, where: string): Refusal {
  const near = closest(rule, ruleIds)
  return {
    happened: `${where} names a rule that is not there: ${rule}.`,
    expected: 'the id of a rule, as docs/rules.md lists them.',
    tryThis: near === null ? 'correct the name.' : `${near}, which is the nearest name.`,
  }
}

async function findUpwards(folder: string): Promise<{ path: string; text: string } | null> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    for (const name of names) {
      const path = join(at, name)
      const text = await readFile(path, 'utf8').catch(() => null)
      if (text !== null) return { path, text }
    }
    if (dirname(at) === at) return null
  }
}

async function readNamed(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new ConfigurationError(
      {
        happened: `The configuration ${file} could not be read.`,
        expected: 'a file in JSON or YAML.',
        tryThis: 'check the path after --config.',
      },
      error,
    )
  }
}

async function parseText(text: string, path: string): Promise<unknown> {
  try {
    if (path.endsWith('.json')) return JSON.parse(text)
    const { parse } = await import('yaml')
    return parse(text, { maxAliasCount: 10 }) ?? {}
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new ConfigurationError(
      {
        happened: `${path} is not ${path.endsWith('.json') ? 'JSON' : 'YAML'}: ${reason}.`,
        expected: 'rules, failOn, limits and ignore.',
        tryThis: 'correct that line; docs/review.md shows an example.',
      },
      error,
    )
  }
}
