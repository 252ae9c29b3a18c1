import { defineLineRule } from '../line-rule.ts'
import { type Match, matchesOf } from '../matches.ts'
import { subjectOf } from '../people.ts'
import { isReasonGiven } from '../reason-given.ts'

const modalPerfect =
  /\b(?:should|ought to|could|would|might|must)(?:n't| not)?\s+(?:\p{L}+ly\s+|also\s+|just\s+|at least\s+|never\s+|not\s+|all\s+)*(?:have|'ve)\s+(?:\p{L}+ly\s+|at least\s+|also\s+)*(?<been>been\s+(?:\p{L}+ly\s+|more\s+|better\s+|much\s+)*)?(?<verb>\p{L}+)|\b(?:should|ought to|could|would)(?:n't| not)?(?:'ve| of)\s+(?<short>\p{L}+)/gu
const shouldHave = /^(?:should|ought)/
const participle =
  /^(?:\p{L}+ed|been|seen|done|known|told|read|caught|thought|taken|given|made|run|gone|kept|left|found|let|set|put|come|held|understood|brought|built|written|chosen|sent|got|gotten|had|begun|paid|shut|split|spoken|woken|broken|driven|drawn|won|lost|met|felt|heard|stuck|hit|cut|spent|sought|shown|swapped)$/u
// Acts that only people do: a thing that "should have been reviewed" points at somebody.
const humanAct =
  /^(?:tested|reviewed|checked|noticed|caught|spotted|seen|monitored|escalated|communicated|documented|discussed|planned|verified|asked|told|informed|warned|considered|anticipated|done|read|followed|trained|updated|known|thought|looked|questioned|raised|fixed|addressed|handled|reported|announced|rehearsed|stopped|avoided|prevented|rolled|reverted|detected|identified|discovered|involved|consulted|notified|prioriti[sz]ed|removed|merged|taken|mentioned|coordinated|more|better|clearer|quicker|faster|careful|aware|proactive)$/
const failed =
  /\b(?<what>failed to|fails to|neglected to|neglects to|omitted to|forgot to|forgets to|refused to|refuses to|did(?: not|n't) (?:even |really |actually |also |fully |properly |ever |immediately |initially |bother to )*|never (?:really |even |actually |once )?|had(?: not|n't) (?:even |yet |been )?|has(?: not|n't) |have(?: not|n't) (?:even )?|was(?: not|n't) |were(?: not|n't) )(?<verb>\s?\p{L}+)/gu
const alwaysCounted = /^(?:failed|fails|failing|neglect|omit|forg|refuse)/
// Noticing, checking, telling, following: what "did not" blames people for. "We did not lose data" is no such act.
const attention =
  /^(?:notic|wait|see|saw|seen|check|test|review|catch|caught|spot|read|look|verif|ask|tell|told|inform|communicat|escalat|follow|realis|realiz|consider|think|thought|anticipat|monitor|watch|updat|document|respond|react|act$|acting|bother|pay|listen|recogni[sz]|understand|understood|know$|known|knew|take$|took|taken|appreciat|prepar|plan|coordinat|inspect|valid|question|double|ensur|warn|mention|report|announc|hand|foresee|foresaw|predict|detect|identif|prioriti|investigat|raise|rais|write|wrote|written|run$|ran$|complet|finish|rehears|practi[sc]|train|stop$|remember|want|car(?:e|ed|ing)$|join|answer|pick|acknowledg|announc|rollback|roll|revert|confirm|consult|involv|notify|notif|share|learn|discuss|account|cover|expect|assess|evaluat|measur|quot|backed|back$|enforce|keep|kept|maintain|renew|rotat|add$|added|remove|fix|address|clos|tak)/
const missed =
  /\b(?:missed|misses|ignored|ignores|ignoring|overlooked|overlooks|disregarded|neglected|dismissed|skipped|skips|bypassed|circumvented|brushed (?:off|aside)|waved (?:it |them |through)|turned a blind eye|looked away|slept through|sat on|let (?:it|this|them) (?:slide|slip)|underestimated|gave up|cut corners|dropped the ball|took (?:no|a) (?:notice|shortcut)|paid no attention|were asleep|was asleep|were too slow|was too slow|took too long|reacted too|acted too|waited too|left (?:it|this|them) (?:to|for)|did nothing|stood by|looked on|(?:watched|sat|stayed|remained) idl[ey]|took no action|made no attempt|kept (?:it|this|that|them) to (?:themselves|himself|herself|itself))\b/g
