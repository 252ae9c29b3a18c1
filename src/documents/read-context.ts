import type { DomainContext, MetricName } from '../domain/context.ts'
import { defaultContext } from '../domain/default-context.ts'
import type { Severity } from '../domain/incident.ts'
import { ConfigurationError } from '../errors.ts'
import { closest } from './closest.ts'
import { contextFormat, findFormat, nameKey, type SectionId } from './context-format.ts'
import { type ContextRow, type Mistake, meant, readSections, shown } from './context-sections.ts'
import {
  type Read,
  readCurrency,
  readDay,
  readRange,
  readSeverity,
  readShare,
  readSpan,
  readTimeZone,
  readWords,
} from './context-values.ts'

/** Characters. A domain context is a page or two; a larger file is another file. */
const longest = 200_000

/** Mistakes that are listed; the rest is counted. */
const mostListed = 50

/**
 * What a company's `domain-context.md` says; what it leaves out is taken from `defaultContext`, and an empty file is the
 * defaults. Headings, columns and row names are compared without case, order and punctuation. `file` is what messages call it.
 *
 * @throws ConfigurationError that lists every mistake with its line, what stood there, and what was probably meant.
 */
export function readContext(markdown: string, file: string): DomainContext {
  const text = markdown.replace(/^\uFEFF/, '')
  if (text.length > longest) {
    throw new ConfigurationError({
      happened: `${file} is too long to be a domain context: ${text.length} characters.`,
      expected: `at most ${longest} characters; a page or two is usual.`,
      tryThis: 'check that this is the file you meant; docs/domain-context.md shows what belongs into it.',
    })
  }
  const mistakes: Mistake[] = []
  const context = buildContext(sectionsOf(text, file, mistakes), mistakes)
  if (mistakes.length > 0) throw refusal(file, mistakes)
  return context
}

function sectionsOf(text: string, file: string, mistakes: Mistake[]): Map<SectionId, ContextRow[]> {
  try {
    return readSections(text, mistakes)
  } catch (cause) {
    // The Markdown parser recurses: thousands of nested quotes exhaust its stack.
    throw new ConfigurationError(
      {
        happened: `${file} could not be read as Markdown.`,
        expected: 'headings with small tables under them.',
        tryThis:
          'look for deeply nested quotes or lists in it, or start again from the example that ships with the software.',
      },
      cause,
    )
  }
}

function refusal(file: string, mistakes: readonly Mistake[]): ConfigurationError {
  const ordered = [...mistakes].sort((a, b) => a.line - b.line)
  const listed = ordered.slice(0, mostListed).map(({ line, text }) => `${file}:${line}: ${text}`)
  const more = ordered.length > mostListed ? [`… and ${ordered.length - mostListed} more.`] : []
  const count = ordered.length === 1 ? 'a mistake' : `${ordered.length} mistakes`
  return new ConfigurationError({
    happened: [`${file} has ${count}, so it was not used.`, ...listed, ...more].join('\n'),
    expected: 'the headings, columns and values that docs/domain-context.md lists.',
    tryThis: 'correct the lines named above; what you take out falls back to its default.',
  })
}

function buildContext(sections: Map<SectionId, ContextRow[]>, mistakes: Mistake[]): DomainContext {
  const rowsOf = (id: SectionId) => sections.get(id) ?? []
  const settings = settingsOf(rowsOf('company'), 'company', mistakes)
  return {
    company: settings.text('Company', defaultContext.company),
    product: settings.text('Product', defaultContext.product),
    industry: settings.text('Industry', defaultContext.industry),
    currency: settings.read('Currency', readCurrency) ?? defaultContext.currency,
    timeZone: settings.read('Time zone', readTimeZone) ?? defaultContext.timeZone,
    personas: unique(rowsOf('personas'), 'Persona', mistakes).map((row) => ({
      name: cell(row, 'Persona'),
      description: cell(row, 'Description'),
    })),
    frameworks: unique(rowsOf('frameworks'), 'Framework', mistakes).map((row) => buildFramework(row, mistakes)),
    complianceChecklist: orDefault(
      unique(rowsOf('checklist'), 'Check', mistakes).map((row) => cell(row, 'Check')),
      defaultContext.complianceChecklist,
    ),
    severityGuide: buildGuide(rowsOf('severity'), mistakes),
    targets: buildTargets(rowsOf('targets'), mistakes),
    areas: buildAreas(unique(rowsOf('areas'), 'Area', mistakes), mistakes),
    tags: orDefault(
      unique(rowsOf('tags'), 'Tag', mistakes).map((row) => ({
        name: cell(row, 'Tag'),
        definition: cell(row, 'Definition'),
      })),
      defaultContext.tags,
    ),
    peaks: unique(rowsOf('peaks'), 'Period', mistakes).map((row) => ({
      name: cell(row, 'Period'),
      from: take(row, 'From', readDay, mistakes) ?? '',
      to: take(row, 'To', readDay, mistakes) ?? '',
      why: cell(row, 'Why'),
    })),
    neverSend: unique(rowsOf('never-send'), 'Words', mistakes)
      .map((row) => cell(row, 'Words'))
      .filter((words) => !isNone(words)),
    policies: buildPolicies(rowsOf('policies'), mistakes),
  }
}

