import { defineLineRule } from '../line-rule.ts'
import { matchesOf } from '../matches.ts'
import { subjectOf } from '../people.ts'
import { isReasonGiven } from '../reason-given.ts'

const label =
  /\b(?:human|user|operator|manual|pilot|personal|clerical|handling|operating|individual|engineer|developer|admin|person's|operational human|typing|typographical|copy-?(?:and-?)?paste|copy\/paste|cut-?and-?paste|input|data[- ]entry|keyboard)[- ](?:error|mistake|failure|slip|fault|mishap)s?\b(?! (?:handling|codes?|messages?|rates?|pages?|budget))|\b(?:fat[- ]?finger(?:ed|ing|s)?|finger trouble|finger slip|slip of the (?:finger|hand|keyboard|pen)|pebkac|mis-?clicks?|mis-?clicked|mis-?typed|mis-?typing|mis-?keyed|butter-?fingers?|brain fart|human factor|carelessness|negligence|inattention|inattentiveness|absent-?mindedness|lapse (?:of|in) (?:attention|concentration|judge?ment)|momentary lapse|moment of inattention|lack of (?:care|attention|concentration))\b/g
const slipNoun =
  /\b(?:a|the|an|one|this|simple|honest|small|silly|stupid|unfortunate|tiny|minor|by|of|our|his|her|their|my)\s+(?:\p{L}+\s+){0,2}?(?:typo|typing mistake|mistake|oversight|slip-?up|blunder|slip|misstep|mishap|error of judge?ment|error in judge?ment|misjudge?ment|lapse|mix-?up)s?\b/gu
const typo = /\btypos?\b/g
const byMistake =
  /\b(?:by (?:mistake|accident|error|oversight)|mistakenly|accidental(?:ly)?|inadvertent(?:ly)?|erroneously|unintentional(?:ly)?|in error|wrongly|unwittingly|carelessly|unknowingly|absent-?mindedly)\b/g
const slipVerb =
  /\b(?:forgot(?:ten)?|forgets?|mis(?:read|reads|typed|keyed|took|understood|interpreted|configured|judged|calculated|labelled|labeled|placed|spelled|spelt|clicked|entered|counted|heard|applied|copied)|mixed up|mixes up|mixing up|confus(?:ed|es) (?:the|it|them|both|\p{L}+ (?:with|and|for))|overlooked|overlooks|slipped|left out|leaves out|messed up|got (?:it |the \p{L}+ )?(?:wrong|backwards|mixed)|made (?:a|an|the|one|some) (?:\p{L}+ )?(?:mistake|error|typo|slip|blunder)|makes (?:a|an) (?:mistake|error|typo)|lost track|hit the wrong|clicked (?:on )?the wrong|(?:(?!clean|fix|correct|found|revert|restor|identif|notic|discover|remov|caus|return|report)\p{L}+ed|chose|ran|set|put|took|picked|sent|typed|pasted|loaded|selected|deleted|entered|opened|restarted|picks|types|enters|pastes|runs|selects|deletes|loads|opens|clicks|copies) (?:\p{L}+ ){0,4}?(?:the |a |an |into the |on the |in the |to the |from the )?(?:wrong|incorrect) \p{L}+)/gu
const passiveSlip =
  /\b(?:was|were|been|got|being|is)\s+(?:\p{L}+ly\s+)?(?:typed|entered|pasted|copied|keyed|selected|chosen|clicked|left out|mixed up|forgotten|overlooked|misread|mistyped|misconfigured|miscounted|confused|mistaken)\b(?: (?:in|into|on|the|incorrectly|wrongly|wrong|by|as|for|with)\b)?/gu
const denied =
  /\b(?:not|no|n't|never|instead of|rather than|more than|beyond|without)\s+(?:\p{L}+\s+){0,4}$|\b(?:not|n't) (?:list|count|call|treat|see|accept|name|use|regard)\b[^.]{0,30}$/u
const possible = /\b(?:will|can|may|might|would|could)\s+(?:be\s+)?$/
const guarded =
  /\b(?:fix(?:es|ed|ing)?|correct(?:s|ed)?|spot(?:s|ted)?|finds?|found|prevent|prevents|avoid|against|reduce|catch|catches|protect|room for|chance of|possibility of|risk of|prone to|possible|potential|guard|class of|kinds? of|impossible|allow|allows|allowed|lets?|easy to|easily)\b[^.]{0,40}$/

export const humanError = defineLineRule({
  id: 'human-error',
  kinds: ['human-error'],
  why: 'A slip is where the work starts, not where it ends: the same screen, tool or guide will meet the next person tomorrow.',
  source: 'Sidney Dekker, The Field Guide to Understanding Human Error; RCA2 (NPSF 2015), causal rules 3 and 4',
  check(line) {
    if (line.isCustomerQuote) return []
    const { plain, text, section } = line
    // What is planned about errors in general is no explanation of this one; nor is a lucky accident.
    if (section === 'actions' || section === 'lucky') return []
    const isExcused = (start: number) => {
      const before = plain.slice(Math.max(0, start - 60), start)
      return denied.test(before) || guarded.test(before) || possible.test(before)
    }
    const labels = matchesOf(plain, label).filter(({ start }) => !isExcused(start))
    const nouns = [...matchesOf(plain, slipNoun), ...matchesOf(plain, typo)].filter(
      ({ start, end }) =>
        !isExcused(start) &&
        !/^ (?:proposals?|rates?|fix|fixes|in the (?:docs|documentation|readme))/.test(plain.slice(end)),
    )
    const acts = [...matchesOf(plain, slipVerb), ...matchesOf(plain, byMistake)].filter(({ start, end, words }) => {
      if (isExcused(start) || isReasonGiven(text, plain, end, start)) return false
      const subject = subjectOf(text, plain, start)
      if (subject) return !subject.isOutsider || /\bby mistake\b/.test(words)
      // What they took for true is how it looked to them.
      if (/ly$/.test(words) && /^ (?:thought|believed|assumed|expected|considered)\b/.test(plain.slice(end)))
        return false
      if (/ly$/.test(words) && /^ \p{L}+ing\b/u.test(plain.slice(end))) return false
      if (/^ (?:discovered|found|noticed|spotted|seen|detected|also)\b/.test(plain.slice(end))) return false
      // "was accidentally deleted": a passive hides a person, unless a thing is named as the one that did it.
      const around = plain.slice(Math.max(0, start - 24), end + 30)
      return (
        matchesOf(words, byMistake).length > 0 &&
        /\b(?:was|were|been|being|is|are|got)\b/.test(around) &&
        !/\bby (?:the|a|an|our|its) (?:\p{L}+ )?(?:job|script|service|process|tool|pipeline|bot|controller|system|migration|deploy|release|commit|workflow|alert|sync)/u.test(
          plain.slice(end, end + 60),
        )
      )
    })
    const passive =
      section === 'root-cause' || section === 'contributing'
        ? matchesOf(plain, passiveSlip).filter(
            ({ start, end }) =>
              !isExcused(start) &&
              !isReasonGiven(text, plain, end, start) &&
              / (?:wrong|incorrect|left out|mixed up|forgotten|overlooked|misread|mistyped|miscounted|confused)|\b(?:wrong|incorrect)/.test(
                plain.slice(start, end + 24),
              ),
          )
        : []
    return [...labels, ...nouns, ...acts, ...passive]
      .sort((a, b) => a.start - b.start)
      .slice(0, 1)
      .map(({ start, end }) => ({
        start,
        end,
        wrong: 'A slip is given as the explanation, without what made it possible.',
        ask: 'What did the screen, the tool or the guide show at that moment, and what would have stopped the next person?',
      }))
  },
  examples: {
    flagged: [
      {
        given: { section: 'root-cause', text: 'Root cause: operator error during the failover.' },
        words: 'operator error',
        kinds: ['human-error'],
      },
      {
        given: { section: 'timeline', text: '11:20 The engineer mixed up the two clusters.' },
        words: 'mixed up',
        kinds: ['human-error'],
      },
    ],
    clean: [
      { section: 'root-cause', text: 'Not an operator error: the tool takes any number and shows no preview.' },
      {
        section: 'root-cause',
        text: 'The operator selected the wrong cluster: both are listed as "prod" and the region is hidden until the step has run.',
      },
    ],
  },
})
