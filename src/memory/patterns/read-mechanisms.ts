import { mechanisms } from '../thesaurus/mechanisms.ts'
import { type Token, tokenise } from '../tokens.ts'

interface Phrase {
  /** The stems behind the first. */
  readonly rest: readonly string[]
  readonly list: number
}

/** A mechanism that a list of happenings tells beside a list of things; without things it tells it alone. */
interface Saying {
  readonly name: string
  readonly things: number | null
}

interface Lexicon {
  /** By the stem that each begins with. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>
  /** By list of happenings. */
  readonly sayings: ReadonlyMap<number, readonly Saying[]>
}

/** A phrase of a list: from token `from` up to and without token `to`. */
interface Hit {
  readonly list: number
  readonly from: number
  readonly to: number
}

/** Words at most between a thing and what happened to it. */
const farApart = 7
/** What might have been, what is to be done and what should be. */
const supposed =
  /\b(?:would|should|could|might)(?: not|n't)? have\b|\bin (?:the )?future\b|\bnext time\b|\bto (?:prevent|avoid|ensure|mitigate)\b|\b(?:we|i|team) (?:will|should|could|need to|plan to|want to|must)\b|\bwill (?:be|add|look|need)\b|\b(?:plan(?:s|ning)? to|going to|todo|action item|consider|ensure that|make sure|investigate)\b/i
const ruledOut =
  /\b(?:ruled out|not caused by|not related to|unrelated|red herring|turned out not|no evidence|no sign|no indication)\b|\b(?:first|initially|originally)\W+(?:\w+\W+){0,2}(?:thought|suspected|assumed|believed)\b|\b(?:thought|suspected|assumed|believed)\b.{0,40}\b(?:first|initially)\b/i
const denial = /^(?:no|not|never|without|neither|nor|(?:did|do|does|is|are|was|were|has|have|had)n't)$/
// "Could not" before a failure is a failure itself.
const inability = /^(?:can|could|would|will)$/
const sentenceEnd = /[.!?]["')*_`]*\s|\n\s*(?:\n|[-*#|>]|\d+[.)]\s)|\|/

let known: Lexicon | undefined

/**
 * The mechanisms that a text tells of, by name, sentence by sentence: not what it denies, rules out, supposes or means to do.
 *
 * @param tokens those of the text.
 */
export function readMechanisms(text: string, tokens: readonly Token[]): Set<string> {
  known ??= createLexicon()
  const told = new Set<string>()
  let hits: Hit[] = []
  let first = 0
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined) continue
    for (const { rest, list } of known.phrases.get(token.stem) ?? []) {
      if (continues(tokens, at + 1, rest)) hits.push({ list, from: at, to: at + 1 + rest.length })
    }
    const next = tokens[at + 1]
    if (next !== undefined && !endsSentence(text, token.end, next.start)) continue
    if (hits.length > 0) {
      const names = readSentence(tokens, hits, known)
      const sentence = names.length > 0 ? text.slice(tokens[first]?.start, token.end) : ''
      if (!supposed.test(sentence) && !ruledOut.test(sentence)) for (const name of names) told.add(name)
      hits = []
    }
    first = at + 1
  }
  return told
}

function continues(tokens: readonly Token[], at: number, stems: readonly string[]): boolean {
  for (let offset = 0; offset < stems.length; offset += 1) if (tokens[at + offset]?.stem !== stems[offset]) return false
  return true
}

function readSentence(tokens: readonly Token[], hits: readonly Hit[], { sayings }: Lexicon): string[] {
  const names: string[] = []
  for (const happened of hits) {
    for (const { name, things } of sayings.get(happened.list) ?? []) {
      if (things !== null && !hits.some((one) => one.list === things && areNear(one, happened))) continue
      if (!isDenied(tokens, happened.from)) names.push(name)
    }
  }
  return names
}

function areNear(thing: Hit, happened: Hit): boolean {
  const between = thing.from < happened.from ? happened.from - thing.to : thing.from - happened.to
  return between >= 0 && between <= farApart
}

function isDenied(tokens: readonly Token[], at: number): boolean {
  for (let before = at - 1; before >= 0 && before >= at - 3; before -= 1) {
    const token = tokens[before]
    if (token === undefined || token.endsClause) return false
    if (denial.test(token.word)) return !inability.test(tokens[before - 1]?.word ?? '')
  }
  return false
}

function endsSentence(text: string, from: number, to: number): boolean {
  return to - from > 1 && sentenceEnd.test(text.slice(from, to))
}

function createLexicon(): Lexicon {
  const lists = new Map<string, number>()
  const phrases = new Map<string, Phrase[]>()
  const sayings = new Map<number, Saying[]>()
  for (const { name, said = [], alone } of mechanisms) {
    for (const [things, happened] of said) addSaying(happened, { name, things: addList(things) })
    if (alone !== undefined) addSaying(alone, { name, things: null })
  }
  return { phrases, sayings }

  function addSaying(forms: string, saying: Saying): void {
    const list = addList(forms)
    sayings.set(list, [...(sayings.get(list) ?? []), saying])
  }

  /** Lists that several mechanisms use are read once. */
  function addList(forms: string): number {
    const before = lists.get(forms)
    if (before !== undefined) return before
    const list = lists.size
    lists.set(forms, list)
    const all = forms.split(',').map((form) => tokenise(form).map(({ stem }) => stem))
    for (const stems of new Map(all.map((one) => [one.join(' '), one])).values()) {
      const [head, ...rest] = stems
      if (head !== undefined) phrases.set(head, [...(phrases.get(head) ?? []), { rest, list }])
    }
    return list
  }
}
