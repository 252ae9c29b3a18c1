/** Words that look like a past tense and begin an action: "Automated rollback on errors", "Need a second approval". */
const adjective =
  'need|speed|seed|embed|feed|proceed|exceed|succeed|automated|dedicated|planned|scheduled|shared|distributed|centrali[sz]ed|detailed|advanced|required|proposed|recommended|suggested|tailored|phased|staged|gated|typed|limited'
const past = `(?!(?:${adjective})\\b)(?:[\\p{L}-]{2,}ed|sent|built|ran|wrote|made|put|took|held|began|did|gave|had|met|spoke|set up)`
/** Followed by "to" these plan: "Decided to add"; "Switched to" does not. */
const intended =
  '(?:plan(?:ned)?|intend(?:ed)?|want(?:ed)?|propos(?:ed)?|schedul(?:ed)?|decid(?:ed)?|agre(?:ed)?|expect(?:ed)?|ask(?:ed)?|requir(?:ed)?|promis(?:ed)?|committed|need(?:ed)?|suggest(?:ed)?|proceed)'
// "Sent a note to all affected teams", "**Alerting**: we've since added one" report; "Need to send" does not.
const reported = new RegExp(
  `^\\W*(?:[^:.]{1,60}:\\W+)?(?:(?:we|i|they|(?:the )?team)(?:['’]ve)? (?:(?:have|has|had|also|already|now|since|then|\\p{L}+ly) )*)?(?!${intended} to\\b)${past}\\b(?! be\\b)`,
  'iu',
)
const perfect = new RegExp(`\\b(?:we|i|team)(?:['’]ve| have| has) (?!to\\b)(?:\\p{L}+ ){0,4}?${past}\\b`, 'iu')
const intending =
  /\b(?:should|will|shall|must|needs?(?: to)?|to be|want|plan(?:ned|ning)?|going to|todo|ought|can we|let's|have to)\b(?! have\b)/i
// "The default limits were raised", "the label now relies on the commit".
const standing = /\b(?:was|were|has been|have been|had been) (?:\p{L}+ly )?\p{L}+(?:ed|en|t)\b|\bnow \p{L}+/iu
const doneMark = /~~|✅|✔|☑|:white_check_mark:|:heavy_check_mark:|:done:/u
const doneAtStart = /^\W*(?:done|completed|finished|fixed|shipped|closed)\b/i
const doneInCell =
  /(?:[([|]\s*|\s-\s|\.\s+|\*\*\s*)\**(?:already )?(?:done|completed?|fixed|shipped|closed|merged|implemented|resolved|released|deployed|landed|rolled out)(?:\s*[:(]?\s*(?:in|on|by|during|with|as|via|at|already|see|[#[(\d])[^)\]|]{0,200})?\**\s*(?:[)\]|.]|$)/i

/** Whether the line itself says that its work is over, by a mark, a note in brackets or its tense. */
export function isReportedDone(source: string, plain: string): boolean {
  const words = plain.replace(/\s+/g, ' ').trim()
  return (
    doneMark.test(source) ||
    doneAtStart.test(words) ||
    doneInCell.test(source) ||
    reported.test(words) ||
    /^this (?:has been|is|was) (?:already )?(?:done|fixed|merged)\b/i.test(words) ||
    (!intending.test(words) && (perfect.test(words) || standing.test(words)))
  )
}

const link =
  /(?:issues?|pull|browse|tickets?|merge_requests|-\/issues|commit|helpdesk|card|c)\/[\w-]*\d|#\d{1,6}\b|\b[A-Z]{2,10}-\d{1,6}\b|\[[^\]]*\]\[[^\]]+\]|\]\(https?:/
const filed =
  /\b(?:ticket|issue|pr|pull request|case|card|story)s?\b[^.]{0,30}\b(?:raised|created|opened|exists?|filed|logged)\b|\b(?:raised|created|opened|filed|logged|added)\b[^.]{0,20}\b(?:tickets?|issues?|pr|pull request|card|story)\b/i

/** Whether owner and date stand elsewhere: a link, the key of a ticket, or a word about one. */
export function isTrackedElsewhere(source: string): boolean {
  return link.test(source) || filed.test(source)
}

/** A pull request, a merge request or a commit: the work is there. */
export function hasChangeRequest(source: string): boolean {
  return /\/(?:pull|merge_requests|commit)\/\w|\b(?:PR|MR) (?:exists|is (?:up|open|merged)|raised|opened|#?\d)/.test(
    source,
  )
}

/** "Advice received: ticket raised to look into it" is no action of its own. */
export function isNoteOfTicket(plain: string): boolean {
  return /\b(?:ticket|issue|card|story)s? (?:(?:was|were|has been|have been) )?(?:raised|created|opened|filed|logged)\b/i.test(
    plain,
  )
}

const outsiders =
  '(?:users?|customers?|maintainers?|farmers?|validators?|contributors?|consumers?|subscribers?|readers?|publishers?|holders?|visitors?|clients|(?:node|pool|relay|server) operators?|(?:application|app|plugin|package|library|third[- ]party|downstream) (?:developers|authors|owners|administrators|admins))'
const toOthers = new RegExp(
  `^\\W*(?:[^:.]{1,50}:\\s+)?(?:(?:all|any|other|affected|our|most|those)\\s+)*(?:\\p{L}+\\s+){0,2}?${outsiders}\\b[^.]{0,60}\\b(?:should|must|can|may|need to|have to|are (?:advised|encouraged|urged|asked|recommended))\\b|^\\W*(?:if you\\b|please\\b|you (?:should|can|must|may|need|will)|we (?:strongly |highly |also )?(?:recommend|suggest|advise|encourage|urge)\\b)|\\brecommendations? (?:for|to) (?:\\p{L}+ )?${outsiders}\\b|\\b(?:your|yourself)\\b`,
  'iu',
)

/** Advice to people outside: nobody here can own it. */
export function isAdviceToOthers(plain: string): boolean {
  return toOthers.test(plain.replace(/\s+/g, ' ').trim())
}

// "The telling" opens a statement; an action begins with a verb or says what will be.
const telling =
  /^\W*(?:the|there|it|this|that|these|those|in|on|at|when|if|while|although|since|because|a|an|most|some|many|our|as|for|i|you|they|he|she|however|after|before|during)\b/i

/** A question that was left open, or a rule for next time ("If an attack is ongoing: we disable it"): no promise. */
export function isOpenOrConditional(plain: string): boolean {
  return (
    /^\W*(?:q|question)\b\W*:|^\W*(?:is|are|do|does|did|what|why|how|who|which|any other)\b|^\W*(?:should|could|can|maybe|perhaps)\b[^.]*\?\W*$/i.test(
      plain,
    ) ||
    /^\W*(?:[^:.]{1,30}:\W+)?(?:if|otherwise|unless|whenever|next time|sh?ould (?:there be|a|an|any|we|it|this)\b)\b/i.test(
      plain,
    )
  )
}

/** Whether a line of an action section commits to something at all. */
export function isCommitment(plain: string): boolean {
  if (isOpenOrConditional(plain)) return false
  // What begins with a time of day is an entry of a timeline.
  if (/^\W*(?:\d{4}-\d{2}-\d{2}[T ,]+)?\d{1,2}:\d{2}/.test(plain)) return false
  return !telling.test(plain) || intending.test(plain)
}

/** A sentence before a list that says what the list is: advice to readers, what was done, what might have helped. */
export function opensNoPlan(plain: string): boolean {
  const words = plain.replace(/\s+/g, ' ').trim()
  return (
    /:\W*$/.test(words) &&
    (/^\W*(?:in (?:the )?future,? (?:when|if|whenever)|next time|whenever|if)\b/i.test(words) ||
      /\bone of\W*$|\b(?:criteria|guidelines|principles|options|alternatives)\b/i.test(words) ||
      /\b(?:you|your|yourself|recommend\w*|advise|suggest)\b/i.test(words) ||
      /\b(?:we|i)(?:['’]ve| have)? (?:(?:have|already|also|since) )*(?:took|taken|made|did|done|implemented|shipped|released|fixed|added|deployed|completed)\b|\b(?:were|was|have been|has been) (?:\p{L}+ly )?(?:taken|made|implemented|applied|deployed|released|done|put)\b|\balready (?:taken|made|done|in place)\b|\bcould have been\b|\bhad we\b|\bwould have\b/iu.test(
        words,
      ))
  )
}
