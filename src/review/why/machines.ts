import type { ReadText, Word } from '../language/read-text.ts'
import type { WordClass } from '../language/word-classes.ts'
import { isIrregularForm } from '../language/word-forms.ts'

// Programs that have the names of people: what they are in a text is told by their verb.
const agents =
  /^(?:writer|reader|parser|worker|scheduler|loader|matcher|helper|runner|caller|controller|dispatcher|planner|poller|fetcher|sender|receiver|consumer|producer|handler|listener|crawler|watcher|checker|mailer|builder|agent|subscriber|publisher|processor|exchange)s?$/
// A sentence is not read further than this from its program, so that time grows with the text alone.
const widest = 30
const adverbs = /^(?:only|just|never|always|then|also|still|even|simply|silently|happily|first|now|often|\p{L}+ly)$/u
const origins = /^(?:taken|copied|inherited|ported|forked|borrowed|lifted|adapted|reused|cloned)$/
const technical: readonly WordClass[] = ['artefact', 'place', 'figure']
const human: readonly WordClass[] = ['person', 'group', 'third', 'rank', 'pronoun']
const slips: readonly WordClass[] = ['slip', 'people-slip', 'broke', 'hedge', 'not']

/**
 * A text in which programs count as things: "the writer ignores a short write", "the firewall forgets idle connections". A program
 * with the name of a person is known by a verb in the present, or by where it was copied from, among technical words; what such a
 * thing forgets or assumes is no slip.
 */
export function readMachines(read: ReadText): ReadText {
  const named = new Set(read.words.filter((_, index) => isMachine(read, index)).map((word) => word.stem))
  const words = read.words.map((word) =>
    named.has(word.stem) && agents.test(word.form) ? withClasses(word, human, 'artefact') : word,
  )
  const mended = words.map((word, index) => {
    const subject = subjectBefore(words, index)
    const isOfThing = subject?.classes.has('artefact') === true && !human.some((name) => subject.classes.has(name))
    return isOfThing && isPresent(word) ? withClasses(word, slips) : word
  })
  return { ...read, words: mended }
}

function isMachine(read: ReadText, index: number): boolean {
  const word = read.words[index]
  if (!word || !agents.test(word.form)) return false
  const after = read.words
    .slice(index + 1, index + 6)
    .filter((one) => one.clause === word.clause && !adverbs.test(one.form))
  const [verb, next] = after
  if (/^(?:is|was|were|are)$/.test(verb?.form ?? '') && origins.test(next?.form ?? '')) return true
  const isVerb =
    verb !== undefined &&
    (isPresent(verb) ||
      (/s$/.test(word.form) && verb.classes.has('behaviour') && !/ed$/.test(verb.form) && !isIrregularForm(verb.form)))
  return (
    isVerb &&
    read.words
      .slice(Math.max(0, index - widest), index + widest)
      .some(
        (one) =>
          one !== word &&
          one !== verb &&
          one.sentence === word.sentence &&
          one.stem !== word.stem &&
          !(agents.test(one.form) && human.some((name) => one.classes.has(name))) &&
          technical.some((name) => one.classes.has(name)),
      )
  )
}

/** The word before, adverbs aside, in the same clause. */
function subjectBefore(words: readonly Word[], index: number): Word | undefined {
  let at = index - 1
  while (at > index - 4 && at >= 0 && adverbs.test(words[at]?.form ?? '')) at -= 1
  const subject = words[at]
  return subject?.clause === words[index]?.clause ? subject : undefined
}

/** "Ignores", "forgets": a verb of the third person; nouns that look like one are told by their place. */
function isPresent(word: Word): boolean {
  return (
    /[^s]s$/.test(word.form) && word.form.length > 3 && !/^(?:always|this|does|was|has|hers|others)$/.test(word.form)
  )
}

function withClasses(word: Word, without: readonly WordClass[], added?: WordClass): Word {
  const classes = new Set([...word.classes].filter((name) => !without.includes(name)))
  if (added) classes.add(added)
  return { ...word, classes }
}
