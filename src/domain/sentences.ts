import { readableLine } from './readable.ts'

/** Longest part of a text that is read for meaning; nobody answers a question in more. */
const readAtMost = 20_000

/** The sentences of a text, each on one line. A full stop inside a number or an abbreviation of one letter ends none. */
export function sentencesOf(text: string): string[] {
  return text
    .slice(0, readAtMost)
    .split(/(?<=[.!?;])\s+|[\r\n]+/)
    .map(readableLine)
    .filter((sentence) => sentence !== '')
}

/** Sentences, cut again where the speaker turns round: "no data lost, but 12 invoices doubled" are two clauses. */
export function clausesOf(text: string): string[] {
  return sentencesOf(text)
    .flatMap((sentence) =>
      sentence.split(
        /,?\s*\b(?:(?<!\b(?:all|nothing|anything) )but|however|although|though|except(?: for| that)?|apart from|other than|while)\b,?\s*/i,
      ),
    )
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')
}

/** Words to quote in a reason: one line of at most 90 characters, without quotation marks of its own. */
export function quotable(text: string): string {
  const line = readableLine(text.slice(0, readAtMost)).replace(/["“”]/g, "'")
  return line.length > 90 ? `${line.slice(0, 89).trimEnd()}…` : line
}
