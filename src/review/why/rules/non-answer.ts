import { phrases } from '../../language/phrase.ts'
import { firstMatch, hitAt, hitOnAll, isLeading, wordsOf } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'

const evasions = phrases(`
  known|old|familiar|usual issue|bug|problem|thing|story
  no|not idea|clue|comment
  not|n't|don't|dont|cannot|can't know|remember|recall|tell|say $
  i|we don't|dont|do not? know
  no ~1 knows
  nobody|who knows
  dunno
  n/a
  tbd
  tba
  tbc
  unknown $
  unclear $
  not clear|sure|known|applicable
  see|cf|refer to? ~2 above|below|ticket|thread|doc|document|report|slack|channel|jira|page|before|previous|earlier|notes|email|link
  as|like already? said|discussed|mentioned|explained|stated ~2
  already answered|explained|said|discussed|covered
  ^^^ ~2 the? same|ditto again? $
  ^^^ ~2 the? same thing|issue|problem|reason|cause|story|one ~3 $
  ^^^ ~2 the? same as ~2 before|above|usual|last|always
  it|this|that just? happened $
  just because
  good question
  that's|thats|that is ~1 how|what|the way|why ~4
  it is|was what it is|was
  ask ~2 {person|group|third|given-name}
  obvious $
  nothing special|specific|particular
  next|skip question
  pass $
`)

export const nonAnswer = defineWhyRule({
  id: 'non-answer',
  kinds: ['non-answer'],
  why: 'One word, or a pointer elsewhere, leaves nothing for the next why to hold on to.',
  source: 'notes on facilitation, kind "non-answer"; Allspaw, The Infinite Hows (2014)',
  check(why) {
    const said = {
      wrong: 'This does not answer the question yet.',
      ask: 'What was seen first, on which screen or in which file?',
    }
    if (why.content.length === 0) return [hitOnAll(why, said)]
    const match = firstMatch(why, evasions, (found) => isLeading(why, found) && !why.hasPlan)
    if (match && (why.content.length <= 8 || why.substance.length <= 2)) {
      return [
        hitAt(why, match, {
          ...said,
          kinds: /\b(?:how|way|because|what it)\b/.test(wordsOf(why, match))
            ? ['non-answer', 'tautology']
            : ['non-answer'],
        }),
      ]
    }
    return why.read.words.length <= 2 && why.figures.length === 0 ? [hitOnAll(why, said)] : []
  },
  examples: {
    flagged: [
      { given: answered('known issue, we have it in the backlog'), words: 'known issue', kinds: ['non-answer'] },
      { given: answered('Redis.'), words: 'Redis', kinds: ['non-answer'] },
      { given: answered('see the ticket'), words: 'see the ticket', kinds: ['non-answer'] },
      { given: answered('the same as last time'), words: 'the same as last', kinds: ['non-answer'] },
    ],
    clean: [
      answered('The form keeps the last address in the session.'),
      answered('Not known yet. The replay with old sessions runs on Thursday.'),
      answered('Both rows look the same.'),
    ],
  },
})
