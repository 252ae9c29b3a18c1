import Handlebars from 'handlebars'
import type { DocumentKind } from '../domain/incident.ts'
import { ConfigurationError } from '../errors.ts'
import { countWords } from './count-words.ts'
import type { DocumentInput } from './document-input.ts'
import { viewEngineering } from './engineering-view.ts'
import { viewProduct } from './product-view.ts'
import type { Template, TemplateSet } from './template-set.ts'
import { type LeftOut, type UpdateInput, viewUpdate } from './update-view.ts'

export interface RenderedDocument {
  readonly markdown: string
  /** As `countWords` counts them. */
  readonly words: number
  /** Sentences about the document as a whole, for whoever asked for it. */
  readonly warnings: string[]
}

const engineeringWords = 1500

// Values are never templates, and a template is no program: built-in helpers only, no prototypes. `log` would write to stdout.
const compileOptions: CompileOptions = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: {
    helperMissing: false,
    blockHelperMissing: false,
    each: true,
    if: true,
    unless: true,
    with: true,
    lookup: true,
    log: false,
  },
}
const runtimeOptions = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false }

/**
 * The engineering or the product post-mortem as Markdown: what the record says, put where the template says. What nobody said
 * reads as unknown.
 * @throws ConfigurationError naming file, line and what is wrong, when the template cannot be used.
 */
export function renderDocument(kind: DocumentKind, input: DocumentInput): RenderedDocument {
  const view = kind === 'engineering' ? viewEngineering(input) : viewProduct(input)
  const markdown = tidy(compile(input.templates.documents[kind], input.templates, Object.keys(view))(view))
  const words = countWords(markdown)
  const limit = kind === 'engineering' ? engineeringWords : input.context.policies.productDocumentWords
  const warning =
    kind === 'engineering'
      ? `The engineering post-mortem has ${words} words; past ${limit} few people read to the end. Shorten the longest answers.`
      : `The product post-mortem has ${words} words; one page is ${limit}. Shorten the longest answers.`
  return { markdown, words, warnings: words > limit ? [warning] : [] }
}

/** A message to customers, or about them to colleagues, as Markdown, and the sentences that were left out of it. */
export function renderUpdate(input: UpdateInput, templates: TemplateSet): { markdown: string; leftOut: LeftOut[] } {
  const { view, leftOut } = viewUpdate(input)
  const markdown = tidy(compile(templates.updates[input.kind], templates, Object.keys(view))(view))
  return { markdown, leftOut: leftOut() }
}

type Render = (view: unknown, options?: object) => string

function compile(main: Template, templates: TemplateSet, names: readonly string[]): Render {
  const engine = Handlebars.create()
  const prepare = (template: Template): Render => {
    const run: Render = guarded(template, names, () => {
      checkPartials(template, templates)
      return engine.compile(template.text, compileOptions)
    })
    return (view, options) => guarded(template, names, () => run(view, { ...options, ...runtimeOptions }))
  }
  for (const [name, partial] of Object.entries(templates.partials)) engine.registerPartial(name, prepare(partial))
  return prepare(main)
}

/** Handlebars names a missing partial without its line, so it is looked for beforehand. */
function checkPartials(template: Template, templates: TemplateSet): void {
  const finder = new PartialFinder()
  finder.accept(Handlebars.parse(template.text))
  const missing = finder.used.find(({ name }) => !Object.hasOwn(templates.partials, name) && !finder.inline.has(name))
  if (missing) throw new TemplateMistake(`the partial "${missing.name}" is not there`, missing.line)
}

class PartialFinder extends Handlebars.Visitor {
  readonly used: { name: string; line: number }[] = []
  readonly inline = new Set<string>()

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    if ('original' in partial.name)
      this.used.push({ name: String(partial.name.original), line: partial.loc.start.line })
    super.PartialStatement(partial)
  }

  override DecoratorBlock(block: hbs.AST.DecoratorBlock): void {
    const [name] = block.params
    if (name && 'value' in name) this.inline.add(String(name.value))
    super.DecoratorBlock(block)
  }
}

class TemplateMistake extends Error {
  readonly lineNumber: number

  constructor(message: string, lineNumber: number) {
    super(message)
    this.lineNumber = lineNumber
  }
}

/** Every failure inside a template is the template's: it becomes one sentence with file and line. */
function guarded<T>(template: Template, names: readonly string[], work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof ConfigurationError) throw error
    const message = error instanceof Error ? error.message : String(error)
    const line = lineOf(error, message)
    throw new ConfigurationError(
      {
        happened: `The template ${template.file}${line === null ? '' : `, line ${line}`}, cannot be used: ${mistakeOf(message)}.`,
        expected:
          'Handlebars with if, unless, each, with, lookup, the partials beside it, and variables that this document has.',
        tryThis: `Mend that line. At the top level these are known: ${names.join(', ')}.`,
      },
      error,
    )
  }
}

function lineOf(error: unknown, message: string): number | null {
  if (error instanceof Error && 'lineNumber' in error && typeof error.lineNumber === 'number') return error.lineNumber
  const said = /^Parse error on line (\d+)/.exec(message)?.[1]
  return said === undefined ? null : Number(said)
}

function mistakeOf(message: string): string {
  const variable = /^"([^"]*)" not defined in/.exec(message)?.[1]
  if (variable !== undefined) return `there is no variable "${variable}" here`
  const helper = /unknown helper (\S+)/.exec(message)?.[1]
  if (helper !== undefined) return `there is no helper "${helper}"`
  if (message.startsWith('Parse error')) return `its syntax is broken: ${message.split('\n')[1] ?? ''}`.trimEnd()
  const inList = /search for '([^']+)' in/.exec(message)?.[1]
  if (inList !== undefined) return `there is no variable "${inList}" in the texts of that list`
  if (/call stack/i.test(message)) return 'a partial includes itself without end'
  return message.replace(/ - \d+:\d+$/, '')
}

/** No blank line twice, none at the start, no trailing spaces, one line ending at the end. */
function tidy(text: string): string {
  return `${text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}
