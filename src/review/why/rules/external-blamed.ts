import { findPhrases, type Match, phrases } from '../../language/phrase.ts'
import { hitAt } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'
import type { WhyText } from '../why-text.ts'

const others = phrases(`
  ^^^ because|since|as|it's|its? of? ~2 {third}
  {trigger|defect|symptom|poor} ~3 at|by|from|of|in ~2 {third}
  ^^^ ~2 caused|due|blame ~3 {third}
  {third} 's? ~2 fault|problem|issue|side|end|outage|error|bug|mistake
  on|at|from ~2 {third} side|end|part
  on|at|from their|his|her side|end|part
  ^^^ the|an|a|our|some|one ~2 {third|person} there|abroad|outside|elsewhere
  ^^^ the|an|a|our|some|one ~2 sent|gave|told|promised|assured|delivered us|ours ~6
  {third} ~2 {act|behaviour|symptom|defect|slip|did-not|poor}
  {third} ~2 {poor} ~2
  ^^^ the ~2 company|association|authority|office ~1 {act|slip|did-not|symptom|behaviour}
  they|{third} ~1 won't|wont|refuse|refuses|refused ~3
  it is|was ~1 their
  ^^^ because? our|the|a ~2 company|kids|hackers|somebody|attackers ~1 had|has|was|were|did|changed|made|lost|failed
  {third} ~1 {did-not} ~4
  {third} ~3 late|recommended|told|wanted|delivers|delivered|changed|broke
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
    const match = findPhrases(why.read, others).find((found) => isSubject(why, found))
    if (!match || why.hasPlan) return []
    const ownPart = why.mechanisms.some((mechanism) => {
      const first = why.read.words[mechanism.from]
      if (
        /^(?:when|if|while|once|until|after|before|as)$/.test(why.read.words[0]?.form ?? '') &&
        first !== undefined &&
        !first.classes.has('third') &&
        first.form !== 'it'
      )
        return true
      if (first?.form === 'it' || first?.form === 'was' || first?.clause !== why.read.words[mechanism.to - 1]?.clause)
        return false
      return !why.read.words.some(
        (word) =>
          word.clause === first?.clause &&
          word.start <= first.start &&
          (word.classes.has('third') || word.form === 'they' || word.form === 'their'),
      )
    })
    if (ownPart || why.hasCondition || hasOwnAct(why, match)) return []
    return [
      hitAt(why, match, {
        wrong: 'Somebody outside is named, and nothing on our side.',
        ask: 'What did we assume about them, and what happens here when it is not true?',
      }),
    ]
  },
  examples: {
    flagged: [
      {
        given: answered(
          'The carrier lost its list for an hour, as the access log shows, and their hotline was closed.',
        ),
        words: 'The carrier',
        kinds: ['external-blamed'],
      },
      { given: answered('The carrier lost them again.'), words: 'The carrier', kinds: ['external-blamed'] },
      { given: answered('Outage at Cloudflare.'), words: 'Outage at Cloudflare', kinds: ['external-blamed'] },
    ],
    clean: [
      answered('The carrier sends two codes for one town, and our lookup keeps the last.'),
      answered('We wait as long as their header says, up to two hours.'),
      answered('It ended when the carrier was fast again. We retry each label forty times.'),
    ],
  },
})

const ownActs = phrases(`
  ^ ~2 we|our ~3 {act|behaviour}
  we|our ~2 rely|relies|depend|depends|need|needs|wait|waits on|for|to|until ~4
`)
const noOwnAct =
  /^(?:not|never|no|nothing|n't|\p{L}+n't|could|can|cannot|only|were|was|had|got|called|asked|ticket|tickets|case|support|hotline|told|informed|warned|know|knew|think|believe|see|saw|nobody)$/u

/** "We switched the retries off at 08:20": in a clause of its own, what we did or rely on. */
function hasOwnAct(why: WhyText, match: Match): boolean {
  const { words } = why.read
  return findPhrases(why.read, ownActs).some((found) => {
    const run = words.slice(found.from, found.to + 3)
    return (
      words[found.from]?.clause !== words[match.from]?.clause &&
      !run.some((word) => word.classes.has('third') || noOwnAct.test(word.form))
    )
  })
}

/** In the first clause, and not "to the bank" or "the bank's cut-off". */
function isSubject(why: WhyText, found: Match): boolean {
  const run = why.read.words.slice(found.from, found.to)
  const named = run.findIndex((word) => word.classes.has('third'))
  const word = run[named]
  if (!word) return true
  const isOwner =
    word.form.endsWith("'s") &&
    !/fault|problem|issue|side|end|outage|error|bug|mistake/.test(
      run
        .slice(named + 1)
        .map((one) => one.form)
        .join(' '),
    )
  const before = why.read.words[found.from + named - 1]?.form ?? ''
  const beforeThat = why.read.words[found.from + named - 2]?.form ?? ''
  const isObject = named === 0 && [before, beforeThat].some((form) => /^(?:to|of|for|with|into|over|per)$/.test(form))
  return word.clause === 0 && !isOwner && !isObject
}
