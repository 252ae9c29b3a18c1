import type { Counted, Terms } from './count-terms.ts'

/** What is known of a text beside its words. */
export interface Sign {
  /** Specific names in its title: not one that stands in a tenth of all texts, nor a domain that other hosts are below. */
  readonly names: readonly number[]
  readonly symptoms: readonly string[]
  /** Says how it came about, somewhere. */
  readonly knowsCause: boolean
}

const sayingWhy =
  /\b(?:caus\w+|because|due to|led to|leading to|result\w*|trigger\w*|bug|introduc\w+|after an?|upgrade\w*|migration|maintenance|planned)\b/i
const letters = /\p{L}{3}/u

export function saysWhy({ cause, symptom, rest }: { cause: string; symptom: string; rest: string }): boolean {
  return letters.test(cause) || sayingWhy.test(symptom) || sayingWhy.test(rest)
}

/** @param df in how many texts each term is. */
export function readSigns(
  counted: readonly Counted[],
  knowsCause: readonly boolean[],
  terms: Terms,
  df: Int32Array,
): Sign[] {
  const most = Math.max(4, counted.length / 10)
  const estates = new Set<string>()
  for (let id = 0; id < terms.size(); id += 1) {
    const name = terms.nameOf(id)
    const dot = name.indexOf('.')
    if (dot > 0) estates.add(name.slice(dot + 1))
  }
  const isSpecific = (id: number) => {
    const name = terms.nameOf(id)
    return (terms.isName(id) || name.includes('.')) && (df[id] ?? 0) <= most && !estates.has(name)
  }
  return counted.map(({ title, titleSymptoms }, at) => ({
    names: title.filter(isSpecific),
    symptoms: titleSymptoms,
    knowsCause: knowsCause[at] ?? false,
  }))
}

/** Both titles name the same thing and the same symptom: 1 where one does not say why it came, else a half. */
export function sameSign(a: Sign | undefined, b: Sign | undefined): number {
  if (!a || !b) return 0
  if (!a.symptoms.some((one) => b.symptoms.includes(one)) || !a.names.some((one) => b.names.includes(one))) return 0
  return a.knowsCause && b.knowsCause ? 0.5 : 1
}
