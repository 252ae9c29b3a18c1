import { isNotice } from '../document-form.ts'
import { blocksIn, defineDocumentRule, linesIn, type PlacedLine } from '../document-subject.ts'

const noticing =
  /\b(?:alerts?|alarms?|pag(?:e[rd]?|ing)|pagerduty|notif(?:ied|ication|ications)|report(?:s|ed|ing)?|notic(?:e|ed|es|ing)|detect(?:s|ed)?|discover(?:s|ed)?|complain\w*|ticket|informed|told|tweet\w*|flag(?:s|ged)|investigat\w+|asks?|asked|mentions?|identified|e-?mails?|fault occurs)\b/i
const trigger =
  /\b(?:deploy\w*|merg\w+|releas\w+|upgrad\w+|chang\w+|migrat\w+|roll(?:s|ed)?[- ]?out|push\w*|start(?:s|ed)?|began|begins?|occurs?|fails?|failed|expire[sd]?|restart\w*|enabled?|disabled?|created?|launch\w*|opened|scheduled|increase[sd]?|spike\w*|switch\w*|delete[sd]?|remove[sd]?|attack\w*|attempt\w*|stops?|stopped|crash\w*|goes down|went down|lost|drops?|publish\w*|upload\w*|sent|introduc\w+|ran|runs|begun|became|outage|incident begins)\b/i

const machine =
  /\b(?:job|build|pipeline|server|cluster|node|pod|check|service)s? (?:\S+ ){0,4}?reports? (?:being )?(?:blocked|failed|failing|errors?|down|unhealthy)/i
const begun = /\bstart(?:s|ed)? (?:investigat|look|gett|report|receiv|see)\w*/gi
const dated = /(\d{4}-\d{2}-\d{2})[T ,:]+(\d{1,2})[:.](\d{2})/

const since =
  /\b(?:was|were|been) (?:first |originally )?introduced\b|\bintroduced in (?:the|version|v?\d)|\bdates back to\b/i

/** Whether an entry tells that somebody noticed, and nothing that came before: "Users report that launches fail". */
function isNoticed(text: string): boolean {
  const noticed = noticing.exec(text)
  // A machine that "reports blocked" is the beginning, not somebody who noticed.
  if (!noticed || machine.test(text)) return false
  const began = trigger.exec(text.replace(begun, (match) => ' '.repeat(match.length)))
  if (!began) return true
  return (
    /^(?:report|complain|tweet|mention|asks?|e-?mail|alert|page|notif)/i.test(noticed[0]) && noticed.index < began.index
  )
}

/** Date and time as text that sorts; null where one of them is not given. */
function momentIn(text: string): string | null {
  const match = dated.exec(text)
  return match ? `${match[1]} ${match[2]?.padStart(2, '0')}:${match[3]}` : null
}

export const timelineStartsAtAlert = defineDocumentRule({
  id: 'timeline-starts-at-alert',
  kinds: ['document'],
  why: 'What matters most happened before anybody noticed. A timeline that starts at the alert hides the time to detect and the trigger.',
  source: 'PagerDuty, postmortem guide: start the timeline before the incident began',
  check({ doc }) {
    if (isNotice(doc)) return []
    const entries = linesIn(blocksIn(doc, 'timeline')).filter(
      ({ text }) =>
        text.split(/\s+/).length >= 3 && !/\b(?:all )?times? (?:are )?(?:in|listed|zone|approx)/i.test(text),
    )
    const isTimed = ({ text, block }: PlacedLine) =>
      /\d/.test(text) ||
      (doc.parts[block.part]?.isRecognised === false && /\d/.test(doc.parts[block.part]?.heading ?? ''))
    const first = entries.find((entry) => isTimed(entry) || trigger.test(entry.text)) ?? entries[0]
    if (!first || entries.length < 3 || !isNoticed(first.text)) return []
    // Where the text says when it had come in, the list may start with the report.
    if (doc.blocks.some(({ section, plain }) => section !== 'timeline' && since.test(plain))) return []
    const began = momentIn(first.text)
    // A list of events under another heading may begin earlier.
    if (
      began !== null &&
      doc.blocks.some((block) => {
        const moment =
          block.section === 'timeline' || block.kind === 'paragraph' ? null : momentIn(block.plain.slice(0, 40))
        return moment !== null && moment < began
      })
    )
      return []
    return [
      {
        start: first.start,
        end: first.end,
        wrong: 'The timeline starts when somebody noticed, not when it began.',
        ask: 'What happened before: the change, the first failing request, the day it was built? When did users first feel it?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: {
          markdown:
            '# A\n\n## Timeline\n\n- 10:31 UTC On-call is paged about errors.\n- 10:40 UTC Rollback of 412.\n- 10:52 UTC Errors are gone.\n',
        },
        words: '10:31 UTC On-call is paged about errors.',
        kinds: ['document'],
      },
      {
        given: {
          markdown:
            '# A\n\n## Timeline\n\n### 10:31\n\nUsers report that launches fail.\n\n### 10:40\n\nThe cluster is full.\n\n### 10:52\n\nPods are deleted.\n',
        },
        words: 'Users report that launches fail.',
        kinds: ['document'],
      },
      {
        given: {
          markdown:
            '# A\n\n## Chronology\n\n- 09:00 A customer reports an empty cart.\n- 09:20 The cache is flushed.\n- 09:25 Carts are back.\n',
        },
        words: '09:00 A customer reports an empty cart.',
        kinds: ['document'],
      },
    ],
    clean: [
      {
        markdown:
          '# A\n\n## Timeline\n\n### 10:02\n\nA release goes out.\n\n### 10:31\n\nUsers report empty carts.\n\n### 10:40\n\nIt is reverted.\n',
      },
      {
        markdown:
          '# A\n\n## Timeline\n\n- 10:02 UTC 412 is deployed.\n- 10:31 UTC On-call is paged about errors.\n- 10:40 UTC Rollback of 412.\n',
      },
      { markdown: '# A\n\n## Timeline\n\n- 10:31 UTC On-call is paged.\n' },
      {
        markdown:
          '# A\n\n- **Key events**\n  - First detected 2026-03-03 10:31\n  - Declared 2026-03-03 10:40\n  - Resolved 2026-03-03 10:52\n\n- **Context**\n  - 2026-03-03 10:02: 412 is deployed\n',
      },
      {
        markdown:
          '# A\n\n## Timeline\n\n- [???] The disk fills up and writes stop.\n- 10:31 A user reports it.\n- 10:40 Space is freed.\n- 10:52 All clear.\n',
      },
    ],
  },
})