function buildFramework(row: ContextRow, mistakes: Mistake[]): DomainContext['frameworks'][number] {
  const hours = isNone(cell(row, 'Notify within'))
    ? null
    : take(row, 'Notify within', (text) => readSpan(text, 'hours'), mistakes)
  const notify = cell(row, 'Notify')
  return {
    name: cell(row, 'Framework'),
    appliesTo: cell(row, 'Applies to'),
    ...(hours === null ? {} : { notifyWithinHours: hours }),
    ...(notify === '' || isNone(notify) ? {} : { notify }),
  }
}

function buildGuide(rows: readonly ContextRow[], mistakes: Mistake[]): DomainContext['severityGuide'] {
  const given = new Map<Severity, ContextRow>()
  for (const row of rows) {
    const severity = take(row, 'Severity', readSeverity, mistakes)
    if (severity === null) continue
    const earlier = given.get(severity)
    if (earlier)
      mistakes.push({
        line: row.line,
        text: `${severity} stands here a second time; it was in line ${earlier.line} already.`,
      })
    else given.set(severity, row)
  }
  const guide = defaultContext.severityGuide.map((standard) => {
    const row = given.get(standard.severity)
    if (!row) return standard
    const written = cell(row, 'From share')
    const share = isNone(written) ? undefined : (take(row, 'From share', readShare, mistakes) ?? standard.share)
    const examples = cell(row, 'Examples')
    return {
      severity: standard.severity,
      name: cell(row, 'Name') || standard.name,
      definition: cell(row, 'Definition') || standard.definition,
      ...(share === undefined ? {} : { share }),
      examples: isNone(examples) ? [] : examples === '' ? standard.examples : splitAt(examples, ';'),
    }
  })
  const shares = guide.filter((row) => row.share !== undefined)
  shares.forEach((row, index) => {
    const above = shares[index - 1]
    if (above?.share === undefined || row.share === undefined || row.share < above.share) return
    const line = (given.get(row.severity) ?? given.get(above.severity))?.line
    if (line !== undefined) {
      mistakes.push({
        line,
        text: `${row.severity} begins at ${row.share * 100} % and ${above.severity} at ${above.share * 100} %; the graver one needs the larger share (defaults count where a share is left out; "none" switches it off).`,
      })
    }
  })
  return guide
}

const metricOf: Readonly<Record<string, MetricName>> = {
  'Time to detect': 'time to detect',
  'Time to respond': 'time to respond',
  'Time to resolve': 'time to resolve',
  'Time to communicate': 'time to communicate',
}

function buildTargets(rows: readonly ContextRow[], mistakes: Mistake[]): DomainContext['targets'] {
  const given = settingsOf(rows, 'targets', mistakes)
  const targets = { ...defaultContext.targets }
  for (const [name, metric] of Object.entries(metricOf)) {
    if (given.isNone(name)) targets[metric] = null
    else targets[metric] = given.read(name, (text) => readSpan(text, 'minutes')) ?? targets[metric]
  }
  return targets
}

function buildAreas(rows: readonly ContextRow[], mistakes: Mistake[]): DomainContext['areas'] {
  const taken = new Map<string, string>(rows.map((row) => [nameKey(cell(row, 'Area')), cell(row, 'Area')]))
  return rows.map((row) => {
    const name = cell(row, 'Area')
    const written = cell(row, 'Other names')
    const otherNames = isNone(written) ? [] : splitAt(written, ',')
    for (const other of otherNames) {
      const owner = taken.get(nameKey(other))
      if (owner !== undefined && owner !== name) {
        mistakes.push({
          line: row.line,
          text: `"${other}" already stands for the area "${owner}"; a name can mean one area only.`,
        })
      } else taken.set(nameKey(other), name)
    }
    return { name, otherNames }
  })
}

