import type { DomainContext, SeverityRow } from './context.ts'
import { matchExample } from './guide-example.ts'
import type { Answer, Incident, Severity } from './incident.ts'
import { answersTo } from './questions.ts'
import { clausesOf, quotable } from './sentences.ts'
import { shareAffected } from './share-affected.ts'
import { readYesNo } from './yes-no.ts'

/** How severe an incident is by the guide, or by a person who overruled the guide. */
export interface SeverityVerdict {
  /** Null while too little is known. */
  readonly severity: Severity | null
  /** Quotes the words that it stands on and names the row of the guide; or says what is missing. */
  readonly reason: string
  readonly overruled?: {
    /** What the guide says on its own. */
    readonly guide: Severity | null
    readonly guideReason: string
    readonly reason: string
    readonly role: string
    readonly at: string
  }
}

const blocked =
  /\b(?:could(?: not|n't)|cannot|can't|can not|unable|not able|weren't able|wasn't able|fail(?:s|ed|ing|ures?)?|(?<!slowed |drop-|written |cut )down|outage|stopp(?:ed|ing) working|unavailable|unreachable|inaccessible|offline|stuck|locked out|logged out|blocked|lost access|no access|tim(?:e|ed|ing) out|timeouts?|crash(?:es|ed|ing)?|error(?:s| page| message)?|blank (?:page|screen)|(?:did|do|does|was|were|is|are)(?: not|n't) (?:work|load|arriv|open|start|respond|sav|send|sent|reach|go through)\w*|(?:nobody|no one|no customers?|no users?) could)\b/i
const degraded =
  /\b(?:slow(?:er|ly|ness)?|sluggish|degraded|delay(?:s|ed)?|late|lagg(?:y|ing|ed)|took (?:\w+ ){0,3}(?:minutes|seconds|hours)|intermittent(?:ly)?)\b/i
const cosmetic =
  /\b(?:cosmetic|typos?|wording|misspel\w+|misaligned|colou?rs?|fonts?|icons?|logos?|layout|formatting|badly formatted|non-critical|not critical|tooltips?|spacing|charts? (?:did|do|does)(?: not|n't) load\w*)\b/i
const damage =
  /\b(?:lost|los(?:s|t) of|wrong(?:ly)?|incorrect(?:ly)?|corrupt(?:ed|ion)?|overwrit(?:ten|es?)|overwrote|delet(?:ed|es)|duplicat(?:ed|es?)|doubled|(?:charged|booked|billed|sent|paid|taken|imported|stored|debited) twice|leak(?:ed|s)?|gone for (?:good|ever)|gone forever|exposed|missing|mixed up|somebody else's|someone else's|another (?:customer|school|user|tenant|account)'?s?|unauthori[sz]ed)\b/i
const breach =
  /\b(?:breach(?:ed)?|violat(?:ed|ion|es)|notif(?:y|iable|ication)|reportable|missed (?:the |a )?(?:deadline|filing)|unlawful|regulator|supervisory authority)\b/i
const denial =
  /\b(?:no|not|none|never|nothing|nobody|no one|neither|without|isn't|wasn't|weren't|didn't|don't|doesn't|hasn't|haven't)\b(?! only)(?:\W+[\p{L}\p{N}']+){0,5}?\W*$/iu
const deniedAfter = /^\W*(?:no|none|nothing)\b/i
const notBreached =
  /\b(?:(?:no|without|nothing)\b[^.;]{0,25}\b(?:breach\w*|violat\w+|broken|reportable)|not (?:reportable|notifiable|breached|broken|violated|touched|affected|concerned)|no notification)\b/i
const intact = /\b(?:intact|unharmed|consistent|complete)\b/i
const unchecked = /\b(?:checked|checking|know|known|sure|verified|investigat\w+|clear)\b/i
const somebody =
  /\b(?:[1-9]\d*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|some|several|few|many|lots|couple|handful|all|every\w*|most|(?:a|an|the|our) \p{L}+|\p{L}{3,}s)\b/iu
const oneOnly =
  /^\W*(?:(?:just|only|exactly|about) )*(?:one|1|a single)\b(?! (?:in|of|out|third|quarter|half|hundred|thousand|million))/i

/**
 * The severity of an incident by the company's guide (requirement E16), worked out from the answers; the first that decides:
 * data lost, wrong or shown to others, or a duty broken; an example of the guide that the answers repeat; nobody affected; the
 * share of customers against the guide's; what customers could not do. A later answer may change it. An overruling by a person
 * wins, and is returned beside what the guide says. What an assistant inferred does not count.
 */
export function classifySeverity(incident: Incident, context: DomainContext): SeverityVerdict {
  const guide = classifyByGuide(asSaid(incident), context)
  const overruled = incident.severityOverruled
  if (!overruled) return guide
  const before = guide.severity === null ? 'The guide alone does not decide' : `The guide alone says ${guide.severity}`
  return {
    severity: overruled.severity,
    reason: `${titleOf(rowOf(context, overruled.severity))}: decided by ${quotable(overruled.role) || 'a person'}, "${quotable(overruled.reason)}". ${before}: ${guide.reason}`,
    overruled: {
      guide: guide.severity,
      guideReason: guide.reason,
      reason: overruled.reason,
      role: overruled.role,
      at: overruled.at,
    },
  }
}

/** Where an answer holds what nobody said, the words themselves count until a person has confirmed it. */
function asSaid(incident: Incident): Incident {
  const answers = incident.answers.map((answer) =>
    answer.inferred.length > 0 ? { ...answer, text: answer.evidence.map(({ excerpt }) => excerpt).join(' ') } : answer,
  )
  return { ...incident, answers }
}

function classifyByGuide(incident: Incident, context: DomainContext): SeverityVerdict {
  const worst = rowOf(context, 'S1')
  const data = readData(incident)
  if (data.reading === 'yes') {
    return verdict(worst, `data was lost, wrong, doubled or shown to others: ${data.quote}`)
  }
  const compliance = readCompliance(incident)
  if (compliance.reading === 'yes') {
    return verdict(worst, `something regulated was touched: ${compliance.quote}; overrule it where no duty was broken`)
  }
  const still = openPoints(data.reading, compliance.reading)
  const told = ['what-happened', 'users-saw', 'functionality', 'blocked-task', 'customers-affected'].flatMap((id) =>
    answersTo(incident, id),
  )
  const match = matchExample(
    told.map((answer) => answer.text),
    context,
  )
  if (match)
    return verdict(match.row, `"${match.words}" is like the guide's example "${quotable(match.example)}"`, still)
  return classifyByReach(incident, context, told, still)
}

/** By how many were affected, and by what they could not do. */
function classifyByReach(
  incident: Incident,
  context: DomainContext,
  told: readonly Answer[],
  still: string,
): SeverityVerdict {
  const reach = answersTo(incident, 'customers-affected').filter((answer) => answer.text.trim() !== '')
  const shares = reach.map((answer) => ({ answer, share: shareAffected(answer.text) }))
  const widest = shares.reduce<{ answer: Answer; share: number } | null>(
    (most, { answer, share }) => (share !== null && (most === null || share > most.share) ? { answer, share } : most),
    null,
  )
  const felt = feltBy(told)
  if (widest?.share === 0) {
    return verdict(rowOf(context, 'S4'), `no customer was affected: ${quoteOf(widest.answer)}`, still)
  }
  if (widest) return classifyByShare(context, widest.share, quoteOf(widest.answer), felt, still)

  const group = reach.find((answer) => readYesNo(answer.text) !== 'unknown' && somebody.test(answer.text))
  if (!group) {
    const said = reach[0] ? ` (so far: ${quoteOf(reach[0])})` : ''
    return {
      severity: null,
      reason: `Not classified yet: it is not known who was affected, how many customers or what share of them${said}.${still}`,
    }
  }
  if (felt === null) {
    return {
      severity: null,
      reason: `Not classified yet: ${quoteOf(group)} says who was affected, but neither which share of customers that is, nor what they could not do.${still}`,
    }
  }
  if (felt.depth === 'cosmetic')
    return verdict(rowOf(context, 'S3'), `it is about looks or details: ${felt.quote}`, still)
  if (oneOnly.test(group.text)) {
    return verdict(rowOf(context, 'S3'), `one was affected: ${quoteOf(group)}; ${felt.quote}`, still)
  }
  return verdict(rowOf(context, 'S2'), `a part of the customers was affected: ${quoteOf(group)}; ${felt.quote}`, still)
}

function classifyByShare(
  context: DomainContext,
  share: number,
  quote: string,
  felt: ReturnType<typeof feltBy>,
  still: string,
): SeverityVerdict {
  if (felt?.depth === 'cosmetic') {
    return verdict(rowOf(context, 'S3'), `it is about looks or details: ${felt.quote}; affected: ${quote}`, still)
  }
  const rows = [...context.severityGuide].sort((a, b) => a.severity.localeCompare(b.severity))
  const reached = rows.find((row) => row.share !== undefined && share >= row.share)
  if (!reached) {
    const lowest = rows.filter((row) => row.share !== undefined).at(-1)
    const below = lowest ? `, below the ${percent(lowest.share ?? 0)} from which the guide says ${lowest.severity}` : ''
    return verdict(rowOf(context, 'S3'), `${quote} is ${percent(share)} of customers or traffic${below}`, still)
  }
  const why = `${quote} is ${percent(share)} of customers or traffic, and the guide says ${reached.severity} from ${percent(reached.share ?? 0)} on`
  if (reached.severity === 'S1' && felt?.depth === 'degraded') {
    return verdict(rowOf(context, 'S2'), `${why}; but it was worse rather than impossible: ${felt.quote}`, still)
  }
  return verdict(reached, why, still)
}

/** How deep it went for those whom it reached, by the words; null while nobody said. */
function feltBy(told: readonly Answer[]): { depth: 'blocked' | 'degraded' | 'cosmetic'; quote: string } | null {
  const about = told.filter((answer) => answer.question !== 'customers-affected')
  for (const [depth, pattern] of [
    ['cosmetic', cosmetic],
    ['blocked', blocked],
    ['degraded', degraded],
  ] as const) {
    for (const clause of told.flatMap((answer) => clausesOf(answer.text))) {
      if (!saysSo(clause, pattern)) continue
      // "The logo made sign-in fail" is no cosmetic matter.
      if (depth === 'cosmetic' && about.some((answer) => isBlocking(answer.text))) continue
      return { depth, quote: `"${quotable(clause)}"` }
    }
  }
  const task = about.find((answer) => answer.question === 'blocked-task' && readYesNo(answer.text) === null)
  return task ? { depth: 'blocked', quote: quoteOf(task) } : null
}

function isBlocking(text: string): boolean {
  return clausesOf(text).some((clause) => saysSo(clause.replace(cosmetic, ''), blocked))
}

interface Reading {
  readonly reading: 'yes' | 'no' | 'unknown' | null
  readonly quote: string
}

function readData(incident: Incident): Reading {
  return worstOf(answersTo(incident, 'data-integrity'), (text, value) => value ?? dataHarmed(text))
}

function readCompliance(incident: Incident): Reading {
  return worstOf(answersTo(incident, 'compliance'), (text, value) =>
    value === 'yes' && notBreached.test(text) ? 'no' : (value ?? dutyBroken(text)),
  )
}

/** Whether data was harmed or a duty broken, where the words of an answer say so without a yes or a no; null where they do not. */
export function readHarm(question: string | undefined, text: string): Reading['reading'] {
  if (question === 'data-integrity') return dataHarmed(text)
  return question === 'compliance' ? dutyBroken(text) : null
}

function dataHarmed(text: string): Reading['reading'] {
  const said = readYesNo(text)
  if (said === 'unknown' || said === 'yes') return said
  const harmed = clausesOf(text).filter((clause) => damage.test(clause))
  if (harmed.some((clause) => saysSo(clause, damage))) return 'yes'
  if (harmed.some((clause) => unchecked.test(clause))) return 'unknown'
  return harmed.length > 0 || intact.test(text) ? 'no' : said
}

function dutyBroken(text: string): Reading['reading'] {
  const said = readYesNo(text)
  if (said === 'yes') return notBreached.test(text) ? 'no' : 'yes'
  if (said !== null) return said
  if (clausesOf(text).some((clause) => saysSo(clause, breach))) return 'yes'
  return notBreached.test(text) ? 'no' : null
}

/** The clause holds such a word, and does not deny it: "no data was lost" does, "wrong totals were not noticed" does not. */
function saysSo(clause: string, pattern: RegExp): boolean {
  for (const match of clause.matchAll(new RegExp(pattern.source, 'giu'))) {
    const before = clause.slice(Math.max(0, match.index - 80), match.index)
    if (!denial.test(before) && !deniedAfter.test(clause.slice(match.index + match[0].length))) return true
  }
  return false
}

/** Of several answers the one that weighs most: a yes, then a no, then an unknown. */
function worstOf(
  answers: readonly Answer[],
  read: (text: string, value: 'yes' | 'no' | 'unknown' | null) => Reading['reading'],
): Reading {
  const readings = answers.map((answer) => {
    const chosen = answer.value === undefined ? null : readYesNo(answer.value)
    return { reading: read(answer.text, chosen), quote: quoteOf(answer) }
  })
  return (
    readings.find((each) => each.reading === 'yes') ??
    readings.find((each) => each.reading === 'no') ??
    readings.find((each) => each.reading === 'unknown') ?? { reading: null, quote: '' }
  )
}

function openPoints(data: Reading['reading'], compliance: Reading['reading']): string {
  const open = [
    data === 'no' ? null : 'whether data was harmed',
    compliance === 'no' ? null : 'whether a duty was broken',
  ]
  const names = open.filter((name) => name !== null)
  return names.length === 0 ? '' : ` Not known yet: ${names.join(' and ')}; a yes would make it S1.`
}

function verdict(row: SeverityRow, because: string, still = ''): SeverityVerdict {
  // Nothing is worse than S1, so what is not known yet cannot change it.
  return { severity: row.severity, reason: `${titleOf(row)}, since ${because}.${row.severity === 'S1' ? '' : still}` }
}

function titleOf(row: SeverityRow): string {
  return row.name ? `${row.severity} ${quotable(row.name)}` : row.severity
}

function rowOf(context: DomainContext, severity: Severity): SeverityRow {
  return (
    context.severityGuide.find((row) => row.severity === severity) ?? {
      severity,
      name: '',
      definition: '',
      examples: [],
    }
  )
}

/** Their words in quotation marks; a guess is said to be one. */
function quoteOf(answer: Answer): string {
  const words = `"${quotable(answer.text)}"`
  return answer.kind === 'hypothesis' ? `${words} (not confirmed)` : words
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`
}
