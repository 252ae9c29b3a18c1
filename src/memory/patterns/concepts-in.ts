import { causes } from '../thesaurus/causes.ts'
import { symptoms } from '../thesaurus/symptoms.ts'
import { systems } from '../thesaurus/systems.ts'
import { stemOf } from './words-in.ts'

interface Form {
  readonly rest: readonly string[]
  readonly concept: string
}

const token = /[\p{L}\p{N}]+(?:[.'-][\p{L}\p{N}]+)*|[.!?;\n]/gu
const byFirst = new Map<string, Form[]>()
for (const group of [...symptoms, ...causes, ...systems]) {
  for (const written of group.forms.split(',')) {
    const [first, ...rest] = [...written.trim().toLowerCase().matchAll(token)].map(([one]) => stemOf(one))
    if (first === undefined) continue
    byFirst.set(first, [...(byFirst.get(first) ?? []), { rest, concept: group.name }])
  }
}
for (const forms of byFirst.values()) forms.sort((a, b) => b.rest.length - a.rest.length)

/** Harm that reports like to deny. After "no" or "did not" it is not heard. */
const deniable = new Set([
  'lost data', 'outage', 'crash', 'timeout', 'duplicates', 'corruption', 'leaked information', 'attack', 'server error', 'wrong figures',
]) // biome-ignore format: a list
const denies = new Set(['no', 'without', 'neither', 'never'].map(stemOf))
const auxiliaries = new Set([
  'did',
  'was',
  'were',
  'is',
  'are',
  'has',
  'have',
  'does',
  'do',
  "didn't",
  "wasn't",
  "weren't",
])

/** What a text is about by the thesaurus: each concept with how often it is named. */
export function conceptsIn(text: string): Map<string, number> {
  const found = new Map<string, number>()
  const plain = text.replaceAll('’', "'").toLowerCase()
  const words = [...plain.matchAll(token)].map(([one]) => one)
  const stems = words.map(stemOf)
  let deniedUntil = -1
  for (let at = 0; at < stems.length; at += 1) {
    const word = stems[at] ?? ''
    const before = words[at - 1] ?? ''
    if (
      denies.has(word) ||
      (word === 'not' && auxiliaries.has(before)) ||
      (/n't$/.test(words[at] ?? '') && auxiliaries.has(words[at] ?? ''))
    )
      deniedUntil = at + 4
    if (/^[.!?;\n]$/.test(word)) deniedUntil = -1
    const form = byFirst.get(word)?.find(({ rest }) => rest.every((one, offset) => stems[at + 1 + offset] === one))
    if (form === undefined) continue
    if (at <= deniedUntil && deniable.has(form.concept)) continue
    found.set(form.concept, (found.get(form.concept) ?? 0) + 1)
    at += form.rest.length
  }
  return found
}
