import { isNotice, isReleasedFix } from '../document-form.ts'
import { defineDocumentRule, hasSection } from '../document-subject.ts'
import type { PostMortemText } from '../read-document.ts'
import { type Told, whatIsTold } from '../told.ts'

const wanted: readonly { name: keyof Told; what: string; ask: string }[] = [
  {
    name: 'summary',
    what: 'what happened, in short',
    ask: 'what happened, in three sentences that anybody can follow',
  },
  {
    name: 'impact',
    what: 'whom it hurt, how much and how long',
    ask: 'who could not do what, how many, and for how long',
  },
  { name: 'timeline', what: 'what happened when', ask: 'what happened when, from before the trigger' },
  { name: 'causes', what: 'how it came about', ask: 'how it came about, and which conditions let it through' },
  { name: 'actions', what: 'what changes afterwards', ask: 'what changes, who owns it, and by when' },
]

/** What a post-mortem of this kind should tell and does not tell in any form. */
export function missingSections(doc: PostMortemText): { name: string; what: string; ask: string }[] {
  const told = whatIsTold(doc)
  return wanted.filter(({ name }) => !told[name])
}

const shortest = 50
const sinceWhen =
  /(?<!\b(?:fix(?:es|ed)?|patch(?:es|ed)?|code) (?:was |were |and )?(?:\p{L}+ )?)\bintroduced (?:in|with|by|when|at|as|back|during|on)\b|\b(?:bug|flaw|issue|vulnerability|problem|code|regression) (?:was|were|has been|had been) (?:first |originally )?(?:introduced|present|there)\b|\bsince (?:version|release|v?\d|the (?:launch|beginning|start|first|release|introduction|genesis)|its|mainnet|launch|inception|day one|\p{L}+ 20\d\d|20\d\d)|\b(?:in )?(?:all |any |earlier |older |previous |prior )?(?:versions?|releases?|clients?) (?:before|prior|up to|through|from|since|older|earlier|below|lower|\d[\w.]* (?:and|to|through|or|[-–]))|\b(?:all|any|every|earlier|older|previous|prior) (?:released? )?versions?\b|\baffected versions?\b|\bprior to (?:version|v?\d)|\b(?:versions?|v)\s?\d[\w.]* (?:or|and) (?:earlier|older|below|lower|prior)|\b(?:first|initial(?:ly)?) (?:released|appeared|release|version)\b|\bwas added in|\bwere added in|\bdates? back|\byears? old\b|\b(?:has|had|have) (?:always )?(?:existed|been (?:there|present|possible|in place))\b|\bfrom the (?:very )?(?:beginning|start|outset)\b|(?:<=?|≤)\s?v?\d+\.\d/iu
const whyUnseen =
  /\b(?:review(?:ed|ers?|ing)?|audit\w*|untested|not (?:\w+ )?tested|testers?|test (?:coverage|cases?|suite)|(?:no|missing|our|unit|integration|new|added|more) tests?|test(?:s|ing)? (?:was|were|has|have|did|only|net)\b|fuzz\w*|overlooked|oversight|typo\w*|not (?:caught|noticed))\b/i

/** A notice of a flaw in one's own software tells what it was and in which version it ended; the rest is what others learn from. */
function aboutFlaw(doc: PostMortemText): { start: number; end: number; wrong: string; ask: string }[] {
  const text = proseOf(doc)
  if (!isReleasedFix(doc)) return []
  const isDated = sinceWhen.test(text)
  if (whyUnseen.test(text)) return []
  return [
    {
      start: doc.titleStart,
      end: doc.titleEnd,
      wrong: `The flaw and its repair are told, and not ${isDated ? '' : 'since when it was there, nor '}why no review or test had shown it.`,
      ask: 'Since which version was it there, and which review, test or check could have shown it and will from now on?',
    },
  ]
}

function proseOf(doc: PostMortemText): string {
  return doc.blocks.map(({ plain }) => plain).join('\n')
}

