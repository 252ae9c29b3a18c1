import { hasQuantity, userNoun } from '../line/user-view.ts'
import type { Finding } from '../rule.ts'
import { isNotice, isStatusEntry } from './document-form.ts'
import {
  blocksIn,
  countPlainWords,
  hasDurationElsewhere,
  hasSection,
  linesIn,
  type PlacedLine,
  proseIn,
} from './document-subject.ts'
import type { PostMortemText } from './read-document.ts'

/** True where the rest of the document answers what a rule would ask of one line. */
export type Doubts = (line: PlacedLine, hit: Finding) => boolean

const settled =
  /\b(?:root cause (?:was|is|turned)|(?:was|were) caused by|confirmed|turned out|it was (?:found|determined|discovered|established)|(?:we|team|i|investigation) (?:\p{L}+ )?(?:found|determined|identified|confirmed|discovered|established|realised|realized))\b/iu
const openlyUnknown =
  /\b(?:unknown|unclear|not (?:yet )?(?:sure|certain|known|clear|confirmed)|(?:do not|don't|does not|did not|didn't) (?:\p{L}+ )?know|under investigation|still investigating|investigation (?:is )?(?:continues|ongoing)|hypothes[ie]s|no (?:clear )?(?:evidence|indication|way to tell)|hard to (?:say|tell))\b/iu
const aboutCause =
  /^(?:probably|presum|most|very|quite|pretty|highly|more|likely|apparently|seemingly|supposedly|must|it is|is |seem|it |looks|appear|we|i |our|my|the best|a good|somehow|for some reason|no idea|in all)/
const toCustomers =
  /\b(?:notice|noticed|mind|care|trust|faith|confidence|churn\p{L}*|cancell?\p{L}*|because|due to)\b/iu

/** Reads a document once for what overrules findings of line rules in it. */
export function createDoubts(doc: PostMortemText): Doubts {
  const causeWords = blocksIn(doc, 'root-cause').reduce((sum, block) => sum + countPlainWords(block.plain), 0)
  const isImpactCounted = hasDurationElsewhere(doc) || hasQuantity(proseIn(doc, 'impact').toLowerCase())
  const isToPublic = isNotice(doc)
  // While it lasts a guess is all there is.
  const isStatus = isStatusEntry(doc)
  const settlements = linesIn(doc.blocks.filter((block) => block.section !== 'actions' && settled.test(block.plain)))
    .filter(({ text }) => settled.test(text))
    .map(({ start }) => start)

  const judges: Readonly<Record<string, Doubts>> = {
    // One exclamation mark is a habit of some; an aside in brackets is no account; beside its facts a word may stand.
    emotive: (line, hit) =>
      hit.words === '!' ||
      /\([^)]*$/.test(line.text.slice(0, hit.start)) ||
      /^\s*[(:–—]/.test(line.text.slice(hit.end)),
    // "Known-bad releases" are called so.
    blame: (line, hit) => /\bknown-$/i.test(line.text.slice(0, hit.start)),
    'shallow-cause': (line, hit) =>
      isWhole(line, hit)
        ? causeWords > 40 || /:\s*$/.test(line.text) || line.block.isTracked
        : // What follows a dash or a "because" is the reason that was asked for.
          /\s[–—-]\s|[:;]\s|\b(?:because|since|which)\b/.test(line.text.slice(hit.end)),
    'detection-as-cause': (line) =>
      causeWords > 40 && !/\b(?:root cause (?:was|is)|caused? by|because|was caused)\b/i.test(line.text),
    'guess-as-fact': isHonestGuess,
    'vague-impact': (line, hit) =>
      line.block.section === 'summary' ||
      isImpactCounted ||
      hasQuantity(line.block.plain.toLowerCase()) ||
      (isWhole(line, hit) && !userNoun.test(line.text.toLowerCase())),
    hindsight: (line, hit) =>
      isToPublic ||
      /\bbound to be\b/i.test(hit.words) ||
      // "In hindsight it is most likely because …" explains.
      /^,? (?:it|this|that) (?:is|was) (?:\p{L}+ )*(?:likely|because|due to)/u.test(line.text.slice(hit.end)),
    // What they took for true is how it looked to them.
    'human-error': (line, hit) =>
      // What people outside did by mistake is no cause of ours.
      /\b(?:people|users?|customers?|community)\s+(?:were|was|had|have)?\s*$/i.test(line.text.slice(0, hit.start)) ||
      /^ (?:thought|believed|assumed|expected|considered)\b/.test(line.text.slice(hit.end)),
  }
  return (line, hit) => judges[hit.rule]?.(line, hit) ?? false

  function isHonestGuess(line: PlacedLine, hit: Finding): boolean {
    const { section } = line.block
    const words = hit.words.toLowerCase()
    // "It seemed that" tells how it looked then.
    if (/^(?:it )?(?:seemed|appeared)/.test(words)) return true
    const heading = doc.parts[line.block.part]?.heading ?? ''
    if (/\b(?:preliminary|suspected|hypothes|assum|theor|possible)/i.test(heading)) return true
    if (isStatus || isToPublic || openlyUnknown.test(line.block.plain)) return true
    if (section === 'impact') return !toCustomers.test(words)
    // Without a section of causes they stand wherever the word stands.
    if (
      section === 'other' &&
      !hasSection(doc, 'root-cause', 'contributing') &&
      /\b(?:root cause|caused? by|the cause|the reason)\b/i.test(line.text)
    )
      return settlements.some((start) => start > line.start)
    if (
      section === 'summary'
        ? hasSection(doc, 'root-cause', 'contributing')
        : section !== 'root-cause' && section !== 'contributing'
    )
      return true
    // "May have" tells what is possible; "also", "further" and brackets tell of the second cause, where the first is known.
    if (!aboutCause.test(words)) return true
    if (/\b(?:also|further|additional(?:ly)?|partly|in part)\b/i.test(line.text)) return true
    if (/\([^)]*$|\bwhat $/.test(line.text.slice(0, hit.start))) return true
    return settlements.some((start) => start > line.start)
  }
}

function isWhole(line: PlacedLine, hit: Finding): boolean {
  return hit.end - hit.start > 30 && hit.end - hit.start >= line.text.length - 2
}
