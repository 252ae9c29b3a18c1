import type { z } from 'zod'
import { readableLine } from '../domain/readable.ts'
import { BadInputError } from '../errors.ts'

/** Most mistakes named at once; a caller that made more finds the rest on the next try. */
const mostNamed = 3

type Issue = z.core.$ZodIssue

/**
 * What came from outside, as an operation takes it. `name` is what the caller called: a tool, a file.
 * @throws BadInputError that names each wrong field, what came there, and what was expected.
 */
export function parseInput<S extends z.ZodObject>(schema: S, given: unknown, name: string): z.output<S> {
  const parsed = schema.safeParse(given ?? {}, { reportInput: true })
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues
  const named = issues.slice(0, mostNamed)
  const more = issues.length > named.length ? ` ${issues.length - named.length} more fields are wrong.` : ''
  throw new BadInputError({
    happened: `${name} could not take this: ${named.map((issue) => happened(issue)).join('; ')}.${more}`,
    expected: `${named.map((issue) => expected(issue, schema)).join('; ')}.`,
    tryThis: 'correct what is named here and call again. Nothing was changed.',
  })
}

/** One mistake in few words, for a face that says the place in its own way: `a list of 1; expected text`. */
export function describeIssue(issue: Issue): string {
  const came = issue.input === undefined ? 'missing' : shown(issue.input)
  return issue.code === 'unrecognized_keys' ? happened(issue) : `${came}; expected ${wanted(issue)}`
}

function happened(issue: Issue): string {
  const place = placeOf(issue.path)
  if (issue.code === 'unrecognized_keys') {
    const inside = place === '' ? '' : ` in ${place}`
    return `there is no field ${issue.keys.slice(0, 5).map(quoted).join(', ')}${inside}`
  }
  if (issue.input === undefined) return `${place} is missing`
  return `${place === '' ? 'the whole input' : place} is ${shown(issue.input)}`
}

function expected(issue: Issue, schema: z.ZodObject): string {
  const place = placeOf(issue.path) || 'the input'
  if (issue.code === 'unrecognized_keys') {
    return issue.path.length === 0
      ? `only ${Object.keys(schema.shape).join(', ')}`
      : `only the fields that the schema of ${place} names`
  }
  const isAmount = issue.code === 'too_big' || issue.code === 'too_small'
  return `${place} ${isAmount ? 'with' : 'as'} ${wanted(issue)}`
}

function wanted(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return article(issue.expected)
    case 'invalid_value':
      return `${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`
    case 'too_big':
      return `at most ${issue.maximum}${unitOf(issue.origin)}`
    case 'too_small':
      return `at least ${issue.minimum}${unitOf(issue.origin)}`
    case 'invalid_format':
      return formats[issue.format] ?? `text in the format ${issue.format}`
    default:
      return issue.message
  }
}

const formats: Readonly<Record<string, string>> = {
  date: 'a date like 2026-03-31',
  datetime: 'a UTC instant like 2026-03-31T14:05:00Z',
}

/** `items[2].at`, as the caller would write it. */
function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((place, step) => {
    if (typeof step === 'number') return `${place}[${step}]`
    return place === '' ? readableLine(String(step)) : `${place}.${readableLine(String(step))}`
  }, '')
}

function shown(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object') return 'an object'
  if (typeof value === 'string') return value === '' ? 'empty text' : `the text ${quoted(value)}`
  if (Number.isNaN(value)) return 'not a number'
  return `${typeof value === 'number' ? 'the number ' : ''}${String(value)}`
}

/** Given text is data: one line, no control characters, never long. */
function quoted(text: string): string {
  const line = readableLine(text.slice(0, 200))
  return `"${line.length > 60 ? `${line.slice(0, 57)}…` : line}"`
}

function article(type: string): string {
  const names: Readonly<Record<string, string>> = {
    string: 'text',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
  }
  return names[type] ?? `a ${type}`
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters'
  return origin === 'array' ? ' entries' : ''
}
