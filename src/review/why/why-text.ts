import { findPhrases, hasPhrase, type Match, phrases } from '../language/phrase.ts'
import { type ReadText, readText, type Word } from '../language/read-text.ts'
import { isStopWord } from '../language/stop-words.ts'
import type { WordClass } from '../language/word-classes.ts'

/** An answer with what it answers: the incident in one line, and the links so far, the first why first. */
export interface GivenWhy {
  readonly context: string
  readonly chain: readonly string[]
  readonly answer: string
}

/** A given answer, read once for all rules. */
export interface WhyText {
  /** The answer. */
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
  /** Says what people saw, were told, or had as normal, so that an act made sense. */
  readonly hasCondition: boolean
  /** Says how it came to be so. */
  readonly hasHistory: boolean
  /** Says how and when a guess is tested. */
  readonly hasPlan: boolean
}

// Classes whose words alone leave nothing to ask about.
const empty: readonly WordClass[] = [
  'trigger',
  'defect',
  'place',
  'symptom',
  'vague',
  'judging',
  'poor',
  'absent',
  'not',
  'hedge',
  'luck',
  'always',
  'attention',
  'slip',
  'slip-noun',
  'slip-adverb',
  'wrong',
  'person',
  'group',
  'given-name',
  'third',
  'much',
  'soon',
  'recovery',
]

const history = phrases(`
  since|because|when|while|after|before|until|as|from|for|of|by ~5 {made}
  {made} ~4 when|for|before|since|because|until|to|from|by
  was|were|is|are|been|had ~2 {made} ~4 when|for|before|since|because|until|years|year|months|ago|in
  dates|comes|came|stems|is|are|was from
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
  {testing} ~8 {soon}
  {soon} ~6 {testing}
  will|going|to {testing} ~8 by|on|at|tomorrow|today|tonight|this|next
  {testing|artefact} ~3 {testing|soon} ~3 {soon}
  finishes|runs|due|planned|scheduled|arrives|results ~3 {soon}
  not ~1 proved|proven|known|confirmed|verified yet
`)

/** Reads a given answer. Pure; any text will do. */
export function readWhy(given: GivenWhy): WhyText {
  const read = readText(given.answer)
  const context = readText(given.context)
  const chain = given.chain.map(readText)
  const known = new Set([context, ...chain].flatMap((text) => text.words.map((word) => word.stem)))
  const content = read.words.filter(isContent)
  const isScolding = hasPhrase(read, scolding)
  return {
    text: given.answer,
    given,
    read,
    context,
    chain,
    content,
    substance: content.filter((word) => !known.has(word.stem) && !isEmpty(word)),
    figures: read.words.filter((word) => /\d/.test(word.form) && !known.has(word.stem)),
    mechanisms: findMechanisms(read),
    hasCondition: !isScolding && hasPhrase(read, condition),
    hasHistory: !isScolding && hasPhrase(read, history),
    hasPlan: hasPhrase(read, tested),
  }
}

/** A word that says something: no grammar word, no bare number. */
export function isContent(word: Word): boolean {
  return word.form.length > 1 && !isStopWord(word.form) && !/^\d[\d.,:%]*$/.test(word.form)
}

function isEmpty(word: Word): boolean {
  return empty.some((name) => word.classes.has(name))
}

const people: readonly WordClass[] = ['person', 'group', 'pronoun', 'given-name']

export function isPerson(word: Word): boolean {
  return people.some((name) => word.classes.has(name))
}

const grammar = new Set(
  `is are was were be been being has have had do does did will would can could may might must to not never no only also just then still
  always already again even now it its which that who and or but so n't don't doesn't didn't isn't wasn't weren't aren't can't couldn't
  won't cannot ever both each all too once soon later first actually always usually`.split(/\s+/),
)

/** Auxiliaries, adverbs and relatives are stepped over on the way from a verb back to its subject. */
function findMechanisms(read: ReadText): Match[] {
  const found: Match[] = []
  read.words.forEach((verb, index) => {
    if (!isBehaviour(read, index)) return
    let at = index - 1
    while (at >= 0 && grammar.has(read.words[at]?.form ?? '')) at -= 1
    const subject = read.words[at]
    if (!subject || subject.sentence !== verb.sentence || index - at > 5) return
    // "to alert", "for checking", "the check": no subject stands before these.
    if (isStopWord(subject.form) && !/^(?:one|ones|there|here|up|down|out|off)$/.test(subject.form)) return
    if (isPerson(subject) || subject.classes.has('third')) return
    if (read.words[at + 1]?.form === 'to' || read.words[index - 1]?.form === 'to') return
    found.push({ from: at, to: index + 1 })
  })
  return found
}

/** A form that can only be a verb here: inflected, or with a plural before it. */
function isBehaviour(read: ReadText, index: number): boolean {
  const word = read.words[index]
  if (!word?.classes.has('behaviour')) return false
  const before = read.words[index - 1]?.form ?? ''
  if (/^(?:a|an|the|this|that|no|of|in|on|for|by|with|our|its|their|any|each|every|more|lack|missing|new|old)$/.test(before)) return false
  if (/(?:ing)$/.test(word.form)) return false
  if (/(?:ed|s)$/.test(word.form) && word.form.length > 4) return true
  return /s$/.test(before) || /^(?:does|did|can|could|doesn't|didn't|can't|cannot|will|not|only|never|always|which|that)$/.test(before) || /^(?:kept|held|sent|took|read|ran|sat|rose|fell|built|put|left|went|came|lay|got|meant|stood|ate|hid|let|made|set|cut|saw|knew|jammed|had)$/.test(word.form)
}
