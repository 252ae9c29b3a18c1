import { defineDocumentRule } from '../document-subject.ts'

const page = (words: number) =>
  `# Product post-mortem INC-1: carts\n\n## 1. What broke for users\n\n${'Carts were empty. '.repeat(words)}\n`

export const productOverOnePage = defineDocumentRule({
  id: 'product-over-one-page',
  kinds: ['document'],
  why: 'A product post-mortem is one page, so that everybody who decides reads all of it.',
  source: 'Requirement of the product post-mortem: one page, six sections',
  check({ doc, limits }) {
    if (!doc.isProduct || doc.words <= limits.productWords) return []
    return [
      {
        start: doc.titleStart,
        end: doc.titleEnd,
        wrong: `This product post-mortem has ${doc.words} words; one page holds ${limits.productWords}.`,
        ask: 'What can go to the engineering post-mortem, and which sentence says the wrong assumption?',
      },
    ]
  },
  examples: {
    flagged: [
      { given: { markdown: page(250) }, words: '# Product post-mortem INC-1: carts', kinds: ['document'] },
      { given: { markdown: page(400) }, words: '# Product post-mortem INC-1: carts', kinds: ['document'] },
    ],
    clean: [{ markdown: page(50) }, { markdown: `# Post-mortem\n\n${'Carts were empty. '.repeat(400)}` }],
  },
})