function buildPolicies(rows: readonly ContextRow[], mistakes: Mistake[]): DomainContext['policies'] {
  const given = settingsOf(rows, 'policies', mistakes)
  const standard = defaultContext.policies
  const hours = (text: string) => readSpan(text, 'hours')
  const days = (text: string) => readSpan(text, 'days')
  const actions = given.read('Corrective actions', readRange) ?? [standard.minActions, standard.maxActions]
  const invite = given.text('Invite', '')
  return {
    productDocumentHours: given.read('Product post-mortem due within', hours) ?? standard.productDocumentHours,
    bothDocumentsFrom: given.read('Both documents from', readSeverity) ?? standard.bothDocumentsFrom,
    meetingWithinDays: given.read('Meeting within', days) ?? standard.meetingWithinDays,
    retrospectiveWithinDays: given.read('Retrospective within', days) ?? standard.retrospectiveWithinDays,
    productDocumentWords: given.read('Length of the product post-mortem', readWords) ?? standard.productDocumentWords,
    minActions: actions[0],
    maxActions: actions[1],
    invite: given.isNone('Invite') ? [] : orDefault(splitAt(invite, ','), standard.invite),
  }
}

/** Reads a table whose rows have fixed names and one value each. */
function settingsOf(rows: readonly ContextRow[], id: SectionId, mistakes: Mistake[]) {
  const format = contextFormat.find((section) => section.id === id)
  const names = format?.rows ?? []
  const [nameColumn, valueColumn] = [format?.columns[0]?.name ?? '', format?.columns[1]?.name ?? '']
  const given = new Map<string, ContextRow>()
  for (const row of rows) {
    const written = cell(row, nameColumn)
    if (written === '') continue
    const known = findFormat(written, names, (each) => each.name)
    const earlier = known ? given.get(known.name) : undefined
    if (!known) {
      const all = names.map((each) => each.name)
      const near = closest(written, all)
      mistakes.push({
        line: row.line,
        text: `"${format?.heading}" has no row "${shown(written)}"${meant(near)} Its rows are: ${all.join(', ')}.`,
      })
    } else if (earlier) {
      mistakes.push({
        line: row.line,
        text: `"${shown(written)}" stands here a second time; it was in line ${earlier.line} already.`,
      })
    } else given.set(known.name, row)
  }
  const writtenFor = (name: string) => {
    const row = given.get(name)
    return row ? cell(row, valueColumn) : ''
  }
  return {
    text: (name: string, standard: string) => (isNone(writtenFor(name)) ? '' : writtenFor(name)) || standard,
    isNone: (name: string) => isNone(writtenFor(name)),
    read: <T>(name: string, read: (text: string) => Read<T>): T | null => {
      const row = given.get(name)
      return row ? take(row, valueColumn, read, mistakes) : null
    },
  }
}

/** Rows whose name is new; one that comes a second time is a mistake. */
function unique(rows: readonly ContextRow[], column: string, mistakes: Mistake[]): ContextRow[] {
  const lines = new Map<string, number>()
  return rows.filter((row) => {
    const name = cell(row, column)
    const key = nameKey(name) || name
    const earlier = lines.get(key)
    if (key !== '' && earlier !== undefined) {
      mistakes.push({
        line: row.line,
        text: `"${shown(name)}" stands here a second time; it was in line ${earlier} already.`,
      })
      return false
    }
    lines.set(key, row.line)
    return true
  })
}

/** The value of a cell, or null where it is empty or could not be read; the mistake is noted. */
function take<T>(row: ContextRow, column: string, read: (text: string) => Read<T>, mistakes: Mistake[]): T | null {
  const text = cell(row, column)
  if (text === '') return null
  const result = read(text)
  if ('value' in result) return result.value
  mistakes.push({ line: row.line, text: `"${shown(text)}" (${column}) ${result.wrong}.` })
  return null
}

function cell(row: ContextRow, column: string): string {
  return row.cells.get(column) ?? ''
}

/** An empty cell keeps the default; this says on purpose that there is none. */
function isNone(text: string): boolean {
  return /^(?:none|no|nothing|-|–|—|n\/a)$/i.test(text)
}

function splitAt(text: string, mark: string): string[] {
  return text
    .split(mark)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function orDefault<T>(given: T[], standard: T[]): T[] {
  return given.length > 0 ? given : standard
}
