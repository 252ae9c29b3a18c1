import { matchesOf } from './matches.ts'
import { isName } from './people.ts'

/** What an action line says: who, by when, and what shows that it is done. Null where it does not say. */
export interface ActionSlots {
  /** The deliverable. */
  readonly task: { readonly text: string; readonly start: number; readonly end: number }
  readonly owner: string | null
  readonly due: string | null
  readonly check: string | null
}

/** Columns of a table of actions, by what their heading says. */
export type ActionColumn = 'task' | 'owner' | 'due' | 'check' | 'type' | 'other'

const months =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec'
const dateText = `(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\d{1,2}\\.\\d{1,2}\\.|\\d{1,2}(?:st|nd|rd|th)?\\.? (?:of )?(?:${months})\\.?(?:,? \\d{4})?|(?:${months})\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|end of (?:${months}|the (?:week|month|year)|this (?:week|month)|week|month|year|q[1-4])(?: \\d{4})?|(?:mid-?|early |late )(?:${months})(?: \\d{4})?|(?:${months}) \\d{4}|kw ?\\d{1,2}|week \\d{1,2}|cw ?\\d{1,2}|(?:next |this )?(?:monday|tuesday|wednesday|thursday|friday)|tomorrow|today)`
const dateAnywhere = new RegExp(`(?<![\\w-])${dateText}(?![\\w-])`, 'g')
const dueMark = new RegExp(
  `(?:\\b(?:by|due(?: date)?(?: on)?|until|till|before|no later than|not later than|deadline|eta|live (?:by|on)|on|target(?: date)?|delivery|scheduled for|planned for|from|starting|in place by|within)\\b:?\\s*\\**\\s*(?:the |first on |live )?)(?<date>${dateText}|\\d+ (?:working |business )?(?:days|weeks)|(?:a|one|two|three|four|six) weeks?|(?:a|one|two|three) months?|(?:the )?(?:release|version) (?:of )?\\S+)(?![\\w-])`,
  'g',
)
const checkMark =
  /\b(?:done (?:when|once|if|as soon as)|complete[d]? (?:when|once)|finished when|ready when|verified|verify by|proven|proved|shown (?:with|by|in|on)|demonstrated|tested (?:by|with|in|on)|checked (?:by|with|on|in|against)|measured|success(?:ful)?(?: when| if|:| means| criteri)|accept(?:ed|ance) (?:when|if|criteri|by|test)|acceptance|definition of done|dod|passes when|fails? when the|confirmed (?:by|with|in)|target:?|goal:?|kpi|metric:?|check:|test:|proof:|evidence:|so that (?:at most|at least|no|every|each|all|the \p{L}+ (?:is|are|stays?|drops?|fails?|takes?))|until (?:the|it|no|all|every|\d)|reaches|drops? (?:to|below|under)|falls? (?:to|below|under)|stays? (?:below|under|above)|goes? (?:green|red)|turns? (?:green|red)|(?:from|below|under|within|less than|at most|at least|more than|above) \d[\d.,]* ?(?:%|percent|ms|s\b|sec|min|minutes?|hours?|h\b|days?|a (?:day|week|month)))/gu
const group =
  /^(?:(?:the |our |all )?(?:\p{L}+[ -]){0,3}?(?:teams?|squads?|groups?|guilds?|crew|department|engineers|developers|devs|people|everyone|everybody|leads|managers|members|staff|chapter|tribe|committee|unit|folks|colleagues)|all|everyone|everybody|anyone|we|us|tbd|tba|tbc|n\/?a|none|nobody|nobody yet|no one|no-?one|unassigned|unknown|open|engineering|ops|operations|devops|sre|backend|back-end|frontend|front-end|platform|infra|infrastructure|support|qa|product|marketing|sales|finance|legal|security|it|data|design|management|leadership|mobile|payments|both|various|whoever.*|somebody|someone|to be (?:decided|defined|determined|assigned|named|found)|not (?:yet )?(?:assigned|decided|known)|tbd.*|\?+|-+|–|—|)$/iu
const role =
  /\b(?:\p{L}+ )?(?:lead|head|manager|director|(?<!\b(?:namespace|code|resource|repo|repository|bucket|account|package|domain|object|file|data|pod|cluster|application|app|site|content) )owner|architect|officer|coordinator|cto|ceo|cfo|ciso|coo|cpo|pm|em|po|tech lead|on-?call(?: lead| engineer)?|dba|principal|chair|captain|commander|administrator|release manager|duty manager|champion|steward|editor|secretary|controller|chief of \p{L}+|head of (?:\p{L}+ ?){1,3}|product manager|engineering manager|support lead|team lead|dpo)\b/u
