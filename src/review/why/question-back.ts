import { isStopWord } from '../language/stop-words.ts'
import type { Finding } from '../rule.ts'
import type { WhyKind } from './why-kind.ts'
import type { WhyText } from './why-text.ts'

/** What is already good about an answer, in one sentence; every answer has something to build on. */
export function praiseFor(why: WhyText): string {
  const [figure] = why.figures
  const mechanism = why.mechanisms[0]
  if (why.hasPlan) return 'It says how it will be checked.'
  if (why.hasInstead) return 'It says what was there instead.'
  if (why.hasOrigin) return 'It says where it was taken from, and what holds there.'
  if (why.hasCondition) return 'It says what people saw or were told at that moment.'
  if (why.hasHistory) return 'It says how it came to be so.'
  if (mechanism) return `It names what a thing does: "${quoted(why, mechanism.from, mechanism.to)}".`
  if (figure) return `It has a figure that can be checked: ${figure.form}.`
  if (why.read.words.some((word) => word.classes.has('hedge'))) return 'It is honest about being a guess.'
  if (why.read.words.some((word) => word.classes.has('countermeasure')))
    return 'It already holds the beginning of an action.'
  if (why.read.words.some((word) => word.classes.has('act')))
    return 'It names what was done, which gives a moment to look at.'
  return why.substance.length > 0 ? 'It gives a place to look at.' : 'It is a start.'
}

/**
 * The one question to put to the person: their words, what is asked, and what the answer has to explain.
 * Never asks who. `asked` is how often this link was asked about before; the second time the question is put more narrowly.
 */
export function questionBack(why: WhyText, finding: Finding<WhyKind>, asked = 0): string {
  const above = why.given.chain.at(-1) ?? why.given.context
  const said = `You said "${clipped(sensibleQuote(why, finding), 120)}".`
  const aim = above === '' ? '' : ` It has to explain: "${clipped(above, 160)}".`
  const narrower = asked > 0 ? ' One moment and one screen, tool or file is enough.' : ''
  return `${said} ${finding.ask}${aim}${narrower}`
}

function quoted(why: WhyText, from: number, to: number): string {
  return why.text.slice(why.read.words[from]?.start ?? 0, why.read.words[to - 1]?.end ?? 0)
}

const joints = /^(?:and|but|so|because|since|well|that|then|yes|yeah|as)$/
const openEnd = /^(?:a|an|the|its|it|their|our|them|his|her|all|any|each|every|of)$/

/** The found words, or their clause where they would break off: "provider was" says nothing to the one who said it. */
function sensibleQuote(why: WhyText, finding: Finding<WhyKind>): string {
  const { words } = why.read
  const from = words.findIndex((word) => word.start >= finding.start)
  const to = words.findLastIndex((word) => word.end <= finding.end)
  const [first, last, next] = [words[from], words[to], words[to + 1]]
  if (!first || !last || from > to) return finding.words
  const isAdjective = last.classes.has('wrong') || last.classes.has('poor')
  const isOpen = next?.clause === last.clause && (isAdjective || openEnd.test(next.form))
  const breaksOff =
    from <= to && (isStopWord(first.form) || isStopWord(last.form) || isOpen || finding.words.length < 3)
  if (!breaksOff) return finding.words
  const clause = words.filter((word) => word.clause >= first.clause && word.clause <= last.clause)
  const start = clause.findIndex((word) => !joints.test(word.form))
  return why.text.slice(clause[Math.max(0, start)]?.start ?? finding.start, clause.at(-1)?.end ?? finding.end)
}

function clipped(text: string, longest: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line
}
