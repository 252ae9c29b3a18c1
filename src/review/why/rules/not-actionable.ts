import { phrases } from '../../language/phrase.ts'
import { firstMatch, hitAt, isExplainedAfter } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'

const givens = phrases(`
  human nature
  nothing ~4 can|could|to ~2 done|do|prevented|change
  nothing ~2 could have
  can't|cant|cannot|couldn't be? ~2 helped|avoided|prevented|changed|foreseen|predicted|planned|controlled|expect|influence|control|change
  can not ~2 helped|avoided|prevented|changed
  out of|outside|beyond ~2 control|hands|influence
  part of the? ~2 business|job|game|life|nature|deal
  cost of doing
  that's|thats|such|that is life|it|software|computers|business|it|how
  {place|artefact|third|person|trigger} ~1 fail|fails|break|breaks|die|dies $
  {person} make mistakes
  {nobody} is|are perfect
  inevitable|inevitably|unavoidable|unpreventable|inherent|inherently
  in|of our|this|the|any sector|industry|business|line|size|market|company
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

export const notActionable = defineWhyRule({
  id: 'not-actionable',
  kinds: ['not-actionable'],
  why: 'What nobody can change is a condition to design for, not where the chain ends.',
  source: 'notes on facilitation, kind "not-actionable" and the stop rule',
  check(why) {
    const match = firstMatch(why, givens, (found) => !isExplainedAfter(why, found) && why.mechanisms.length <= 1)
    if (!match || why.hasCondition) return []
    return [
      hitAt(why, match, {
        wrong: 'This is a given that nobody here can change.',
        ask: 'Taking that as given, what in our design relies on it not happening?',
      }),
    ]
  },
  examples: {
    flagged: [
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
