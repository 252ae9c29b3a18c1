import { isStatusEntry } from '../document-form.ts'
import { defineDocumentRule } from '../document-subject.ts'
import type { PostMortemText } from '../read-document.ts'

const fewest = 8
const trouble =
  /\b(?:outage|down|unavailable|offline|not (?:working|responding|available|updating|reachable)|errors?|unable|degrad\w+|slow\w*|disrupt\w+|fail\w*|issues?|incident|blocked|unreachable|unstable|broken)\b/i
const over =
  /\b(?:back (?:to|online|up|in|after)|(?:is|are|was|were|had|got|we had) [^.]{0,30}\bback\b|resolved|restored|recovered|solved|operational|performing as expected|(?:outage|incident|maintenance) (?:is |has )?(?:finished|over|ended)|closed|completed?|fixed|mitigated|repaired|until|hotfix|fix applied|workaround applied|re-?enabled)\b/i
const ongoing =
  /\b(?:(?:we|team|infra)(?: are|'re| is)? (?:\p{L}+ly )?(?:working|investigating|looking|escalating|trying|contacting)|(?:is|are) being (?:investigated|worked)|under investigation|(?:is|are) (?:currently |now )?(?:down|not|unavailable|offline|happening|facing|experiencing|failing|unreachable)|has been (?:raised|opened|notified))\b/iu
const cause =
  /\b(?:undiagnosed|unknown|related to|so that|damag\w+|spam\w*|planned|scheduled|will be (?:down|unavailable|offline)|because|due to|caus\w+|reasons?|since (?:the|it|we|a|an)|root|result(?:s|ed|ing)? (?:of|from|in)|led to|trigger\w*|owing|expir\w+|renew\w*|rotated|bugs?|misconfig\w*|overload\w*|overflow\w*|upgrad\w*|quota|full|attack\w*|vulnerab\w*|maintenance|migrat\w+|lack of|(?:problem|issue) (?:was|with|of)|wrong|incorrect|(?:missing|undocumented) \w+|permissions?|upstream|provider|third[- ]party|side)\b/i
const elsewhere =
  /\b(?:post-?mortem|more (?:details|information|info)|details? (?:in|on|at|here|are)|see (?:the|also|our)|follow|read|tracked|discuss\w*)\b|\b(?:issues?|browse|helpdesk|incidents?|pull)\/[\w-]*\d|\b[A-Z]{2,10}-\d{2,}|https?:\/\/(?:twitter|groups|status|x)\./i

const closing = /\[(?:final|clos|end)|\[edit\]/i

/** What a status entry leaves open; null where it is no status entry, or leaves nothing open. */
function leftOpen(doc: PostMortemText): 'cause' | 'end' | null {
  if (doc.words < fewest || !isStatusEntry(doc)) return null
  const said = doc.blocks.map(({ plain }) => plain).join('\n')
  if (!trouble.test(`${doc.title} ${said}`)) return null
  if (over.test(said) || closing.test(doc.text)) return cause.test(said) || isToldElsewhere(doc) ? null : 'cause'
  return ongoing.test(said) ? 'end' : null
}

function isToldElsewhere(doc: PostMortemText): boolean {
  return elsewhere.test(doc.text.slice(doc.titleStart))
}

export const statusWithoutEnd = defineDocumentRule({
  id: 'status-without-end',
  kinds: ['document'],
  why: 'A status entry is often the only record. Without its cause, or its end, the next one who looks for the same thing learns nothing.',
  source: 'Etsy, Debriefing Facilitation Guide; Atlassian Incident Management Handbook: closing updates',
  check({ doc }) {
    const open = leftOpen(doc)
    if (open === null) return []
    return [
      {
        start: doc.titleStart,
        end: doc.titleEnd,
        wrong:
          open === 'cause'
            ? 'It says that it is over; why it happened is not said here, nor where that is told.'
            : `The last word here is that it is still going on; how it ended is ${isToldElsewhere(doc) ? 'left to a link or a ticket' : 'not said'}.`,
        ask:
          open === 'cause'
            ? 'What had happened, in one sentence, or where will it be told?'
            : 'When did it end, what ended it, and what had caused it?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown:
            '# Search is down\n\n[Final message]\nSearch is back to normal.\n\n[Initial message]\nSearch is down for all users.\n',
        },
        words: '# Search is down',
        kinds: ['document'],
      },
      {
        given: { markdown: '# Outage of search\n\nSearch is currently not responding. We are working on it.\n' },
        words: '# Outage of search',
        kinds: ['document'],
      },
    ],
    clean: [
      { markdown: '# Search is down\n\nSearch is back. It was down due to a full disk on one node.\n' },
      { markdown: '# Search is down\n\nSearch is back. More details in https://x.example/issues/12.\n' },
      { markdown: '# Note\n\nSearch is faster now. We hope that you like it as much as we do.\n' },
    ],
  },
})
