import { blocksIn, defineDocumentRule, linesIn } from '../document-subject.ts'

const noticing =
  /\b(?:alerts?|alarms?|pag(?:e[rd]?|ing)|pagerduty|notif(?:ied|ication|ications)|report(?:s|ed|ing)?|notic(?:e|ed|es|ing)|detect(?:s|ed)?|discover(?:s|ed)?|complain\w*|ticket|informed|told|tweet\w*|flag(?:s|ged)|investigat\w+|asks?|asked|mentions?|fault occurs)\b/i
const trigger =
  /\b(?:deploy\w*|merg\w+|releas\w+|upgrad\w+|chang\w+|migrat\w+|roll(?:s|ed)?[- ]?out|push\w*|start(?:s|ed)?|began|begins?|occurs?|fails?|failed|expire[sd]?|restart\w*|enabled?|disabled?|created?|launch\w*|opened|scheduled|increase[sd]?|spike\w*|switch\w*|delete[sd]?|remove[sd]?|attack\w*|attempt\w*|stops?|stopped|crash\w*|goes down|went down|lost|drops?|publish\w*|upload\w*|sent|introduc\w+|ran|runs|begun|became|outage|incident begins)\b/i

export const timelineStartsAtAlert = defineDocumentRule({
  id: 'timeline-starts-at-alert',
  kinds: ['document'],
  why: 'What matters most happened before anybody noticed. A timeline that starts at the alert hides the time to detect and the trigger.',
  source: 'PagerDuty, postmortem guide: start the timeline before the incident began',
  check({ doc }) {
    const entries = linesIn(blocksIn(doc, 'timeline')).filter(
      ({ text }) =>
        text.split(/\s+/).length >= 3 && !/\b(?:all )?times? (?:are )?(?:in|listed|zone|approx)/i.test(text),
    )
    const first = entries.find(({ text }) => /\d/.test(text)) ?? entries[0]
    if (!first || entries.length < 3) return []
    if (
      !noticing.test(first.text) ||
      trigger.test(first.text.replace(/\b(?:start(?:s|ed)? (?:investigat|look|gett|report|receiv|see)\w*)/gi, ''))
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
            '# A\n\n## Chronology\n\n- 09:00 A customer reports an empty cart.\n- 09:20 The cache is flushed.\n- 09:25 Carts are back.\n',
        },
        words: '09:00 A customer reports an empty cart.',
        kinds: ['document'],
      },
    ],
    clean: [
      {
        markdown:
          '# A\n\n## Timeline\n\n- 10:02 UTC 412 is deployed.\n- 10:31 UTC On-call is paged about errors.\n- 10:40 UTC Rollback of 412.\n',
      },
      { markdown: '# A\n\n## Timeline\n\n- 10:31 UTC On-call is paged.\n' },
    ],
  },
})
