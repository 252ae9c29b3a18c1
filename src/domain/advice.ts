import type { DomainContext } from './context.ts'
import type { Incident, Severity } from './incident.ts'
import { answersTo, isThin } from './questions.ts'
import { clausesOf, quotable, sentencesOf } from './sentences.ts'
import { readYesNo } from './yes-no.ts'

/** Why a post-mortem is worth its time: the six of requirement C01, and the question of C02. */
export type AdviceTrigger =
  | 'customer-impact'
  | 'financial-or-reputational-risk'
  | 'unclear-cause'
  | 'process-or-expectation-gap'
  | 'failed-release'
  | 'tough-delivery-cycle'
  | 'how-did-this-happen'

export interface PostMortemAdvice {
  /** Null while too little is known to advise against it. */
  readonly run: boolean | null
  /** Each reason quotes the words it stands on. */
  readonly triggers: readonly { readonly id: AdviceTrigger; readonly reason: string }[]
  readonly reason: string
}

const money =
  /(?:[€$£¥]\s?\d|\b\d[\d.,]*\s?(?:k|m|thousand|million)?\s?(?:€|\$|£|euros?|dollars?|pounds?|eur|usd|gbp|chf)\b|\b\d[\d.,]*\s?[€$£])/iu
const notMoney = /\d\s*(?:\w+ )?(?:hours?|hrs?|h|minutes?|mins?|days?|tickets?|calls?|customers?|users?|people)\b/i
const costs =
  /\b(?:refund(?:s|ed)?|credit(?:s|ed) |chargebacks?|penalt(?:y|ies)|fines\b|fined\b|a fine of|sla credits?|lost (?:sales|orders|revenue|bookings|deals?))/i
const reputation =
  /\b(?:churn(?:ed|ing)?|cancel(?:led|ed|ling|ing)? (?:their|the|his|her|a|our) (?:contract|subscription|plan|account)s?|threaten(?:ed|s|ing)? to (?:leave|cancel|sue)|press|journalists?|newspapers?|twitter|social media|hacker news|reddit|went viral|lawyers?|lawsuit|lost (?:their |our |the )?trust|embarrass\w+)\b/i
const unclear =
  /\b(?:(?:do not|don't|did not|didn't|still not|not yet) (?:really |yet |fully )?(?:know|understand|sure) (?:why|how|what (?:caused|happened|made|broke))|(?:root )?cause (?:is |was |remains )?(?:still |as yet )?(?:unknown|unclear|not (?:known|clear|found|understood))|unknown (?:root )?cause|no idea (?:why|how|what (?:caused|happened))|unclear (?:why|how|what caused)|cannot explain|can't explain|could not reproduce|couldn't reproduce|not able to reproduce|nobody (?:knows|understands) (?:why|how|what))/i
const gap =
  /\b(?:nobody (?:knew|was told|had told|owned|owns|felt responsible)|no one (?:knew|was told|owned|owns)|(?:was|were) (?:not|never) told|wasn't told|weren't told|nobody told|miscommunicat\w+|misunderst(?:ood|anding)|hand-?over|no (?:runbook|owner|process|on-call|checklist)|(?:not|never) (?:agreed|documented|written down)|fell between|expected (?:something|it|them|us) (?:else|to)|(?:different|wrong) expectations?|thought (?:the )?(?:other|another|somebody|someone|they|support|ops|engineering)\b|ticket sat|escalat\w+ (?:late|too late))/i
const released =
  /\b(?:releases?|released|deploy(?:s|ed|ment|ments|ing)?|roll-?outs?|rolled out|launch(?:ed|es)?|migrations?|upgrades?|upgraded|shipped|new version|feature flag|go-live|went live)\b/i
const wentWrong =
  /\b(?:fail(?:s|ed|ing|ure)?|broke|broken|unexpected(?:ly)?|roll(?:ed)? (?:it )?back|rollback|revert(?:ed)?|pulled|stopp?ed|aborted|took down|crash(?:ed|es)?|wrong|regression|bugs?|errors?)\b/i
