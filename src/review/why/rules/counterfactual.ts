import { phrases } from '../../language/phrase.ts'
import type { WordClass } from '../../language/word-classes.ts'
import { firstMatch, hitAt, isExplainedAfter } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'

const wishes = phrases(`
  should|could|would|might|ought|shouldn't|couldn't|wouldn't not? to? ~1 have|of
  should've|shouldve|could've|couldve|would've|wouldve|shoulda|coulda|woulda
  if only
  ^ if ~4 had ~6
  had we|they|he|she|somebody|someone|anyone|anybody
  {person|group|given-name} ~2 should|ought|must|need|needs|needed to? be|pay|check|always|have|not|take|make|use|look|test|ask|learn|know
  should|ought|must not|never to? ~3
  {person|group|given-name} should|ought not? to? ~1
  {person|group|given-name} ~2 supposed|meant|obliged|required to
  {person|group|given-name} ~2 fail|failed|fails|neglected to
  would|could never? ~3 prevented|avoided|happened|caught|stopped|noticed|saved
`)

const omissions = phrases(`
  {person|group|given-name} ~8 {did-not} ~2 {act|attention|testing|followed|slip|detection}
  {person|group|given-name} ~4 {did-not} ~1 think|notice|realise|realize|see|read|bother|ask|tell|consider|communicate|coordinate|double-check|doublecheck|warn|inform|update|document|care|want|know|look|remember|expect|react|respond|anticipate
  {person|group|given-name} ~4 did|has|had|have|was|were|do|does|would not ~3
  {nobody} ~5 {act|attention|testing|detection|slip}
  {nobody} ~3 think|thought|notice|noticed|realised|realized|saw|seen|read|bothered|asked|told|considered|warned|informed|updated|documented|cared|wanted|knew|looked|remembered|expected|reacted|responded|thinking|watching|watches|looking|looks|reads|asks|feels|felt
  not|never a? ~2 single? ~1 {person} ~2 {act|testing}
`)

const thing: readonly WordClass[] = ['artefact']

export const counterfactual = defineWhyRule({
  id: 'counterfactual',
  kinds: ['counterfactual'],
  why: 'What did not happen explains nothing; what did happen, and how it looked reasonable, does.',
  source: 'Dekker, The Field Guide to Understanding Human Error, chapter 3 (the counterfactual family)',
  check(why) {
    const wish = firstMatch(why, wishes)
    const match =
      wish ??
      firstMatch(
        why,
        omissions,
        (found) =>
          !why.read.words[found.from - 1]?.classes.has('artefact') &&
          !why.read.words
            .slice(Math.max(0, found.from - 3), found.from)
            .some(
              (word) =>
                word.clause === why.read.words[found.from]?.clause &&
                /^(?:for|of|by|to|where|when|which|that)$/.test(word.form),
            ) &&
          !isExplainedAfter(why, found) &&
          !why.hasHistory &&
          !why.hasPlan &&
          !thing.some((name) => why.read.words[found.from + 1]?.classes.has(name)),
      )
    if (!match) return []
    return [
      hitAt(why, match, {
        kinds: wish ? ['counterfactual'] : ['counterfactual', 'human-error', 'blame'],
        wrong: 'This says what did not happen.',
        ask: 'That is what did not happen. What did happen, and how did it look reasonable then?',
      }),
    ]
  },
  examples: {
    flagged: [
      {
        given: answered('We should have tested it with two tabs.'),
        words: 'We should have',
        kinds: ['counterfactual'],
      },
      {
        given: answered('Nobody checked the labels before the truck left.'),
        words: 'Nobody checked',
        kinds: ['counterfactual', 'human-error', 'blame'],
      },
    ],
    clean: [
      answered('On-call did not see the page, because the rota still routes it to an archived channel.'),
      answered('The job should run at two, and the clock change skips that hour.'),
      answered(
        'We get a mail when the import fails, but an empty one counts as done; nobody compares it with the day before.',
      ),
    ],
  },
})
