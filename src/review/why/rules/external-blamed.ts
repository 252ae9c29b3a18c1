import { findPhrases, phrases } from '../../language/phrase.ts'
import { hitAt } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'

const others = phrases(`
  ^^^ because|since|as|it's|its|was? of? ~2 {third}
  ^^^ ~2 caused|due|blame ~3 {third}
  {third} 's? ~2 fault|problem|issue|side|end|outage|error|bug|mistake
  on|at|from ~2 {third} side|end|part
  {third} ~2 {act|symptom|defect|slip|did-not|poor}
  {third} ~2 {poor} ~2
  blame|fault of|on ~2 {third}
  attack|attacked|hacked|ddos ~2 by|from|on
  external|third party|cause|factor|problem|provider|reasons|issue
`)

export const externalBlamed = defineWhyRule({
  id: 'external-blamed',
  kinds: ['external-blamed'],
  why: 'We do not change other firms; we do change what we assume about them.',
  source: 'notes on facilitation, kind "external-blamed"',
  check(why) {
    const match = findPhrases(why.read, others).find((found) => (why.read.words[found.from]?.sentence ?? 0) === 0)
    if (!match || why.hasPlan) return []
    const ownPart = why.mechanisms.some((mechanism) => {
      const clause = why.read.words[mechanism.from]?.clause
      return !why.read.words.some(
        (word) => word.clause === clause && word.classes.has('third') && word.start < (why.read.words[mechanism.from]?.start ?? 0),
      )
    })
    const ours = why.read.words.some((word) => word.classes.has('ours') && word.form !== 'us')
    const isGrumble = /\b(?:always|again|never|keep|keeps|every (?:year|time|month)|care|fault|blame|pay for)\b/i.test(why.text)
    if (ownPart || why.hasCondition || (ours && !isGrumble && why.substance.length >= 3)) return []
    return [
      hitAt(why, match, {
        wrong: 'Somebody outside is named, and nothing on our side.',
        ask: 'What did we assume about them, and what happens here when it is not true?',
      }),
    ]
  },
  examples: {
    flagged: [
      { given: answered('The carrier lost them again.'), words: 'The carrier', kinds: ['external-blamed'] },
      { given: answered('Outage at Cloudflare.'), words: 'Outage at Cloudflare', kinds: ['external-blamed'] },
    ],
    clean: [
      answered('The carrier sends two codes for one town, and our lookup keeps the last.'),
      answered('We wait as long as their header says, up to two hours.'),
    ],
  },
})