const typeWord =
  /^(?:prevent(?:ion|ive|ative)?|detect(?:ion|ive)?|mitigat(?:e|ion|ive)|process|corrective|repair|fix|improve|respon[ds]e?|recover|p[0-4]|high|medium|low|open|done|closed|in progress|todo|to do|planned|ongoing|started|not started|wip|s|m|l|xl|strong|weak|intermediate|[-–—]|\d{1,3})$/i
const vagueDate =
  /\b(?:asap|a\.s\.a\.p|soon|sometime|some time|someday|eventually|when (?:time|we|there|possible|capacity)\b[^|.;]*|as time (?:allows|permits)|if time (?:allows|permits)|time permitting|next (?:quarter|sprint|year|month|release|cycle)[\w-]*|this (?:quarter|sprint|year|half|summer|autumn|winter|spring)|later|tbd|tba|tbc|ongoing|continuous(?:ly)?|in the (?:near )?future|in due course|q[1-4](?:\s*\/?\s*(?:20)?\d{2})?\s*\??|h[12]|backlog|mid-?term|short-?term|long-?term|near term|immediately|at some point|over the (?:coming|next) (?:weeks|months|quarters)|the coming (?:weeks|months)|once (?:things|it) (?:calm|settle)\w*|after the summer|in spring|in summer|in autumn|in winter)(?![\w])/gi

/** Reads the slots of an action in prose, in a bullet or in a table row. `columns` are known where the table had a heading. */
export function readAction(text: string, columns?: readonly ActionColumn[]): ActionSlots {
  if (/^\s*\|/.test(text)) return readRow(text, columns)
  return readProse(text)
}

interface Cell {
  readonly text: string
  readonly start: number
}

function cellsOf(row: string): Cell[] {
  const cells: Cell[] = []
  let start = row.indexOf('|') + 1
  for (let at = start; at <= row.length; at++) {
    if (at < row.length && (row[at] !== '|' || row[at - 1] === '\\')) continue
    if (at === row.length && row.slice(start).trim() === '') break
    cells.push({ text: row.slice(start, at).trim(), start: start + row.slice(start, at).search(/\S|$/) })
    start = at + 1
  }
  return cells
}

function readRow(row: string, columns?: readonly ActionColumn[]): ActionSlots {
  const cells = cellsOf(row)
  let task: Cell | null = null
  let owner: string | null = null
  let due: string | null = null
  let check: string | null = null
  for (const [index, cell] of cells.entries()) {
    const column = columns?.[index]
    const lower = cell.text.toLowerCase()
    const isDate = dateOf(lower) !== null && cell.text.length < 60
    if (column === 'task' || (column === undefined && task === null && cell.text.split(/\s+/).length > 2 && !isDate))
      task ??= cell
    else if (column === 'owner') owner ??= ownerWords(cell.text)
    else if (column === 'due') due ??= dateOf(lower)
    else if (column === 'check') check ??= hasWords(cell.text) ? cell.text : null
    else if (column !== undefined) continue
    else if (typeWord.test(cell.text)) continue
    else if (isDate && due === null) due = dateOf(lower)
    else if (task !== null && owner === null && check === null && isOwner(cell.text)) owner = cell.text
    else if (isVagueDate(lower) || group.test(cell.text)) continue
    else if (task !== null && hasWords(cell.text)) check ??= cell.text
  }
  const found = task ?? cells[0] ?? { text: row.trim(), start: 0 }
  // A row that names a person, a date or a check inside its task says it too.
  const inside = readProse(found.text)
  return {
    task: { text: found.text, start: found.start, end: found.start + found.text.length },
    owner: owner ?? (columns?.includes('owner') ? null : inside.owner),
    due: due ?? (columns?.includes('due') ? null : inside.due),
    check: check ?? inside.check,
  }
}

function hasWords(text: string): boolean {
  return (text.match(/\p{L}{2,}/gu) ?? []).length >= 2 || /\d/.test(text)
}

function isVagueDate(lower: string): boolean {
  return lower.length < 30 && new RegExp(vagueDate.source, 'i').test(lower)
}

function dateOf(lower: string): string | null {
  if (/\?\s*$/.test(lower)) return null
  return (
    matchesOf(lower, dateAnywhere)[0]?.words ?? (/^(?:\d+ (?:days|weeks)|done|completed)$/.test(lower) ? lower : null)
  )
}

