import { defineLineRule } from '../line-rule.ts'
import { type Match, matchesOf } from '../matches.ts'
import { fold, tokensIn } from '../people.ts'

const training =
  /\b(?:lack of|lacking|insufficient|inadequate|not enough|missing|poor|too little|no|little|limited|gaps? in)\s+(?:\p{L}+\s+){0,2}?(?:training|knowledge|awareness|know-?how|experience|care|attention|diligence|skills?|understanding|discipline|expertise|ownership|communication|coordination|alignment|documentation|process(?:es)?|resources|time|planning|vigilance|education|onboarding|focus|foresight|rigou?r|governance|culture|collaboration|transparency|prioriti[sz]ation|leadership|responsibility|clarity|quality)\b|\b(?:was|were|had been|is|are) (?:not |never |n't |insufficiently |poorly |inadequately |badly )(?:\p{L}+ly )?(?:trained|educated|onboarded|informed|briefed|aware)\b|\b(?:wasn't|weren't|isn't|aren't) (?:trained|educated|aware|familiar|careful)\b|\b(?:not|n't) (?:careful|attentive|familiar|aware|experienced) enough\b|\b(?:did not|didn't|do not|don't) (?:have enough|have the) (?:training|knowledge|experience|time|people)\b|\b(?:needs?|require[sd]?) (?:more|better) (?:training|care|attention|awareness|discipline)\b|\b(?:unfamiliar|inexperienced) (?:with|staff|people|engineers?)\b|\btraining (?:issue|gap|problem|deficit)\b/gu
const notFollowed =
  /\b(?:process|procedure|runbook|checklist|policy|guidelines?|rules?|protocol|sop|standard|standards|best practices?|steps?|playbook|convention|four-?eyes|instructions?|manual)\b[^.;]{0,50}\b(?:was|were|is|are|been|being)?\s*(?:not|n't|never|insufficiently)\s+(?:\p{L}+ly )?(?:followed|respected|observed|adhered|applied|obeyed|kept|used|done|executed|carried out|honou?red|complied|consulted|enforced)\b|\b(?:skipped|skipping|bypassed|bypassing|violated|violating|ignored|ignoring|broke|breaking|circumvent(?:ed|ing)|against|in breach of|contrary to|deviat(?:ed|ing|ion) from|non-?compliance with|disregard(?:ed|ing)? (?:of|for)?|outside of?)\s+(?:\p{L}+\s+){0,3}?(?:process|procedure|runbook|checklist|policy|guidelines?|rules?|protocol|sop|standards?|best practices?|playbook|convention|steps?|freeze|change window|instructions?)\b|\b(?:not|n't|never) (?:follow(?:ed|ing)?|stick(?:ing)? to|compl(?:y|ied|ying) with|adher(?:e|ed|ing) to|respect(?:ed|ing)?|observ(?:e|ed|ing)) (?:\p{L}+\s+){0,3}?(?:process|procedure|runbook|checklist|policy|guidelines?|rules?|protocol|sop|standards?|practices?|playbook|convention|steps?|freeze|instructions?)\b/gu
const luck =
  /\b(?:bad luck|unlucky|unfortunate (?:coincidence|timing|combination|chain|series|event|circumstances?)|(?:pure|mere|sheer|an?) coincidence|one-?off|one in a million|freak (?:event|accident|occurrence|incident)|act of god|fluke|murphy|perfect storm|these things happen|such things happen|things (?:like this |sometimes )?(?:happen|break)|shit happens|once in a (?:lifetime|blue moon|decade)|force majeure|glitch|gremlins?|hiccup|random (?:failure|event|error|glitch)|cosmic rays?|fate|just (?:one of those|happened)|will never happen again|cannot happen again|rare edge case|an? (?:rare |extreme |exotic )?(?:corner|edge) case)\b/g
