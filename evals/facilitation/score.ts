import { claimsIn, unsupportedClaims } from '../../src/domain/claims.ts'
import { questionsIn, type Turn } from './person.ts'
import type { Script } from './script.ts'

/** What came of one facilitation. */
export interface Facilitated {
  readonly transcript: readonly Turn[]
  /** The documents as they were delivered, Markdown. */
  readonly documents: string
  /** Links that the record let stand as causes, where there is a record. */
  readonly acceptedWhys: readonly string[]
  /** Words that no person said and that are no claims: the day of writing, ids. */
  readonly given: string
  readonly tokens: number | null
}

export interface Score {
  /** Facts that can be shown, and those that were. */
  readonly facts: { readonly hidden: number; readonly shown: number; readonly missing: readonly string[] }
  /** Numbers, times, dates and names of the documents that nobody said. */
  readonly unsupported: readonly string[]
  readonly shallowAccepted: readonly string[]
  readonly traps: { readonly all: number; readonly passed: number; readonly failed: readonly string[] }
  readonly questions: number
  readonly words: number
  readonly tokens: number | null
}

/** Measures documents against what the person knew and what was said. */
export function scoreFacilitation(script: Script, done: Facilitated): Score {
  const { documents, transcript } = done
  const counted = script.facts.filter((fact) => fact.shows.length > 0)
  const missing = counted.filter((fact) => !fact.shows.every((pattern) => pattern.test(documents)))
  const said = transcript.filter((turn) => turn.from === 'person').map((turn) => turn.text)
  const failed = script.traps.filter(
    ({ has, lacks }) =>
      !has.every((pattern) => pattern.test(documents)) || lacks.some((pattern) => pattern.test(documents)),
  )
  return {
    facts: {
      hidden: counted.length,
      shown: counted.length - missing.length,
      missing: missing.map((fact) => fact.id),
    },
    unsupported: unsupportedClaims(proseOf(documents), [...said, done.given].join('\n')).filter(
      (claim) => !isDerived(claim, said.join('\n'), script.hoursFromUtc),
    ),
    shallowAccepted: done.acceptedWhys.filter((why) =>
      script.shallow.some((words) => why.toLowerCase().includes(words.toLowerCase())),
    ),
    traps: {
      all: script.traps.length,
      passed: script.traps.length - failed.length,
      failed: failed.map(({ id }) => id),
    },
    questions: transcript
      .filter((turn) => turn.from === 'facilitator')
      .reduce((sum, turn) => sum + questionsIn(turn.text).length, 0),
    words: wordsIn(documents),
    tokens: done.tokens,
  }
}

/**
 * Arithmetic on what was said adds nothing to it: a said time in UTC, the time between two said times, the day after a said one
 * ("the next morning"), one said number as a share of another.
 */
function isDerived(claim: string, said: string, hoursFromUtc: number): boolean {
  const all = claimsIn(said)
  const readings = (wanted: string) => all.flatMap(({ kind, value }) => (kind === wanted ? value.split('|') : []))
  const numbers = readings('number').map(Number)
  const dayAfter = new Set(readings('date').map((date) => Date.parse(date) + 86_400_000))
  const times = all.flatMap(({ kind, value }) => (kind === 'time' ? value.split('|') : []))
  const minutes = times.flatMap((time) => {
    const [, hours, rest] = /^(\d\d):(\d\d)/.exec(time) ?? []
    return hours === undefined ? [] : [Number(hours) * 60 + Number(rest)]
  })
  const day = 24 * 60
  const inUtc = new Set(minutes.map((minute) => (minute - hoursFromUtc * 60 + day) % day))
  const apart = new Set(minutes.flatMap((one) => minutes.map((other) => ((other - one + day) % day) * 60)))
  return claimsIn(claim).every(({ kind, value }) =>
    value.split('|').some((reading) => {
      const [, hours, rest] = /^(\d\d):(\d\d)/.exec(reading) ?? []
      if (kind === 'time' && hours !== undefined) return inUtc.has(Number(hours) * 60 + Number(rest))
      if (kind === 'date') return dayAfter.has(Date.parse(reading))
      const percent = /^([\d.]+) %$/.exec(reading)?.[1]
      if (percent !== undefined)
        return numbers.some((part) =>
          numbers.some((whole) => whole > part && Math.round((100 * part) / whole) === Number(percent)),
        )
      const seconds = /^(\d+) s$/.exec(reading)?.[1]
      return seconds !== undefined && apart.has(Number(seconds))
    }),
  )
}

/** Diagrams repeat what the text says, in a notation of their own; headings and labels are the template's. */
function proseOf(markdown: string): string {
  return (
    markdown
      .replace(/```mermaid[\s\S]*?```/g, '')
      .replace(/^#{1,6} .*$/gm, '')
      .replace(/<!--[\s\S]*?-->/g, '')
      // A quote that was cut may end in half a date; a row of the timeline has its day without the year.
      .replace(/\S+…/g, '')
      .replace(/^\| \d\d-\d\d (?=\d\d:\d\d)/gm, '| ')
      // Ids of items and sources, and the labels of links.
      .replace(/\b(?:said|answer|event|why|factor|action|lesson|decision)-\d+\b|\b[HNEF]\d{1,2}[a-z]?\b/g, '')
  )
}

function wordsIn(markdown: string): number {
  return proseOf(markdown).match(/[\p{L}\p{N}][\p{L}\p{N}'’.,:/-]*/gu)?.length ?? 0
}