export const missingSection = defineDocumentRule({
  id: 'missing-section',
  kinds: ['document'],
  why: 'Readers look for the same five things: what happened, whom it hurt, when, how it came about, and what changes.',
  source: 'Google, Site Reliability Engineering, appendix D; Atlassian Incident Management Handbook',
  check({ doc }) {
    const isReport = doc.isPostMortem && hasSection(doc, 'timeline', 'root-cause', 'actions', 'went-poorly')
    // A short report: what happened, and how it ended.
    const isShort = doc.words >= shortest && hasSection(doc, 'summary', 'impact') && hasSection(doc, 'resolution')
    if (doc.isProduct || !(isReport || isShort)) return []
    if (isNotice(doc)) return aboutFlaw(doc)
    const missing = missingSections(doc)
    if (missing.length === 0) return []
    const names = missing.map(({ what }) => what)
    const list = names.length > 1 ? `${names.slice(0, -1).join('; ')}; and ${names.at(-1)}` : names.join('')
    const isRepairOnly = names.length === 1 && missing[0]?.name === 'actions' && hasSection(doc, 'resolution')
    return [
      {
        start: doc.titleStart,
        end: doc.titleEnd,
        wrong: isRepairOnly
          ? 'The repair is told, and nothing says what changes so that it does not happen again or is noticed sooner.'
          : `Nothing here says ${list}.`,
        ask: `What would stand there: ${missing.map(({ ask }) => ask).join('; ')}?`,
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown: `# Search is down\n\n## Impact\n\n${'400 users saw an empty list for an hour. '.repeat(14)}\n\n## Root cause\n\nReads do not wait.\n\n## Timeline\n\n- 10:00 UTC Rebuild starts.\n\n## Resolution\n\nThe index was restored from the copy of the night.\n`,
        },
        words: '# Search is down',
        kinds: ['document'],
      },
      {
        given: {
          markdown: `# Negative amounts in offers\n\n## Summary\n\n${'An offer could hold a negative amount, which the puzzle accepted. '.repeat(6)}\n\n## Timeline\n\n- 9 May: a researcher reported it.\n\n## Resolution\n\nThe fix was released in version 1.7.0.\n`,
        },
        words: '# Negative amounts in offers',
        kinds: ['document'],
      },
      {
        given: {
          markdown: `# Search is down\n\n## Summary\n\n${'Users saw an empty list for an hour. '.repeat(18)}\n\n## Impact\n\n400 users for an hour.\n\n## Root cause\n\nThe index was rebuilt in place, and reads do not wait for it.\n\n## Timeline\n\n- 10:00 UTC Rebuild starts.\n`,
        },
        words: '# Search is down',
        kinds: ['document'],
      },
      {
        given: {
          markdown: `# Search is down\n\n## Summary\n\n${'The list was empty for an hour on all pages. '.repeat(15)}\n\n## Root cause\n\nThe index was rebuilt in place.\n\n## Actions\n\n- Rebuild beside the live index (Lena, 4 May).\n\n## Lessons\n\nTwo.\n`,
        },
        words: '# Search is down',
        kinds: ['document'],
      },
    ],
    clean: [
      { markdown: '# Note\n\nSearch is back. We are sorry.\n' },
      // The repair stays: the part that failed is gone.
      {
        markdown: `# Search is down\n\n## Impact\n\n${'400 users saw an empty list for an hour. '.repeat(14)}\n\n## Root cause\n\nReads do not wait.\n\n## Timeline\n\n- 10:00 UTC Rebuild starts.\n\n## Resolution\n\nThe nightly rebuild was removed.\n`,
      },
      // Labels and their lines are sections; the cause stands among the context.
      {
        markdown: `# Search is down\n\n- **Key events**\n  - Fault occurs 2026-03-03 10:02\n  - Resolved 2026-03-03 11:00\n\n- **Identified**: Users reported empty lists.\n\n- **Impact**: 400 users saw an empty list for an hour.\n\n- **Context**:\n  - ${'Occurred after an upgrade, since reads do not wait for the index. '.repeat(10)}\n\n- **Review actions**:\n  - Rebuild beside the live index\n`,
      },
      {
        markdown: `# Search is down\n\n${'Users saw an empty list for an hour. '.repeat(18)}\n\n## Chronology\n\n- 10:00 UTC Rebuild starts.\n\n## Why it happened\n\nReads do not wait.\n\n## Next steps\n\n- Rebuild beside the live index (Lena, 4 May).\n`,
      },
    ],
  },
})