const notActionable =
  /\b(?:human nature|(?:hardware|disks?|servers?|machines?|software|systems?|things|people|everything|networks?|computers?|drives?) (?:simply |just |always |sometimes |do |eventually |will )*(?:fails?|break|breaks|die|dies|make mistakes|makes mistakes|forget|happen)(?= ?(?:\.|,|;|sometimes|eventually|from time|now and then|$))|(?:nothing|not much|little) (?:one|we|anyone|anybody|you|that) (?:can|could) (?:be )?(?:do|done)|outside (?:of )?our (?:control|influence)|beyond our (?:control|influence)|(?:the )?market (?:forces|pressure|situation|conditions)?|that is (?:how|just how|the way)|such is life|no software is|all software has|every (?:system|software) has (?:bugs|its)|bugs happen|unavoidable|inherent(?:ly)? (?:risk|complex)|laws? of physics)\b/g
const vagueNoun =
  /^\W*(?:the )?(?:root )?(?:cause|reason)?(?: of (?:this|the) (?:incident|outage))?\s*(?:was|is|lies in|lay in|:|-|–)?\s*(?:the |our |too much |high |growing |general |overall |increasing |technical |organi[sz]ational |historical |a |an |poor |bad |weak |unclear |some )*(?:complexity|legacy(?: code| system| systems| software)?|technical debt|tech debt|communication(?: problems?| issues?| breakdown| gap)?|miscommunication|culture|governance|architecture|process(?:es)?|silos?|ownership|growth|scale|time pressure|pressure|stress|deadline|workload|environment|infrastructure|configuration|misconfiguration|dependencies|integration|coordination|planning|management|organi[sz]ation|documentation|quality|maturity|mindset|data quality|bad data|network(?:ing)?(?: issues?| problems?)?|dns|database(?: issues?| problems?)?|performance(?: issues?| problems?)?|capacity(?: issues?| problems?)?|server(?: issues?| problems?)?|cache|caching|load|traffic|software|hardware(?: failure| fault)?|cloud|vendor|third party|technical (?:issues?|problems?|difficulties|failure|error|reasons?)|system (?:error|failure|issues?)|an? issue|a problem|issues?|problems?|unknown|unclear|various (?:factors|reasons)|multiple (?:factors|reasons)|a combination of factors|several things)(?: (?:of|in|with|around|between|within|at|on|over) (?:the |our |a )?[\p{L}-]+(?: [\p{L}-]+){0,4})?\s*[.!]?\s*$/u
const faultOnly =
  /^\W*(?:the )?(?:root )?(?:cause|reason|incident|outage|problem|issue|failure)?(?: of (?:this|the) (?:incident|outage))?\s*(?:was|is|came from|was caused by|is due to|was due to|goes back to|resulted from|happened because of|occurred due to|:|-|–)?\s*(?:the |a |an |some |subtle |nasty |known |old |rare |simple |small |severe |critical |classic |minor |undetected |software |latent |logical |intermittent |there was a )*(?:race(?: condition)?|memory leak|leak|null pointer(?: exception)?|npe|off-by-one(?: error)?|bugs?|defect|regression|bad regex|regex|deadlock|overflow|integer overflow|config(?:uration)? drift|drift|misconfiguration|configuration error|config error|corruption|data corruption|segfault|segmentation fault|timeouts?|exception|coding error|logic error|programming error|software bug|concurrency (?:bug|issue|problem)|time ?zone (?:bug|issue|problem|error)|encoding (?:bug|issue|problem|error)|rounding error|division by zero|infinite loop|stack overflow|cache (?:bug|issue|invalidation)|dns (?:issue|problem|error)|certificate (?:issue|problem|expiry)|expired certificate|permission (?:issue|problem|error)|network (?:issue|problem|failure|glitch|outage)|hardware (?:failure|fault|defect)|disk failure|power (?:failure|outage|cut)|schema mismatch|version mismatch|incompatib(?:ility|le version))(?: (?:in|on|at|of|within|inside) (?:the |our |a |an |one of the |its )?[\p{L}\d.-]+(?: [\p{L}\d.-]+){0,4})?\s*[.!]?\s*$/u
