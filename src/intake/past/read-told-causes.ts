import { sentencesIn } from '../../review/document/sentences-in.ts'
import type { Section } from '../../review/line/line-kind.ts'
import type { Chapter, Passage } from './passages.ts'
import type { PastItem } from './past-incident.ts'
import { countWordsIn, plainWords } from './plain-words.ts'

// What went wrong, as a sentence names it before it says why.
const trouble =
  '(?:outage|incident|issue|problem|failure|error|downtime|disruption|crash|interruption|degradation|slowdown|behaviou?r|regression|breakage|stall|delay|unavailability)s?'
const surely =
  '(?:\\s(?:actually|mainly|primarily|largely|mostly|probably|likely|in fact|ultimately|partly|most likely))?'
const by = `(?:caused${surely}\\s(?:by|due to)|due to|because of|triggered by|(?:the|a|an?)\\s(?:result|consequence) of)`

/** "The root cause was …", "Cause: …"; not that it is unknown, found or fixed. */
const saysCause =
  /\b(?:root |primary |main |underlying |immediate |direct |actual |ultimate )?causes? (?:(?:of|for|behind) (?:(?!(?:has|have|had|given|that|which|when|because|yet) )[^\s:;]{1,60} ){1,12}?)?(?:was|were|is|are|turned out to be|appears? to (?:be|have been)|seems? to (?:be|have been)) (?:actually |likely |probably |most likely |also |that |because |(?:determined|identified|found|traced|believed|thought|considered) (?:to|as)\b(?! be (?:under|in)\b) ?)*(?!(?:carried|un(?:known|clear|determined)|not|still|never|being|under|yet|only|as follows|(?:determined|identified|found|fixed|resolved|removed|diagnosed|investigated|addressed|discovered|confirmed|established|eliminated|corrected|mitigated|tracked|traced|reported|shared)\b)\b)|\bwere the (?:root |main |primary |underlying )?causes? of\b|^(?:[Rr]oot )?[Cc]auses?\s?[:–—]\s?\S/

/** "The outage was caused by …", "the problem turned out to be …". */
const saysTroubleBy = new RegExp(
  `\\b(?:the|this|these|our|that|those)\\s(?:[\\p{L}\\d'’./-]+\\s){0,3}?${trouble}\\s(?:(?!because|which|but|and)[\\p{L}\\d'’./()-]+\\s){0,8}?(?:(?:was|were|is|are|has been|have been)${surely}\\s${by}|(?:occurred|happened|arose|started|began)${surely}\\s(?:due to|because)|turned out to be|(?:is|was|appears? to be|seems? to be)${surely}\\srelated to [^.;:]{1,100}? caused by)|^${trouble}\\s(?:was|were\\s)?${by}`,
  'iu',
)
/** "This was caused by …", where "this" is what was just told. */
const saysThisBy = new RegExp(
  `(?:^|\\bthat\\s|,\\s)(?:this|it|that|these|they|which)\\s(?:was|were|is|are|has been|turned out to be)${surely}\\s${by}`,
  'i',
)
const fault =
  '(?:bug|flaw|defect|misconfiguration|mistake|typo|regression|race condition|memory leak|deadlock|upgrade|update|change|release|deployment|migration|human error)'
/** "A bug in the parser caused …". */
const saysFaultCaused = new RegExp(
  `^(?:an?|the|our|one|this)\\s(?:[^.,:;]{1,80}\\s)?${fault}\\s(?:[^.:;]{1,80}\\s)?(?:has\\s|had\\s|then\\s)?(?:caused|broke|led to|resulted in)\\s`,
  'i',
)
const fails =
  "(?:unavailable|unreachable|inaccessible|offline|down|broken|impacted|affected|interrupted|disrupted|degraded|crash(?:ed|ing)?|stopped|outage|fail(?:s|ed|ing|ure)?|unable|errors?|slow|stuck|(?:did|does|could|can|was|were|is|are)(?: not|n[’']t)\\s\\p{L}+|cannot)"
