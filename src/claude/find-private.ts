import { isIPv6 } from 'node:net'
import { findPhones } from './find-phones.ts'
import { findSecrets } from './find-secrets.ts'
import { readThrough } from './read-through.ts'

/** A passage that must not leave this machine. `end` is the first character after it. */
export interface Span {
  readonly kind: 'secret' | 'email' | 'phone' | 'ip' | 'name' | 'text'
  readonly start: number
  readonly end: number
}

/** What is known already: the words of the company, and what was found in earlier texts, as it reads. */
export interface KnownPrivate {
  readonly neverSend: readonly string[]
  readonly found: readonly { readonly kind: Span['kind']; readonly value: string }[]
}

/** A passage with the words that it reads as, where they are escaped in the text. */
export type PrivatePassage = Span & { readonly reads: string }

/** Passages of `text` to be replaced, in order, without overlaps. */
export async function findPrivate(original: string, { neverSend, found }: KnownPrivate): Promise<PrivatePassage[]> {
  const { text, placeOf } = readThrough(original)
  const secrets = await findSecrets(text)
  const names = patternOf(neverSend)
  const spans = withoutOverlaps([
    // Brackets of our own in the text are no placeholders, and must not become any.
    ...matchesOf(text, 'text', /⟦[^⟧]{0,200}⟧?|⟧/g),
    ...secrets,
    ...occurrencesOf(
      [...found.filter(({ kind }) => kind === 'secret').map(({ value }) => value), ...wordsOf(text, secrets)],
      text,
    ),
    ...matchesOf(text, 'email', email),
    ...findAddresses(text),
    ...(await findPhones(text)),
    ...matchesOf(text, 'email', cutEmail),
    ...matchesOf(text, 'phone', cutPhone),
    ...matchesOf(text, 'ip', cutAddress),
    ...(names ? matchesOf(text, 'name', names) : []),
    ...findCut(text, [...found, ...neverSend.map((value) => ({ kind: 'name' as const, value }))]),
  ])
  return spans.map(({ kind, start, end }) => {
    const [from, to] = placeOf(start, end)
    return { kind, start: from, end: to, reads: text.slice(start, end) }
  })
}

function wordsOf(text: string, spans: readonly Span[]): string[] {
  return [...new Set(spans.map(({ start, end }) => text.slice(start, end)))]
}

/** Secrets also where nothing around them says what they are. A word that may be a word elsewhere is left alone there. */
function occurrencesOf(secrets: readonly string[], text: string): Span[] {
  const telling = secrets.filter(
    (secret) => secret.length >= 12 || (secret.length >= 5 && /\d|[^\p{L}\p{N}]/u.test(secret)),
  )
  return telling.flatMap((secret) => {
    const spans: Span[] = []
    for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) {
      spans.push({ kind: 'secret', start: at, end: at + secret.length })
    }
    return spans
  })
}

/** The beginning of something known before an ellipsis: a title or a summary was shortened there. */
function findCut(text: string, known: KnownPrivate['found']): Span[] {
  return [...text.matchAll(/…/g)].flatMap(({ index }): Span[] => {
    const end = text.slice(Math.max(0, index - 80), index).toLowerCase()
    for (const { kind, value } of known) {
      const whole = value.toLowerCase()
      const at = whole.length > shortestCut ? end.lastIndexOf(whole.slice(0, shortestCut)) : -1
      const cut = end.slice(at)
      if (at >= 0 && cut.length < whole.length && whole.startsWith(cut))
        return [{ kind, start: index - cut.length, end: index }]
    }
    return []
  })
}

export function matchesOf(text: string, kind: Span['kind'], pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map((match) => ({ kind, start: match.index, end: match.index + match[0].length }))
}

/** Words as a pattern: whole words, in any letter case, over any white space; null without words. */
function patternOf(words: readonly string[]): RegExp | null {
  const usable = words.map((word) => word.trim()).filter((word) => word !== '')
  if (usable.length === 0) return null
  const escaped = usable
    .sort((one, other) => other.length - one.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'))
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
}

/** So much of the beginning of something private gives it away. */
const shortestCut = 4

// Local parts have at most 64 characters (RFC 5321).
const email = /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}_][\p{L}\p{N}._%+'-]{0,63}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu

// What was shortened for a title or a summary ends in the middle, before an ellipsis.
const cutEmail = /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}_][\p{L}\p{N}._%+'-]{0,63}@[\p{L}\p{N}.-]{0,80}(?=…)/gu
const cutPhone = /\+\s?\(?\d[\d ().-]{0,18}(?=…)/g
const cutAddress = /(?<![\w.-])\d{1,3}(?:\.\d{1,3}){2,3}\.?(?=…)/g

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const v4 = new RegExp(`(?<![\\w.-])(?:${octet}\\.){3}${octet}(?![\\w-]|\\.\\d)`, 'g')
const v6 =
  /(?<![\w:.])(?=[\da-f:]*\d)[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?::?(?:\d{1,3}\.){3}\d{1,3})?(?:%\w{1,16})?(?![\w:])/gi

// A version of four numbers looks the same; the word before tells it apart.
const versionBefore =
  /(?:\b(?:versions?|ver|v|releases?|build|firmware|driver|sdk|tag|chrome|chromium|crios|safari|edge?|edga|opr|firefox|electron)[\s:=/#_]*(?:is |was |to |from )?|\bversions? [\w.-]{1,30} (?:to|and|or|with) |@)$/i

/** Addresses that name a machine: not the loopback, which is everybody's, and not a version number. */
function findAddresses(text: string): Span[] {
  const fours = matchesOf(text, 'ip', v4).filter(({ start, end }) => {
    const before = text.slice(Math.max(0, start - 45), start)
    return !/^(?:127\.|0\.0\.0\.0$|255\.255\.)/.test(text.slice(start, end)) && !versionBefore.test(before)
  })
  const sixes = matchesOf(text, 'ip', v6).filter(({ start, end }) => {
    const address = text.slice(start, end)
    return isIPv6(address) && !/^[0:]+1?$/.test(address)
  })
  return [...fours, ...sixes]
}

/** Where two overlap, one span over both, so that nothing of either is left. */
function withoutOverlaps(spans: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const span of [...spans].sort((one, other) => one.start - other.start || other.end - one.end)) {
    const last = kept.at(-1)
    if (last && span.start < last.end) {
      if (span.end > last.end) kept[kept.length - 1] = { ...last, end: span.end }
    } else if (span.end > span.start) kept.push(span)
  }
  return kept
}
