import { defineLineRule } from '../line-rule.ts'
import { matchesOf } from '../matches.ts'

const cues: readonly RegExp[] = [
  /\b(?:should|ought to|could|might) have (?:told|warned|alerted|alarmed|worried|tipped off|reminded|made) (?:us|everybody|everyone|somebody|anybody|anyone|somebody|someone|the team|them|on-?call|all of us)\b|\bshould have (?:rung|raised|set off|sounded) (?:a|an|the|some|all)?\s?(?:bells?|alarms?|suspicions?|flags?|eyebrows?|doubts?)\b|\bshould have been (?:a|an|the|our) (?:\p{L}+ )?(?:warning|hint|sign|clue|signal|alarm|wake-up call)\b/gu,
  /\b(?:knowing what we know (?:now|today)|with (?:today's|what we know) (?:knowledge|now)|from today's (?:point of view|perspective|standpoint))\b/g,
  /\b(?:should|ought to|must|could) have been (?:\p{L}+ )?(?:clear|obvious|evident|apparent|foreseen|expected)\b/gu,
  /\b(?:could|should|might) have (?:easily )?(?:seen|foreseen|predicted|guessed|known|expected|anticipated) (?:it|this|that|the)\b(?: \p{L}+)?(?: coming)?\b/gu,
  /\b(?:saw|seen|see) (?:it|this|that) coming\b|\bhad (?:long )?been coming\b/g,
  /\b(?:was|were|is|are) (?:\p{L}+ )?(?:clear|evident|apparent) (?:from the (?:start|beginning|outset|very)|all along|to (?:everyone|everybody|all|anyone)|long before|for (?:weeks|months|years|days))\b/gu,
  /\b(?:evidently|self-evident(?:ly)?|manifestly|needless to say|plainly)\b|\ball along\b/g,
  /\b(?:plenty|lots|no lack|no shortage|enough|ample|many|several|numerous|all) (?:of )?(?:the )?(?:early )?(?:warnings?|hints|clues|signs|red flags|omens|indications)\b(?! (?:are|is|about|in the log|per))|\btell-?tale\b|\b(?:the|all|these|those|ignored|missed|obvious|clear) (?:red flags|warning signs)\b/g,
  /\b(?:simply |just |really |eventually |clearly )had to (?:fail|break|happen|crash|end|go|collapse|explode|come)\b|\bhad to (?:fail|break|happen|go wrong|collapse|end badly|end like)\b/g,
  /\b(?:was|were|is|are) (?:\p{L}+ )?(?:certain|sure|guaranteed|set|due|predestined|programmed) to (?:fail|break|happen|crash|go wrong|collapse|blow|explode|overflow|run out|go off)\b/gu,
  /\b(?:a |the )?(?:disaster|accident|failure|outage) (?:in the making|by design)\b|\bno-?brainer\b|\bcould(?:n't| not) (?:possibly )?(?:go well|end well|have gone well|have worked|work out)\b/g,
  /\b(?:in|with (?:the benefit of )?)\s?hindsight\b/g,
  /\bin retrospect\b|\bretrospectively,|\blooking back(?: now| at it)?\b/g,
  /\b(?:obviously|inevitabl[ey]|unsurprisingly|foreseeabl[ey])\b|(?:^|[,;:] )predictably\b/g,
  /(?<!\b(?:not|n't|less|more|make it|made it) )\b(?:was|were|been)\s+(?:painfully |quite |pretty |completely |already |always )?(?:obvious|foreseeable|predictable)\b(?! (?:enough|fix))/g,
  // "Clearly" as a comment on the whole sentence, not on how a thing is shown: clearly separated, clearly marked.
  /(?:^|[.,;:]\s+|\b(?:was|were|is|are|had|has)\s+)clearly(?=,|\s+(?:the|this|that|we|it|they|too|not|a|an|nobody|no|going|our|wrong|under|over|in|never)\b)/g,
  /\b(?:was|were|is|are|had been)\s+(?:always\s+)?(?:bound|destined|doomed|sure|going)\s+to\s+(?:happen|fail|break|go wrong|end|come|crash|fall|blow|overflow|run out|collapse|bite|cause)\b|\bdoomed (?:from|since)\b|\bdoomed to\b/g,
  /\bbound to\s+\p{L}+/gu,
  /\b(?:only )?a (?:matter|question) of time\b/g,
  /\b(?:accident|incident|outage|disaster|problem|failure|bug|trouble)s? (?:that was )?(?:just )?waiting to happen\b/g,
  /\bwriting (?:was|had been)?\s*on the wall\b/g,
  /\b(?:all )?(?:the )?(?:warning )?signs? (?:was|were|had been|was all|were all) (?:all )?(?:there|visible|present|clear|plain)\b|\b(?:all )?the (?:red flags|warning signs|signs)\b(?! of)/g,
  /\b(?:no|little|hardly a|not a|come as no|came as no|hardly any) (?:big |real |great )?surprise\b/g,
  /(?:^|[.;:,]\s+|\btimeline\s)of course\b|\bof course,? (?:this|the|it|that|nobody|no one|we|they|such|none)\b/g,
  /\b(?:we|everybody|everyone|people|the team|i|they) (?:all |always |already |had |should have )?(?:knew|known) (?:that )?(?:this|it|that|the|one day|sooner)\b[^.]{0,50}\b(?:would|could|was going to|might|will|happen|day)\b/g,
  /\b(?:sooner or later|a ticking (?:time )?bomb|time bomb|asking for trouble|recipe for (?:disaster|trouble)|had it coming|had to happen|was always going to (?:fail|break|happen|go|end|crash|cause|be a problem)|could only go wrong|could only end|never going to work|never stood a chance)\b/g,
  /\b(?:could|should|might|can) (?:easily |clearly |well )?have been (?:easily )?(?:foreseen|predicted|anticipated|expected|prevented|avoided)\b/g,
  /\b(?:easily|entirely|completely|totally|perfectly|clearly) (?:avoidable|preventable|foreseeable|predictable)\b/g,
  /\b(?:any|every)(?:one|body) (?:could|can|would|with|should|who)\b[^.]{0,30}\b(?:see|seen|tell|told|known|know|predicted|guessed|looks?|looked)\b/g,
  /\bas (?:was|were) to be expected\b|\bwas to be expected\b|\bit (?:is|was) (?:no wonder|not surprising)\b|\bno wonder\b/g,
  /\b(?:plain to see|in plain sight|staring (?:us|everyone|everybody|them) in the face|for all to see|there for (?:anyone|everyone|all|weeks|months|days) to see)\b/g,
  /\b(?:naturally|logically),? (?:this|that|the|it|such)\b[^.]{0,40}\b(?:failed|broke|fails|broke|crashed|happened|led|collapsed)\b/g,
  /\b(?:as (?:anyone|everyone|everybody|we all) (?:knows?|knew|could))\b/g,
]

export const hindsight = defineLineRule({
  id: 'hindsight',
  kinds: ['hindsight'],
  why: 'After the event everything looks foreseeable. "Obviously" and "bound to happen" close the question of what could be seen at the time, and by whom.',
  source: 'Sidney Dekker, The Field Guide to Understanding Human Error, chapter 3',
  check(line) {
    const isQuote = line.section === 'customer-quotes'
    const plain = isQuote ? line.unquoted : line.plain
    if (isQuote && line.isCustomerQuote) return []
    return cues
      .flatMap((cue) => matchesOf(plain, cue))
      .filter(({ words, start }) => !isAboutShowing(plain, words, start))
      .sort((a, b) => a.start - b.start)
      .slice(0, 1)
      .map(({ start, end }) => ({
        start,
        end,
        wrong: 'This judges from what is known now, not from what could be seen then.',
        ask: 'What was visible at that moment, where, and to whom?',
      }))
  },
  examples: {
    flagged: [
      {
        given: { section: 'root-cause', text: 'Obviously a queue of this size could not hold a whole weekend.' },
        words: 'Obviously',
        kinds: ['hindsight'],
      },
      {
        given: { section: 'summary', text: 'It was only a matter of time until the volume was full.' },
        words: 'only a matter of time',
        kinds: ['hindsight'],
      },
    ],
    clean: [
      { section: 'lessons', text: 'The new page makes the state of the button obvious.' },
      { section: 'went-well', text: 'The two curves were clearly separated, which made the bad node easy to find.' },
    ],
  },
})

/** "It was not obvious that …" describes what could be seen; so does "of course" as "in the course of". */
function isAboutShowing(plain: string, words: string, start: number): boolean {
  const before = plain.slice(Math.max(0, start - 24), start)
  if (/\b(?:not|n't|never|less|more|nothing|far from|isn't|wasn't)\s+(?:\w+\s+)?$/.test(before)) return true
  if (/obvious|predictab/.test(words) && /\b(?:not|n't|less|more|most)\b/.test(words)) return true
  if (/^of course$/.test(words) && /\b(?:change|changes|out) $/.test(before)) return true
  return false
}
