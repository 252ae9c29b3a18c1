import type { Root } from 'mdast'
import type { Processor } from 'unified'

/** Parses Markdown to trees with positions. */
export interface MarkdownParser {
  /** Headings, paragraphs, lists and tables; what stands inside of them is left as it is written. Takes little more than half the time. */
  readonly parseBlocks: (markdown: string) => Root
  readonly parseWhole: (markdown: string) => Root
}

/** Loads the parser, on first use only. */
export async function loadParser(): Promise<MarkdownParser> {
  const [{ unified }, { default: remarkParse }, { default: remarkGfm }] = await Promise.all([
    import('unified'),
    import('remark-parse'),
    import('remark-gfm'),
  ])
  const whole = unified().use(remarkParse).use(remarkGfm).freeze()
  const blocks = unified().use(remarkParse).use(remarkGfm).use(leaveWords).freeze()
  return { parseBlocks: (markdown) => blocks.parse(markdown), parseWhole: (markdown) => whole.parse(markdown) }
}

const inText = [
  'attention',
  'autolink',
  'characterEscape',
  'characterReference',
  'codeText',
  'hardBreakEscape',
  'htmlText',
  'labelEnd',
  'labelStartImage',
  'labelStartLink',
]
const openingBracket = 91

/** Of what is found inside of words only the boxes of tasks stay, for the parser keeps those with their list item. */
function leaveWords(this: Processor): void {
  const data = this.data()
  data.micromarkExtensions = (data.micromarkExtensions ?? []).map(({ document, flow, text }) => {
    const boxes = [text?.[openingBracket] ?? []].flat().filter(({ name }) => name === 'tasklistCheck')
    return {
      ...(document ? { document } : {}),
      ...(flow ? { flow } : {}),
      text: { [openingBracket]: boxes },
      disable: { null: inText },
    }
  })
  data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? [])
    .flat()
    .map(({ enter, exit }) => ({ ...(enter ? { enter } : {}), ...(exit ? { exit } : {}) }))
}
