import { isName, tokensIn } from './people.ts'

const opener =
  /(?:[:;—–]|\s-\s|\b(?:because|since|as|so that|due to|for the|which|when|while|given that|after|where|with)\b)/g
const person =
  /^(?:we|i|he|she|they|you|nobody|someone|somebody|everyone|people|team|engineers?|developers?|operators?|on-?call|reviewers?|staff)$/
const empty =
  /\b(?:carelessness|inattention|lack of|did not|didn't|human|mistake|error|hurry|lazy|stress|negligence|experience|knowledge|training|attention|should|probably|forgot|ignored|simply|bother)\b/
// A thing that does something, shows something or is somewhere: the condition in which the act made sense.
const thingActs =
  /\b(?:it|its|they|the|a|an|both|each|all|two|three|no|every|there|this|that)?\s*\p{L}[\p{L}\p{N}_-]*\s+(?:\p{L}+\s+){0,5}?(?:is|are|was|were|has|have|had|says?|said|shows?|showed|shown|looks?|looked|reads?|names?|named|lists?|listed|takes?|took|goes|went|points?|pointed|gives?|gave|sends?|sent|asks?|asked|marks?|marked|accepts?|accepted|opens?|opened|needs?|needed|works?|worked|stands?|stood|sits?|sat|lives?|lived|comes?|came|runs?|ran|fires?|fired|arrives?|arrived|hides?|hid|hidden|displays?|displayed|carries|carried|offers?|offered|describes?|described|contains?|contained|uses?|used|differs?|ends?|ended|starts?|started)\b/u

/**
 * True where the text after `from` gives what made the act sensible or possible: a clause about a tool, a page, a rota that was
 * in some state or did something. "because of carelessness" and "although it was in the diff" give none.
 */
export function isReasonGiven(text: string, plain: string, from: number, before = 0): boolean {
  return isReason(text, plain, from) || (before > 0 && isReasonBefore(plain, before))
}

function isReason(text: string, plain: string, from: number): boolean {
  // How it looked to them at the time is the best reason there is.
  if (
    /\b(?:under the impression|because (?:we|they|he|she|the \p{L}+|everyone) (?:\p{L}+ )?(?:thought|believed|assumed|expected|understood)|believ(?:ed|ing) (?:that|it|the)|assum(?:ed|ing) (?:that|it|the|this)|expect(?:ed|ing) (?:that|it|the|this))\b/u.test(
      plain.slice(from),
    )
  )
    return true
  opener.lastIndex = from
  for (let match = opener.exec(plain); match !== null; match = opener.exec(plain)) {
    const start = match.index + match[0].length
    if (
      /^(?:which|after|with|when|while)$/.test(match[0]) &&
      !/\b(?:says?|shows?|showed|said|looks?|looked|named|reads?|describes?|because|hidden|same|identical|default|unlabelled)\b/.test(
        plain.slice(start),
      )
    )
      continue
    const clause = plain.slice(start, start + 160)
    // "asked which jobs read it" is a question, ", which shows it in grey" a reason.
    if (/^(?:which|where|when|while|with)$/.test(match[0]) && !/[,;]\s*$/.test(plain.slice(0, match.index))) continue
    const words = tokensIn(plain, start, Math.min(plain.length, start + 160))
    if (words.length < 3) continue
    const first = words.find(({ word }) => !/^(?:the|a|an|our|his|her|their|this|that|of)$/.test(word))
    if (!first || person.test(first.word) || isName(text.slice(first.start, first.end))) continue
    if (empty.test(clause.split(/[.;]/)[0] ?? '')) continue
    if (match[0] === 'due to' || match[0] === 'for the' || thingActs.test(clause)) return true
  }
  return false
}

/** "Both shells show db1, so the engineer ran it on the wrong one"; "As the runbook says, …". */
function isReasonBefore(plain: string, before: number): boolean {
  const head = plain.slice(0, before)
  if (/\b(?:as|because|since|following|per|according to)\b[^,]{8,120},\s*$/.test(head.replace(/(?:\S+\s+){1,5}$/, '')))
    return true
  return /\b(?:so|which (?:is|was) why|therefore|hence|that is why)\b[^.]{0,40}$/.test(head) && thingActs.test(head)
}
