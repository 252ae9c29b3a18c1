import { findPhrases, hasPhrase, type Match, phrases } from '../language/phrase.ts'
import { type ReadText, readText, type Word } from '../language/read-text.ts'
import { isContent, isEmpty } from './content.ts'
import { hasInstead, hasOrigin } from './instead.ts'
import { readMachines } from './machines.ts'
import { findMechanisms } from './mechanisms.ts'
import { blankReportFrame } from './reported.ts'

/** An answer with what it answers: the incident in one line, and the links so far, the first why first. */
export interface GivenWhy {
  readonly context: string
  readonly chain: readonly string[]
  readonly answer: string
}

/** A given answer, read once for all rules. */
export interface WhyText {
  /** The answer, with the frame of reported speech blanked: places are those of the answer. */
  readonly text: string
  readonly given: GivenWhy
  readonly read: ReadText
  readonly context: ReadText
  readonly chain: readonly ReadText[]
  /** Words with content: no grammar words, no bare numbers. */
  readonly content: readonly Word[]
  /** Content that is new here and says more than "it broke", "it changed", "somebody": what a next why could hold on to. */
  readonly substance: readonly Word[]
  /** Numbers that neither context nor chain has. */
  readonly figures: readonly Word[]
  /** Places where a thing, not a person, does or holds something: "the importer skips columns". */
  readonly mechanisms: readonly Match[]
  /** Tells an absence together with what was there instead of it. */
  readonly hasInstead: boolean
  /** Says where a design was taken from, and what holds there. */
  readonly hasOrigin: boolean
  /** Says what people saw, were told, or had as normal, so that an act made sense; or what was there instead, or held before. */
  readonly hasCondition: boolean
  /** Says how it came to be so. */
  readonly hasHistory: boolean
  /** Says how and when a guess is tested. */
  readonly hasPlan: boolean
}

const history = phrases(`
  since|because|when|while|after|before|until|as ~5 {made}
  was|were|been ~2 {made} ~5 when|for|before|since|because|until|years|months|ago
  {made} ~5 when|because|since
  dates|comes|came|stems|is|are|was from
  was|were|been kept|left|held|reserved|meant ~1 for|open|as|until|since|in|on
  only ~2 used to
  used to
  years|months|releases|weeks ago
  at the time
  back then
  back when
  so|because|as it|that|they ~2 looked|seemed|looks|seems
  instead it|we|they
`)

const condition = phrases(`
  {artefact|rule} ~3 say|says|said|show|shows|showed|shown|list|lists|listed|names|named|reads|prints|printed|suggests|suggested|offers|offered|asks|asked|labels|labelled|recommends|recommended|displays|displayed|looks|looked|told|tells|points|gives|gave
  as ~2 {artefact|rule} ~5 says|said|say|shows|asks|suggests|requires|recommends|describes|wants|tells
  look|looks|looked|seem|seems|seemed ~2 same|identical|alike|like|safe|fine|normal|unused|hung|done|green|finished
  both ~3 {artefact} ~3 same|identical
  as|like ~3 usual|normally|usually|always|before|drills
  next to each|it
  differ|differs|differed|different in|by|only
  no|little|nothing way|sign|hint|difference|visible ~2
  nothing in|on|marks|shows|says|tells|distinguishes
  which|that had ~1 always|usually|never ~2 worked|been
  side by side
  only way
  had worked
`)

const scolding = phrases(`
  clearly|plainly|explicitly|obviously says|states|said|shows|written|documented
  as anyone|everyone|anybody|everybody knows|can
`)

const tested = phrases(`
  {testing} ~12 {day}
  open|unclear|unknown|unproven|unsettled whether|if|which|what|how ~9
  not ~2 settled|clear|proved|known|sure yet? ~1 whether|if|which
  {day} ~6 {testing}
  will|going|to {testing} ~8 by|on|at|tomorrow|today|tonight|this|next
  {testing|artefact} ~3 {testing} ~3 {day}
  {person|group|given-name} ~1 reruns|rerun|retries|repeats|counts|runs|asks|tries|builds ~12 {day}
  finishes|runs|due|planned|scheduled|arrives|results ~3 {day}
  not ~1 proved|proven|known|confirmed|verified yet
`)

// Context and links are compared by their words; more of them than this adds nothing but time.
const longestRead = 4000

/** Reads a given answer. Pure; any text will do. */
export function readWhy(given: GivenWhy): WhyText {
  const text = blankReportFrame(given.answer)
  const read = readMachines(readText(text))
  const context = readText(given.context.slice(0, longestRead))
  const chain = given.chain.map((link) => readText(link.slice(0, longestRead)))
  const known = new Set([context, ...chain].flatMap((text) => text.words.map((word) => word.stem)))
  const content = read.words.filter(isContent)
  const isScolding = hasPhrase(read, scolding)
  const isInstead = hasInstead(read)
  const isOrigin = hasOrigin(read)
  return {
    text,
    given,
    read,
    context,
    chain,
    content,
    substance: content.filter((word) => !known.has(word.stem) && !isEmpty(word)),
    figures: read.words.filter((word) => /\d/.test(word.form) && !known.has(word.stem)),
    mechanisms: findMechanisms(read),
    hasInstead: isInstead,
    hasOrigin: isOrigin,
    hasCondition:
      isInstead || isOrigin || (!isScolding && findPhrases(read, condition).some((found) => !isRecord(read, found))),
    hasHistory: !isScolding && hasPhrase(read, history),
    hasPlan:
      findPhrases(read, tested).some((found) => !isPast(read, found)) &&
      read.words.some((word) => word.classes.has('soon') || word.classes.has('testing')),
  }
}

/** "Had been tested on Friday", "confirmed on Tuesday": what was done, not what will be. */
function isPast(read: ReadText, found: Match): boolean {
  return read.words
    .slice(found.from, found.to)
    .some(
      (word, at) =>
        word.classes.has('testing') &&
        /ed$/.test(word.form) &&
        !/^(?:be|is|are|gets?|being)$/.test(read.words[found.from + at - 1]?.form ?? ''),
    )
}

/** "As the log shows" is evidence; what a screen or a guide shows is what people went by. */
function isRecord(read: ReadText, found: Match): boolean {
  return read.words
    .slice(found.from, found.to)
    .some((word) => /^(?:logs?|traces?|history|chat|statistics|records?|metrics?|graphs?)$/.test(word.form))
}
