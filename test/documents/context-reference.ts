import { contextFormat, type SectionFormat } from '../../src/documents/context-format.ts'
import type { DomainContext } from '../../src/domain/context.ts'
import { defaultContext } from '../../src/domain/default-context.ts'

const { policies, targets } = defaultContext

const rowDefaults: Readonly<Record<string, string>> = {
  Company: 'none',
  Product: defaultContext.product,
  Industry: 'none',
  Currency: defaultContext.currency,
  'Time zone': defaultContext.timeZone,
  'Time to detect': `${targets['time to detect']} minutes`,
  'Time to respond': `${targets['time to respond']} minutes`,
  'Time to resolve': `${targets['time to resolve']} minutes`,
  'Time to communicate': `${targets['time to communicate']} minutes`,
  'Product post-mortem due within': `${policies.productDocumentHours} hours`,
  'Both documents from': policies.bothDocumentsFrom,
  'Meeting within': `${policies.meetingWithinDays} days`,
  'Retrospective within': `${policies.retrospectiveWithinDays} days`,
  'Length of the product post-mortem': `${policies.productDocumentWords} words`,
  'Corrective actions': `${policies.minActions} to ${policies.maxActions}`,
  Invite: policies.invite.join(', '),
}

const sectionDefaults: Readonly<Record<string, (context: DomainContext) => string[]>> = {
  checklist: (context) => context.complianceChecklist.map((check) => `- ${check}`),
  severity: (context) =>
    table(
      ['Severity', 'Name', 'Definition', 'From share', 'Examples'],
      context.severityGuide.map((row) => [
        row.severity,
        row.name,
        row.definition,
        row.share === undefined ? 'none' : `${row.share * 100} %`,
        row.examples.join('; '),
      ]),
    ),
  tags: (context) =>
    table(
      ['Tag', 'Definition'],
      context.tags.map((tag) => [tag.name, tag.definition]),
    ),
  personas: none,
  frameworks: none,
  areas: none,
  peaks: none,
  'never-send': none,
}

/** docs/domain-context.md as it follows from the format and the defaults. */
export function writeReference(): string {
  return [
    '# What domain-context.md can say',
    '',
    'Written from the code by test/documents/read-context.test.ts; edit src/documents/context-format.ts or',
    'src/domain/default-context.ts and run `npx vitest run test/documents/read-context.test.ts -u`.',
    '',
    'The file is Markdown. Under a heading stands one table, with the columns in any order; headings, columns and row names are',
    'compared without case and punctuation. Prose, comments and code blocks are passed over. What is left out, and an empty cell,',
    'keeps its default; `none` in a cell says that there is none. A mistake is reported with its line, and all at once.',
    '',
    '',
    ...contextFormat.flatMap(writeSection),
  ].join('\n')
}

function writeSection(section: SectionFormat): string[] {
  const others = section.alias ? [`Also understood: ${section.alias.join(', ')}.`, ''] : []
  const columns = table(
    ['Column', 'Holds', 'Also understood'],
    section.columns.map((column) => [
      column.required ? `**${column.name}** (needed)` : column.name,
      column.holds,
      column.alias?.join(', ') ?? '',
    ]),
  )
  const rows = section.rows
    ? [
        'Rows:',
        '',
        ...table(
          ['Row', 'Holds', 'Default'],
          section.rows.map((row) => [row.name, row.holds, rowDefaults[row.name] ?? '']),
        ),
      ]
    : ['Default:', '', ...(sectionDefaults[section.id]?.(defaultContext) ?? [])]
  const list = section.list ? ['A plain list does as well as a table.', ''] : []
  return [`## ${section.heading}`, '', section.purpose, '', ...others, ...list, ...columns, '', ...rows, '']
}

function none(): string[] {
  return ['none.']
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)]
}
