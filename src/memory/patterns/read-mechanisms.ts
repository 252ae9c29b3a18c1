import { mechanisms } from '../thesaurus/mechanisms.ts'
import { type Token, tokenise } from '../tokens.ts'

/** A mechanism that a sentence tells of. */
export interface Told {
  readonly name: string
  /** Which of its ways to fail: the kind of thing it is told of. */
  readonly sense: string
  /** The sentence says that something came of it, or of what it came. */
  readonly explains: boolean
}

interface Phrase {
  readonly stems: readonly string[]
  readonly list: number
}
/** What a list of happenings says beside a list of things; without things it says it alone. */
interface Saying {
  readonly mechanism: number
  readonly sense: string
  readonly things: number | null
}
interface Lexicon {
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>
  /** By list of happenings. */
  readonly sayings: ReadonlyMap<number, readonly Saying[]>
}
interface Hit {
  readonly list: number
  readonly from: number
  readonly to: number
}

/** Words at most between a thing and what happened to it. */
const farApart = 7
const supposed =
  /\b(?:would|should|could|might)(?: not|n't)? have\b|\bin (?:the )?future\b|\bnext time\b|\bto (?:prevent|avoid|ensure|mitigate)\b|\b(?:we|i|team) (?:will|should|could|need to|plan to|want to|must)\b|\bwill (?:be|add|look|need)\b|\b(?:plan(?:s|ning)? to|going to|todo|action item|consider|ensure that|make sure|investigate)\b/i
const ruledOut =
  /\b(?:ruled out|not caused by|not related to|unrelated|red herring|turned out not|no evidence|no sign|no indication)\b|\b(?:first|initially|originally)\W+(?:\w+\W+){0,2}(?:thought|suspected|assumed|believed)\b|\b(?:thought|suspected|assumed|believed)\b.{0,40}\b(?:first|initially)\b/i
const explaining =
  /\b(?:caus\w+|because|due to|led to|leading to|lead to|as a result|result\w* in|trigger\w*|root|reason|since|therefore|meant that|so that|after)\b/i
const denial = /^(?:no|not|never|without|neither|nor|(?:did|do|does|is|are|was|were|has|have|had)n't)$/
const inability = /^(?:can|could|would|will)$/

let known: Lexicon | undefined

/** The mechanisms that a text tells of, sentence by sentence; not what it denies, rules out, supposes or means to do. */
export function readMechanisms(text: string, tokens: readonly Token[]): Told[] {
  known ??= createLexicon()
  const { phrases } = known
  const told: Told[] = []
  let hits: Hit[] = []
  let first = 0
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined) continue
    for (const { stems, list } of phrases.get(token.stem) ?? []) {
      if (stems.every((one, offset) => tokens[at + offset]?.stem === one)) {
        hits.push({ list, from: at, to: at + stems.length })
      }
    }
    const next = tokens[at + 1]
    if (next !== undefined && !endsSentence(text, token.end, next.start)) continue
    if (hits.length > 0) told.push(...readSentence(text.slice(tokens[first]?.start, token.end), tokens, hits, known))
    hits = []
    first = at + 1
  }
  return told
}

function readSentence(sentence: string, tokens: readonly Token[], hits: readonly Hit[], { sayings }: Lexicon): Told[] {
  const found = new Map<string, Told>()
  let explains: boolean | undefined
  for (const happened of hits) {
    for (const { mechanism, sense, things } of sayings.get(happened.list) ?? []) {
      if (found.has(sense)) continue
      if (things !== null && !hits.some((thing) => thing.list === things && areNear(thing, happened))) continue
      if (isDenied(tokens, happened.from)) continue
      if (explains === undefined) {
        if (supposed.test(sentence) || ruledOut.test(sentence)) return []
        explains = explaining.test(sentence)
      }
      found.set(sense, { name: mechanisms[mechanism]?.name ?? '', sense, explains })
    }
  }
  return [...found.values()]
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
  return to - from > 1 && /[.!?]["')*_`]*\s|\n\s*(?:\n|[-*#|>]|\d+[.)]\s)|\|/.test(text.slice(from, to))
}

function createLexicon(): Lexicon {
  const lists = new Map<string, number>()
  const phrases = new Map<string, Phrase[]>()
  const sayings = new Map<number, Saying[]>()
  const listOf = (forms: string) => {
    const before = lists.get(forms)
    if (before !== undefined) return before
    const list = lists.size
    lists.set(forms, list)
    const seen = new Set<string>()
    for (const form of forms.split(',')) {
      const stems = tokenise(form).map((token) => token.stem)
      const [head] = stems
      if (head === undefined || seen.has(stems.join(' '))) continue
      seen.add(stems.join(' '))
      phrases.set(head, [...(phrases.get(head) ?? []), { stems, list }])
    }
    return list
  }
  for (const [mechanism, { said = [], alone }] of mechanisms.entries()) {
    const rows: (readonly [string | null, string])[] = [...said, ...(alone === undefined ? [] : [[null, alone] as const])]
    for (const [row, [things, happened]] of rows.entries()) {
      const list = listOf(happened)
      const saying = { mechanism, sense: `${mechanism}.${row}`, things: things === null ? null : listOf(things) }
      sayings.set(list, [...(sayings.get(list) ?? []), saying])
    }
  }
  return { phrases, sayings }
}