const takenBack = /\b(?:rolled (?:it |the \w+ )?back|rollback|reverted the|hotfix(?:ed)?)\b/i
const tough =
  /\b(?:(?:missed|slipped|blew|overran) (?:the |our |its |every )?(?:\w+ )?(?:deadlines?|dates?|milestones?|launch date)|deadlines? (?:was|were|is) (?:missed|moved)|slipped (?:by )?(?:\w+ )?(?:days|weeks|months|sprints?)|behind schedule|(?:weeks|months|days) late|crunch|overtime|worked (?:the |every |all |through the )?weekends?|scope (?:creep|grew|kept (?:changing|growing))|requirements (?:changed|kept changing)|burn(?:ed|t)? ?out|tough (?:delivery|cycle|release|sprint|quarter)|(?:hard|painful|difficult) (?:delivery|cycle|sprint|quarter))\b/i
const howCome =
  /\bhow (?:on earth |in the world |the hell )?(?:did|could|can|was|is) (?:this|that|it|something like (?:this|that)|we)(?: even| ever| possibly)? (?:happen|possible|get (?:through|past|out|into)|go (?:wrong|unnoticed|live)|slip|miss (?:this|that|it))/i
const denied =
  /\b(?:no|not|none|never|nothing|nobody|no one|without|isn't|wasn't|weren't|didn't|don't|doesn't|hasn't)\b(?! only)(?:\W+[\p{L}\p{N}']+){0,4}?\W*$/iu

/**
 * Whether a post-mortem is worth running (requirements C01 and C02), for outages as for failed releases and tough delivery
 * cycles. Each reason stands on recorded words; what nobody said counts for nothing. `severity` is what `classifySeverity` said.
 */
export function advisePostMortem(
  incident: Incident,
  context: DomainContext,
  severity: Severity | null,
): PostMortemAdvice {
  const texts = spokenTexts(incident)
  const found: { id: AdviceTrigger; reason: string | null }[] = [
    { id: 'customer-impact', reason: customerImpact(incident, context, severity) },
    { id: 'financial-or-reputational-risk', reason: riskOf(incident, texts) },
    { id: 'unclear-cause', reason: unclearCause(incident, texts) },
    { id: 'process-or-expectation-gap', reason: processGap(incident, texts) },
    { id: 'failed-release', reason: failedRelease(texts) },
    { id: 'tough-delivery-cycle', reason: saying('a tough delivery cycle is worth learning from', texts, tough) },
    { id: 'how-did-this-happen', reason: howDidThisHappen(incident, texts) },
  ]
  const triggers = found.flatMap(({ id, reason }) => (reason === null ? [] : [{ id, reason }]))
  if (triggers.length > 0) {
    return {
      run: true,
      triggers,
      reason: `Worth a post-mortem: ${triggers.map((trigger) => trigger.reason).join('; ')}.`,
    }
  }
  const missing = [
    severity === null ? 'how severe it was' : null,
    answersTo(incident, 'what-happened').some((answer) => !isThin(answer.text)) ? null : 'what happened',
  ].filter((name) => name !== null)
  if (missing.length > 0) {
    return {
      run: null,
      triggers,
      reason: `Too little is known to say whether a post-mortem is due: ${missing.join(' and ')}.`,
    }
  }
  return {
    run: false,
    triggers,
    reason: `Nothing recorded so far calls for a post-mortem: ${severity}, and no risk, unclear cause, gap in the process, failed release or tough delivery was named. Should the team still ask how it could happen, run one; otherwise say why it is skipped, and that is kept.`,
  }
}

function customerImpact(incident: Incident, context: DomainContext, severity: Severity | null): string | null {
  if (severity === null || severity > context.policies.bothDocumentsFrom) return null
  const reach = answersTo(incident, 'customers-affected')[0]
  return `customers were hit hard (${severity}${reach ? `, "${quotable(reach.text)}"` : ''})`
}