function ownerWords(text: string): string | null {
  const bare = text.replace(/[*_`[\]]/g, '').trim()
  return bare === '' || group.test(bare) ? null : bare
}

/** One person or one named role: a name, a handle, a lead. */
function isOwner(text: string): boolean {
  const bare = text.replace(/[*_`()[\]]/g, '').trim()
  if (bare === '' || bare.length > 50 || group.test(bare)) return false
  if (/^@[\w.-]+$/.test(bare)) return true
  const words = bare.split(/\s+/)
  if (words.length <= 3 && words.every((word) => /^\p{Lu}[\p{L}.'-]*$/u.test(word))) return true
  return words.length <= 5 && role.test(bare.toLowerCase())
}

const groupHandle =
  /team|squad|^@(?:all|here|channel|everyone|engineering|ops|devops|sre|platform|backend|frontend|support|infra)$|-(?:ops|eng|devs?)$/i
const imperative =
  /^(?:add|build|create|delete|remove|replace|write|make|move|set|use|run|put|fix|change|drop|split|limit|cap|alert|fail|reject|test|review|improve|update|document|document|move|migrate|automate|introduce|implement|investigate|ensure|define|extend|reduce|increase|raise|lower|enable|disable|switch|stop|start|show|send|store|log|monitor|check|validate|verify|train|remind|consider|discuss|look|think|work|be|do|have|get|keep|let|give|take|find|plan|restore|reuse|route|route|rotate|schedule|publish|measure|track|report|require|restrict|block|allow|deploy|release|upgrade|pin|rename|refactor|rewrite|separate|isolate|configure|clean|archive|follow|share|agree|evaluate|explore|educate|communicate|strengthen|enhance|simplify|standardi[sz]e|prevent|detect|mitigate|all|no|every|the|a|an|in|on|for|when|if|we|our|this|each|more|better|new)$/

function readProse(text: string): ActionSlots {
  const lead = /^\s*(?:[-*+]\s+|\d+[.)]\s+)?(?:\[[ xX]?\]\s*)?/.exec(text)?.[0].length ?? 0
  const body = text.slice(lead)
  const lower = body.toLowerCase()
  let owner: string | null = null
  let due: string | null = null
  let check: string | null = null

  const labelled =
    /(?:\b(?:owners?|owned by|assignee|assigned to)\b\s*(?:is|:|=|-)?|\b(?:responsible|accountable|lead|who|dri)\b\**\s*[:=])\s*\**:?\**\s*(?<who>@?[\p{L}][\p{L}\p{N}.'_-]*(?:[ -]\p{L}[\p{L}.'-]*){0,4})/iu.exec(
      body,
    )
  const handle = /(?<![\w.])@[\p{L}\d][\w.-]*/u.exec(body)
  if (handle && !groupHandle.test(handle[0])) owner = handle[0]
  else if (labelled?.groups?.who !== undefined) {
    const who = labelled.groups.who.split(/\s+(?:due|by|until|and|will|the)\b/i)[0] ?? ''
    const first = who.split(/[\s,]/)[0] ?? ''
    if (isName(first) || isOwner(who) || (/^\p{Lu}\p{Ll}+$/u.test(first) && !group.test(first) && !group.test(who)))
      owner = who
  }
  if (owner === null && !labelled) owner = ownerAtStart(body) ?? ownerInSegment(body) ?? ownerInSentence(body)

  const marks = matchesOf(lower, checkMark)
  const checkAt = marks[0]?.start ?? -1
  if (checkAt >= 0 && lower.slice(checkAt).split(/\s+/).length >= 3) check = body.slice(checkAt)
  for (const match of matchesOf(lower, dueMark)) {
    const mark = match.words.slice(0, 6)
    const isInCheck = checkAt >= 0 && match.start > checkAt
    if (isInCheck && /^(?:on|from|before|until|within|in)\b/.test(mark)) continue
    if (/^(?:from|before|until|on)\b/.test(mark) && /^(?:the )?(?:release|version)/.test(match.groups.date ?? ''))
      continue
    if (/\?/.test(lower.slice(match.end, match.end + 2))) continue
    due ??= match.groups.date ?? match.words
  }
  if (due === null) {
    for (const segment of segmentsOf(body, /[;,()|]|\.\s|\.$|:\s|\s[–—-]\s/u)) {
      const words = segment.text.toLowerCase().replace(/[*_`]/g, '').trim()
      const date = dateOf(words)
      if (
        date !== null &&
        words
          .replace(date, '')
          .replace(/\b(?:due|by|until|live|first|on|from|date|target|eta|deadline|at the latest|latest)\b|[:,.\s]/g, '')
          .length <= 12 &&
        words.length < 40
      )
        due = date
    }
  }
  if (check === null) {
    // What is left once task, owner and date are taken is the check: "…, by 1 December; January rates load without edits."
    for (const segment of segmentsOf(body, /;|\.\s+(?=\p{Lu})|\s\|\s|\s[–—-]\s/u).slice(1)) {
      const words = segment.text.replace(/[*_`.]/g, '').trim()
      const lowerWords = words.toLowerCase()
      if (
        /^(?:owners?|due|by|date|assign|responsible|priority|type|status|eta|deadline|ticket|issue|see|this|we|it (?:is|was|would)|note|link)\b/.test(
          lowerWords,
        )
      )
        continue
      if (
        remaining(words, owner) < 3 ||
        isOwner(words) ||
        dateOf(lowerWords) === lowerWords ||
        new RegExp(vagueDate.source, 'i').test(lowerWords)
      )
        continue
      check = words
      break
    }
  }
  return { task: { text: body.trimEnd(), start: lead, end: lead + body.trimEnd().length }, owner, due, check }
}

/** Words that are left once the owner and dates are taken. */
function remaining(words: string, owner: string | null): number {
  const without = owner === null ? words : words.replace(owner, ' ')
  return (
    without
      .toLowerCase()
      .replace(dateAnywhere, ' ')
      .match(/\p{L}{2,}/gu) ?? []
  ).length
}

function segmentsOf(body: string, by: RegExp = /[;,()|]|\.\s|\.$|\s[–—-]\s/u): { text: string }[] {
  return body.split(by).map((text) => ({ text }))
}

/** "Priya adds…", "Ines: …", "The payments lead will…". */
function ownerAtStart(body: string): string | null {
  const start = body.replace(/^[*_]+/, '')
  const match =
    /^(?<who>\p{Lu}[\p{L}.'-]+(?: \p{Lu}[\p{L}.'-]+)?)\**(?<sign>:|\s*\([^)]{2,30}\)\s*:|\s+(?:and\s|&)|\s+[\p{L}'-]+)/u.exec(
      start,
    )
  const who = match?.groups?.who ?? ''
  const sign = (match?.groups?.sign ?? '').trim().toLowerCase()
  const first = who.split(' ')[0] ?? ''
  if (who !== '' && !imperative.test(first.toLowerCase()) && !group.test(who)) {
    if (isName(first)) return who
    if (sign === 'to' || sign === 'will') return who
    if (/^\s*\([^)]{2,30}\)\s*:/.test(start.slice(who.length)) && /^\p{Lu}\p{Ll}+$/u.test(first)) return who
    if (/^\p{L}{3,}(?<!s|u|i)s$/u.test(sign) && /^\p{Lu}\p{Ll}+$/u.test(first) && !/(?:s|ing|tion|ed)$/.test(first))
      return who
  }
  const named =
    /^(?:the |our )?(?<role>(?:[\p{L}-]+ ){0,3}?(?:lead|manager|owner|architect|officer|head of \p{L}+|cto|ceo|ciso|dba|coordinator|director|on-?call engineer|head))(?:\s*:|\s+(?:will|to|\p{L}+s)\b)/iu.exec(
      start,
    )
  return named?.groups?.role ?? null
}

