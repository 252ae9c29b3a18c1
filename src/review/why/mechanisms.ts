import { findPhrases, type Match, phrases } from '../language/phrase.ts'
import type { ReadText } from '../language/read-text.ts'
import { isStopWord } from '../language/stop-words.ts'
import { isWordClass, type WordClass } from '../language/word-classes.ts'
import { isIrregularForm } from '../language/word-forms.ts'
import { afterVerb, clauseAround, isBehaviour, objectMarkers } from './behaviour.ts'
import { isContent, isPerson } from './content.ts'

/**
 * Every place where a thing, not a person, does or holds something: "the importer skips columns", "the limit is 500", and how work
 * is done on any day: "we keep backups on the same array". In reading order.
 */
export function findMechanisms(read: ReadText): Match[] {
  return [...findDeeds(read), ...findStates(read), ...findPractices(read)].sort((one, other) => one.from - other.from)
}

const grammar = new Set(
  `is are was were be been being has have had do does did will would can could may might must to not never no only also just then still
  always already again even now which that who and or but so n't don't doesn't didn't isn't wasn't weren't aren't can't couldn't
  won't cannot ever both each all too once soon later first actually always usually there here today now sometimes often usually instead
  therefore simply silently quietly automatically happily blindly directly immediately literally eventually`.split(
    /\s+/,
  ),
)

/** "Nobody on our side had bothered": people stand first in the clause, and no other thing took over since. */
function beginsWithPeople(read: ReadText, subject: number, isJoined: boolean): boolean {
  const clause = read.words[subject]?.clause
  let start = subject
  while (
    start > 0 &&
    read.words[start - 1]?.clause === clause &&
    (isJoined ||
      !/^(?:because|since|so|and|when|while|as|where|but|although|until)$/.test(read.words[start - 1]?.form ?? ''))
  )
    start -= 1
  const lead = read.words.slice(start, Math.min(start + 3, subject))
  return (
    lead.some((word) => isPerson(word) || word.classes.has('nobody')) &&
    !lead.some((word) => word.classes.has('artefact'))
  )
}

/** "No job writes it" does something; "no tests" is an absence. */
function isActiveOf(read: ReadText, index: number): boolean {
  return (
    afterVerb.test(read.words[index + 1]?.form ?? '') &&
    /[^s]s$/.test(read.words[index]?.form ?? '') &&
    !/s$/.test(read.words[index - 1]?.form ?? '')
  )
}

