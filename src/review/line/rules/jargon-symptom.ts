import { defineLineRule } from '../line-rule.ts'
import { internalTerms, userNoun, userVisible } from '../user-view.ts'

const effectVerb =
  /\b(?:saw|could not|couldn't|cannot|can't|unable|waited|paid|received|lost|got|missed|experienced|noticed|had to|were (?:charged|shown|told|asked|logged out|billed|locked out)|was (?:charged|shown|locked out)|failed|down|unavailable|slow)\b/

const deeplyInternal =
  /\b(?:dead[- ]letter|rpc|grpc|error (?:ratio|rate)|npes?|exceptions?|alb|elb|targets? unhealthy|upstreams?|ingress|endpoint|sdk bump|timeouts?|retries|queue|broker|quorum|consumer|offsets?|shards?|replicas?|replication|pods?|heap|oom\w*|iops|inodes?|breaker|partitions?|p9\d|p50|latency|throughput|cpu|memory|heap|backlog|events\/s|rps|qps|cosine|embeddings?|chunks?|fpr|auc|duplicate rows|rows into|deadlocks?|threads?)\b/

export const jargonSymptom = defineLineRule({
  id: 'jargon-symptom',
  kinds: ['jargon-symptom'],
  why: 'Most readers of a summary do not run the system. What users tried to do and what they saw tells them whether it concerns them.',
  source: 'Google, Site Reliability Workbook, chapter 10: "narrow audience"',
  check(line) {
    const { text, plain, section } = line
    if (section !== 'summary' && section !== 'impact') return []
    if (userNoun.test(plain)) return []
    const terms = internalTerms(text, plain)
    const [first] = terms
    if (!first) return []
    // Names of services are internal terms: what users see is looked for beside them.
    let rest = plain
    for (const { start, end } of terms) rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
    const isSeen = userVisible.test(rest)
    // A queue of messages or a job that writes files shows nobody anything.
    const isInternalOnly = deeplyInternal.test(plain)
    if (isSeen && !isInternalOnly && (effectVerb.test(rest) || terms.length < 2)) return []
    const isCalm =
      /\b(?:root cause|because|caused by|was reverted|rolled back|no (?:\p{L}+ )?(?:data|orders?|payments?|messages?|records?|money)|nothing was|not affected|unaffected|page \d|approved|drill)\b/u.test(
        plain,
      )
    if (isCalm) return []
    return [
      {
        start: first.start,
        end: terms.at(-1)?.end ?? first.end,
        wrong: 'The symptom is told in internal terms; nothing here is what a user saw.',
        ask: 'Which users were trying to do what, and what did they see instead?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: { section: 'summary', text: 'The broker lost quorum and consumer lag grew to 2 M messages.' },
        words: 'broker lost quorum and consumer lag',
        kinds: ['jargon-symptom'],
      },
      {
        given: { section: 'impact', text: 'CPU on node-7 stayed at 100 % for two hours.' },
        words: 'CPU on node-7',
        kinds: ['jargon-symptom'],
      },
    ],
    clean: [
      {
        section: 'summary',
        text: 'Shoppers in Norway saw an empty cart from 09:10 to 09:40; the cache node had restarted.',
      },
      { section: 'root-cause', text: 'The broker lost quorum and consumer lag grew to 2 M messages.' },
    ],
  },
})
