import type { DomainContext, SeverityRow } from './context.ts'
import { clausesOf, quotable } from './sentences.ts'

/** An example of the severity guide that somebody's words repeat. */
export interface ExampleMatch {
  readonly row: SeverityRow
  readonly example: string
  /** Their words, quotable. */
  readonly words: string
}

// Words that say little by themselves; "not" and the quantities are kept, since they turn a sentence round.
const idle = new Set(
  'a an and are as at be been being by can do does did for from had has have in is it its of on or our so some such than that the their them then there these they this those to was we were what when which with would you your'.split(
    ' ',
  ),
)

const failing = 'FAIL'
const slow = 'SLOW'

// The ways of saying that something does not do its work, and that it does it late, become one word each.
const sameMeaning: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:cannot|can not|can't|could not|couldn't|unable to|not able to|weren't able to|wasn't able to)\b/g,
    ` ${failing} `,
  ],
  [
    /\b(?:not|never|n't) (?=(?:work|load|respond|open|start|send|sent|arriv|appear|show|sav|print|sync|updat|reach)\w*)|\b(?:do|does|did|is|are|was|were)n't (?=(?:work|load|respond|open|start|send|sent|arriv|appear|show|sav|print|sync|updat|reach)\w*)/g,
    ` ${failing} `,
  ],
  [
    /\b(?:fail(?:s|ed|ing|ures?)?(?: to)?|down|broken|broke|unavailable|unreachable|outage|crash(?:es|ed|ing)?|timed? out)\b/g,
    ` ${failing} `,
  ],
  [/\b(?:slow(?:er|ly|ness)?|sluggish|delay(?:s|ed)?|late|laggy|lagging)\b/g, ` ${slow} `],
  [/\b(?:log(?:s|ged|ging)?[ -]?in|log(?:s|ged|ging)?[ -]?on|sign(?:s|ed|ing)?[ -]?(?:in|on)|login)\b/g, ' signin '],
]

const turning =
  /^(?:not|no|never|none|nobody|without|nothing|neither|unaffected|fine|ok|normal|normally|still|almost|nearly|if|could)$/
const single = /^(?:one|single|1)$/

/**
 * The example of the guide that the answers repeat most closely, or null. Precise rather than eager: four of five content words
 * of the example (all, where it has four or fewer) stand in one clause, in any order and inflection; a clause that is turned
 * round ("payments were not affected") or speaks of one customer only counts for no example that does not do so as well.
 */
export function matchExample(texts: readonly string[], context: DomainContext): ExampleMatch | null {
  const clauses = texts.flatMap(clausesOf).map((words) => ({ words, terms: new Set(termsOf(words)) }))
  let best: (ExampleMatch & { size: number }) | null = null
  for (const row of [...context.severityGuide].sort((a, b) => a.severity.localeCompare(b.severity))) {
    for (const example of row.examples) {
      const wanted = [...new Set(termsOf(example))].filter((term) => !turning.test(term))
      if (wanted.length < 2 || (best && wanted.length <= best.size)) continue
      const clause = clauses.find(({ terms }) => isRepeated(wanted, termsOf(example), terms))
      if (clause) best = { row, example, words: quotable(clause.words), size: wanted.length }
    }
  }
  return best
}

function isRepeated(wanted: readonly string[], example: readonly string[], clause: ReadonlySet<string>): boolean {
  const shared = wanted.filter((term) => clause.has(term)).length
  if (shared < (wanted.length <= 4 ? wanted.length : Math.ceil(wanted.length * 0.8))) return false
  if (wanted.includes(failing) && !clause.has(failing)) return false
  const isTurned = (terms: Iterable<string>) => [...terms].some((term) => turning.test(term))
  const isSingle = (terms: Iterable<string>) => [...terms].some((term) => single.test(term))
  return isTurned(example) === isTurned(clause) && (isSingle(example) || !isSingle(clause))
}

/** Content words, lower case, without endings. */
function termsOf(text: string): string[] {
  let plain = text.toLowerCase().replace(/’/g, "'")
  for (const [pattern, word] of sameMeaning) plain = plain.replace(pattern, word)
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !idle.has(word)).map(stem)
}

function stem(word: string): string {
  if (word === failing || word === slow || word.length < 4 || turning.test(word)) return word
  return word
    .replace(/(?:ies|ied)$/, 'y')
    .replace(/(?<=\p{L}{3})(?:ings?|ed|es|s|e)$/u, '')
    .replace(/([bdglmnprt])\1$/, '$1')
}
