/** A column of a table in `domain-context.md`. */
export interface ColumnFormat {
  readonly name: string
  /** Other names that people give it; compared without case and punctuation. */
  readonly alias?: readonly string[]
  /** Each row needs a word here. */
  readonly required?: boolean
  readonly holds: string
}

/** A row that a table may have, where its rows have fixed names. */
interface RowFormat {
  readonly name: string
  readonly alias?: readonly string[]
  readonly holds: string
}

/** A section of `domain-context.md`: a heading, and under it a table or a list. */
export interface SectionFormat {
  readonly id: SectionId
  readonly heading: string
  readonly alias?: readonly string[]
  readonly purpose: string
  readonly columns: readonly ColumnFormat[]
  readonly rows?: readonly RowFormat[]
  /** Its rows may also be written as a list. */
  readonly list?: boolean
}

export type SectionId =
  | 'company'
  | 'personas'
  | 'frameworks'
  | 'checklist'
  | 'severity'
  | 'targets'
  | 'areas'
  | 'tags'
  | 'peaks'
  | 'never-send'
  | 'policies'

const setting: readonly ColumnFormat[] = [
  { name: 'Setting', alias: ['policy', 'what', 'name', 'key'], required: true, holds: 'one of the names below' },
  { name: 'Value', alias: ['ours', 'our value'], holds: 'what holds for you' },
]

