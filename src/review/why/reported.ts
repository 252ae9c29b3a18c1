import { readText } from '../language/read-text.ts'
import type { WordClass } from '../language/word-classes.ts'

const speakers: readonly WordClass[] = ['person', 'group', 'pronoun', 'given-name']
const noFrame: readonly WordClass[] = ['third', 'not', 'artefact']
const verbs = /^(?:said|says|told|tells|explained|explains|mentioned|mentions)$/
// "They said no", "told us to restart": what was answered or ordered, not what was told of the incident.
const notTelling = /^(?:to|no|yes|nothing|so|about|how|what|why|off|us|them|him|her)$/
const longestLead = 6

/**
 * An answer with the frame of reported speech blanked, each place kept: of "Engineering told me the disk was full" the disk is judged,
 * not who told of it. What a screen or a supplier says is no frame, and nor is what nobody said.
 */
export function blankReportFrame(answer: string): string {
  const { words } = readText(answer)
  const verb = words.findIndex((word, index) => index <= longestLead && verbs.test(word.form))
  const lead = words.slice(0, verb)
  if (verb < 1 || lead.some((word) => noFrame.some((name) => word.classes.has(name)))) return answer
  const isToldMe = /^(?:told|tells)$/.test(words[verb]?.form ?? '') && words[verb + 1]?.form === 'me'
  if (!isToldMe && !lead.some((word) => speakers.some((name) => word.classes.has(name)) || word.isName)) return answer
  let told = verb + 1
  const isTold = /^i was$/.test(lead.map((word) => word.form).join(' '))
  if (/^(?:told|tells)$/.test(words[verb]?.form ?? '') && !isTold) {
    if (!/^(?:me|us)$/.test(words[told]?.form ?? '')) return answer
    told += 1
  } else if (words[told]?.form === 'to' && /^(?:me|us)$/.test(words[told + 1]?.form ?? '')) told += 2
  if (words[told]?.form === 'that') told += 1
  const first = words[told]
  if (!first || words.length - told < 3 || first.sentence !== words[verb]?.sentence || notTelling.test(first.form))
    return answer
  return ' '.repeat(first.start) + answer.slice(first.start)
}
