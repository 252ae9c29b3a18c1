import type { Heading, Nodes, Paragraph, Root, Table } from 'mdast'
import type { MarkdownParser } from './parse-markdown.ts'

/** Fills blocks of a tree of which only the blocks were parsed, so that they are what a whole parse makes of them. */
export interface InsideWords {
  readonly fillHeading: (heading: Heading) => Heading
  /** `isBoxed` where the paragraph stands behind the box of a task. A whole parse takes the box in where a mark follows it. */
  readonly fillParagraph: (paragraph: Paragraph, isBoxed: boolean) => Paragraph
  /** Fills the first row only. */
  readonly fillHead: (table: Table) => Table
}

const marks = /[*_`[<&\\~\n\r]/
const opensLink = /^(?:https?:|www\.|[^\s@]{1,100}@)/i
const box = '[ ] '

/** `text` is what the tree was made of. */
export function createInsideWords(text: string, tree: Root, { parseWhole }: MarkdownParser): InsideWords {
  let names: string | undefined

  return { fillHeading, fillParagraph, fillHead }

  function fillHeading(heading: Heading): Heading {
    const source = sourceOf(heading)
    if (!marks.test(source)) return heading
    const underline = /(?:\r?\n|\r)[^\r\n]*$/
    const filled = parse(underline.test(source) ? source.replace(underline, '') : source)
    return filled?.type === 'heading' || filled?.type === 'paragraph'
      ? { ...heading, children: filled.children }
      : heading
  }

  function fillParagraph(paragraph: Paragraph, isBoxed: boolean): Paragraph {
    const source = sourceOf(paragraph)
    if (!marks.test(source) && !(isBoxed && opensLink.test(source))) return paragraph
    const block = parse(isBoxed ? `- ${box}${source}` : source)
    const filled = block?.type === 'list' ? block.children[0]?.children[0] : block
    if (filled?.type !== 'paragraph') return paragraph
    const { position } = paragraph
    const takesBox = isBoxed && filled.position?.start.offset === 2
    return position && takesBox
      ? {
          ...filled,
          position: { ...position, start: { ...position.start, offset: (position.start.offset ?? 0) - box.length } },
        }
      : { ...filled, ...(position ? { position } : {}) }
  }

  function fillHead(table: Table): Table {
    const [head, ...rows] = table.children
    if (head === undefined || !marks.test(sourceOf(head))) return table
    const filled = parseWhole(`${sourceOf(head)}\n|${'-|'.repeat(head.children.length)}${namesBehind(sourceOf(head))}`)
      .children[0]
    const filledHead = filled?.type === 'table' ? filled.children[0] : undefined
    return filledHead === undefined ? table : { ...table, children: [filledHead, ...rows] }
  }

  function sourceOf({ position }: Nodes): string {
    return text.slice(position?.start.offset ?? 0, position?.end.offset ?? 0)
  }

  /** The first block of a source. Behind its first line nothing opens a block of its own, for it is indented far enough. */
  function parse(source: string): Nodes | undefined {
    const lines = source.replace(/(\r?\n|\r)[ \t>]*/g, '$1        ')
    return parseWhole(`${lines}${namesBehind(source)}`).children[0]
  }

  /** The names of links and footnotes in the document, where a source may use them. */
  function namesBehind(source: string): string {
    if (!source.includes('[')) return ''
    names ??= namesIn(tree)
      .map((name) => `\n\n[${name}]: x`)
      .join('')
    return names
  }
}

function namesIn(node: Nodes): string[] {
  const own =
    node.type === 'definition'
      ? [node.label ?? node.identifier]
      : node.type === 'footnoteDefinition'
        ? [`^${node.label ?? node.identifier}`]
        : []
  return 'children' in node ? [...own, ...node.children.flatMap((child) => namesIn(child))] : own
}
