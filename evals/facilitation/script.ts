import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'

const Pattern = z.string().transform((source) => new RegExp(source, 'i'))

/** Something that the person knows and says only when asked. */
const Fact = z.strictObject({
  id: z.string(),
  /** Facts that must have been told before. */
  needs: z.array(z.string()).default([]),
  /** A question that one of these fits brings it out. */
  asks: z.array(Pattern),
  says: z.string(),
  /** It reached the document when each of these stands there; a fact without any is not counted. */
  shows: z.array(z.string().transform((source) => new RegExp(source))),
})
export type Fact = z.infer<typeof Fact>

/** One invented incident and the person who lived through it. */
const Script = z.strictObject({
  title: z.string(),
  role: z.string(),
  /** Of the zone in which the person tells times, on that day. */
  hoursFromUtc: z.number(),
  opening: z.string(),
  facts: z.array(Fact),
  /** What the person denies when it is read back to them. */
  denies: z.array(z.strictObject({ if: Pattern, says: z.string() })),
  traps: z.array(z.strictObject({ id: z.string(), has: z.array(Pattern), lacks: z.array(Pattern) })),
  /** Words of answers that a facilitator should not let pass as the end of a chain. */
  shallow: z.array(z.string()),
})
export type Script = z.infer<typeof Script>

const folder = fileURLToPath(new URL('incidents', import.meta.url))

export function scriptNames(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => basename(name, '.yaml'))
    .sort()
}

export function readScript(name: string): Script {
  return Script.parse(parse(readFileSync(join(folder, `${name}.yaml`), 'utf8')))
}
