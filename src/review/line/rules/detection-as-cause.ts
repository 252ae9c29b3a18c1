import { defineLineRule } from '../line-rule.ts'
import { matchesOf } from '../matches.ts'

const watcher =
  '(?:alerts?|alerting|alarms?|monitors?|monitoring|tests?|test coverage|test cases?|unit tests?|integration tests?|regression tests?|e2e tests?|load tests?|smoke tests?|testing|checks?|health ?checks?|canary|canaries|watchdogs?|dashboards?|metrics?|observability|reviews?|code reviews?|coverage|logging|logs|probes?|evals?|eval cases?|linters?|qa|assertions?|validation step|sanity checks?|audits?|visibility|notifications?|warnings?|pages?|synthetics?|supervision|staging environment|backups? tests?|restore tests?|drills?)'
const absent = [
  new RegExp(
    `\\b(?:nobody|no[- ]one|none of us|no team|we never|we had not|we hadn't|we did not|we didn't|never)\\s+(?:had |has |ever |even |yet )*(?:set up|built|build|added|add|configured|configure|wrote|write|written|created|create|put in place|enabled|enable|introduced)\\s+(?:\\p{L}[\\p{L}-]*\\s+){0,4}?${watcher}\\b`,
    'gu',
  ),
  new RegExp(
    `\\b(?:no|missing|lack of|absence of|absent|insufficient|inadequate|too few|without|lacking|not enough|incomplete|poor|nonexistent|non-existent|gaps? in(?: the| our)?)\\s+(?:\\p{L}[\\p{L}-]*\\s+){0,3}?${watcher}\\b`,
    'gu',
  ),
  new RegExp(
    `\\b${watcher}\\s+(?:\\p{L}+\\s+){0,4}?(?:was|were|is|are|had been|has been|have been)?\\s*(?:missing|absent|lacking|did not exist|didn't exist|never existed|not in place|never (?:built|written|set up|added|configured|created)|not (?:set up|configured|written|built|present|there|added|covering|available)|do(?:es)? not (?:cover|exist|include|look|catch|check)|doesn't (?:cover|exist|include|look|catch|check)|did not (?:cover|include|catch|check|detect|fire)|didn't (?:cover|include|catch|check|detect|fire)|fail(?:ed|s) to (?:catch|detect|cover|notice|fire)|fires? too late|came too late|covers? (?:only|just)|let (?:it|this|the \\p{L}+) (?:through|pass))\\b`,
    'gu',
  ),
  /\b(?:is|was|are|were|be|been)(?: not|n't| never)(?: being)? (?:\p{L}+ly )?(?:alerted(?: on)?|monitored|tested|watched|checked|reviewed|covered|caught|detected|observed|logged|noticed|spotted|measured|tracked|validated|verified|audited)\b/gu,
  /\b(?:nobody|no[- ]one|no team|no person|no engineer|none of us|we|on-?call)\b(?: \p{L}+){0,2} (?:(?:was|were) (?:watching|looking at|monitoring|checking|alerted|paged|notified|on call|paying attention|aware)|(?:watched|monitored|checked|looked at|tested|reviewed|noticed|saw|was told)\b)/gu,
  /\b(?:un(?:tested|monitored|noticed|detected|watched|checked|reviewed)|slipped through (?:\p{L}+ ){0,3}(?:tests?|review|qa|ci|net)|went (?:unnoticed|undetected)|(?:noticed|detected|found|discovered|spotted|alerted|told|paged|caught) (?:us )?(?:too|so|only|very) late)\b/gu,
  /\b(?:alert|monitor|alarm|watchdog|monitoring|canary|health ?check|probe|dashboard|test suite|pipeline|ci)\b(?: \p{L}+){0,3} (?:was|were|is|had been) (?:muted|silenced|off|disabled|snoozed|ignored|too (?:high|late|slow|coarse|noisy)|set too)\b/gu,
]
const causal =
  /\b(?:root cause|cause[sd]?|because|since|hence|therefore|thus|so that|so the|which is why|that is why|led to|leading to|due to|reason|resulted|as (?:no|nobody|there)|why)\b/
// How the absence came about, or what was there instead: then it is a condition, not a bare absence.
const history =
  /\b(?:was removed|were removed|came later|was built (?:for|before|when)|were built (?:for|before|when)|dates? from|written (?:before|when|for)|until|used to|had been (?:turned|switched|moved|dropped|removed|replaced|enough)|was dropped|was moved|instead|in its place|designed for|since (?:the )?(?:\d{4}|january|february|march|april|may|june|july|august|september|october|november|december|redesign|migration|split|merger)|only (?:looks?|runs?|covers?|checks?) .{4,60}\b(?:since|because|as)\b|owned by|was enough|made (?:it|this) (?:safe|enough)|copied from|inherited|is (?:only )?seen when|because (?:the|its|it|they) )/

export const detectionAsCause = defineLineRule({
  id: 'detection-as-cause',
  kinds: ['detection-as-cause'],
  why: 'An alert that is missing lets an incident last; it does not make it happen. Mixed up, both questions stay without an answer.',
  source: 'RCA2 (NPSF 2015); Howie guide: how it happened, how it was noticed and how it ended are three stories',
  check(line) {
    const { plain, section } = line
    if (section !== 'root-cause' && section !== 'contributing') return []
    const hits = absent
      .flatMap((pattern) => matchesOf(plain, pattern))
      .sort((a, b) => a.start - b.start)
      .filter(() => !history.test(plain))
      .filter(({ start }) => section === 'root-cause' || causal.test(plain) || start < 4)
      .filter(({ start }) => !/\b(?:it )?(?:passed|despite|although)\b/.test(plain.slice(0, start)))
    const [first] = hits
    if (!first) return []
    return [
      {
        start: first.start,
        end: first.end,
        wrong: 'This tells why it was not noticed, where the cause is asked for.',
        ask: 'What in the system produced the effect? Keep this for detection: what was there instead, and what made it seem enough?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: { section: 'root-cause', text: 'Root cause: missing monitoring of the export job.' },
        words: 'missing monitoring',
        kinds: ['detection-as-cause'],
      },
      {
        given: { section: 'root-cause', text: 'The feed stopped because there was no alert on its age.' },
        words: 'no alert',
        kinds: ['detection-as-cause'],
      },
    ],
    clean: [
      { section: 'detection', text: 'There was no alert on the age of the feed; support noticed it at 11:20.' },
      {
        section: 'root-cause',
        text: 'The health check answers 200 before the pool is ready, so traffic arrives early.',
      },
    ],
  },
})
