import type { Span } from './find-private.ts'

// A number without a country code looks like any other number; a word before it, or the American way of writing it, tells.
const afterWord =
  /\b(?:phone|tel|telephone|mobile|cell|fax|whatsapp|sms|hotline|landline|handy|telefon|call(?:ed|ing)?|dial(?:led)?|ring|rang|reach(?:ed|able)?)\b[^\d\n+(]{0,24}(\(?0?\d[\d ()./-]{5,20}\d)/gi
const american = /(?<![\d.-])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?![\d-])/g
const withCode = /(?<![\w.])00[1-9][\d ()/-]{6,18}\d(?!\d)/g

/** Telephone numbers: with a country code wherever they stand, without one only where words or shape say so. */
export async function findPhones(text: string): Promise<Span[]> {
  const found: Span[] = []
  const isInternational = /\+\s?\(?\d/.test(text)
  const candidates = [
    ...[...text.matchAll(american)].map((match) => ({ start: match.index, written: match[0], code: '+1' })),
    ...[...text.matchAll(withCode)].map((match) => ({ start: match.index, written: match[0], code: '00' })),
  ]
  if (isInternational || candidates.length > 0) {
    const { findPhoneNumbersInText, parsePhoneNumberFromString } = await import('libphonenumber-js')
    for (const { start, written, code } of candidates) {
      const number = code === '00' ? `+${written.slice(2)}` : `${code}${written}`
      if (parsePhoneNumberFromString(number)?.isPossible())
        found.push({ kind: 'phone', start, end: start + written.length })
    }
    let offset = 0
    for (const line of isInternational ? text.split('\n') : []) {
      if (/\+\s?\(?\d/.test(line)) {
        for (const { startsAt, endsAt } of findPhoneNumbersInText(line)) {
          found.push({ kind: 'phone', start: offset + startsAt, end: offset + endsAt })
        }
      }
      offset += line.length + 1
    }
  }
  for (const match of text.matchAll(afterWord)) {
    const written = match[1] ?? ''
    const digits = written.replace(/\D/g, '').length
    // Eight digits with a date's punctuation are a date.
    const isDate = /^\d{4}-\d\d-\d\d|^\d\d?[./]\d\d?[./]\d{2,4}\b/.test(written)
    if (digits < 7 || digits > 15 || isDate) continue
    const start = match.index + match[0].length - written.length
    found.push({ kind: 'phone', start, end: start + written.length })
  }
  return found
}
