// Only plurals that leave no doubt what they are; schools may be customers, and workers people or processes.
const groups: readonly (readonly [Counted['group'], string])[] = [
  [
    'people',
    'customers|users|clients|people|persons|subscribers|merchants|patients|students|teachers|employees|engineers|colleagues|drivers|guests|visitors',
  ],
  ['machines', 'servers|pods|nodes|hosts|instances|machines|containers|vms|replicas|clusters|databases|shards|brokers'],
  [
    'records',
    'orders|payments|requests|errors|failures|timeouts|transactions|messages|emails|e-mails|jobs|records|rows|tickets|complaints|calls|invoices|queries|retries|files|sessions',
  ],
]

const counted = new RegExp(
  `^\\s(?:of\\s)?(?:(?:the|our|their|these|those|all|affected|different|distinct|other|more|paying|production|failed|failing|broken|lost|open)\\s){0,2}(?:${groups
    .map(([, nouns]) => `(${nouns})`)
    .join('|')})(?![\\p{L}\\p{N}_'’-])`,
  'iu',
)

/** What a number counts, where the words after it leave no doubt. `text` is those words: " customers", " of our servers". */
export interface Counted {
  readonly group: 'people' | 'machines' | 'records' | 'time'
  readonly text: string
}

/** What the number that ends at `end` counts; null where that is not sure. */
export function countedAfter(text: string, end: number): Counted | null {
  const match = counted.exec(text.slice(end, end + 60))
  if (match === null) return null
  const at = match.slice(1).findIndex((noun) => noun !== undefined)
  const group = groups[at]?.[0]
  return group === undefined ? null : { group, text: match[0] }
}
