import { defineLineRule } from '../line-rule.ts'
import { type Match, matchesOf } from '../matches.ts'
import { subjectOf } from '../people.ts'

const hedge =
  /\b(?:probably|presumably|presum(?:e|ed|ing) (?:that|it)|(?:most|very|quite|more than|pretty|highly) likely|more likely than not|likely(?= (?:due|because|caused|a|an|the|that|by|from|came|was|were|had|did|related|also|just|result(?:ed)?|trigger(?:ed)?|of|$))|maybe|perhaps|apparently|seemingly|supposedly|allegedly|conceivably|in all likelihood|in all probability|as far as we (?:know|can tell)|for all we know|by the look of it|must(?: simply| just| also)? have(?: been)?|(?:may|might|could)(?: well| also| possibly| simply| not)? have(?: been)?|may be (?:due|related|caused)|might be (?:due|related|caused|that|because)|could be (?:due|related|caused|that|because)|possibly|will(?: surely| certainly| probably| hardly| likely)? have (?:noticed|been|seen|felt|thought|missed|known|minded|lost|left|gone)|rumou?r has it|word is|it is (?:assumed|believed|thought|suspected|conceivable|possible|plausible) that|is (?:assumed|believed|thought|suspected) to|seems? (?:that|to|as if|like)|seemed (?:that|to|as if|like)|it looks (?:like|as if|as though)|looks like|(?:it )?appears? (?:that|to)|it appeared that|i guess|we guess|(?:my|our|the best|a good) (?:guess|hunch|bet|feeling|theory|gut|suspicion|assumption) (?:is|was)|a wild guess|gut feeling|no idea why|somehow|for some reason|for whatever reason|god knows|who knows)\b/g
const belief =
  /\b(?:we|i|everyone|everybody|the team|most of us|some of us)(?: all| still| strongly| now| do| generally| just| currently)? (?:think|believe|suspect|assume(?! means)|guess|suppose|reckon|feel|are (?:fairly |pretty |quite )?(?:sure|certain|convinced|confident)|am (?:fairly |pretty |quite )?(?:sure|certain|convinced))\b/g