function ownerInSegment(body: string): string | null {
  for (const { text } of segmentsOf(body).slice(1)) {
    const bare = text
      .replace(/^\s*(?:owner|by|for)\s*:?\s*/i, '')
      .replace(/[*_`.]/g, '')
      .trim()
    const first = bare.split(/\s+/)[0] ?? ''
    if (bare === '' || group.test(bare)) continue
    if (isName(first) && bare.split(/\s+/).length <= 4) return bare
    if (
      /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?$/u.test(bare) &&
      !new RegExp(`^(?:${months}|monday|tuesday|wednesday|thursday|friday)$`, 'i').test(bare) &&
      !typeWord.test(bare)
    )
      return bare
    if (bare.split(/\s+/).length <= 4 && isOwner(bare) && role.test(bare.toLowerCase())) return bare
  }
  return null
}

/** A name that does something anywhere in the line: "the index is dropped by Sven", "… - assigned Mei". */
function ownerInSentence(body: string): string | null {
  for (const match of body.matchAll(/(?<!\p{L})\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?!['’]s|\p{L})/gu)) {
    const after = body.slice(match.index + match[0].length).toLowerCase()
    if (!isName(match[0])) continue
    if (
      /^\s*(?:will|to|\p{L}+s)\b/u.test(after) ||
      /\b(?:by|with|for)\s+$/i.test(body.slice(0, match.index)) ||
      /^\s*(?:$|[.,;)])/.test(after)
    )
      return match[0]
  }
  return null
}
