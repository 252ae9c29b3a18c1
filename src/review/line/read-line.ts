import type { Section } from './line-kind.ts'

/** A line as it stands in a post-mortem: what a caller or an example writes down. */
export interface GivenLine {
  readonly section: Section
  readonly text: string
}

/** A line, read once for all rules. `plain` has the length of `text`, so that offsets hold for both. */
export interface Line extends GivenLine {
  /** Small letters, straight apostrophes; code, addresses and the words of attributed quotes are blank. */
  readonly plain: string
  /** As `plain`, but what stands in quotation marks is blank whoever said it. */
  readonly unquoted: string
  /** Somebody outside the company is quoted, and the line is little more than that. */
  readonly isCustomerQuote: boolean
}

const code = /`[^`\n]{1,400}`/g
const address = /\b(?:https?:\/\/|www\.)[^\s<>)\]]{1,500}/g
// An apostrophe opens no quotation inside a word.
const quotation =
  /[“„"«][^“”„"«»\n]{2,600}["”»]|(?<![\p{L}\p{N}])['‘‚][^'‘’\n]{1,2}(?:[^‘\n]{0,600}?)['’](?![\p{L}\p{N}])/gu
const outsider =
  /\b(?:tickets?|chat|call|phone|e-?mail|mail|survey|tweet|twitter|review|forum|complaint|reddit|trustpilot|app store|customers?|clients?|users?|shoppers?|shop owners?|merchants?|sellers?|buyers?|guests?|patients?|students?|parents?|teachers?|tenants?|subscribers?|drivers?|couriers?|hotels?|visitors?|readers?|partners?|accountants?|bookkeepers?|citizens?|members?|passengers?|companies|company|owner of a|nps)\b/
const insider =
  /\b(?:engineers?|engineering|developers?|on-?call|operators?|sres?|ops|devops|squad|stand-?up|slack|team|cto|ceo|product managers?|colleagues?|internal|war ?room|retro|incident channel|lead|dba)\b/

export function readLine({ section, text }: GivenLine): Line {
  const lower = blank(blank(toLower(text).replace(/[’‘]/g, "'"), code), address)
  const original = blank(blank(text, code), address)
  const quoted = [...original.matchAll(quotation)]
  let unquoted = lower
  for (const match of quoted) unquoted = blankAt(unquoted, match.index, match[0].length)
  const quotedLength = quoted.reduce((sum, match) => sum + match[0].length, 0)
  const about = unquoted
  const isFromOutside =
    quoted.length > 0 && !insider.test(about) && (section === 'customer-quotes' || outsider.test(about))
  // "You should have told us." without its marks, but with the ticket it stood in.
  const isAttributed =
    section === 'customer-quotes' &&
    quoted.length === 0 &&
    /(?:\(|—|–|-|:|\bticket \S+)[^.]{0,60}$/.test(lower) &&
    outsider.test(lower) &&
    !insider.test(lower)
  const isCustomerQuote = (isFromOutside && quotedLength > 12) || isAttributed
  return { section, text, plain: isCustomerQuote ? unquoted : lower, unquoted, isCustomerQuote }
}

/** Small letters at the same places: a letter whose small form is longer stays as it is. */
function toLower(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return text.replace(/./gsu, (character) => {
    const small = character.toLowerCase()
    return small.length === character.length ? small : character
  })
}

function blank(text: string, pattern: RegExp): string {
  return text.replace(pattern, (match) => ' '.repeat(match.length))
}

function blankAt(text: string, start: number, length: number): string {
  return text.slice(0, start) + ' '.repeat(length) + text.slice(start + length)
}
