/** How Notion reads the Markdown it is sent, as its format reference describes it, for the blocks that we send. */
interface Block {
  readonly kind: 'heading' | 'item' | 'todo' | 'quote' | 'divider' | 'code' | 'row' | 'paragraph'
  /** What a reader sees, cells with a bar between. */
  readonly plain: string
  readonly checked?: boolean
  readonly language?: string
  readonly depth?: number
}

/** Every block in reading order. */
export function readBlocks(markdown: string): Block[] {
  const blocks: Block[] = []
  const lines = markdown.split('\n')
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!
    const fence = /^\t*(`{3,})([^\n`]*)$/.exec(line)
    if (fence) {
      const end = lines.findIndex((other, index) => index > at && other.trim() === fence[1])
      blocks.push({ kind: 'code', plain: lines.slice(at + 1, end).join('\n'), language: fence[2]! })
      at = end
      continue
    }
    if (line.trim() === '' || /^\s*<\/?table\b/.test(line)) continue
    if (/^\s*<tr>$/.test(line)) {
      const end = lines.findIndex((other, index) => index > at && /^\s*<\/tr>$/.test(other))
      const cells = lines.slice(at + 1, end).map((cell) => readInline(/^\s*<td>(.*)<\/td>$/.exec(cell)![1]!))
      blocks.push({ kind: 'row', plain: cells.join(' | ') })
      at = end
      continue
    }
    blocks.push(readLine(line))
  }
  return blocks
}

function readLine(line: string): Block {
  const depth = /^\t*/.exec(line)![0].length
  const text = line.slice(depth)
  const forms = [
    ['heading', /^#{1,4} (.*)$/],
    ['todo', /^- \[[ x]\] (.*)$/],
    ['item', /^(?:-|\d+\.) (.*)$/],
    ['quote', /^> (.*)$/],
    ['divider', /^---()$/],
  ] as const
  for (const [kind, form] of forms) {
    const match = form.exec(text)
    if (match)
      return {
        kind,
        plain: readInline(match[1]!),
        depth,
        ...(kind === 'todo' ? { checked: text.startsWith('- [x]') } : {}),
      }
  }
  return { kind: 'paragraph', plain: readInline(text), depth }
}

/** Inline Markdown as a reader sees it. @throws Error where something unescaped would be taken for a tag, a formula or an attribute. */
function readInline(text: string): string {
  let plain = ''
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at)
    const token =
      /^\\([!-/:-@[-`{-~])/.exec(rest) ??
      /^`([^`]+)`/.exec(rest) ??
      /^(?:<br>)()/.exec(rest) ??
      /^(?:\*{1,3}|~~)()/.exec(rest) ??
      /^\[((?:\\.|`[^`]*`|[^\]\\])*)\]\([^()\s<>]+\)/.exec(rest)
    if (token) {
      plain += token[0] === '<br>' ? '\n' : token[0].startsWith('[') ? readInline(token[1]!) : token[1]!
      at += token[0].length
      continue
    }
    if (/^[\\~`$[\]<>{}|^]/.test(rest)) throw new Error(`unescaped ${rest[0]} in: ${text}`)
    plain += rest[0]
    at += 1
  }
  return plain
}

/** As Notion writes the same page: no blank lines, tables indented, longer backslashing. */
export function canonical(markdown: string): string {
  return markdown
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.replace(/^<(\/?tr)>/, '\t<$1>').replace(/^<td>/, '\t\t<td>'))
    .join('\n')
}

/** Why Notion does not take it; null where it does. */
export function refuseMarkdown(markdown: string): string | null {
  const blocks = readBlocks(markdown)
  if (blocks.length > 1000) return 'body failed validation: more than 1000 blocks'
  const long = blocks.find(
    (block) => block.kind !== 'code' && block.plain.split(' | ').some((text) => text.length > 2000),
  )
  if (long) return 'text.content.length should be ≤ 2000'
  const tables = markdown
    .split('<table')
    .slice(1)
    .map((table) => table.split('</table>')[0]!.split('<tr>').length - 1)
  return tables.some((rows) => rows > 100) ? 'table.children.length should be ≤ 100' : null
}
