import { readableLine } from './readable.ts'

/** Openings that leave the question open; looked for before "no", since "no idea" begins like one. */
const unknown =
  /^(?:(?:i|we|they|honestly|sorry|well|really|still|currently)[\s,]+)*(?:(?:do not|don't|dont|did not|didn't|cannot|can't) (?:really |yet |even )?(?:know|say|tell|remember)|(?:am |are |is |it is |that is )?(?:not (?:(?:yet|quite|really|entirely|completely|a hundred percent|100 ?%) )?(?:sure|certain|known|clear|checked|determined|confirmed)|unsure|unclear|unknown|uncertain)|have(?:n't| not) (?:\w+ )?(?:checked|looked|verified)|no (?:idea|clue)|no one knows|nobody knows|yes and no|unknown|unsure|unclear|uncertain|hard to say|difficult to say|dunno|idk|maybe|perhaps|possibly|could be|might be|may be|probably\W*$|tbd|to be (?:checked|confirmed|determined)|under investigation|being (?:checked|investigated)|not that (?:clear|sure)|\?+$)/

const no =
  /^(?:(?:i|we|it|that|they|this|as far as (?:i|we|anybody|anyone) (?:can tell|knows?)|to (?:my|our) knowledge|luckily|fortunately|thankfully|thank god|well|oh|um|probably|certainly|definitely|absolutely|almost certainly|i think|i believe|we think|we believe)[\s,:]+)*(?:no\b|nope\b|nah\b|none\b|nothing\b|nobody\b|never\b|neither\b|negative\b|not\b|zero\b|0\b|n\/?a\b|(?:do not|don't|dont) (?:think|believe) so|(?:did|was|were|is|are|has|have|does|do)(?:n't| not)\b)/

const yes =
  /^(?:(?:i|we|it|that|they|unfortunately|sadly|well|oh|um|probably|certainly|definitely|absolutely|i think|i believe|i am afraid|afraid|we think|we believe|as far as (?:i|we) (?:can tell|know))[\s,:]+)*(?:yes\b|yeah\b|yep\b|yup\b|yea\b|aye\b|sure\b|correct\b|true\b|affirmative\b|indeed\b|definitely\b|certainly\b|absolutely\b|of course\b|(?:think|believe|fear|guess) so\b|so, yes\b|did\b(?! not|n't)|was\b(?! not|n't)|were\b(?! not|n't)|it (?:did|was|does)\b(?! not|n't))|^y$/

/** After "no", these take part of it back: "none, except three records". */
const takenBack = /\b(?:but|except|apart from|other than|however|wait|actually|although|though)\b/

/**
 * How rough words answer a yes-or-no question: "no data was lost" is no, "none lost as far as we know" is no, "yes, 40 records"
 * is yes, "not sure" and "no idea" are unknown. Null where the words do not say, or take back what they began with
 * ("no, but three were shown twice"); whoever asked then asks again with the choices.
 */
export function readYesNo(text: string): 'yes' | 'no' | 'unknown' | null {
  const line = readableLine(text.slice(0, 2000))
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/\b(i'm|\w+'re|(?:it|that)'s)\b/g, (short) =>
      short.replace("'m", ' am').replace("'re", ' are').replace("'s", ' is'),
    )
    .replace(/^[\s"'([*_-]+/, '')
  if (line === '') return null
  if (/^no\b(?! longer)/.test(line) && /\b(?:wait|actually|sorry)\b[\s,:]*(?:it was |that is )?yes\b/.test(line))
    return 'yes'
  if (/^yes\b/.test(line) && /\b(?:wait|actually|sorry)\b[\s,:]*(?:it was |that is )?no\b/.test(line)) return 'no'
  if (unknown.test(line)) return 'unknown'
  if (/^n$/.test(line)) return 'no'
  if (/^(?:not (?:all|every|only|just)|no (?:longer|doubt|question)|nothing but)\b/.test(line)) return null
  if (no.test(line)) return takenBack.test(line) ? null : 'no'
  if (yes.test(line)) return 'yes'
  return null
}