// A full stop inside of an address or a number ends nothing.
const inSentence = '(?:[^.;]|\\.(?=\\S))'
/** "Due to an expired certificate, the shop was down." */
const opensWithCause = new RegExp(
  `^(?:due to|because of|as a (?:result|consequence) of)\\s${inSentence}{4,160}?(?:,|\\s(?=(?:our|the)\\s))${inSentence}{0,120}?(?<!\\p{L})${fails}(?!\\p{L})`,
  'iu',
)
/** "The shop was down because its certificate had expired." */
const failsBecause = new RegExp(
  `^(?!(?:as|since|if|when|while|we|users?|customers?)\\b)${inSentence}{4,160}?(?<!\\p{L})${fails}(?!\\p{L})${inSentence}{0,100}?,?\\s(?:due to|because of|because|as a result of)\\s(?!(?:an?\\s|the\\s|this\\s|these\\s|that\\s)?(?:time-?outs?|issues?|this|that|it)[\\s.,]*$)`,
  'iu',
)
/** That nobody was told is another failure than the one that is explained. */
const aboutNotice = /\b(?:notif\p{L}+|notice[ds]?|alert\p{L}*|page[rd]s?|monitor\p{L}*|investigat\p{L}+)\b/iu
const denies =
  /\?\s*$|\bno (?:data )?(?:loss|impact|customers?|users?|outage|downtime|harm)\b|\b(?:not|n['’]t) (?:\p{L}+ )?(?:caused|due|because|the (?:root )?cause)\b|\bruled out\b|\bno action\b|\b(?:said|says?|saying|told|reported|complain\p{L}*) that\b/iu
const supposes = /\b(?:would|could|will|may|might|shall|should)\b/i

const elsewhere: ReadonlySet<Section> = new Set([
  'timeline',
  'actions',
  'lessons',
  'went-well',
  'went-poorly',
  'lucky',
  'customer-quotes',
  'support',
  'detection',
  'comms',
])

// An item, a paragraph, or what stands below "[Update]" on a line of its own.
const newPiece =
  /\n(?=[ \t]{0,12}(?:[-*+]|\d{1,3}[.)])[ \t])|\n[ \t]*\n|(?<=(?:^|\n)[ \t]{0,8}\[[^\]\n]{3,60}\])[ \t]{0,8}\n/

interface Sentence {
  readonly start: number
  readonly excerpt: string
  readonly words: string
  readonly section: Section
  readonly isProse: boolean
}

/**
 * The causes that a document tells in running prose, for documents that have no section for them: the sentences that name a cause
 * as such, else those of the summary that say why it failed. Each is quoted as it stands; what opens a list goes with the list.
 * `told` is what the document says happened.
 */
export function readToldCauses(text: string, chapters: readonly Chapter[], told: readonly string[]): PastItem[] {
  const spans = told.map((one) => ({ start: text.indexOf(one), end: text.indexOf(one) + one.length }))
  const isTold = ({ start }: Sentence) => spans.some((span) => start >= span.start && start < span.end)
  const sentences = chapters
    .flatMap(({ passages }) => passages.flatMap((passage, at) => sentencesOf(text, passage, passages, at)))
    .filter(({ words }) => {
      const count = countWordsIn(words)
      const first = firstSentence(words)
      return count >= 5 && count <= (first === words ? 100 : 500) && !denies.test(first)
    })
  const around = sentences.filter(({ section }) => !elsewhere.has(section))
  const named = sentences.filter(
    ({ words, section, isProse }) =>
      (!elsewhere.has(section) || (isProse && section !== 'timeline')) && says(saysCause, words),
  )
  const explained = around.filter(
    (one) =>
      says(saysTroubleBy, one.words) || (says(saysThisBy, one.words) && (one.section === 'impact' || isTold(one))),
  )
  const failed = around.filter(
    (one) =>
      !aboutNotice.test(one.words) &&
      (says(saysFaultCaused, one.words) ||
        (!supposes.test(one.words) && (opensWithCause.test(one.words) || failsBecause.test(one.words)))) &&
      isTold(one),
  )
  const found = named.length > 0 ? named.slice(0, 3) : explained.length > 0 ? explained.slice(0, 2) : failed.slice(0, 1)
  return found.map(({ excerpt, words }) => ({
    draft: {
      type: 'why',
      track: 'happened',
      excerpt,
      text: words,
      ...(/\b(?:seems?|appears?|may be|might be)\b/i.test(words) ? { kind: 'hypothesis' as const } : {}),
    },
  }))
}

/** What is told of something that only might be is no cause; what follows the cause may be anything. */
function says(wording: RegExp, words: string): boolean {
  const match = wording.exec(words)
  return match !== null && !supposes.test(match[0])
}

function firstSentence(words: string): string {
  return words.split(/(?<=:)\s/)[0] ?? words
}

function sentencesOf(text: string, passage: Passage, passages: readonly Passage[], at: number): Sentence[] {
  if (passage.kind === 'row' || passage.block.isQuoted) return []
  const { section } = passage
  const isProse = passage.kind === 'paragraph'
  const source = text.slice(passage.start, passage.end)
  let from = passage.start
  return source.split(newPiece).flatMap((piece) =>
    sentencesIn(piece).flatMap(({ text: sentence }) => {
      const start = text.indexOf(sentence, from)
      from = start + sentence.length
      const words = plainWords(sentence)
      if (!/:$/.test(words)) return [{ start, excerpt: sentence, words, section, isProse }]
      // What ends in a colon tells nothing without the list behind it.
      const list: Passage[] = []
      for (let next = passages[at + 1 + list.length]; next?.kind === 'item'; next = passages[at + 1 + list.length])
        list.push(next)
      const last = list.at(-1)
      if (last === undefined || !isProse || text.slice(from, passage.end).trim() !== '') return []
      const excerpt = text.slice(start, last.end)
      return [{ start, excerpt, words: plainWords(excerpt), section, isProse }]
    }),
  )
}
