import type { Chapter, Passage } from './passages.ts'
import type { PastItem } from './past-incident.ts'
import { countWordsIn, isBlank } from './plain-words.ts'

// Under these headings people tell how they looked for the cause, or show material; a cause may be among it, unmarked.
const noCause =
  /\b(?:investigation|findings|technical (?:details?|elements?|background|summary|analysis|deep[- ]dive)|deep[- ]dive|relevant|evidence|logs?|commit|attack(?:er)?|malware|payload)\b/i

/** Whether a heading of the cause says so plainly. */
export function isCauseHeading(heading: string): boolean {
  return !noCause.test(heading)
}

const asksWhy = /^\W*(?:(?:\d|1st|2nd|3rd|\dth|first|second|third|fourth|fifth)\W*)?(?:why\b|q\W)/i

/**
 * The causes of a chapter: each item of a list, each paragraph otherwise, a paragraph that ends in a colon with the list behind
 * it. Items that answer "why" one after the other are a chain, each explaining the one before it.
 */
export function readCauses(text: string, { part, passages }: Chapter): { items: PastItem[]; used: Set<Passage> } {
  const used = new Set<Passage>()
  const items: PastItem[] = []
  const isContributing = part.section === 'contributing'
  const asked = passages.filter(({ words }) => asksWhy.test(words))
  const isChain = !isContributing && asked.length >= 2 && asked.length >= passages.length / 2
  for (let index = 0; index < passages.length; index += 1) {
    const first = passages[index]
    if (first === undefined || !isTold(first)) continue
    let last = first
    const group = [first]
    if (first.kind === 'paragraph' && /:\s*$/.test(first.words)) {
      for (let next = passages[index + 1]; next?.kind === 'item'; next = passages[index + 1]) {
        group.push(next)
        last = next
        index += 1
      }
      if (group.length === 1) continue
    }
    for (const passage of group) used.add(passage)
    const words = group
      .map((passage, at) => (at > 1 ? `; ${passage.words}` : ` ${passage.words}`))
      .join('')
      .trim()
    const excerpt = text.slice(first.start, last.end)
    if (isContributing) items.push({ draft: { type: 'factor', excerpt, text: words } })
    else {
      const explains = isChain && asksWhy.test(first.words) ? items.at(-1) : undefined
      items.push({
        draft: { type: 'why', track: 'happened', excerpt, text: words },
        ...(explains === undefined ? {} : { explains }),
      })
    }
  }
  return { items, used }
}

function isTold({ words, block }: Passage): boolean {
  // A drawing made of letters, or a line of a log, tells nothing.
  const letters = (words.match(/[\p{L}\s]/gu) ?? []).length
  if (isBlank(words) || block.isQuoted || letters < words.length * 0.6 || /^\W*\{"/.test(words)) return false
  if (
    countWordsIn(words) < 25 &&
    /\b(?:is|are|was|remains?|still) (?:\p{L}+ )?(?:unknown|unclear|not (?:yet )?(?:known|clear)|under investigation|being investigated)\b/iu.test(
      words,
    )
  )
    return false
  if (
    countWordsIn(words) < 20 &&
    /\b(?:can be (?:found|read|seen)|is (?:described|documented|available)) (?:here|in|at|on)\b/i.test(words)
  )
    return false
  // Addresses, a reference to somewhere else, a remark of the form's author.
  if (/^(?:see|for more|more details?|details? (?:in|at)|refer to|link|https?:)\b/i.test(words) && words.length < 200)
    return false
  return countWordsIn(words.replace(/https?:\S+/g, '')) >= 2
}
