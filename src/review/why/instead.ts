import { findPhrases, phrases } from '../language/phrase.ts'
import type { ReadText } from '../language/read-text.ts'
import { isContent } from './content.ts'

const absences = phrases(`
  nothing|nobody|no-one|noone|none ~1 {behaviour|testing|detection|act}
  nothing|nobody watches|monitors|guards|covers|catches|looks|tells|told|says|warns|warned|compares|compared|measures|notices
  never|not ~1 {behaviour|testing|detection} ~1 at|the|whether|if|how|what
  not whether|if|when|how ~3
`)

const presences = phrases(`
  there is|are|was|were ~1 a|an|one|two|only ~1 {countermeasure|artefact|detection} ~1 on|for|of|when|if|at|that|which|in ~3
  ^ ~6 only ~2 {testing|detection|behaviour} ~4 at|on|in|for|after|before|when|if|once|every|by ~3
  ^ ~6 {testing|detection|behaviour} ~1 only at|on|in|for|after|before|when|if|once|every|by ~3
  ^ ~2 we|ops|they do|did? get|gets|have|had|watch|watched|count|check|test|measure|compare ~5 when|whether|if|on|for|after|that ~3
  {countermeasure|detection} ~1 asks|looks|checks|counts|watches|compares|fires|covers|reads|tests|sees ~2 only|whether|if|that|for|at|on ~3
`)

/** "There is an alert on failed imports; nothing watches those that wait": what is there, and in another clause what it leaves open. */
export function hasInstead(read: ReadText): boolean {
  const lacks = findPhrases(read, absences).map((found) => read.words[found.from]?.clause)
  return findPhrases(read, presences).some((found) => {
    const clause = read.words[found.from]?.clause ?? 0
    const says = read.words.filter((word) => word.clause === clause && isContent(word))
    const isPresent = !read.words
      .slice(found.from, found.to)
      .some((word) => /^(?:no|nothing|nobody|never|not)$/.test(word.form))
    return isPresent && says.length >= 2 && lacks.some((other) => other !== undefined && other !== clause)
  })
}

const origins = phrases(`
  copied|taken|inherited|ported|forked|borrowed|lifted|adapted|reused|cloned|come|comes|came|carried over? from ~4
  built|written|made|meant|designed ~1 for ~4
`)
const conditions = phrases(`
  ^ and|but? where|which|there|that|it|this ~9 is|was|are|were|has|had|can|could|does|did|do|never|only|cannot ~4
  ^ and|but? where|which|there|that|it|this ~4 {behaviour} ~1
`)

/** "It was taken over from the preview, where empty is normal": a design from elsewhere, and what holds there. */
export function hasOrigin(read: ReadText): boolean {
  const taken = findPhrases(read, origins).map((found) => read.words[found.from]?.clause ?? 0)
  return findPhrases(read, conditions).some((found) => {
    const clause = read.words[found.from]?.clause ?? 0
    const own = read.words.filter((word) => word.clause === clause && isContent(word))
    return own.length >= 2 && taken.includes(clause - 1)
  })
}
