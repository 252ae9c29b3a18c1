import { readAction } from '../action-slots.ts'
import { defineLineRule } from '../line-rule.ts'

/** Verbs and phrases that never end, or whose end nobody can see. */
const endless =
  /\b(?:improv(?:e|es|ing)|review(?:s|ing)?|consider(?:s|ing)?|look(?:s|ing)? (?:into|at|for)|discuss(?:es|ing)?|think(?:s|ing)? (?:about|of|through|over)|investigat(?:e|es|ing)|explor(?:e|es|ing)|evaluat(?:e|es|ing)|assess(?:es|ing)?|rais(?:e|es|ing) (?:the )?awareness|awareness|remind(?:s|ing|er)?|ensur(?:e|es|ing)|mak(?:e|es|ing) sure|tak(?:e|es|ing) (?:more )?care|be (?:more |extra )?(?:careful|attentive|mindful|aware|vigilant|proactive|disciplined|cautious)|(?:more|better|closer|stronger|greater|higher|faster|cleaner|clearer|increased|tighter) (?:\p{L}+ )?(?:resilien\p{L}+|reliab\p{L}+|communication|collaboration|alignment|coordination|monitoring|testing|documentation|awareness|visibility|overview|observability|understanding|training|process(?:es)?|quality|care|attention|alerting|integration|ownership|robust\p{L}*|stab\p{L}+|handling|planning|reviews?|tooling|performance|discipline)|more (?:resilient|reliable|robust|stable|careful|carefully|closely|proactive\p{L}*|scalable|maintainable|transparent|often|frequent\p{L}*)|(?:resilient|reliable|robust|stable|scalable)(?= against| to)|work(?:s|ing)? (?:with|towards?|on|together|closely)|strengthen(?:s|ing)?|enhanc(?:e|es|ing)|align(?:s|ing)?|communicat(?:e|es|ing)|educat(?:e|es|ing)|train(?:s|ing)?|sensiti[sz]e|encourag(?:e|es|ing)|emphasi[sz](?:e|es|ing)|pay(?:s|ing)? (?:more )?attention|keep(?:s|ing)? an eye|monitor(?:s|ing)? (?:the situation|closely|more|it)|watch(?:ing)? (?:out|closely|more)|revisit(?:s|ing)?|reconsider(?:s|ing)?|re-?think(?:s|ing)?|re-?evaluat(?:e|es|ing)|tr(?:y|ies|ying) to|aim(?:s|ing)? (?:to|for)|striv(?:e|es|ing)|optimi[sz](?:e|es|ing)|hard(?:en|ening)|streamlin(?:e|es|ing)|clean(?:s|ing)? up|increas(?:e|es|ing) (?:the )?(?:awareness|quality|visibility|resilience|stability|reliability|robustness|test coverage|collaboration|discipline)|reduc(?:e|es|ing) (?:the )?(?:risk|complexity|technical debt|tech debt|dependency|likelihood|chance)|prevent(?:s|ing)? (?:this|such|similar|it|future)|avoid(?:s|ing)? (?:this|such|similar|it|future|repeating)|learn(?:s|ing)? from|be better|do better|get better|mak(?:e|es|ing) [^.;|]{0,50}?\b(?:faster|better|safer|easier|cleaner|simpler|clearer|more \p{L}+|robust|resilient|stable|reliable)|as (?:needed|appropriate|necessary|required)|where (?:possible|appropriate|necessary|needed)|if (?:possible|needed|necessary)|brainstorm\p{L}*|research(?:es|ing)?|analy[sz](?:e|es|ing)|clarif(?:y|ies|ying)|foster(?:s|ing)?|promot(?:e|es|ing)|focus(?:es|ing)? (?:more )?on|invest(?:s|ing)? (?:more )?(?:time|effort|in)|share(?:s)? (?:the )?(?:learnings?|lessons?|knowledge)|talk(?:s|ing)? (?:to|with|about)|sync(?:s|ing)? with|meet(?:s|ing)? with|follow(?:s|ing)? up|socialise|be kept|address(?:es|ing)? (?:the )?(?:issue|problem|gaps?|root cause)|fix(?:es|ing)? (?:the |all )?(?:issues?|problems?|things)|handle (?:this|it|errors|such) (?:better|gracefully|properly)|better \p{L}+|more \p{L}+ing|find(?:s|ing)? (?:a|out|ways|better|some)|hold(?:s|ing)? (?:a |an )?(?:meeting|session|workshop|talk))\b/gu

export const vagueAction = defineLineRule({
  id: 'vague-action',
  kinds: ['vague-action'],
  why: 'Nobody can tell when it is done, so it is never done or always was.',
  source: 'Google, Site Reliability Workbook, chapter 10; notes on action hierarchy in RCA2 (NPSF 2015)',
  check(line) {
    if (line.section !== 'actions') return []
    const { task, check } = readAction(line.text)
    if (check !== null && hasMeasure(check)) return []
    const within = line.plain.slice(task.start, task.end)
    const match = [...within.matchAll(endless)].find((one) => isHead(within, one.index))
    if (!match) return []
    return [
      {
        start: task.start + match.index,
        end: task.start + match.index + match[0].length,
        wrong: 'Nobody could tell when this is done.',
        ask: 'What will exist afterwards that does not exist today, and what shows that it works?',
      },
    ]
  },
  examples: {
    flagged: [
      {
        given: { section: 'actions', text: '| Improve the alerting of the feed | Detect | Lena | 2026-05-04 |' },
        words: 'Improve',
        kinds: ['vague-action'],
      },
      {
        given: { section: 'actions', text: '- [ ] Be more careful with flags @lena due 2026-05-04' },
        words: 'Be more careful',
        kinds: ['vague-action'],
      },
    ],
    clean: [
      {
        section: 'actions',
        text: '| Page on-call when the feed is older than 10 min | Detect | Lena | 2026-05-04 | fires in the drill of 2 May |',
      },
      { section: 'lessons', text: 'We want to improve how we read the feed.' },
    ],
  },
})

const opening =
  /^(?:\W*\[?[ x]?\]?\W*)(?:[^:]{1,60}:\s+)?(?:(?:we|i|the team|all|everyone|everybody|\p{L}+|@\S+)[,:]? )?(?:(?:will|should|shall|must|need|needs|want|wants|plan|plans|have|has|are|is|going|ought|to|could|can|also|then|please|maybe|always|again|all|more|continue|continuing|started?|begin|try|tries|trying|strive|aim|so|in future|in the future|from now on|next time) )*(?:to )?$/u

/** A verb late in the line belongs to a detail, not to what is to be delivered: "a script to improve the logs". */
function isHead(task: string, at: number): boolean {
  const before = task.slice(0, at).replace(/[*_]/g, '')
  return opening.test(before) || /[;:.]\s+(?:\p{L}+ )?$/u.test(before)
}

function hasMeasure(check: string): boolean {
  return check.split(/\s+/).length >= 2
}
