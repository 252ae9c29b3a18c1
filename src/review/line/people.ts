import { givenNames } from './given-names.ts'

const roles =
  'engineer|developer|dev|programmer|coder|operator|on-?call|on-?call engineer|responder|incident commander|team|squad|crew|analyst|admin|administrator|sysadmin|reviewer|approver|manager|colleague|person|intern|trainee|apprentice|newcomer|new hire|junior|senior|contractor|freelancer|consultant|employee|staff|sre|dba|tech lead|team lead|lead|author|committer|maintainer|technician|supervisor on duty|management|leadership|department|guild|founder|cto|ceo|product owner|product manager|pm|qa|tester|designer|architect|member|duty officer|shift|night shift|agent on shift|support agent|support|ops|operations|finance|marketing|sales|legal|engineering|accountant|clerk|nurse|planner|dispatcher|editor|specialist|scientist|group|people|folks|guys|human|everyone on the team|user|customer|client|vendor|supplier|partner|provider'
const outsiderRoles = /^(?:users?|customers?|clients?|vendors?|suppliers?|partners?|providers?)$/
const personNoun = new RegExp(`^(?:${roles.replaceAll(' ', '[ ]')})s?$`)
const nominative =
  /^(?:we|i|he|she|nobody|no-one|someone|somebody|anyone|anybody|everyone|everybody|people|who|none of us|noone)$/
// What follows a person noun and takes its place as the head: support ticket, team channel, operator pod.
const compoundHead =
  /^(?:channels?|pages?|tickets?|rota|roster|schedule|dashboards?|tables?|pods?|panels?|consoles?|tools?|tooling|scripts?|alerts?|queues?|inbox|mailbox|accounts?|databases?|services?|apis?|process|processes|runbooks?|docs|documentation|guides?|handbook|checklists?|plans?|calendar|app|portal|page|system|systems|software|logs?|data|file|files|bots?|phone|number|shift|handover|chat|desk|site|role|roles|permission|permissions|group|groups|password|credentials?|load|traffic|requests?|experience|interface|config|settings?|pool|agents?|member|members|side|rotation|meeting|budget|dependency|dependencies|reports?)$/
const prepositions = new Set(
  'of for in on to by from with at about over under between within into onto across during after before without against through than like via per'.split(
    ' ',
  ),
)
const auxiliary =
  /^(?:is|are|was|were|be|been|being|am|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must|not|never|also|then|just|simply|still|already|always|usually|often|clearly|obviously|actually|really|again|only|even|probably|likely|apparently|first|later|soon|too|both|all|each|accidentally|mistakenly|inadvertently|wrongly|erroneously|unintentionally|carelessly|blindly|manually|quickly|hastily|either|immediately|completely|simply|repeatedly|n't)$/
const boundary =
  /[.;:!?()|]|,|—|–|\s-\s|\b(?:that|because|since|as|when|while|if|but|so|which|although|though|until|before|after|where|whose|and|or|than|then|why|how|whether|hence|therefore|what)\b/g

export interface Person {
  readonly start: number
  readonly end: number
  readonly isNamed: boolean
  /** User, customer, vendor: not one of us. */
  readonly isOutsider: boolean
}

/**
 * The person who is the grammatical subject of the verb at `at`, or null where a thing is, or nobody is named.
 * `plain` is in small letters, `text` has the capitals; both have the same length.
 */
export function subjectOf(text: string, plain: string, at: number): Person | null {
  let end = at
  for (let step = 0; step < 3; step++) {
    const start = segmentStart(plain, end)
    const found = personInSegment(text, plain, start, end)
    if (found) return found
    const segment = plain.slice(start, end).trim()
    const isBare = segment === '' || segment.split(/\s+/).every((word) => auxiliary.test(word))
    // "Anna ran the script and did not look": the verb after "and" shares its subject. So does one after an insertion.
    const isInsertion = /^[^,]{0,60}$/.test(segment) && /,\s*$/.test(plain.slice(0, at)) && step === 0
    if (!isBare && !isInsertion) return null
    const before = plain.slice(0, start)
    const carried = /(?:,|\band|\bor|\bbut|\bthen|\bwho)\s*$/.exec(before)
    if (!carried) return null
    if (/\bwho\s*$/.test(before)) return { start: start - 4, end: start, isNamed: false, isOutsider: false }
    end = carried.index
    if (end <= 0) return null
    if (isBare && !isInsertion) {
      // Walk over the object of the verb before: look at the whole segment for its subject.
      const first = personInSegment(text, plain, segmentStart(plain, end), end, true)
      if (first) return first
    }
  }
  return null
}

function segmentStart(plain: string, end: number): number {
  const from = Math.max(0, end - 200)
  const window = plain.slice(from, end)
  let start = 0
  boundary.lastIndex = 0
  for (let match = boundary.exec(window); match !== null; match = boundary.exec(window)) {
    // A clock time or a number has no boundary inside it.
    if (/[.:]/.test(match[0]) && /\d/.test(window[match.index - 1] ?? '') && /\d/.test(window[match.index + 1] ?? ''))
      continue
    start = match.index + match[0].length
  }
  return from + start
}

interface Token {
  readonly word: string
  readonly start: number
  readonly end: number
}

const wordPattern = /[@\p{L}\p{N}][\p{L}\p{M}\p{N}_@/+-]*(?:'[\p{L}]+)?/gu

export function tokensIn(plain: string, start: number, end: number): Token[] {
  const found: Token[] = []
  for (const match of plain.slice(start, end).matchAll(wordPattern))
    found.push({ word: match[0], start: start + match.index, end: start + match.index + match[0].length })
  return found
}

function personInSegment(
  text: string,
  plain: string,
  start: number,
  end: number,
  isWholeClause = false,
): Person | null {
  const tokens = tokensIn(plain, start, end)
  let hasPreposition = false
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1]
    const phrase = next ? `${token.word} ${next.word}` : ''
    if (phrase === 'no one' || phrase === 'not one')
      return { start: token.start, end: next?.end ?? token.end, isNamed: false, isOutsider: false }
    if (nominative.test(token.word)) return { start: token.start, end: token.end, isNamed: false, isOutsider: false }
    if (hasPreposition) continue
    if (prepositions.has(token.word)) {
      // "On Friday the team failed to": an opening phrase does not take the subject's place.
      if (index > 0) hasPreposition = true
      continue
    }
    const isNamed = isName(text.slice(token.start, token.end))
    if (!isNamed && !personNoun.test(token.word)) continue
    if (next && compoundHead.test(next.word) && !isNamed) continue
    if (token.word.endsWith("'s")) continue
    if (isWholeClause && !isNamed && index > 4) continue
    return { start: token.start, end: token.end, isNamed, isOutsider: outsiderRoles.test(token.word) }
  }
  return null
}

/** A given name with its capital, or a handle. */
export function isName(word: string): boolean {
  if (/^@[\p{L}\d][\p{L}\p{N}_-]{1,38}$/u.test(word)) return true
  const bare = word.replace(/['’]s$/u, '').split('-')[0] ?? ''
  if (!/^\p{Lu}\p{Ll}+/u.test(bare)) return false
  return givenNames.has(fold(bare))
}

/** Small letters without accents. */
export function fold(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}
