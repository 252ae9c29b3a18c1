import { defineLineRule } from '../line-rule.ts'
import { type Match, matchesOf } from '../matches.ts'
import { isName, subjectOf } from '../people.ts'

const judged =
  /\b(?:careless|sloppy|lazy|negligent|incompetent|reckless|irresponsible|unprofessional|ignorant|clueless|hasty|inattentive|overconfident|over-confident|arrogant|stubborn|impatient|thoughtless|amateur(?:ish)?|half-hearted|lax|inexperienced|unqualified|untrained|distracted|tired|complacent|overzealous|over-zealous|trigger-happy|cowboy|undisciplined|disorgani[sz]ed|forgetful|unreliable|inept|slow-witted|junior|new)\b(?= (?:\p{L}+ )?(?:engineers?|developers?|devs?|operators?|admins?|colleagues?|person|people|team|staff|interns?|hire|contractors?|employees?|analysts?|reviewers?|managers?|joiners?|on-?call|dba|sre|technicians?|freelancers?|trainees?)\b)/gu
const rankActs =
  /\b(?:an? |the |our |some |one of the )(?:(?:newest|youngest|least experienced|recently hired|freshly hired|newly hired|new) (?:\p{L}+ )?(?:engineer|developer|colleague|member|hire|joiner|employee|person|dev|operator|analyst)|intern|junior|trainee|newcomer|apprentice|new hire|new joiner|freelancer|contractor|temp|graduate|rookie|working student|student worker)\b(?!'s (?:first|question))/gu
const character =
  /\b(?:was|were|is|are|been|being|simply|just|too|so|got|had become) (?:(?:too|very|simply|just|rather|quite|really|again|once again|also|far too) )*(?:careless|sloppy|lazy|negligent|incompetent|reckless|irresponsible|unprofessional|hasty|inattentive|overconfident|arrogant|stubborn|impatient|complacent|asleep|drunk|overzealous|clueless|thoughtless|inexperienced|to blame|at fault|not up to|in a hurry|greedy|ignorant|disorgani[sz]ed|unwilling|uncooperative|unprepared)\b/g
const fault =
  /\b\p{L}+(?:'s|s') (?:own )?(?:fault|mistake|error|carelessness|negligence|sloppiness|ignorance|laziness|failure to|oversight|recklessness|stubbornness|impatience|blunder|incompetence|poor judge?ment|wrong decision|bad decision|wrong choice)\b|\b(?:the |at )?fault (?:of|lies|lay|is|was) (?:with |entirely |clearly |squarely )*(?:\p{L}+)|\bblam(?:e|ed|ing)\b(?!-?(?:less|free))(?! (?:the|it on the) (?:dns|cache|network|disk|tool))|\b(?:the )?culprit (?:was|is) (?:the )?(?<who>\p{L}+)|\b(?:should|must|need to|will) be held (?:accountable|responsible)|\b(?:the )?(?:person|engineer|developer|people|one) (?:responsible|to blame|at fault)\b|\blet (?:us|everyone|the \p{L}+) down\b|\bguilty\b|\bto blame\b/gu
const caused =
  /\b(?:caused|triggered|broken|brought down|taken down|introduced|deleted|messed up|botched|wiped|disabled|overwritten|dropped) by (?:(?:the|a|an|our|one of the|one of our) )?(?:\p{L}+ ){0,2}?(?<who>@?[\p{L}-]+)/gu
const harm =
  /^(?:broke|breaks|deleted|deletes|dropped|drops|wiped|wipes|erased|overwrote|destroyed|ruined|botched|crashed|killed|corrupted|disabled|removed|took|brought|knocked|caused|causes|triggered|pushed|pushes|merged|merges|shipped|messed|screwed|fumbled|bungled|leaked|exposed|ran|truncated|released|deployed|misconfigured|unplugged|rebooted|changed|set|left|forgot|approved|committed|introduced|skipped|bypassed|ignored|missed|uploaded|sent|emailed|lost|opened|closed|turned|switched|typed|applied|kicked|shut|cut|edited|let|used|wrote|put|pushing|merging|deploying|deleting|deletes|overwrites|overwriting|dropping|changing|disabling|disables|removing|removes|releasing|breaking|restarting|restarted|forgetting|ignoring|skipping|unplugs|wipes|kills|downgraded|hard-coded|hardcoded|nuked|revoked|created|mistyped|pasted|copied|activated|enabled|cancelled|canceled|rushed|pressed|clicked|hit|failed|did|didn't|never|should|could|wrongly|accidentally|mistakenly|carelessly|quietly|overlooked|thought|assumed)$/
const harmless =
  /^(?:ran|set|changed|deployed|merged|pushed|released|took|sent|opened|closed|turned|switched|created|used|wrote|put|applied|removed|disabled|enabled|rebooted|edited|activated|approved|committed|cancelled|canceled|revoked|brought|hit|pressed|clicked|copied|left|cut|shut|uploaded|emailed|shipped|did|let|thought|assumed|lost|killed|caused)$/
const harmfulObject =
  /\b(?:wrong|bad|broken|faulty|untested|incorrect|unreviewed|without|down|offline|production|prod|live|instead of|too early|too late|on a friday|error|incident|outage|bug|crash|loss|leak|by hand|half|straight|directly|in a hurry|which (?:broke|deleted|dropped|took|caused|killed|stopped|locked|emptied)|and (?:broke|took|deleted|dropped|caused|locked|stopped|emptied|killed)|causing|breaking|deleting|duplicate|customers?|payments?|orders)\b/
const gravelyHarmful =
  /^(?:broke|breaks|wiped|wipes|destroyed|ruined|botched|crashed|corrupted|messed|screwed|fumbled|bungled|leaked|forgot|mistyped|nuked|ignored|overlooked|overwrote|carelessly|mistakenly|wrongly|accidentally)$/
const possessive =
  /(?<owner>@?[\p{L}-]+)'s\s+(?:\p{L}+\s+|\p{N}+\s+|[-\w.]+\s+){0,3}?(?<what>changes?|commits?|deploy(?:ment|s)?|migrations?|patch(?:es)?|scripts?|prs?|pull requests?|merges?|config(?:uration)?s?|quer(?:y|ies)|fix(?:es)?|refactor(?:ing)?|code|releases?|update|updates|upgrade|edit|edits|command|branch|rollout|roll-out|push|hotfix|test|tests|cleanup|clean-up|import|export|rewrite|design|decision|idea|flag|rule|job|cron job|cronjob|restart|shortcut|workaround|typo|mistake|laptop|failover|experiment|prompt|form|template|sheet|spreadsheet)\b(?<after>[^.;]{0,120})/gu
const possessiveHarm =
  /(?<owner>@?[\p{L}-]+)'s\s+(?:\p{L}+\s+){0,3}?\p{L}+(?:\s+\p{L}+){0,5}?\s+(?:broke|deleted|dropped|caused|killed|crashed|wiped|locked|overloaded|blocked|corrupted|overwrote|exposed|leaked|led to|triggered|took (?:\p{L}+ ){0,3}?(?:down|offline)|took down)\b/gu
const harmful =
  /\b(?:broke|breaks|took|takes|deleted|dropped|caused|causes|killed|crashed|brought|wiped|locked|removed|filled|exhausted|overloaded|triggered|blocked|stopped|corrupted|overwrote|doubled|exposed|leaked|slowed|flooded|emptied|led to|resulted|made|left|had|has|sent|was (?:not|never)|were (?:not|never)|without|untested|wrong|bug|too|faulty|disabled|lacked|missed|ignored|introduced|set|turned|hit|failed|ran|charged|responsible|cut)\b/
const groupJudged =
  /\b(?:the |our |their )?(?:\p{L}+ ){0,2}?(?:team|squad|department|people|folks|guys|developers?|engineers?|management|product|marketing|sales|finance|ops|support|vendor|supplier|provider|leadership|business|colleagues|customers?|users?|they|everyone|everybody|nobody|no one)\b\s+(?:\p{L}+ly\s+|just\s+|simply\s+)?(?<judge>(?:would|will|did)(?: not|n't) (?:listen|hear of|be told)|never (?:thinks?|thought|cares?|cared|listens?|listened|reads?|tests?|asks?|asked|bothers?|tells?|understood|understands?|learns?|responds?|replies|warns?|documents?|checks?|informs?|involves?|considers?)|(?:does|do|did)(?: not|n't) (?:seem to )?(?:care|bother|listen|understand|take .{0,30} seriously|want to|think|pay attention|respect|give a)|refus(?:es|ed) to|(?:can|could)(?: not|n't|not) be bothered|always (?:breaks?|forgets?|rushes|ignores?|changes?|does|skips?|wants?|pushes|delays?|waits?|promises?|thinks)|once again|yet again|as usual|again (?:\p{L}+ed|failed|forgot|broke|pushed|ignored|changed|deployed)|(?:simply|just|deliberately|knowingly|wilfully|willfully|consciously) (?:ignored|skipped|refused|forgot|pushed|decided|went|didn't|did not|dropped|assumed|changed|turned|chose)|(?:clearly )?(?:(?:shouldn't|should not|must not) (?:have (?:\p{L}+ )?(?:access|rights|permissions?|privileges)|be (?:allowed|trusted|on-?call|given|working|in))|(?:cannot|can't) be (?:trusted|allowed))|cut corners|dropped the ball|insisted on|only cares?|cares? only|(?:has|have|had|showed|shows|show) no (?:idea|clue|sense|interest|discipline|respect)|lacks? (?:discipline|ownership|competence|skills?|seriousness|professionalism|interest)|(?:is|are|was|were) (?:known for|not good at|notorious|bad at|incapable|unable to follow|hopeless|out of (?:their|its) depth))/gu
const judgedWork =
  /\b(?:messed|screwed|cocked|fouled|stuffed) (?:(?:it|this|that|things|everything|the \p{L}+) )?up\b|\b(?:need|needs|have|has|must|should|ought) (?:to )?(?:finally |really |just |simply |start to |learn to |begin to )?(?:be|work|act|behave|become|pay|take|concentrate|read|think|show|get) (?:\p{L}+ )?(?:more |much |a bit |far |a lot )?(?:careful(?:ly)?|attentive(?:ly)?|diligent(?:ly)?|disciplined|professional(?:ly)?|responsib(?:le|ly)|conscientious(?:ly)?|attention|responsibility|mindful|thorough(?:ly)?|seriously)\b|\b(?:careless|sloppy|lazy|negligent|irresponsible|reckless|hasty|amateurish|half-hearted|shoddy|slapdash|unprofessional|thoughtless|poor|bad)(?:ly done)? (?:work|coding|changes?|commits?|deploy(?:ment)?s?|updates?|releases?|hotfix(?:es)?|migration|planning|review(?:s|ing)?|testing|edit(?:s|ing)?|handling|attitude|behaviou?r|judge?ment|workmanship|discipline|engineering practice|preparation|craftsmanship|job|decision|habits?)\b(?= (?:by|of|from|on the part|in the|at)\b|[.,;]|$)|\b(?:carelessly|sloppily|lazily|recklessly|negligently|irresponsibly|thoughtlessly|blindly (?:\p{L}+ed|trusted|followed|ran|copied))\b/gu
const whoever =
  /\bwhoever (?:\p{L}+ ){0,2}?(?:wrote|approved|merged|deployed|did|made|built|designed|decided|set|chose|thought|left|changed|pushed|configured|signed|is|was)\b|\b(?:who on earth|which (?:genius|idiot|hero)|it was (?:him|her|them)|despite (?:being|having been|several|repeated|many|all|multiple|our|the|clear) (?:\p{L}+ )?(?:told|warned|trained|asked|reminded|reminders?|warnings?|instructions?|requests?)|(?:have|has|had) been (?:told|warned|asked|reminded) (?:\p{L}+ )?(?:many|several|countless|three|two|\d+|repeatedly|again|often|before|times)|for the (?:third|fourth|fifth|umpteenth|nth|\d+\p{L}{2}) time|(?:still )?(?:haven't|have not|hasn't|has not|never) learn(?:ed|t)|should know better|ought to know better|people like (?:that|this|him|her|them|these)\b|(?:could|would) not be (?:bothered|reached as usual)|against (?:our|the|all|explicit|my|clear) (?:advice|warnings?|recommendation|instructions?))\b/gu
const indefiniteAct =
  /\b(?:somebody|someone|some (?:engineer|developer|admin|person|genius|colleague|intern)|one of (?:the|our) (?:\p{L}+ )?(?:engineers|developers|admins|operators|colleagues|interns|analysts|juniors|guys|people|contractors))\b(?: \p{L}+){0,3}? (?:broke|deleted|dropped|wiped|overwrote|messed|forgot|left|pushed|merged|disabled|unplugged|ignored|thought it|decided|took down|killed|removed|pulled)\b/gu
const doneBy =
  /\b(?:approved|merged|reviewed|written|deployed|pushed|made|executed|done|configured|signed off|released|changed|set|committed|built|started|launched|entered|edited|turned off|switched off|removed|ordered|planned|designed|applied|scheduled|uploaded|run) by (?<who>@?[\p{L}-]+)/gu
const groupHarm =
  /\b(?:the |our |their )?(?:[\p{L}-]+ )(?:team|squad|department|group|crew|folks|guys|engineers|developers|management|leadership)\b (?:\p{L}+ly |had |has |have |again |then |just |simply |also )*(?:broke|caused|forced|messed|botched|sabotaged|delayed us|blocked us|pushed through|rushed|ruined|took (?:the \p{L}+ )?down|deleted|(?:\p{L}+ed|made|ran|sent|put) [^.;,]{1,60} without (?:telling|asking|informing|warning|notice|testing|consulting|talking|approval|a word|prior|any))\b/gu
const sarcasmAtPerson =
  /\bas (?:usual|always|ever)(?=,? (?:the|our|they|nobody|no) (?:\p{L}+ ){0,2}?(?:team|squad|people|developers?|engineers?|ops|support|vendor|provider|management|marketing|product|colleagues|one)\b)|\b(?:team|squad|people|developers?|engineers?|ops|support|vendor|provider|management|marketing|colleagues)\b[^.]{0,40}\b,? as (?:usual|always|ever)\b|\btypical (?:of|for) (?:the|our|them|him|her)\b|\bthanks to (?<who>@?\p{L}+)(?:'s)?\b/gu

export const blame = defineLineRule({
  id: 'blame',
  kinds: ['blame'],
  why: 'A name, a rank or a judgement beside the harm raises blame even in people who saw what happened, and the next person says less.',
  source:
    'Fausey and Boroditsky, Subtle linguistic cues influence perceived blame, 2010; Google, Site Reliability Engineering, chapter 15',
  check(line) {
    const { text, plain, section } = line
    if (line.isCustomerQuote || section === 'actions') return []
    const isCauseSection = section === 'root-cause' || section === 'contributing' || section === 'went-poorly'
    const isThanks = section === 'went-well' || section === 'lucky'
    const hits: Match[] = []
    for (const match of matchesOf(plain, judged))
      if (!/^(?:new|junior|tired|distracted|inexperienced|untrained|unqualified)$/.test(match.words) || isActing(match))
        hits.push(match)
    for (const match of matchesOf(plain, rankActs)) if (!isThanks && isActing(match)) hits.push(match)
    for (const match of matchesOf(plain, character)) if (subjectOf(text, plain, match.start)) hits.push(match)
    for (const match of matchesOf(plain, fault)) if (isAtFault(match)) hits.push(match)
    const hasAgent = plain.includes(' by ')
    for (const match of hasAgent ? matchesOf(plain, caused) : []) {
      const who = match.groups.who ?? ''
      const at = match.end - who.length
      if (
        isName(text.slice(at, match.end)) ||
        /^(?:engineers?|developers?|operators?|interns?|juniors?|team|squad|colleague|admin|contractor|employee|analyst|person|somebody|someone|dba|sre|reviewer|freelancer|us)$/.test(
          who,
        )
      )
        hits.push(match)
    }
    for (const match of matchesOf(plain, groupJudged)) {
      const judgement = match.groups.judge ?? ''
      hits.push({ ...match, start: match.end - judgement.length })
    }
    for (const match of matchesOf(plain, sarcasmAtPerson)) {
      const who = match.groups.who
      if (who === undefined || (!isThanks && isName(text.slice(match.start + 10, match.start + 10 + who.length))))
        hits.push(match)
    }
    hits.push(...matchesOf(plain, judgedWork), ...matchesOf(plain, whoever))
    if (!isThanks && section !== 'timeline') {
      hits.push(...matchesOf(plain, groupHarm))
      if (section !== 'lessons')
        hits.push(
          ...matchesOf(plain, indefiniteAct).filter(
            ({ end }) =>
              !/\b(?:screen|shows?|because|since|as the|same|default|runbook|guide)\b/.test(plain.slice(end)),
          ),
        )
    }
    if (isCauseSection && hasAgent)
      for (const match of matchesOf(plain, doneBy)) {
        const who = match.groups.who ?? ''
        if (isName(text.slice(match.end - who.length, match.end))) hits.push(match)
      }
    if (!isThanks) hits.push(...namedHarm())
    return hits
      .sort((a, b) => a.start - b.start || a.end - b.end)
      .slice(0, 1)
      .map(({ start, end }) => ({
        start,
        end,
        wrong: 'This puts a person or a group beside the harm, or judges them.',
        ask: 'Which role was it, what did they see, and what did the tool do with what they gave it?',
      }))

    /** A rank is no blame where somebody helps, asks or reports; it is where the sentence is about what went wrong. */
    function isActing(match: Match): boolean {
      const rest = plain.slice(match.end, match.end + 90)
      if (
        /^\W*(?:\p{L}+\s+){0,3}(?:noticed|found|spotted|reported|asked|helped|saw|suggested|joined|raised|called|wrote to|pointed out|could follow|followed|could)\b/u.test(
          rest,
        )
      )
        return false
      return !/\bguide|\bonboard|\bmentor|\bpair/.test(plain)
    }

    function isAtFault(match: Match): boolean {
      if (/\b(?:not|no|n't|without|nobody|never|than)\b[^.]{0,20}$/.test(plain.slice(0, match.start))) return false
      if (/^(?:it|today|yesterday|user|driver|single)'s/.test(match.words)) return false
      if (/\bfault (?:of|lies|lay|is|was)/.test(match.words))
        return (
          /\b(?:engineer|developer|team|operator|person|people|vendor|supplier|provider|bank|finance|marketing|product|us|him|her|them|our|the|with)\b/.test(
            plain.slice(match.start, match.end + 30),
          ) || isName(text.slice(match.end - (match.words.split(' ').at(-1) ?? '').length, match.end))
        )
      if (match.groups.who !== undefined)
        return (
          isName(text.slice(match.end - match.groups.who.length, match.end)) ||
          /^(?:engineer|developer|intern|team|operator|person|junior)$/.test(match.groups.who)
        )
      if (/^\p{L}+'s /u.test(match.words))
        return (
          /^(?:our|their|his|her|somebody|someone|everyone|nobody|team|engineer|developer|operator|reviewer|manager|vendor|provider|supplier|customer|user|bank|squad|analyst|admin|contractor|intern|colleague|department|management|support|finance|marketing|dba|author)'s/.test(
            match.words,
          ) || isName(text.slice(match.start, match.start + match.words.indexOf("'")))
        )
      return true
    }

    function namedHarm(): Match[] {
      // Most lines name nobody: the patterns below are dear, and looking for a name is cheap.
      const isOwned = plain.includes("'s")
      const isNaming = [...text.matchAll(/@[\p{L}\d][\w-]*|\p{Lu}\p{Ll}+/gu)].some((match) => isName(match[0]))
      if (!isOwned && !isNaming) return []
      const found: Match[] = (isOwned && isNaming ? matchesOf(plain, possessiveHarm) : []).filter(
        ({ start, groups, words }) => {
          const owner = groups.owner ?? ''
          return (
            isName(text.slice(start, start + owner.length)) &&
            !/\b(?:fix|rollback|revert|notes?|alert|test)\b/.test(words)
          )
        },
      )
      for (const match of isOwned ? matchesOf(plain, possessive) : []) {
        const owner = match.groups.owner ?? ''
        const isPerson =
          isName(text.slice(match.start, match.start + owner.length)) ||
          /^(?:engineer|developer|intern|operator|analyst|contractor|colleague|reviewer|admin|dba|freelancer)$/.test(
            owner,
          )
        const after = match.groups.after ?? ''
        const isGood =
          /\b(?:fixed|restored|helped|saved|stopped the|reverted|brought (?:it|us|the \p{L}+) back|resolved|found|caught|was reverted|showed|merged at|lands?|goes live)\b/u.test(
            after,
          ) || /^(?:fix|hotfix)/.test(match.groups.what ?? '')
        if (
          isPerson &&
          !isGood &&
          (harmful.test(after) ||
            /\b(?:after|since|because of|due to|by|caused by|from|following|with|reason|root cause)\s+$/.test(
              plain.slice(0, match.start),
            ))
        )
          found.push({ ...match, end: match.end - after.length })
      }
      for (const match of matchesOf(
        isNaming ? text : '',
        /(?<![\p{L}\p{N}@])(?<who>@?[\p{L}-]+)(?: \p{Lu}\p{L}{2,20})?(?: \([^)]{1,40}\))?,? (?:(?:then|also|had|has|just|simply|again|accidentally|wrongly|mistakenly|manually|once again|on \p{L}+) )*(?<act>[\p{L}'-]+)\b/gu,
      )) {
        const who = match.groups.who ?? ''
        const act = match.groups.act ?? ''
        if (!isName(text.slice(match.start, match.start + who.length)) || !harm.test(act)) continue
        if (/\b(?:and|with|to|by|from|told|asked|owner:?)\s*$/.test(plain.slice(0, match.start)) && harmless.test(act))
          continue
        const rest = plain.slice(match.end, match.end + 110)
        if (
          harmless.test(act) &&
          !isCauseSection &&
          section !== 'summary' &&
          section !== 'impact' &&
          !harmfulObject.test(rest)
        )
          continue
        if (
          section === 'timeline' &&
          !gravelyHarmful.test(act) &&
          !/\b(?:wrong|by mistake|bad|broken|faulty|untested|unreviewed|accidentally|without (?:test|review|check|ask|tell)|which (?:broke|deleted|took|caused)|and (?:broke|took down|deleted|caused)|breaking)\b/.test(
            rest.slice(0, 60),
          )
        )
          continue
        found.push(match)
      }
      return found
    }
  },
  examples: {
    flagged: [
      {
        given: { section: 'root-cause', text: "Oleg's deploy took the search offline for an hour." },
        words: "Oleg's deploy",
        kinds: ['blame'],
      },
      {
        given: { section: 'contributing', text: 'The platform team never tests its own changes.' },
        words: 'never tests',
        kinds: ['blame'],
      },
    ],
    clean: [
      { section: 'timeline', text: '10:12 Oleg rolls back the search deploy.' },
      { section: 'went-well', text: "Oleg's notes from the last drill named the right switch." },
    ],
  },
})
