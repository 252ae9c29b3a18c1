/** Front matter as names and texts; a name may stand several times, the outermost first. */
export interface FrontMatter {
  /** Names in small letters. */
  readonly fields: ReadonlyMap<string, readonly string[]>
  /** The block with its fences, letter for letter; empty where there is none. */
  readonly text: string
  /** Why it could not be read, as a sentence; null where it could. */
  readonly broken: string | null
}

const fence = /^\uFEFF?---[ \t]*\r?\n([\s\S]{0,100000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/

/** Reads the YAML at the head of a document. What is no mapping, or cannot be read, gives no fields. */
export async function readFrontMatter(text: string): Promise<FrontMatter> {
  const match = fence.exec(text)
  if (match === null) return { fields: new Map(), text: '', broken: null }
  const { parse } = await import('yaml')
  try {
    // A date stays as it was written.
    const value: unknown = parse(match[1] ?? '', { schema: 'core', uniqueKeys: false, logLevel: 'error' })
    const fields = new Map<string, string[]>()
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) collect(value, fields, 0)
    return { fields, text: match[0], broken: null }
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
    return { fields: new Map(), text: match[0], broken: `The front matter is no valid YAML: ${reason.slice(0, 160)}` }
  }
}

function collect(value: object, fields: Map<string, string[]>, depth: number): void {
  const inner: object[] = []
  for (const [name, one] of Object.entries(value)) {
    const texts = (Array.isArray(one) ? one : [one]).flatMap((each: unknown) =>
      typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean' ? [String(each)] : [],
    )
    if (texts.length > 0) fields.set(name.toLowerCase(), [...(fields.get(name.toLowerCase()) ?? []), ...texts])
    if (typeof one === 'object' && one !== null && !Array.isArray(one)) inner.push(one)
  }
  if (depth < 3) for (const one of inner) collect(one, fields, depth + 1)
}

/** The line of the front matter that holds a field, or one of its values; null where it is written otherwise. */
export function lineOfField({ text }: FrontMatter, name: string, value: string): string | null {
  const lines = text.split(/\r?\n/)
  const isNamed = (line: string) => line.trimStart().toLowerCase().startsWith(`${name}:`)
  const own = lines.find((line) => isNamed(line) && line.includes(value))
  if (own !== undefined) return own.trim()
  const from = lines.findIndex(isNamed)
  const item = from < 0 ? undefined : lines.slice(from + 1).find((line) => line.includes(value))
  return item?.trim() ?? null
}
