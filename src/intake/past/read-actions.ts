import type { ActionStatus } from '../../domain/incident.ts'
import { datesIn } from '../../domain/written-times.ts'
import { sentencesIn } from '../../review/document/sentences-in.ts'
import { readAction } from '../../review/line/action-slots.ts'
import { isName } from '../../review/line/people.ts'
import type { Chapter, Passage } from './passages.ts'
import type { PastItem } from './past-incident.ts'
import { countWordsIn, isBlank, plainWords } from './plain-words.ts'
import { type Calendar, settle } from './written-lead.ts'

const doneMark = /~~|✅|✔|☑|:white_check_mark:|:heavy_check_mark:|:done:|\bDONE\b/u
const doneWords =
  /^\W*(?:done|completed?|finished|fixed|shipped|closed|resolved|merged|deployed)\b(?!\s+(?:the|a|an|by|when|with|in|on|to|all|our|we)\b)|[([|–—-]\s*\**(?:already )?(?:done|completed?|fixed|shipped|closed|merged|implemented|deployed|resolved|in place)\b[^()|\]\n]{0,40}\**\s*[)\]|]?\W*$|[([]\s*(?:done|completed|fixed|shipped|closed|merged|implemented|deployed)\b[^()\]\n]{0,40}[)\]]/i
