/** What can be typed instead of an answer, at any prompt. */
export type SpokenCommand =
  | { readonly name: 'skip'; readonly reason: string }
  | { readonly name: 'later' | 'back' | 'show' | 'stop' | 'done' | 'help' }
  | { readonly name: 'fix'; readonly item: string }
  | { readonly name: 'role'; readonly role: string }

const words: Readonly<Record<string, 'later' | 'back' | 'show' | 'stop' | 'done' | 'help'>> = {
  later: 'later',
  back: 'back',
  undo: 'back',
  show: 'show',
  stop: 'stop',
  quit: 'stop',
  exit: 'stop',
  done: 'done',
  help: 'help',
  '?': 'help',
}

export const commandHelp: readonly (readonly [string, string])[] = [
  ['skip', 'nobody knows it; "skip, nobody measured it" keeps the reason. It stays visibly unknown'],
  ['later', 'not now; it is asked again when you come back'],
  ['back', 'take the last answer back and answer again'],
  ['fix 12', 'say item 12 anew, or remove it; the numbers stand before what was understood'],
  ['show', 'what is recorded so far'],
  ['role support', 'somebody else answers from here on'],
  ['done', 'go to the documents'],
  ['stop', 'leave; everything is kept. Ctrl-C does the same'],
]

/** Reads a line as a command; null when it is an answer. A leading slash is taken and never needed. */
export function parseCommand(line: string): SpokenCommand | null {
  const text = line.trim().replace(/^\//, '').replace(/[’‘]/g, "'")
  const lower = text.toLowerCase().replace(/[.!]+$/, '')
  const word = words[lower]
  if (word !== undefined) return { name: word }
  if (isNotKnown(lower)) return { name: 'skip', reason: text }
  const skip =
    /^skip(?:\s*[,:;]\s*(?:because\s+)?|\s+because\s+|\s+[-–—]+\s+|$)(.*)$/i.exec(text) ?? skipWithReason.exec(text)
  if (skip) return { name: 'skip', reason: skip[1]?.trim() ?? '' }
  const fix = /^(?:fix|edit)(?:\s+#?((?:[a-z]+-)?\d+))?$/i.exec(text)
  if (fix) return { name: 'fix', item: fix[1]?.toLowerCase() ?? '' }
  const role = /^role\s*[:\s]\s*([\p{L}][\p{L} -]{1,40})$/iu.exec(text)
  if (role?.[1] && role[1].split(/\s+/).length <= 2) return { name: 'role', role: role[1].trim().toLowerCase() }
  return null
}

// A reason begins with one of these; "skip button was grey" and "skip lists were slow" tell something.
const skipWithReason =
  /^skip\s+((?:it(?:'?s)?|this|that(?:'?s)?|for now|please|not|nobody|no one|noone|i(?:'m)?|we|they|he|she|since|as|don'?t|do not|unknown|unclear|no idea|somebody|someone|ask|wasn'?t|isn'?t|there(?:'?s)?)\b.*)$/i

const notKnown =
  /^(?:(?:sorry|well|hm+|honestly)[\s,.]+)?(?:(?:i|we) )?(?:really )?(?:(?:don't|dont|do not) (?:really )?know|no (?:idea|clue)|dunno|idk|pass)\b(.*)$/
const openEnd = /^(?:exactly|yet|that|this|sorry|really|either|at all|why|how|who|when|where|what|how many)$/
// Who does know, or why they do not: everything else after "I don't know" may be the answer ("exactly, about 300").
const elsewhere =
  /^(?:(?:you(?:'d| would)? (?:have to|should|could|better|need to)|better|please|maybe|just|best) )?(?:ask|try|check with|talk to|speak to)\b|^(?:(?:it|that)(?:'s|s| is| was)|was|is) ?(?:not|n't) my\b|^not my\b|^(?:i|we) (?:was|were|am|are)(?:n't| not)\b|\b(?:knows|might know|may know|would know|will know|should know)(?: (?:it|that|this|more|better|best))?$/

/** "I dont know, ask bob", "no idea", "ask the vendor": the question stays open, and the words say why. */
function isNotKnown(line: string): boolean {
  if (isSentOn(line)) return true
  const found = notKnown.exec(line)
  if (!found) return false
  const rest = (found[1] ?? '').replace(/^[\s,.;:–—-]+/, '')
  return rest === '' || openEnd.test(rest) || (rest.split(' ').length <= 12 && !/\d/.test(rest) && elsewhere.test(rest))
}

/** "ask bob", "you'd have to ask the network team"; "ask bob to add an alert" and "ask price was wrong" tell something. */
function isSentOn(line: string): boolean {
  const whom =
    /^(?:you(?:'d| would)? (?:have to|should|could|better|need to) |better |please |maybe |just |best )?ask ((?:the |our |my |an? )?[\p{L}.@'-]+(?: [\p{L}.@'-]+){0,3})$/u.exec(
      line,
    )?.[1]
  return (
    whom !== undefined &&
    !/\b(?:to|for|was|were|is|are|did|does|do|had|has|have|failed|broke|went|got|button|price)\b/.test(whom)
  )
}
