import { datesIn } from '../../domain/written-times.ts'
import { recogniseHeading } from '../../review/document/recognise-heading.ts'
import { sentencesIn } from '../../review/document/sentences-in.ts'
import { plainWords } from './plain-words.ts'
import { type Calendar, settle } from './written-lead.ts'

const templateWords =
  /^(?:\W|\d)*(?:(?:the|an?|new|our|draft|blameless|internal|public|final|full|technical|security)\s+)*(?:incident|outage|event)?\s*(?:post[- ]?mortem|retrospective|report|review|summary|rca|root cause analysis|template|title|untitled|incident|outage|notes?|document|readme|index|analysis|log|disclosure)(?:\s+(?:post[- ]?mortem|report|review|summary|template|analysis|document|disclosure|page))?(?:\W|\d)*$/i

/** Whether a heading names no incident: empty, or only the name of the form. */
function isTemplateTitle(title: string): boolean {
  const plain = title.trim()
  return !/\p{L}{2}/u.test(plain) || templateWords.test(plain)
}

/** The heading where it tells something, else the title of the front matter, else the first sentence. */
export function titleOf(heading: string, declared: readonly string[], told: string | null, name: string): string {
  const own = heading.replace(/\s+/g, ' ').trim()
  if (!isTemplateTitle(own) && recogniseHeading(own) !== 'summary') return own
  const named = declared.map(plainWords).find((one) => !isTemplateTitle(one))
  if (named !== undefined) return named
  const sentence = told === null ? undefined : sentencesIn(told)[0]?.text
  if (sentence !== undefined && /\p{L}{3}/u.test(sentence)) return shortSentence(sentence)
  return own === '' ? name : own
}

function shortSentence(sentence: string): string {
  const words = sentence.replace(/[.\s]+$/, '')
  if (words.length <= 120) return words
  const cut = words.slice(0, 120)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 60)).replace(/[\s,;:]+$/, '')}…`
}

/** The first day that the words name in full, or that lies near a day that is known. */
export function dayIn(words: string, calendar: Calendar): string | null {
  for (const written of datesIn(words).dates) {
    const day = settle(written, calendar)
    if (day !== null) return day
  }
  return null
}

/** The day that a file's name begins with or holds: "2021-06-03--database-full.md", "20210525-windows.md". */
export function dayInName(name: string): string | null {
  const match = /(?<!\d)(20\d\d|19\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(name)
  if (match === null) return null
  const day = `${match[1]}-${match[2]}-${match[3]}`
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day) ? day : null
}
