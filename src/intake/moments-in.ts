import type { Moment, When } from '../domain/incident.ts'

const people =
  '(?:customers?|users?|clients?|schools?|tenants?|everybody|everyone|people|them|subscribers|merchants|partners)'

/** Words that mark a canonical moment. Each is looked for on its own; a negated one ("not fixed yet") does not count. */
const momentWords: readonly (readonly [Moment, RegExp])[] = [
  [
    'started',
    /\b(?:(?<!\b(?:deploy|deployment|rollout|release|migration|rollback|job|backup|restart|call|meeting|maintenance|upgrade|build|tests?|failover|recovery|investigations?)(?:\s(?:of|to|for|on)\s\S{1,30})?\s(?:was\s|had\s)?)(?:started|began|starts|begins|starting)\b(?!\s+(?:to\s+)?(?:look|investigat|work|roll|restor|debug|dig|check|call|communicat|writ|draft|revert|restart|deploy|a\b|the\b|an\b|our\b|with\b))|start of (?:the )?(?:incident|outage|impact|errors)|first (?:errors?|failures?|failed|symptoms?|timeouts?|bad)|went down)\b/gi,
  ],
  [
    'detected',
    /\b(?:noticed|(?<!\b(?:a|an|the|any|this|that|of|without|short|status|such|public) )notices?(?! (?:that )?(?:was|is|board|page|period)\b)|alert(?!s? (?:stopped|cleared|resolved|recovered|went))s?(?: fired)?|alerted|paged|pager|reported|detected|spotted|complain(?:ed|ts?|ing)|monitoring (?:caught|fired|showed))\b/gi,
  ],
  [
    'responded',
    /\b(?:responded|incident (?:was )?declared|declared (?:an? |the )?incident|investigations? (?:started|starts|began|begins)|acknowledged|ack(?:ed)?|joined|(?:started|began) (?:to )?(?:look|investigat|work|debug|dig|check)\w*|looked (?:at|into)|looking (?:at|into)|investigat(?:ed|ing)|on it|picked (?:it |this )?up|took (?:it|the page|over)|opened (?:the |a )?(?:call|bridge|war room))\b/gi,
  ],
  [
    'communicated',
    new RegExp(
      `\\b(?:told (?!us\\b|me\\b)|posted\\b|status ?page|communicated|announced|emailed|mailed ${people}|tweeted|(?:notified|informed|warned) (?:the |our |all )?${people})`,
      'gi',
    ),
  ],
  [
    'cause identified',
    /\b(?:(?:identified|found|discovered|pinpointed|understood|located)(?: out)? (?:the |a |its |our )?(?:root |real |actual )?(?:causes?|culprit|bug|problem|reason|issue|root|fault|why|query|commit|change)|(?:root cause|cause|bug|culprit|reason)(?: in (?:the |our )?\S{1,60})? (?:was |is )?(?:found|identified|known|clear|understood)|figured out|traced (?:it|this|the|them)|identified)\b/gi,
  ],
  [
    'mitigated',
    /\b(?:rolled (?:it |the \w+ |everything )?back|rolled back|rollback|roll-back|reverted|mitigated|mitigation|restarted|workaround|worked around|failed over|failover|scaled up)\b/gi,
  ],
  [
    'restored',
    /\b(?:fixed|restored|resolved(?! to\b)|recovered|(?<!roll(?:ed|ing)? (?:it |\w+ |the \w+ )?)(?<!got )back(?!\s*(?:end|log|pressure|fill|off|up (?:of|from)|and forth|to (?:us|them|me)\b)|-|\w)|up again|work(?:s|ed|ing)? (?:again|fine|as usual|as before|normally)|(?:running|online|available|reachable|ok|okay|fine|green|stable) again|normal again|(?:stopped|ended|recovered|healed|cleared)(?: up)?(?: all)? (?:by itself|on its own|itself)|healthy again|all good)\b/gi,
  ],
  [
    'all clear',
    /\b(?:all[ -]clear|incident (?:was )?(?:closed|over|ended)|(?:closed|ended) (?:the )?(?:incident|call|bridge)|declared (?:it )?over|stood down|^closed)\b/gi,
  ],
]

const negated =
  /(?:\b(?:not|never|no|without|isn['’]t|wasn['’]t|hasn['’]t|couldn['’]t|didn['’]t|tried to|before (?:it|that|this) was|until (?:it|that|this) was|to be|will be|hoped|not yet)\s(?:yet\s|been\s|be\s|fully\s)?)$/i

/** The canonical moments that the words of one event mark, in the order of `Moment`; none is usual. Words over 2,000 letters mark none. */
export function momentsIn(text: string): Moment[] {
  if (text.length > 2000) return []
  const plain = text.replace(/\s+/g, ' ')
  return momentWords.flatMap(([moment, pattern]) => {
    for (const match of plain.matchAll(pattern))
      if (!negated.test(plain.slice(Math.max(0, match.index - 24), match.index))) return [moment]
    return []
  })
}

const keepsLast: readonly Moment[] = ['restored', 'all clear']

// After the service is back, these say that somebody closed the matter, or that the fault itself was mended later.
const declaredOver = /^\W*(?:the |incident )*(?:(?:is|was|declared|marked|as) )*resolved\W*$/i
const mendedLater =
  /\b(?:bug|code|root cause|leak|typo|script)\b[^.]*\bfixed\b|\bfixed\b[^.]*\b(?:PR|pull request|merged|commit)\b|\bfix (?:was )?(?:merged|released)\b/i

/**
 * Each moment once: the first of each, but the last time that it was restored or declared over. A start that comes after somebody
 * had noticed is another one ("restart it and the trouble starts again").
 */
export function onceEach<T extends { readonly moments: readonly Moment[]; readonly text: string; readonly when: When }>(
  told: readonly T[],
): (T & { moments: Moment[] })[] {
  let isRestored = false
  const clauses = told.map((clause) => {
    const wasRestored = isRestored
    isRestored ||= clause.moments.includes('restored')
    if (!wasRestored || !clause.moments.includes('restored')) return clause
    const others = clause.moments.filter((moment) => moment !== 'restored')
    if (declaredOver.test(clause.text)) return { ...clause, moments: [...others, 'all clear' as const] }
    return mendedLater.test(clause.text) ? { ...clause, moments: others } : clause
  })
  const owner = new Map<Moment, number>()
  for (const [index, clause] of clauses.entries())
    for (const moment of clause.moments) if (!owner.has(moment) || keepsLast.includes(moment)) owner.set(moment, index)
  const started = owner.get('started')
  const detected = owner.get('detected')
  if (started !== undefined && detected !== undefined && isLater(clauses[started]?.when, clauses[detected]?.when))
    owner.delete('started')
  return clauses.map((clause, index) => ({
    ...clause,
    moments: clause.moments.filter((moment) => owner.get(moment) === index),
  }))
}

function isLater(one: When | undefined, other: When | undefined): boolean {
  if (!one?.clock || !other?.clock || one.zone !== other.zone) return false
  return `${one.date ?? ''}T${one.clock}` > `${other.date ?? ''}T${other.clock}`
}
