import { isNotice } from '../document-form.ts'
import { blocksIn, defineDocumentRule, linesIn, type PlacedLine } from '../document-subject.ts'
import type { PostMortemText } from '../read-document.ts'

const noticing =
  /\b(?:alerts?|alarms?|pag(?:e[rd]?|ing)|pagerduty|notif(?:ied|ication|ications)|report(?:s|ed|ing)?|notic(?:e|ed|es|ing)|detect(?:s|ed)?|discover(?:s|ed)?|complain\w*|ticket|informed|told|tweet\w*|flag(?:s|ged)|investigat\w+|asks?|asked|mentions?|identified|e-?mails?)\b/i
const trigger =
  /\b(?:deploy\w*|merg\w+|releas\w+|upgrad\w+|chang\w+|migrat\w+|roll(?:s|ed)?[- ]?out|push\w*|start(?:s|ed)?|began|begins?|occurs?|fails?|failed|expire[sd]?|restart\w*|enabled?|disabled?|created?|launch\w*|opened|scheduled|increase[sd]?|spike\w*|switch\w*|delete[sd]?|remove[sd]?|attack\w*|attempt\w*|blocks?|blocked|rotated?|refactor\w*|stops?|stopped|crash\w*|goes down|went down|lost|drops?|publish\w*|upload\w*|sent|introduc\w+|ran|runs|begun|became|outage|incident begins)\b/i

const machine =
  /\b(?:job|build|pipeline|server|cluster|node|pod|check|service)s? (?:\S+ ){0,4}?reports? (?:being )?(?:blocked|failed|failing|errors?|down|unhealthy)/i
const begun = /\bstart(?:s|ed)? (?:investigat|look|gett|report|receiv|see)\w*/gi
const day = /\b\d{4}-\d{2}-\d{2}\b/
const clock =
  /(?<![\d:.-])([01]?\d|2[0-3]):([0-5]\d)(?![\d%]|\.\d)(?::\d\d)?(?: ?([ap]\.?m)\b)?|\b(1[0-2]|[1-9]) ?([ap]m)\b/gi
const starting =
  /\b(?:starts|started|began|begins|beginning|since|from (?:around|about))\b[^.]{0,30}\b(?:\d{1,2}:\d\d|\d{1,2} ?[ap]m)\b/i
/** Somebody was there when it happened: the noticing is the beginning. */
const atOnce =
  /\b(?:immediately|instantly|at once|right away|straight away|within (?:a few |some )?(?:seconds|a minute|one minute|a couple of minutes)) (?:\p{L}+ ){0,2}?(?:notic|detect|spot|alert|paged|realis|realiz|saw|aware)|\b(?:noticed|detected|spotted|realised|realized|saw|alerted|paged|caught)\b[^.]{0,50}\b(?:immediately|instantly|at once|right away|straight away|within (?:\d+ |a few |some )?(?:seconds|a minute|one minute))\b/iu
/** The text is a stub; the whole story stands elsewhere. */
const fullElsewhere =
  /\b(?:full|complete|detailed|longer) (?:\p{L}+[ -]){0,2}?(?:report|post-?mortem|write-?up|retrospective|analysis|details|timeline|story|rca|document)\b|\b(?:report|post-?mortem|write-?up|retrospective|rca)\b[^.]{0,40}\b(?:can be found|is available|is here|lives|see)\b/iu

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

/** A day and a time of day as text that sorts; empty where a text gives none of it. */
interface Moment {
  readonly day: string
  readonly time: string
}

/** The earliest one that the text names. */
function momentIn(text: string): Moment {
  const times = [...text.matchAll(clock)].map(([, hour, minute, half, bareHour, bareHalf]) => {
    const isEvening = (half ?? bareHalf ?? '').toLowerCase().startsWith('p') && Number(hour ?? bareHour) < 12
    return `${String(Number(hour ?? bareHour) + (isEvening ? 12 : 0)).padStart(2, '0')}:${minute ?? '00'}`
  })
  return { day: day.exec(text)?.[0] ?? '', time: times.toSorted()[0] ?? '' }
}

/** Whether the first is certainly earlier: on an earlier day, or on the same or an unnamed one at an earlier hour. */
function isEarlier(one: Moment, other: Moment): boolean {
  if (one.day !== '' && other.day !== '' && one.day !== other.day) return one.day < other.day
  return one.time !== '' && other.time !== '' && one.time < other.time
}

/** Whether the beginning is told anywhere else: an earlier moment, or the same one told as an event and not as a report of it. */
function isBeginningTold(doc: PostMortemText, first: PlacedLine): boolean {
  const began = momentOf(doc, first)
  return linesIn(doc.blocks).some((line) => {
    if (line.start === first.start || line.block.isQuoted) return false
    if (line.block.section === 'actions' || line.block.section === 'background') return false
    const moment = momentOf(doc, line)
    if (/\b(?:years?|months?) (?:ago|before)\b/i.test(line.text)) return false
    const isProse = line.block.kind === 'paragraph' && !/^\W{0,4}\d/.test(line.text)
    if (isProse && !trigger.test(line.text)) return false
    // "Traffic starts to build from 6 pm" is the beginning, whatever day that was.
    if (isProse && starting.test(line.text) && !noticing.test(line.text) && !['', began.time].includes(moment.time))
      return true
    // After midnight the hours of the same list begin again.
    const isSameList = line.block.section === 'timeline' && (moment.day === '' || began.day === '')
    if (!isSameList && isEarlier(moment, began)) return true
    return (
      moment.time !== '' &&
      moment.time === began.time &&
      (moment.day === began.day || moment.day === '') &&
      line.block.section !== 'timeline' &&
      trigger.test(line.text) &&
      !noticing.test(line.text)
    )
  })
}

/** A line without a day belongs to the day of its heading: "### 2018-02-22 16:30". */
function momentOf(doc: PostMortemText, line: PlacedLine): Moment {
  const own = momentIn(line.text)
  const heading = momentIn(doc.parts[line.block.part]?.heading ?? '')
  return { day: own.day || heading.day, time: own.time || (own.day === '' ? heading.time : '') }
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
    if (doc.blocks.some(({ plain }) => atOnce.test(plain))) return []
    if (doc.words < 200 && doc.blocks.some(({ plain, isTracked }) => isTracked && fullElsewhere.test(plain))) return []
    if (isBeginningTold(doc, first)) return []
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
      // The change before it stands in another list, or in a sentence.
      {
        markdown:
          '# A\n\n## Summary\n\nAt 10:02 release 412 was deployed.\n\n## Timeline\n\n- 10:31 On-call is paged.\n- 10:40 Rollback of 412.\n- 10:52 Errors are gone.\n',
      },
      {
        markdown:
          '# A\n\n- **Key events**\n  - First detected 2026-03-03 10:31\n  - Declared 2026-03-03 10:40\n  - Resolved 2026-03-03 10:52\n\n- **Context**\n  - 2026-03-03 10:31: writes to the index are blocked\n  - 2026-03-03 10:40: a user reports empty pages\n',
      },
      // Whoever made the change saw it fail.
      {
        markdown:
          '# A\n\n## Summary\n\nThe operator noticed the errors immediately.\n\n## Timeline\n\n- 10:31 Errors are noticed.\n- 10:40 Rollback of 412.\n- 10:52 Errors are gone.\n',
      },
      {
        markdown:
          '# A\n\n## Timeline\n\n- [???] The disk fills up and writes stop.\n- 10:31 A user reports it.\n- 10:40 Space is freed.\n- 10:52 All clear.\n',
      },
    ],
  },
})
