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
import type { Block, PostMortemText } from './read-document.ts'

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

/** What made an act possible or sensible, in words that no reason clause is needed for. */
const condition =
  /\b(?:because|since|due to|so that|caused by|the reason|this (?:meant|allowed)|which (?:meant|allowed|made)|allow(?:s|ed)|made it (?:possible|easy|hard|difficult)|there (?:was|were|is|are) no|(?:had|has|have) no|no (?:\p{L}+ )?(?:checks?|warnings?|guards?|safeguards?|validation|tests?|alerts?|limits?|confirmation|preview|review)|(?:did|does|do)(?: not|n't) (?:show|warn|prevent|require|check|refuse|validate|enforce|alert|have)|without (?:any )?(?:checks?|warning|validation|confirmation|review)|by default|defaulted|same name|identical|looked (?:like|the same)|similar|confusing|unclear|(?:was|were|is|are)(?: not|n't) (?:obvious|clear|visible|documented|shown)|hidden|misleading|outdated|under the impression|we (?:thought|believed|assumed|expected)|believing|assuming|intending|meaning to|meant to|intended to)\b/iu
/** What they did instead stands in the same sentence: "We did not know X and made plans for Y". */
const insteadDone =
  /(?:,|;)?\s+(?:and|so|but|but instead|instead) (?:we |they |he |she |i |then |therefore |instead |thus |only |also )*(?!(?:was|were|had|did|could|should|would|not)\b)(?:made|used|took|went|ran|set|chose|kept|relied|built|wrote|sent|put|\p{L}{2,}ed)\b/iu
/** A sentence that begins with what is to be done, and what follows only illustrates it. */
const proposal =
  /^\W*(?:perform|run|add|use|plan|give|have|make|keep|update|inform|test|monitor|prioriti[sz]e|over-?provision|communicate|document|automate|check|verify|ensure|review|avoid|always|never|build|set|alert|limit|write|create|improve|discourage|minimi[sz]e|load-?test|practi[sc]e|schedule|rehearse)\b/i
const asked = /\?\W*$/
const answer = /^\W*(?:q|a|question|answer)\b\W*[:.)]/i

/** Reads a document once for what overrules findings of line rules in it. */
export function createDoubts(doc: PostMortemText): Doubts {
  const causeWords = blocksIn(doc, 'root-cause').reduce((sum, block) => sum + countPlainWords(block.plain), 0)
  const isImpactCounted = hasDurationElsewhere(doc) || hasQuantity(proseIn(doc, 'impact').toLowerCase())
  const isToPublic = isNotice(doc)
  // While it lasts a guess is all there is.
  const isStatus = isStatusEntry(doc)
  const everyLine = linesIn(doc.blocks)
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
    // "We suspect" says whose guess it is.
    'guess-as-fact': (line, hit) => /^(?:we|i)\b/i.test(hit.words) || isHonestGuess(line, hit),
    'vague-impact': (line, hit) =>
      line.block.section === 'summary' ||
      isImpactCounted ||
      hasQuantity(line.block.plain.toLowerCase()) ||
      (isWhole(line, hit) && !userNoun.test(line.text.toLowerCase())),
    hindsight: (line, hit) =>
      isToPublic ||
      /:\W*$/.test(line.text) ||
      /\bbound to be\b/i.test(hit.words) ||
      // "In hindsight it is most likely because …" explains.
      /^,? (?:it|this|that) (?:is|was) (?:\p{L}+ )*(?:likely|because|due to)/u.test(line.text.slice(hit.end)),
    counterfactual: (line, hit) =>
      isExplained(line, hit) ||
      insteadDone.test(line.text.slice(hit.end)) ||
      // "(the change was shared, but not reviewed)" says what was done.
      /\([^)]*\b(?:was|were)\b[^)]*\)/.test(line.text.slice(hit.end)) ||
      // "… could have been avoided by the following:" opens what is proposed.
      /:\W*$/.test(line.text) ||
      (line.start > line.block.start && line.block.kind === 'item' && proposal.test(line.block.plain)),
    // What they took for true is how it looked to them.
    'human-error': (line, hit) =>
      isExplained(line, hit) ||
      // What people outside did by mistake is no cause of ours.
      /\b(?:people|users?|customers?|community)\s+(?:were|was|had|have)?\s*$/i.test(line.text.slice(0, hit.start)) ||
      /^ (?:thought|believed|assumed|expected|considered)\b/.test(line.text.slice(hit.end)),
  }
  return (line, hit) => judges[hit.rule]?.(line, hit) ?? false

  /** Whether the row repeats what the causes explain, answers a question, or stands beside what made the act possible. */
  function isExplained(line: PlacedLine, hit: Finding): boolean {
    if (line.block.section === 'timeline' && causeWords > 25) return true
    const heading = doc.parts[line.block.part]?.heading ?? ''
    if (answer.test(line.block.plain) || (line.block.section === 'other' && asked.test(heading))) return true
    const at = everyLine.findIndex(({ start }) => start === line.start)
    const beside = [everyLine[at - 1], everyLine[at + 1]].filter(
      (one) => one !== undefined && one.block.part === line.block.part && isNear(one.block, line.block),
    )
    if (line.block.kind === 'paragraph' && beside.some((one) => one !== undefined && asked.test(one.text))) return true
    return (
      condition.test(line.text.slice(hit.end)) ||
      beside.some((one) => one !== undefined && condition.test(one.text) && !hit.words.includes(one.text))
    )
  }

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

/** Sentences of one block, and paragraphs that follow each other; another item of a list is another matter. */
function isNear(one: Block, other: Block): boolean {
  return one === other || (one.kind === 'paragraph' && other.kind === 'paragraph')
}

function isWhole(line: PlacedLine, hit: Finding): boolean {
  return hit.end - hit.start > 30 && hit.end - hit.start >= line.text.length - 2
}
