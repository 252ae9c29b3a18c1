import type { List, ListItem, PhrasingContent, Root, RootContent, Table } from 'mdast'

/**
 * Writes a tree as Markdown that reads back as the same words in the same blocks. Only what could be taken for a mark at the head
 * of a line is escaped: the text is quoted letter for letter, and should read like the page that it came from.
 */
export function writeMarkdown(root: Root): string {
  return `${writeBlocks(root.children)}\n`
}

function writeBlocks(nodes: readonly RootContent[]): string {
  return nodes
    .map(writeBlock)
    .filter((block) => block.trim() !== '')
    .join('\n\n')
}

function writeBlock(node: RootContent): string {
  switch (node.type) {
    case 'heading':
      return `${'#'.repeat(node.depth)} ${oneLine(writeInline(node.children))}`
    case 'paragraph':
      return writeInline(node.children)
        .split('\n')
        .map((line) => line.trim().replace(/^(?=[#>|]|[-+*]\s|\d+[.)]\s|={3,}|-{3,}|~{3,}|`{3,})/, '\\'))
        .join('\n')
    case 'blockquote':
      return writeBlocks(node.children).replace(/^/gm, '> ').replace(/^> $/gm, '>')
    case 'list':
      return writeList(node)
    case 'table':
      return writeTable(node)
    case 'code': {
      const fence = '`'.repeat(Math.max(3, ...[...node.value.matchAll(/`{3,}/g)].map(([run]) => run.length + 1)))
      return `${fence}${node.lang ?? ''}\n${node.value}\n${fence}`
    }
    case 'thematicBreak':
      return '---'
    case 'html':
    case 'definition':
    case 'yaml':
      return ''
    case 'footnoteDefinition':
      return writeBlocks(node.children)
    default:
      return isInline(node) ? writeInline([node]) : ''
  }
}

function isInline(node: RootContent): node is PhrasingContent {
  return ['text', 'strong', 'emphasis', 'delete', 'inlineCode', 'break', 'link', 'image', 'linkReference'].includes(
    node.type,
  )
}

function writeList(list: List): string {
  return list.children
    .map((item, index) => writeItem(item, list.ordered ? `${(list.start ?? 1) + index}.` : '-'))
    .join(
      list.children.some(({ children }) => children.length > 1 && children[1]?.type === 'paragraph') ? '\n\n' : '\n',
    )
}

function writeItem(item: ListItem, marker: string): string {
  const box = typeof item.checked === 'boolean' ? `[${item.checked ? 'x' : ' '}] ` : ''
  const [first, ...rest] = item.children
  const head = first === undefined ? '' : writeBlock(first)
  const tail = rest.map((child) => `${child.type === 'list' ? '\n' : '\n\n'}${writeBlock(child)}`).join('')
  const indent = ' '.repeat(marker.length + 1)
  return `${marker} ${box}${`${head}${tail}`.replace(/\n(?=[^\n])/g, `\n${indent}`)}`
}

function writeTable(table: Table): string {
  const rows = table.children.map(
    (row) =>
      `| ${row.children.map((cell) => oneLine(writeInline(cell.children)).replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`,
  )
  const columns = table.children[0]?.children.length ?? 1
  rows.splice(1, 0, `|${' --- |'.repeat(columns)}`)
  return rows.join('\n')
}

function writeInline(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node) => {
      switch (node.type) {
        case 'text':
          return node.value.replace(/\s*\n\s*/g, ' ')
        case 'strong':
          return wrapped(writeInline(node.children), '**')
        case 'emphasis':
          return wrapped(writeInline(node.children), '*')
        case 'delete':
          return wrapped(writeInline(node.children), '~~')
        case 'inlineCode':
          return node.value.includes('`') ? `\`\` ${node.value} \`\`` : `\`${node.value}\``
        case 'break':
          return '\n'
        case 'link': {
          const words = writeInline(node.children)
          return words.trim() === '' || words === node.url
            ? node.url
            : `[${words}](${node.url.replace(/[\s()]/g, encodeURIComponent)})`
        }
        case 'image':
          return node.alt ? `![${node.alt}](${node.url.replace(/[\s()]/g, encodeURIComponent)})` : ''
        default:
          return 'children' in node ? writeInline(node.children) : ''
      }
    })
    .join('')
}

/** Marks stand right beside the words, or they are no marks. */
function wrapped(words: string, mark: string): string {
  const inner = words.trim()
  if (inner === '') return words
  const [before = '', after = ''] = words.split(inner)
  return `${before}${mark}${inner}${mark}${after}`
}

function oneLine(words: string): string {
  return words.replace(/\s+/g, ' ').trim()
}