// Auxiliaries, adverbs and relatives are stepped over on the way from a verb back to its subject.
function findDeeds(read: ReadText): Match[] {
  const found: Match[] = []
  read.words.forEach((verb, index) => {
    if (!isBehaviour(read, index)) return
    let at = index - 1
    while (at >= 0 && grammar.has(read.words[at]?.form ?? '')) at -= 1
    const between = read.words.slice(at + 1, index).map((word) => word.form)
    const subject = read.words[at]
    if (!subject || subject.sentence !== verb.sentence || index - at > 5) return
    // "to alert", "for checking", "the check": no subject stands before these.
    const isPronoun =
      /^(?:it|this|that|these)$/.test(subject.form) &&
      /(?:[^s]s|ed)$/.test(verb.form) &&
      // At the start it stands for what the link above is about.
      (at > 0 || (subject.form === 'it' && !verb.classes.has('symptom'))) &&
      verb.classes.has('behaviour')
    if (
      isStopWord(subject.form) &&
      !isPronoun &&
      !/^(?:one|ones|here|up|down|out|off|each|both|other)$/.test(subject.form)
    )
      return
    if (/^\d/.test(subject.form) && (between.includes('and') || /\d\.\d/.test(subject.form))) return
    // "four times", "eleven points": a number counts what follows.
    if (subject.classes.has('figure') && between.length === 0 && /[^s]s$/.test(verb.form) && !isNumbered(read, at))
      return
    const isActive =
      /ing$/.test(verb.form) || !between.some((form) => /^(?:is|are|was|were|be|been|being|get|gets|got)$/.test(form))
    // A worker, a controller, a scanner that keeps or sends something is a thing.
    const isThing = subject.classes.has('artefact') && verb.classes.has('behaviour')
    if ((isPerson(subject) && !isThing) || subject.classes.has('soon')) return
    // "the config was changed", "the step was skipped": an act of people, told without them.
    if (
      !isActive &&
      (verb.classes.has('act') || verb.classes.has('slip') || verb.classes.has('made')) &&
      !/^(?:by|per|from|with|to|into|as|once|twice|only)$/.test(read.words[index + 1]?.form ?? '') &&
      !isDoneByMachine(read, index, between)
    )
      return
    if (verb.classes.has('act') && !verb.classes.has('behaviour') && subject.classes.has('trigger')) return
    if (
      /^(?:took|takes|needed|needs|lasted)$/.test(verb.form) &&
      /^(?:too|long|\d.*|hours|minutes|days|longer|ages|forever|a)$/.test(read.words[index + 1]?.form ?? '')
    )
      return
    if (verb.form === 'going') return
    // "As the log shows" is evidence for what was said.
    if (
      /^(?:logs?|chat|metrics?|graphs?|statistics|traces?|status)$/.test(subject.form) &&
      /^(?:show|say|tell|prove|confirm)/.test(verb.form)
    )
      return
    if (verb.form === 'compared' || /(?:should|could|would|might)(?:'?ve)?$/.test(subject.form)) return
    if (!isActive && between.some((form) => /^(?:not|never|cannot)$|n't$/.test(form))) return
    if (
      /^(?:last|upper|lower|next|first|previous|other|something|anything|everything|let's|late|early|nothing)$/.test(
        subject.form,
      )
    )
      return
    if (
      ['poor', 'judging', 'much', 'absent', 'hedge', 'luck', 'always'].some(
        (name) => isWordClass(name) && subject.classes.has(name),
      )
    )
      return
    if (/-(?:out|up|off|in|on|down|over)$/.test(subject.form) && subject.classes.size === 0) return
    // "outdated sources": an adjective and a plural, not a subject and its verb.
    if (subject.classes.size === 0 && /(?:[^e]ed|[^p]ly|[^t]able|ful)$/.test(subject.form)) return
    if (beginsWithPeople(read, at, between.includes('and') || between.includes('or'))) return
    if (subject.classes.has('trigger') && ['go', 'come'].includes(verb.stem)) return
    // "The new version went live" says when, not what it does.
    if (verb.stem === 'go' && read.words[index + 1]?.form === 'live') return
    const clause = clauseAround(read, index).filter((word) => isContent(word) || word.classes.has('figure'))
    if (
      clause.length < (read.words[index + 1]?.clause !== verb.clause ? 3 : 2) ||
      clause.length < (verb.classes.has('broke-down') || verb.classes.has('trigger') ? 3 : 2)
    )
      return
    if (
      read.words
        .slice(Math.max(0, at - 3), at + 1)
        .some(
          (word) => word.sentence === verb.sentence && /^(?:lack|no|missing|without|insufficient)$/.test(word.form),
        ) &&
      !between.includes('and') &&
      !between.includes('which') &&
      !isActiveOf(read, index)
    )
      return
    if (subject.classes.has('given-name')) return
    if (between.some((form) => /^(?:to|should|must|would|ought|needs?|might|may)$/.test(form))) return
    // "33 rejected files": a number before a participle counts things.
    if (/^\d/.test(subject.form) && isStopWord(read.words[at - 1]?.form ?? 'at')) return
    // "the checklist was not followed" tells of people.
    if (subject.classes.has('rule') && between.some((form) => /not|n't|never/.test(form))) return
    found.push({ from: at, to: index + 1 })
  })
  return found
}

/** "So the cookie is dropped on the redirect": in the present, of a thing, where it follows from what was told. */
function isDoneByMachine(read: ReadText, index: number, between: readonly string[]): boolean {
  const isThing = read.words.slice(Math.max(0, index - 4), index).some((word) => word.classes.has('artefact'))
  const next = read.words[index + 1]?.form ?? ''
  return (
    isThing && between.some((form) => /^(?:is|are)$/.test(form)) && /^(?:on|when|if|until|before|after)$/.test(next)
  )
}

/** "Safari 12 treats", with the number of a version after a name, as it says what the version does. */
function isVersion(read: ReadText, at: number): boolean {
  const [name, after] = [read.words[at - 1], read.words[at + 2]]
  const initial = read.text.charAt(name?.start ?? 0)
  return (
    name !== undefined &&
    isContent(name) &&
    !name.classes.has('soon') &&
    !name.classes.has('place') &&
    initial !== initial.toLowerCase() &&
    objectMarkers.test(after?.form ?? '')
  )
}

/** "Point six asks", "step 4": a number after what it numbers. */
function isNumbered(read: ReadText, at: number): boolean {
  if (isVersion(read, at)) return true
  return /^(?:point|step|item|section|phase|stage|number|version|release|build|node|host|server|client|shard|rack|row|room|gate|line|rule|page|table|zone|region|pump|unit)$/.test(
    read.words[at - 1]?.form ?? '',
  )
}

const states = phrases(`
  is|was|are|were|has|had|have|holds|held ~2 {figure}
  at {figure} gb|mb|kb|tb|rows|requests|connections|mib|gib|k|m
  {figure} ~2 instead|against
  is|was|are|were only|just|simply|still|also? a|an|the ~2 {artefact}
  get|gets|take|takes ~3 from ~3
  is|are|was|were|isn't|aren't|wasn't|weren't|sits|sit|lives|live|stands ~1 in|on|outside|inside|behind|under|beside|next|part ~3 {artefact}
  is|was|are|were a|an|the|whatever|whichever|what|one ~4
  has|have|had a|an|two|one|its|their|both|three|only ~2 {artefact}
  is|are|was|were in seconds|minutes|hours|milliseconds|days|bytes|kilobytes|megabytes|cents|pence|euros|dollars|percent|utc|feet|metres|meters|inches
  is|are|was|were compared|matched|identified|found|picked|looked|joined|merged|paired|ranked|chosen|selected|numbered|named|counted|filed|billed ~1 by|on|per ~3
  is|are valid|due|visible|open|active|live|kept|counted ~1 from|until|by|per|after|before|for|in ~4
  is|are by|per|after|in ~3 {artefact}|digit|number|name|id|order|date|key
  is|are ~1 keyed|stored|set|shared|cached|pinned|hard-coded|hardcoded|fixed|bound|tied|limited|capped|sorted|ordered|grouped|based
  one|each|every|per|all ~3 per|for|with|in ~2 {artefact}
  {artefact} from {figure}
`)

const units = /^(?:seconds|minutes|hours|days|milliseconds)$/

// A thing that is one of these is called names; it does nothing.
const labels: readonly WordClass[] = [
  'defect',
  'slip-noun',
  'poor',
  'judging',
  'vague',
  'luck',
  'wrong',
  'symptom',
  'trigger',
  'person',
  'third',
  'much',
  'always',
]

/** "The limit is 500", "the divisor is a constant": a thing and how it is. */
function findStates(read: ReadText): Match[] {
  return findPhrases(read, states).filter((found) => {
    const subject = read.words[found.from - 1]
    const predicate = read.words
      .slice(found.from, found.to + 3)
      .filter((word) => word.clause === subject?.clause && isContent(word))
    if (/^(?:case|matter|question|slip|accident|coincidence|issue|topic)$/.test(predicate[0]?.form ?? '')) return false
    if (predicate.some((word) => word.classes.has('soon'))) return false
    if (read.words.slice(found.from, found.to).some((word) => /^\d+(?:st|nd|rd|th)$/.test(word.form))) return false
    if (
      predicate.some(
        (word) =>
          labels.some((name) => word.classes.has(name)) && !word.classes.has('artefact') && !units.test(word.form),
      )
    )
      return false
    return (
      subject !== undefined &&
      !['soon', 'trigger', 'symptom'].some((name) => isWordClass(name) && subject.classes.has(name)) &&
      subject.clause === read.words[found.from]?.clause &&
      !isPerson(subject) &&
      (!isStopWord(subject.form) || subject.form === 'it')
    )
  })
}

const practices = phrases(`
  ^ ~3 we|everyone|everybody|people|teams|engineers|operators|clerks|agents|nurses|drivers|staff|developers|users|customers ~1 {act|behaviour} ~8
  ^ ~3 {group} ~1 {act|behaviour} ~8
`)
const wanting =
  /^(?:not|never|nobody|no|n't|don't|didn't|doesn't|should|would|could|must|need|needs|forgot|too|wrong|without|again|always|did|had|has|can|cannot)$/

/** "We keep backups on the same array", "support copies the number by hand": how it is done on any day, in the present. */
function findPractices(read: ReadText): Match[] {
  return findPhrases(read, practices).filter((found) => {
    const run = read.words
      .slice(found.from, Math.min(found.to + 6, read.words.length))
      .filter((word) => word.sentence === read.words[found.from]?.sentence)
    const verb = run.find((word) => word.classes.has('act') || word.classes.has('behaviour'))
    const isPresent =
      verb !== undefined &&
      !/(?:ed|ing)$/.test(verb.form) &&
      !isIrregularForm(verb.form) &&
      !/^(?:put|set|cut|know|think|believe|see|do|make)$/.test(verb.form)
    const told = run.slice(0, verb === undefined ? 0 : run.indexOf(verb) + 4)
    return (
      isPresent &&
      run.filter(isContent).length >= 3 &&
      !told.some((word) => wanting.test(word.form) || word.classes.has('slip') || word.classes.has('hedge'))
    )
  })
}
