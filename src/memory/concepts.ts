import { causes } from './thesaurus/causes.ts'
import { details } from './thesaurus/details.ts'
import type { ThesaurusGroup } from './thesaurus/group.ts'
import { narrower } from './thesaurus/narrower.ts'
import { symptoms } from './thesaurus/symptoms.ts'
import { systems } from './thesaurus/systems.ts'
import { type Token, tokenise } from './tokens.ts'

/** A group of the thesaurus found in a text: from token `from` up to and without token `to`. */
export interface FoundConcept {
  readonly name: string
  readonly from: number
  readonly to: number
  /** The text says that it did not happen: "did not time out". */
  readonly isDenied: boolean
}

interface Form {
  readonly name: string
  readonly stems: readonly string[]
  readonly isFailure: boolean
}

/** The forms that begin with one stem: those of that word alone, and the longer ones by their second stem. */
interface FormsAt {
  readonly alone: Form[]
  readonly longer: Map<string, Form[]>
}

/** Every form of every group by the stem that it begins with. */
export type Lexicon = ReadonlyMap<string, FormsAt>

const wide: readonly ThesaurusGroup[] = [...symptoms, ...systems, ...causes, ...details]
/** The thesaurus that comes with the program. */
export const operationsThesaurus: readonly ThesaurusGroup[] = [...wide, ...narrower]

const lexicons: { finding?: Lexicon; comparing?: Lexicon } = {}

/** All forms of the thesaurus that comes with the program, to find records by. Made ready when it is first needed. */
export function findingLexicon(): Lexicon {
  lexicons.finding ??= createLexicon(operationsThesaurus, ({ forms, wider }) => [forms, ...(wider ? [wider] : [])])
  return lexicons.finding
}

/** Those by which reports are compared with each other. */
export function comparingLexicon(): Lexicon {
  lexicons.comparing ??= createLexicon(wide, ({ forms }) => [forms])
  return lexicons.comparing
}

function createLexicon(
  groups: readonly ThesaurusGroup[],
  formsOf: (group: ThesaurusGroup) => readonly string[],
): Lexicon {
  const lexicon = new Map<string, FormsAt>()
  const seen = new Set<string>()
  for (const group of groups) {
    const { name, isFailure = false } = group
    for (const form of formsOf(group).flatMap((forms) => forms.split(','))) {
      const stems = tokenise(form).map((token) => token.stem)
      const [first, second] = stems
      const key = `${name}|${stems.join(' ')}`
      if (first === undefined || seen.has(key)) continue
      seen.add(key)
      const at = lexicon.get(first) ?? { alone: [], longer: new Map<string, Form[]>() }
      lexicon.set(first, at)
      const others = second === undefined ? at.alone : (at.longer.get(second) ?? [])
      others.push({ name, stems, isFailure })
      if (second !== undefined) at.longer.set(second, others)
    }
  }
  return lexicon
}

/** The groups that a text speaks of, in order; one group is found once at a place. */
export function findConcepts(tokens: readonly Token[], lexicon: Lexicon): FoundConcept[] {
  const found: FoundConcept[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const forms = lexicon.get(tokens[at]?.stem ?? '')
    if (forms === undefined) continue
    const longer = forms.longer.get(tokens[at + 1]?.stem ?? '')
    if (longer === undefined && forms.alone.length === 0) continue
    const here = new Map<string, FoundConcept>()
    for (const { name, stems, isFailure } of longer ? [...forms.alone, ...longer] : forms.alone) {
      const to = at + stems.length
      if (to <= (here.get(name)?.to ?? 0)) continue
      if (!stems.every((one, offset) => tokens[at + offset]?.stem === one)) continue
      here.set(name, { name, from: at, to, isDenied: isFailure && isDenied(tokens, at) })
    }
    found.push(...here.values())
  }
  return found
}

const denials = /^(?:no|not|never|without|neither|nor|(?:did|do|does|is|are|was|were|has|have|had)n't)$/
// "Could not start" is a failure itself, and what follows it is no denial of another.
const inability = /^(?:can|could|would|will)$/
const reasons = /^(?:because|due|since|after|when|as|until|and|but|so|which|that)$/

// At most two words between the denial and what is denied: "no customer data was lost" is one, a clause before it is not.
function isDenied(tokens: readonly Token[], at: number): boolean {
  for (let before = at - 1; before >= 0 && before >= at - 4; before -= 1) {
    const token = tokens[before]
    if (token === undefined || token.endsClause || reasons.test(token.word)) return false
    if (denials.test(token.word)) return !inability.test(tokens[before - 1]?.word ?? '')
  }
  return false
}
