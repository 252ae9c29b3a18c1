import { defineLineRule } from '../line-rule.ts'
import { matchesOf } from '../matches.ts'
import { hasCount, hasDuration, hasQuantity } from '../user-view.ts'

const vagueAmount =
  /\b(?:some|many|several|various|numerous|certain|countless|multiple|most|a (?:few|handful|couple|lot|bunch|fair number|good number|large number|small number|number|certain number|subset|portion|part|fraction|minority|majority|percentage|majority|small percentage|small group|significant number|significant portion|large part|tiny fraction) of|lots of|plenty of|a large share|a small share|only a few|few|quite a few|a handful|a couple|parts of)\s+(?:of )?(?:the |our )?(?:\p{L}+ ){0,2}?(?:users?|customers?|clients?|shoppers?|shops?|merchants?|tenants?|people|companies|accounts?|orders?|payments?|requests?|sessions?|visitors?|subscribers?|tickets?|complaints?|invoices?|transactions?|messages?|emails?|bookings?|calls?|them|partners?|sellers?|buyers?|students?|patients?|schools?|stores?|refunds?|conversations?|jobs?|builds?|records?|regions?|countries|deliveries|drivers?|members?|hotels?|restaurants?|guests?|reports?|uploads?|downloads?|articles?|products?|features?|functions?|pages?|services?|teams?|parts|cases|deployments?)\b/gu
const vagueDegree =
  /\b(?:significant(?:ly)?|considerabl[ey]|substantial(?:ly)?|noticeabl[ey]|severe(?:ly)?|serious(?:ly)?|major|minor|massive(?:ly)?|limited|minimal|moderate|slight(?:ly)?|huge(?:ly)?|big|large|small|low|high|negligible|marginal(?:ly)?|partial(?:ly)?|heav(?:y|ily)|strong(?:ly)?|bad(?:ly)?|widespread|broad|general|extensive|important|relevant|notable|great) (?:impact|effects?|disruptions?|degradation|slowdown|delays?|outage|problems?|issues?|losses|loss|damage|inconvenience|consequences|influence|increase|decrease|drop|rise|frustration|number|amount|errors?|downtime|affected|impacted|degraded|delayed|slower|reduced|disrupted|hit)\b|\b(?:impact|effects?|damage|loss|losses|downtime|disruption|consequences|harm)(?: (?:on|for|of|to) (?:\p{L}+ ){0,3}?\p{L}+)? (?:was|were|is|are|has been|remained|stayed) (?:\p{L}+ )?(?:low|high|small|big|large|limited|minimal|moderate|negligible|minor|major|significant|considerable|substantial|severe|serious|massive|huge|manageable|acceptable|contained|unclear|unknown|hard to (?:say|tell|measure)|difficult|tolerable)\b/gu
const vagueTime =
  /\b(?:for (?:a while|some time|a (?:short|long|certain|brief|limited|longer|considerable|good|prolonged|extended) (?:time|period|while|amount)|a (?:few|couple of|number of) (?:seconds|minutes|hours|days|weeks)|several (?:seconds|minutes|hours|days|weeks)|many (?:minutes|hours|days|weeks)|hours|days|weeks|ages|an extended|most of the (?:day|morning|night|afternoon|evening|weekend)|part of the (?:day|morning|night))|from time to time|at times|sometimes|occasional(?:ly)?|intermittent(?:ly)?|sporadic(?:ally)?|now and then|temporar(?:y|ily)|brief(?:ly)?|a (?:short|brief|long) (?:time|period|outage|interruption)|some time|on and off|every now and then|periodically|repeatedly|periods? of)\b/g
const vagueEffect =
  /\b(?:degraded|impacted|affected|disrupted|impaired|unstable|unreliable|suboptimal|sub-optimal|sluggish|flaky|some (?:problems?|issues?|trouble|errors?|difficult(?:y|ies)|delays?|inconvenience|confusion)|(?:experienced?|had|having|saw|faced|encountered|reported|suffered|noticed) (?:\p{L}+ )?(?:issues?|problems?|difficult(?:y|ies)|troubles?|errors?|delays?|slowness|degradation|disruptions?)|inconvenience[ds]?|bad (?:user )?experience|poor (?:user )?experience|not (?:fully )?(?:working|available|usable)|slow(?:er|ness)?|did not work|didn't work|unavailable|down|broken|failing|failed|could not|couldn't|unable|lost|delayed|late|wrong|missing|worse|suffered|interrupted|dropped|confus(?:ed|ion)|unhappy|frustrat\p{L}+|complain\p{L}*|reputation\p{L}*|trust|churn\p{L}*)\b/gu

export const vagueImpact = defineLineRule({
  id: 'vague-impact',
  kinds: ['vague-impact'],
  why: 'Without a count, a duration and a group nobody can weigh the incident, or tell next time whether it got better.',
  source: 'Google, Site Reliability Workbook, chapter 10: quantify impact',
  check(line) {
    const { plain, section, isCustomerQuote } = line
    if (isCustomerQuote || (section !== 'impact' && section !== 'summary')) return []
    const amount = matchesOf(plain, vagueAmount).filter(
      ({ words, end }) => !/^some of the (?:largest|biggest)/.test(words) && !/^\s*\(\s*\d/.test(plain.slice(end)),
    )
    const degree = matchesOf(plain, vagueDegree)
    const time = matchesOf(plain, vagueTime)
    const cues = [...amount, ...degree, ...time].sort((a, b) => a.start - b.start)
    const isCounted = hasCount(plain)
    const isQuantified = hasQuantity(plain)
    const first = cues[0]
    // A duration alone does not say how many; a count alone, beside "for a while", does not say how long.
    const isVague =
      amount.length > 0
        ? !isCounted
        : degree.length > 0
          ? !isQuantified
          : time.length > 0
            ? !(isCounted && /\d/.test(plain)) && !hasDuration(plain)
            : false
    if (first && isVague) return [found(first.start, first.end)]
    if (section !== 'impact' || isQuantified) return []
    const [effect] = matchesOf(plain, vagueEffect)
    if (effect) return [found(effect.start, effect.end)]
    // Nothing counted and nothing ruled out: whatever it tells, it does not tell how much.
    const isRuledOut =
      /\b(?:no|none|nobody|nothing|never|not|without|neither|unaffected|n't)\b|n't\b|\bunaffected\b/.test(plain)
    return isRuledOut || plain.trim().split(/\s+/).length < 5 ? [] : [found(0, plain.trimEnd().length)]
  },
  examples: {
    flagged: [
      {
        given: { section: 'impact', text: 'Several merchants were affected.' },
        words: 'Several merchants',
        kinds: ['vague-impact'],
      },
      {
        given: { section: 'impact', text: 'There was a significant slowdown of the portal.' },
        words: 'significant slowdown',
        kinds: ['vague-impact'],
      },
    ],
    clean: [
      { section: 'impact', text: '214 merchants (6 % of those open) could not print labels for 50 minutes.' },
      { section: 'impact', text: 'No data was lost.' },
    ],
  },
})

function found(start: number, end: number) {
  return {
    start,
    end,
    wrong: 'The impact has no number: how many, how long, or who.',
    ask: 'How many users or how much of the traffic, from when to when, and which group? An estimate with its source will do.',
  }
}
