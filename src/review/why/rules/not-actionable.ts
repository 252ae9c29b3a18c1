import { phrases } from '../../language/phrase.ts'
import { firstMatch, hitAt, hitOnAll, isExplainedAfter } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'
import type { WhyText } from '../why-text.ts'

const flat = phrases(`
  human nature
  nothing ~4 can|could|to ~2 done|do|prevented|change
  can't|cant|cannot|couldn't be? ~1 helped|avoided|prevented|changed|foreseen|predicted|influenced|controlled
  can not ~2 helped|avoided|prevented|changed
  {not} ~1 plan|prepare|expect|foresee|test|guard|protect|prevent|predict for|against|everything|such|all|this|that
  no ~1 {place|artefact|third} is|are ~1 perfect|secure|reliable|safe|bug-free|available|free
  nothing is perfect|secure|free|safe|100%
  takes|take|took|needs time|long|ages $
  out of|outside|beyond ~2 control|hands|influence
  part of the? ~2 business|job|game|life|nature|deal
  cost of doing
  {person} make mistakes
  ^^^ anything|everything|something|nothing|everyone|everybody|somebody ~3 goes|go|fails|breaks|works|happens|forgets|clicks|lasts ~4 $
  ^^^ {place|artefact} fail|fails|break|breaks|die|dies|crash|crashes when|if|sometimes|eventually|anyway|from|every
  that's|thats|such|it's ~1 life|nature|law|physics
  that is ~1 life|nature|law|physics
  have to live with
  can do nothing
`)

const givens = phrases(`
  human nature
  nothing ~4 can|could|to ~2 done|do|prevented|change
  nothing ~2 could have
  can't|cant|cannot|couldn't be? ~2 helped|avoided|prevented|changed|foreseen|predicted|planned|controlled|expect|influence|control|change
  can not ~2 helped|avoided|prevented|changed
  out of|outside|beyond ~2 control|hands|influence
  part of the? ~2 business|job|game|life|nature|deal
  cost of doing
  that's|thats|such|it's|its is? ~1 life|it|software|computers|business|how|what|nature|normal|unavoidable|law
  ~0 {place|artefact|third|person|trigger} always|just|simply|sometimes|eventually|inevitably|tend|tends ~2
  their|its|the nature
  will|would always
  always be|been|some|someone|somebody|one
  every|any|each {place|artefact|third|person|group}|building|house|country has|have|had|does|gets|knows
  will|can be|happen $
  where|when|if ~3 {person} work|works|are
  is|are a complicated|complex|difficult|hard|tricky ~2
  can|could|do nothing
  {place|artefact|third|person|trigger} ~1 fail|fails|break|breaks|die|dies $
  {person} make mistakes
  {nobody} is|are perfect
  inevitable|inevitably|unavoidable|unpreventable|inherent|inherently
  {not|nobody} ~2 find|meet|know ~2 {place|third|group}|company|shop|business|bank ~9
  in|of our|this|the|any sector|industry|trade|branch|profession|business|line|size|market|company
  every|any|all company|companies|bank|shop|business|vendor|system|software|team
  have to live with
  as always
  the? {place|artefact|third|person|trigger|vague} ~3 is|are|was|were always|just|simply|inherently|generally|by|naturally ~5
  a pain
  there is|will|are ~2 always
  ^^^ ~4 is|are just? very? hard|difficult|slow|expensive|unreliable|complex|complicated|unpredictable|tricky|painful|unstable|weird|old|messy|fragile|hell|tough|imperfect|what $
  {always} has|had been
  law|laws|gdpr|regulation|regulations|physics|economy|market|politics|competition|inflation|weather|requirements $
  the? market|economy|competition|customers|users ~2 demands|demanded|wants|expects|is|are|do|does
`)

const given = {
  wrong: 'This is a given that nobody here can change.',
  ask: 'Taking that as given, what in our design relies on it not happening?',
}

export const notActionable = defineWhyRule({
  id: 'not-actionable',
  kinds: ['not-actionable'],
  why: 'What nobody can change is a condition to design for, not where the chain ends.',
  source: 'notes on facilitation, kind "not-actionable" and the stop rule',
  check(why) {
    const match =
      firstMatch(why, flat) ??
      firstMatch(why, givens, (found) => !isExplainedAfter(why, found) && why.mechanisms.length <= 1)
    if (isTruism(why)) return [hitOnAll(why, given)]
    if (!match || why.hasCondition || why.hasPlan) return []
    return [hitAt(why, match, given)]
  },
  examples: {
    flagged: [
      { given: answered('Printers jam sometimes.'), words: 'Printers jam sometimes', kinds: ['not-actionable'] },
      { given: answered('People make mistakes.'), words: 'People make mistakes', kinds: ['not-actionable'] },
      {
        given: answered('There is nothing we can do about that.'),
        words: 'nothing we can do',
        kinds: ['not-actionable'],
      },
    ],
    clean: [
      answered('Failover assumes separate lines, and both run through one duct.'),
      answered('The law asks for seven years, and the archive table takes two.'),
    ],
  },
})

/** "Electronics wear out", "Models make things up": a whole kind of thing, what it always does, and nothing of this day. */
function isTruism(why: WhyText): boolean {
  const { words, clauses } = why.read
  const [first] = words
  return (
    clauses === 1 &&
    words.length <= 5 &&
    /^(?:\p{L}+-?)+s$/u.test(first?.form ?? '') &&
    /^\p{L}+s (?:\p{L}+s )?(?:just |always |sometimes |simply |do |will |can )?\p{L}+(?<!ed|s|ing|[^aeiou]t)(?: (?:up|out|down|off|over|stuff|things|sometimes|eventually|anyway|occasionally|happen|always|mistakes|up))*[.!]?$/iu.test(
      why.text.trim(),
    )
  )
}