/** Everything that `domain-context.md` may say. docs/domain-context.md is written from this and from the defaults. */
export const contextFormat: readonly SectionFormat[] = [
  {
    id: 'company',
    heading: 'Company',
    alias: ['about', 'about us', 'company and product', 'basics'],
    purpose: 'Names that questions and documents use, and how times and money are read.',
    columns: setting,
    rows: [
      { name: 'Company', alias: ['company name', 'name'], holds: 'your name' },
      { name: 'Product', alias: ['product name'], holds: 'what customers call it' },
      { name: 'Industry', alias: ['sector'], holds: 'a few words' },
      { name: 'Currency', holds: 'ISO 4217 code: EUR, USD' },
      {
        name: 'Time zone',
        alias: ['timezone', 'tz'],
        holds: 'IANA name: Europe/Berlin; used where nobody names another',
      },
    ],
  },
  {
    id: 'personas',
    heading: 'Personas',
    alias: ['users', 'people', 'customers'],
    purpose: 'The people whose work stops when the product does.',
    columns: [
      { name: 'Persona', alias: ['name', 'who'], required: true, holds: 'a short name' },
      { name: 'Description', alias: ['what they do', 'needs', 'job'], required: true, holds: 'what they come to do' },
    ],
  },
  {
    id: 'frameworks',
    heading: 'Compliance frameworks',
    alias: ['compliance', 'frameworks', 'regulations', 'regulation'],
    purpose: 'Rules you answer to, and how soon somebody must be told.',
    columns: [
      { name: 'Framework', alias: ['name', 'regulation', 'rule'], required: true, holds: 'its name' },
      { name: 'Applies to', alias: ['scope', 'covers'], required: true, holds: 'which data or work' },
      {
        name: 'Notify within',
        alias: ['notify within hours', 'notification deadline', 'deadline', 'hours'],
        holds: 'hours from detection: 72 hours; empty: no deadline',
      },
      { name: 'Notify', alias: ['whom', 'who', 'tell', 'authority'], holds: 'who is told' },
    ],
  },
  {
    id: 'checklist',
    heading: 'Compliance checklist',
    alias: ['compliance checks', 'checklist', 'compliance check'],
    purpose: 'What is checked when regulated data was touched. Yours replaces ours.',
    columns: [{ name: 'Check', alias: ['item'], required: true, holds: 'one sentence that is true when it is done' }],
    list: true,
  },
  {
    id: 'severity',
    heading: 'Severity guide',
    alias: ['severity', 'severities', 'severity levels', 'severity classification guide'],
    purpose: 'How bad is bad. A row you leave out keeps its default; so does an empty cell.',
    columns: [
      { name: 'Severity', alias: ['level', 'sev'], required: true, holds: 'S1, S2, S3 or S4' },
      { name: 'Name', alias: ['title'], holds: 'a word for it' },
      { name: 'Definition', alias: ['means', 'meaning', 'what it means', 'description'], holds: 'one sentence' },
      {
        name: 'From share',
        alias: ['share', 'affected', 'from', 'share of customers', 'threshold'],
        holds: 'share of customers or traffic from which it applies: 25 %; `none`: the share does not decide',
      },
      {
        name: 'Examples',
        alias: ['example', 'for example'],
        holds: 'what happened, in plain words, split by semicolons; an answer that repeats one gets its severity',
      },
    ],
  },
  {
    id: 'targets',
    heading: 'Metric targets',
    alias: ['targets', 'metrics', 'incident metrics'],
    purpose: 'Detection counts from the first confirmed start, the others from detection.',
    columns: [
      { name: 'Metric', alias: ['name'], required: true, holds: 'one of the names below' },
      {
        name: 'Target',
        alias: ['target minutes', 'minutes', 'goal', 'value'],
        holds: '15 minutes, 4 hours; `none`: no target',
      },
    ],
    rows: [
      { name: 'Time to detect', alias: ['detect', 'ttd'], holds: 'start to noticed' },
      { name: 'Time to respond', alias: ['respond', 'acknowledge'], holds: 'noticed to somebody at work on it' },
      { name: 'Time to resolve', alias: ['resolve', 'restore'], holds: 'noticed to service restored' },
      { name: 'Time to communicate', alias: ['communicate'], holds: 'noticed to customers told' },
    ],
  },
  {
    id: 'areas',
    heading: 'Product areas',
    alias: ['areas', 'surfaces', 'product surfaces'],
    purpose: 'One name for each part of the product, so that repeats on it can be counted.',
    columns: [
      { name: 'Area', alias: ['name', 'surface', 'product area'], required: true, holds: 'its one name' },
      { name: 'Other names', alias: ['also called', 'aliases', 'synonyms', 'alias'], holds: 'split by commas' },
    ],
  },
  {
    id: 'tags',
    heading: 'Tags',
    alias: ['tag list', 'incident tags'],
    purpose:
      'The short shared list of kinds of failure. Yours replaces ours; keep it short, or the counts lose their meaning.',
    columns: [
      { name: 'Tag', alias: ['name'], required: true, holds: 'two words' },
      { name: 'Definition', alias: ['means', 'meaning', 'description'], required: true, holds: 'one sentence' },
    ],
  },
  {
    id: 'peaks',
    heading: 'Peak periods',
    alias: ['peaks', 'calendar', 'peak calendar', 'calendar of peak periods'],
    purpose: 'When the same incident would hurt more. They come back each year, and may run over new year.',
    columns: [
      { name: 'Period', alias: ['name', 'peak'], required: true, holds: 'its name' },
      {
        name: 'From',
        alias: ['start', 'begins'],
        required: true,
        holds: 'first day, without a year: 1 February, or 02-01',
      },
      { name: 'To', alias: ['until', 'end', 'ends'], required: true, holds: 'last day' },
      { name: 'Why', alias: ['why it matters', 'reason'], holds: 'what would hurt' },
    ],
  },
  {
    id: 'never-send',
    heading: 'Never send',
    alias: ['never sent', 'redact', 'redaction', 'keep here', 'confidential words'],
    purpose:
      'Names and words that stay on this machine: in all that `chat` and `draft` send to Claude a placeholder stands for each.',
    columns: [
      {
        name: 'Words',
        alias: ['word', 'name', 'names', 'term'],
        required: true,
        holds: 'a name or a few words; letter case does not matter',
      },
    ],
    list: true,
  },
  {
    id: 'policies',
    heading: 'Policies',
    alias: ['policy', 'rules', 'our rules'],
    purpose: 'What is due, by when, and for whom.',
    columns: setting.map((column) =>
      column.name === 'Setting' ? { ...column, name: 'Policy', alias: ['setting', 'what', 'rule'] } : column,
    ),
    rows: [
      {
        name: 'Product post-mortem due within',
        alias: ['product post-mortem due', 'product document due within', 'hours until the product post-mortem is due'],
        holds: 'counted from close: 48 hours',
      },
      {
        name: 'Both documents from',
        alias: ['both documents required from', 'both post-mortems from'],
        holds: 'the severity from which both are required: S2',
      },
      { name: 'Meeting within', alias: ['review meeting within', 'meeting'], holds: '5 days' },
      { name: 'Retrospective within', alias: ['retrospective'], holds: '30 days' },
      {
        name: 'Length of the product post-mortem',
        alias: ['product post-mortem length', 'words', 'length'],
        holds: '600 words: one page',
      },
      { name: 'Corrective actions', alias: ['actions', 'number of actions'], holds: '3 to 5' },
      { name: 'Invite', alias: ['invited', 'participants', 'attendees'], holds: 'roles, split by commas' },
    ],
  },
]

/** How names of headings, columns and rows are compared: without case, punctuation and what stands in parentheses. */
export function nameKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The one of `formats` that goes by this name, or null. */
export function findFormat<T extends { readonly alias?: readonly string[] }>(
  written: string,
  formats: readonly T[],
  nameOf: (format: T) => string,
): T | null {
  const key = nameKey(written)
  const goesBy = (format: T) => [nameOf(format), ...(format.alias ?? [])].some((name) => nameKey(name) === key)
  return formats.find((format) => nameKey(nameOf(format)) === key) ?? formats.find(goesBy) ?? null
}
