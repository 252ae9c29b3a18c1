import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml'
import { z } from 'zod'
import { closest } from '../documents/closest.ts'
import { readableLine } from '../domain/readable.ts'
import { BadInputError } from '../errors.ts'
import { describeIssue } from '../operations/parse-input.ts'
import { Saying } from '../operations/record-answers.ts'

/** Largest file taken, in characters: room for many long answers, far from what would exhaust memory. */
const largestFile = 20_000_000

const AnswersFile = z.strictObject({ title: z.string().max(200).optional(), answers: z.array(Saying).min(1).max(1000) })
export type AnswersFile = z.infer<typeof AnswersFile>

/** The fields that are no text. Everything else is text as it is written, so that `14:05`, `no` and `500` stay what they are. */
const wholeNumbers = new Set(['revision'])
const yesOrNo = new Set(['approximate', 'beyond'])

/**
 * Reads an answers file: `{ title?, answers: [ … ] }` or the bare list, each entry as `record_answers` takes it, in YAML.
 *
 * @param name the file's name, for messages
 * @throws BadInputError with line and column of each mistake
 */
export function parseAnswersFile(text: string, name: string): AnswersFile {
  const { document, lines } = parseYaml(text, name)
  const value: unknown = document.toJS({ maxAliasCount: 0, mapAsMap: false })
  const isBareList = Array.isArray(value)
  const parsed = AnswersFile.safeParse(isBareList ? { answers: value } : value, { reportInput: true })
  if (parsed.success) return parsed.data
  const mistakes = parsed.error.issues.slice(0, 5).map((issue) => {
    const path = issue.path.filter((step) => typeof step !== 'symbol')
    const inFile = isBareList ? path.slice(1) : path
    if (issue.code === 'unrecognized_keys') {
      const key = issue.keys[0] ?? ''
      const nearest = closest(key, fieldsBelow(path))
      const hint = nearest ? `; did you mean "${nearest}"?` : ''
      return `${place(document, lines, [...inFile, key], true)}: there is no field "${readableLine(key).slice(0, 60)}" here${hint}`
    }
    return `${place(document, lines, inFile, false)}: ${describePath(inFile)}${describeIssue(issue).slice(0, 240)}`
  })
  const more = parsed.error.issues.length - mistakes.length
  throw new BadInputError({
    happened: `${name} cannot be taken.\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}${more > 0 ? `\n  and ${more} more` : ''}\nNothing was recorded.`,
    expected: 'a list of answers, each with said, said_by and question; or { title, answers: [ … ] }.',
    tryThis: 'examples/answers.yaml, which explains every field.',
  })
}

/** Entries in YAML, as a file that can be fed again. */
export function sayingLines(sayings: readonly Saying[]): string {
  return sayings
    .map(({ said, said_by, question, items }) => JSON.stringify({ said, said_by, question, items }))
    .map((entry) => `- ${entry}\n`)
    .join('')
}

function parseYaml(text: string, name: string): { document: Document; lines: LineCounter } {
  if (text.length > largestFile) {
    throw unreadable(name, `it has ${text.length.toLocaleString('en')} characters`, 'split it into several files.')
  }
  if (readableLine(text) === '') throw unreadable(name, 'it is empty', 'examples/answers.yaml as a start.')
  if (text.includes('\u0000')) throw unreadable(name, 'it holds zero bytes, so it is not text', 'save it as UTF-8.')
  const lines = new LineCounter()
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false, merge: false })
  // The parser calls itself for each level; ten thousand brackets are more than it can stand.
  if (document.errors.some((error) => error.message.includes('call stack'))) {
    throw unreadable(name, 'it is nested too deeply', 'examples/answers.yaml as a start.')
  }
  const mistakes = [...document.errors, ...document.warnings].slice(0, 5).map((error) => {
    const { line, col } = lines.linePos(error.pos[0])
    return `line ${line}, column ${col}: ${readableLine(error.message).slice(0, 200)}`
  })
  visit(document, {
    Alias(_key, alias) {
      mistakes.push(`${at(lines, alias)}: references (*${readableLine(alias.source)}) are not taken; write it out`)
      return visit.BREAK
    },
    Pair(_key, pair) {
      const key = isScalar(pair.key) ? String(pair.key.value) : ''
      const { value } = pair
      const written = isScalar(value) ? value.value : null
      if (!isScalar(value) || typeof written !== 'string') return
      if (wholeNumbers.has(key) && /^\d{1,9}$/.test(written)) value.value = Number(written)
      if (yesOrNo.has(key) && /^(?:true|false)$/i.test(written)) value.value = written.toLowerCase() === 'true'
    },
  })
  if (mistakes.length > 0) {
    throw new BadInputError({
      happened: `${name} is not YAML that can be read.\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}\nNothing was recorded.`,
      expected: 'YAML. Words with a colon or a # in them stand in quotes, or below "said: |" and indented.',
      tryThis: 'examples/answers.yaml, which explains every field.',
    })
  }
  return { document, lines }
}

function unreadable(name: string, why: string, tryThis: string): BadInputError {
  return new BadInputError({
    happened: `${name} cannot be taken: ${why}. Nothing was recorded.`,
    expected: 'a list of answers as YAML in UTF-8.',
    tryThis,
  })
}

/** Where a value stands, or the nearest thing around it that is there; `line 4, column 5`. */
function place(document: Document, lines: LineCounter, path: readonly (string | number)[], isKey: boolean): string {
  if (isKey) {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
      if (isScalar(pair?.key)) return at(lines, pair.key)
    }
  }
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node)) return at(lines, node)
  }
  return 'line 1, column 1'
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value
}

function at(lines: LineCounter, node: Node): string {
  const { line, col } = lines.linePos(node.range?.[0] ?? 0)
  return `line ${line}, column ${col}`
}

/** `answer 3, item 2, at: ` */
function describePath(path: readonly (string | number)[]): string {
  const steps = path.filter((step) => step !== 'answers')
  if (steps.length === 0) return ''
  const [entry, ...rest] = steps
  const words = [
    typeof entry === 'number' ? `answer ${entry + 1}` : String(entry),
    ...rest
      .filter((step) => step !== 'items')
      .map((step) => (typeof step === 'number' ? `item ${step + 1}` : String(step))),
  ]
  return `${words.join(', ')}: `
}

function fieldsBelow(path: readonly (string | number)[]): string[] {
  if (path.length === 0) return Object.keys(AnswersFile.shape)
  if (path.includes('items')) return Object.keys(Saying.shape.items.unwrap().element.shape)
  return Object.keys(Saying.shape)
}
