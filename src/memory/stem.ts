import { wordsApart } from './stem-exceptions.ts'

const consonant = '[^aeiou]'
const vowel = '[aeiouy]'
const consonants = `${consonant}[^aeiouy]*`
const vowels = `${vowel}[aeiou]*`
const oneOrMore = new RegExp(`^(?:${consonants})?${vowels}${consonants}`)
const exactlyOne = new RegExp(`^(?:${consonants})?${vowels}${consonants}(?:${vowels})?$`)
const moreThanOne = new RegExp(`^(?:${consonants})?${vowels}${consonants}${vowels}${consonants}`)
const hasVowel = new RegExp(`^(?:${consonants})?${vowel}`)
const shortEnd = new RegExp(`^${consonants}${vowel}[^aeiouwxy]$`)

const second: Readonly<Record<string, string>> = {
  ational: 'ate',
  tional: 'tion',
  enci: 'ence',
  anci: 'ance',
  izer: 'ize',
  bli: 'ble',
  alli: 'al',
  entli: 'ent',
  eli: 'e',
  ousli: 'ous',
  ization: 'ize',
  ation: 'ate',
  ator: 'ate',
  alism: 'al',
  iveness: 'ive',
  fulness: 'ful',
  ousness: 'ous',
  aliti: 'al',
  iviti: 'ive',
  biliti: 'ble',
  logi: 'log',
}
const third: Readonly<Record<string, string>> = {
  icate: 'ic',
  ative: '',
  alize: 'al',
  iciti: 'ic',
  ical: 'ic',
  ful: '',
  ness: '',
}
const secondEnd = new RegExp(`^(.+?)(${Object.keys(second).join('|')})$`)
const thirdEnd = new RegExp(`^(.+?)(${Object.keys(third).join('|')})$`)
const fourthEnd = /^(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$/

/** No word is longer; the patterns take long over what is. */
const longest = 40

/**
 * The stem of a lower-case English word, after M. F. Porter, "An algorithm for suffix stripping" (1980), but for the words of
 * `stem-exceptions.ts`, which would fall together with words of another meaning.
 */
export function stem(word: string): string {
  const before = known.get(word)
  if (before !== undefined) return before
  const made = strip(word)
  // A log of reports has some ten thousand words, each thousands of times.
  if (known.size < mostKnown) known.set(word, made)
  return made
}

const known = new Map<string, string>()
const mostKnown = 50_000

function strip(word: string): string {
  if (word.length < 3 || word.length > longest || !/^[a-z]+$/.test(word)) return word
  const apart = wordsApart.get(word)
  if (apart !== undefined) return apart
  let now = word.startsWith('y') ? `Y${word.slice(1)}` : word
  now = now.replace(/^(.+?)(ss|i)es$/, '$1$2').replace(/^(.+?)([^s])s$/, '$1$2')
  now = endOfVerb(now)
  if (/^.+?y$/.test(now) && hasVowel.test(now.slice(0, -1))) now = `${now.slice(0, -1)}i`
  now = replaceEnd(now, secondEnd, second)
  now = replaceEnd(now, thirdEnd, third)
  now = dropFourth(now)
  if (now.endsWith('e')) {
    const base = now.slice(0, -1)
    if (moreThanOne.test(base) || (exactlyOne.test(base) && !shortEnd.test(base))) now = base
  }
  if (now.endsWith('ll') && moreThanOne.test(now)) now = now.slice(0, -1)
  return now.toLowerCase()
}

function endOfVerb(word: string): string {
  const eed = /^(.+?)eed$/.exec(word)?.[1]
  if (eed !== undefined) return oneOrMore.test(eed) ? word.slice(0, -1) : word
  const base = /^(.+?)(?:ed|ing)$/.exec(word)?.[1]
  if (base === undefined || !hasVowel.test(base)) return word
  if (/(?:at|bl|iz)$/.test(base)) return `${base}e`
  if (/([^aeiouylsz])\1$/.test(base)) return base.slice(0, -1)
  return shortEnd.test(base) ? `${base}e` : base
}

function replaceEnd(word: string, end: RegExp, by: Readonly<Record<string, string>>): string {
  const [, base, suffix] = end.exec(word) ?? []
  if (base === undefined || suffix === undefined || !oneOrMore.test(base)) return word
  return base + (by[suffix] ?? '')
}

function dropFourth(word: string): string {
  const base = fourthEnd.exec(word)?.[1]
  if (base !== undefined) return moreThanOne.test(base) ? base : word
  const ion = /^(.+?[st])ion$/.exec(word)?.[1]
  return ion !== undefined && moreThanOne.test(ion) ? ion : word
}
