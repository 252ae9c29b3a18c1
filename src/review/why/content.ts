import { conceptOf } from '../language/concepts.ts'
import type { Word } from '../language/read-text.ts'
import { isStopWord } from '../language/stop-words.ts'
import type { WordClass } from '../language/word-classes.ts'
import { stemOf } from '../language/word-forms.ts'

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

/** A word that says something: no grammar word, no bare number. */
export function isContent(word: Word): boolean {
  return (
    !word.classes.has('figure') && word.form.length > 1 && !isStopWord(word.form) && !/^\d[\d.,:%]*$/.test(word.form)
  )
}

/** The concepts of the content words among these. */
export function conceptsIn(words: readonly Word[]): ReadonlySet<string> {
  return new Set(
    words
      .filter(isContent)
      .flatMap((word) => [word.stem, ...(word.form.includes('-') ? word.form.split('-').map(stemOf) : [])])
      .map(conceptOf),
  )
}

/** Each concept once. */
export function uniqueContent(words: readonly Word[]): Word[] {
  const seen = new Set<string>()
  return words.filter((word) => {
    const concept = conceptOf(word.stem)
    return isContent(word) && !seen.has(concept) && seen.add(concept)
  })
}

/** A word that alone leaves nothing to ask about: "it broke", "a change", "somebody". */
export function isEmpty(word: Word): boolean {
  return empty.some((name) => word.classes.has(name))
}

const people: readonly WordClass[] = ['person', 'group', 'pronoun', 'given-name']

/** A person or a group, as a role, a name or a pronoun. */
export function isPerson(word: Word): boolean {
  return people.some((name) => word.classes.has(name))
}