function riskOf(incident: Incident, texts: readonly string[]): string | null {
  const regulated = answersTo(incident, 'compliance').find(
    (answer) => (answer.value === undefined ? readYesNo(answer.text) : readYesNo(answer.value)) === 'yes',
  )
  if (regulated) return `something regulated was touched ("${quotable(regulated.text)}")`
  for (const answer of answersTo(incident, 'revenue')) {
    const reading = readYesNo(answer.text)
    if (reading === 'no' || reading === 'unknown') continue
    const amount = /[1-9]/.test(answer.text) && !notMoney.test(answer.text)
    if (amount || money.test(answer.text) || costs.test(answer.text))
      return `it cost money ("${quotable(answer.text)}")`
  }
  const paid = texts
    .flatMap(clausesOf)
    .find((clause) => says(clause, costs) || (money.test(clause) && /\b(?:lost|cost|owe)/i.test(clause)))
  if (paid) return `it cost money ("${quotable(paid)}")`
  return saying('trust or reputation was at stake', texts, reputation)
}

function unclearCause(incident: Incident, texts: readonly string[]): string | null {
  const ends = incident.whys.filter(
    (why) => why.track === 'happened' && !incident.whys.some((other) => other.parent === why.id),
  )
  const guess = ends.find((why) => why.kind === 'hypothesis')
  if (guess) return `the cause is still a guess ("${quotable(guess.text)}")`
  // A chain that ends in facts has answered an earlier "we do not know why".
  return ends.length > 0 ? null : saying('the cause is unclear', texts, unclear)
}

function processGap(incident: Incident, texts: readonly string[]): string | null {
  const factor = incident.factors.find((each) => each.category === 'process' || each.category === 'organizational')
  if (factor) return `it showed a gap in how work is done ("${quotable(factor.text)}")`
  for (const sentence of texts.flatMap(sentencesOf)) {
    if (gap.test(sentence)) return `it showed a gap in process, communication or expectations ("${quotable(sentence)}")`
  }
  return null
}

function failedRelease(texts: readonly string[]): string | null {
  const clause = texts
    .flatMap(clausesOf)
    .find((each) => says(each, takenBack) || (says(each, released) && says(each, wentWrong)))
  return clause ? `a release did not do what was expected ("${quotable(clause)}")` : null
}

function howDidThisHappen(incident: Incident, texts: readonly string[]): string | null {
  // Documents ask it as a heading; only people count.
  const said = incident.sources
    .filter((source) => !source.retracted && source.kind !== 'document')
    .map((source) => source.text)
  const sentence = [...texts, ...said].flatMap(sentencesOf).find((each) => howCome.test(each))
  return sentence ? `the team asks itself how it could happen ("${quotable(sentence)}")` : null
}

function saying(what: string, texts: readonly string[], pattern: RegExp): string | null {
  const clause = texts.flatMap(clausesOf).find((each) => says(each, pattern))
  return clause ? `${what} ("${quotable(clause)}")` : null
}

/** The clause holds such words, and does not deny them. */
function says(clause: string, pattern: RegExp): boolean {
  const match = pattern.exec(clause)
  return match !== null && !denied.test(clause.slice(Math.max(0, match.index - 80), match.index))
}

/** What people said of the incident: answers, events and lessons, not the actions they plan. */
function spokenTexts(incident: Incident): string[] {
  const planned = new Set([
    'product-fix',
    'eval-case',
    'risks',
    'lucky',
    'went-well',
    'agreement',
    'owner',
    'revenue',
    'compliance',
  ])
  return [
    ...incident.answers.filter((answer) => !planned.has(answer.question)).map((answer) => answer.text),
    ...incident.timeline.map((event) => event.text),
    ...incident.lessons.map((lesson) => lesson.text),
  ]
}
