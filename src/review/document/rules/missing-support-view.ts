import { blocksIn, defineDocumentRule, hasSection, placeOfSection } from '../document-subject.ts'

const voice =
  /\b(?:support|tickets?|complain\w*|helpdesk|help desk|tweet\w*|twitter|discord|forum|mailing list|feedback|(?:users?|customers?|clients?|people|community|members?|maintainers?|developers?|reporter|researcher|students?|someone|colleague|team|teams) (?:\p{L}+ )?(?:report\w*|wrote|asked|told|called|contacted|noticed|said|opened|pinged|flagged|saw|see|experienc\w+|could|were|received|got)|reported (?:by|on|in|to|that)|reports?|issue (?:was )?opened|slack|irc|gitter|e-?mail)\b/iu

export const missingSupportView = defineDocumentRule({
  id: 'missing-support-view',
  kinds: ['document'],
  why: 'Those who talk to users know what was seen, what people tried and what nobody measured. Without them the impact is a graph.',
  source: 'Product post-mortem, section 4: what customers told us',
  check({ doc, text }) {
    const said = blocksIn(doc, 'customer-quotes', 'support')
      .map((block) => block.plain.trim())
      .join(' ')
    if (doc.isProduct) {
      if (said !== '' && !/^\W*(?:unknown|not (?:yet )?(?:known|recorded|said|answered))/i.test(said)) return []
    } else if (
      !doc.isPostMortem ||
      doc.words < 250 ||
      hasSection(doc, 'customer-quotes', 'support') ||
      voice.test(text)
    )
      return []
    return [
      {
        ...placeOfSection(doc, 'customer-quotes', 'support', 'impact'),
        wrong: 'Nothing here was told by users, or by those who talk to them.',
        ask: 'What did users write or say, in their own words, and how many times? What did support answer?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown:
            '# Product post-mortem INC-1: carts\n\n## 1. What broke for users\n\nCarts were empty.\n\n## 4. What customers told us\n\nUnknown: what did they say?\n',
        },
        words: '## 4. What customers told us',
        kinds: ['document'],
      },
      {
        given: {
          markdown: '# Product post-mortem INC-1: carts\n\n## 2. What we had wrongly assumed\n\nCarts were empty.\n',
        },
        words: '# Product post-mortem INC-1: carts',
        kinds: ['document'],
      },
    ],
    clean: [
      {
        markdown: '# Product post-mortem INC-1: carts\n\n## 4. What customers told us\n\n"I paid twice." (ticket 4)\n',
      },
      { markdown: '# Note\n\nSearch is back.\n' },
    ],
  },
})