const triggerOnly =
  /^\W*(?:the )?(?:root )?(?:cause|reason|incident|outage|problem|issue|failure|it|everything|this)?(?: of (?:this|the) (?:incident|outage))?\s*(?:was|is|came from|was caused by|is due to|was due to|goes back to|started with|began with|was triggered by|resulted from|happened (?:because of|after)|occurred (?:due to|after)|:|-|–)?\s*(?:the |a |an |our |last |new |yesterday's |today's |this |monday's |tuesday's |wednesday's |thursday's |friday's |latest |large |high |sudden |unexpected |recent |big |heavy |bad |change: )*(?:\p{L}+ ){0,2}?(?:deploy(?:ment)?|release|change|update|upgrade|migration|rollout|roll-out|patch|commit|version|traffic|load|spike|peak|sale|restart|failover|maintenance|merge|config change|black friday|campaign|newsletter|launch|go-live|push|switch|rotation|import|(?:pr|build|deploy|release|version|ticket|change) #?[\w.-]+|leap (?:second|day|year)|summer ?time|dst)(?: (?:of|on|at|from|in|to|for|during|last|this|yesterday|#?\d[\w.:-]*|the|v?\d[\w.]*|\p{L}+)){0,6}\s*[.!]?\s*$/u
const external =
  /^\W*(?:the )?(?:root )?(?:cause|reason|incident|outage|problem|issue|failure|it|this)?(?: of (?:this|the) (?:incident|outage))?\s*(?:was|is|came from|was caused by|were caused by|caused by|is due to|was due to|due to|lies (?:entirely )?with|lay (?:entirely )?with|resulted from|happened because of|:|-|–)?\s*(?:entirely |solely |simply |just |an |a |the |our |major |global |large |wide |(?:outage|problem|failure|issue|error|fault|incident|downtime|disruption|change)s? (?:at|of|in|with|by|on the side of) )*(?:\p{L}+ ){0,2}?(?:aws|dns provider|amazon|google|gcp|azure|microsoft|cloudflare|fastly|stripe|paypal|github|twilio|okta|openai|provider|vendor|supplier|bank|isp|carrier|partner|third[- ]part(?:y|ies)|customer|attackers?|hackers?|data ?cent(?:er|re)|registrar|telco|upstream|psp|hosting company|payment provider|cloud provider|botnet|ddos attack|ddos)(?:'s)?(?: \p{L}+)?(?:\s*[.!]?\s*$| (?:was|were|had|is|went|outage|failed|failure|problem|problems|issue|issues|incident|downtime|changed|broke|down|error|errors|side|attack|attacked|fault|sent|did|delivered|throttled|returned|stopped|could|made|cut|shut|blocked|lost|timed|misconfigured|region|network|service|api)\b)(?<rest>[^.]{0,80})[.!]?\s*$/u
const own =
  /\b(?:we|our|us|ours|so the|the client|retries|retry|fallback|timeout|limit|wait|waits|assum|cache|because|since|without|which|whose|while|its (?:header|response)|pool|queue|thread)\b/
const weakThing =
  /^\W*(?:the |our |this |that |its )?(?:[\p{L}-]+ ){1,4}?(?:is|was|are|were|has become|had become|has grown|had grown) (?:simply |just |too |very |rather |quite |far too |overly |much too |really |a |an |generally |always |still )*(?:complex|complicated|old|legacy|fragile|brittle|messy|immature|outdated|poorly (?:designed|written|documented|maintained|understood|configured|tested)|badly (?:designed|written|documented|maintained|configured)|unmaintained|not (?:robust|scalable|resilient|stable|mature|optimal|ideal|good|designed) ?(?:enough|for this|well)?|spaghetti|unstable|unreliable|historically|organically|overloaded|under-?staffed|understaffed|over-?engineered|a mess|chaotic|opaque|intransparent|confusing|misconfigured|buggy|broken|faulty|legacy (?:system|code|software|application|platform|service|component)|inconsistent|inadequate|insufficient|suboptimal|incorrect|wrong|bad)(?: with (?:\p{L}+ ){1,5}?\p{L}+)?(?: (?:over the years|grown|system|code|enough|by now|for that|for this|today))?\s*[.!]?\s*$/u
const faultCaused =
  /^\W*(?:an? |the |some )?(?:\p{L}+ ){0,2}?(?:race(?: condition)?|memory leak|bug|defect|regression|deadlock|misconfiguration|configuration (?:error|issue|problem)|config (?:error|issue|drift)|software (?:bug|error|fault|issue)|coding error|logic error|issue|problem|glitch|failure|hardware (?:fault|failure)|network (?:issue|problem|failure|glitch)|timeout|exception|error|corruption|deploy(?:ment)?|release|update|upgrade|change|migration|traffic spike|load|peak|high load|high traffic|restart)(?: (?:in|on|of|with|to|at|during|from) (?:the |our |a )?[\p{L}\d.-]+(?: [\p{L}\d.-]+){0,4})? (?:caused|led to|resulted in|was responsible for|triggered|brought down|broke|was behind|is the (?:root )?cause|was the (?:root )?cause|created|produced|started) (?:the |this |an? |our )?(?:[\p{L}-]+ ){0,3}?(?:incident|outage|failure|problem|issue|errors?|downtime|disruption|crash|it|degradation|slowdown|service|system|of the \p{L}+|everything)\s*[.!]?\s*$/u
const nonAnswer =
  /^\W*(?:root cause|cause|reason|why)?\s*[:–-]?\s*(?:unknown|n\/?a|tbd|tba|tbc|to be (?:determined|defined|done|added|found|investigated)|known issue|see (?:above|below|ticket|jira|slack|thread|the \p{L}+)|as above|same as (?:last time|before|above)|under investigation|being investigated|not clear|unclear|none|still unknown|it broke|it just happened|nobody knows|no idea|various|multiple|\?+)\W*$/iu

const idle = new Set(
  'the a an was were is are be been it its this that to of in on at for by from with and or as not no did do does had has have able could would can cannot'.split(
    ' ',
  ),
)

export const shallowCause = defineLineRule({
  id: 'shallow-cause',
  kinds: ['shallow-cause'],
  why: 'A label, a trigger, a rule that was not followed or bad luck ends the asking before anything is found that the team can change.',
  source: 'RCA2 (NPSF 2015), five rules of causation; Card, The problem with five whys, BMJ Quality and Safety 2017',
  check(line) {
    const { plain, section } = line
    if (section !== 'root-cause' && section !== 'contributing') return []
    const hits: Match[] = []
    const words = tokensIn(plain, 0, plain.length)
    const hasHistory =
      /\b(?:because|since|so|which|as|who|whose|where|when the|until|instead|as the)\b[^.]{14,}/.test(plain) ||
      /;/.test(plain)
    for (const match of matchesOf(plain, training))
      if (!isDenied(plain, match.start) && isHead(plain, match)) hits.push(match)
    for (const match of matchesOf(plain, notFollowed))
      if (!hasHistory && !isDenied(plain, match.start)) hits.push(match)
    for (const match of matchesOf(plain, luck))
      if (
        !isDenied(plain, match.start) &&
        (words.length < 26 || section === 'root-cause') &&
        !/^glitch|^hiccup/.test(match.words)
      )
        hits.push(match)
    for (const match of matchesOf(plain, notActionable)) if (!isDenied(plain, match.start)) hits.push(match)
    const isWhole =
      [vagueNoun, faultOnly, weakThing, faultCaused, nonAnswer].some((pattern) => pattern.test(plain.trim())) &&
      words.length <= 16
    const isTrigger = section === 'root-cause' && triggerOnly.test(plain.trim()) && words.length <= 14
    const third = section === 'root-cause' ? external.exec(plain.trim()) : null
    const isExternal = third !== null && !own.test(plain) && words.length <= 24
    if (isWhole || isTrigger || isExternal || isTautology(plain))
      hits.push({ start: 0, end: plain.trimEnd().length, words: plain, groups: {} })
    return hits
      .sort((a, b) => a.start - b.start)
      .slice(0, 1)
      .map(({ start, end }) => ({
        start,
        end,
        wrong: 'The cause stops at a label, a trigger or an absence; nothing here says what produced the effect.',
        ask: 'What happened step by step in the system, and which condition let it through to users?',
      }))
  },
  examples: {
    flagged: [
      {
        given: { section: 'root-cause', text: 'Insufficient training on the new console.' },
        words: 'Insufficient training',
        kinds: ['shallow-cause'],
      },
      {
        given: { section: 'root-cause', text: 'The cause was a race condition in the scheduler.' },
        words: 'The cause was a race condition in the scheduler.',
        kinds: ['shallow-cause'],
      },
    ],
    clean: [
      {
        section: 'root-cause',
        text: 'The scheduler reads the counter and writes it later; two workers both read zero and both start the job.',
      },
      { section: 'lessons', text: 'Training for the console now takes place on a copy of production.' },
    ],
  },
})

function isDenied(plain: string, start: number): boolean {
  return /\b(?:not|no|n't|never|rather than|instead of|nor) (?:\p{L}+ ){0,2}$/u.test(
    plain.slice(Math.max(0, start - 40), start),
  )
}

/** An absence counts where it is what the line is about: at its head, or named as the cause, without what was there instead. */
function isHead(plain: string, match: Match): boolean {
  const before = plain.slice(0, match.start)
  const isNamed =
    /\b(?:cause|reason|because of|because|due to|since|as|by|from|contribut\p{L}+)\b[^.;]{0,30}$/u.test(before) ||
    /^\W*(?:there (?:was|is)|we (?:have|had)|a |the |an )?\W*$/.test(before) ||
    /\b(?:was|were|is|are|had been)\b/.test(match.words)
  return (
    isNamed &&
    !/\b(?:so (?:the|each|every)|instead|which (?:is|was|had) (?:built|made|removed)|since the|until the|because the)\b/.test(
      plain.slice(match.end),
    )
  )
}

/** "The service failed because it was not able to serve": the same words, stemmed, on both sides. */
function isTautology(plain: string): boolean {
  const sides = plain.split(/\b(?:because|since|due to(?: the fact that)?|as a result of)\b/)
  const [left, right] = sides
  if (sides.length !== 2 || left === undefined || right === undefined) return false
  const stems = (side: string) =>
    new Set(
      tokensIn(side, 0, side.length)
        .map(({ word }) => word)
        .filter((word) => !idle.has(word))
        .map((word) =>
          fold(word)
            .replace(/(?:ations?|ings?|ices?|ures?|ed|es|s|e|able|ability|un)$/, '')
            .replace(/^(?:un|in|dis)(?=\p{L}{4})/u, '')
            .slice(0, 6),
        ),
    )
  const here = stems(left)
  const there = [...stems(right)]
  if (there.length === 0 || there.length > 8) return false
  const opposite =
    /\b(?:fail|down|unavailab|broke|stop|crash|slow)\p{L}*/u.test(left) &&
    /\b(?:not (?:able|working|available|respond|run|reach|fast|up|start)|unable|unavailable|down|failing|broken|stopped|no longer (?:work|run|respond|available))\p{L}*/u.test(
      right,
    ) &&
    there.length <= 6
  const shared = there.filter((stem) => here.has(stem)).length
  return (
    shared / there.length >= 0.6 ||
    (opposite && shared >= 1) ||
    (opposite && /^\s*(?:it|they|this)\b/.test(right) && there.length <= 4)
  )
}