const nobody =
  /\b(?:nobody|no[- ]one|none of (?:us|them|the \p{L}+)|not a single (?:person|engineer|developer)|no (?:engineer|developer|reviewer|person|operator|team member|team|manager|colleague|human|on-?call))\s+(?:\p{L}+\s+){0,3}?(?<verb>(?:noticed|checked|looked|looking|saw|spotted|thought|thinking|asked|read|tested|watched|watching|reali[sz]ed|knew|told|informed|reviewed|verified|questioned|escalated|reacted|responded|cared|bothered|considered|anticipated|monitored|monitoring|followed|caught|raised|warned|picked|took|stopped|remembered|reported|acted|answered|felt|updated|documented|communicated|understood|challenged|tried|wrote|was (?:watching|looking|paying|aware|monitoring|checking|responsible)|were (?:watching|looking|aware)))\b/gu
const conditional =
  /\bif only\b|\bif (?:we|they|he|she|somebody|someone|the (?:team|engineer|developer|operator|reviewer|on-?call)) had(?:n't| not)?\b|\bhad (?!\p{L}+ (?:not|n't))(?:we|they|he|she|somebody|someone|anyone|anybody|people|the (?:\p{L}+ )?(?:team|engineer|developer|operator|reviewer|on-?call|analyst|author|admin|lead|manager|colleagues?|provider|vendor|supplier|squad))\b (?!not\b)(?:\p{L}+ )?\p{L}+/gu
const supposed =
  /\b(?:was|were|is|are) (?:supposed|expected|meant|obliged|required) to (?:have )?(?<verb>\p{L}+)|\bit (?:was|is) (?:\p{L}+'s|the \p{L}+(?: \p{L}+)?'s|their|his|her|our) (?:job|duty|responsibility)/gu
// Acts of people told as things: "the rollback should have started earlier", "a look at the graph would have shown it".
const actNoun =
  /\b(?:rollback|escalation|communication|announcement|review|decision|call|reaction|response|update|notice|warning|test run|dry run|look|glance|care|attention|question|phone call|conversation|pair of eyes|reading|check|handover|status post|evacuation|incident)\s*(?:at the \p{L}+ |of the \p{L}+ |with \p{L}+ |in \p{L}+ )?$/u
const would_help =
  /^(?:caught|prevented|avoided|shown|revealed|spotted|stopped|saved|helped|been|told|sufficed|noticed|found|made)$/
const without =
  /\bwithout (?:(?:anyone|anybody|anything|us|them|him|her|first|even|ever|properly|really|actually|so much as|a|any|the|prior|further) )*(?:check(?:ing)?|test(?:ing|s)?|asking|telling|reading|looking|verif(?:ying|ication)|review(?:ing)?|notic(?:ing|e)|informing|thinking|considering|waiting|warning|consulting|notifying|announcing|approval|permission|consultation|communication|coordination|discussing|double-checking|planning)\b/g
const instead =
  /\b(?:instead of|rather than) (?:first )?(?:checking|testing|asking|telling|reading|looking|verifying|reviewing|informing|thinking|considering|waiting|warning|consulting|notifying|fixing|helping|acting|mending|following|escalating|calling|investigating|rolling)\b/g
const tooLate =
  /\b(?:was|were|been) (?:\p{L}+ )?(?:updated|informed|told|announced|escalated|communicated|involved|called|warned|notified|posted|reported|reverted|stopped|started|raised|taken|made|contacted) (?:\p{L}+ )?(?:far |much |way |very )?too late\b/gu
const slow =
  /\b(?:(?:was|were|are|is|been|being|too) (?:\p{L}+ )?slow (?:to|in|at) \p{L}+|(?:noticed|noticing|reacted|escalated|informed|told|responded|reali[sz]ed|called|acted|announced|communicated|started|intervened|involved|warned) (?:\p{L}+ )?(?:far |much |way |only )?(?:too|very|so) late|had (?:every|the|a|ample|plenty of|enough) (?:chances?|opportunity|opportunities|time) to|(?:should|ought to|must|would|could) have known(?: better)?|knew better|(?:turned|closed) (?:a blind eye|their eyes))\b/gu
