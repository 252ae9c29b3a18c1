import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { completable, type McpServer, ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { readableLine } from '../domain/readable.ts'
import { ConfigurationError } from '../errors.ts'

/** The prompts that a client offers to a person, by file name. */
const offered = ['facilitate-post-mortem', 'write-product-post-mortem', 'before-we-build'] as const

/** The one kind of argument that is an id; every other one is the person's own words. */
const idArgument = 'incident_id'

/** Longest text that an argument may hold, in characters; what is longer belongs into the conversation. */
const longestArgument = 2000

/** A text of `prompts/` with its front matter. */
export interface Prompt {
  readonly title: string
  readonly description: string
  /** Descriptions by argument name. */
  readonly arguments: Readonly<Record<string, string>>
  readonly body: string
}

/** Incident ids that begin with what was typed. */
export type CompleteIncident = (typed: string) => Promise<string[]>

/**
 * @throws ConfigurationError when the file is missing or has no front matter: the package was not installed whole.
 */
export function readPrompt(folder: string, name: string): Prompt {
  const file = join(folder, `${name}.md`)
  try {
    return parsePrompt(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new ConfigurationError(
      {
        happened: `${file} could not be read as a prompt.`,
        expected: 'Markdown with a front matter of title, description and, where it takes some, arguments.',
        tryThis: 'install the package again.',
      },
      cause,
    )
  }
}

/** Front matter holds `key: text` lines; under `arguments:` they are indented by two spaces, `name: description`. */
export function parsePrompt(text: string): Prompt {
  const [, front, body] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text) ?? []
  if (front === undefined || body === undefined) throw new Error('no front matter')
  const top: Record<string, string> = {}
  const named: Record<string, string> = {}
  for (const line of front.split(/\r?\n/)) {
    const [, indent, key, value] = /^( {2})?([\w-]+): *(.*)$/.exec(line) ?? []
    if (key === undefined || value === undefined) continue
    if (indent) named[key] = value
    else top[key] = value
  }
  return { title: top.title ?? '', description: top.description ?? '', arguments: named, body: body.trim() }
}

/**
 * Puts values into `{{name}}` or `{{name|text for when it is not given}}`. A value is an id that was checked before, or what the
 * person who asks for the prompt typed: nothing that stands in a record ever gets into a prompt, since a prompt instructs.
 */
export function fillPrompt(body: string, values: Readonly<Record<string, string | undefined>>): string {
  return body.replace(/\{\{(\w+)(?:\|([^}]*))?\}\}/g, (_, name: string, otherwise = '') => values[name] || otherwise)
}

export function registerPrompts(server: McpServer, folder: string, complete: CompleteIncident): void {
  for (const name of offered) {
    const prompt = readPrompt(folder, name)
    const fields = Object.entries(prompt.arguments).map(([argument, description]) => {
      const text = z.string().describe(description)
      return [
        argument,
        (argument === idArgument ? completable(text, (typed) => complete(typed)) : text).optional(),
      ] as const
    })
    server.registerPrompt(
      name,
      { title: prompt.title, description: prompt.description, argsSchema: z.object(Object.fromEntries(fields)) },
      (given) => ({
        description: prompt.description,
        messages: [{ role: 'user', content: { type: 'text', text: fillPrompt(prompt.body, checkArguments(given)) } }],
      }),
    )
  }
}

function checkArguments(given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const checked: Record<string, string> = {}
  for (const [name, value = ''] of Object.entries(given)) {
    const text = readableLine(value)
    if (text === '') continue
    checked[name] = name === idArgument ? checkId(name, text) : checkText(name, text)
  }
  return checked
}

function checkId(name: string, text: string): string {
  const id = text.toUpperCase()
  if (/^INC-\d{1,9}$/.test(id)) return id
  throw new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    `${name} is not an incident id. Expected: an id like INC-7. Try: the list_incidents tool for the ids there are.`,
  )
}

/** In quotation marks, so that it stays apart from what we wrote. */
function checkText(name: string, text: string): string {
  if (text.length <= longestArgument) return `"${text.replaceAll('"', "'")}"`
  throw new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    `${name} has ${text.length} characters. Expected: at most ${longestArgument}. Try: a sentence or two here, the rest in the conversation.`,
  )
}