const certainty =
  /\b(?:no doubt|without (?:any |a )?(?:doubt|question)|undoubtedly|doubtless|beyond (?:any )?doubt|surely|certainly|definitely|for sure|it is (?:certain|clear|safe to say|fair to say)|it can only (?:have been|be)|can only have been|can't have been anything else|nothing else can|must be|goes without saying|everyone knows|everybody knows|as everyone knows|it is well known|unquestionably|hundred percent|100 ?% sure|guaranteed(?= (?:that|to have)))\b/g
const outside =
  '(?:the |our |their |a )?(?:\\p{L}+[- ]){0,2}?(?:vendor|provider|supplier|bank|carrier|isp|registrar|payment processor|psp|processor|partner|telco|hosting company|hoster|cloud provider|data ?cent(?:er|re)|manufacturer|publisher|attackers?|hackers?|competitors?|regulator|authority|tax office|ministry|aws|amazon|google|microsoft|azure|cloudflare|stripe|paypal|twilio|fastly|openai|anthropic|apple|meta|adyen|okta|salesforce|visa|mastercard|post office|courier|insurer)'
const insides = new RegExp(
  `(?<![\\p{L}-])(?<who>${outside})(?:'s)? (?:\\p{L}+ )?(?<act>(?:had|has|have|was having|were having) (?:\\p{L}+ ){0,2}(?:trouble|problems?|issues?|bug|staff|capacity|hiccups?|difficult(?:y|ies)|outage|overload|load|internal|network|hardware|software|shortage|fire)|(?:overloaded|reorgani[sz]ed|reshuffled|migrated|upgraded|restructured|under-?staffed|understaffed|rushed|tested|did not test|didn't test|tuned|retrained|refactored|mislaid|lost|misplaced|forgot|wanted|hoped|tried to save|saved|cut costs|cares?|didn't care|does not care|prioriti[sz]es?|is (?:overloaded|understaffed|saving|reorgani[sz]ing|cutting|hiding|short)|was (?:overloaded|understaffed|migrating|reorgani[sz]ing|saving|cutting|short|under load|busy|rolling out|testing|hiding|doing)|were (?:overloaded|understaffed|migrating|busy|testing|asleep)|(?:silently|secretly|quietly) (?:\\p{L}+ed)|must|probably))\\b`,
  'gu',
)
const motive =
  /\b(?:because|since|as|so) (?:he|she|they|the \p{L}+(?: \p{L}+)?|people|nobody|everyone|everybody|management|customers|users) (?:\p{L}+ly )?(?:wanted|didn't want|did not want|hoped|feared|were afraid|was afraid|were scared|trusted|distrusted|didn't trust|did not trust|were (?:tired|annoyed|angry|confused|unhappy|bored|stressed|in a hurry|lazy)|was (?:tired|annoyed|angry|bored|stressed|in a hurry|lazy|overworked)|cared|didn't care|felt|thought they|preferred|were eager|was eager|liked|disliked|hated|got bored|lost interest|lost trust|couldn't be bothered)\b|\b(?:out of|for lack of) (?:fear|laziness|habit|convenience|greed|boredom|pride|vanity|frustration|spite|ignorance|annoyance|comfort)\b|\b(?:in order )?to (?:save (?:money|time|face|costs|effort)|impress|look good|please|get rid of|avoid (?:the )?(?:work|effort|paperwork|blame|trouble)|cover (?:it )?up|hide|meet their (?:bonus|target))\b|\b(?:just )?wanted to (?:go home|get (?:it|this) (?:done|out)|finish|impress|leave|save|be done)\b/gu
const effect =
  /\b(?:travell?ers?|passengers?|patients|residents|citizens|farmers|shoppers?|viewers?|players?|callers?|pupils|customers?|users?|shops?|branches|branch managers?|clinics|hotels|parents|teachers|schools|drivers|sellers|members|partners|visitors|everyone|everybody|companies|all of them|people|shoppers|clients|merchants|students|patients|subscribers|tenants|buyers|guests|readers|(?:were|was) (?:\p{L}+ )?(?:furious|angry|upset)|who (?:cancelled|left|churned|complained)|churn|cancellations?|sales|revenue|signups?|sign-ups?|traffic)\b[^.]{0,60}\b(?:did so because|(?:left|cancelled|churned|complained|unsubscribed|switched|fell|dropped|went down|rose|declined|lost trust|have lost trust|lost faith|lost confidence) (?:because of|due to|as a result of|over|in us|in the product|thanks to)|because of (?:this|the|our) (?:incident|outage|problem|failure|bug)|will (?:never |not )?(?:come back|return|forget|leave|trust|remember)|won't (?:come back|return|notice|mind)|did(?: not|n't) (?:notice|mind|care|really notice)(?: (?:anything|it|this|much|a thing))?|hardly noticed|barely noticed|never noticed|(?:were|was|are) (?:surely|understandably|very|really|quite|extremely|rightly|justly|certainly|furious|angry|upset|annoyed|unhappy|happy|frustrated|delighted|disappointed|pleased|confused|worried|outraged|grateful|patient|understanding|irritated|shocked)|felt (?:\p{L}+)|lost (?:trust|faith|confidence|patience)|(?:hated|loved|blamed|understood|forgave|expected|appreciated|preferred|accepted|trusted|didn't mind|forgot|suffered) \p{L}+)/gu
const sourced =
  /\b(?:according to|confirmed|says?|said|wrote|writes|told us|stated|states|reports? that|per (?:their|the|its)|status page|post-?mortem of|in (?:their|its) (?:report|statement|mail|answer|reply|post-?mortem|notice)|their (?:report|statement|mail|answer|reply|notice|post-?mortem|changelog|release notes|ticket)|by (?:their|its) own|survey|interviews?|exit form|asked (?:them|all|each)|logs? (?:show|of)|reason (?:given|field)|as (?:their|its) (?:report|mail|status)|(?:ticket|case|mail|answer|reply|statement|report|letter|call) (?:of|from|dated|\d|#|no)|gave (?:this|it|the incident) as|\bsource:)\b|\b\d+ (?:of|out of) \d+\b/
const checked =
  /\b(?:hypothesis|hypotheses|unverified|unconfirmed|not (?:yet )?(?:confirmed|verified|known|proven)|to be (?:confirmed|verified|checked|tested)|(?:we|i|\p{L}+|on-?call) (?:will (?:\p{L}+ )?(?:check|test|verify|confirm|compare|replay|measure|reproduce|look|ask|find|try|examine|investigate|run)|checks?|tests?|compares?|replays?|verif(?:y|ies)|is checking|are checking|reproduces?|measures?|runs?)\b[^.]{0,90}\b(?:by|on|until|before|tomorrow|this week|monday|tuesday|wednesday|thursday|friday|\d)|(?:check|test|owner|due|verified by|checked by|test planned|being tested)\s*:|is being (?:checked|tested|verified)|(?:check|test|replay|experiment|load test) (?:is )?(?:planned|due|on|by|scheduled|runs|follows)|open question|\bassumption at the time|at the time (?:we|it|they))\b/u
const atTheTime =
  /\b(?:on-?call|engineers?|team|responders?|operator|support|ops|developers?|sre|dba|incident commander|analyst|squad|vendor|provider|bank|lead|we|they|he|she|i|\p{L}+)\s+(?:\p{L}+ly\s+|first\s+|also\s+|still\s+|now\s+|initially\s+|then\s+)*(?:suspect(?:s|ed)?|believ(?:es?|ed)|think(?:s)?|thought|assum(?:es?|ed)|guess(?:es|ed)?|hypothesi[sz]e[sd]?|wonder(?:s|ed)?|consider(?:s|ed)?|theori[sz]e[sd]?|speculat(?:es?|ed)|propos(?:es?|ed)|says?|said|reports?|reported|conclud(?:es?|ed)|noted?|posits?|realis(?:es?|ed)|realiz(?:es?|ed)|finds?|found|discover(?:s|ed)?|mention(?:s|ed)?)\b/u

export const guessAsFact = defineLineRule({
  id: 'guess-as-fact',
  kinds: ['guess-as-fact'],
  why: 'A guess that stands among facts is read as one. With its check, its owner and a date it is a hypothesis, and useful.',
  source: 'RCA2 (NPSF 2015), causal statements; Howie guide, "triangulate"',
  check(line) {
    const { text, plain, section } = line
    if (line.isCustomerQuote || section === 'actions' || section === 'lucky') return []
    const isChecked = checked.test(plain)
    const hits: Match[] = []
    if (!isChecked) {
      for (const match of matchesOf(plain, hedge)) if (isGuess(match)) hits.push(match)
      if (section !== 'timeline')
        for (const match of matchesOf(plain, belief)) if (isAboutWhatHappened(match)) hits.push(match)
      for (const match of matchesOf(plain, certainty)) if (isCertainGuess(match)) hits.push(match)
      if (!sourced.test(plain)) {
        hits.push(...matchesOf(plain, insides).filter(({ groups }) => /\p{L}/u.test(groups.who ?? '')))
        if (section !== 'lessons' && section !== 'went-well') hits.push(...matchesOf(plain, motive).filter(isMotive))
        if (section === 'impact' || section === 'customer-quotes' || section === 'summary' || section === 'support')
          hits.push(...matchesOf(plain, effect))
      }
    }
    return hits
      .sort((a, b) => a.start - b.start)
      .slice(0, 1)
      .map(({ start, end }) => ({
        start,
        end,
        wrong: 'This is a guess, and nothing here says how it was or will be checked.',
        ask: 'What shows it: data, a log, a user, an operator? If nothing does yet, who checks it, how, and by when?',
      }))

    function isGuess(match: Match): boolean {
      const before = plain.slice(0, match.start)
      const after = plain.slice(match.end, match.end + 60)
      if (section === 'timeline' && atTheTime.test(before)) return false
      // "The most likely path" ranks; "looks like a legitimate project" describes.
      if (
        /likely$/.test(match.words) &&
        /\b(?:the|a)\s*$/.test(before) &&
        !/^ (?:cause|reason|explanation|culprit|trigger|source)/.test(after)
      )
        return false
      if (/^looks like$/.test(match.words) && /^ (?:a|an|the)\b/.test(after)) return false
      if (
        /^(?:may|might)/.test(match.words) &&
        /^ (?:been )?(?:helpful|useful|better|easier|enough|possible)/.test(after)
      )
        return false
      // A word between a person and what they see: "a page that seems to load". And wishes, plans, advice.
      if (
        /^(?:seems?|seemed|appears?|looks)/.test(match.words) &&
        /^ (?:fine|ok|healthy|normal|empty|working|to (?:work|load|be (?:fine|working|healthy|ok|empty)))\b/.test(after)
      )
        return section !== 'timeline'
      if (
        /^(?:maybe|perhaps|possibly)/.test(match.words) &&
        (section === 'lessons' ||
          /\b(?:should|could we|can we|as soon as)\b/.test(plain.slice(Math.max(0, match.start - 30), match.end + 30)))
      )
        return false
      if (/^as (?:soon|early|quickly|many|much|far as) /.test(`${before.slice(-8)}${match.words}`)) return false
      if (/^(?:may|might|could)/.test(match.words)) return isEpistemic(match, before, after)
      if (/^(?:somehow|for some reason|for whatever)/.test(match.words)) return section !== 'timeline'
      if (
        /^must/.test(match.words) &&
        /\b(?:users?|customers?|engineers?|you|we|all|teams?|each|every)\s*$/.test(before) &&
        !/been$/.test(match.words)
      )
        return /^ (?:\p{L}+ed|known|seen|thought|forgotten|been)\b/u.test(after)
      if (/^likely/.test(match.words) && /\b(?:less|un|as|how|not|more)\s*$/.test(before)) return false
      if (
        /^appears?|^seem/.test(match.words) &&
        /\b(?:would|might|could|not|to|only|n't|may|will|did)\s+(?:\p{L}+ly )?$/u.test(before)
      )
        return false
      if (/\b(?:if|whether|should|where)\b[^,.]{0,30}$/.test(before) && /^(?:seem|appear)/.test(match.words))
        return false
      return true
    }

    function isEpistemic(match: Match, before: string, after: string): boolean {
      if (/\bif\b/.test(plain) && section !== 'impact') return false
      if (
        /\b(?:so that|where|which|that|how|what|why)\s+(?:\p{L}+\s+){0,2}$/u.test(before) &&
        /^could/.test(match.words)
      )
        return false
      if (/^could/.test(match.words)) {
        const subject = subjectOf(text, plain, match.start)
        if (subject && !subject.isOutsider) return false
        // "could have been caught": what people might have done is a counterfactual, not a guess.
        if (
          /^ (?:easily |better |also )?(?:caught|prevented|avoided|noticed|detected|spotted|found|handled|improved|better|worse|faster|quicker|done|clearer|shorter|more|less|foreseen|predicted|earlier|reduced|mitigated|used|lost|stolen|exploited)/.test(
            after,
          )
        )
          return false
        return /^ (?:caused|led|triggered|due|related|come from|resulted|contributed)\b/.test(after)
      }
      return true
    }

    function isAboutWhatHappened(match: Match): boolean {
      const after = plain.slice(match.end, match.end + 80)
      if (/^(?:ing|ed)\b/.test(after)) return false
      if (/^,? (?:that )?(?:we|this|it) (?:should|can|will|need|must|could)/.test(after)) return false
      if (/^,? (?:about|of|in|through|we|it is important|it's important)\b/.test(after)) return false
      return section !== 'lessons' || /\b(?:caused|because|came from|was|were|had|is why)\b/.test(after)
    }

    function isCertainGuess(match: Match): boolean {
      const after = plain.slice(match.end, match.end + 50)
      const before = plain.slice(Math.max(0, match.start - 30), match.start)
      if (/^must be$/.test(match.words))
        return (
          section === 'root-cause' &&
          /^ (?:the|a|an|due|caused|because)\b/.test(after) &&
          !/\b(?:that|which|who)\s*$/.test(before)
        )
      if (/\b(?:not|n't|never|almost|cannot|know|say|knows?|tell|if) $/.test(before)) return false
      if (
        /^(?:definitely|certainly|for sure|surely)/.test(match.words) &&
        /\b(?:we|i|you)(?: will| would| 'll| should| need)?\s*$/.test(before)
      )
        return false
      return !/^ (?:identified|ruled out|be |better|need|room)/.test(after)
    }

    function isMotive(match: Match): boolean {
      if (/^(?:in order )?to /.test(match.words)) {
        return (
          /\b(?:team|engineers?|developers?|people|management|they|he|she|vendor|provider|bank|supplier|\p{L}+'s)\b/u.test(
            plain.slice(0, match.start),
          ) &&
          /save (?:money|face|costs)|impress|look good|please|cover|hide|paperwork|blame|bonus|rid of/.test(match.words)
        )
      }
      return true
    }
  },
  examples: {
    flagged: [
      {
        given: { section: 'root-cause', text: 'The queue was presumably full when the worker started.' },
        words: 'presumably',
        kinds: ['guess-as-fact'],
      },
      {
        given: { section: 'contributing', text: 'We believe that the token had expired overnight.' },
        words: 'We believe',
        kinds: ['guess-as-fact'],
      },
    ],
    clean: [
      { section: 'timeline', text: '11:02 On-call suspects the queue and restarts the worker. No change.' },
      {
        section: 'root-cause',
        text: 'Hypothesis: the queue was probably full; the platform lead replays the night on staging by 4 May.',
      },
    ],
  },
})
