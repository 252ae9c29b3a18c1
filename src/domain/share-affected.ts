import { readableLine } from './readable.ts'
import { clausesOf } from './sentences.ts'
import { numberWords } from './written-numbers.ts'

const words: Readonly<Record<string, number>> = { ...numberWords, a: 1, an: 1 }

const parts: Readonly<Record<string, number>> = {
  half: 2,
  halves: 2,
  second: 2,
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
}

const number = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s?(?:k|m|thousand|million)\b)?`
const word = String.raw`\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)\b`
const about = String.raw`(?:about|around|roughly|approximately|approx\.?|circa|ca\.?|some|nearly|almost|over|~)`
// "312 of our roughly 4,000", "312 schools out of ~9000", "1 in 10", "one in every ten", "40 / 400"
const ofPattern = new RegExp(
  String.raw`(?<![\d\/.,])(${number}|${word})\s*(?:[\p{L}-]+\s+){0,2}?(?:of|out of|in|from|\/)\s*(?:(?:the|our|all|a total of|every|these|those|${about})\s*)*(${number}|${word})(?![\d\/:%]|\s*(?:am|pm|%|percent|per cent|minutes?|mins?|hours?|days?|weeks?|months?)\b)`,
  'giu',
)
const percentPattern = /(\d+(?:\.\d+)?)\s*(?:%|percent\b|per cent\b|pct\b)/giu
const fractionPattern =
  /\b(a|an|one|two|three|four|five|six|seven|eight|nine)[\s-](?:and a )?(half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?\b|\b(half)\b(?! (?:a|an) (?:dozen|hour|minute|day)| past|-hour)/giu
const digitFraction =
  /(?<![\d/.])([1-9])\/([1-9]\d?)(?![\d/])(?= of\b| the\b|$|\s*[,.;]|\s+(?:customers|users|traffic|requests)\b)/giu
const everyNth = /\bevery (other|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b/iu

const spared =
  /\b(?:not (?:be )?(?:affected|impacted|touched|hit)|unaffected|untouched|unharmed|were (?:fine|ok|okay)|was (?:fine|ok|okay)|worked (?:fine|normally)|still (?:worked|working|fine)|escaped)\b/i

const nobody = new RegExp(
  String.raw`^(?:no|none|nobody|no one|zero|0|n\/a|nil)\W*$` +
    String.raw`|\b(?:nobody|no one|no-one|no (?:external |paying |real |single )?(?:customers?|users?|clients?|visitors?|accounts?|one)|none of (?:them|our \w+|the \w+)|none|zero (?:customers?|users?)|0 (?:customers?|users?|%))\b`,
  'iu',
)
// "Nobody could sign in" means everybody was affected; "nobody noticed" says nothing about who was.
const nobodyManaged = /\b(?:could|can|was able|were able|is able|are able|managed|got|had access)\b/i
const nobodyAffected =
  /^\W*(?:$|(?:was|were|is|are|has been|have been|got)\b.*\b(?:affected|impacted|hit|touched|blocked|harmed|involved)\b|(?:affected|impacted|impact|facing|outside|so far|as far|that we|that i|we know|yet|really|in production|to (?:our|my))\b)|^\s*[,(:–-]/i
const onlyUs =
  /\b(?:internal(?:ly)? only|only internal|internal (?:users|staff|people|teams?|tools?)(?: only)?|only (?:us|our own (?:staff|team|people)|staff|employees|the team|our team|colleagues)|just (?:us|our team|internal))\b/i

const timeNoun =
  '(?:the (?:time|way|day|morning|night|week)|day|morning|afternoon|evening|night|week|weekend|month|along|over|good|fine|clear|ok)'
const all = new RegExp(
  String.raw`(?<!\b(?:not|at|above|after|first of|once and for|nearly|almost|virtually|practically) )\b(?:all(?! (?:${timeNoun}|but|except|\d{1,2} (?:of|in))\b)|everyone|everybody|every (?:single )?\w+(?<!day|time|minute|hour|week|month)|(?:the )?(?:whole|entire) (?:customer base|user base|base|platform|service|product|site|system|company|fleet)|whoever)\b`,
  'iu',
)
const nearlyAll =
  /\b(?:(?:nearly|almost|virtually|practically) (?:all|every(?:one|body)?)|all but (?:a few|a handful|one|two|three|\d+)|(?:the )?vast majority)\b/i
const most =
  /(?<!\bat )\b(?:most(?! (?:of the )?(?:day|morning|time|night|afternoon|evening|likely|probably|recent))|(?:the |a )?majority)\b/i
// "All schools in Hesse", "everyone who exported": all of a part that nobody has measured.
const restricted =
  /\b(?:(?:in|on)(?! (?:the |our )?(?:platform|service|product|site|system|production|total|fact)\b)|from|using|with|without|who|whose|that|which|where|within|across|during|between|under|behind|named|called|only|of (?:the|one|a|that|this)(?! (?:customers?|users?|traffic|accounts?)\b))\b/i
const unsure =
  /\b(?:not (?:all|every|everyone|everybody)|unknown|unclear|not (?:sure|known)|don't know|do not know|no idea|nobody knows)\b/i

const count = String.raw`(?:(?:the|our|all|just|only|exactly|${about})\s+)*(?:${number}|${word})`
const timeUnit = String.raw`(?:seconds?|secs?|s|ms|minutes?|mins?|hours?|hrs?|h|days?|nights?|weeks?|months?|times|am|pm|utc|cet|cest|st|nd|rd|th)\b`
const meaning = String.raw`(?:that|this|which|it)(?:'s| is| was| are| were| makes| means)|those (?:are|were)|i\.?e\.?|meaning|namely|in all|in total`
// "Nobody could sign in, that is 52 accounts": who "nobody" is among.
const limitingCount = new RegExp(
  String.raw`(?:(?:\b(?:${meaning})|[,(:–—-])[\s,:]*${count}\s+(?!${timeUnit})\p{L}` +
    String.raw`|(?:${number}|${word})\s+(?:[\p{L}-]+\s+){0,2}?(?:accounts|customers|users|clients|people|persons|tenants|teams|companies|organi[sz]ations|schools|sites|shops|stores|merchants|members|subscribers|workspaces)\b)`,
  'iu',
)
const countBehind = new RegExp(String.raw`[.;]\s+(?=(?:${meaning})[\s,:]*${count}\s+(?!${timeUnit})\p{L})`, 'giu')
// "All 4,000 customers" and "all customers, about 4,000 accounts" name the whole themselves.
const wholeBase = new RegExp(
  String.raw`^(?:all|every)(?: single)?(?: of)?(?: our| the)?(?: customers?\b| users?\b| traffic\b|\s+${count})`,
  'iu',
)

/**
 * The share of customers or traffic that rough words speak of, 0 to 1: "312 of 4,000" is 0.078, "everyone" 1, "nobody" 0. Of a
 * range, and of several shares in one answer, the largest. Words without a number are taken at their least: "most" is just over
 * a half (0.51), "nearly all" 0.9. Null where no share can be read: "3 schools", "some", "all schools in one region", "nobody could
 * sign in, that is 52 accounts", which says among how many but not of how many.
 */
export function shareAffected(text: string): number | null {
  const shares: number[] = []
  for (const clause of clausesOf(
    text
      .slice(0, 4000)
      .replace(/\bat all\b/gi, '')
      .replace(/\bi\.\s?e\.,?\s+/gi, 'that is ')
      .replace(countBehind, ', '),
  )) {
    const share = shareOfClause(readableLine(clause).replace(/’/g, "'"))
    if (share !== null) shares.push(share)
  }
  return shares.length === 0 ? null : Math.max(...shares)
}

function shareOfClause(clause: string): number | null {
  const counted = countedShares(clause)
  if (counted.length > 0) return spared.test(clause) ? 1 - Math.max(...counted) : Math.max(...counted)
  if (onlyUs.test(clause)) return 0
  const none = nobody.exec(clause)
  if (none) return shareBehindNobody(clause.slice(none.index + none[0].length))
  if (unsure.test(clause) || spared.test(clause)) return null
  if (nearlyAll.test(clause)) return restricted.test(clause) ? null : 0.9
  const every = all.exec(clause)
  if (every) {
    const rest = clause.slice(every.index + every[0].length)
    return restricted.test(rest) || (limitingCount.test(rest) && !wholeBase.test(clause.slice(every.index))) ? null : 1
  }
  return most.test(clause) && !restricted.test(clause) ? 0.51 : null
}

/** What "nobody" says, by the words behind it. */
function shareBehindNobody(rest: string): number | null {
  if (nobodyManaged.test(rest)) return limitingCount.test(rest) ? null : 1
  return nobodyAffected.test(rest) ? 0 : null
}

/** Every share that a clause gives in numbers. */
function countedShares(clause: string): number[] {
  const shares: number[] = []
  for (const match of clause.matchAll(percentPattern)) shares.push(Number(match[1]) / 100)
  for (const match of clause.matchAll(ofPattern)) {
    const whole = countOf(match[2])
    if (!/^(?:24|365)$/.test(match[1] ?? '') || whole !== 7) shares.push(countOf(match[1]) / whole)
  }
  for (const match of clause.matchAll(digitFraction)) shares.push(Number(match[1]) / Number(match[2]))
  for (const match of clause.matchAll(fractionPattern)) {
    shares.push(
      match[3]
        ? 0.5
        : (words[match[1]?.toLowerCase() ?? ''] ?? Number.NaN) / (parts[match[2]?.toLowerCase() ?? ''] ?? Number.NaN),
    )
  }
  const nth = everyNth.exec(clause)?.[1]?.toLowerCase()
  if (nth) shares.push(1 / (nth === 'other' ? 2 : (parts[nth] ?? Number.NaN)))
  return shares.filter((share) => share >= 0 && share <= 1)
}

function countOf(written: string | undefined): number {
  const text = (written ?? '').toLowerCase().replace(/,/g, '').trim()
  const spelled = words[text]
  if (spelled !== undefined) return spelled
  const scale = /(?:k|thousand)$/.test(text) ? 1000 : /(?:m|million)$/.test(text) ? 1_000_000 : 1
  return Number.parseFloat(text) * scale
}
