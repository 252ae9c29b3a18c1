import type { PhrasingContent } from 'mdast'

/** Inside a table cell, code that looks like a tag would end the cell. */
type Place = 'line' | 'cell'

/** Writes inline Markdown for Notion. `definitions` are the addresses of reference links, `longest` the characters of one text. */
export function createInline(definitions: ReadonlyMap<string, string>, longest: number) {
  /** The words alone. */
  const plain = (nodes: readonly PhrasingContent[]): string =>
    nodes
      .map((node) => {
        if ('children' in node) return plain(node.children)
        if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? ''
        return 'value' in node ? node.value : ' '
      })
      .join('')

  const written = (node: PhrasingContent, place: Place): string => {
    const inside = () => ('children' in node ? node.children.map((child) => written(child, place)).join('') : '')
    switch (node.type) {
      case 'text':
        return escapeText(node.value)
      case 'strong':
        return wrapped(inside(), '**')
      case 'emphasis':
        return wrapped(inside(), '*')
      case 'delete':
        return wrapped(inside(), '~~')
      case 'inlineCode':
        return /[`\n]/.test(node.value) || (place === 'cell' && /[<>|]/.test(node.value))
          ? escapeText(node.value)
          : `\`${node.value}\``
      case 'break':
        return '<br>'
      case 'link':
        return link(inside(), node.url)
      case 'linkReference':
        return link(inside(), definitions.get(node.identifier) ?? '')
      case 'image':
        return link(escapeText(node.alt ?? ''), node.url)
      case 'imageReference':
        return link(escapeText(node.alt ?? ''), definitions.get(node.identifier) ?? '')
      case 'html':
        return /^<br\s*\/?>$/i.test(node.value) ? '<br>' : escapeText(node.value.replace(/<!--[\s\S]*?-->/g, ''))
      default:
        return ''
    }
  }

  /** The same as one or more texts of at most `longest` characters, cut between words; none where nothing can be seen. */
  const texts = (nodes: readonly PhrasingContent[], place: Place = 'line'): string[] => {
    const lines = ['']
    for (const piece of nodes.flatMap((node) => piecesOf(node, longest)).map((node) => written(node, place))) {
      const last = lines.at(-1) ?? ''
      if (last !== '' && last.length + piece.length > longest) lines.push(piece.trimStart())
      else lines[lines.length - 1] = last + piece
    }
    return lines
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => (place === 'line' ? escapeStart(line) : line))
  }

  return { plain, texts }
}

export type Inline = ReturnType<typeof createInline>

/** Text in pieces that stay short when every character of them is escaped; other nodes as they are unless they hold long text. */
function piecesOf(node: PhrasingContent, longest: number): PhrasingContent[] {
  if (node.type === 'text') {
    return node.value.length < longest / 2
      ? [node]
      : (node.value.match(new RegExp(`\\s*\\S{1,${Math.floor(longest / 2)}}|\\s+$`, 'gu')) ?? []).map((value) => ({
          type: 'text',
          value,
        }))
  }
  if (node.type === 'inlineCode' && node.value.length >= longest / 2)
    return piecesOf({ type: 'text', value: node.value }, longest)
  if (node.type === 'strong' || node.type === 'emphasis' || node.type === 'delete' || node.type === 'link') {
    const children = node.children.flatMap((child) => piecesOf(child, longest))
    return children.length === node.children.length ? [node] : children
  }
  return [node]
}

/** Emphasis may not begin or end with a space. */
function wrapped(text: string, mark: string): string {
  const words = text.trim()
  if (words === '') return text
  const start = text.slice(0, text.indexOf(words))
  return `${start}${mark}${words}${mark}${text.slice(start.length + words.length)}`
}

/** Only addresses that work from anywhere; a path on this machine would lead nowhere. */
function link(text: string, url: string): string {
  if (!/^(?:https?:\/\/|mailto:)/i.test(url)) return text
  const address = url.replace(
    /[\s()<>|\\`"{}^*[\]]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
  return `[${text === '' ? escapeText(url) : text}](${address})`
}

/**
 * Text that can be nothing but text in either dialect: what Notion's reference lists as special, with a backslash. Underscores
 * only where they could open or close emphasis, an ampersand only where it would be read as an entity.
 */
function escapeText(text: string): string {
  return text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[\\*~`$[\]<>{}|^]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '\\&')
}

/** What would begin another block if it stood first on a line. */
function escapeStart(line: string): string {
  return line
    .replace(/^(#{1,6}(?=\s|$)|[-+=](?=\s|$|[-+=])|:::|!(?=\[))/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
}