const would = /^(?:would|could|might|must)/

export const counterfactual = defineLineRule({
  id: 'counterfactual',
  kinds: ['counterfactual'],
  why: 'What somebody should have done did not happen and cannot explain what did. It hides how the other way looked reasonable.',
  source: 'Sidney Dekker, The Field Guide to Understanding Human Error, chapter 3',
  check(line) {
    if (line.isCustomerQuote || line.section === 'actions') return []
    const { text, plain, section } = line
    const isLucky = section === 'lucky'
    const hits: Match[] = []
    for (const match of matchesOf(plain, modalPerfect)) if (isAboutPeople(match)) hits.push(match)
    for (const match of matchesOf(plain, failed)) if (isFailing(match)) hits.push(match)
    for (const match of matchesOf(plain, missed)) {
      const subject = subjectOf(text, plain, match.start)
      if (subject && !subject.isOutsider && !isReasonGiven(text, plain, match.end, match.start)) hits.push(match)
    }
    if (!isLucky) {
      for (const match of matchesOf(plain, nobody))
        if (
          !isReasonGiven(text, plain, match.end, match.start) &&
          !isStatedUnknown(plain, match) &&
          !/\b(?:when|where|while|at which|at times) $/.test(plain.slice(0, match.start))
        )
          hits.push(match)
      hits.push(
        ...matchesOf(plain, conditional).filter(({ end }) =>
          /\b(?:would|could|might|wouldn't|couldn't)\b|^if only/.test(plain.slice(Math.max(0, end - 12))),
        ),
      )
      for (const match of matchesOf(plain, tooLate))
        if (!isReasonGiven(text, plain, match.end, match.start)) hits.push(match)
      for (const match of [...matchesOf(plain, slow), ...matchesOf(plain, instead)]) {
        const subject =
          subjectOf(text, plain, match.start) ??
          (instead.test(match.words) &&
            /\b(?:engineer|operator|team|developer|reviewer|on-?call|we|support|analyst|admin|colleague|they|he|she)\b/.test(
              plain,
            ))
        instead.lastIndex = 0
        if (subject && !isReasonGiven(text, plain, match.end, match.start)) hits.push(match)
      }
      if (
        section === 'root-cause' ||
        section === 'contributing' ||
        section === 'went-poorly' ||
        section === 'summary' ||
        section === 'timeline'
      )
        for (const match of matchesOf(plain, without))
          if (isDoneByPeople(match) && !isReasonGiven(text, plain, match.end, match.start)) hits.push(match)
      for (const match of matchesOf(plain, supposed)) {
        const subject = subjectOf(text, plain, match.start)
        if (
          (subject && !subject.isOutsider && !isReasonGiven(text, plain, match.end, match.start)) ||
          match.words.startsWith('it ')
        )
          hits.push(match)
      }
    }
    return hits
      .sort((a, b) => a.start - b.start)
      .slice(0, 1)
      .map(({ start, end }) => ({
        start,
        end,
        wrong: 'This says what people did not do, which did not happen and explains nothing.',
        ask: 'What did they do instead, and what made it look reasonable with what they could see?',
      }))

    function isDoneByPeople(match: Match): boolean {
      if (/\b(?:anyone|anybody|us|them|telling|asking|informing|consult|permission|approval)/.test(match.words))
        return true
      const before = plain.slice(0, match.start)
      const verb = /(?<verb>\p{L}+(?:ed|ran|went|sent|did|made))\s+(?:[^.,;]{0,60})$/u.exec(before)
      if (
        section === 'timeline' &&
        /\b\p{L}+s\s+[^.,;]{0,60}$/u.test(before) &&
        /\b(?:support|team|engineer|operator|admin|on-?call|developer|analyst|reviewer|agent|manager|desk|lead|dba|colleague)\b/.test(
          before,
        )
      )
        return true
      return (
        verb !== null &&
        (subjectOf(text, plain, verb.index) !== null || /\b(?:was|were|been)\s+$/.test(before.slice(0, verb.index)))
      )
    }

    function isAboutPeople(match: Match): boolean {
      const verb = match.groups.verb ?? match.groups.short ?? ''
      const isPassive = match.groups.been !== undefined
      if (!participle.test(verb) && !isPassive) return false
      const subject = subjectOf(text, plain, match.start)
      if (
        !isLucky &&
        actNoun.test(plain.slice(0, match.start)) &&
        (/^(?:should|ought)/.test(match.words) ||
          (/^would/.test(match.words) && would_help.test(verb) && section !== 'detection'))
      )
        return true
      if (
        !isLucky &&
        /^could/.test(match.words) &&
        isPassive &&
        !/n't|not/.test(match.words) &&
        /^(?:caught|noticed|spotted|seen|found|prevented|avoided|detected|tested|reviewed|checked|foreseen|stopped|discovered|known)$/.test(
          verb,
        )
      )
        return true
      if (would.test(match.words)) {
        if (isLucky || (subject?.isOutsider ?? true)) return false
        if (/^would/.test(match.words))
          return /^(?:noticed|seen|caught|known|spotted|found|avoided|prevented|acted|reacted|realised|realized)$/.test(
            verb,
          )
        if (/^(?:must|might)/.test(match.words)) return false
        // "could have": an ability that was not used; with "not" it says what was impossible.
        return !/n't| not /.test(match.words) && !isReasonGiven(text, plain, match.end, match.start)
      }
      if (!shouldHave.test(match.words)) return false
      if (/\bas (?:it|they|we|he|she)\s*$/.test(plain.slice(0, match.start))) return false
      if (subject) return !subject.isOutsider && !isReasonGiven(text, plain, match.end)
      return (
        isPassive &&
        humanAct.test(verb) &&
        !/^[^.,;]{0,30}\bby (?:its|the|a|an|our)\s/.test(plain.slice(match.end)) &&
        !isReasonGiven(text, plain, match.end)
      )
    }

    function isFailing(match: Match): boolean {
      const verb = (match.groups.verb ?? '').trim()
      // "If we hadn't notified them" says that they did.
      if (/\bif \p{L}+ $/u.test(plain.slice(0, match.start)) && /^had/.test(match.words)) return false
      const isStrong = alwaysCounted.test(match.groups.what ?? '')
      if (!isStrong && !attention.test(verb)) return false
      // "does not know yet", "was not done" say how things stand.
      if (
        /^(?:was|were|has|have|had)/.test(match.words) &&
        !/^(?:look|watch|monitor|pay|check|read|follow|tell|test|ask|inform|notic|aware|review|consult|inform|invit|involv|notif|warn|train|communicat|updat|listen|told|react|respond|seen|caught|spotted|considered|thought|careful|anticipat|prepar|paying)/.test(
          verb,
        )
      )
        return false
      if (/n't|\b(?:not|never)\b/.test(match.words) && /^(?:want|know|expect$)/.test(verb)) return false
      const subject = subjectOf(text, plain, match.start)
      if (!subject || (subject.isOutsider && !/^(?:neglect|fail)/.test(match.words))) return false
      if (subject.isOutsider) return false
      if (isLucky) return false
      return !isReasonGiven(text, plain, match.end, match.start)
    }
  },
  examples: {
    flagged: [
      {
        given: { section: 'root-cause', text: 'The operator should have looked at the queue before the restart.' },
        words: 'should have looked',
        kinds: ['counterfactual'],
      },
      {
        given: { section: 'went-poorly', text: 'We never checked whether the backup could be read.' },
        words: 'never checked',
        kinds: ['counterfactual'],
      },
    ],
    clean: [
      {
        section: 'root-cause',
        text: 'The job should have been stopped by its supervisor, which had run out of memory.',
      },
      { section: 'detection', text: 'On-call did not see the page: it went to a phone that was handed back in May.' },
    ],
  },
})

/** "Nobody knew that" in a belief with its reason is handled by the gate; "no one is sure" states what is open. */
function isStatedUnknown(plain: string, match: Match): boolean {
  return /\bknew\b/.test(match.words) && /^(?: yet| at the time)/.test(plain.slice(match.end))
}
