const months =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec'
const events =
  'sprint|iteration|cycle|quarter|month|week|year|release|upgrade|rollout|catch-?up|meeting|retro\\w*|planning|stand-?up|sync|review|window|deploy\\w*'
const period = new RegExp(
  [
    '\\bq[1-4]\\b(?:[ /]*(?:20)?\\d{2}\\b)?',
    '\\bh[12] (?:20)?\\d{2}\\b',
    `\\b(?:next|this|coming|upcoming|following) (?:[\\p{L}-]+ ){0,2}?(?:${events})\\b`,
    '\\b(?:next|coming|within|in) (?:the (?:next|coming) )?(?:a )?(?:\\d+|two|three|four|six|few|couple of) (?:-? ?\\d+ )?(?:days|weeks|months|sprints)\\b',
    '\\blater this (?:week|month|quarter|year)\\b',
    `\\b(?:in|by|during|early|mid|late|end of|until|before) ?-?(?:${months}|spring|summer|autumn|fall|winter)\\b`,
    `\\b(?:${months}) (?:\\d{1,2}(?:st|nd|rd|th)?,? )?20\\d{2}\\b`,
    '\\b20\\d{2}-\\d{2}(?:-\\d{2})?\\b',
    '\\b(?:once|when|as soon as|after) (?:the|a|our) [^.,;]{3,40}? (?:expir\\w+|comes?|lands?|ships?|is (?:released|done|merged|complete\\w*|available))\\b',
  ].join('|'),
  'iu',
)

/** A time in words that no calendar needs: "Q4 2025", "in the next engineering catch-up", "later this year"; null where there is none. */
export function periodIn(text: string): string | null {
  return period.exec(text)?.[0] ?? null
}

const people =
  '(?:teams?|squads?|groups?|guilds?|crew|department|developers|devs|engineers|maintainers|reviewers|responders|administrators|admins|operators|leads|managers|committee|chapter|sres?|devops|support|ops|infra|qa|security)'
const atStart = new RegExp(
  `^\\W*(?:the |our )?(?<who>(?:[\\p{L}\\p{N}-]+ ){0,3}?${people}) (?:to|will|should|shall|must|needs? to)\\b`,
  'iu',
)
const labelled =
  /(?:\b(?:owners?|assigned to|assignee|responsible|dri)\b\W{1,4}|[([]\s*|\s[–—-]\s+|:\s+)(?:the |our )?(?<who>(?:[\p{L}\p{N}-]+ ){1,3}?(?:team|squad|guild|committee))\W*(?:[)\]]|$)/iu
const nobody =
  /^\W*(?:(?:all|any|every|each|other|some|most|we|everyone|everybody|tbd|tba|tbc|none|n\/?a|nobody|unassigned|unknown|open|to be \p{L}+)\b.*|\?*|-+)\W*$/iu

/** A group that is named as the one to do it: "Developers to …", "(storage team)"; null for "all teams". */
export function ownerGroupIn(text: string): string | null {
  const words = text.replace(/\s+/g, ' ').trim()
  const who = (atStart.exec(words) ?? labelled.exec(words))?.groups?.who?.trim() ?? null
  return who === null || nobody.test(who) ? null : who
}

/** What stands in a column headed "owner", unless it says that nobody has been found. */
export function ownerInCell(row: string, column: number): string | null {
  const cell =
    row
      .replace(/^\s*\|/, '')
      .split(/(?<!\\)\|/)
      [column]?.replace(/[*_`[\]]/g, '')
      .trim() ?? ''
  return !/\p{L}/u.test(cell) || nobody.test(cell) ? null : cell
}
