import { type Match, phrases } from '../../language/phrase.ts'
import type { WordClass } from '../../language/word-classes.ts'
import { firstMatch, hitAt, isExplainedAfter } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'

const judgements = phrases(`
  {judging}
  's? fault of
  to blame
  guilty
  {did-not} ~1 care|bother|bothered|listen|think|read
  {did-not} ~1 want|like to
  couldn't|couldnt be? bothered
  bothered to
  too|so|very lazy|slow|busy|proud|quick|confident|eager|comfortable
  doing|did|does whatever|nothing|what
  as usual
  responsible for
  {person|group|given-name} ~2 in charge
  insist|insists|keeps|keep ~1 on|treating|doing|ignoring|asking|forgetting
  on purpose
  know|knew|known|do|done|did better
  {poor} {act|made} by
  {third|person|group|given-name} ~6 to blame
  half|poor|bad|sloppy|quick work|job
  {person|group|third|given-name} ~3 thinks|thought|believes|loves|likes|hates|knows ~4 better|other|is|they|rules|documentation|process
  without ~1 caring|bothering
  how ~2 can|could one|anyone|anybody|someone|you|they
  {person|group|third|given-name} ~2 once|yet again
  known for
  of course {did-not}
  {person|group|third} ~3 never ~1 think|thinks|care|cares|listen|listens|learn|learns|ask|asks|talk|talks|tell|tells|read|reads|bother
  outsourced
  cheapest
  what you pay
  wait|waits ~2 last
  typical|typically
`)

const faulted = phrases(`
  fault $
  fault
  without ~1 asking|telling|informing|checking|consulting|warning|announcing|notifying|coordinating|approval|permission|notice|thinking|testing|reading
  {nobody} ~3 told|informed|asked|warned|announced|communicated|mentioned us|me|ops|support|anyone|anybody|them|it
  {group|person} ~3 {did-not} ~2 tell|inform|communicate|announce|warn|mention|ask|notify|consult
  {group|person|given-name} ~1 problem|issue|mess|screwup $
  {person|group|given-name} again
  {person|group} ~3 {poor} ~1 {act|made|artefact}
  {poor} ~1 {act|made} by|code|work
  {person|group} ~2 insisted|refused|pushed|demanded|wanted|forced|rushed|ignored
`)

const ranks = phrases(`
  ^^^ because|since? the|a|an|our? ~1 {rank}
  {act|slip} ~2 by ~2 {rank}
  ^^^ it was {given-name|rank|group}
  ^^^ {given-name} again
`)

const somebody: readonly WordClass[] = ['person', 'group', 'third', 'given-name', 'pronoun']

export const blame = defineWhyRule({
  id: 'blame',
  kinds: ['blame'],
  why: 'Judging people ends the search, and the next person meets the same trap.',
  source: 'Prime Directive of retrospectives (Kerth); RCA2, rule 2; Fausey and Boroditsky 2010',
  check(why) {
    const isAboutSomebody = (found: Match) => {
      const clause = why.read.words[found.from]?.clause ?? 0
      return why.read.words.some(
        (word) =>
          (word.clause === clause || word.clause === clause - 1) && somebody.some((name) => word.classes.has(name)),
      )
    }
    const match =
      firstMatch(why, judgements, (found) => why.mechanisms.length === 0 || isAboutSomebody(found)) ??
      firstMatch(why, ranks, () => !why.hasCondition) ??
      firstMatch(
        why,
        faulted,
        (found) =>
          !isExplainedAfter(why, found) &&
          (why.mechanisms.length === 0 || isAboutSomebody(found)) &&
          !/^(?:for|of|by|to)$/.test(why.read.words[found.from - 1]?.form ?? '') &&
          !fallsOnMachine(why.text),
      )
    if (!match) return []
    return [
      hitAt(why, match, {
        wrong: 'This judges somebody instead of saying what they saw.',
        ask: 'What made that the sensible thing to do with what they knew and had at that moment?',
      }),
    ]
  },
  examples: {
    flagged: [
      { given: answered('The ops team was careless.'), words: 'careless', kinds: ['blame'] },
      {
        given: answered('Sales changed the form without telling anybody.'),
        words: 'without telling',
        kinds: ['blame'],
      },
      { given: answered("It is the warehouse's fault."), words: 'fault', kinds: ['blame'] },
      { given: answered('They said the warehouse was careless.'), words: 'careless', kinds: ['blame'] },
    ],
    clean: [
      answered('The page fault handler drops the address buffer.'),
      answered('Whoever renews the list gets no note of it: the mail goes to a closed inbox.'),
      answered('Logistics told me the address table was locked.'),
    ],
  },
})

/** "fault handler", "fault tolerance": a word of machines. */
function fallsOnMachine(text: string): boolean {
  return /fault[- ](?:toleran|handl|domain|inject|line|zone)|(?:page|segmentation|ground) fault/i.test(text)
}