const runningWords = /[([|–—-]\s*\**(?:in progress|ongoing|wip|started|under way|underway)\**\s*[)\]|]?\W*$|🚧/iu
const droppedWords =
  /[([|–—-]\s*\**(?:won'?t (?:do|fix)|dropped|cancell?ed|rejected|declined|abandoned|not doing)\**\s*[)\]|]?\W*$/i

/** Status as a cell of a table or the value of a label says it; null where it says something else. */
function statusNamed(words: string): ActionStatus | null {
  const plain = words
    .toLowerCase()
    .replace(/[^\p{L}' -]/gu, ' ')
    .trim()
  if (/^(?:done|completed?|closed|finished|fixed|resolved|shipped|merged|deployed|implemented)\b/.test(plain))
    return 'done'
  if (/^(?:in[ -]progress|ongoing|started|doing|wip|under ?way|in review|in development)\b/.test(plain))
    return 'in progress'
  if (/^(?:open|to ?-?do|not started|outstanding|planned|pending|new|backlog|scheduled)\b/.test(plain)) return 'open'
  if (/^(?:won't (?:do|fix)|wont (?:do|fix)|dropped|cancell?ed|rejected|declined|abandoned|not doing)\b/.test(plain))
    return 'dropped'
  return null
}

/** What a heading says about all actions below it: "Immediate actions (completed)". */
function statusOfHeading(heading: string): ActionStatus | null {
  const isSaid =
    /[(:–—-]\s*(?:completed|done|already done)\)?\W*$|^\W*(?:completed|done|already (?:taken|done))\b|\bcompleted (?:actions?|items?|work)\b|\bactions? (?:already )?(?:taken|completed)\b/i
  if (isSaid.test(heading)) return 'done'
  return /\bin[ -]progress\b/i.test(heading) && !/\bor\b|planned/i.test(heading) ? 'in progress' : null
}

/** Actions of a chapter: each item or row, or each paragraph where there is no list. */
export function readActions(
  text: string,
  { part, passages }: Chapter,
  calendar: Calendar,
): { items: PastItem[]; used: Set<Passage> } {
  const used = new Set<Passage>()
  const items: PastItem[] = []
  const listed = passages.filter(({ kind }) => kind !== 'paragraph')
  const rows = listed.filter(({ kind }) => kind === 'row')
  const hasTasks = rows.some(({ block }) => block.columns?.includes('task'))
  const chosen = withChoices(text, passages)
  const from = hasTasks
    ? rows
    : isGrouped(passages)
      ? grouped(text, passages)
      : listed.length > 0
        ? chosen.filter(({ kind }) => kind !== 'paragraph')
        : passages
  const overall = statusOfHeading(part.heading)
  for (const passage of from) {
    const found =
      passage.kind === 'row' ? rowAction(text, passage, calendar, hasTasks) : proseAction(text, passage, calendar)
    if (found === null) continue
    for (const one of passages) if (one.start >= passage.start && one.end <= passage.end) used.add(one)
    items.push(
      overall !== null && found.draft.status === undefined
        ? { ...found, draft: { ...found.draft, status: overall } }
        : found,
    )
  }
  return { items, used }
}

const opensList = ({ kind, words }: Passage) => kind !== 'row' && /:\s*$/.test(words)

/** Several lines that each open a list: each with its list is one action, and the items are its parts. */
function isGrouped(passages: readonly Passage[]): boolean {
  return passages.filter((passage, at) => opensList(passage) && passages[at + 1]?.kind === 'item').length >= 2
}

function grouped(text: string, passages: readonly Passage[]): Passage[] {
  const groups: Passage[] = []
  let open = false
  for (const passage of passages) {
    const last = groups.at(-1)
    if (open && last !== undefined && passage.kind === 'item' && !opensList(passage)) {
      groups[groups.length - 1] = { ...last, end: passage.end, words: plainWords(text.slice(last.start, passage.end)) }
      continue
    }
    open = opensList(passage)
    groups.push(passage)
  }
  return groups
}

const opensChoice =
  /\b(?:one of(?: the(?:se)?)?(?: (?:following|below))?(?: (?:options|ways|things|approaches))?|either(?: of)?|(?:options|alternatives|possibilities)(?: (?:are|include|here are))?)\s*:\s*$/i

/** With each list of which only one item is to be done made one passage, from the sentence that says so. */
function withChoices(text: string, passages: readonly Passage[]): Passage[] {
  const all: Passage[] = []
  let isChoice = false
  for (const passage of passages) {
    const open = all.at(-1)
    if (isChoice && open !== undefined && passage.kind === 'item') {
      all[all.length - 1] = { ...open, end: passage.end, words: plainWords(text.slice(open.start, passage.end)) }
      continue
    }
    const isOpening = passage.kind === 'paragraph' && opensChoice.test(passage.words)
    const last = isOpening ? sentencesIn(text.slice(passage.start, passage.end)).at(-1) : undefined
    isChoice = last !== undefined
    all.push(last === undefined ? passage : { ...passage, kind: 'item', start: passage.start + last.start })
  }
  return all
}

const telling =
  /^\W*(?:there (?:is|are|was|were)|this (?:is|was|section|incident)|these (?:are|were)|the following|below (?:is|are)|see\b|none\b|no (?:further|additional|action)|q:|a:|question)/i

// In prose an action says what will be, should be or has been done, or begins with what to do.
const commits =
  /\b(?:will|shall|should|must|needs? to|plan(?:s|ned|ning)? to|going to|to be \p{L}+ed|intend|aim to|ought|let's)\b|\b(?:has|have) (?:\p{L}+ )?been\b|\bwe(?:['’]ve| have|['’]re| are) (?!not\b)|^\W*(?!(?:the|these|this|that|there|it|in|on|while|when|as|since|after|before|during|our|we|i|they|a|an|all|some|most|many|for|at|by|with|if|unfortunately|thanks?|please|you|your)\b)\p{L}{3,}(?<!s|ed|ing)\s/iu

function proseAction(text: string, passage: Passage, calendar: Calendar): PastItem | null {
  const source = text.slice(passage.start, passage.end)
  const { words } = passage
  if (
    isBlank(words) ||
    countWordsIn(words) < (passage.kind === 'item' ? 2 : 4) ||
    telling.test(words) ||
    passage.block.isQuoted
  )
    return null
  if (passage.kind === 'paragraph' && !commits.test(words)) return null
  // A line that only opens what follows is no action: "The following is planned:".
  if (/:\s*$/.test(words)) return null
  const head = text.slice(passage.start, passage.headEnd)
  const plain = plainWords(head)
  const slots = readAction(plain)
  const owner = ownerOf(plain, slots.owner)
  const due = dueOf(plain, slots.due, calendar)
  const status = statusOf(passage, head)
  const doneOn = status === 'done' ? dayBehindDone(plain, calendar) : null
  return {
    draft: {
      type: 'action',
      excerpt: source,
      text: words.replace(/^\[[ xX]\]\s*/, ''),
      ...(owner === null ? {} : { owner }),
      ...(due === null || due === doneOn ? {} : { due }),
      ...(status === null ? {} : { status }),
    },
    ...(doneOn === null ? {} : { doneOn }),
  }
}

/** An owner only where the words name one as such: a label, a handle or a name that stands apart, "Ed to write …". */
function ownerOf(words: string, read: string | null): string | null {
  const labelled =
    /(?:\bowners?|\bassignee|\bassigned to|\bDRI|\bresponsible)\s*[:=]\s*(@?[\p{L}][\p{L}\p{N}.'_ -]{1,40}?)(?=[,;.)|]|$|\s[–—-]\s)/iu.exec(
      words,
    )?.[1]
  if (labelled !== undefined && !isBlank(labelled)) return labelled.trim()
  const handle =
    /^\W*(@[\p{L}\d][\w.-]*)(?:\s+(?:to|will)\b|\s*[:–—-])|[([–—-]\s*(@[\p{L}\d][\w.-]*)\s*[)\]]?\W*$/u.exec(words)
  if (handle) return handle[1] ?? handle[2] ?? null
  const group =
    /^\W*(?:the )?((?:\p{L}+ )?(?:team|developers|engineers|leads|maintainers|SRE|ops|support))\s+(?:to|will)\s/iu.exec(
      words,
    )?.[1]
  if (group !== undefined) return group
  if (read === null || read.startsWith('@')) return null
  const bare = read.replace(/^the /i, '')
  const isSomebody =
    isName(bare.split(/\s+/)[0] ?? '') ||
    /\b(?:team|developers|engineers|leads?|lead|ops|sre|support|maintainers|manager|owner|on-?call)\b/i.test(bare)
  if (!isSomebody) return null
  const isApart = new RegExp(
    `^\\W*${escaped(read)}(?:\\s+(?:to|will)\\b|\\s*:)|[([–—]\\s*${escaped(read)}\\s*[)\\]]?\\W*$`,
    'u',
  )
  return isApart.test(words) ? read : null
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** A day only where it is written as one; "next sprint" stays in the words. */
function dueOf(words: string, read: string | null, calendar: Calendar): string | null {
  if (read === null) return null
  const at = words.toLowerCase().indexOf(read)
  if (at < 0) return null
  const { dates } = datesIn(words.slice(at, at + read.length))
  const before = words.slice(Math.max(0, at - 24), at)
  const after = words.slice(at + read.length)
  const isNamed =
    /(?:by|due|until|till|before|deadline|eta|target|no later than)[\s:*]*(?:the\s|date[\s:]*|on\s)?$/i.test(before)
  const isApart = /[(–—|,;]\s*$/.test(before) && /^\s*[)\]]?\W*$/.test(after)
  if (!isNamed && !isApart) return null
  const day = dates.map((written) => settle(written, calendar)).find((one) => one !== null)
  // What was due before it happened is another date.
  return day === undefined || day === null || (calendar.near !== null && day < calendar.near) ? null : day
}

function statusOf(passage: Passage, head: string): ActionStatus | null {
  const { isChecked } = passage.block
  if (isChecked !== undefined) return isChecked ? 'done' : 'open'
  const bare = head.replace(/\]\([^)]*\)/g, ']')
  const plain = plainWords(bare)
  if (isReported(plain)) return 'done'
  if (/^\s*~~[\s\S]*~~/.test(bare) || (doneMark.test(bare) && !/~~/.test(bare)) || doneWords.test(plain)) return 'done'
  if (runningWords.test(plain)) return 'in progress'
  return droppedWords.test(plain) ? 'dropped' : null
}

const past =
  'added|adjusted|changed|cleaned|configured|created|corrected|deleted|deployed|disabled|documented|enabled|enforced|expanded|fixed|implemented|improved|increased|introduced|merged|migrated|moved|patched|reduced|removed|renewed|replaced|restored|reverted|revoked|rewrote|rolled|rotated|set up|switched|updated|upgraded|wrote'
const reported = new RegExp(
  `^\\W*(?:[^:.]{3,60}:\\s*)?(?:we(?:['’]ve| have)(?: also| now| already)? (?!to\\b|not\\b|never\\b|no\\b|a\\b|an\\b|the\\b|been\\b)|(?:the|an?|all|our|this) [^.,]{3,90}? (?:has|have) (?:now |already |since )?been |(?:we (?:also |have )?)?(?:${past})\\b)`,
  'i',
)

/** An action that the words tell as done: "We've removed…", "The job has been disabled", "Added an alert". */
function isReported(words: string): boolean {
  return (
    reported.test(words) && !/\b(?:we plan|we(?:['’]ll| will)|will be|planned|to be done|have begun)\b/i.test(words)
  )
}

function dayBehindDone(words: string, calendar: Calendar): string | null {
  const match =
    /\b(?:done|completed?|fixed|shipped|merged|deployed|finished|closed)\b[\s:,]*(?:on|at|in)?\s*([^)\]|;]{4,30})/i.exec(
      words,
    )
  if (match === null) return null
  const [first] = datesIn(match[1] ?? '').dates
  return first !== undefined && first.index <= 2 ? settle(first, calendar) : null
}

function rowAction(text: string, passage: Passage, calendar: Calendar, hasTasks: boolean): PastItem | null {
  if (!hasTasks) return null
  const source = text.slice(passage.start, passage.end)
  const cells = cellsOf(source).map((cell) => plainWords(cell))
  const heads = passage.block.head ?? []
  const columns = passage.block.columns ?? []
  const cell = (wanted: (head: string, index: number) => boolean): string | null => {
    const index = heads.findIndex((head, at) => wanted(head.toLowerCase(), at))
    const words = index < 0 ? '' : (cells[index] ?? '')
    return isBlank(words) && !/^(?:no|none)$/i.test(words) ? null : words
  }
  const task = cell((_head, at) => columns[at] === 'task')
  if (task === null || countWordsIn(task) < 2) return null
  const owner = cell((head) => /\b(?:owners?|assignee|assigned|responsible|dri|lead|who)\b/.test(head))
  const dueWords = cell((head) => /\b(?:due|deadline|eta|by when|target)\b/.test(head) || /^(?:date|when)$/.test(head))
  const stateWords = cell((head) => /\b(?:status|state|progress|done\??)\b/.test(head) && !/done[- ]when/.test(head))
  const doneWhen = cell((head) => /\b(?:done[- ]when|success criteri\w+|definition of done|acceptance)\b/.test(head))
  const closed = cell((head) =>
    /\b(?:completed|done on|closed on|date (?:done|completed|closed)|completion)\b/.test(head),
  )
  const rank = cell((head) => /\bpriority\b|^p$|^prio$/.test(head))
  const written = dueWords === null ? null : datesIn(dueWords).dates[0]
  const due = written ? settle(written, calendar) : null
  const doneDate = closed === null ? null : datesIn(closed).dates[0]
  const marked = cells.some((one) => /^(?:done|completed|closed)$/i.test(one)) || doneMark.test(source) ? 'done' : null
  const status = stateWords === null ? marked : (statusNamed(stateWords) ?? marked)
  const inState = stateWords === null || status !== 'done' ? null : datesIn(stateWords).dates[0]
  const doneOn = doneDate ? settle(doneDate, calendar) : inState ? settle(inState, calendar) : null
  return {
    draft: {
      type: 'action',
      excerpt: source,
      text: task,
      ...(owner === null ? {} : { owner }),
      ...(due === null ? {} : { due }),
      ...(status === null ? {} : { status }),
      ...(doneWhen === null ? {} : { done_when: doneWhen }),
      ...(/^p1$/i.test(rank ?? '') ? { priority: 'P1' as const } : {}),
      ...(/^p2$/i.test(rank ?? '') ? { priority: 'P2' as const } : {}),
      ...(/^p3$/i.test(rank ?? '') ? { priority: 'P3' as const } : {}),
    },
    ...(doneOn === null ? {} : { doneOn }),
  }
}

/** Cells of a row as they are written, without the bars. */
export function cellsOf(row: string): string[] {
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim())
}
